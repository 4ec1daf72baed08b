"""meeting list: the meetings on record."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import meetings_value
from wsisdraft.pages.terminal.records import meetings_page
from wsisdraft.verbs.shared.options import Options, reading


@reading
def command(given: Options) -> None:
    """List the meetings: when, where, planned, open or closed.

    Example: wsisdraft meeting list
    """
    look(
        [],
        given,
        lambda view, _: (view.meetings(), view.tags()),
        page=lambda made: meetings_page(made[0]),
        value=lambda made: meetings_value(*made),
    )
