"""Words of the text on a page: redlines and bodies with their brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wsisdraft.pages.terminal.page import Row, Style, flow
from wsisdraft.reports.redline import Redline, Sign

_BRACKETS = re.compile(r"(\\.|\[\^?|\](?:\{#[a-z][a-z0-9-]*\})?)", re.DOTALL)
_SHORTENED = 12
"""Unchanged words kept on either side of a change when a redline is shortened."""


def redline_rows(words: Redline, *, indent: int = 2) -> Iterator[Row]:
    """A redline: `{+put in+}`, `{-taken out-}`; signs always, colour where there is any."""
    parts: list[str | tuple[str, Style]] = []
    for sign, run in words:
        match sign:
            case Sign.SAME:
                parts.append(run)
            case Sign.PUT_IN:
                parts.append(("{+" + run + "+}", Style.PUT_IN))
            case Sign.TAKEN_OUT:
                parts.append(("{-" + run + "-}", Style.TAKEN_OUT))
    yield from _by_lines(parts, indent)


def _by_lines(parts: list[str | tuple[str, Style]], indent: int) -> Iterator[Row]:
    """Line feeds inside the runs begin new rows."""
    current: list[str | tuple[str, Style]] = []
    for part in parts:
        text, style = part if isinstance(part, tuple) else (part, Style.PLAIN)
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
