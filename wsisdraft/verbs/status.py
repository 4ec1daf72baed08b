"""status: where the text stands; with --due who moves next, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import leave, look, refused, telling
from wsisdraft.pages.json_reports import standing_value
from wsisdraft.pages.terminal.standing import standing_page
from wsisdraft.reports.standing import Standing, standing
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.options import MaybeRef, Options, complete_stakeholders, reading_as
from wsisdraft.view import View

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.pages.terminal.page import Page
    from wsisdraft.reports.due import Due

FORMATS = ("text", "json", "ics")


def status(view: View, selection: Selection | None, facilitator: str = "") -> Standing | Refusal:
    """The standing of all, or of what is named, or of what somebody facilitates."""
    text = view.read(selection)
    scope = selection.scope if selection else None
    if not facilitator:
        return standing(text, view.at, scope)
    from wsisdraft.notation.parties import known_stakeholder

    who = known_stakeholder(text, facilitator, "--facilitator")
    return who if isinstance(who, Refusal) else standing(text, view.at, scope, who)


def show_due(given: Options, ref: str, facilitator: str, day: str) -> None:
    """Who moves next on everything that is open."""
    from wsisdraft.verbs.shared.deadlines import due_at

    def page(made: Due) -> Page:
        from wsisdraft.pages.terminal.due import due_page

        return due_page(made)

    def value(made: Due) -> Json:
        from wsisdraft.pages.json_due import due_value

        return due_value(made)

    def ics(made: Due) -> str:
        from wsisdraft.pages.calendar import calendar

        return calendar(made)

    look(
        [ref] if ref else [],
        given,
        lambda view, chosen: due_at(view, chosen, facilitator, day),
        page=page,
        value=value,
        formats={"ics": ics},
    )


def _misuse(day: str) -> Refusal | None:
    """What means something with --due alone."""
    if not day:
        return None
    said = "Only what is due is late as of a day."
    return misused("malformed-options", said, f"wsisdraft status --due --on {day}")


@reading_as(*FORMATS)
def command(
    given: Options,
    ref: MaybeRef = "",
    facilitator: Annotated[
        str,
        typer.Option(
            help="Only the chapters and sections that they facilitate.",
            metavar="WHO",
            autocompletion=complete_stakeholders,
            show_default=False,
        ),
    ] = "",
    due: Annotated[
        bool, typer.Option("--due", help="Who moves next on all that is open, and what is late.")
    ] = False,
    on: Annotated[
        str,
        typer.Option(help="With --due: late as of this day, if not today.", metavar="DATE"),
    ] = "",
) -> None:
    """Show where the text stands: statuses, brackets, alternatives, exceptions, what to do next.

    With --due: mandates, conditions, decisions, proposals, windows and meetings by day; those that
    have one as a calendar with --format ics.

    Examples: wsisdraft status
              wsisdraft status vision/B --at 3
              wsisdraft status --facilitator UNESCO
              wsisdraft status --due
              wsisdraft status --due --format ics > deadlines.ics
    """
    if due or given.format == "ics":
        show_due(given, ref, facilitator, on.strip())
        return
    with telling(given, FORMATS):
        misuse = _misuse(on.strip())
        if misuse is not None:
            leave(refused(misuse, given, {}))
    look(
        [ref] if ref else [],
        given,
        lambda view, chosen: status(view, chosen, facilitator),
        page=standing_page,
        value=standing_value,
    )
