"""Reports as JSON; each function is the contract of one verb's output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wsisdraft.pages.json_statements import statement_value

if TYPE_CHECKING:
    # A verb imports this page for its own report, and the others' reports need half of notation.
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.history import Entry
    from wsisdraft.reports.open_brackets import OpenBracket
    from wsisdraft.reports.paragraph_view import AlternativeView, ParagraphView
    from wsisdraft.reports.scan import ScanReport
    from wsisdraft.reports.standing import ChapterStanding, Standing
    from wsisdraft.text.paragraph import Mandate, Pending, Settled
    from wsisdraft.text.process import Meeting


def standing_value(standing: Standing) -> Json:
    """`status`."""
    return {
        "process": standing.process,
        "at": standing.at,
        "meeting": standing.meeting,
        "documents": [
            {
                "key": document.key,
                "title": document.title,
                "chapters": [_chapter(chapter) for chapter in document.chapters],
            }
            for document in standing.documents
        ],
        "totals": dict(standing.totals),
        "settled_by": dict(standing.settled_by),
        "facilitator": standing.facilitator or None,
    }


def _chapter(chapter: ChapterStanding) -> Json:
    return {
        "ref": chapter.ref,
        "title": chapter.title,
        "symbol": chapter.symbol or None,
        "status": chapter.status or None,
        "as_of": chapter.as_of or None,
        "reading": chapter.reading or None,
        "besides": list(chapter.besides),
        "paragraphs": chapter.paragraphs,
        "statuses": dict(chapter.statuses),
        "bracket_pairs": chapter.bracket_pairs,
        "contested_slots": chapter.contested_slots,
        "paragraphs_with_brackets": chapter.paragraphs_with_brackets,
        "alternatives": chapter.alternatives,
        "pending": chapter.pending,
        "statements": sum(chapter.statements.values()),
        "moved_to": chapter.moved_to or None,
        "facilitators": list(chapter.facilitators),
        "settled_by": dict(chapter.settled_by),
    }


def mandate_value(mandate: Mandate | None) -> Json:
    """Who redrafts; null where nobody is charged."""
    if mandate is None:
        return None
    return {
        "lead": list(mandate.lead),
        "task": mandate.task or None,
        "due": mandate.due or None,
        "state": mandate.state or None,
    }


def paragraph_value(view: ParagraphView) -> Json:
    """`show` of one paragraph."""
    return {
        "ref": view.ref,
        "id": view.id or None,
        "number": view.number,
        "printed": view.printed or None,
        "status": view.status,
        "text": view.text,
        "clean": view.clean,
        "mandate": mandate_value(view.mandate),
        "settled": _settled(view.settled),
        "pending": pending_value(view.pending),
        "alternatives": alternatives_value(view.alternatives),
        "brackets": brackets_value(view.brackets),
        "statements": [statement_value(each) for each in view.statements],
        "former": list(view.former),
        "formerly_here": list(view.formerly_here),
        "facilitators": list(view.facilitators),
        "came_from": [
            {
                "name": each.name,
                "from": list(each.by),
                "kind": each.kind,
                "outcome": each.outcome,
                "where": list(each.where),
                "merged": list(each.merged),
                "meeting": each.meeting or None,
                "why": each.why or None,
            }
            for each in view.came_from
        ],
    }


def _settled(settled: Settled | None) -> Json:
    if settled is None:
        return None
    return {
        "date": settled.date,
        "meeting": settled.meeting or None,
        "text": settled.text,
        "by": settled.by or None,
    }


def pending_value(pending: Pending | None) -> Json:
    """The condition an agreement hangs on; null where there is none."""
    return None if pending is None else {"for": pending.reason, "until": pending.until or None}


def alternatives_value(alternatives: Sequence[AlternativeView]) -> Json:
    """`alt list`."""
    return [alternative_value(each) for each in alternatives]


def alternative_value(view: AlternativeView) -> Json:
    """`alt show`, and one of `alt list`."""
    return {
        "name": view.name,
        "by": list(view.by),
        "branch": view.branch,
        "tip": view.tip,
        "text": view.text,
    }


def brackets_value(rows: Sequence[OpenBracket]) -> Json:
    """`brackets`."""
    return [
        {
            "ref": row.ref,
            "path": row.place.path,
            "line": row.place.line,
            "column": row.place.column,
            "index": row.index,
            "id": row.handle,
            "depth": row.depth,
            "text": row.text,
            "role": row.role,
            "choice": row.choice,
            "by": list(row.by),
            "against": list(row.against),
            "since": row.since or None,
            "proposal": row.proposal or None,
        }
        for row in rows
    ]


def history_value(entries: Sequence[Entry]) -> Json:
    """`log`, newest last."""
    return [
        {
            "commit": entry.commit,
            "when": entry.when,
            "verb": entry.verb or None,
            "ref": entry.ref,
            "by": entry.by or None,
            "meeting": entry.meeting or None,
            "summary": entry.summary,
        }
        for entry in entries
    ]


def meetings_value(meetings: Sequence[Meeting], tags: frozenset[str]) -> Json:
    """`meeting list`; a tag is named where this clone has it."""
    return [
        {
            "number": meeting.number,
            "from": meeting.begins or None,
            "to": meeting.ends or None,
            "place": meeting.place or None,
            "tag": meeting.tag if meeting.tag in tags else None,
            "state": str(meeting.state),
        }
        for meeting in meetings
    ]


def scan_value(report: ScanReport) -> Json:
    """`scan`; offsets are code points into the text as it stands, ends exclusive."""
    from wsisdraft.reports.open_brackets import DEEPEST_TOLD

    text, marks = report.text, report.marks
    return {
        "brackets": [
            {
                "start": bracket.start,
                "end": bracket.end,
                "depth": bracket.depth,
                "role": str(bracket.role),
                "text": bracket.inside.of(text) if bracket.depth <= DEEPEST_TOLD else None,
            }
            for bracket in marks.brackets
        ],
        "strays": [
            {"offset": place.offset, "line": place.line, "column": place.column, "char": place.char}
            for place in report.strays
        ],
        "choices": [list(choice) for choice in marks.choices],
        "labels": [
            {"start": label.start, "end": label.end, "kind": label.kind, "name": label.name}
            for label in report.labels
        ],
        "attributions": [
            {"who": each.who, "role": each.role, "bracket": each.bracket}
            for each in report.attributions
        ],
    }
