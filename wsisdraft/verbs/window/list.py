"""window list: the windows for submissions."""

from __future__ import annotations

from datetime import date

from wsisdraft.carry_out import look
from wsisdraft.pages.json_submissions import windows_value
from wsisdraft.pages.terminal.submissions import windows_page
from wsisdraft.reports.submissions import windows
from wsisdraft.verbs.shared.options import Options, reading
from wsisdraft.verbs.shared.windows import windows_text


@reading
def command(given: Options) -> None:
    """List the windows for submissions: when, about what, and how much came in.

    Example: wsisdraft window list
    """
    today = date.today().isoformat()  # noqa: DTZ011  the day where the room is
    look(
        [],
        given,
        lambda view, _: windows(windows_text(view), today),
        page=windows_page,
        value=windows_value,
    )
