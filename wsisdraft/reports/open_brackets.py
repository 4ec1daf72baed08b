"""Every unresolved bracket, choice and alternative: place, who, since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.notation.front_matter import locate_key
from wsisdraft.notation.lifting import without_ties
from wsisdraft.text.address import Address
from wsisdraft.text.bracket import Bracket
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import BracketEntry, Paragraph
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.status import DELETED
from wsisdraft.text.wide_bracket import WideBracket, wide_brackets

NOTHING_KNOWN = BracketEntry()
DEEPEST_TOLD = 100
"""Words of pairs nested deeper are left out: told at every level they would grow as the square."""
ALTERNATIVE = "alternative"
"""The role that rows of alternatives carry."""


@frozen
class OpenBracket:
    ref: str
    place: Place
    index: str
    """`2.1`; of an alternative its name; of a bracket over paragraphs what it is over."""
    handle: str | None
    depth: int
    text: str
    """The words inside, ties left out."""
    role: str
    choice: str | None
    """The index of the first member, where the bracket is one of a choice."""
    by: tuple[str, ...]
    against: tuple[str, ...]
    since: str
    proposal: str = ""
    """`insertion`, `replacement`, `deletion` or `base`, of a proposal from the floor."""


def open_brackets(
    text: Text, addresses: Sequence[Address] | None = None
) -> tuple[OpenBracket, ...]:
    """What is unresolved in the paragraphs named, or in the whole text, in reading order."""
    wanted = None if addresses is None else frozenset(addresses)
    return tuple(_rows(text, wanted))


def _rows(text: Text, wanted: frozenset[Address] | None) -> Iterator[OpenBracket]:
    here = (p for p in text.paragraphs() if wanted is None or p.address in wanted)
    asked = [paragraph for paragraph in here if paragraph.status != DELETED]
    beginning: dict[Address, list[WideBracket]] = {paragraph.address: [] for paragraph in asked}
    for bracket in wide_brackets(text):
        first = next((address for address in bracket.held if address in beginning), None)
        if first is not None and bracket.role.unresolved:
            beginning[first].append(bracket)
    for paragraph in asked:
        yield from map(_wide, beginning[paragraph.address])
        yield from of_paragraph(paragraph)


def _wide(bracket: WideBracket) -> OpenBracket:
    """The row of a bracket over whole paragraphs, which comes before the first one asked for."""
    span = locate_key(bracket.source, ("brackets", bracket.handle), yaml=True)
    entry = bracket.entry
    return OpenBracket(
        ref=str(bracket.owner),
        place=place_of(bracket.path, bracket.source, span.start if span else 0),
        index=f"over {entry.over}",
        handle=bracket.handle,
        depth=0,
        text="",
        role=str(bracket.role),
        choice=None,
        by=entry.by,
        against=entry.against,
        since=entry.since,
    )


def of_paragraph(paragraph: Paragraph) -> Iterator[OpenBracket]:
    """One paragraph's unresolved brackets, then its alternatives."""
    marks = paragraph.marks
    first = {
        position: marks.brackets[choice[0]].index for choice in marks.choices for position in choice
    }
    for position, bracket in enumerate(marks.brackets):
        if bracket.role.unresolved:
            yield _bracket(paragraph, bracket, first.get(position))
    for alternative in paragraph.alternatives:
        yield OpenBracket(
            ref=str(paragraph.address),
            place=place_of(alternative.path, alternative.source, alternative.body_start),
            index=alternative.name,
            handle=None,
            depth=0,
            text=without_ties(alternative.body).strip("\n"),
            role=ALTERNATIVE,
            choice=None,
            by=alternative.by,
            against=(),
            since=alternative.since,
        )


def _bracket(paragraph: Paragraph, bracket: Bracket, choice: str | None) -> OpenBracket:
    entry = paragraph.brackets.get(bracket.handle or "", NOTHING_KNOWN)
    return OpenBracket(
        ref=str(paragraph.address),
        place=place_of(paragraph.path, paragraph.source, paragraph.body_start + bracket.start),
        index=bracket.index,
        handle=bracket.handle,
        depth=bracket.depth,
        text=without_ties(bracket.inside.of(paragraph.body))
        if bracket.depth <= DEEPEST_TOLD
        else "",
        role=str(bracket.role),
        choice=choice,
        by=entry.by,
        against=entry.against,
        since=entry.since,
        proposal=entry.proposal,
    )
