"""A meeting on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.terminal.page import Page, Row, Style, flow, line
from wsisdraft.reports.meeting_record import MeetingRecord
from wsisdraft.reports.outcome_of_participants import told as participant_told
from wsisdraft.text.process import Meeting, MeetingState


def meeting_page(made: MeetingRecord) -> Page:
    """When, where, who; what was tabled, issued and decided; what was recorded in it; its tag."""
    meeting = made.meeting
    style = Style.OPEN if meeting.state is MeetingState.OPEN else Style.PLAIN
    title = f", {meeting.title}" if meeting.title else ""
    rows: list[Row] = [
        flow((f"Meeting {meeting.number}", Style.TITLE), title, "  ", (state_words(meeting), style))
    ]
    rows += _facts(meeting)
    rows += _documents(meeting)
    rows += _decisions(meeting)
    rows += _recorded(made)
    return tuple(rows)


def state_words(meeting: Meeting) -> str:
    """`planned`, `open since 2014-04-14`, `closed on 2014-04-17`."""
    match meeting.state:
        case MeetingState.OPEN:
            return f"open since {(meeting.reopened or (meeting.opened,))[-1]}"
        case MeetingState.CLOSED:
            return f"closed on {meeting.closed}"
        case _:
            return "planned"


def _facts(meeting: Meeting) -> Iterator[Row]:
    days = [day for day in (meeting.begins, meeting.ends) if day]
    where = f"{' to '.join(days)}{', ' if days and meeting.place else ''}{meeting.place}"
    opened = f"opened on {meeting.opened}" if meeting.opened else ""
    if meeting.reopened:
        opened += f", again on {', '.join(meeting.reopened)}"
    chair = f"chair {meeting.chair}" if meeting.chair else ""
    vice = f"vice-chairs {', '.join(meeting.vice_chairs)}" if meeting.vice_chairs else ""
    for said in (where, opened, chair, vice, _participation(meeting), meeting.note):
        if said:
            yield flow(said, indent=2, hanging=4)
    if meeting.participants:
        names = "; ".join(map(participant_told, meeting.participants))
        yield flow(f"took part: {names}", indent=2, hanging=4)
    if meeting.next is not None:
        coming = meeting.next
        days = [day for day in (coming.begins, coming.ends) if day]
        place = [coming.place] if coming.place else []
        told = ", ".join([*([" to ".join(days)] if days else []), *place])
        yield flow(f"next: meeting {coming.number or '?'}", f", {told}" * bool(told), indent=2)


def _participation(meeting: Meeting) -> str:
    took_part = meeting.participation
    if took_part is None:
        return ""
    said = [f"{took_part.participants} participants"] if took_part.participants else []
    said += [f"from {took_part.countries} countries"] if took_part.countries else []
    said += [" and ".join(took_part.modes)] if took_part.modes else []
    said += [took_part.remark] if took_part.remark else []
    return ", ".join(said)


def _documents(meeting: Meeting) -> Iterator[Row]:
    if meeting.tabled:
        told = ", ".join(f"{ref} ({serial})" for ref, serial in meeting.tabled)
        yield flow(f"Tabled: {told}", indent=0, hanging=2)
    if meeting.issued:
        yield line("Issued:")
    for each in meeting.issued:
        besides = f", besides {', '.join(each.besides)}" if each.besides else ""
        as_of = f" as of {each.as_of}" if each.as_of else ""
        symbol = each.symbol or "without a symbol"
        yield flow(
            (each.ref, Style.REF),
            f"  {symbol}  {each.status}{as_of}{besides}",
            indent=2,
            hanging=4,
        )


def _decisions(meeting: Meeting) -> Iterator[Row]:
    if meeting.decisions:
        yield line("Decided:")
    for each in meeting.decisions:
        lead = f"; {', '.join(each.lead)}" if each.lead else ""
        due = f", by {each.due}" if each.due else ""
        done = f"; done on {each.done}" if each.done else ""
        result = f": {each.result}" if each.result else ""
        yield flow(
            f"{each.text}{lead}{due}{done}{result} ",
            (f"({meeting.number}/{each.name})", Style.DIM),
            indent=2,
            hanging=4,
        )


def _recorded(made: MeetingRecord) -> Iterator[Row]:
    if made.verbs:
        told = ", ".join(f"{verb} {count}" for verb, count in made.verbs)
        yield flow(f"Recorded in it: {told}", hanging=2)
    if made.settled:
        yield flow(f"Settled in it: {', '.join(made.settled)}", hanging=2)
    meeting = made.meeting
    if not meeting.closed:
        return
    if made.tag_commit:
        yield line(f"The tag {meeting.tag} names {made.tag_commit[:10]}.")
    else:
        yield flow(
            f"This clone has no tag {meeting.tag}; ",
            ("git fetch --tags brings it, ", Style.HELP),
            (f"wsisdraft meeting close {meeting.number} makes it", Style.HELP),
            hanging=2,
        )
