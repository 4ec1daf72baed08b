"""A paragraph as delegates read it: words, brackets, alternatives, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.notation.lifting import clean, without_ties
from wsisdraft.reports.open_brackets import OpenBracket, of_paragraph
from wsisdraft.reports.words_from import CameFrom
from wsisdraft.text.branch_names import branch_names
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import (
    Alternative,
    BracketEntry,
    Mandate,
    Paragraph,
    Pending,
    Settled,
    fingerprint,
)
from wsisdraft.text.statement import Statement
from wsisdraft.text.status import DELETED


@frozen
class AlternativeView:
    name: str
    by: tuple[str, ...]
    branch: str
    tip: str | None
    """The branch's commit, None where this clone has no such branch."""
    text: str
    """Without ties and final newline."""
    body: str
    """As in the file."""
    entries: Mapping[str, BracketEntry]


@frozen
class ParagraphView:
    ref: str
    id: str
    number: str
    printed: str
    status: str
    text: str
    """The body without ties and final newline."""
    clean: str
    """Bracket marks removed, members of a choice joined by ` / `."""
    body: str
    entries: Mapping[str, BracketEntry]
    """What is on record about the brackets of the body, by handle."""
    mandate: Mandate | None
    settled: Settled | None
    words_hold: bool
    """Whether a settled paragraph still reads as agreed; true of an open one."""
    pending: Pending | None
    alternatives: tuple[AlternativeView, ...]
    brackets: tuple[OpenBracket, ...]
    former: tuple[str, ...]
    """Addresses it had before it was renumbered or moved."""
    formerly_here: tuple[str, ...] = ()
    """Where those stand now that had its address before."""
    statements: tuple[Statement, ...] = ()
    """What is said beside it, or beside what it lies in."""
    facilitators: tuple[str, ...] = ()
    """Who facilitates the chapter and sections it lies in."""
    came_from: tuple[CameFrom, ...] = ()
    """Where words of it came from; asked for of a paragraph that is shown alone."""


def paragraph_view(
    paragraph: Paragraph,
    tips: Mapping[str, str],
    statements: tuple[Statement, ...] = (),
    formerly_here: tuple[str, ...] = (),
    facilitators: tuple[str, ...] = (),
    came_from: tuple[CameFrom, ...] = (),
) -> ParagraphView:
    """One paragraph; `tips` are the commits of the alternatives' branches by name."""
    body, settled = paragraph.body, paragraph.settled
    return ParagraphView(
        ref=str(paragraph.address),
        id=paragraph.id,
        number=str(paragraph.address.number),
        printed=paragraph.printed,
        status=paragraph.status,
        text=without_ties(body).removesuffix("\n"),
        clean=clean(body, paragraph.marks).removesuffix("\n"),
        body=body,
        entries=paragraph.brackets,
        mandate=paragraph.mandate,
        settled=paragraph.settled,
        words_hold=settled is None or settled.text == fingerprint(body),
        pending=paragraph.pending,
        alternatives=tuple(
            alternative_view(paragraph, each, tips) for each in paragraph.alternatives
        ),
        brackets=tuple(_open(paragraph)),
        former=paragraph.former,
        formerly_here=formerly_here,
        statements=statements,
        facilitators=facilitators,
        came_from=came_from,
    )


def _open(paragraph: Paragraph) -> Iterator[OpenBracket]:
    """The brackets that are open; in deleted words none is."""
    if paragraph.status != DELETED:
        yield from (row for row in of_paragraph(paragraph) if row.role != "alternative")


def alternative_view(
    paragraph: Paragraph, alternative: Alternative, tips: Mapping[str, str]
) -> AlternativeView:
    """One alternative with its branch."""
    names = branch_names(paragraph, alternative.ordinal)
    name = next((each for each in names if each in tips), names[-1])
    return AlternativeView(
        name=alternative.name,
        by=alternative.by,
        branch=name,
        tip=tips.get(name),
        text=without_ties(alternative.body).removesuffix("\n"),
        body=alternative.body,
        entries=alternative.brackets,
    )
