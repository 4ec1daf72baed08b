"""What leads from one commit to another: their common state, and every step since."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from wsisdraft.notation.lineage import Lineage
from wsisdraft.notation.past_commit import FileChange
from wsisdraft.notation.record import UNDOES, Record
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import Call, failed
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.text.frozen import frozen

LARGEST = 1 << 20
"""Bytes of a file or commit that is read at all."""
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")

Edge = tuple[str, str]
"""A commit and one of its parents."""


@frozen
class _Row:
    path: str
    old: str
    """Blob id, empty where the file is not there."""
    new: str


def common_state(clone: Clone, one: str, other: str) -> str:
    """The best common ancestor of two commits; empty where this clone knows of none."""
    reply = clone.git.ask(Call("merge-base", names=(one, other)))
    if reply.code > 1:
        raise failed("merge-base", reply.err)
    return reply.out.decode("ascii").strip()


def cut_off(clone: Clone, commits: Collection[str]) -> bool:
    """Whether the history of some of these commits is not in this clone, which is shallow."""
    if not clone.shallow:
        return False
    cut = Path(clone.common_dir, "shallow").read_text("ascii").split()
    return not set(cut).isdisjoint(commits)


def between(clone: Clone, base: str, tip: str) -> dict[str, tuple[str, ...]]:
    """Every commit reachable from `tip` and not from `base`, with its parents."""
    out = clone.git.run(Call("rev-list", ("--parents",), names=(tip, f"^{base}")))
    rows = (line.split() for line in out.decode("ascii").splitlines())
    return {commit: tuple(parents) for commit, *parents in rows}


def lineage(
    clone: Clone, tip: str, parents: Mapping[str, tuple[str, ...]], paths: Collection[str]
) -> Lineage:
    """What the commits between did to these files; two git processes, however many they are."""
    edges = [(commit, parent) for commit, above in parents.items() for parent in above]
    rows = _rows(clone, edges, sorted(paths))
    with ObjectReader(clone.git) as objects:
        blobs = sorted({b for found in rows.values() for row in found for b in (row.old, row.new)})
        data = _data(objects, [blob for blob in blobs if blob])
        here = _data(objects, [f"{tip}:{path}" for path in sorted(paths)])
        records = _records(objects, {commit for commit, _ in rows})
        undone = {record.value(UNDOES) for record in records.values()} - records.keys()
        records |= _records(objects, {each for each in undone if _ID.fullmatch(each)})
    changes = {
        edge: tuple(FileChange(row.path, data.get(row.old), data.get(row.new)) for row in found)
        for edge, found in rows.items()
    }
    at_tip = {path: here[f"{tip}:{path}"] for path in paths if f"{tip}:{path}" in here}
    return Lineage(tip, parents, changes, records, at_tip)


def _rows(clone: Clone, edges: list[Edge], paths: list[str]) -> dict[Edge, list[_Row]]:
    """The files that differ, edge by edge; edges over which nothing differs are left out."""
    if not edges or not paths:
        return {}
    options = ("--stdin", "--always", "-r", "-z", "--raw", "--no-renames", "--no-abbrev")
    asked = "".join(f"{commit} {parent}\n" for commit, parent in edges).encode("ascii")
    out = clone.git.run(
        Call("diff-tree", (*options, "--no-ext-diff"), paths=tuple(paths), data=asked)
    )
    found: dict[Edge, list[_Row]] = {}
    fields = iter(out.split(b"\0"))
    at = -1
    for field in fields:
        if not field.startswith(b":"):
            at += bool(field)  # A header, the commit's id; the last piece is empty.
            continue
        _, _, old, new, _ = field.split(b" ")
        path = next(fields).decode("utf-8", "backslashreplace")
        found.setdefault(edges[at], []).append(_Row(path, _blob(old), _blob(new)))
    return found


def _blob(raw: bytes) -> str:
    text = raw.decode("ascii")
    return "" if set(text) == {"0"} else text


def _data(objects: ObjectReader, names: list[str]) -> dict[str, bytes]:
    """The bytes of blobs by name; what is not there, or no blob, is left out."""
    found = zip(names, objects.each(names, LARGEST), strict=True)
    return {
        name: stored.data
        for name, stored in found
        if stored is not None and stored.kind == "blob" and stored.data is not None
    }


def _records(objects: ObjectReader, commits: Iterable[str]) -> dict[str, Record]:
    ids = sorted(commits)
    records = {}
    for commit, stored in zip(ids, objects.each(ids, LARGEST), strict=True):
        if stored is not None and stored.kind == "commit" and stored.data is not None:
            message = stored.data.partition(b"\n\n")[2]
            records[commit] = Record.read(message.decode("utf-8", "replace"))
    return records
