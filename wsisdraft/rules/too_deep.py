"""Brackets nest no deeper than anybody could read."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import DEEPEST, Context, Rule, Words, bodies, in_body
from wsisdraft.text.bracket import Marks
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity

NAME = "too-deep"

PAGE = """\
Brackets may stand inside brackets, up to 100 deep. People err beyond two or three; what nests
deeper than a hundred is a damaged file.

To mend it, lift the outer brackets, or write signs that are no brackets with a backslash: `\\[`.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph in text.paragraphs():
        for words in bodies(paragraph):
            if words.marks.deepest > DEEPEST:
                yield _finding(words, str(paragraph.address))


def _finding(words: Words, ref: str) -> Finding:
    return Finding(
        in_body(words, _first_too_deep(words.marks)),
        NAME,
        f"Brackets nest {words.marks.deepest} deep here; at most {DEEPEST} are read.",
        "Lift the outer brackets, or write \\[ for the sign itself.",
        ref=ref,
    )


def _first_too_deep(marks: Marks) -> int:
    """The first opening mark inside a hundred others, be they closed later or not."""
    deep = [next((b.start for b in marks.brackets if b.depth >= DEEPEST), None)]
    # An opener that is never closed lies in no pair: inside it are those before it, no more.
    openers = [stray.offset for stray in marks.strays if stray.char == "["]
    deep += openers[DEEPEST : DEEPEST + 1]
    return min(offset for offset in deep if offset is not None)


RULE = Rule(NAME, Gravity.ERROR, "Brackets nest at most 100 deep.", PAGE, _check)
