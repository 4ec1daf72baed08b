"""Numbers follow each other without a gap."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Section, Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.number import Gap, Number, gaps
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import Place

NAME = "number-gap"

PAGE = """\
After paragraph 3 comes 4. A number that is skipped may be a paragraph lost on the way, so it is
said; it is a warning, since numbers may stay frozen while a text is negotiated.

To mend it, bring the missing paragraph back, or leave a file with the status `deleted` in its
place, which keeps the number and tells the reader what became of it.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for chapter in text.chapters():
        yield from _numbers(chapter.address, (*chapter.before, *chapter.after))
        for section in chapter.sections:
            yield from _section(section)


def _section(section: Section) -> Iterator[Finding]:
    yield from _numbers(section.address, section.paragraphs)
    for inner in section.sections:
        yield from _section(inner)


def _numbers(folder: Address, paragraphs: tuple[Paragraph, ...]) -> Iterator[Finding]:
    paths = {p.address.number: p for p in paragraphs if p.address.number is not None}
    for gap in gaps(number for number in paths):
        first = next(p for n, p in paths.items() if n.series == gap.before.series and _same(n, gap))
        yield Finding(
            Place(first.path),
            NAME,
            f"In {folder}, {gap.missing} is missing before {gap.before}.",
            "Bring the paragraph back, or leave one with the status deleted in its place.",
            Gravity.WARNING,
            str(first.address),
        )


def _same(number: Number, gap: Gap) -> bool:
    """Whether a paragraph is the one after the gap, or a part of it where it has no file itself."""
    return number.segments[0] == gap.before.segments[0]


RULE = Rule(NAME, Gravity.WARNING, "Numbers follow each other without a gap.", PAGE, _check)
