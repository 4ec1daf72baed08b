"""Any report as one JSON value with stable keys; every character beyond ASCII is escaped."""

from __future__ import annotations

import json as standard
from collections.abc import Mapping, Sequence

from wsisdraft.text.finding import Finding, Gravity

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def written(value: Json) -> str:
    """The value as text with a final newline; no character in it can act on a terminal."""
    return standard.dumps(value, indent=2, ensure_ascii=True) + "\n"


def finding_value(finding: Finding) -> Json:
    """One finding, as `check` and refusals tell it."""
    place = finding.place
    return {
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "rule": finding.rule,
        "message": finding.message,
        "remedy": finding.remedy,
        "gravity": str(finding.gravity),
        "ref": finding.ref or None,
    }


def findings_value(findings: Sequence[Finding], paragraphs: int | None = None) -> Json:
    """Findings with their summary."""
    errors = sum(1 for finding in findings if finding.gravity is Gravity.ERROR)
    summary: dict[str, Json] = {"errors": errors, "warnings": len(findings) - errors}
    if paragraphs is not None:
        summary = {"paragraphs": paragraphs, **summary}
    return {"findings": [finding_value(finding) for finding in findings], "summary": summary}
