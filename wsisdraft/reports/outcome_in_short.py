"""What a change of very many paragraphs comes to, chapter by chapter; and the doubts it brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.notation.clean import without_ties
from wsisdraft.reports.beside import beside_chapter
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph, wording
from wsisdraft.text.status import DELETED
from wsisdraft.text.waiting import WaitingDoubt, waiting_doubts

SHORT = ("import",)
"""Verbs of which always the short form is told."""
MOST = 40
"""Places that come or go and are told one by one."""


@frozen
class ChapterTally:
    """A chapter before and after, in numbers of paragraphs."""

    ref: str
    title: str
    what: str
    """`added`, `removed`, or `changed`."""
    paragraphs: int
    """Afterwards; of a chapter that is gone, before. What is deleted is left out."""
    bracket_pairs: int
    alternatives: int
    new: int = 0
    changed: int = 0
    """With other words or alternatives."""
    moved: int = 0
    """With another number, or from another chapter; they may be changed too."""
    gone: int = 0
    same: int = 0
    """Neither new nor changed nor moved."""
    settled: tuple[tuple[str, str], ...] = ()
    """Those that came to a settled step: REF and status."""
    beside: tuple[str, ...] = ()
    """What else the chapter's file says otherwise now."""


def tallies(before: Text, after: Text) -> Iterator[ChapterTally]:
    """Every chapter in which something came, went or changed, in reading order; then those gone."""
    was, now = _by_id(before), _by_id(after)
    old = {chapter.address: chapter for chapter in before.chapters()}
    for chapter in after.chapters():
        former = old.pop(chapter.address, None)
        tally = _tally(former, chapter, was, now, after)
        touched = tally.new or tally.changed or tally.moved or tally.gone or tally.beside
        if former is None or touched:
            yield tally
    for chapter in old.values():
        present = [p for p in chapter.paragraphs if p.status != DELETED]
        gone = sum(_key(p) not in now for p in present)
        yield ChapterTally(
            str(chapter.address), chapter.title, "removed", len(present), 0, 0, gone=gone
        )


def _key(paragraph: Paragraph) -> str:
    return paragraph.id or paragraph.path


def _by_id(text: Text) -> Mapping[str, Paragraph]:
    return {_key(p): p for p in text.paragraphs() if p.status != DELETED}


def _tally(
    former: Chapter | None,
    chapter: Chapter,
    was: Mapping[str, Paragraph],
    now: Mapping[str, Paragraph],
    after: Text,
) -> ChapterTally:
    present = [p for p in chapter.paragraphs if p.status != DELETED]
    pairs = [(was.get(_key(p)), p) for p in present]
    changed = [p for o, p in pairs if o is not None and _said(o) != _said(p)]
    moved = [p for o, p in pairs if o is not None and o.address != p.address]
    there = former.paragraphs if former else ()
    touched = {p.address for p in (*changed, *moved)}
    ladder = after.process.ladder
    return ChapterTally(
        ref=str(chapter.address),
        title=chapter.title,
        what="added" if former is None else "changed",
        paragraphs=len(present),
        bracket_pairs=sum(len(p.marks.unresolved) for p in present),
        alternatives=sum(len(p.alternatives) for p in present),
        new=sum(o is None for o, _ in pairs),
        changed=len(changed),
        moved=len(moved),
        gone=sum(p.status != DELETED and _key(p) not in now for p in there),
        same=sum(o is not None and p.address not in touched for o, p in pairs),
        settled=tuple(
            (str(p.address), p.status)
            for o, p in pairs
            if ladder.settled(p.status) and (o is None or not ladder.settled(o.status))
        ),
        beside=tuple(_beside(former, chapter)) if former is not None else (),
    )


def _beside(was: Chapter, now: Chapter) -> Iterator[str]:
    """What a chapter's file says otherwise, but for the title, which is told anyway."""
    return (said for said in beside_chapter(was, now) if not said.startswith("title: "))


def _said(paragraph: Paragraph) -> tuple[str, ...]:
    """The words of a paragraph and of its alternatives."""
    bodies = (paragraph.body, *(each.body for each in paragraph.alternatives))
    return tuple(without_ties(wording(body)) for body in bodies)


def new_doubts(before: Text, after: Text) -> tuple[WaitingDoubt, ...]:
    """The doubts that wait afterwards and did not before, in the order of what was imported."""
    former, ids = _ids(before), _ids(after)
    known = {_doubt(each, former) for each in waiting_doubts(before)}
    found = [each for each in waiting_doubts(after) if _doubt(each, ids) not in known]
    return tuple(sorted(found, key=lambda each: (each.doubt.line, each.doubt.column)))


def _ids(text: Text) -> Mapping[Address, str]:
    return {p.address: p.id for p in text.paragraphs() if p.doubts}


def _doubt(each: WaitingDoubt, ids: Mapping[Address, str]) -> tuple[str, ...]:
    """A doubt is the same wherever its paragraph stands."""
    whose = ids.get(each.address) or str(each.address)
    return whose, each.handle, str(each.doubt.kind)
