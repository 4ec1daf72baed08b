"""The agenda of the next meeting as plain values: what its templates are given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.agenda import Agenda, AgendaChapter
    from wsisdraft.reports.due import DueItem
    from wsisdraft.text.process import Meeting


def agenda_values(made: Agenda) -> dict[str, Json]:
    """Every value by its name in a template; words are empty where the record says nothing.

    What is called items elsewhere is `points` here: a table has items of its own in a template.
    """
    first = 3  # After the opening and what was decided.
    came_in = first + len(made.documents)
    other = came_in + bool(made.came_in)
    return {
        "process": {"name": made.process, "title": made.title},
        "day": made.day,
        "meeting": _meeting(made.meeting),
        "last": _meeting(made.last),
        "decisions": _items(made.decisions),
        "documents": [
            {
                "number": number,
                "key": document.key,
                "title": document.title,
                "chapters": [_chapter(each) for each in document.chapters],
            }
            for number, document in enumerate(made.documents, first)
        ],
        "numbers": {"came_in": came_in, "other": other, "closing": other + 1},
        "settled": list(made.settled),
        "came_in": _items(made.came_in),
        "dated": _items(made.dated),
        "moves": [{"who": each.who, "points": _items(each.items)} for each in made.moves],
    }


def _meeting(meeting: Meeting | None) -> Json:
    if meeting is None:
        return None
    return {
        "number": meeting.number,
        "title": meeting.title,
        "begins": meeting.begins,
        "ends": meeting.ends,
        "place": meeting.place,
        "chair": meeting.chair,
        "vice_chairs": list(meeting.vice_chairs),
        "closed": meeting.closed,
    }


def _chapter(chapter: AgendaChapter) -> Json:
    return {
        "ref": chapter.ref,
        "title": chapter.title,
        "symbol": chapter.symbol,
        "status": chapter.status,
        "reading": chapter.reading,
        "paragraphs": chapter.paragraphs,
        "open": chapter.open,
        "points": _items(chapter.items),
    }


def _items(items: Iterable[DueItem]) -> list[Json]:
    return [
        {
            "kind": str(each.kind),
            "name": each.name,
            "about": list(each.about),
            "who": list(each.who),
            "what": each.what,
            "by": each.by,
            "until": each.until,
            "late": each.late,
            "state": each.state,
            "open": each.holds,
            "holders": list(each.holders),
            "place": each.venue,
            "next": each.next,
        }
        for each in items
    ]
