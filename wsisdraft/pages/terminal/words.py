"""Words of the text on a page: redlines and bodies with their brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wsisdraft.pages.terminal.page import Piece, Row, Style, flow
from wsisdraft.reports.redline import Redline, Sign
from wsisdraft.text.characters import seen_in_line

_BRACKETS = re.compile(r"(\\.|\[\^?|\](?:\{#[a-z][a-z0-9-]*\})?)", re.DOTALL)


def redline_rows(words: Redline, *, indent: int = 2) -> Iterator[Row]:
    """A redline: `{+put in+}`, `{-taken out-}`; signs always, colour where there is any."""
    yield from _by_lines([_marked(sign, run) for sign, run in words], indent)


def marked(sign: Sign, run: str) -> Piece:
    """A run of a redline with its signs, in one line."""
    text, style = _marked(sign, run)
    return Piece(seen_in_line(text), style)


def _marked(sign: Sign, run: str) -> tuple[str, Style]:
    match sign:
        case Sign.PUT_IN:
            return "{+" + run + "+}", Style.PUT_IN
        case Sign.TAKEN_OUT:
            return "{-" + run + "-}", Style.TAKEN_OUT
        case _:
            return run, Style.PLAIN


def _by_lines(parts: list[tuple[str, Style]], indent: int) -> Iterator[Row]:
    """Line feeds inside the runs begin new rows."""
    current: list[tuple[str, Style]] = []
    for text, style in parts:
        pieces = text.split("\n")
        for position, piece in enumerate(pieces):
            if position:
                yield flow(*current, indent=indent) if current else ()
                current = []
            if piece:
                current.append((piece, style))
    if current:
        yield flow(*current, indent=indent)


def body_rows(body: str, *, indent: int = 2) -> Iterator[Row]:
    """A body as delegates read it, its brackets standing out and their handles beside them."""
    for text in body.strip("\n").split("\n"):
        parts: list[str | tuple[str, Style]] = []
        for piece in _BRACKETS.split(text):
            style = Style.BRACKET if piece[:1] in ("[", "]") else Style.PLAIN
            parts.append((_without_marks(piece), style))
        yield flow(*parts, indent=indent) if text else ()


def _without_marks(piece: str) -> str:
    """A tie is shown as its handle, `]b1`, in raised digits where there are any."""
    if piece.startswith("]{#"):
        return "]" + "⟨" + piece[3:-1] + "⟩"
    return piece
