"""The blocks of a body: paragraphs, items, rows and notes, by their lines.

A blank line parts blocks; one also ends where a line begins with an item's marker, a row or a note.
Numbers and letters of items are words like others: nothing is counted or renumbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from wsisdraft.notation.scanner import FOOTNOTE_MARK
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.number import LATIN
from wsisdraft.text.pattern import later
from wsisdraft.text.span import Span

__all__ = ["ITEM", "Block", "BlockKind", "blocks"]

_LATIN = "|".join(sorted(LATIN, key=len, reverse=True))
_DOUBLED = "|".join(letter * 2 for letter in "abcdefghijklmnopqrstuvwxyz")
# The last alternative is one letter of another script.
_LABEL = (
    rf"(?:[a-z]|{_DOUBLED}|(?=[ivx])x{{0,3}}(?:ix|iv|v?i{{0,3}})|[0-9]{{1,3}}"
    r"|[^\W\d_A-Za-z\u00aa-\u024f])"
)
_MARKER = (
    rf"(?:（{_LABEL}）|(?:\({_LABEL}(?:{_LATIN})?\)(?: ?(?:{_LATIN})\.?)?"
    rf"|{_LABEL}(?:{_LATIN})?[.)]|[-*])(?= |\r?$))"
)
ITEM = later(rf" *+\[*+({_MARKER})", re.MULTILINE)
"""The head of an item's line; group 1 is its marker."""
_ROW = later(r"\|")
_NOTE = later(rf"{FOOTNOTE_MARK}: ")


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROWS = "rows"
    """Lines that begin with `|` and keep their breaks."""
    NOTE = "note"


@frozen
class Block:
    """Characters of a body that are read as one paragraph, without the blanks around them."""

    kind: BlockKind
    span: Span
    level: int = 0
    """Of an item: 0, or one more than the less indented item above it."""
    marker: Span | None = None
    """Of an item: its `(a)` or `-`."""


def blocks(body: str) -> Iterator[Block]:
    """The blocks of a body in order, in time that grows with its length."""
    indents: list[int] = []
    begun: Block | None = None
    offset = 0
    for line in body.split("\n"):
        start, offset = offset, offset + len(line) + 1
        words = line.strip(" \t\r")
        if not words:
            if begun:
                yield begun
            begun = None
            continue
        first = start + len(line) - len(line.lstrip(" \t\r"))
        head = _head(body, start, Span(first, first + len(words)), indents)
        if begun and _goes_on(begun, head):
            begun = altered(begun, span=Span(begun.span.start, head.span.end))
            continue
        if begun:
            yield begun
        if head.kind is not BlockKind.ITEM:
            indents.clear()
        begun = head
    if begun:
        yield begun


def _goes_on(begun: Block, head: Block) -> bool:
    """Whether a line only continues the block above it."""
    if BlockKind.ROWS in (begun.kind, head.kind):
        return begun.kind is head.kind
    return head.kind is BlockKind.PARAGRAPH


def _head(body: str, start: int, span: Span, indents: list[int]) -> Block:
    """What a line would begin, were it the first of a block; `indents` are those of items above."""
    item = ITEM.match(body, start, span.end)
    if item:
        indent = span.start - start
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        return Block(BlockKind.ITEM, span, len(indents) - 1, Span(*item.span(1)))
    if _ROW.match(body, start):
        return Block(BlockKind.ROWS, span)
    if _NOTE.match(body, start):
        return Block(BlockKind.NOTE, span)
    return Block(BlockKind.PARAGRAPH, span)
