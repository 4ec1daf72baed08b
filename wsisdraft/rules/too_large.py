"""A paragraph is short enough to be one."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.decoding import MOST_BYTES, too_large
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity

NAME = "too-large"

PAGE = """\
The body of a paragraph has at most 20,480 bytes, about seven printed pages. What is longer is not
one paragraph to a room of delegates, and the bound keeps the check fast whatever is put into a
file.

To mend it, make several paragraphs of it.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    yield from (finding for finding in text.unread if finding.rule == NAME)
    for paragraph in text.paragraphs():
        if len(paragraph.source) * 4 > MOST_BYTES:
            size = len(paragraph.body.encode())
            if size > MOST_BYTES:
                yield too_large(paragraph.path, f"{size:,} bytes")
        for alternative in paragraph.alternatives:
            size = len(alternative.body.encode())
            if size > MOST_BYTES:
                yield too_large(alternative.path, f"{size:,} bytes")


RULE = Rule(NAME, Gravity.ERROR, "A paragraph has at most 20,480 bytes.", PAGE, _check)
