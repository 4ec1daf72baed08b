"""The paragraphs that can still be redrafted, and the verb that does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wsisdraft.rules.rule import Words, argument
from wsisdraft.text.draft import Text
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.status import DELETED


def open_paragraphs(text: Text, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Those of these paragraphs that are neither settled nor deleted."""
    settled = text.process.ladder.settled
    for paragraph in paragraphs:
        if paragraph.status != DELETED and not settled(paragraph.status):
            yield paragraph


def redrafting(paragraph: Paragraph, words: Words) -> str:
    """The command that gives a paragraph, or one of its alternatives, other words."""
    if isinstance(words, Paragraph):
        return f"wsisdraft edit {paragraph.address}"
    return f"wsisdraft alt amend {paragraph.address} {argument(words.name)}"
