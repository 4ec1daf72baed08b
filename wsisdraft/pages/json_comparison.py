"""Two states of a text, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wsisdraft.pages.json import Json
from wsisdraft.pages.json_reports import mandate_value, pending_value
from wsisdraft.pages.json_statements import statement_value
from wsisdraft.reports.compared_alternatives import AlternativeComparison
from wsisdraft.reports.compared_brackets import BracketComparison
from wsisdraft.reports.compared_paragraph import ParagraphComparison
from wsisdraft.reports.compared_places import PlaceComparison
from wsisdraft.reports.comparison import ChapterComparison, Comparison
from wsisdraft.reports.redline import Redline
from wsisdraft.reports.statements import StatementOutcome


def comparison_value(made: Comparison) -> Json:
    """`diff`."""
    summary = made.summary
    return {
        "from": made.before.asked,
        "to": made.after.asked,
        "from_commit": made.before.commit or None,
        "to_commit": made.after.commit or None,
        "ref": made.scope or None,
        "changes": [_paragraph(each) for each in made.paragraphs],
        "places": [_place(each) for each in made.places],
        "chapters": [_chapter(each) for each in made.chapters],
        "statements": [_statement(each) for each in made.statements],
        "summary": {
            **{str(change): count for change, count in summary.counts.items()},
            "words_in": summary.words[0],
            "words_out": summary.words[1],
            "bracket_pairs": {"from": summary.pairs[0], "to": summary.pairs[1]},
        },
        "notes": list(made.notes),
    }


def _paragraph(each: ParagraphComparison) -> Json:
    return {
        "ref": each.ref,
        "from_ref": str(each.before) if each.before is not None else None,
        "id": each.id or None,
        "change": str(each.change),
        "opening": each.opening,
        "status": _both((each.status[0] or None, each.status[1] or None)),
        "words": _words(each.words),
        "alternatives": [_alternative(one) for one in each.alternatives],
        "brackets": [_bracket(one) for one in each.brackets],
        "bracket_pairs": _both(each.pairs),
        "mandate": _both((mandate_value(each.mandate[0]), mandate_value(each.mandate[1]))),
        "pending": _both((pending_value(each.pending[0]), pending_value(each.pending[1]))),
        "split_from": each.split_from or None,
        "split_into": list(each.split_into),
        "merged_from": list(each.merged_from),
        "merged_into": each.merged_into or None,
        "statements": [_statement(one) for one in each.statements],
        "look_alike": each.look_alike or None,
        "likeness": None if each.likeness is None else round(each.likeness * 100),
        "beside": list(each.beside),
    }


def _both(sides: tuple[Json, Json]) -> Mapping[str, Json]:
    return {"from": sides[0], "to": sides[1]}


def _words(words: Redline) -> Sequence[Json]:
    return [[str(sign), run] for sign, run in words]


def _alternative(each: AlternativeComparison) -> Json:
    return {
        "what": each.what,
        "name": each.name,
        "by": list(each.by),
        "words": _words(each.words),
        "beside": list(each.beside),
    }


def _bracket(each: BracketComparison) -> Json:
    entry = each.entry
    return {
        "what": each.what,
        "id": each.handle or None,
        "index": each.index,
        "text": each.text,
        "role": each.role,
        "words": each.fate or None,
        "by": list(entry.by) if entry is not None else [],
        "against": list(entry.against) if entry is not None else [],
        "since": (entry.since or None) if entry is not None else None,
        "proposal": (entry.proposal or None) if entry is not None else None,
    }


def _statement(each: StatementOutcome) -> Json:
    return {"what": each.what, **statement_value(each.statement)}


def _place(each: PlaceComparison) -> Json:
    old, new = each.declaration
    return {
        "ref": each.ref,
        "kind": each.kind,
        "what": each.what,
        "title": _both(each.title),
        "status": _both((old.status or None, new.status or None)),
        "symbol": _both((old.symbol or None, new.symbol or None)),
        "as_of": _both((old.as_of or None, new.as_of or None)),
        "besides": _both((list(old.besides), list(new.besides))),
        "moved_to": each.moved_to or None,
        "beside": list(each.beside),
    }


def _chapter(each: ChapterComparison) -> Json:
    counts = {str(change): count for change, count in each.counts.items()}
    return {"ref": each.ref, "title": each.title, **counts}
