"""What came, what went, and what became of meetings, on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.notation.clean import opening_words
from wsisdraft.pages.terminal.page import (
    Fitted,
    Line,
    Row,
    Style,
    cut,
    flow,
    line,
    padded,
    width_of,
)
from wsisdraft.pages.terminal.words import body_rows
from wsisdraft.reports.outcome_of_places import MeetingOutcome, PlaceOutcome

_LEAST = 16
"""Columns for opening words, at least."""


def place_rows(each: PlaceOutcome) -> Iterator[Row]:
    """A place with its title, or the words of a paragraph."""
    status = f", {each.status}" if each.status else ""
    origin = f" from {each.origin}" if each.origin else ""
    yield line((each.ref, Style.REF), f"  {each.kind} {each.what}{origin}{status}")
    if each.what == "removed":
        return
    if each.what == "moved" and each.kind == "paragraph":
        yield flow(opening_words(each.text) or "(no base text)", indent=2)
        return
    if each.kind == "paragraph" and each.text:
        yield from body_rows(each.text)
    else:
        yield flow(each.text or "(no text yet)", indent=2)


def moved_rows(places: Sequence[PlaceOutcome]) -> Iterator[Row]:
    """Paragraphs under other numbers, one a line in the order of the new ones."""
    new = max(width_of(each.ref) for each in places)
    old = max(width_of(each.origin) for each in places)
    yield Fitted(lambda width: (_moved(each, (new, old), width) for each in places))


def _moved(each: PlaceOutcome, columns: tuple[int, int], width: int) -> Line:
    first = f"{padded(each.ref, columns[0])}  was {padded(each.origin, columns[1])}  "
    opening = opening_words(each.text) or "(no base text)"
    before, after = first[: len(each.ref)], first[len(each.ref) :]
    left = max(width - width_of(first), _LEAST)
    return line((before, Style.REF), after, (cut(opening, left), Style.DIM))


def meeting_rows(each: MeetingOutcome) -> Iterator[Row]:
    """A meeting with its states before and after."""
    old, new = each.state
    status = f"  {new or 'off the record'}"
    if old != new and old:
        status = f"  {old} → {new or 'off the record'}"
    yield line((f"Meeting {each.number}", Style.REF), status)
    for said in each.said:
        yield flow(said, indent=2, hanging=4)
