"""No two paragraphs of a chapter answer to one number."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.misplaced import misplaced
from wsisdraft.text.number import Number
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import Place, place_of

NAME = "duplicate-number"
UNPRINTED = "none"
"""The `printed:` of paragraphs that were printed without a number, which many may have."""

PAGE = """\
A delegate who says “paragraph 21 bis” must mean one paragraph. Two files whose names read as the
same number (`21bis.md` and `21.bis.md`) or two paragraphs that were printed under one number
(`printed:`) do not allow that.

To mend it, give one of them another number, or correct `printed:`.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    if context.names:
        yield from _names(text)
    for chapter in text.chapters():
        yield from _printed(chapter)


def _names(text: Text) -> Iterator[Finding]:
    """Files out of place because their number is spelt otherwise, where it is there already."""
    first: dict[tuple[str, str], str] = {}
    for path, _, _ in misplaced(text.layout):
        folder, _, name = path.rpartition("/")
        number = Number.read(name.removesuffix(".md")) if name.endswith(".md") else None
        if number is None:
            continue
        proper = f"{number}.md"
        there = proper if proper in text.layout.files.get(folder, ()) else ""
        twin = there or first.setdefault((folder, proper), name)
        if twin != name:
            yield Finding(
                Place(path),
                NAME,
                f"This file and {twin} beside it both read as paragraph {number}.",
                "Give one of them another number.",
            )


def _printed(chapter: Chapter) -> Iterator[Finding]:
    first: dict[tuple[object, str], Paragraph] = {}
    for paragraph in chapter.paragraphs:
        if paragraph.printed in ("", UNPRINTED):
            continue
        other = first.setdefault((paragraph.address.parts, paragraph.printed), paragraph)
        if other is not paragraph:
            span = locate(paragraph.source, ("printed",))
            yield Finding(
                place_of(paragraph.path, paragraph.source, span.start if span else 0),
                NAME,
                f"{other.address} was printed as {paragraph.printed} as well.",
                "Correct `printed:` of one of them.",
                ref=str(paragraph.address),
            )


RULE = Rule(NAME, Gravity.ERROR, "A number names one paragraph.", PAGE, _check)
