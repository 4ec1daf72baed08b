"""A change worked out against the commit it was decided on: every file before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wsisdraft.notation.change import BranchClosed, BranchMade, Change, Edit, splice
from wsisdraft.repository.clone import HEADS, Clone
from wsisdraft.repository.git import shown
from wsisdraft.repository.ground import CannotProceed, TextMoved
from wsisdraft.repository.journal import FileStep, lawful_path
from wsisdraft.repository.objects import ObjectReader, blob_id
from wsisdraft.repository.places import Found, find, missing_folders
from wsisdraft.repository.trees import Leaf, leaves_at, tree_of
from wsisdraft.repository.work_state import head_now, refuse_states
from wsisdraft.text.frozen import frozen

_PLAIN = ("100644", "100755")


@frozen
class PlannedFile:
    """One file of the change."""

    step: FileStep
    before: bytes | None
    after: bytes | None
    found: Found
    """As it lay in the work tree when it was looked at, equal to `before`."""


@frozen
class PlannedBranch:
    """A branch to make: the trunk's new tree with these files on top."""

    ref: str
    files: tuple[tuple[str, bytes], ...]
    subject: str


@frozen
class Plan:
    base: str
    tree: str
    """Of the base."""
    files: tuple[PlannedFile, ...]
    folders: tuple[str, ...]
    """To be made for new files, outer ones first."""
    made: tuple[PlannedBranch, ...]
    closed: tuple[tuple[str, str], ...]
    """Full ref names, and the commits they must stand at."""


def work_out(clone: Clone, objects: ObjectReader, change: Change, base: str) -> Plan:
    """The change as files and branches; nothing is written.

    Raises TextMoved where the branch stands elsewhere than at `base`, CannotProceed where the clone
    or a file of the change is in a state that a commit must not touch, ValueError for a change that
    contradicts itself.
    """
    if head_now(clone) != clone.head:
        raise TextMoved
    made = tuple(_planned(branch) for branch in change.branches if isinstance(branch, BranchMade))
    closed = tuple(
        (HEADS + branch.name, branch.tip)
        for branch in change.branches
        if isinstance(branch, BranchClosed)
    )
    refuse_states(clone, [*(branch.ref for branch in made), *(ref for ref, _ in closed)])
    tip = objects.one(f"{clone.head}^{{commit}}")
    if tip is None or tip.id != base:
        raise TextMoved
    refuse_moved(objects, made, closed)
    tree = tree_of(tip)
    files = _files(clone, objects, tree, change)
    new = [file.step.path for file in files if file.before is None]
    return Plan(base, tree, files, missing_folders(clone.top, new), made, closed)


def _planned(branch: BranchMade) -> PlannedBranch:
    return PlannedBranch(
        HEADS + branch.name,
        tuple((_lawful(path), _encoded(path, text)) for path, text in branch.files),
        branch.subject,
    )


def refuse_moved(
    objects: ObjectReader,
    made: Sequence[PlannedBranch],
    closed: Sequence[tuple[str, str]],
) -> None:
    """A branch that is there already, or not where it was, means another decision is needed."""
    refs = [*((branch.ref, "") for branch in made), *closed]
    for (_, expected), stored in zip(refs, objects.each(ref for ref, _ in refs), strict=True):
        if (stored.id if stored else "") != expected:
            raise TextMoved


def _files(
    clone: Clone, objects: ObjectReader, tree: str, change: Change
) -> tuple[PlannedFile, ...]:
    paths = tuple(_lawful(path) for path in change.paths)
    leaves = leaves_at(objects, tree, paths)
    ids = [leaf.id for leaf in leaves.values() if leaf is not None and leaf.mode in _PLAIN]
    texts = dict(zip(ids, objects.each(ids), strict=True))
    edits: dict[str, list[Edit]] = {}
    for edit in change.edits:
        edits.setdefault(edit.path, []).append(edit)
    new, removed = dict(change.new_files), set(change.removed)
    planned = []
    for path in paths:
        leaf = leaves[path]
        stored = texts.get(leaf.id) if leaf else None
        before = stored.data if stored else None
        if (path in edits) + (path in new) + (path in removed) != 1:
            raise ValueError(f"a file edited, new and removed at once: {path}")
        found = _looked_at(clone, path, leaf, before)
        if (before is None) is not (path in new):
            raise TextMoved  # the verb saw it there, or not there: the text is another now
        after = _after(path, before, edits.get(path), new.get(path))
        planned.append(_file(clone, path, leaf, (before, after), found))
    return tuple(planned)


def _file(
    clone: Clone,
    path: str,
    leaf: Leaf | None,
    texts: tuple[bytes | None, bytes | None],
    found: Found,
) -> PlannedFile:
    before, after = texts
    old = leaf.id if leaf else ""
    new = blob_id(after, clone.object_format) if after is not None else ""
    return PlannedFile(
        FileStep(path, leaf.mode if leaf else _PLAIN[0], old, new), before, after, found
    )


def _looked_at(clone: Clone, path: str, leaf: Leaf | None, before: bytes | None) -> Found:
    """The work tree's file, which must be what the base holds."""
    if leaf is not None and leaf.mode not in _PLAIN:
        raise _hard(path, "a symbolic link, a folder or a submodule on record")
    if leaf is not None and before is None:
        raise CannotProceed(
            "damaged-repository",
            f"The text of {shown(path)} on record is missing from this clone.",
            "git fsck, then fetch from a clone that is whole",
        )
    found = find(clone.top, path)
    refuse_edited(path, found, before)
    return found


def refuse_edited(path: str, found: Found, before: bytes | None) -> None:
    """Raises CannotProceed where the work tree's file is not what the branch holds."""
    if found.odd:
        raise _hard(path, found.odd)
    if found.data == before:
        return
    name = shown(path)
    if before is None:
        raise CannotProceed(
            "uncommitted-edit",
            f"{name} is there already, but not on record.",
            f"commit it: git add {name}, then git commit; or move it away",
        )
    if found.data is not None and found.data.replace(b"\r\n", b"\n") == before:
        raise CannotProceed(
            "line-ends",
            f"{name} has other line ends in the work tree than on record.",
            f"git config core.autocrlf false, then git checkout -- {name}",
        )
    what = "is missing from the work tree" if found.data is None else "has edits not on record"
    raise CannotProceed(
        "uncommitted-edit",
        f"{name} {what}.",
        f"commit them: git commit {name}; or drop them: git restore {name}",
    )


def _after(
    path: str, before: bytes | None, edits: list[Edit] | None, new: str | None
) -> bytes | None:
    if new is not None:
        return _encoded(path, new)
    if edits is None or before is None:
        return None
    try:
        source = before.decode("utf-8")
    except UnicodeDecodeError:
        raise _no_text(path) from None
    return _encoded(path, splice(source, edits))


def _encoded(path: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise _no_text(path) from None


def _no_text(path: str) -> CannotProceed:
    return CannotProceed(
        "text-characters",
        f"What {shown(path)} holds or would hold is not UTF-8 text.",
        "give the words in UTF-8",
    )


def _lawful(path: str) -> str:
    if not lawful_path(path):
        raise ValueError(f"not a path of the draft: {path!r}")
    return path


def _hard(path: str, what: str) -> CannotProceed:
    return CannotProceed(
        "hard-place",
        f"{shown(path)} is {what}, and cannot be replaced safely.",
        "put a plain file in its place",
    )


def steps_of(files: Iterable[PlannedFile]) -> tuple[FileStep, ...]:
    return tuple(file.step for file in files)
