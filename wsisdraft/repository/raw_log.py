"""Which commits changed which files, from git's own walk of the history, in one process."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import Call
from wsisdraft.text.frozen import frozen

_COMMIT = b"\x01"


@frozen
class RawRow:
    """One file that one commit changed against its first parent."""

    commit: str
    path: str
    old: str
    """Blob id, empty where the file is new."""
    new: str
    """Blob id, empty where the file was removed."""


def raw_log(clone: Clone, revisions: Sequence[str], paths: Sequence[str]) -> tuple[RawRow, ...]:
    """The changes of the files or folders named, of all files where none are; newest first.

    `revisions` are object ids, excluded ones with `^` before.
    """
    if not all(revisions):
        return ()
    options = (
        "--format=%x01%H",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--root",
        "--diff-merges=first-parent",
        "--no-ext-diff",
    )
    out = clone.git.run(Call("log", options, names=tuple(revisions), paths=tuple(paths)))
    rows: list[RawRow] = []
    for piece in out.split(_COMMIT)[1:]:
        commit, _, rest = piece.partition(b"\0")
        fields = rest.lstrip(b"\n").split(b"\0")
        for facts, path in zip(fields[::2], fields[1::2], strict=False):
            words = facts.strip().split(b" ")
            if len(words) >= 5 and words[0].startswith(b":"):
                name = path.decode("utf-8", "backslashreplace")
                rows.append(RawRow(commit.decode().strip(), name, _id(words[2]), _id(words[3])))
    return tuple(rows)


def _id(raw: bytes) -> str:
    text = raw.decode()
    return "" if set(text) == {"0"} else text
