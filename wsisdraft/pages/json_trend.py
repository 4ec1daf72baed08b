"""`trend` as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.trend import Row, Trend


def trend_value(made: Trend) -> Json:
    """A row a closed meeting in order, then one with meeting null for now."""
    return [_row(row) for row in made.rows]


def _row(row: Row) -> Json:
    return {
        "meeting": row.meeting,
        "bracket_pairs": row.counts["bracket_pairs"],
        "contested_slots": row.counts["contested_slots"],
        "alternatives": row.counts["alternatives"],
        "open_paragraphs": row.counts["open_paragraphs"],
        "paragraphs": row.counts["paragraphs"],
        "words_in_brackets": row.counts["words_in_brackets"],
        "date": row.date or None,
        "symbol": row.symbol or None,
    }
