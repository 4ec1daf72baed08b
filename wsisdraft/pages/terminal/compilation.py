"""The compilation on the screen: the base text, and under each paragraph what was proposed."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.clean import opening_words
from wsisdraft.pages.compilation_words import (
    CONTEXT_OF_DIFFERENCE,
    blocks_of,
    counted,
    heading,
    made_by,
    misfit_words,
    own_words,
    place_notes,
    settled_as,
    title,
    together,
    what,
)
from wsisdraft.pages.shortened import shortened
from wsisdraft.pages.terminal.page import BLANK, Page, Row, Style, flow
from wsisdraft.pages.terminal.words import body_rows, redline_rows
from wsisdraft.reports.compiled import Compilation, Compiled, CompiledPlace, Group


def compilation_page(made: Compilation) -> Page:
    """Every place with its base text and its proposals; one without proposals takes a line."""
    return tuple(_page(made))


def _page(made: Compilation) -> Iterator[Row]:
    yield flow((title(made), Style.TITLE), hanging=2)
    for said in counted(made):
        yield flow(said, hanging=2)
    quiet = False
    for place in made.places:
        told = bool(place.groups) or place.kind != "paragraph"
        if told or not quiet:
            yield BLANK
        quiet = not told
        yield from _place(place) if told else _quiet(place)


def _quiet(place: CompiledPlace) -> Iterator[Row]:
    yield flow(
        (place.ref, Style.REF),
        f"  {opening_words(place.text, 6) if place.text else '(no base text)'}  ",
        ("no proposal", Style.DIM),
        hanging=2,
    )


def _place(place: CompiledPlace) -> Iterator[Row]:
    said = heading(place)
    style = Style.PLAIN if place.kind == "paragraph" else Style.TITLE
    notes = "; ".join(place_notes(place))
    yield flow(
        (place.ref, Style.REF),
        *((f"  {said}", style) for _ in (1,) if said),
        *((f"  {notes}", Style.DIM) for _ in (1,) if notes),
        hanging=2,
    )
    if place.kind == "paragraph":
        if place.text:
            yield from body_rows(place.text)
        else:
            yield flow(("(no base text)", Style.DIM), indent=2)
    for each in place.alternatives:
        by = f", by {', '.join(each.by)}" if each.by else ""
        yield flow((each.name, Style.OPEN), by, indent=2, hanging=4)
        yield from body_rows(each.text or "(no text)", indent=4)
    for group in place.groups:
        yield from _group(group, place)


def _group(group: Group, place: CompiledPlace) -> Iterator[Row]:
    yield BLANK
    several = together(group)
    yield flow(
        ("• ", Style.DIM),
        (what(group, place), Style.OPEN),
        f"  ({several})" if several else "",
        indent=2,
        hanging=4,
    )
    why = misfit_words(group)
    if why:
        yield flow((why, Style.WARNING), indent=4, hanging=6)
    else:
        yield from redline_rows(shortened(group.words), indent=4)
    yield from _own(group)
    for each in group.proposals:
        yield from _proposal(each)


def _own(group: Group) -> Iterator[Row]:
    quote, words = own_words(group)
    if quote:
        yield flow(f"on “{' '.join(quote.split())}”", indent=4, hanging=6)
    yield from (flow(block, indent=4) for block in blocks_of(words))


def _proposal(each: Compiled) -> Iterator[Row]:
    late = ("  ", ("late", Style.WARNING)) if each.late else ()
    decided = each.disposition
    style = Style.OPEN if decided is None or not decided.outcome.final else Style.SETTLED
    yield flow(
        (each.name, Style.REF), "  ", (made_by(each), Style.TITLE), *late, indent=4, hanging=6
    )
    if each.differs:
        yield from redline_rows(shortened(each.differs, CONTEXT_OF_DIFFERENCE), indent=6)
    yield flow(("→ ", Style.DIM), (settled_as(each), style), indent=6, hanging=8)
