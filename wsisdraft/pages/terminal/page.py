"""A page for the terminal: lines of pieces, each with the name of a style.

Pages are values. Text in them is shown as stored or visibly escaped; nothing in it is markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum

from wsisdraft.text.characters import seen_in_line
from wsisdraft.text.frozen import frozen


class Style(StrEnum):
    """What a piece of text is; the screen decides how that looks."""

    PLAIN = ""
    TITLE = "title"
    REF = "ref"
    OPEN = "open"
    SETTLED = "settled"
    DIM = "dim"
    ERROR = "error"
    WARNING = "warning"
    HELP = "help"
    BRACKET = "bracket"
    PUT_IN = "put-in"
    TAKEN_OUT = "taken-out"


@frozen
class Piece:
    text: str
    style: Style = Style.PLAIN


Line = tuple[Piece, ...]


@frozen
class Flow:
    """A line that may be broken to the width of the window, with indents for what follows."""

    pieces: Line
    indent: int = 0
    hanging: int = 0


Row = Line | Flow
Page = tuple[Row, ...]


def line(*parts: str | tuple[str, Style]) -> Line:
    """A line from plain strings and styled ones; unseen characters are shown escaped."""
    return tuple(
        Piece(seen_in_line(part))
        if isinstance(part, str)
        else Piece(seen_in_line(part[0]), part[1])
        for part in parts
    )


def flow(*parts: str | tuple[str, Style], indent: int = 0, hanging: int | None = None) -> Flow:
    """The same as a line that may be broken."""
    return Flow(line(*parts), indent, indent if hanging is None else hanging)


BLANK: Line = ()


def plain(row: Line) -> str:
    """The characters of a line."""
    return "".join(piece.text for piece in row)


def laid_out(page: Iterable[Row], width: int | None) -> Iterator[Line]:
    """The page's lines at a width in columns, or unbroken where there is none."""
    for row in page:
        if isinstance(row, Flow):
            yield from _broken(row, width)
        else:
            yield row


def _broken(row: Flow, width: int | None) -> Iterator[Line]:
    if width is None:
        yield (Piece(" " * row.indent), *row.pieces) if row.indent else row.pieces
        return
    room = max(width, row.hanging + 10, row.indent + 10)
    current: list[Piece] = [Piece(" " * row.indent)] if row.indent else []
    used, empty, first = row.indent, True, True
    for word in _words(row.pieces):
        columns = sum(width_of(piece.text) for piece in word)
        blank = word[0].text.isspace()
        if used + columns > room and not empty and not blank:
            yield _trimmed(current)
            current = [Piece(" " * row.hanging)] if row.hanging else []
            used, empty, first = row.hanging, True, False
        if blank and empty and not first:
            continue
        current += word
        used += columns
        empty = empty and blank
    yield _trimmed(current)


def _words(pieces: Line) -> Iterator[list[Piece]]:
    """Runs of spaces, and of what stands between them even where the style changes."""
    word: list[Piece] = []
    for piece in pieces:
        for text in re.findall(r" +|[^ ]+", piece.text):
            if word and text.isspace() != word[-1].text.isspace():
                yield word
                word = []
            word.append(Piece(text, piece.style))
    if word:
        yield word


def _trimmed(pieces: list[Piece]) -> Line:
    while pieces and pieces[-1].text.isspace():
        pieces.pop()
    return tuple(pieces)


def width_of(text: str) -> int:
    """Columns a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A text filled up with spaces to a number of columns."""
    fill = " " * max(width - width_of(text), 0)
    return fill + text if right else text + fill


def cut(text: str, width: int) -> str:
    """A text of at most so many columns, an ellipsis where something went."""
    if width_of(text) <= width:
        return text
    kept, used = [], 1
    for char in text:
        used += width_of(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"
