"""A page for the terminal: lines of pieces, each with the name of a style.

Pages are values. Text in them is shown as stored or visibly escaped; nothing in it is markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from wsisdraft.text.characters import seen_in_line
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later


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


@frozen
class Fitted:
    """Lines that are made for the width of the window, as bars and columns are."""

    lines: Callable[[int], Iterable[Line]]
    """Given the columns of the window; the usual 80 where there is no window."""
    least: int = 0
    """Columns without which `otherwise` stands there in their place, as it does in a pipe."""
    otherwise: tuple[Line | Flow, ...] = ()


Row = Line | Flow | Fitted
Page = tuple[Row, ...]
USUAL_WIDTH = 80


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
        elif isinstance(row, Fitted):
            if row.least and (width is None or width < row.least):
                yield from laid_out(row.otherwise, width)
            else:
                yield from row.lines(width or USUAL_WIDTH)
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
    """Runs of spaces, and of what stands between them even where the style changes.

    Signs of scripts that are written without spaces may part anywhere, but for punctuation.
    """
    word: list[Piece] = []
    for piece in pieces:
        for position, text in enumerate(_unbroken(piece.text)):
            if word and (position or _may_part(word[-1].text, text)):
                yield word
                word = []
            word.append(Piece(text, piece.style))
    if word:
        yield word


def _unbroken(text: str) -> list[str]:
    if text.isascii():
        return re.findall(r" +|[^ ]+", text)
    return _UNBROKEN.findall(text)


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two pieces: at a space, or between two wide signs."""
    if before.isspace() != after.isspace():
        return True
    wide = _WIDE_SIGNS.fullmatch(before[-1:]) and _WIDE_SIGNS.match(after)
    return bool(wide) and _CLOSING.match(after) is None and _OPENING.match(before[-1:]) is None


_WIDE = "\u2e80-\u303f\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003fffd"
_OPEN = "\u3008\u300a\u300c\u300e\u3010\u3014\uff08\uff3b"
_CLOSE = (
    "\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u30fb\u30fc"
    "\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d"
)
_WIDE_SIGNS, _OPENING, _CLOSING = (later(f"[{signs}]") for signs in (_WIDE, _OPEN, _CLOSE))
_BEFORE, _AFTER = r"(?:\{[+-]|[\[(“‘])*", r"(?:[+-]\}|[\])”’,.;:])*"
_UNBROKEN = later(
    rf" +|{_BEFORE}[{_OPEN}]*[{_WIDE}][{_CLOSE}]*{_AFTER}"
    rf"|[^ {_WIDE}]+?(?={_BEFORE}[{_WIDE}])|[^ {_WIDE}]+[{_CLOSE}]*"
)
"""Spaces; a wide sign with the punctuation it does not part with; or other signs in a row."""


def _trimmed(pieces: list[Piece]) -> Line:
    while pieces and pieces[-1].text.isspace():
        pieces.pop()
    return tuple(pieces)


def width_of(text: str) -> int:
    """Columns a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(c) in _NO_WIDTH
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


_NO_WIDTH = ("Mn", "Me", "Cf")
"""Marks on the letter before, joiners and signs of direction."""


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
