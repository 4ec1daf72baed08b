"""No two paragraphs share an id."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import place_of

NAME = "duplicate-id"

PAGE = """\
The `id` of a paragraph is given once and never changed, through every renumbering and move;
redlines and concordances pair paragraphs by it. Two files with one id, most often a copied file,
make it unknown which of them a wording belongs to.

To mend it, take the `id:` line out of the copy; a paragraph without an id is a new one.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    first: dict[str, Paragraph] = {}
    for paragraph in text.paragraphs():
        if not paragraph.id:
            continue
        other = first.setdefault(paragraph.id, paragraph)
        if other is not paragraph:
            span = locate(paragraph.source, ("id",))
            yield Finding(
                place_of(paragraph.path, paragraph.source, span.start if span else 0),
                NAME,
                f"The id {paragraph.id} is that of {other.address} as well.",
                "Take the `id:` line out of the one that is the copy.",
                ref=str(paragraph.address),
            )


RULE = Rule(NAME, Gravity.ERROR, "An id belongs to one paragraph.", PAGE, _check)
