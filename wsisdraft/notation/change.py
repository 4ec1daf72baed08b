"""What a verb decided: splices, whole files, branches, and the record told with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from wsisdraft.notation.record import Record
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.finding import Refusal, Unchanged
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span

__all__ = [
    "BranchClosed",
    "BranchMade",
    "BranchMoved",
    "Change",
    "Decision",
    "Edit",
    "Record",
    "apply",
    "splice",
]


@frozen
class Edit:
    """New characters for a span of a file that exists; an empty span is an insertion."""

    path: str
    span: Span
    """In code points of the file as it stands before the change."""
    new: str


@frozen
class BranchMade:
    """A branch that starts at the change itself, with some files whole on top of it."""

    name: str
    """Without `refs/heads/`: `alt/vision/B.21/1`."""
    files: tuple[tuple[str, str], ...]
    """Paths and their whole new text; every other file reads as on the trunk."""
    subject: str
    """First line of the branch's commit."""
    onto: str = ""
    """The commit it goes on from instead, where it was worked on before; without files it stands
    at that commit itself."""


@frozen
class BranchMoved:
    """A branch that gets one more commit, if it still stands where the verb saw it."""

    name: str
    """Without `refs/heads/`: `alt/vision/B.21/1`."""
    tip: str
    """The commit it stands at, which the new one goes on from."""
    files: tuple[tuple[str, str], ...]
    """Paths and their whole new text; every other file reads as at `tip`."""
    subject: str
    """First line of the branch's commit."""


@frozen
class BranchClosed:
    """A branch that goes away, if it still stands where the verb saw it."""

    name: str
    tip: str
    """The commit it stands at; the change does not land where it has moved on."""


@dataclass(frozen=True, slots=True)
class Change:
    """Everything one verb does; all of it lands in one commit or none of it does."""

    edits: tuple[Edit, ...] = ()
    new_files: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    branches: tuple[BranchMade | BranchMoved | BranchClosed, ...] = ()
    record: Record = field(kw_only=True)
    taking: Mapping[str, bytes | None] = field(default_factory=dict, kw_only=True)
    """Hand edits it takes up: files of the change, and what the work tree held of them when it was
    decided, None for one removed by hand. A new file of these may be on record before; it is
    replaced whole."""

    notes: tuple[str, ...] = field(default=(), kw_only=True)
    """What else whoever gave the verb should know; sentences that stay off the record."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file touched on the trunk, sorted, each once."""
        edited = {edit.path for edit in self.edits}
        return tuple(sorted(edited | {path for path, _ in self.new_files} | set(self.removed)))


Decision: TypeAlias = Change | Refusal | Unchanged
"""What comes of a verb: a change, a refusal, or that everything is so already."""


def apply(files: Mapping[str, str], change: Change) -> dict[str, str]:
    """The files after a change, all others as they were.

    Raises ValueError where a change contradicts itself or the files: spans that overlap or lie
    outside, a file edited and removed, a new file that is there already, an absent one edited.
    """
    after = dict(files)
    edits: dict[str, list[Edit]] = {}
    for edit in change.edits:
        edits.setdefault(edit.path, []).append(edit)
    for path, of_file in edits.items():
        if path not in files:
            raise ValueError(f"edit of a file that is not there: {path}")
        after[path] = splice(files[path], of_file)
    for path in change.removed:
        if path in edits or (path not in after and path not in change.taking):
            raise ValueError(f"removed, but edited, absent or removed before: {path}")
        after.pop(path, None)
    for path, text in change.new_files:
        if (path in files or path in after) and path not in change.taking:
            raise ValueError(f"new, but there already: {path}")
        after[path] = text
    return after


def splice(source: str, edits: list[Edit]) -> str:
    """One file's text after its edits; insertions at one place keep the order they are given in.

    Raises ValueError where spans overlap or lie outside the text.
    """
    return spliced(source, ((edit.span, edit.new) for edit in edits))
