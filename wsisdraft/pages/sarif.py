"""What a check came to, as a SARIF 2.1.0 log: for code scanning and editors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from wsisdraft import __version__
from wsisdraft.pages.json import Json
from wsisdraft.reports.checked import Checked
from wsisdraft.rules import RULES
from wsisdraft.rules.rule import Rule
from wsisdraft.text.characters import seen, seen_in_line
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import Place

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""Stands for the root of the repository, wherever it is."""
MOST = 5_000
"""Results of a log; GitHub keeps no more."""


def sarif(made: Checked) -> str:
    """One run with the rules and every finding; beyond the limit errors go before warnings."""
    findings: Sequence[Finding] = made.findings
    if len(findings) > MOST:
        findings = sorted(findings, key=lambda each: each.gravity is not Gravity.ERROR)[:MOST]
    run: Json = {
        "tool": {
            "driver": {
                "name": "wsisdraft",
                "version": __version__,
                "rules": [_rule(rule) for rule in RULES],
            }
        },
        "invocations": [_invocation(len(made.findings) - len(findings))],
        "originalUriBaseIds": {ROOT: {"description": _text("The root of the draft repository.")}},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(findings, made.sources)),
    }
    log: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=True) + "\n"


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.name,
        "shortDescription": _text(rule.summary),
        "help": _text(rule.page),
        "defaultConfiguration": {"level": _level(rule.gravity)},
    }


def _invocation(left_out: int) -> Json:
    told: dict[str, Json] = {"executionSuccessful": True}
    if left_out:
        said = f"{left_out} more findings are not in this log. Mend the ones above first."
        told["toolExecutionNotifications"] = [{"level": "warning", "message": _text(said)}]
    return told


def _results(findings: Sequence[Finding], sources: Mapping[str, str]) -> Iterator[Json]:
    indexes = {rule.name: index for index, rule in enumerate(RULES)}
    told: Counter[str] = Counter()
    for finding in findings:
        print_ = _fingerprint(finding, sources)
        told[print_] += 1
        result: dict[str, Json] = {"ruleId": finding.rule}
        if finding.rule in indexes:
            result["ruleIndex"] = indexes[finding.rule]
        result["level"] = _level(finding.gravity)
        result["message"] = _text(f"{seen_in_line(finding.message)} {seen_in_line(finding.remedy)}")
        if finding.place is not None:
            result["locations"] = [_location(finding.place, finding.ref)]
        result["partialFingerprints"] = {"primaryLocationLineHash": f"{print_}:{told[print_]}"}
        yield result


def _level(gravity: Gravity) -> str:
    return "error" if gravity is Gravity.ERROR else "warning"


def _location(place: Place, ref: str) -> Json:
    physical: Json = {
        "artifactLocation": {
            "uri": quote(place.path, safe="/", errors="backslashreplace"),
            "uriBaseId": ROOT,
        },
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    if not ref:
        return {"physicalLocation": physical}
    return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": ref}]}


def _fingerprint(finding: Finding, sources: Mapping[str, str]) -> str:
    """The same for the same finding after lines were put in before it, or the file was moved."""
    import hashlib

    place = finding.place
    line = ""
    if place is not None:
        lines = sources.get(place.path, "").split("\n")
        line = lines[place.line - 1].strip() if place.line <= len(lines) else ""
    said = "\0".join((finding.rule, finding.ref or (place.path if place else ""), line))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _text(text: str) -> Json:
    """Plain text, in which a bracket begins no link and a brace stands for no argument.

    Some viewers look for links without regard to escapes: `](` never stands in it as such.
    """
    plain = seen(text).replace("](", "]<U+0028>")
    return {"text": "".join(_ESCAPED.get(char, char) for char in plain)}


_ESCAPED = {"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"}
