"""Markers: chapters and sections that went elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.ref import Selection
from wsisdraft.text.span import Place


@frozen
class Marker:
    """A chapter or section of which all went elsewhere."""

    ref: str
    title: str
    moved_to: str
    """Full REF."""


def markers(text: Text, scope: Address) -> Iterator[Marker]:
    """Those that a document, chapter or section is or holds, in reading order."""
    for chapter in text.chapters():
        found = [(chapter.address, chapter.title, chapter.moved_to)]
        found += [(s.address, s.title, s.moved_to) for s in chapter.every_section()]
        for address, title, moved_to in found:
            if moved_to and address.within(scope):
                yield Marker(str(address), title, moved_to)


def moved_away(text: Text, selection: Selection) -> Refusal | None:
    """Refuses a chapter or section of which only a marker is left."""
    for named in selection.mentions or (selection,):
        scope = named.scope
        if scope.parts and scope.number is None and not named.addresses:
            for marker in markers(text, scope):
                if marker.ref == str(scope):
                    return refuse(
                        "moved-away",
                        f"{marker.ref} moved to {marker.moved_to}; what is here is a marker.",
                        f"Name it there: {marker.moved_to}.",
                        place=Place(scope.path),
                        ref=marker.ref,
                    )
    return None
