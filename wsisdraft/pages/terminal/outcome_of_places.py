"""What came, what went, and what became of meetings, on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.terminal.page import Row, Style, flow, line
from wsisdraft.pages.terminal.words import body_rows
from wsisdraft.reports.outcome_of_places import MeetingOutcome, PlaceOutcome


def place_rows(each: PlaceOutcome) -> Iterator[Row]:
    """A place with its title, or the words of a paragraph."""
    status = f", {each.status}" if each.status else ""
    yield line((each.ref, Style.REF), f"  {each.kind} {each.what}{status}")
    if each.what == "removed":
        return
    if each.kind == "paragraph" and each.text:
        yield from body_rows(each.text)
    else:
        yield flow(each.text or "(no text yet)", indent=2)


def meeting_rows(each: MeetingOutcome) -> Iterator[Row]:
    """A meeting with its states before and after."""
    old, new = each.state
    status = f"  {new or 'off the record'}"
    if old != new and old:
        status = f"  {old} → {new or 'off the record'}"
    yield line((f"Meeting {each.number}", Style.REF), status)
    for said in each.said:
        yield flow(said, indent=2, hanging=4)
