"""Findings as lines an editor can jump to, each with its line, a caret and the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.pages.terminal.page import Line, Page, Row, Style, flow, line, width_of
from wsisdraft.text.characters import seen_in_line
from wsisdraft.text.finding import Finding, Gravity

MOST = 20
"""Findings shown of one rule in one file; the rest are counted."""
AROUND = 76
"""Columns shown of a long line, around the caret; 80 with the indent and the marks of a cut."""


def findings_page(findings: Sequence[Finding], sources: Mapping[str, str]) -> Page:
    """The findings, at most twenty of a rule and file, then how many more there are."""
    rows: list[Row] = []
    told: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        key = (finding.place.path if finding.place else "", finding.rule)
        told[key] += 1
        if told[key] <= MOST:
            rows += _finding(finding, sources)
    for (path, rule), count in told.items():
        if count > MOST:
            rows.append(line(f"{path}: {rule}: and {count - MOST} more"))
    return tuple(rows)


def _finding(finding: Finding, sources: Mapping[str, str]) -> Iterator[Row]:
    style = Style.ERROR if finding.gravity is Gravity.ERROR else Style.WARNING
    place = f"{finding.place}: " if finding.place else "wsisdraft: "
    kind = "" if finding.gravity is Gravity.ERROR else "warning: "
    yield line(place, (finding.rule, style), f": {kind}{finding.message}")
    if finding.place is not None and finding.place.path in sources:
        yield from _caret(finding, sources[finding.place.path], style)
    yield flow(("help: ", Style.HELP), finding.remedy, hanging=6)


def _caret(finding: Finding, source: str, style: Style) -> Iterator[Line]:
    """The line with a mark under the column; of a long one what lies around it."""
    assert finding.place is not None
    text = _line_of(source, finding.place.line)
    column = finding.place.column - 1
    start = 0
    if len(text) > AROUND:
        start = max(0, min(column - AROUND // 2, len(text) - AROUND))
    left = "…" if start else ""
    right = "…" if start + AROUND < len(text) else ""
    before = left + seen_in_line(text[start:column])
    yield line("  ", left + text[start : start + AROUND] + right)
    yield line("  " + " " * width_of(before), ("^", style))


def _line_of(source: str, number: int) -> str:
    """One line of a text, without copying all the others."""
    start = 0
    for _ in range(number - 1):
        start = source.find("\n", start) + 1
        if start == 0:
            return ""
    end = source.find("\n", start)
    return source[start:] if end < 0 else source[start:end]


def summary_line(paragraphs: int, errors: int, warnings: int) -> Line:
    """What the check came to."""
    verdict = (_count(errors, "error"), Style.ERROR) if errors else ("no errors", Style.SETTLED)
    tail = f", {_count(warnings, 'warning')}" if warnings else ""
    return line(f"{_count(paragraphs, 'paragraph')} checked: ", verdict, tail, ".")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
