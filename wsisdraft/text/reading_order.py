"""Where each place comes in a text: documents, chapters, sections, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text


def reading_order(text: Text) -> dict[Address, int]:
    """The rank of every place there is, a whole before what is in it."""
    found: dict[Address, int] = {}
    documents = [Address.of(document.key) for document in text.documents]
    for document in documents:
        if document is not None:
            for place in _places(text, document):
                found.setdefault(place, len(found))
    return found


def _places(text: Text, document: Address) -> Iterator[Address]:
    yield document
    for paragraph in text.layout.paragraphs(document):
        for depth in range(1, len(paragraph.parts) + 1):
            yield Address(paragraph.document, paragraph.parts[:depth])
        yield paragraph
    # Chapters and sections that have no paragraphs yet.
    waiting = list(text.layout.chapters(document))
    while waiting:
        place = waiting.pop(0)
        yield place
        waiting += text.layout.sections(place)
