"""The concordance of two states as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.concordance import Concordance, ConcordanceRow


def concordance_value(made: Concordance) -> Json:
    """`{from, to, scope, rows, summary, notes}`: rows in the reading order of the later state."""
    return {
        "from": made.before.asked,
        "to": made.after.asked,
        "scope": made.scope or None,
        "rows": [_row(row) for row in made.rows],
        "summary": {str(action).replace(" ", "_"): count for action, count in made.counts.items()},
        "notes": list(made.notes),
    }


def _row(row: ConcordanceRow) -> Json:
    return {
        "action": str(row.action).replace(" ", "_"),
        "from": row.before or None,
        "to": row.after or None,
        "other": list(row.other),
        "id": row.id or None,
        "opening": row.opening,
        "by_likeness": row.likeness is not None,
    }
