"""New trees out of old ones: only the folders on the way to a changed file are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from wsisdraft.repository.git import shown
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.objects import ObjectReader, Stored, object_id
from wsisdraft.text.frozen import computed, frozen

FOLDER = "40000"


@frozen
class Leaf:
    """A file of a tree."""

    mode: str
    """`100644`, as git writes it."""
    id: str


@frozen
class Grove:
    """Trees worked out and not yet written; git is only asked for those they grow from."""

    objects: ObjectReader
    object_format: str
    made: dict[str, bytes] = computed(lambda _: {})
    """New trees by id, as git stores them; inner ones before those that hold them."""

    def grown(self, tree: str, leaves: Mapping[str, Leaf | None]) -> str:
        """A tree's id after files were put at these paths, or taken away where there is None."""
        if not leaves:
            return tree
        return self._grown(tree, _nested(leaves)) or self._noted({})

    def _grown(self, tree: str, changes: Mapping[str, object]) -> str:
        """The tree's id, or empty where nothing is left in it."""
        entries = dict(self._entries(tree)) if tree else {}
        for name, change in changes.items():
            if change is None:
                entries.pop(name, None)
            elif isinstance(change, Leaf):
                entries[name] = change
            else:
                self._enter(entries, name, cast("Mapping[str, object]", change))
        return self._noted(entries) if entries else ""

    def _enter(self, entries: dict[str, Leaf], name: str, changes: Mapping[str, object]) -> None:
        there = entries.get(name)
        if there is not None and there.mode != FOLDER:
            raise CannotProceed(
                "path-taken",
                f"A file named {shown(name)} stands where a folder is needed.",
                "move it elsewhere with plain git",
            )
        inner = self._grown(there.id if there else "", changes)
        if inner:
            entries[name] = Leaf(FOLDER, inner)
        else:
            entries.pop(name, None)

    def _entries(self, tree: str) -> Iterator[tuple[str, Leaf]]:
        data = self.made.get(tree)
        return parsed(data, len(tree)) if data is not None else entries_of(self.objects, tree)

    def _noted(self, entries: Mapping[str, Leaf]) -> str:
        data = b"".join(
            b"%s %s\0%s" % (leaf.mode.encode(), name, bytes.fromhex(leaf.id))
            for name, leaf in sorted(
                ((_raw(name), leaf) for name, leaf in entries.items()), key=_order
            )
        )
        tree = object_id("tree", data, self.object_format)
        self.made[tree] = data
        return tree


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _order(entry: tuple[bytes, Leaf]) -> bytes:
    """Git sorts a folder as if its name ended in a slash."""
    name, leaf = entry
    return name + b"/" if leaf.mode == FOLDER else name


def tree_of(commit: Stored) -> str:
    """The id of a commit's tree."""
    return (commit.data or b"").split(b"\n", 1)[0].removeprefix(b"tree ").decode()


def entries_of(objects: ObjectReader, tree: str) -> Iterator[tuple[str, Leaf]]:
    """Names and what they stand for, of one tree; CannotProceed where the tree is not there."""
    stored = objects.one(tree)
    if stored is None or stored.data is None or stored.kind != "tree":
        raise damaged(tree)
    return parsed(stored.data, len(stored.id))


def damaged(tree: str) -> CannotProceed:
    """A tree on record is not in this clone."""
    return CannotProceed(
        "damaged-repository",
        f"The tree {tree} is missing from this repository.",
        "git fsck, then fetch from a clone that is whole",
    )


def parsed(data: bytes, digits: int) -> Iterator[tuple[str, Leaf]]:
    """The entries of a tree as git stores it, with ids of so many digits."""
    at, width = 0, digits // 2
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
