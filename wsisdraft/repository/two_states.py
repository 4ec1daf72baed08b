"""Two states of the files: which of them differ, told by their ids before any is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import Meanwhile
from wsisdraft.repository.objects import blob_id
from wsisdraft.repository.snapshot import Revision, Source, WorkTree, list_together
from wsisdraft.text.frozen import frozen

WORK_TREE = ""
"""In place of a commit."""
_NO_FILE = "no file"
"""The id of what cannot be read: a link, a folder, a device."""


@frozen
class Files:
    """One of the two states."""

    source: Source
    ids: Mapping[str, str]
    """Something that is the same where a path holds the same bytes: the blob's id, in a mode."""


class _Held:
    """Files of the work tree as they were when they were hashed; nothing is read twice."""

    __slots__ = ("snapshot",)

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def names(self) -> tuple[str, ...]:
        return tuple(sorted({*self.snapshot.files, *self.snapshot.oddities}))

    def read(self, paths: Collection[str] | None = None) -> Snapshot:
        if paths is None:
            return self.snapshot
        files, odd = self.snapshot.files, self.snapshot.oddities
        return Snapshot(
            {path: files[path] for path in sorted(paths) if path in files},
            {path: odd[path] for path in paths if path in odd},
        )


def two_states(
    clone: Clone, before: str, after: str, meanwhile: Meanwhile = None
) -> tuple[Files, Files]:
    """The files at two commits, or at one and in the work tree; a git process for each commit.

    `meanwhile` is done while git lists.
    """
    commits = tuple(dict.fromkeys(each for each in (before, after) if each != WORK_TREE))
    listed = list_together(clone.git, commits, meanwhile)
    found = {each.commit: _files(each) for each in listed}
    if WORK_TREE in (before, after):
        found[WORK_TREE] = _work_tree(clone)
        by_ids = {commit: _plain_ids(files) for commit, files in found.items()}
        return by_ids[before], by_ids[after]
    return found[before], found[after]


def differing(before: Files, after: Files) -> set[str]:
    """Paths that hold other bytes in the one, or stand in one only."""
    one, other = before.ids, after.ids
    if one is other:
        return set()
    return {path for path, _ in one.items() ^ other.items()}


def asked(files: Files, paths: Collection[str]) -> Callable[[], Snapshot]:
    """These files of a state, to be called for; git is at work on those of a commit until then."""
    source = files.source
    return source.asked(paths) if isinstance(source, Revision) else lambda: source.read(paths)


def _files(revision: Revision) -> Files:
    return Files(revision, revision.entries())


def _plain_ids(files: Files) -> Files:
    """With the ids of blobs alone, as they can be had of the work tree too."""
    source = files.source
    return Files(source, source.blobs()) if isinstance(source, Revision) else files


def _work_tree(clone: Clone) -> Files:
    snapshot = WorkTree(clone.top).read()
    ids = {path: blob_id(data, clone.object_format) for path, data in snapshot.files.items()}
    return Files(_Held(snapshot), ids | dict.fromkeys(snapshot.oddities, _NO_FILE))
