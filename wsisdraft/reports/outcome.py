"""What a change does to the text, computed the same way for every verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from wsisdraft.notation.change import Record
from wsisdraft.notation.clean import opening_words, without_ties
from wsisdraft.reports.beside import (
    beside_alternative,
    beside_chapter,
    beside_paragraph,
    beside_section,
)
from wsisdraft.reports.continuity import earlier_selves
from wsisdraft.reports.outcome_in_short import MOST, SHORT, ChapterTally, new_doubts, tallies
from wsisdraft.reports.outcome_of_places import (
    MeetingOutcome,
    PlaceOutcome,
    meeting_outcomes,
    moved_places,
    place_outcomes,
)
from wsisdraft.reports.redline import Redline, redline
from wsisdraft.reports.statements import (
    Registered,
    StatementOutcome,
    registered,
    statements_changed,
)
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.paragraph import Alternative, BracketEntry, Paragraph, wording
from wsisdraft.text.waiting import WaitingDoubt

if TYPE_CHECKING:
    from typing import TypedDict

    from wsisdraft.reports.came_in import ProposalOutcome, SubmissionOutcome, WindowOutcome

    class CameIn(TypedDict, total=False):
        submissions: tuple[SubmissionOutcome, ...]
        proposals: tuple[ProposalOutcome, ...]
        windows: tuple[WindowOutcome, ...]


WITHDRAWN = "alt withdraw"
"""The verb after which an alternative that is gone was neither taken nor turned down."""


@frozen
class AlternativeOutcome:
    what: str
    """`added`, `taken`, `closed`, `withdrawn` or `changed`."""
    name: str
    text: str
    """The words of one that is now on the table, ties left out; empty for one that is not."""
    words: Redline = ()
    """Of one that was there before; empty where its words stay."""
    beside: tuple[str, ...] = ()
    """What else changed of it: `by Ghana, before: Egypt, Ghana`."""


@frozen
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

    @property
    def otherwise(self) -> bool:
        """Whether anything is told of it but that it stands elsewhere."""
        stays = self.status[0] == self.status[1]
        return not stays or bool(self.words or self.alternatives or self.beside)


@frozen
class ChapterOutcome:
    """What a chapter or a section says of itself before and after."""

    ref: str
    status: tuple[str, str]
    """As declared; of a section always empty."""
    besides: tuple[tuple[str, ...], tuple[str, ...]]
    beside: tuple[str, ...] = ()
    """What else its file says otherwise now: `second reading`."""


@frozen
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
    statements: tuple[StatementOutcome, ...] = ()
    registered: tuple[Registered, ...] = ()
    places: tuple[PlaceOutcome, ...] = ()
    """Documents, chapters, sections and paragraphs that came or went."""
    meetings: tuple[MeetingOutcome, ...] = ()
    tallies: tuple[ChapterTally, ...] = ()
    """Of a change that is told in short: its chapters in numbers."""
    doubts: tuple[WaitingDoubt, ...] = ()
    """Doubts that wait now and did not before."""
    submissions: tuple[SubmissionOutcome, ...] = ()
    windows: tuple[WindowOutcome, ...] = ()
    proposals: tuple[ProposalOutcome, ...] = ()
    """Those of submissions of which something else has become."""

    def landed(self, commit: str, branch: str, notes: tuple[str, ...]) -> Outcome:
        """The same, on record."""
        return altered(self, commit=commit, branch=branch, notes=(*self.notes, *notes))


def outcome(
    before: Text, after: Text, spoken: str, record: Record, notes: tuple[str, ...] = ()
) -> Outcome:
    """What changes between two texts of which the one was made of the other."""
    places = tuple(place_outcomes(before, after, moved_places(record)))
    came = sum(1 for place in places if place.what != "moved")
    short = record.value("Verb") in SHORT or came > MOST
    return Outcome(
        verb=record.value("Verb"),
        spoken=spoken,
        record=record,
        paragraphs=tuple(_paragraphs(before, after, record.value("Verb"))),
        chapters=tuple(_chapters(before, after)),
        trunk=before.process.trunk,
        meeting=record.value("Meeting"),
        statements=statements_changed(before, after),
        registered=registered(before, after),
        notes=notes,
        places=places,
        meetings=tuple(meeting_outcomes(before, after)),
        tallies=tuple(tallies(before, after)) if short else (),
        doubts=new_doubts(before, after),
        **_came_in(before, after),
    )


def _came_in(before: Text, after: Text) -> CameIn:
    """What became of windows and submissions; most verbs touch none."""
    if before.submissions == after.submissions and before.windows == after.windows:
        return {}
    from wsisdraft.reports.came_in import (
        proposals_disposed,
        submissions_filed,
        windows_changed,
    )

    return {
        "submissions": submissions_filed(before, after),
        "proposals": proposals_disposed(before, after),
        "windows": windows_changed(before, after),
    }


def _paragraphs(before: Text, after: Text, verb: str) -> Iterator[ParagraphOutcome]:
    old = earlier_selves(before, after)
    for paragraph in after.paragraphs():
        was = old.get(paragraph.address)
        if was is not None and not _same(was, paragraph):
            told = _paragraph(was, paragraph, verb)
            if was.address == paragraph.address or told.otherwise:
                yield told


def _same(was: Paragraph, now: Paragraph) -> bool:
    there = {(a.path, a.source) for a in was.alternatives}
    return was.source == now.source and there == {(a.path, a.source) for a in now.alternatives}


def _paragraph(was: Paragraph, now: Paragraph, verb: str) -> ParagraphOutcome:
    old, new = (without_ties(wording(each.body)) for each in (was, now))
    shown = now if new else was
    return ParagraphOutcome(
        ref=str(now.address),
        opening=opening_words(shown.body),
        status=(was.status, now.status),
        words=redline(old, new) if old != new else (),
        alternatives=tuple(_alternatives(was, now, verb)),
        beside=tuple(beside_paragraph(was, now)),
    )


def _alternatives(was: Paragraph, now: Paragraph, verb: str) -> Iterator[AlternativeOutcome]:
    old = {a.ordinal: a for a in was.alternatives}
    new = {a.ordinal: a for a in now.alternatives}
    for ordinal, alternative in old.items():
        if ordinal not in new:
            taken = wording(alternative.body) == wording(now.body) != wording(was.body)
            what = "withdrawn" if verb == WITHDRAWN else "closed"
            yield AlternativeOutcome("taken" if taken else what, alternative.name, "")
        elif new[ordinal].source != alternative.source:
            yield _changed(alternative, new[ordinal])
    for ordinal, alternative in new.items():
        if ordinal not in old:
            yield AlternativeOutcome("added", alternative.name, _words(alternative))


def _changed(was: Alternative, now: Alternative) -> AlternativeOutcome:
    old, new = _words(was), _words(now)
    told = tuple(beside_alternative(was, now))
    return AlternativeOutcome(
        "changed", now.name, new, redline(old, new) if old != new else (), told
    )


def _words(alternative: Alternative) -> str:
    return without_ties(wording(alternative.body))


def _chapters(before: Text, after: Text) -> Iterator[ChapterOutcome]:
    old: dict[object, Chapter] = {chapter.address: chapter for chapter in before.chapters()}
    for chapter in after.chapters():
        was = old.get(chapter.address)
        left = chapter.moved_to and was is not None and not was.moved_to
        if was is not None and was.source != chapter.source and not left:
            yield ChapterOutcome(
                str(chapter.address),
                (was.status, chapter.status),
                (was.besides, chapter.besides),
                tuple(_gone_along(was, chapter, beside_chapter(was, chapter), (old, after))),
            )
        if was is not None:
            yield from _sections(was, chapter)


def _gone_along(
    was: Chapter,
    now: Chapter,
    told: Iterable[str],
    texts: tuple[Mapping[object, Chapter], Text],
) -> Iterator[str]:
    """What is told of a chapter; a bracket that went with its paragraphs was not lifted."""
    old, after = texts
    went = {
        f"{handle} over {entry.over} lifted": f"{handle} over {entry.over} went to {place}"
        for handle, entry in was.brackets.items()
        if handle not in now.brackets and (place := _taken_up(entry, old, after))
    }
    return (went.get(each, each) for each in told)


def _taken_up(entry: BracketEntry, old: Mapping[object, Chapter], after: Text) -> str:
    """The chapter in which a bracket over whole paragraphs stands that stood elsewhere before."""
    for chapter in after.chapters():
        known = old[chapter.address].brackets if chapter.address in old else {}
        for handle, each in chapter.brackets.items():
            if handle not in known and altered(each, over="") == altered(entry, over=""):
                return str(chapter.address)
    return ""


def _sections(before: Chapter, after: Chapter) -> Iterator[ChapterOutcome]:
    old = {section.address: section for section in before.every_section()}
    for section in after.every_section():
        was = old.get(section.address)
        told = tuple(beside_section(was, section)) if was is not None else ()
        if told:
            yield ChapterOutcome(str(section.address), ("", ""), ((), ()), told)
