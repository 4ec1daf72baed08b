"""alt show: one alternative against the paragraph's own words."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.notation.lifting import without_ties
from wsisdraft.pages.json_reports import alternative_value
from wsisdraft.pages.terminal.paragraph import alternative_page
from wsisdraft.reports.paragraph_view import AlternativeView, alternative_view
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.alternatives import named
from wsisdraft.verbs.shared.completion import complete_alternatives
from wsisdraft.verbs.shared.options import OneRef, Options, reading
from wsisdraft.view import View

Shown = tuple[str, str, AlternativeView]


def shown(view: View, selection: Selection | None, name: str) -> Shown | Refusal:
    """REF, base text and the alternative of a name."""
    text = view.read(selection)
    paragraphs = [p for p in text.paragraphs() if selection and p.address in selection.addresses]
    if len(paragraphs) != 1:
        return misused("several", "An alternative belongs to one paragraph.", "Name one.")
    found = named(paragraphs[0], name)
    if isinstance(found, Refusal):
        return found
    base = without_ties(paragraphs[0].body)
    return str(paragraphs[0].address), base, alternative_view(paragraphs[0], found, view.tips())


@reading
def command(
    given: Options,
    ref: OneRef,
    name: Annotated[
        str,
        typer.Argument(
            help='The alternative, "ALT 2".', metavar="NAME", autocompletion=complete_alternatives
        ),
    ],
) -> None:
    """Show one alternative as a redline against the base text.

    Example: wsisdraft alt show B.21 "ALT 2"
    """
    look(
        [ref],
        given,
        lambda view, chosen: shown(view, chosen, name),
        page=lambda made: alternative_page(*made),
        value=lambda made: alternative_value(made[2]),
    )
