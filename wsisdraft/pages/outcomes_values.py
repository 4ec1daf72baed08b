"""The main outcomes of a meeting as plain values: what its templates are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Protocol, TypeVar

from wsisdraft.notation.clean import opening_words
from wsisdraft.notation.lifting import without_ties
from wsisdraft.notation.negotiated_markdown import plain
from wsisdraft.reports.beside import body_words
from wsisdraft.reports.trend import FIGURES, PARAGRAPHS

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.due import DueItem
    from wsisdraft.reports.issued_texts import Exceptions, IssuedText, OpenParagraph, UnderWay
    from wsisdraft.reports.outcomes import CameIn, Considered, Outcomes
    from wsisdraft.reports.took_part import Share, TookPart
    from wsisdraft.reports.trend import Row
    from wsisdraft.text.paragraph import Mandate
    from wsisdraft.text.process import Meeting, NextMeeting
    from wsisdraft.text.statement import Statement


def outcomes_values(made: Outcomes) -> dict[str, Json]:
    """Every value by its name in a template; words are empty where the record says nothing."""
    rows = [_row(each) for each in made.rows]
    return {
        "process": {"name": made.process, "title": made.title},
        "meeting": _meeting(made.meeting),
        "as_of": made.as_of,
        "participation": _participation(made.participation),
        "considered": _by_document(made.considered, _considered),
        "came_in": [_came_in(each) for each in made.came_in],
        "issued": _by_document(made.issued, _issued),
        "under_way": _by_document(made.under_way, _under_way),
        "figures": rows[-1] if rows else None,
        "before": rows[-2] if len(rows) > 1 else None,
        "trend": rows,
        "decisions": [
            {
                "name": each.name,
                "text": each.text,
                "due": each.due,
                "lead": list(each.lead),
                "date": each.date,
                "done": each.done,
                "result": each.result,
            }
            for each in made.meeting.decisions
        ],
        "deadlines": [_deadline(each) for each in made.deadlines],
        "next": [_next(each) for each in made.coming],
        "thanks": {
            "vice_chairs": list(made.meeting.vice_chairs),
            "facilitators": list(made.facilitators),
            "leads": list(made.leads),
            "senders": made.senders,
            "named": [
                {"name": each.name, "thanks": each.thanks} for each in made.participation.thanked
            ],
        },
    }


class _OfDocument(Protocol):
    @property
    def document(self) -> str: ...


T = TypeVar("T", bound=_OfDocument)


def _by_document(found: Iterable[T], value: Callable[[T], Json]) -> list[Json]:
    """Chapters under the titles of their documents, in the order in which they come."""
    return [
        {"title": title, "chapters": [value(each) for each in group]}
        for title, group in groupby(found, lambda each: each.document)
    ]


def _meeting(meeting: Meeting) -> Json:
    return {
        "number": meeting.number,
        "title": meeting.title,
        "state": str(meeting.state),
        "begins": meeting.begins,
        "ends": meeting.ends,
        "place": meeting.place,
        "opened": meeting.opened,
        "closed": meeting.closed,
        "chair": meeting.chair,
        "vice_chairs": list(meeting.vice_chairs),
        "note": meeting.note,
    }


def _participation(here: TookPart) -> Json:
    return {
        "participants": _number(here.participants),
        "countries": _number(here.countries),
        "modes": list(here.modes),
        "remark": here.remark,
        "named": _share(here.named),
        "ways": [_share(each) for each in here.ways],
        "by_kind": [_share(each) for each in here.kinds],
        "by_country": [_share(each) for each in here.lands],
    }


def _number(digits: str) -> int:
    """What somebody has stated, 0 where nobody has."""
    known = digits.isascii() and digits.isdecimal() and len(digits) < 10
    return int(digits) if known else 0


def _share(each: Share) -> Json:
    return {
        "name": each.name,
        "stakeholders": each.stakeholders,
        "people": each.people,
        "uncounted": each.uncounted,
    }


def _considered(each: Considered) -> Json:
    return {
        "ref": each.ref,
        "letter": each.letter,
        "title": each.title,
        "serial": each.serial,
    }


def _came_in(each: CameIn) -> Json:
    return {
        "name": each.name,
        "title": each.title,
        "opens": each.opens,
        "closes": each.closes,
        "submissions": each.submissions,
        "late": each.late,
        "proposals": each.proposals,
        "by_kind": _counts(each.kinds),
        "outcomes": _counts(each.outcomes),
    }


def _counts(counts: Mapping[str, int]) -> list[Json]:
    return [{"name": name, "count": count} for name, count in counts.items()]


def _issued(each: IssuedText) -> Json:
    return {
        "ref": each.ref,
        "letter": each.letter,
        "title": each.title,
        "symbol": each.issued.symbol,
        "status": each.issued.status,
        "as_of": each.issued.as_of,
        "besides": list(each.issued.besides),
        "settled_by": [
            {"body": body_words(body), "count": count} for body, count in each.settled_by.items()
        ],
        "exceptions": [_exceptions(one) for one in each.exceptions],
        "conditions": [
            {"ref": one.ref, "opening": one.opening, "reason": one.reason, "until": one.until}
            for one in each.conditions
        ],
        "statements": [_statement(one) for one in each.statements],
    }


def _exceptions(each: Exceptions) -> Json:
    return {
        "spans": list(each.spans),
        "mandate": _mandate(each.mandate),
        "paragraphs": [_paragraph(one) for one in each.paragraphs],
    }


def _mandate(mandate: Mandate | None) -> Json:
    if mandate is None:
        return None
    return {
        "lead": list(mandate.lead),
        "task": mandate.task,
        "due": mandate.due,
        "state": mandate.state,
    }


def _paragraph(each: OpenParagraph) -> Json:
    return {
        "ref": each.ref,
        "number": each.number,
        "printed": each.printed,
        "opening": each.opening,
        "waits": each.waits,
        "lines": _lines(each.words),
        "alternatives": [
            {"name": one.name, "by": list(one.by), "lines": _lines(one.body)}
            for one in each.alternatives
        ],
        "brackets": [
            {
                "words": " ".join(one.text.split()),
                "opening": opening_words(one.text),
                "role": one.role,
                "by": list(one.by),
                "against": list(one.against),
                "since": one.since,
            }
            for one in each.brackets
        ],
        "statements": [_statement(one) for one in each.statements],
    }


def _lines(words: str) -> list[Json]:
    """What is read, a line each for blocks and items."""
    return [line for line in plain(without_ties(words)).split("\n") if line.strip()]


def _statement(each: Statement) -> Json:
    lines: list[Json] = [line for line in each.words.split("\n") if line.strip()]
    return {
        "kind": each.kind,
        "by": list(each.by),
        "about": list(each.about),
        "date": each.date,
        "lines": lines,
    }


def _under_way(each: UnderWay) -> Json:
    return {
        "ref": each.ref,
        "letter": each.letter,
        "title": each.title,
        "status": each.status,
        "reading": each.reading,
        "paragraphs": each.paragraphs,
        "settled": each.settled,
        "mandate": _mandate(each.mandate),
    }


def _row(each: Row) -> Json:
    counts = {figure.key: each.counts[figure.key] for figure in FIGURES}
    return {
        "meeting": each.meeting or "",
        "date": each.date,
        **counts,
        PARAGRAPHS: each.counts[PARAGRAPHS],
    }


def _deadline(each: DueItem) -> Json:
    return {
        "by": each.by,
        "kind": str(each.kind),
        "name": each.name,
        "what": each.what,
        "who": list(each.who),
        "late": each.late,
    }


def _next(each: NextMeeting) -> Json:
    return {"number": each.number, "begins": each.begins, "ends": each.ends, "place": each.place}
