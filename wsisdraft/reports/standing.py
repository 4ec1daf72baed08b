"""Where the text stands: statuses, brackets, choices, alternatives, exceptions, mandates.

Definitions. A *pair* is a bracket of role text or placeholder, at any depth. A *contested slot* is
one that lies in no other such bracket; the members of a choice are one slot. Both count the words
of the paragraphs, not those of the alternatives beside them, and brackets over whole paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wsisdraft.text.address import Address
from wsisdraft.text.bracket import Marks
from wsisdraft.text.draft import Chapter, Document, Text
from wsisdraft.text.exceptions import expand, shortest
from wsisdraft.text.paragraph import Mandate, Paragraph
from wsisdraft.text.status import DELETED, Ladder


@dataclass(frozen=True, slots=True)
class ToDo:
    """Paragraphs that wait for the same thing and for the same people."""

    ref: str
    """As one REF, a range where they are neighbours."""
    words: str
    """`2 alternatives`, `1 bracket`, ... in the order in which they keep it open."""
    mandate: Mandate | None


@dataclass(frozen=True, slots=True)
class ChapterStanding:
    ref: str
    title: str
    symbol: str
    status: str
    as_of: str
    besides: tuple[str, ...]
    """As declared."""
    paragraphs: int
    """Deleted ones left out."""
    statuses: Mapping[str, int]
    """Paragraphs a status, in the order of the ladder."""
    bracket_pairs: int
    contested_slots: int
    paragraphs_with_brackets: int
    alternatives: int
    pending: int
    settled: int
    """Paragraphs that stand at a settled step."""
    mandate: Mandate | None
    waiting: tuple[ToDo, ...]


@dataclass(frozen=True, slots=True)
class DocumentStanding:
    key: str
    title: str
    chapters: tuple[ChapterStanding, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    process: str
    at: str
    """WHEN, as asked for; `now` for the work tree."""
    meeting: str | None
    documents: tuple[DocumentStanding, ...]

    @property
    def totals(self) -> Mapping[str, int]:
        """The counts over all chapters."""
        names = (
            "paragraphs",
            "settled",
            "bracket_pairs",
            "contested_slots",
            "paragraphs_with_brackets",
            "alternatives",
            "pending",
        )
        chapters = [chapter for document in self.documents for chapter in document.chapters]
        return {name: sum(getattr(chapter, name) for chapter in chapters) for name in names}


def standing(text: Text, at: str, scope: Address | None = None) -> Standing:
    """Where the text stands, or the document, chapter or section named."""
    meeting = text.meeting
    documents = tuple(
        found
        for document in text.documents
        if (found := _document(document, text.process.ladder, scope)).chapters or scope is None
    )
    return Standing(text.process.name, at, meeting.number if meeting else None, documents)


def _document(document: Document, ladder: Ladder, scope: Address | None) -> DocumentStanding:
    chapters = tuple(
        chapter_standing(chapter, ladder, scope)
        for chapter in document.chapters
        if scope is None or chapter.address.within(scope) or scope.within(chapter.address)
    )
    return DocumentStanding(document.key, document.title, chapters)


def chapter_standing(
    chapter: Chapter, ladder: Ladder, scope: Address | None = None
) -> ChapterStanding:
    """Where one chapter stands, or those of its paragraphs that lie in a scope."""
    inside = chapter.paragraphs
    whole = scope is None or chapter.address.within(scope)
    if not whole and scope is not None:
        inside = tuple(p for p in inside if p.address.within(scope))
    present = [paragraph for paragraph in inside if paragraph.status != DELETED]
    counts = Counter(paragraph.status for paragraph in inside)
    order = [*ladder.names, DELETED, *sorted(set(counts) - {*ladder.names, DELETED})]
    with_brackets = [p for p in present if p.marks.unresolved]
    over = len(chapter.brackets) if whole else 0
    return ChapterStanding(
        ref=str(chapter.address),
        title=chapter.title,
        symbol=chapter.symbol,
        status=chapter.status,
        as_of=chapter.as_of,
        besides=chapter.besides,
        paragraphs=len(present),
        statuses={name: counts[name] for name in order if counts[name]},
        bracket_pairs=sum(len(p.marks.unresolved) for p in with_brackets) + over,
        contested_slots=sum(contested_slots(p.marks) for p in with_brackets) + over,
        paragraphs_with_brackets=len(with_brackets),
        alternatives=sum(len(p.alternatives) for p in present),
        pending=sum(1 for p in present if p.pending is not None),
        settled=sum(1 for p in present if ladder.settled(p.status)),
        mandate=chapter.mandate,
        waiting=_waiting(chapter, present, ladder),
    )


def contested_slots(marks: Marks) -> int:
    """Outermost brackets of roles text and placeholder, a choice counted once."""
    first_of_choice = {position: choice[0] for choice in marks.choices for position in choice}
    slots = set()
    for position, bracket in enumerate(marks.brackets):
        if bracket.role.unresolved and not _inside_unresolved(marks, position):
            slots.add(first_of_choice.get(position, position))
    return len(slots)


def _inside_unresolved(marks: Marks, position: int) -> bool:
    parent = marks.brackets[position].parent
    while parent is not None:
        if marks.brackets[parent].role.unresolved:
            return True
        parent = marks.brackets[parent].parent
    return False


def _waiting(chapter: Chapter, paragraphs: Sequence[Paragraph], ladder: Ladder) -> tuple[ToDo, ...]:
    """What a settled chapter leaves open; in an open chapter only what somebody is charged with."""
    excepted: frozenset[Address] = frozenset()
    if chapter.besides:
        excepted = expand(chapter.besides, tuple(p.address for p in chapter.paragraphs)).addresses
    waiting = [
        paragraph
        for paragraph in paragraphs
        if not ladder.settled(paragraph.status)
        and (paragraph.address in excepted or paragraph.mandate is not None)
    ]
    together: dict[tuple[str, Mandate | None], list[Address]] = {}
    for paragraph in waiting:
        together.setdefault((what_keeps_open(paragraph), paragraph.mandate), []).append(
            paragraph.address
        )
    everything = tuple(p.address for p in chapter.paragraphs)
    return tuple(
        ToDo(f"{chapter.address}.{', '.join(shortest(group, everything))}", words, mandate)
        for (words, mandate), group in together.items()
    )


def what_keeps_open(paragraph: Paragraph) -> str:
    """In a few words what stands between an open paragraph and agreement."""
    pairs = len(paragraph.marks.unresolved)
    kept = [
        _count(len(paragraph.alternatives), "alternative"),
        _count(pairs, "bracket"),
        "unbalanced" if paragraph.marks.strays else "",
    ]
    return ", ".join(filter(None, kept)) or "nothing but agreement"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}" if number else ""
