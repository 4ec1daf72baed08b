"""stakeholders: who takes part, and what each has on the table."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_stakeholders import stakeholders_value
from wsisdraft.pages.terminal.stakeholders import stakeholders_page
from wsisdraft.reports.stakeholders import stakeholders
from wsisdraft.verbs.shared.options import Options, reading


@reading
def command(given: Options) -> None:
    """Show who takes part: kind, aliases, groups and members, and what each has open.

    Counted are unresolved brackets, alternatives on the table, and statements beside the text.

    Example: wsisdraft stakeholders
    """
    look(
        [],
        given,
        lambda view, _: stakeholders(view.read()),
        page=stakeholders_page,
        value=stakeholders_value,
    )
