"""Deadlines as a calendar, RFC 5545: an event for everything that has a day.

What is in it depends on the record alone: events keep their names when their days change, and are
stamped with the time at which the record was made, so that a calendar that is fetched again and
again shows each deadline once.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from wsisdraft import __version__
from wsisdraft.reports.due import Due, DueItem, DueKind
from wsisdraft.text.day import day_after, is_day

LONGEST_LINE = 75
"""Octets of a line without its end; longer ones are folded."""
UNRECORDED = "19700101T000000Z"
"""The stamp of what no commit holds yet."""
_LINE_END = "\r\n"


def calendar(due: Due) -> str:
    """The dated items as events that take whole days, those that are late too; lines end in CRLF.

    A calendar has to hold something: without any deadline it holds the time zone UTC.
    """
    stamp = due.recorded or UNRECORDED
    dated = [each for each in due.items if is_day(each.by)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//wsisdraft//wsisdraft {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(due.process or 'Draft')}",
    ]
    for each in dated:
        lines += _event(due.process, each, stamp)
    if not dated:
        lines += _UTC
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + _LINE_END for line in lines)


_UTC = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def _event(process: str, item: DueItem, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(process, item)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_date(item.by)}"
    yield f"DTEND;VALUE=DATE:{_date(day_after(max(item.by, item.until)))}"
    yield f"SUMMARY:{escaped(summary(process, item))}"
    yield f"DESCRIPTION:{escaped(_described(item))}"
    if item.venue:
        yield f"LOCATION:{escaped(item.venue)}"
    yield f"CATEGORIES:{str(item.kind).upper()}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _date(day: str) -> str:
    return day.replace("-", "")


def uid(process: str, item: DueItem) -> str:
    """The name of an event among all events everywhere, the same for as long as it is the same."""
    lasting = f"{process}\n{item.key}"
    return f"{sha256(lasting.encode()).hexdigest()[:32]}@wsisdraft"


def summary(process: str, item: DueItem) -> str:
    """An event in a line, as a calendar shows it among others."""
    head = f"{process}: " if process else ""
    who = f"{', '.join(item.who)}: " if item.who else ""
    match item.kind:
        case DueKind.MEETING:
            return f"{head}{'last day of ' if item.state == 'open' else ''}meeting {item.name}"
        case DueKind.WINDOW:
            return f"{head}last day for submissions, {item.name}"
        case DueKind.DECISION:
            return f"{head}{who}{item.what}"
        case _:
            return f"{head}{who}{item.what} ({item.name})"


def _described(item: DueItem) -> str:
    said = [f"{item.kind} {item.name}{f', {item.state}' if item.state else ''}"]
    said += [item.what] if item.what else []
    said += [f"Who moves: {', '.join(item.who)}"] if item.who else []
    said += [f"About: {', '.join(item.about)}"] if item.about else []
    said += [f"Open: {item.holds}"] if item.holds else []
    return "\n".join((*said, item.next))


def escaped(text: str) -> str:
    """Text as the value of a property; no control character can stand in one."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "".join(
        "\\n" if char == "\n" else char for char in text if char == "\n" or char.isprintable()
    )


def folded(line: str) -> str:
    """A line folded so that none has more octets than it may; a character is never parted."""
    if len(line.encode()) <= LONGEST_LINE:
        return line
    pieces, used = [""], 0
    for char in line:
        octets = len(char.encode())
        if used + octets > LONGEST_LINE:
            pieces.append(" ")
            used = 1
        pieces[-1] += char
        used += octets
    return _LINE_END.join(pieces)
