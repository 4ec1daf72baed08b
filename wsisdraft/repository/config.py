"""Git's configuration as a value, each entry with the file's scope it comes from."""

from __future__ import annotations

from collections.abc import Collection

from wsisdraft.repository.git import Call, Git
from wsisdraft.text.frozen import frozen

OWN_SCOPES = ("system", "global")
"""What the user or the machine's owner wrote; the others may come with a clone."""
ALL_SCOPES = (*OWN_SCOPES, "local", "worktree")


@frozen
class Entry:
    scope: str
    key: str
    """Section and name in small letters, as git gives it."""
    value: str
    """A key without `=` reads as `true`."""


@frozen
class Config:
    """Entries in the order git reads them, so that the last one counts."""

    entries: tuple[Entry, ...]

    def get(self, key: str, scopes: Collection[str] = ALL_SCOPES) -> str | None:
        """The value that counts among these scopes."""
        for entry in reversed(self.entries):
            if entry.key == key and entry.scope in scopes:
                return entry.value
        return None

    def true(self, key: str) -> bool:
        """Whether a switch is on, in any of git's spellings."""
        value = (self.get(key) or "").lower()
        if value.lstrip("+-").isdigit():
            return int(value) != 0
        return value in ("true", "yes", "on")


def read_config(git: Git) -> Config:
    """All configuration of a repository; one git process."""
    out = git.run(Call("config", ("--list", "-z", "--show-scope")))
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    entries = []
    for scope, pair in zip(fields[::2], fields[1::2], strict=False):
        key, equals, value = pair.partition("\n")
        if scope in ALL_SCOPES:
            entries.append(Entry(scope, key, value if equals else "true"))
    return Config(tuple(entries))
