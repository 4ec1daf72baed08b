"""Numbers follow each other without a gap."""

from __future__ import annotations

from collections.abc import Container, Iterator

from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Gap, Segment, gaps
from wsisdraft.text.span import Place

NAME = "number-gap"

PAGE = """\
After paragraph 3 comes 4. A number that is skipped may be a paragraph lost on the way, so it is
said; it is a warning, since numbers may stay frozen while a text is negotiated. A chapter or
section begins with 1, or goes on where the one before it ended.

To mend it, bring the missing paragraph back, or leave a file with the status `deleted` in its
place, which keeps the number and tells the reader what became of it.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for document in text.documents:
        read = {chapter.address for chapter in document.chapters}
        yield from gap_findings(text.layout, Address(document.key.removesuffix("/")), read)


def gap_findings(
    layout: Layout, document: Address, wanted: Container[Address]
) -> Iterator[Finding]:
    """The gaps in those chapters of a document that are wanted.

    The others are counted too, since a chapter may go on where the one before it ended.
    """
    highest: dict[str, int] = {}
    for chapter in layout.chapters(document):
        for folder in _folders(layout, chapter):
            found = _numbers(folder, layout.own(folder), highest)
            yield from (finding for finding in found if chapter in wanted)


def _folders(layout: Layout, address: Address) -> Iterator[Address]:
    """A chapter, then the sections in it, at any depth."""
    yield address
    for section in layout.sections(address):
        yield from _folders(layout, section)


def _numbers(
    folder: Address, paragraphs: tuple[Address, ...], highest: dict[str, int]
) -> Iterator[Finding]:
    """The gaps of one folder; `highest` is the last number of each series before it, and is kept.

    A folder may go on counting where the one before it ended.
    """
    numbers = [address.number for address in paragraphs if address.number is not None]
    found = gaps(numbers)
    if found:
        first: dict[tuple[str, Segment], Address] = {}
        for number, address in zip(numbers, paragraphs, strict=True):
            first.setdefault((number.series, number.segments[0]), address)
        for gap in found:
            if not _counts_on(gap, highest):
                yield _finding(folder, gap, first[gap.before.series, gap.before.segments[0]])
    for number in numbers:
        if number.segments[0].counted:
            highest[number.series] = int(number.segments[0].label)


def _counts_on(gap: Gap, highest: dict[str, int]) -> bool:
    before = int(gap.before.segments[0].label)
    return gap.after is None and before == highest.get(gap.before.series, 0) + 1


def _finding(folder: Address, gap: Gap, address: Address) -> Finding:
    are = "are" if "-" in gap.missing else "is"
    return Finding(
        Place(address.path),
        NAME,
        f"In {folder}, {gap.missing} {are} missing before {gap.before}.",
        "Bring the paragraph back, or leave one with the status deleted in its place.",
        Gravity.WARNING,
        str(address),
    )


RULE = Rule(NAME, Gravity.WARNING, "Numbers follow each other without a gap.", PAGE, _check)
