"""status: where the text stands."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import standing_value
from wsisdraft.pages.terminal.standing import standing_page
from wsisdraft.reports.standing import standing
from wsisdraft.verbs.shared.options import MaybeRef, Options, reading


@reading
def command(given: Options, ref: MaybeRef = "") -> None:
    """Show where the text stands: statuses, brackets, alternatives, exceptions, what to do next.

    Examples: wsisdraft status
              wsisdraft status vision/B --at 3
    """
    look(
        [ref] if ref else [],
        given,
        lambda view, chosen: standing(view.read(chosen), view.at, chosen.scope if chosen else None),
        page=standing_page,
        value=standing_value,
    )
