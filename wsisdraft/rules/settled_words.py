"""Which paragraphs must read as settled text: the settled ones, and those a chapter declares so."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.status import DELETED


def settled_words(text: Text) -> Iterator[tuple[Paragraph, str]]:
    """Each such paragraph, and why: `pre-agreed`, or `declared pre-agreed in vision/B`."""
    ladder = text.process.ladder
    for chapter in text.chapters():
        declared = declared_settled(text, chapter)
        excepted = chapter.exceptions.addresses if declared else frozenset()
        for paragraph in chapter.paragraphs:
            if ladder.settled(paragraph.status):
                yield paragraph, paragraph.status
            elif declared and paragraph.status != DELETED and paragraph.address not in excepted:
                yield paragraph, f"declared {chapter.status} in {chapter.address}"


def declared_settled(text: Text, chapter: Chapter) -> bool:
    """Whether the chapter's declaration is a settled one."""
    return bool(chapter.status) and text.process.ladder.settled(chapter.status)


TO_BE_AGREED = "to be agreed"
"""How a verb that settles calls the text it looks at."""


def or_reopen(ref: str, why: str) -> str:
    """The other way out, where the text is settled already."""
    return "" if why == TO_BE_AGREED else f"; or wsisdraft reopen {ref} --why TEXT"
