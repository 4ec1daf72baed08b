"""A paragraph is short enough to be one."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.decoding import MOST_BYTES
from wsisdraft.rules.rule import Context, Rule, Words, at_words, bodies
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity

NAME = "too-large"

LONGEST_CHARACTER = 4
"""Bytes of a character in UTF-8, at most."""

PAGE = """\
The body of a paragraph has at most 20,480 bytes, about seven printed pages. What is longer is not
one paragraph to a room of delegates, and the bound keeps the check fast whatever is put into a
file.

To mend it, make several paragraphs of it.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    yield from (finding for finding in text.unread if finding.rule == NAME)
    for paragraph in text.paragraphs():
        for words in bodies(paragraph):
            if len(words.source) * LONGEST_CHARACTER > MOST_BYTES:
                size = len(words.body.encode())
                if size > MOST_BYTES:
                    yield _finding(words, size, str(paragraph.address))


def _finding(words: Words, size: int, ref: str) -> Finding:
    return Finding(
        at_words(words),
        NAME,
        f"The words have {size:,} bytes; a paragraph has at most {MOST_BYTES:,}.",
        "Make several paragraphs of it.",
        ref=ref,
    )


RULE = Rule(NAME, Gravity.ERROR, "A paragraph has at most 20,480 bytes.", PAGE, _check)
