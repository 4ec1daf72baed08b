"""The ways a REF can be read before one knows what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wsisdraft.text.address import DEEPEST, DRAFTS, LONGEST_NAME
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later
from wsisdraft.text.stretch import Stretch, plain_dashes, read_stretch

LONGEST_REF = 1000
"""Characters; longer is not looked at."""

_NAME = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_WHOLE_NAME = later(_NAME)
_FIRST_NAME = later(rf"({_NAME})(?:\s*\.\s*|\s+|$)")
_DESCRIPTION = later(r"/(?:document|chapter|section)\.yaml$", re.IGNORECASE)


@frozen
class Reading:
    """One way to read a REF: names of folders, then perhaps numbers in the last of them."""

    names: tuple[str, ...]
    """As given, of document, chapter and sections, whichever were said."""
    stretch: Stretch | None


@lru_cache(maxsize=1 << 12)
def readings(text: str, *, in_chapter: bool = False) -> tuple[Reading, ...]:
    """Every way to read a REF, fewest names first; none where it is malformed.

    A letter alone names a chapter, unless what is read is known to lie in one.
    """
    if len(text) > LONGEST_REF:
        return ()
    text = plain_dashes(text).strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1].strip()
    text = _DESCRIPTION.sub("/", text.removeprefix("./"))
    if not text.isascii() or not text.isprintable():
        return ()
    *outer, last = (piece.strip() for piece in text.split("/"))
    if len(outer) > DEEPEST * 2 or not all(map(_is_name, outer)):
        return ()
    found = list(_last(tuple(outer), last, in_chapter))
    # A path as git and file managers show it; but a document may be called drafts, too.
    found += [
        Reading(reading.names[1:], reading.stretch)
        for reading in found
        if outer and outer[0].casefold() == DRAFTS and len(reading.names) > 1
    ]
    return tuple(found)


def _last(outer: tuple[str, ...], last: str, in_chapter: bool) -> Iterator[Reading]:
    """What follows the last slash: nothing, a file's name, or names and numbers with points."""
    if not last:
        if outer:
            yield Reading(outer, None)
        return
    of_file = last.lower().endswith(".md")
    last = last[:-3] if of_file else last
    stretch = read_stretch(last)
    if stretch is not None and (stretch.first.stands_alone or of_file or in_chapter):
        yield Reading(outer, stretch)
    names, rest = outer, last
    while len(names) < DEEPEST * 3:
        match = _FIRST_NAME.match(rest)
        if match is None or len(match[1]) > LONGEST_NAME:
            return
        names, rest = (*names, match[1]), rest[match.end() :]
        if not rest:
            # `B.` with nothing behind the point is unfinished.
            if not match[0].endswith("."):
                yield Reading(names, None)
            return
        stretch = read_stretch(rest)
        if stretch is not None:
            yield Reading(names, stretch)


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and _WHOLE_NAME.fullmatch(text) is not None
