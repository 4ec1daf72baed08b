"""Every bracket has its partner in the same paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule, Words, bodies, in_body, told
from wsisdraft.text.bracket import Stray
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity

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
        for words in bodies(paragraph):
            if words.marks.strays:
                yield from stray_findings(words, str(paragraph.address))


def stray_findings(words: Words, ref: str) -> Iterator[Finding]:
    """The marks of one body that have no partner."""
    return told(words.marks.strays, lambda stray: _finding(words, stray, ref))


def _finding(words: Words, stray: Stray, ref: str) -> Finding:
    return Finding(
        in_body(words, stray.offset),
        NAME,
        f"This {stray.char} has no {_PARTNER[stray.char]} bracket in the paragraph.",
        f"Add the {_PARTNER[stray.char]} bracket, or write \\{stray.char} for the sign itself.",
        ref=ref,
    )


RULE = Rule(NAME, Gravity.ERROR, "Brackets balance inside each paragraph.", PAGE, _check)
