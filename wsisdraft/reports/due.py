"""Everything that is open: who moves next, by when, and what is late."""

from __future__ import annotations

from wsisdraft.reports.due_beside_text import (
    due_decisions,
    due_meetings,
    due_proposals,
    due_windows,
)
from wsisdraft.reports.due_in_text import due_in_text
from wsisdraft.reports.due_item import DueItem, DueKind
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen

__all__ = ["Due", "DueItem", "DueKind", "due"]

_NEVER = "9999"


@frozen
class Due:
    process: str
    at: str
    """WHEN, as asked for; `now` for the work tree."""
    day: str
    """As of which things are late."""
    meeting: str | None
    """The one that is open."""
    items: tuple[DueItem, ...]
    """By day, those of one day and those without a day in the order of the record."""
    recorded: str = ""
    """When the state it speaks of was recorded, UTC: `20140417T163000Z`; empty before any."""

    @property
    def late(self) -> tuple[DueItem, ...]:
        return tuple(each for each in self.items if each.late)

    @property
    def coming(self) -> tuple[DueItem, ...]:
        return tuple(each for each in self.items if each.by and not each.late)

    @property
    def undated(self) -> tuple[DueItem, ...]:
        return tuple(each for each in self.items if not each.by)


def due(
    text: Text,
    at: str,
    day: str,
    scopes: tuple[Address, ...] | None = None,
    recorded: str = "",
) -> Due:
    """Who moves next on everything that is open as of a day; the text has to be whole.

    With scopes, only what is about them: decisions and meetings are about no place.
    """
    inside = scopes or ()
    items: list[DueItem] = []
    if scopes is None:
        items += due_decisions(text, day)
    if scopes is None or scopes:
        items += due_in_text(text, day, inside)
        items += due_proposals(text, day, inside)
        items += due_windows(text, day, inside)
    if scopes is None:
        items += due_meetings(text, day)
    meeting = text.meeting.number if text.meeting else None
    order = sorted(items, key=lambda item: (not item.late, item.by or _NEVER))
    return Due(text.process.name, at, day, meeting, tuple(order), recorded)
