"""Every bracket has its partner in the same paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.bracket import Stray
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import place_of

NAME = "unbalanced-bracket"

PAGE = """\
An opening bracket without its closing one, or the reverse, leaves it unknown which words are
contested. Brackets may nest and may cross items and blocks, but they balance inside one
paragraph; where a bracket is to hold several whole paragraphs, it is an entry of `brackets:` in
the chapter's file, with `over: 3-4`.

To mend it, put the missing mark into the paragraph's file. A bracket that is meant as an ordinary
sign is written with a backslash: `\\[`, `\\]`.
"""

_PARTNER = {"[": "closing", "]": "opening"}


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph in text.paragraphs():
        ref = str(paragraph.address) if paragraph.marks.strays or paragraph.alternatives else ""
        for stray in paragraph.marks.strays:
            yield _finding(paragraph.path, paragraph.source, paragraph.body_start, stray, ref)
        for alternative in paragraph.alternatives:
            for stray in alternative.marks.strays:
                yield _finding(
                    alternative.path, alternative.source, alternative.body_start, stray, ref
                )


def _finding(path: str, source: str, body_start: int, stray: Stray, ref: str) -> Finding:
    return Finding(
        place_of(path, source, body_start + stray.offset),
        NAME,
        f"This {stray.char} has no {_PARTNER[stray.char]} bracket in the paragraph.",
        f"Add the {_PARTNER[stray.char]} bracket, or write \\{stray.char} for the sign itself.",
        ref=ref,
    )


RULE = Rule(NAME, Gravity.ERROR, "Brackets balance inside each paragraph.", PAGE, _check)
