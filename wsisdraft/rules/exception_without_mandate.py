"""Somebody is charged with each paragraph a settled chapter leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.rules.settled_words import declared_settled
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import place_of
from wsisdraft.text.status import DELETED

NAME = "exception-without-mandate"

PAGE = """\
When a chapter is settled besides some paragraphs, those are what the next meeting has to solve.
One that nobody is charged with will come back as it left. It is a warning, since a meeting may
leave it so on purpose.

To mend it, `wsisdraft mandate REF --lead WHO`, with `--task`, `--due` and `--state` (proposed,
accepted, delivered) where they are known. A mandate on a whole chapter or section counts
for all its exceptions.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for chapter in text.chapters():
        if not chapter.besides or chapter.mandate is not None:
            continue
        if declared_settled(text, chapter):
            excepted = chapter.exceptions.addresses
            sections = frozenset(_charged(chapter))
            for paragraph in chapter.paragraphs:
                charged = paragraph.mandate is not None or paragraph.status == DELETED
                if charged or paragraph.address in sections:
                    continue
                if paragraph.address in excepted:
                    yield _finding(paragraph, str(chapter.address))


def _charged(chapter: Chapter) -> Iterator[Address]:
    """The paragraphs of sections with a mandate of their own."""
    for section in chapter.every_section():
        if section.mandate is not None:
            yield from (paragraph.address for paragraph in section.everything())


def _finding(paragraph: Paragraph, chapter: str) -> Finding:
    span = locate(paragraph.source, ("status",))
    return Finding(
        place_of(paragraph.path, paragraph.source, span.start if span else 0),
        NAME,
        f"{chapter} is settled besides this paragraph, and nobody is charged with it.",
        f"wsisdraft mandate {paragraph.address} --lead WHO charges somebody.",
        Gravity.WARNING,
        str(paragraph.address),
    )


RULE = Rule(
    NAME, Gravity.WARNING, "Each exception of a settled chapter has a mandate.", PAGE, _check
)
