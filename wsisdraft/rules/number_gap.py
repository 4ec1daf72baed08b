"""Numbers follow each other without a gap."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Section, Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.number import gaps
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import Place

NAME = "number-gap"

PAGE = """\
After paragraph 3 comes 4. A number that is skipped may be a paragraph lost on the way, so it is
said; it is a warning, since numbers may stay frozen while a text is negotiated.

To mend it, bring the missing paragraph back, or leave a file with the status `deleted` in its place,
which keeps the number and tells the reader what became of it.
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
    for gap in gaps(tuple(number for number in paths if number is not None)):
        at = paths[gap.following]
        yield Finding(
            Place(at.path),
            NAME,
            f"In {folder}, {gap.missing} is missing before {gap.following}.",
            "Bring the paragraph back, or leave one with the status deleted in its place.",
            Gravity.WARNING,
            str(at.address),
        )


RULE = Rule(NAME, Gravity.WARNING, "Numbers follow each other without a gap.", PAGE, _check)
