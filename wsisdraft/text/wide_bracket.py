"""Brackets over whole paragraphs, which stand in the files of chapters and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.text.address import Address
from wsisdraft.text.bracket import Role
from wsisdraft.text.draft import Chapter, Document, Text
from wsisdraft.text.exceptions import expand
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
    for handle, entry in chapter.brackets.items():
        held, unknown = _held(_spans(entry), chapter.addresses)
        yield WideBracket(
            chapter.address, chapter.path, chapter.source, handle, entry, held, unknown
        )


def _of_document(text: Text, document: Document) -> Iterator[WideBracket]:
    """Those of a document; names are relative to it, as `B.3-4`."""
    owner = Address(document.key.removesuffix("/"))
    addresses = text.layout.paragraphs(owner)
    source = text.sources.get(document.path, "")
    chapters = {address.parts[0] for address in addresses}
    for handle, entry in document.brackets.items():
        spans = _spans(entry)
        if len(chapters) == 1:
            spans = tuple(_in_chapter(span, *chapters) for span in spans)
        held, unknown = _held(spans, addresses)
        yield WideBracket(owner, document.path, source, handle, entry, held, unknown)


def _spans(entry: BracketEntry) -> tuple[str, ...]:
    return tuple(span for part in entry.over.split(",") if (span := part.strip()))


def _in_chapter(span: str, chapter: str) -> str:
    """A name relative to a document as one relative to its only chapter."""
    return EVERYTHING if span == chapter else span.removeprefix(f"{chapter}.")


def _held(
    spans: Sequence[str], addresses: tuple[Address, ...]
) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    if EVERYTHING in spans:
        return addresses, ()
    covered = expand(spans, addresses)
    return tuple(a for a in addresses if a in covered.addresses), covered.unknown
