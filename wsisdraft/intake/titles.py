"""The title of a text from outside."""

from __future__ import annotations

from wsisdraft.intake.headings import is_preamble
from wsisdraft.intake.heads import Kind
from wsisdraft.intake.lines import GONE, Source
from wsisdraft.intake.outline import Part
from wsisdraft.intake.pieces import Piece, Style
from wsisdraft.text.pattern import later

LONGEST = 160
"""Characters of a line that may be a title."""

_BRACKET = later(r"[\[\]]")
_ENDED = later(r"[.,;:!?]\Z")
_SIGNS = later(r"\\([!-/:-@\[-`{-~])|(?<=\w)([*\[\]]+)(?=\w)|[*\[\]]|(?<!\w)_|_(?!\w)")


def title_of(source: Source, given: str, parts: list[Part], style: Style) -> str:
    """The title: that of the header, else a heading above all others, else a first line.

    A heading or line that is the title is taken out of the parts.
    """
    if not parts:
        return given
    first = parts[0]
    if first.title is None:
        return given or ("" if style.markdown else _first_line(source, parts))
    heading = source.text[first.title.start : first.title.end]
    if _BRACKET.search(heading) or is_preamble(heading):
        return given
    if first.title.kind is Kind.HEADING:
        lone = first.title.head.level == 1 and len(parts) == 1
        if given or not (lone or (not first.items and not first.parts and len(parts) > 1)):
            return given
    elif first.name or first.announced:
        return given
    words = _words(source, first.title)
    if first.title.kind is Kind.HEADING or not first.items:
        parts[:1] = first.parts
        if first.items:
            opening = Part(None)
            opening.items = first.items
            parts.insert(0, opening)
    else:
        first.title = None
    return words


def _first_line(source: Source, parts: list[Part]) -> str:
    """The words of a first line that no stop ends, where more follows."""
    first = parts[0]
    piece = first.items[0] if first.items else None
    if not isinstance(piece, Piece) or piece.kind is not Kind.WORDS or piece.label:
        return ""
    words = _words(source, piece)
    long = piece.end - piece.start > LONGEST or len(piece.spans) > 2
    brackets = bool(_BRACKET.search(source.text, piece.start, piece.end))
    more = any(isinstance(item, Piece) for item in first.items[1:]) or parts[1:]
    if long or brackets or not words or _ENDED.search(words) or not more:
        return ""
    del first.items[0]
    if not first.items:
        del parts[0]
    return words


def _words(source: Source, piece: Piece) -> str:
    joined = " ".join(source.text[start:end] for start, end in piece.spans).replace(GONE, "")
    return " ".join(_SIGNS.sub(lambda match: match[1] or (" " if match[2] else ""), joined).split())
