"""What went elsewhere has left nothing but a marker, which names a place that is there."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule, at_words, told
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Section, Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Place, place_of

NAME = "moved-away"

PAGE = """\
A chapter or section that went to another document leaves its file behind with `moved-to:` and the
REF of where it is now, so that whoever looks for it in its old place finds it. Nothing is counted
there. Paragraphs that come to stand beside such a marker would be read by nobody as part of the
text, and a marker that names a place which is not there leads nowhere.

To mend it, move the paragraphs to where the chapter is, `wsisdraft move REF TO`; where the marker
is wrong, correct `moved-to:` or take it away.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for chapter in text.chapters():
        yield from _of_place(text, chapter, chapter.paragraphs)
        for section in chapter.every_section():
            yield from _of_place(text, section, tuple(section.everything()))


def _of_place(
    text: Text, place: Chapter | Section, paragraphs: tuple[Paragraph, ...]
) -> Iterator[Finding]:
    if not place.moved_to:
        return
    to = Address.of(place.moved_to)
    if to is None or to.number is not None or not text.layout.has(to):
        yield Finding(
            _at_field(text, place.path),
            NAME,
            f"{place.address} is said to have moved to {quoted(place.moved_to)}, "
            "which is not there.",
            "Write the full REF of a chapter or section, as report/C, or take `moved-to:` away.",
            ref=str(place.address),
        )
    yield from told(paragraphs, lambda paragraph: _left(place, paragraph))


def _left(place: Chapter | Section, paragraph: Paragraph) -> Finding:
    ref = str(paragraph.address)
    return Finding(
        at_words(paragraph),
        NAME,
        f"{ref} stands in {place.address}, which went to {place.moved_to}.",
        f"wsisdraft move {ref} {place.moved_to} puts it there.",
        ref=ref,
    )


def _at_field(text: Text, path: str) -> Place:
    source = text.sources.get(path, "")
    span = locate(source, ("moved-to",), yaml=True)
    return place_of(path, source, span.start) if span else Place(path)


RULE = Rule(NAME, Gravity.ERROR, "What moved away has left a marker alone.", PAGE, _check)
