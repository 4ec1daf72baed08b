"""A meeting as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsisdraft.text.participation import WAYS

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.meeting_record import MeetingRecord
    from wsisdraft.text.process import Issued, NextMeeting, Participation


def meeting_value(made: MeetingRecord) -> Json:
    """`meeting show`."""
    meeting = made.meeting
    return {
        "number": meeting.number,
        "title": meeting.title or None,
        "state": str(meeting.state),
        "from": meeting.begins or None,
        "to": meeting.ends or None,
        "place": meeting.place or None,
        "opened": meeting.opened or None,
        "reopened": list(meeting.reopened),
        "closed": meeting.closed or None,
        "chair": meeting.chair or None,
        "vice_chairs": list(meeting.vice_chairs),
        "participation": _participation(meeting.participation),
        "participants": [
            {
                "name": each.name,
                **{way: each.heads(way) or None for way in WAYS},
                "country": each.country or None,
                "thanks": each.thanks or None,
            }
            for each in meeting.participants
        ],
        "tabled": [{"ref": ref, "serial": serial} for ref, serial in meeting.tabled],
        "issued": [_issued(each) for each in meeting.issued],
        "decisions": [
            {
                "name": each.name,
                "text": each.text,
                "due": each.due or None,
                "lead": list(each.lead),
                "date": each.date or None,
                "done": each.done or None,
                "result": each.result or None,
            }
            for each in meeting.decisions
        ],
        "next": _next(meeting.next),
        "note": meeting.note or None,
        "verbs": dict(made.verbs),
        "settled": list(made.settled),
        "tag": meeting.tag if made.tag_commit else None,
        "commit": made.tag_commit or None,
    }


def _participation(took_part: Participation | None) -> Json:
    if took_part is None:
        return None
    return {
        "participants": _count(took_part.participants),
        "countries": _count(took_part.countries),
        "modes": list(took_part.modes),
        "remark": took_part.remark or None,
    }


def _count(digits: str) -> int | None:
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def _issued(each: Issued) -> Json:
    return {
        "ref": each.ref,
        "symbol": each.symbol or None,
        "status": each.status,
        "as_of": each.as_of or None,
        "besides": list(each.besides),
    }


def _next(coming: NextMeeting | None) -> Json:
    if coming is None:
        return None
    return {
        "meeting": coming.number or None,
        "from": coming.begins or None,
        "to": coming.ends or None,
        "place": coming.place or None,
    }
