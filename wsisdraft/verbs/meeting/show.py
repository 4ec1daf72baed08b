"""meeting show: one meeting, and what was recorded in it."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.notation.reading import PROCESS_FILE, read
from wsisdraft.pages.json_meeting import meeting_value
from wsisdraft.pages.terminal.meeting import meeting_page
from wsisdraft.reports.meeting_record import MeetingRecord, meeting_record
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.process import Meeting, MeetingState
from wsisdraft.verbs.shared.completion import complete_meetings
from wsisdraft.verbs.shared.meetings import known, unknown
from wsisdraft.verbs.shared.options import Options, reading
from wsisdraft.view import View


def shown(view: View, number: str) -> MeetingRecord | Refusal:
    """The meeting of a number, or where none is named the one that is open or was last closed."""
    from wsisdraft.repository.history import history
    from wsisdraft.repository.tags import tagged

    paths = {PROCESS_FILE, *(path for _, path in view.layout.meetings)}
    text = read(view.source.read(paths), view.layout)
    meeting = known(text, number) if number else _latest(text)
    if meeting is None and number:
        return unknown(text, number)
    if meeting is None:
        return refuse(
            "unknown-meeting",
            "No meeting is on record.",
            "wsisdraft meeting open N opens one.",
        )
    commits = history(view.clone, view.base or view.clone.tip, ("drafts",), lambda _: True)
    tag_commit = tagged(view.clone, meeting.tag) if meeting.closed else ""
    return meeting_record(meeting, commits, text.process.ladder, view.layout, tag_commit)


def _latest(text: Text) -> Meeting | None:
    """The meeting that is open, else the one closed last, else the first that is planned."""
    closed = [m for m in text.meetings if m.state is MeetingState.CLOSED]
    last = max(closed, key=lambda meeting: meeting.closed) if closed else None
    return text.meeting or last or next(iter(text.meetings), None)


@reading
def command(
    given: Options,
    number: Annotated[
        str,
        typer.Argument(
            help="The meeting's number; the open one, or the last, if left out.",
            metavar="[N]",
            autocompletion=complete_meetings,
            show_default=False,
        ),
    ] = "",
) -> None:
    """Show a meeting: when, where, who chaired; what was tabled, issued, decided and settled.

    Example: wsisdraft meeting show 4
    """
    look(
        [],
        given,
        lambda view, _: shown(view, number.strip()),
        page=meeting_page,
        value=meeting_value,
    )
