"""What is open and who moves next, on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.pages.terminal.page import BLANK, Page, Row, Style, flow, line
from wsisdraft.reports.due import Due, DueItem, DueKind

_DAY = 12
"""Columns of a day and the space after it."""
_NOBODY = {
    DueKind.DECISION: "nobody named",
    DueKind.MANDATE: "the meeting",
    DueKind.CONDITION: "nobody named",
    DueKind.TEXT: "nobody charged",
    DueKind.PROPOSAL: "the meeting",
    DueKind.WINDOW: "stakeholders",
    DueKind.MEETING: "meeting",
}
"""Who moves where the record names nobody."""


def due_page(due: Due) -> Page:
    """What is late, what is to come, and what has no day; late things with what mends them."""
    at = "" if due.at == "now" else f", at {due.at}"
    meeting = f"meeting {due.meeting} is open" if due.meeting else "between meetings"
    late, coming, undated = due.late, due.coming, due.undated
    rows: list[Row] = [
        flow((due.process or "Draft", Style.TITLE), f"{at}, {meeting}, as of {due.day}")
    ]
    if not due.items:
        return (*rows, BLANK, line(("Nothing is open.", Style.SETTLED)))
    rows += _part(f"Late ({len(late)})", late, Style.WARNING)
    rows += _part(f"To come ({len(coming)})", coming, Style.OPEN)
    rows += _part(f"Without a day ({len(undated)})", undated, Style.PLAIN)
    return tuple(rows)


def _part(title: str, items: Sequence[DueItem], style: Style) -> Iterator[Row]:
    if items:
        yield BLANK
        yield line((title, Style.TITLE))
    for each in items:
        yield from _item(each, style)


def _item(item: DueItem, style: Style) -> Iterator[Row]:
    indent = 2 + _DAY if item.by else 2
    day = (f"{item.by:{_DAY}}", style) if item.by else ""
    yield flow(
        day,
        (who_words(item), Style.PLAIN),
        ": ",
        *what_pieces(item),
        indent=2,
        hanging=indent + 2,
    )
    if item.late:
        yield flow((item.next, Style.HELP), indent=indent + 2, hanging=indent + 4)


def who_words(item: DueItem) -> str:
    """Who moves next; where nobody is named, what that means."""
    if item.kind is DueKind.MEETING:
        return f"meeting {item.name}"
    return ", ".join(item.who) or _NOBODY[item.kind]


def what_pieces(item: DueItem) -> Iterator[str | tuple[str, Style]]:
    """What is to be done, and what it goes by."""
    if item.kind is DueKind.MEETING:
        yield _meeting(item)
        return
    if item.kind is DueKind.TEXT:
        yield (item.name, Style.REF)
        yield f", {item.holds}"
        if item.holders:
            yield f", of {_some(item.holders)}"
        return
    if item.kind is DueKind.WINDOW:
        yield "may send in until then" if item.by else "may send in"
    else:
        yield item.what
    yield " ("
    yield f"{item.kind} " if item.kind not in (DueKind.MANDATE, DueKind.CONDITION) else ""
    yield (item.name, Style.REF)
    yield f", {item.state}" if item.state else ""
    yield f", {item.holds}" if item.holds else ""
    yield ")"


def _meeting(item: DueItem) -> str:
    until = f" to {item.until}" if item.until else ""
    where = f", {item.venue}" if item.venue else ""
    said = "planned" if item.state == "planned" else "its last day" if item.by else "open"
    return f"{said}{until}{where}"


def _some(names: Sequence[str], most: int = 4) -> str:
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} others"
