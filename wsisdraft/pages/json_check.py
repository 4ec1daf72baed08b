"""`check` as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsisdraft.pages.json import finding_value
from wsisdraft.text.finding import Gravity

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.checked import Checked
    from wsisdraft.reports.since import SettledMove, Since


def checked_value(made: Checked) -> Json:
    """The findings with their summary; `since` is null unless an earlier state was named."""
    return {
        "findings": [finding_value(finding) for finding in made.findings],
        "summary": {
            "paragraphs": made.paragraphs,
            "errors": made.count(Gravity.ERROR),
            "warnings": made.count(Gravity.WARNING),
        },
        "since": None if made.since is None else _since(made.since),
    }


def _since(since: Since) -> Json:
    return {
        "asked": since.asked,
        "base": since.base,
        "files": sorted(since.files),
        "settled": [_move(each) for each in since.settled],
    }


def _move(move: SettledMove) -> Json:
    return {
        "ref": move.ref,
        "path": move.path,
        "opening": move.opening,
        "status": {"from": move.status[0], "to": move.status[1] or None},
        "words": [[str(sign), run] for sign, run in move.words],
        "on_record": move.on_record,
        "steps": [
            {"commit": step.commit or None, "verb": step.verb or None} for step in move.steps
        ],
    }
