"""Where the text stands: statuses, brackets, choices, alternatives, exceptions, mandates.

Definitions. A *pair* is a bracket of role text or placeholder, at any depth. A *contested slot* is
one that lies in no other such bracket; the members of a choice are one slot. Both count the words
of the paragraphs, not those of the alternatives beside them, and brackets over whole paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from wsisdraft.reports.beside import pending_words
from wsisdraft.reports.facilitating import facilitated
from wsisdraft.text.address import Address
from wsisdraft.text.bracket import Marks, Role
from wsisdraft.text.draft import Chapter, Document, Section, Text
from wsisdraft.text.exceptions import shortest
from wsisdraft.text.frozen import EMPTY, altered, frozen
from wsisdraft.text.paragraph import Mandate, Paragraph
from wsisdraft.text.statement import KINDS, Statement
from wsisdraft.text.status import DELETED, Ladder
from wsisdraft.text.wide_bracket import WideBracket, wide_brackets

_Wide = tuple[WideBracket, Address]


@frozen
class Waiting:
    """Paragraphs that wait for the same thing and for the same people."""

    ref: str
    """As one REF, a range where they are neighbours."""
    words: str
    """`2 alternatives`, `1 bracket`, ... in the order in which they keep it open."""
    mandate: Mandate | None


@frozen
class ChapterStanding:
    """Where a chapter stands; a section, where it was asked for what somebody facilitates."""

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
    waiting: tuple[Waiting, ...]
    statements: Mapping[str, int] = EMPTY
    """Those about it or something in it, by kind."""
    reading: str = ""
    """`first`, `second` or `third`; empty before any."""
    moved_to: str = ""
    """Full REF of where all of it went; then nothing of it is counted here."""
    facilitators: tuple[str, ...] = ()
    settled_by: Mapping[str, int] = EMPTY
    """Settled paragraphs a body, in the order of the ladder; empty in a process of one body."""


@frozen
class DocumentStanding:
    key: str
    title: str
    chapters: tuple[ChapterStanding, ...]


@frozen
class Standing:
    process: str
    at: str
    """WHEN, as asked for; `now` for the work tree."""
    meeting: str | None
    documents: tuple[DocumentStanding, ...]
    statements: Mapping[str, int] = EMPTY
    """Statements beside the text, by kind; each once, whatever it is about."""
    facilitator: str = ""
    """Whose chapters and sections these are, where somebody's alone were asked for."""

    @property
    def settled_by(self) -> Mapping[str, int]:
        """Settled paragraphs a body, over all chapters."""
        sums: Counter[str] = Counter()
        for document in self.documents:
            for chapter in document.chapters:
                sums.update(chapter.settled_by)
        return sums

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
        sums = {name: sum(getattr(chapter, name) for chapter in chapters) for name in names}
        return sums | {"statements": sum(self.statements.values())}


def standing(text: Text, at: str, scope: Address | None = None, facilitator: str = "") -> Standing:
    """Where the text stands, or the document, chapter or section named.

    With a facilitator, by the name on record, only what they facilitate.
    """
    meeting = text.meeting
    if facilitator:
        return _standing_of(text, at, scope, facilitator)
    wide = tuple(_wide(text, scope))
    said = text.statements
    if said and scope is not None:
        said = tuple(each for each in said if each.names_in(scope))
    documents = tuple(
        found
        for document in text.documents
        if (found := _document(document, text.process.ladder, wide, scope, said)).chapters
        or scope is None
    )
    return Standing(
        text.process.name, at, meeting.number if meeting else None, documents, _by_kind(said)
    )


def _standing_of(text: Text, at: str, scope: Address | None, facilitator: str) -> Standing:
    """Where the chapters and sections stand that somebody facilitates."""
    documents, said = [], []
    for document in text.documents:
        rows = []
        for chapter in document.chapters:
            for place in facilitated(chapter, facilitator):
                inside = _narrower(place.address, scope)
                if inside is not None:
                    about = [each for each in text.statements if each.names_in(inside)]
                    wide = tuple(_wide(text, inside))
                    row = _chapter(chapter, text.process.ladder, wide, inside, about)
                    rows.append(_section(row, place) if isinstance(place, Section) else row)
                    said += [each for each in about if each not in said]
        if rows:
            documents.append(DocumentStanding(document.key, document.title, tuple(rows)))
    number = text.meeting.number if text.meeting else None
    return Standing(text.process.name, at, number, tuple(documents), _by_kind(said), facilitator)


def _narrower(place: Address, scope: Address | None) -> Address | None:
    """The narrower of two places that lie in each other; None where they do not."""
    if scope is None or place.within(scope):
        return place
    return scope if scope.within(place) else None


def _section(row: ChapterStanding, section: Section) -> ChapterStanding:
    """A section's row: what is declared is declared of the chapter it lies in."""
    return altered(
        row,
        ref=str(section.address),
        title=section.title,
        symbol="",
        besides=(),
        mandate=section.mandate,
        facilitators=section.facilitators,
        moved_to=section.moved_to,
    )


def _by_kind(statements: Sequence[Statement]) -> Mapping[str, int]:
    if not statements:
        return EMPTY
    counts = Counter(each.kind for each in statements)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def _wide(text: Text, scope: Address | None) -> Iterator[_Wide]:
    """Brackets over whole paragraphs, each with the first paragraph that it holds in a scope."""
    brackets = [bracket for bracket in wide_brackets(text) if bracket.role.unresolved]
    if brackets:
        there = {p.address for p in text.paragraphs() if scope is None or p.address.within(scope)}
        for bracket in brackets:
            first = next((address for address in bracket.held if address in there), None)
            if first is not None:
                yield bracket, first


def _document(
    document: Document,
    ladder: Ladder,
    wide: Sequence[_Wide],
    scope: Address | None,
    said: Sequence[Statement],
) -> DocumentStanding:
    chapters = tuple(
        _chapter(chapter, ladder, wide, scope, said)
        for chapter in document.chapters
        if scope is None or chapter.address.within(scope) or scope.within(chapter.address)
    )
    return DocumentStanding(document.key, document.title, chapters)


def _chapter(
    chapter: Chapter,
    ladder: Ladder,
    wide: Sequence[_Wide],
    scope: Address | None,
    said: Sequence[Statement],
) -> ChapterStanding:
    """Where one chapter stands, or those of its paragraphs that lie in a scope."""
    inside = [p for p in chapter.paragraphs if scope is None or p.address.within(scope)]
    present = [paragraph for paragraph in inside if paragraph.status != DELETED]
    counts = Counter(paragraph.status for paragraph in inside)
    order = [*ladder.names, DELETED, *sorted(set(counts) - {*ladder.names, DELETED})]
    with_brackets = [p for p in present if p.marks.brackets and p.marks.unresolved]
    open_ones = [p for p in present if not ladder.settled(p.status)]
    over = _beginning_in(wide, inside)
    return ChapterStanding(
        ref=str(chapter.address),
        title=chapter.title,
        symbol=chapter.symbol,
        status=chapter.status,
        as_of=chapter.as_of,
        reading=chapter.reading,
        moved_to=chapter.moved_to,
        facilitators=chapter.facilitators,
        settled_by=settled_by(present, ladder),
        besides=chapter.besides,
        paragraphs=len(present),
        statuses={name: counts[name] for name in order if counts[name]},
        bracket_pairs=sum(len(p.marks.unresolved) for p in with_brackets) + over,
        contested_slots=sum(contested_slots(p.marks) for p in with_brackets) + over,
        paragraphs_with_brackets=len(with_brackets),
        alternatives=sum(len(p.alternatives) for p in present),
        pending=sum(1 for p in present if p.pending is not None),
        settled=len(present) - len(open_ones),
        mandate=chapter.mandate,
        waiting=tuple(
            _waiting(
                chapter,
                [p for p in present if p.pending or not ladder.settled(p.status)],
                wide,
            )
        ),
        statements=_by_kind([each for each in said if each.names_in(chapter.address)]),
    )


def settled_by(paragraphs: Sequence[Paragraph], ladder: Ladder) -> Mapping[str, int]:
    """How many each body settled: as on record, else whose step of the ladder it is."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        settled = paragraph.settled
        by = settled.by if settled is not None else ""
        if by or (ladder.bodies and ladder.settled(paragraph.status)):
            counts[by or ladder.bodies.get(paragraph.status, "")] += 1
    if not counts:
        return EMPTY
    order = [*ladder.bodies.values(), *sorted(counts)]
    return {body: counts[body] for body in dict.fromkeys(order) if body and counts[body]}


def _beginning_in(wide: Sequence[_Wide], inside: Sequence[Paragraph]) -> int:
    """Brackets over whole paragraphs whose first paragraph is one of these."""
    addresses = frozenset(paragraph.address for paragraph in inside) if wide else frozenset()
    return sum(1 for _, first in wide if first in addresses)


def contested_slots(marks: Marks) -> int:
    """Outermost brackets of roles text and placeholder, a choice counted once."""
    if not marks.choices and marks.deepest <= 1:
        return len(marks.unresolved)
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


def _waiting(
    chapter: Chapter, open_ones: Sequence[Paragraph], wide: Sequence[_Wide]
) -> Iterator[Waiting]:
    """What a settled chapter leaves open, and what is agreed on a condition.

    In an open chapter only what somebody is charged with.
    """
    excepted = chapter.exceptions.addresses if chapter.besides else frozenset()
    held = frozenset(address for bracket, _ in wide for address in bracket.held)
    waiting = [p for p in open_ones if p.address in excepted or p.mandate or p.pending]
    alike = groupby(waiting, lambda p: (what_keeps_open(p, p.address in held), p.mandate))
    for (words, mandate), group in alike:
        addresses = [p.address for p in group]
        if len(addresses) == 1:
            yield Waiting(str(addresses[0]), words, mandate)
            continue
        for span in shortest(addresses, chapter.addresses):
            yield Waiting(f"{chapter.address}.{span}", words, mandate)


def what_keeps_open(paragraph: Paragraph, held: bool = False) -> str:
    """In a few words what stands between an open paragraph and agreement.

    `held` is whether a bracket over whole paragraphs holds it.
    """
    if paragraph.pending is not None:
        return f"agreed, pending {pending_words(paragraph.pending)}"
    brackets = sum(1 for b in paragraph.marks.brackets if b.role is not Role.FOOTNOTE)
    without_words = not paragraph.alternatives and not paragraph.body.strip()
    kept = [
        _count(len(paragraph.alternatives), "alternative"),
        _count(brackets, "bracket"),
        "a bracket over whole paragraphs" if held else "",
        "unbalanced" if paragraph.marks.strays else "",
        "no words yet" if without_words else "",
    ]
    return ", ".join(filter(None, kept)) or "nothing but agreement"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}" if number else ""
