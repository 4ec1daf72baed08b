"""Old numbers against new ones: where each paragraph of one state stands in another."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from wsisdraft.reports.compared_paragraph import Change, ParagraphComparison
from wsisdraft.reports.comparison import Comparison, Moment
from wsisdraft.text.frozen import frozen


class Action(StrEnum):
    """What became of the place of a paragraph."""

    UNCHANGED = "unchanged"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    NEW = "new"
    RESTORED = "restored"
    DELETED = "deleted"
    SPLIT = "split from"
    MERGED = "merged into"


DEFINITIONS = {
    Action.UNCHANGED: "it has the number it had, whatever became of its words",
    Action.RENUMBERED: "it has another number in the same chapter or section",
    Action.MOVED: "it stands in another chapter, section or document",
    Action.NEW: "the earlier state has no such paragraph",
    Action.RESTORED: "the earlier state has it as deleted",
    Action.DELETED: "it is deleted, or gone",
    Action.SPLIT: "it was made of words of another paragraph",
    Action.MERGED: "another paragraph took up its words",
}


@frozen
class ConcordanceRow:
    """One paragraph."""

    action: Action
    before: str
    """REF in the earlier state; empty where it has none there."""
    after: str
    """REF in the later state; empty where it is deleted or gone."""
    other: tuple[str, ...]
    """REFs of the paragraphs it was split from or into, or merged with."""
    said: str
    """What there is to say of `other`: `with words of vision/B.12`; often empty."""
    opening: str
    id: str
    likeness: float | None = None
    """From 0 to 1 where the two were paired by likeness of their words and not by id."""


@frozen
class ConcordanceChapter:
    """The paragraphs of a chapter as it is now, each that is gone behind the one it followed."""

    ref: str
    title: str
    rows: tuple[ConcordanceRow, ...]
    unchanged: int
    """Paragraphs with the number they had that are not among the rows."""


@frozen
class Concordance:
    before: Moment
    after: Moment
    scope: str
    """What it is restricted to, as one REF; empty for everything."""
    process: str
    chapters: tuple[ConcordanceChapter, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> Iterator[ConcordanceRow]:
        return (row for chapter in self.chapters for row in chapter.rows)

    @property
    def counts(self) -> dict[Action, int]:
        """Paragraphs of each kind, those that are not among the rows included."""
        found = dict.fromkeys(Action, 0)
        for row in self.rows:
            found[row.action] += 1
        found[Action.UNCHANGED] += sum(chapter.unchanged for chapter in self.chapters)
        return found


def concordance(made: Comparison, *, everything: bool = False) -> Concordance:
    """The concordance of two states that were compared.

    Paragraphs that have the number they had are counted, or listed where everything is to be.
    """
    chapters: list[ConcordanceChapter] = []
    for chapter in made.chapters:
        every = tuple(_row(each) for each in chapter.paragraphs)
        rows = tuple(r for r in every if everything or _told(r))
        unchanged = len(every) - len(rows) + chapter.unlisted
        chapters.append(ConcordanceChapter(chapter.ref, chapter.title, rows, unchanged))
    return Concordance(
        made.before, made.after, made.scope, made.process, tuple(chapters), made.notes
    )


def _told(row: ConcordanceRow) -> bool:
    return row.action is not Action.UNCHANGED or bool(row.other)


def _row(each: ParagraphComparison) -> ConcordanceRow:
    action = _action(each)
    other, said = _others(each, action)
    # What is deleted may have its file still, but it has no number among the others.
    gone = each.change is Change.SUP
    return ConcordanceRow(
        action,
        "" if each.before is None else str(each.before),
        "" if gone else each.ref,
        other,
        said,
        each.opening,
        each.id,
        each.likeness,
    )


def _action(each: ParagraphComparison) -> Action:
    if each.before is None:
        return Action.SPLIT if each.split_from else Action.NEW
    if each.change is Change.SUP:
        return Action.MERGED if each.merged_into else Action.DELETED
    if each.change is Change.ADD:
        return Action.RESTORED
    if each.moved:
        return Action.RENUMBERED if each.before.place == each.address.place else Action.MOVED
    return Action.UNCHANGED


def _others(each: ParagraphComparison, action: Action) -> tuple[tuple[str, ...], str]:
    """The paragraphs it shares words with, and how that is said where the action does not."""
    if action is Action.SPLIT:
        return (each.split_from,), ""
    if action is Action.MERGED:
        return (each.merged_into,), ""
    said: list[str] = []
    if each.split_into:
        said.append(f"split: see {', '.join(each.split_into)}")
    if each.merged_from:
        said.append(f"with the words of {', '.join(each.merged_from)}")
    return (*each.split_into, *each.merged_from), "; ".join(said)
