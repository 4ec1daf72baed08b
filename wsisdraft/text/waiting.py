"""Every doubt of a text that waits until somebody has looked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.text.address import Address
from wsisdraft.text.doubt import Doubt
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen


@frozen
class WaitingDoubt:
    """One entry under `doubts:` with its place in the draft."""

    address: Address
    """Of the paragraph, section, chapter or document whose file it stands in."""
    path: str
    handle: str
    """`d1`."""
    doubt: Doubt


def waiting_doubts(text: Text) -> Iterator[WaitingDoubt]:
    """Those of each document, in reading order."""
    for document in text.documents:
        owner = Address(document.key.removesuffix("/"))
        yield from _of(owner, document.path, document.doubts)
        for chapter in document.chapters:
            yield from _of(chapter.address, chapter.path, chapter.doubts)
            for section in chapter.every_section():
                yield from _of(section.address, section.path, section.doubts)
            for paragraph in chapter.paragraphs:
                yield from _of(paragraph.address, paragraph.path, paragraph.doubts)


def _of(address: Address, path: str, doubts: Mapping[str, Doubt]) -> Iterator[WaitingDoubt]:
    for handle, doubt in doubts.items():
        yield WaitingDoubt(address, path, handle, doubt)
