"""A paragraph is short enough to be one."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.decoding import MOST_BYTES
from wsisdraft.rules.rule import LONGEST_CHARACTER, Context, Rule, Words, at_words, bodies
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import wording
from wsisdraft.text.span import Place

NAME = "too-large"

PAGE = """\
The body of a paragraph or statement has at most 20,480 bytes, about seven printed pages. What is
longer is not one paragraph to a room of delegates, and the bound keeps the check fast whatever is
put into a file.

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
    for statement in text.statements:
        size = len(wording(statement.body).encode())
        if size > MOST_BYTES:
            yield Finding(
                Place(statement.path),
                NAME,
                f"The words have {size:,} bytes; a statement has at most {MOST_BYTES:,}.",
                "Shorten it, or make several of it.",
            )


def _finding(words: Words, size: int, ref: str) -> Finding:
    return Finding(
        at_words(words),
        NAME,
        f"The words have {size:,} bytes; a paragraph has at most {MOST_BYTES:,}.",
        "Make several paragraphs of it.",
        ref=ref,
    )


RULE = Rule(NAME, Gravity.ERROR, "A paragraph or statement has at most 20,480 bytes.", PAGE, _check)
