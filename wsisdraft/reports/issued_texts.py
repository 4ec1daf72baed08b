"""The texts a meeting issued: what is agreed, and what each exception waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from wsisdraft.notation.clean import opening_words, without_ties
from wsisdraft.reports.open_brackets import OpenBracket, open_brackets
from wsisdraft.reports.standing import settled_by, what_keeps_open
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.exceptions import expand, shortest
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, Mandate, Paragraph, wording
from wsisdraft.text.process import Issued, Meeting
from wsisdraft.text.statement import Statement
from wsisdraft.text.status import DELETED
from wsisdraft.text.wide_bracket import wide_brackets


@frozen
class OpenParagraph:
    """A paragraph that was not agreed, as it was printed."""

    ref: str
    number: str
    printed: str
    """How its number was printed, where that differs."""
    opening: str
    words: str
    """Its words with their brackets, ties left out; empty where there is no base text."""
    waits: str
    """`2 alternatives`, `1 bracket`, ..."""
    alternatives: tuple[Alternative, ...]
    brackets: tuple[OpenBracket, ...]
    statements: tuple[Statement, ...]


@frozen
class Exceptions:
    """Neighbouring paragraphs that were left out of an agreement, in one mandate or in none."""

    spans: tuple[str, ...]
    """As numbers: `2`, `27-30`."""
    mandate: Mandate | None
    paragraphs: tuple[OpenParagraph, ...]


@frozen
class Conditional:
    """A paragraph that is agreed and waits for something."""

    ref: str
    opening: str
    reason: str
    until: str


@frozen
class IssuedText:
    ref: str
    document: str
    """The title of the document it is of."""
    title: str
    letter: str
    """The chapter's own name in its REF."""
    issued: Issued
    settled_by: Mapping[str, int]
    """How many paragraphs each body agreed, in a process of several; else nothing."""
    exceptions: tuple[Exceptions, ...]
    conditions: tuple[Conditional, ...]
    statements: tuple[Statement, ...]
    """Beside what is agreed; those beside an exception stand with it."""


@frozen
class UnderWay:
    """A chapter that was not issued."""

    ref: str
    document: str
    title: str
    letter: str
    status: str
    reading: str
    paragraphs: int
    settled: int
    mandate: Mandate | None


def issued_texts(text: Text, meeting: Meeting) -> tuple[IssuedText, ...]:
    """What the meeting issued, in reading order, from the text that it closed with."""
    issued = {each.ref.casefold(): each for each in meeting.issued}
    settled = text.process.ladder.settled
    return tuple(
        _issued(text, title, chapter, each)
        for title, chapter in _chapters(text)
        if (each := issued.get(str(chapter.address).casefold())) and settled(each.status)
    )


def under_way(text: Text, meeting: Meeting) -> tuple[UnderWay, ...]:
    """The chapters of which the meeting issued no agreed text."""
    ladder = text.process.ladder
    done = {each.ref.casefold() for each in meeting.issued if ladder.settled(each.status)}
    found = []
    for title, chapter in _chapters(text):
        ref = str(chapter.address)
        present = [p for p in chapter.paragraphs if p.status != DELETED]
        if ref.casefold() in done or not present:
            continue
        found.append(
            UnderWay(
                ref,
                title,
                chapter.title,
                chapter.address.parts[-1],
                chapter.status,
                chapter.reading,
                len(present),
                sum(1 for p in present if ladder.settled(p.status)),
                chapter.mandate,
            )
        )
    return tuple(found)


def _chapters(text: Text) -> Iterator[tuple[str, Chapter]]:
    """Every chapter that holds text of its own, with the title of its document."""
    for document in text.documents:
        for chapter in document.chapters:
            if not chapter.moved_to:
                yield document.title or document.key, chapter


def _issued(text: Text, title: str, chapter: Chapter, issued: Issued) -> IssuedText:
    excepted = frozenset(expand(issued.besides, chapter.addresses).addresses)
    present = [p for p in chapter.paragraphs if p.status != DELETED]
    left = [p for p in present if p.address in excepted]
    rest = [p for p in present if p.address not in excepted]
    inside = [each for each in text.statements if each.names_in(chapter.address)]
    told = {id(each) for p in left for each in inside if _beside(each, p.address)}
    return IssuedText(
        ref=str(chapter.address),
        document=title,
        title=chapter.title,
        letter=chapter.address.parts[-1],
        issued=issued,
        settled_by=settled_by(rest, text.process.ladder),
        exceptions=tuple(_exceptions(text, chapter, left, inside)),
        conditions=tuple(
            Conditional(str(p.address), opening_words(p.body), p.pending.reason, p.pending.until)
            for p in rest
            if p.pending is not None
        ),
        statements=tuple(each for each in inside if id(each) not in told),
    )


def _exceptions(
    text: Text, chapter: Chapter, left: Sequence[Paragraph], said: Sequence[Statement]
) -> Iterator[Exceptions]:
    """Those with one mandate together; of those without one each by itself."""
    held = frozenset(a for bracket in wide_brackets(text) for a in bracket.held)
    rows = open_brackets(text, [p.address for p in left])
    for _, group in groupby(left, lambda p: p.mandate or p.address):
        together = tuple(group)
        yield Exceptions(
            shortest([p.address for p in together], chapter.addresses),
            together[0].mandate,
            tuple(
                OpenParagraph(
                    ref=str(p.address),
                    number=str(p.address.number),
                    printed=p.printed,
                    opening=opening_words(p.body),
                    words=without_ties(wording(p.body)),
                    waits=what_keeps_open(p, p.address in held),
                    alternatives=p.alternatives,
                    brackets=tuple(
                        each for each in rows if each.ref == str(p.address) and each.handle
                    ),
                    statements=tuple(each for each in said if _beside(each, p.address)),
                )
                for p in together
            ),
        )


def _beside(statement: Statement, address: Address) -> bool:
    """Whether a statement names the paragraph itself."""
    return address in statement.places
