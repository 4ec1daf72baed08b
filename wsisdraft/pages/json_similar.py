"""`similar` as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsisdraft.reports.similar import Similar

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json


def similar_value(made: Similar) -> Json:
    """What is most like a paragraph, the likest first; likeness in per cent."""
    return {
        "ref": made.ref,
        "status": made.status,
        "opening": made.opening,
        "alike": [
            {
                "ref": each.ref,
                "name": each.name or None,
                "of": each.mine or None,
                "status": each.status,
                "likeness": round(100 * each.likeness),
                "opening": each.opening,
                "common": list(each.common),
            }
            for each in made.alike
        ],
    }
