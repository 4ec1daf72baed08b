"""The splices that settle and unsettle paragraphs and keep a chapter's declaration true."""

from __future__ import annotations

from collections.abc import Collection

from wsisdraft.notation.change import Edit
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.front_matter import read_yaml
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.exceptions import expand, shortest
from wsisdraft.text.paragraph import Paragraph, Pending, fingerprint
from wsisdraft.text.scene import Occasion
from wsisdraft.text.status import Ladder


def settle(
    paragraph: Paragraph,
    status: str,
    occasion: Occasion,
    pending: Pending | None = None,
    body: str = "",
) -> tuple[Edit, ...]:
    """A paragraph at a settled step, with the fingerprint of exactly these words.

    With a condition it is settled as long as that is waited for, and counts apart. `body` is the
    one that settles it, where a process has several.
    """
    settled: Fields = {"date": occasion.date}
    if occasion.meeting:
        settled["meeting"] = occasion.meeting
    settled["text"] = fingerprint(paragraph.body)
    if body:
        settled["by"] = body
    source = with_field(paragraph.source, ("status",), status)
    source = with_field(source, ("settled",), settled)
    if pending is not None:
        source = _waiting(source, pending)
    return rewritten(paragraph.path, paragraph.source, source)


def wait(paragraph: Paragraph, pending: Pending) -> tuple[Edit, ...]:
    """A paragraph settled on another condition than before."""
    return rewritten(paragraph.path, paragraph.source, _waiting(paragraph.source, pending))


def _waiting(source: str, pending: Pending) -> str:
    condition: Fields = {"for": pending.reason}
    if pending.until:
        condition["until"] = pending.until
    return with_field(source, ("pending",), condition)


def confirm(paragraph: Paragraph) -> tuple[Edit, ...]:
    """A paragraph whose condition is met: the agreement stands as it was given."""
    source = without_field(paragraph.source, ("pending",))
    return rewritten(paragraph.path, paragraph.source, source)


def unsettle(paragraph: Paragraph, status: str) -> tuple[Edit, ...]:
    """A paragraph back at an open step, its words as they are."""
    source = with_field(paragraph.source, ("status",), status)
    for key in ("settled", "pending"):
        source = without_field(source, (key,))
    return rewritten(paragraph.path, paragraph.source, source)


def exceptions_of(chapter: Chapter) -> frozenset[Address]:
    """The paragraphs a chapter's declaration leaves out."""
    return chapter.exceptions.addresses


def with_exceptions(chapter: Chapter, excepted: Collection[Address]) -> tuple[Edit, ...]:
    """The declaration with these exceptions, in shortest form; untouched where it says so now."""
    if frozenset(excepted) == exceptions_of(chapter) and bool(excepted) == bool(chapter.besides):
        return ()
    return rewritten(chapter.path, chapter.source, _with(chapter.source, chapter, excepted))


def exceptions_kept(
    text: Text,
    *,
    opened: Collection[Address] = frozenset(),
    closed: Collection[Address] = frozenset(),
) -> tuple[Edit, ...]:
    """The declarations of settled chapters, still true when some paragraphs open and others do not.

    `opened` become exceptions of their chapters, `closed` (settled or deleted) are none any more.
    """
    edits: list[Edit] = []
    for chapter in text.chapters():
        came = frozenset(opened).intersection(chapter.addresses)
        excepted = exceptions_of(chapter)
        if declared_settled(chapter, text.process.ladder) and (
            came or excepted & frozenset(closed)
        ):
            edits += with_exceptions(chapter, (excepted | came) - frozenset(closed))
    return tuple(edits)


def exceptions_back(chapter: Chapter, before: str, after: str, source: str) -> str:
    """The chapter's file with the exceptions it would have without the change between two states.

    The change's own exceptions go and those it took out come back; later ones stay as they are.
    """
    old, new = (expand(_spans(each), chapter.addresses).addresses for each in (before, after))
    if old == new:
        return source
    return _with(source, chapter, (exceptions_of(chapter) - (new - old)) | (old - new))


def _spans(source: str) -> tuple[str, ...]:
    spans = read_yaml(source, "").fields.get("besides", [])
    return tuple(spans) if isinstance(spans, list) else (str(spans),)


def _with(source: str, chapter: Chapter, excepted: Collection[Address]) -> str:
    spans = shortest(excepted, chapter.addresses)
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
