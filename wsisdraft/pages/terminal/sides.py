"""A redline as two wordings beside each other, where the window is wide enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from wsisdraft.pages.terminal.page import (
    BLANK,
    Fitted,
    Flow,
    Line,
    Piece,
    Row,
    Style,
    laid_out,
    width_of,
)
from wsisdraft.pages.terminal.words import marked, redline_rows
from wsisdraft.reports.redline import Redline, Sign

WIDE = 120
"""Columns from which on two wordings are read beside each other with ease."""
BETWEEN = " │ "
_NARROWEST = 16
"""Columns of one of the two, however narrow the window is."""


def side_by_side(words: Redline, *, indent: int = 2, always: bool = False) -> Iterator[Row]:
    """The wordings of a redline beside each other; one inside the other in a narrow window.

    `always`, they stand beside each other however narrow it is.
    """
    inline = tuple(row for row in redline_rows(words, indent=indent) if not isinstance(row, Fitted))
    yield Fitted(
        lambda width: (row for each in _blocks(words) for row in _laid_out(*each, width, indent)),
        0 if always else WIDE,
        inline,
    )


def head(before: str, after: str, *, indent: int = 2, always: bool = False) -> Row:
    """What the two columns are, below a blank line; nothing in a narrow window."""
    left, right = ((Piece(label, Style.DIM),) for label in (before, after))
    return Fitted(
        lambda width: (BLANK, *_laid_out(left, right, width, indent)), 0 if always else WIDE
    )


def _blocks(words: Redline) -> Iterator[tuple[Line, Line]]:
    """The two wordings, parted where both have a line break."""
    left: list[Piece] = []
    right: list[Piece] = []
    for sign, run in words:
        pieces = run.split("\n")
        for position, piece in enumerate(pieces):
            if position:
                if sign is Sign.SAME:
                    yield tuple(left), tuple(right)
                    left, right = [], []
                else:
                    (left if sign is Sign.TAKEN_OUT else right).append(Piece(" "))
            shown = marked(sign, piece)
            if piece and sign is not Sign.PUT_IN:
                left.append(shown)
            if piece and sign is not Sign.TAKEN_OUT:
                right.append(shown)
    if left or right:
        yield tuple(left), tuple(right)


def _laid_out(left: Line, right: Line, width: int, indent: int) -> Iterator[Line]:
    column = max((width - indent - len(BETWEEN)) // 2, _NARROWEST)
    sides = (laid_out([Flow(_cut(side, column))], column) for side in (left, right))
    start = (Piece(" " * indent),) if indent else ()
    for one, other in zip_longest(*sides, fillvalue=()):
        fill = " " * max(column - sum(width_of(piece.text) for piece in one), 0)
        yield (
            *start,
            *one,
            Piece(fill + (BETWEEN if other else BETWEEN.rstrip()), Style.DIM),
            *other,
        )


def _cut(pieces: Line, column: int) -> Line:
    """The same with a space in every word that is wider than a column."""
    return tuple(
        Piece(" ".join(_parts(word, column)), piece.style)
        for piece in pieces
        for word in re.findall(r" +|[^ ]+", piece.text)
    )


def _parts(word: str, column: int) -> Iterator[str]:
    if width_of(word) <= column or any(width_of(char) > 1 for char in word):
        yield word  # wide signs are parted anyway
        return
    part, used = "", 0
    for char in word:
        used += width_of(char)
        if used > column:
            yield part
            part, used = "", width_of(char)
        part += char
    yield part
