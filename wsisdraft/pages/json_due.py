"""What is open and who moves next, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.due import Due, DueItem


def due_value(due: Due) -> Json:
    """`status --due`."""
    return {
        "process": due.process,
        "at": due.at,
        "day": due.day,
        "meeting": due.meeting,
        "items": [_item(each) for each in due.items],
        "late": len(due.late),
    }


def _item(item: DueItem) -> Json:
    return {
        "kind": str(item.kind),
        "name": item.name,
        "about": list(item.about),
        "who": list(item.who),
        "what": item.what or None,
        "by": item.by or None,
        "until": item.until or None,
        "late": item.late,
        "state": item.state or None,
        "open": item.holds or None,
        "holders": list(item.holders),
        "place": item.venue or None,
        "next": item.next,
    }
