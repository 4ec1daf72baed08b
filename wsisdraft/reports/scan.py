"""What the bracket scanner sees in a text from outside."""

from __future__ import annotations

from dataclasses import dataclass

from wsisdraft.notation.labels import attributions, labels
from wsisdraft.notation.scanner import scan
from wsisdraft.text.bracket import Attribution, Label, Marks


@dataclass(frozen=True, slots=True)
class StrayPlace:
    """A mark without its partner; lines end with LF, CR or CRLF, columns count code points."""

    offset: int
    line: int
    column: int
    char: str


@dataclass(frozen=True, slots=True)
class ScanReport:
    text: str
    marks: Marks
    strays: tuple[StrayPlace, ...]
    labels: tuple[Label, ...]
    attributions: tuple[Attribution, ...]


def scan_report(text: str) -> ScanReport:
    """Every pair, stray, choice, label and attribution; nothing is mended or left out."""
    marks = scan(text, foreign=True)
    return ScanReport(text, marks, _places(text, marks), labels(text), attributions(text, marks))


def _places(text: str, marks: Marks) -> tuple[StrayPlace, ...]:
    """Places of the strays in one pass over the lines between them."""
    places, line, line_start, seen = [], 1, 0, 0
    for stray in marks.strays:
        between = text[seen : stray.offset]
        breaks = between.count("\n") + between.count("\r") - between.count("\r\n")
        if breaks:
            line += breaks
            line_start = seen + max(between.rfind("\n"), between.rfind("\r")) + 1
        seen = stray.offset
        places.append(StrayPlace(stray.offset, line, stray.offset - line_start + 1, stray.char))
    return tuple(places)
