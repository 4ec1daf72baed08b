"""status: where the text stands."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import standing_value
from wsisdraft.pages.terminal.standing import standing_page
from wsisdraft.reports.standing import Standing, standing
from wsisdraft.text.finding import Refusal
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.options import MaybeRef, Options, complete_stakeholders, reading
from wsisdraft.view import View


def status(view: View, selection: Selection | None, facilitator: str = "") -> Standing | Refusal:
    """The standing of all, or of what is named, or of what somebody facilitates."""
    text = view.read(selection)
    scope = selection.scope if selection else None
    if not facilitator:
        return standing(text, view.at, scope)
    from wsisdraft.notation.parties import known_stakeholder

    who = known_stakeholder(text, facilitator, "--facilitator")
    return who if isinstance(who, Refusal) else standing(text, view.at, scope, who)


@reading
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
) -> None:
    """Show where the text stands: statuses, brackets, alternatives, exceptions, what to do next.

    Examples: wsisdraft status
              wsisdraft status vision/B --at 3
              wsisdraft status --facilitator UNESCO
    """
    look(
        [ref] if ref else [],
        given,
        lambda view, chosen: status(view, chosen, facilitator),
        page=standing_page,
        value=standing_value,
    )
