"""Who is charged with what that is still to be done: mandates over open text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Mandate, Paragraph
from wsisdraft.text.status import DELETED, Ladder

DELIVERED = "delivered"


@frozen
class Held:
    """A mandate in the file that holds it."""

    address: Address
    """Of the paragraph, section or chapter."""
    path: str
    mandate: Mandate


def open_mandates(text: Text) -> Iterator[Held]:
    """The mandates over text that is still open, delivered ones too; chapter by chapter.

    In a chapter its own comes first, then those of its sections, then those of paragraphs.
    """
    ladder = text.process.ladder
    for chapter in text.chapters():
        if chapter.mandate is not None and _any_open(chapter.paragraphs, ladder):
            yield Held(chapter.address, chapter.path, chapter.mandate)
        for section in chapter.every_section():
            if section.mandate is not None and _any_open(tuple(section.everything()), ladder):
                yield Held(section.address, section.path, section.mandate)
        for paragraph in chapter.paragraphs:
            if paragraph.mandate is not None and is_open(paragraph, ladder):
                yield Held(paragraph.address, paragraph.path, paragraph.mandate)


def is_open(paragraph: Paragraph, ladder: Ladder) -> bool:
    """Whether it is neither settled nor deleted."""
    return paragraph.status != DELETED and not ladder.settled(paragraph.status)


def _any_open(paragraphs: Sequence[Paragraph], ladder: Ladder) -> bool:
    """Whether any is still to be redrafted; of a place without paragraphs all are to come."""
    return not paragraphs or any(is_open(paragraph, ladder) for paragraph in paragraphs)
