"""New trees out of old ones: only the folders on the way to a changed file are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from subprocess import Popen
from types import TracebackType
from typing import BinaryIO, Self, cast

from wsisdraft.repository.git import Call, Git, failed
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.objects import ObjectReader, Stored

FOLDER = "40000"
_KINDS = {FOLDER: "tree", "160000": "commit"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file of a tree."""

    mode: str
    """`100644`, as git writes it."""
    id: str


class TreeWriter:
    """A `git mktree` that stays open; use it in a `with`."""

    def __init__(self, git: Git, objects: ObjectReader) -> None:
        self._git = git
        self._objects = objects
        self._process: Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process is not None:
            process, self._process = self._process, None
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe is not None:
                    pipe.close()
            process.wait()

    def grown(self, tree: str, leaves: Mapping[str, Leaf | None]) -> str:
        """A tree's id after files were put at these paths, or taken away where there is None."""
        if not leaves:
            return tree
        return self._grown(tree, _nested(leaves)) or self._written({})

    def _grown(self, tree: str, changes: Mapping[str, object]) -> str:
        """The tree's id, or empty where nothing is left in it."""
        entries = dict(entries_of(self._objects, tree)) if tree else {}
        for name, change in changes.items():
            if change is None:
                entries.pop(name, None)
            elif isinstance(change, Leaf):
                entries[name] = change
            else:
                self._enter(entries, name, cast("Mapping[str, object]", change))
        return self._written(entries) if entries else ""

    def _enter(self, entries: dict[str, Leaf], name: str, changes: Mapping[str, object]) -> None:
        there = entries.get(name)
        if there is not None and there.mode != FOLDER:
            raise CannotProceed(
                "path-taken",
                f"A file named {name} stands where a folder is needed.",
                "move it elsewhere with plain git",
            )
        inner = self._grown(there.id if there else "", changes)
        if inner:
            entries[name] = Leaf(FOLDER, inner)
        else:
            entries.pop(name, None)

    def _written(self, entries: Mapping[str, Leaf]) -> str:
        if self._process is None:
            # A name in a tree may be of a partial clone's missing objects: they need not be here.
            self._process = self._git.start(Call("mktree", ("-z", "--missing", "--batch")))
        stdin = cast("BinaryIO", self._process.stdin)
        stdout = cast("BinaryIO", self._process.stdout)
        lines = b"".join(
            f"{leaf.mode} {_KINDS.get(leaf.mode, 'blob')} {leaf.id}\t".encode()
            + name.encode("utf-8", "surrogateescape")
            + b"\0"
            for name, leaf in entries.items()
        )
        try:
            stdin.write(lines + b"\0")
            stdin.flush()
        except BrokenPipeError:
            pass  # the answer below is empty then
        answer = stdout.readline().decode().strip()
        if not answer:
            err = self._process.stderr.read() if self._process.stderr else b""
            raise failed("mktree", err)
        if self._objects.one(answer) is None:
            # mktree tells an id also where it could not write the tree.
            raise CannotProceed(
                "damaged-write",
                "Git could not write a folder of the new text.",
                "see that the disk has room and git's folder can be written, then try again",
            )
        return answer


def tree_of(commit: Stored) -> str:
    """The id of a commit's tree."""
    return (commit.data or b"").split(b"\n", 1)[0].removeprefix(b"tree ").decode()


def entries_of(objects: ObjectReader, tree: str) -> Iterator[tuple[str, Leaf]]:
    """Names and what they stand for, of one tree; CannotProceed where the tree is not there."""
    stored = objects.one(tree)
    if stored is None or stored.data is None or stored.kind != "tree":
        raise CannotProceed(
            "damaged-repository",
            f"The tree {tree} is missing from this repository.",
            "git fsck, then fetch from a clone that is whole",
        )
    data, at = stored.data, 0
    width = len(stored.id) // 2
    while at < len(data):
        space = data.index(b" ", at)
        nul = data.index(b"\0", space)
        name = data[space + 1 : nul].decode("utf-8", "surrogateescape")
        yield name, Leaf(data[at:space].decode(), data[nul + 1 : nul + 1 + width].hex())
        at = nul + 1 + width


def leaves_at(objects: ObjectReader, tree: str, paths: tuple[str, ...]) -> dict[str, Leaf | None]:
    """What a tree holds at each path; a folder counts as a leaf of mode `40000`."""
    known: dict[str, dict[str, Leaf]] = {"": dict(entries_of(objects, tree))}
    found: dict[str, Leaf | None] = {}
    for path in paths:
        folder, leaf = "", None
        for part in path.split("/"):
            leaf = known[folder].get(part) if folder in known else None
            folder = f"{folder}/{part}"
            if leaf is not None and leaf.mode == FOLDER and folder not in known:
                known[folder] = dict(entries_of(objects, leaf.id))
        found[path] = leaf
    return found


def _nested(leaves: Mapping[str, Leaf | None]) -> dict[str, object]:
    """Paths as folders within folders."""
    root: dict[str, object] = {}
    for path, leaf in leaves.items():
        *folders, name = path.split("/")
        inside = root
        for folder in folders:
            inside = cast("dict[str, object]", inside.setdefault(folder, {}))
        inside[name] = leaf
    return root
