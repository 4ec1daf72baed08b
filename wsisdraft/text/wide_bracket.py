"""Brackets over whole paragraphs, which stand in the files of chapters and documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wsisdraft.text.address import Address
from wsisdraft.text.bracket import Role
from wsisdraft.text.draft import Chapter, Document, Text
from wsisdraft.text.exceptions import expand, shortest
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import BracketEntry

EVERYTHING = "all"


@frozen
class WideBracket:
    """One entry of `brackets:` with what it is over."""

    owner: Address
    """The chapter or document whose file it stands in."""
    path: str
    source: str
    """The whole file."""
    handle: str
    entry: BracketEntry
    held: tuple[Address, ...]
    """The paragraphs it holds, in reading order."""
    unknown: tuple[str, ...]
    """What names nothing, as written."""

    @property
    def role(self) -> Role:
        """As its entry says, else text."""
        known = self.entry.role in Role.__members__.values()
        return Role(self.entry.role) if known else Role.TEXT


def wide_brackets(text: Text) -> Iterator[WideBracket]:
    """Those of each document, then those of its chapters."""
    for document in text.documents:
        if document.brackets:
            yield from _of_document(text, document)
        for chapter in document.chapters:
            if chapter.brackets:
                yield from of_chapter(chapter)


def of_chapter(chapter: Chapter) -> Iterator[WideBracket]:
    """Those of one chapter; what they are over is named relative to it."""
    yield from _entries(chapter, chapter.address, chapter.source, chapter.addresses)


def _of_document(text: Text, document: Document) -> Iterator[WideBracket]:
    """Those of a document; names are relative to it, as `B.3-4`."""
    owner = Address(document.key.removesuffix("/"))
    source = text.sources.get(document.path, "")
    yield from _entries(document, owner, source, text.layout.paragraphs(owner))


def _entries(
    stated: Chapter | Document, owner: Address, source: str, addresses: tuple[Address, ...]
) -> Iterator[WideBracket]:
    for handle, entry in stated.brackets.items():
        held, unknown = held_by(entry.over, owner, addresses)
        yield WideBracket(owner, stated.path, source, handle, entry, held, unknown)


def held_by(
    over: str, owner: Address, addresses: tuple[Address, ...]
) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    """What `over: 3-4, 7` holds of the paragraphs of a chapter or document, in reading order.

    With it what names nothing there, as written.
    """
    spans = tuple(span for part in over.split(",") if (span := part.strip()))
    chapters = {address.parts[0] for address in addresses}
    if not owner.parts and len(chapters) == 1:
        spans = tuple(_in_chapter(span, *chapters) for span in spans)
    if EVERYTHING in spans:
        return addresses, ()
    covered = expand(spans, addresses)
    return tuple(a for a in addresses if a in covered.addresses), covered.unknown


def written_over(held: Collection[Address], owner: Address, addresses: tuple[Address, ...]) -> str:
    """How `over:` of a chapter or document names paragraphs, shortest; it reads back as them."""
    spans = shortest(held, addresses)
    chapters = {address.parts[0] for address in addresses}
    if not owner.parts and len(chapters) == 1:
        # Names are relative to the only chapter then, and would not outlast a second one.
        spans = tuple(f"{chapter}.{span}" for chapter in chapters for span in spans)
    return ", ".join(spans)


def _in_chapter(span: str, chapter: str) -> str:
    """A name relative to a document as one relative to its only chapter."""
    return EVERYTHING if span == chapter else span.removeprefix(f"{chapter}.")
