"""Documents, chapters and sections in two states: what came, went, and is declared otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.reports.beside import beside_declaration, beside_mandate
from wsisdraft.text.draft import Chapter, Document, Section
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout

ADDED, GONE, CHANGED = "added", "gone", "changed"


@frozen
class Declaration:
    """What is declared of a chapter; of other places nothing is."""

    status: str = ""
    symbol: str = ""
    as_of: str = ""
    besides: tuple[str, ...] = ()


@frozen
class PlaceComparison:
    """A document, chapter or section that came, went, or of which something else holds now."""

    ref: str
    kind: str
    """`document`, `chapter` or `section`."""
    what: str
    """`added`, `gone` or `changed`."""
    title: tuple[str, str]
    declaration: tuple[Declaration, Declaration] = (Declaration(), Declaration())
    moved_to: str = ""
    """REF of where all of it went since."""
    beside: tuple[str, ...] = ()
    """What else its file says otherwise now: reading, mandate, brackets over whole paragraphs."""


def compared_document(
    before: Document | None, after: Document | None, *, there: tuple[bool, bool]
) -> PlaceComparison | None:
    """A document in two states; None where nothing is otherwise.

    `there` is whether it is there before and after, whether or not its file has been read.
    """
    shown = after or before
    if shown is None:
        return None
    titles = (before.title if before else "", after.title if after else "")
    beside: tuple[str, ...] = ()
    if before is not None and after is not None and before.language != after.language:
        beside = (f"language {after.language or 'not said'}",)
    return _told(shown.key, "document", there, PlaceComparison(shown.key, "", "", titles), beside)


def compared_chapter(
    before: Chapter | None, after: Chapter | None, *, there: tuple[bool, bool]
) -> PlaceComparison | None:
    """The same of a chapter, its sections left out."""
    shown = after or before
    if shown is None or (before and after and before.source == after.source):
        return None
    ref = str(shown.address)
    beside: tuple[str, ...] = ()
    if before is not None and after is not None:
        beside = tuple(beside_declaration(before, after))
    return _told(
        ref,
        "chapter",
        there,
        PlaceComparison(
            ref,
            "",
            "",
            (before.title if before else "", after.title if after else ""),
            (_declared(before), _declared(after)),
            _moved_to(before, after),
        ),
        beside,
    )


def compared_sections(
    before: Chapter | None, after: Chapter | None, layouts: tuple[Layout, Layout]
) -> Iterator[PlaceComparison]:
    """The sections of a chapter that are read in one state at least, those that are gone last."""
    old = {s.address: s for s in before.every_section()} if before is not None else {}
    new = {s.address: s for s in after.every_section()} if after is not None else {}
    for address in dict.fromkeys((*new, *old)):
        there = (layouts[0].has(address), layouts[1].has(address))
        told = _compared_section(old.get(address), new.get(address), there)
        if told is not None:
            yield told


def _compared_section(
    before: Section | None, after: Section | None, there: tuple[bool, bool]
) -> PlaceComparison | None:
    shown = after or before
    if shown is None:
        return None
    ref = str(shown.address)
    titles = (before.title if before else "", after.title if after else "")
    beside: tuple[str, ...] = ()
    if before is not None and after is not None:
        beside = tuple(beside_mandate(before.mandate, after.mandate))
    place = PlaceComparison(ref, "", "", titles, moved_to=_moved_to(before, after))
    return _told(ref, "section", there, place, beside)


def _told(
    ref: str,
    kind: str,
    there: tuple[bool, bool],
    place: PlaceComparison,
    beside: tuple[str, ...],
) -> PlaceComparison | None:
    if there == (True, True):
        same = place.title[0] == place.title[1] and not place.moved_to and not beside
        if same and place.declaration[0] == place.declaration[1]:
            return None
        what = CHANGED
    else:
        what = ADDED if there[1] else GONE
    return PlaceComparison(ref, kind, what, place.title, place.declaration, place.moved_to, beside)


def _declared(chapter: Chapter | None) -> Declaration:
    if chapter is None:
        return Declaration()
    return Declaration(chapter.status, chapter.symbol, chapter.as_of, chapter.besides)


def _moved_to(before: Chapter | Section | None, after: Chapter | Section | None) -> str:
    if after is None or (before is not None and before.moved_to == after.moved_to):
        return ""
    return after.moved_to
