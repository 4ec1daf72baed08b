"""show: paragraphs as delegates read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import paragraph_value
from wsisdraft.pages.terminal.paragraph import paragraphs_page
from wsisdraft.reports.facilitating import facilitators_by_place
from wsisdraft.reports.markers import Marker, markers
from wsisdraft.reports.paragraph_view import ParagraphView, paragraph_view
from wsisdraft.reports.statements import statements_about, statements_above
from wsisdraft.reports.words_from import CameFrom, words_from
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.ref import Selection
from wsisdraft.text.statement import Statement
from wsisdraft.verbs.shared.options import Options, Ref, reading_as
from wsisdraft.view import View


@frozen
class Shown:
    """What was asked for, as it is shown."""

    paragraphs: tuple[ParagraphView, ...]
    single: bool = False
    """Whether one paragraph was asked for, and not a range or a chapter."""
    above: tuple[Statement, ...] = ()
    """What is said beside the chapter or document; told once, and not under each paragraph."""
    markers: tuple[Marker, ...] = ()
    """Chapters and sections asked for that went elsewhere."""
    facilitators: tuple[str, ...] = ()
    """Who facilitates what was asked for."""


def shown(view: View, selection: Selection | None) -> Shown:
    """The paragraphs meant, with what stands beside them."""
    if selection is None:
        return Shown(())
    text = view.read(selection)
    wanted = frozenset(selection.addresses)
    tips = view.tips()
    alone = selection.scope.number is not None and len(wanted) == 1
    had = _had(text)
    facilitated = facilitators_by_place(text)
    views = tuple(
        paragraph_view(
            p,
            tips,
            statements_about(text, p.address) if text.statements else (),
            tuple(str(each) for each in had.get(p.address, ())),
            facilitated.get(p.address.place, ()),
            _came_from(view, p) if alone else (),
        )
        for p in text.paragraphs()
        if p.address in wanted
    )
    facilitators = facilitated.get(selection.scope.place, ())
    if selection.scope.number is not None:
        return Shown(views, single=len(views) == 1, facilitators=facilitators)
    return Shown(
        views,
        facilitators=facilitators,
        above=statements_above(text, selection.scope),
        markers=tuple(each for asked in _each(selection) for each in markers(text, asked.scope)),
    )


def _came_from(view: View, paragraph: Paragraph) -> tuple[CameFrom, ...]:
    """Where words of a paragraph came from; only files that name it or a tie of it are read."""
    if not view.layout.submissions:
        return ()
    from wsisdraft.notation.decoding import decode
    from wsisdraft.notation.submission_files import read_submission

    windows = {path: window for window, path in view.layout.submissions}
    submissions = []
    for path, data in view.source.read(set(windows)).files.items():
        source = decode(path, data)[0] if b"outcome:" in data else None
        if source is not None:
            submissions.append(read_submission(windows[path], path, source)[0])
    return words_from(submissions, paragraph)


def _each(selection: Selection) -> tuple[Selection, ...]:
    """What was named whole."""
    return tuple(each for each in selection.mentions or (selection,) if each.whole)


def _had(text: Text) -> Mapping[Address, tuple[Address, ...]]:
    """By the addresses that paragraphs had before they were renumbered, where they stand now."""
    if not any(paragraph.former for paragraph in text.paragraphs()):
        return {}
    from wsisdraft.text.formerly import formers

    return formers(text.paragraphs())


def shown_html(made: Shown) -> str:
    """The paragraphs as a page for a browser."""
    from wsisdraft.pages.html import paragraphs_html

    return paragraphs_html(made.paragraphs, made.above, made.markers)


@reading_as("text", "json", "html")
def command(
    given: Options,
    ref: Ref,
    clean: Annotated[
        bool, typer.Option("--clean", help="Only the words, without marks of brackets.")
    ] = False,
) -> None:
    """Show paragraphs as delegates read them, with brackets and alternatives.

    Examples: wsisdraft show B.21
              wsisdraft show vision/B --clean --at 3
              wsisdraft show vision/B --format html > B.html
    """
    look(
        [ref],
        given,
        shown,
        page=lambda made: paragraphs_page(
            made.paragraphs,
            clean=clean,
            above=made.above,
            markers=made.markers,
            facilitators=made.facilitators,
            single=made.single,
        ),
        value=lambda made: (
            paragraph_value(made.paragraphs[0])
            if made.single
            else [paragraph_value(each) for each in made.paragraphs]
        ),
        formats={"html": shown_html},
    )
