"""Where a text in brackets goes into a body, and the blanks beside it."""

from __future__ import annotations

from itertools import accumulate

from wsisdraft.notation.blocks import ITEM, BlockKind, blocks
from wsisdraft.notation.seams import BLANKS, CLOSING, OPENING
from wsisdraft.notation.words import tokens, unspaced
from wsisdraft.text.frozen import frozen

__all__ = ["Gap", "at_end", "at_start", "gap"]

STAR = "*"


@frozen
class Gap:
    """An offset of a body, and the blanks that an insertion there needs around it."""

    offset: int
    before: str
    after: str


def at_start(body: str) -> int:
    """The offset of the first words; behind the marker where the body begins with an item."""
    first = next(blocks(body), None)
    if first is None:
        return 0
    start = first.marker.end if first.marker else first.span.start
    return len(body[:start]) + len(body[start:]) - len(body[start:].lstrip(BLANKS))


def at_end(body: str) -> int:
    """The offset behind the last words; notes below the text do not count."""
    words = [block for block in blocks(body) if block.kind is not BlockKind.NOTE]
    return words[-1].span.end if words else 0


def gap(body: str, offset: int, text: str) -> Gap:
    """The blanks around a text that is put in at an offset, in brackets.

    What begins with a comma or full stop hugs the word before it, a text inside a word both its
    parts, and an item below another begins a line.
    """
    if text[:1] in CLOSING:
        # Behind the last word, also where the place was said to be before the next one.
        words = len(body[:offset].rstrip(" "))
        offset = words if words and body[words - 1] not in BLANKS else offset
    before, after = body[max(0, offset - 1) : offset], body[offset : offset + 1]
    if _inside_a_word(body, offset):
        return Gap(offset, "", "")
    if ITEM.match(text) and after in ("", "\n"):
        indent = _item_indent(body, offset)
        if indent is not None:
            return Gap(offset, f"\n{indent}", "")
    close_before = not before or before in BLANKS or text[:1] in CLOSING or _opens(body, offset)
    close_after = not after or after in BLANKS or text[-1:] in OPENING or _closes(body, offset)
    return Gap(
        offset,
        "" if close_before or unspaced(before, text[:1]) else " ",
        "" if close_after or unspaced(text[-1:], after) else " ",
    )


def _inside_a_word(body: str, offset: int) -> bool:
    """Whether a word goes on there, hyphens and apostrophes included."""
    if body[max(0, offset - 1) : offset + 1].strip() != body[max(0, offset - 1) : offset + 1]:
        return False
    return offset not in set(accumulate(map(len, tokens(body)), initial=0))


def _opens(body: str, offset: int) -> bool:
    """Whether an opening mark or sign, or stars that begin an emphasis, end there."""
    begin = len(body[:offset].rstrip(STAR))
    before = body[begin - 1 : begin] if begin else ""
    if begin < offset:
        return not before or before in BLANKS or before in OPENING or before == "["
    return before in OPENING or before == "["


def _closes(body: str, offset: int) -> bool:
    """Whether a closing mark or sign, or stars that end an emphasis, begin there."""
    end = offset + len(body[offset:]) - len(body[offset:].lstrip(STAR))
    after = body[end : end + 1]
    if end > offset:
        return not after or after in BLANKS or after in CLOSING or after == "]"
    return after in CLOSING or after == "]"


def _item_indent(body: str, offset: int) -> str | None:
    """The indent of the item whose last line ends there, None where no item does."""
    for block in blocks(body):
        if block.kind is BlockKind.ITEM and block.span.end == offset:
            line = body.rfind("\n", 0, block.span.start) + 1
            return body[line : block.span.start]
    return None
