"""A change worked out against the commit it was decided on: every file before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wsisdraft.notation.change import (
    BranchClosed,
    BranchMade,
    BranchMoved,
    Change,
    Edit,
    splice,
)
from wsisdraft.repository.clone import HEADS, Clone
from wsisdraft.repository.git import shown
from wsisdraft.repository.ground import CannotProceed, TextMoved
from wsisdraft.repository.journal import FileStep, lawful_path
from wsisdraft.repository.objects import ObjectReader, blob_id
from wsisdraft.repository.places import Found, find, missing_folders
from wsisdraft.repository.snapshot import missing_text
from wsisdraft.repository.trees import Leaf, leaves_at, tree_of
from wsisdraft.repository.work_state import head_now, refuse_states
from wsisdraft.text.frozen import altered, frozen

_PLAIN = ("100644", "100755")
_MARK = b"\xef\xbb\xbf"


@frozen
class PlannedFile:
    """One file of the change."""

    step: FileStep
    before: bytes | None
    """On record."""
    after: bytes | None
    found: Found
    """As it lay in the work tree when it was looked at: as on record, or the user's own edit where
    the change takes that up."""

    @property
    def stays(self) -> bool:
        """Whether the work tree's file is already what it is to be, so that nobody touches it."""
        lawful = self.before is not None or not self.found.mode & 0o111
        return self.step.taken is not None and self.after == self.found.data and lawful


@frozen
class PlannedBranch:
    """A branch to make or to move on: a commit with these files on top of its parent's."""

    ref: str
    files: tuple[tuple[str, bytes], ...]
    subject: str
    tip: str = ""
    """Where the branch must stand; empty where there must be none."""
    parent: str = ""
    """Of its commit; empty for the change itself."""
    tree: str = ""
    """Of the parent; empty for the change's own."""


@frozen
class Plan:
    base: str
    tree: str
    """Of the base."""
    files: tuple[PlannedFile, ...]
    folders: tuple[str, ...]
    """To be made for new files, outer ones first."""
    made: tuple[PlannedBranch, ...]
    """Those that get a commit, be they new or not."""
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
    made = tuple(_planned(b) for b in change.branches if not isinstance(b, BranchClosed))
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
    made = tuple(_grounded(objects, branch) for branch in made)
    tree = tree_of(tip)
    files = _files(clone, objects, tree, change)
    new = [file.step.path for file in files if file.before is None]
    return Plan(base, tree, files, missing_folders(clone.top, new), made, closed)


def _planned(branch: BranchMade | BranchMoved) -> PlannedBranch:
    tip = branch.tip if isinstance(branch, BranchMoved) else ""
    onto = branch.onto if isinstance(branch, BranchMade) else ""
    return PlannedBranch(
        HEADS + branch.name,
        tuple((_lawful(path), _encoded(path, text)) for path, text in branch.files),
        branch.subject,
        tip,
        tip or onto,
    )


def _grounded(objects: ObjectReader, branch: PlannedBranch) -> PlannedBranch:
    """The branch with its parent's tree."""
    if not branch.parent:
        return branch
    parent = objects.one(f"{branch.parent}^{{commit}}")
    if parent is None:
        raise TextMoved  # what was fetched when the verb looked is gone
    return altered(branch, tree=tree_of(parent))


def refuse_moved(
    objects: ObjectReader,
    made: Sequence[PlannedBranch],
    closed: Sequence[tuple[str, str]],
) -> None:
    """A branch that is there already, or not where it was, means another decision is needed."""
    refs = [*((branch.ref, branch.tip) for branch in made), *closed]
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
        found = _looked_at(clone, path, leaf, before, change)
        if (before is None) is not (path in new) and not (path in new and path in change.taking):
            raise _misread(path, before)
        after = _after(path, before, edits.get(path), new.get(path))
        planned.append(_file(clone, path, leaf, (before, after), found))
    return tuple(planned)


def _misread(path: str, before: bytes | None) -> Exception:
    """Why a verb saw a file otherwise than it stands on the very commit that was looked at."""
    if before is None:
        return TextMoved()
    return CannotProceed(
        "unreadable-file",
        f"{shown(path)} is on record already, but does not read as what its name says.",
        f"wsisdraft check tells why; mend it, then wsisdraft record {shown(path)}",
    )


def _file(
    clone: Clone,
    path: str,
    leaf: Leaf | None,
    texts: tuple[bytes | None, bytes | None],
    found: Found,
) -> PlannedFile:
    before, after = texts
    old = leaf.id if leaf else ""
    new, lying = (
        blob_id(data, clone.object_format) if data is not None else ""
        for data in (after, found.data)
    )
    taken = lying if lying != old else None
    return PlannedFile(
        FileStep(path, leaf.mode if leaf else _PLAIN[0], old, new, taken), before, after, found
    )


def _looked_at(
    clone: Clone, path: str, leaf: Leaf | None, before: bytes | None, change: Change
) -> Found:
    """The work tree's file: what the base holds, or the edit that the change was decided on."""
    if leaf is not None and leaf.mode not in _PLAIN:
        raise _hard(path, "a symbolic link, a folder or a submodule on record")
    if leaf is not None and before is None:
        raise missing_text(path)
    found = find(clone.top, path)
    if path in change.taking:
        refuse_edited_again(path, found, change.taking[path])
    else:
        refuse_edited(path, found, before)
    return found


def refuse_edited_again(path: str, found: Found, taken: bytes | None) -> None:
    """Raises TextMoved where the work tree's file is no longer the edit that was looked at."""
    if found.odd:
        raise _hard(path, found.odd)
    if found.data != taken:
        raise TextMoved


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
            f"wsisdraft record {name} takes it into the record; or move it away",
        )
    if found.data is not None and found.data.replace(b"\r\n", b"\n") == before:
        raise other_line_ends(path)
    what = "is missing from the work tree" if found.data is None else "has edits not on record"
    raise CannotProceed(
        "uncommitted-edit",
        f"{name} {what}.",
        f"wsisdraft record {name} takes that into the record; or drop it: git restore {name}",
    )


def other_line_ends(path: str) -> CannotProceed:
    """Of a file that differs in nothing else."""
    name = shown(path)
    return CannotProceed(
        "line-ends",
        f"{name} has other line ends in the work tree than on record.",
        f"git config core.autocrlf false, then git checkout -- {name}",
    )


def _after(
    path: str, before: bytes | None, edits: list[Edit] | None, new: str | None
) -> bytes | None:
    if new is not None:
        return _encoded(path, new)
    if edits is None or before is None:
        return None
    if b"\r" in before or before.startswith(_MARK):
        # A verb reads such a file without them, so that its places are not those on record.
        raise CannotProceed(
            "line-ends",
            f"{shown(path)} has other line ends on record than a draft's, or a byte order mark.",
            f"save it as UTF-8 with Unix line ends, then wsisdraft record {shown(path)}",
        )
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
