"""show: paragraphs as delegates read them."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import paragraph_value
from wsisdraft.pages.terminal.paragraph import paragraphs_page
from wsisdraft.reports.paragraph_view import ParagraphView, paragraph_view
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.options import At, Ref, Repo, format_among, options
from wsisdraft.view import View

ShowFormat = Annotated[str, format_among("text", "json", "html")]


def shown(view: View, selection: Selection | None) -> tuple[bool, tuple[ParagraphView, ...]]:
    """The paragraphs meant, and whether a single one was asked for."""
    text = view.read(selection)
    wanted = frozenset(selection.addresses) if selection else frozenset()
    tips = view.tips()
    views = tuple(paragraph_view(p, tips) for p in text.paragraphs() if p.address in wanted)
    single = selection is not None and selection.scope.number is not None
    return single and len(views) == 1, views


def shown_html(made: tuple[bool, tuple[ParagraphView, ...]]) -> str:
    """The paragraphs as a page for a browser."""
    from wsisdraft.pages.html import paragraphs_html

    return paragraphs_html(made[1])


def command(
    ref: Ref,
    clean: Annotated[
        bool, typer.Option("--clean", help="Only the words, without marks of brackets.")
    ] = False,
    at: At = "",
    format: ShowFormat = "text",
    repo: Repo = ".",
) -> None:
    """Show paragraphs as delegates read them, with brackets and alternatives.

    Examples: wsisdraft show B.21
              wsisdraft show vision/B --clean --at 3
              wsisdraft show vision/B --format html > B.html
    """
    look(
        [ref],
        options(repo=repo, format=format, at=at),
        shown,
        page=lambda made: paragraphs_page(made[1], clean=clean),
        value=lambda made: (
            paragraph_value(made[1][0]) if made[0] else [paragraph_value(each) for each in made[1]]
        ),
        formats={"html": shown_html},
    )
