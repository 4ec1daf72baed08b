"""Which commits changed which files, from git's own walk of the history, in one process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    return tuple(row for _, _, rows in _walked(clone, revisions, paths) for row in rows)


def raw_log_of_each(
    clone: Clone, tips: Sequence[str], without: str
) -> dict[str, tuple[RawRow, ...]]:
    """For each commit the changes of all that leads to it and not to `without`; in one process."""
    if not tips:
        return {}
    walked = tuple(_walked(clone, (*dict.fromkeys(tips), f"^{without}"), ()))
    parents = {commit: before for commit, before, _ in walked}
    changes = {commit: rows for commit, _, rows in walked}
    found = {}
    for tip in tips:
        waiting, seen = [tip], {tip}
        rows: list[RawRow] = []
        while waiting:
            commit = waiting.pop()
            rows += changes.get(commit, ())
            new = [each for each in parents.get(commit, ()) if each not in seen]
            seen.update(new)
            waiting += new
        found[tip] = tuple(rows)
    return found


_Walked = tuple[str, tuple[str, ...], tuple[RawRow, ...]]
"""A commit, its parents, its changes."""


def _walked(clone: Clone, revisions: Sequence[str], paths: Sequence[str]) -> Iterator[_Walked]:
    options = (
        "--format=%x01%H %P",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--root",
        "--diff-merges=first-parent",
        "--no-ext-diff",
    )
    out = clone.git.run(Call("log", options, names=tuple(revisions), paths=tuple(paths)))
    for piece in out.split(_COMMIT)[1:]:
        head, _, rest = piece.partition(b"\0")
        commit, *parents = head.decode().split()
        fields = rest.lstrip(b"\n").split(b"\0")
        rows: list[RawRow] = []
        for facts, path in zip(fields[::2], fields[1::2], strict=False):
            words = facts.strip().split(b" ")
            if len(words) >= 5 and words[0].startswith(b":"):
                name = path.decode("utf-8", "backslashreplace")
                rows.append(RawRow(commit, name, _id(words[2]), _id(words[3])))
        yield commit, tuple(parents), tuple(rows)


def _id(raw: bytes) -> str:
    text = raw.decode()
    return "" if set(text) == {"0"} else text
