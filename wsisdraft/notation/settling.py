"""The splices that settle and unsettle paragraphs and keep a chapter's declaration true."""

from __future__ import annotations

from collections.abc import Collection

from wsisdraft.notation.change import Edit
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter
from wsisdraft.text.exceptions import expand, shortest
from wsisdraft.text.paragraph import Paragraph, fingerprint
from wsisdraft.text.scene import Occasion
from wsisdraft.text.status import Ladder


def settle(paragraph: Paragraph, status: str, occasion: Occasion) -> tuple[Edit, ...]:
    """A paragraph at a settled step, with the fingerprint of exactly these words."""
    settled: Fields = {"date": occasion.date}
    if occasion.meeting:
        settled["meeting"] = occasion.meeting
    settled["text"] = fingerprint(paragraph.body)
    source = with_field(paragraph.source, ("status",), status)
    return rewritten(paragraph.path, paragraph.source, with_field(source, ("settled",), settled))


def unsettle(paragraph: Paragraph, status: str) -> tuple[Edit, ...]:
    """A paragraph back at an open step, its words as they are."""
    source = with_field(paragraph.source, ("status",), status)
    for key in ("settled", "pending"):
        source = without_field(source, (key,))
    return rewritten(paragraph.path, paragraph.source, source)


def exceptions_of(chapter: Chapter) -> frozenset[Address]:
    """The paragraphs a chapter's declaration leaves out."""
    return expand(chapter.besides, tuple(p.address for p in chapter.paragraphs)).addresses


def with_exceptions(chapter: Chapter, excepted: Collection[Address]) -> tuple[Edit, ...]:
    """The declaration with these exceptions, in shortest form; untouched where it says so now."""
    if frozenset(excepted) == exceptions_of(chapter) and bool(excepted) == bool(chapter.besides):
        return ()
    return rewritten(chapter.path, chapter.source, _with(chapter.source, chapter, excepted))


def _with(source: str, chapter: Chapter, excepted: Collection[Address]) -> str:
    spans = shortest(excepted, tuple(p.address for p in chapter.paragraphs))
    if not spans:
        return without_field(source, ("besides",), yaml=True)
    return with_field(source, ("besides",), list(spans), yaml=True)


def declare(
    chapter: Chapter, status: str, as_of: str, excepted: Collection[Address]
) -> tuple[Edit, ...]:
    """A whole chapter declared at a step, besides some paragraphs."""
    source = with_field(chapter.source, ("status",), status, yaml=True)
    source = with_field(source, ("as-of",), as_of, yaml=True)
    if frozenset(excepted) != exceptions_of(chapter) or not excepted:
        source = _with(source, chapter, excepted)
    return rewritten(chapter.path, chapter.source, source)


def declared_settled(chapter: Chapter, ladder: Ladder) -> bool:
    """Whether the chapter is declared at a settled step."""
    return bool(chapter.status) and ladder.settled(chapter.status)
