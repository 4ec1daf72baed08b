"""brackets: everything that is unresolved."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import brackets_value
from wsisdraft.pages.terminal.paragraph import brackets_page
from wsisdraft.reports.open_brackets import open_brackets
from wsisdraft.verbs.shared.options import MaybeRef, Options, reading


@reading
def command(given: Options, ref: MaybeRef = "") -> None:
    """List every unresolved bracket, choice and alternative: place, who, since when.

    Example: wsisdraft brackets vision/B
    """
    look(
        [ref] if ref else [],
        given,
        lambda view, chosen: open_brackets(view.read(chosen), chosen.addresses if chosen else None),
        page=brackets_page,
        value=brackets_value,
    )
