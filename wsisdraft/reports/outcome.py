"""What a change does to the text, computed the same way for every verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wsisdraft.notation.change import Record
from wsisdraft.notation.lifting import opening_words, without_ties
from wsisdraft.reports.redline import Redline, redline
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.paragraph import Alternative, Paragraph, wording


@dataclass(frozen=True, slots=True)
class AlternativeOutcome:
    what: str
    """`added`, `taken`, `closed` or `changed`."""
    name: str
    text: str
    """The words of one that is now on the table, ties left out; empty for one that is not."""


@dataclass(frozen=True, slots=True)
class ParagraphOutcome:
    ref: str
    opening: str
    """The first words, as they read afterwards."""
    status: tuple[str, str]
    """Before and after."""
    words: Redline
    """Ties left out; empty where the words stay."""
    alternatives: tuple[AlternativeOutcome, ...]
    beside: tuple[str, ...] = ()
    """What else changed beside the words, in the words of the field: `mandate`, `condition`."""


@dataclass(frozen=True, slots=True)
class ChapterOutcome:
    ref: str
    status: tuple[str, str]
    besides: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    verb: str
    spoken: str
    """What the verb was about, as one REF."""
    record: Record
    paragraphs: tuple[ParagraphOutcome, ...]
    chapters: tuple[ChapterOutcome, ...]
    trunk: str
    meeting: str
    commit: str | None = None
    """None while nothing is recorded: a dry run."""
    branch: str = ""
    notes: tuple[str, ...] = ()

    def landed(self, commit: str, branch: str, notes: tuple[str, ...]) -> Outcome:
        """The same, on record."""
        return replace(self, commit=commit, branch=branch, notes=notes)


def outcome(before: Text, after: Text, spoken: str, record: Record) -> Outcome:
    """What changes between two texts that hold the same chapters."""
    return Outcome(
        verb=record.value("Verb"),
        spoken=spoken,
        record=record,
        paragraphs=tuple(_paragraphs(before, after)),
        chapters=tuple(_chapters(before, after)),
        trunk=before.process.trunk,
        meeting=record.value("Meeting"),
    )


def _paragraphs(before: Text, after: Text) -> Iterator[ParagraphOutcome]:
    old = {paragraph.address: paragraph for paragraph in before.paragraphs()}
    for paragraph in after.paragraphs():
        was = old.get(paragraph.address)
        if was is not None and not _same(was, paragraph):
            yield _paragraph(was, paragraph)


def _same(was: Paragraph, now: Paragraph) -> bool:
    there = {(a.path, a.source) for a in was.alternatives}
    return was.source == now.source and there == {(a.path, a.source) for a in now.alternatives}


def _paragraph(was: Paragraph, now: Paragraph) -> ParagraphOutcome:
    old, new = (without_ties(wording(each.body)) for each in (was, now))
    shown = now if new else was
    return ParagraphOutcome(
        ref=str(now.address),
        opening=opening_words(shown.body),
        status=(was.status, now.status),
        words=redline(old, new) if old != new else (),
        alternatives=tuple(_alternatives(was, now)),
        beside=tuple(_beside(was, now)),
    )


def _beside(was: Paragraph, now: Paragraph) -> Iterator[str]:
    for what, old, new in (
        ("mandate", was.mandate, now.mandate),
        ("condition", was.pending, now.pending),
        ("printed number", was.printed, now.printed),
    ):
        if old != new:
            yield f"{what} {'taken away' if not new else 'changed' if old else 'given'}"


def _alternatives(was: Paragraph, now: Paragraph) -> Iterator[AlternativeOutcome]:
    old = {a.path: a for a in was.alternatives}
    new = {a.path: a for a in now.alternatives}
    for path, alternative in old.items():
        if path not in new:
            taken = wording(alternative.body) == wording(now.body) != wording(was.body)
            yield AlternativeOutcome("taken" if taken else "closed", alternative.name, "")
        elif new[path].source != alternative.source:
            yield _on_the_table("changed", new[path])
    for path, alternative in new.items():
        if path not in old:
            yield _on_the_table("added", alternative)


def _on_the_table(what: str, alternative: Alternative) -> AlternativeOutcome:
    return AlternativeOutcome(what, alternative.name, without_ties(wording(alternative.body)))


def _chapters(before: Text, after: Text) -> Iterator[ChapterOutcome]:
    old: dict[object, Chapter] = {chapter.address: chapter for chapter in before.chapters()}
    for chapter in after.chapters():
        was = old.get(chapter.address)
        if was is not None and was.source != chapter.source:
            yield ChapterOutcome(
                str(chapter.address),
                (was.status, chapter.status),
                (was.besides, chapter.besides),
            )
