"""submissions: what came in, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.pages.json_submissions import listing_value
from wsisdraft.pages.terminal.submissions import matrix_page, submissions_page
from wsisdraft.reports.submissions import Asked, Listing, listing
from wsisdraft.text.finding import Refusal
from wsisdraft.verbs.shared.completion import complete_windows
from wsisdraft.verbs.shared.filing import named_places
from wsisdraft.verbs.shared.options import (
    Options,
    complete_refs,
    complete_stakeholders,
    reading_as,
)
from wsisdraft.verbs.shared.windows import known_window
from wsisdraft.view import View


def listed(view: View, window: str, who: str, on: list[str]) -> Listing | Refusal:
    """The submissions of a window, of a stakeholder, about places: of all of these given."""
    from wsisdraft.notation.parties import known_stakeholder
    from wsisdraft.repository.focus import read_focus

    text = view.read()
    name, by = window, who
    if window:
        known = known_window(text, window)
        if isinstance(known, Refusal):
            return known
        name = known.name
    if who:
        party = known_stakeholder(text, who, "--from")
        if isinstance(party, Refusal):
            return party
        by = party
    places = named_places(text, on, read_focus(view.clone))
    if isinstance(places, Refusal):
        return places
    today = date.today().isoformat()  # noqa: DTZ011  the day where the room is
    return listing(text, Asked(name, by, places.places, today), view.at)


def as_markdown(made: Listing, *, matrix: bool) -> str:
    """As tables for a page of a forge."""
    from wsisdraft.pages.submissions_markdown import matrix_markdown, submissions_markdown

    return matrix_markdown(made) if matrix else submissions_markdown(made)


@reading_as("text", "json", "markdown")
def command(
    given: Options,
    window: Annotated[
        str,
        typer.Option(
            help="Only those of this window.", metavar="W", autocompletion=complete_windows
        ),
    ] = "",
    sender: Annotated[
        str,
        typer.Option(
            "--from",
            help="Only those of this stakeholder.",
            metavar="WHO",
            autocompletion=complete_stakeholders,
        ),
    ] = "",
    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            help="Only what is about this or lies in it; may be given several times.",
            metavar="REF",
            autocompletion=complete_refs,
        ),
    ] = None,
    matrix: Annotated[
        bool,
        typer.Option("--matrix", help="Each proposal in the order of the text, and its outcome."),
    ] = False,
) -> None:
    """List what came in by window, late ones marked; or each proposal and what became of it.

    Examples: wsisdraft submissions
              wsisdraft submissions --matrix --window 2014-03 --on vision/B
    """
    look(
        [],
        given,
        lambda view, _: listed(view, window.strip(), sender.strip(), list(on or ())),
        page=matrix_page if matrix else submissions_page,
        value=lambda made: listing_value(made, matrix=matrix),
        formats={"markdown": lambda made: as_markdown(made, matrix=matrix)},
    )
