"""Brackets nest no deeper than anybody could read."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.bracket import Marks
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import place_of

NAME = "too-deep"

DEEPEST = 100
"""Real texts reach ten levels; anything near this bound is an accident or an attack."""

PAGE = """\
Brackets may stand inside brackets, up to 100 deep. People err beyond two or three; what nests
deeper than a hundred is a damaged file.

To mend it, lift the outer brackets, or write signs that are no brackets with a backslash: `\\[`.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph in text.paragraphs():
        if paragraph.marks.deepest > DEEPEST:
            yield _finding(paragraph.path, paragraph.source, paragraph.body_start, paragraph.marks)
        for each in paragraph.alternatives:
            if each.marks.deepest > DEEPEST:
                yield _finding(each.path, each.source, each.body_start, each.marks)


def _finding(path: str, source: str, body_start: int, marks: Marks) -> Finding:
    deep = (b.start for b in marks.brackets if b.depth >= DEEPEST)
    return Finding(
        place_of(path, source, body_start + next(deep, 0)),
        NAME,
        f"Brackets nest {marks.deepest} deep here; at most {DEEPEST} are read.",
        "Lift the outer brackets, or write \\[ for the sign itself.",
    )


RULE = Rule(NAME, Gravity.ERROR, "Brackets nest at most 100 deep.", PAGE, _check)
