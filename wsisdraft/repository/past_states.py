"""Many states of the text, read through one git process; what they have in common, once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from wsisdraft.notation.snapshot import Oddity, OddityKind, Snapshot
from wsisdraft.repository.git import Git
from wsisdraft.repository.objects import ObjectReader, Stored
from wsisdraft.repository.snapshot import DRAFTS, LARGEST, missing_text, odd_mode, readable_name
from wsisdraft.repository.trees import FOLDER, Leaf, damaged, parsed

_Entries = tuple[tuple[str, Leaf], ...]


class PastStates:
    """Reads the drafts of commits; each tree and each file is asked for once in a run.

    Give it `Git.one_reader` around all that is read, and one process does for all states.
    """

    def __init__(self, git: Git) -> None:
        self.git = git
        self._trees: dict[str, _Entries] = {}
        self._files: dict[str, bytes | Oddity] = {}

    def at(self, commit: str) -> PastState:
        """The state a commit holds; CannotProceed where trees of it are missing."""
        with ObjectReader(self.git) as objects:
            root = objects.one(f"{commit}:{DRAFTS}")
            if root is None or root.kind != "tree":
                return PastState(self, {})
            self._keep(root)
            waiting = [root.id]
            while waiting:
                folders = [
                    leaf.id for tree in waiting for _, leaf in self._trees[tree] if _folder(leaf)
                ]
                wanted = [tree for tree in dict.fromkeys(folders) if tree not in self._trees]
                for tree, stored in zip(wanted, objects.each(wanted), strict=True):
                    if stored is None or stored.kind != "tree":
                        raise damaged(tree)
                    self._keep(stored)
                waiting = list(dict.fromkeys(folders))
        return PastState(self, dict(self._leaves(root.id)))

    def _keep(self, stored: Stored) -> None:
        self._trees[stored.id] = tuple(parsed(stored.data or b"", len(stored.id)))

    def _leaves(self, root: str) -> Iterator[tuple[str, Leaf]]:
        waiting = [(DRAFTS, root)]
        while waiting:
            folder, tree = waiting.pop()
            for name, leaf in self._trees[tree]:
                path = f"{folder}/{readable_name(name.encode('utf-8', 'surrogateescape'))}"
                if _folder(leaf):
                    waiting.append((path, leaf.id))
                else:
                    yield path, leaf if path.endswith(name) else Leaf("name", leaf.id)

    def files(self, wanted: Mapping[str, str]) -> dict[str, bytes | Oddity]:
        """What files of these ids hold, by path; CannotProceed where one is missing."""
        new = {blob: path for path, blob in wanted.items() if blob not in self._files}
        with ObjectReader(self.git) as objects:
            for blob, stored in zip(new, objects.each(new, LARGEST), strict=True):
                if stored is None:
                    raise missing_text(new[blob])
                too_large = Oddity(OddityKind.TOO_LARGE, f"{stored.size} bytes")
                self._files[blob] = too_large if stored.data is None else stored.data
        return {path: self._files[blob] for path, blob in wanted.items()}


class PastState:
    """The drafts of one commit; nothing may be missing of what is read."""

    __slots__ = ("_leaves", "_states")

    def __init__(self, states: PastStates, leaves: Mapping[str, Leaf]) -> None:
        self._states = states
        self._leaves = leaves

    def names(self) -> tuple[str, ...]:
        """Every path under `drafts/`, sorted; what is no readable file included."""
        return tuple(sorted(self._leaves))

    def read(self, paths: Collection[str] | None = None) -> Snapshot:
        """The files, or those of these paths that are there; CannotProceed where one is missing."""
        wanted = self._leaves if paths is None else [p for p in paths if p in self._leaves]
        odd = {p: found for p in wanted if (found := odd_mode(p, self._leaves[p].mode))}
        files: dict[str, bytes] = {}
        plain = {path: self._leaves[path].id for path in sorted(wanted) if path not in odd}
        for path, read in self._states.files(plain).items():
            if isinstance(read, bytes):
                files[path] = read
            else:
                odd[path] = read
        return Snapshot(files, odd)


def _folder(leaf: Leaf) -> bool:
    return leaf.mode == FOLDER
