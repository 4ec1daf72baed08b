"""Whether a change is editorial: `(MOD)` in the words of the field."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from wsisdraft.notation.blocks import ITEM
from wsisdraft.notation.scanner import ESCAPE

__all__ = ["editorial"]

# Signs that mean something beside digits are set aside as characters that no text has.
_SET_ASIDE = {sign: chr(0xF0000 + at) for at, sign in enumerate("[]-.,:/ ")}
_MEANT = "[]%‰&@#§"
"""Signs that are punctuation to Unicode, and words or more to a reader."""
_ESCAPED = re.compile(ESCAPE)
_DASH = re.compile("[\u2010-\u2015\u2212]")
_BESIDE_DIGITS = re.compile(r"(?<=\d)(?: ?[-.,:/] ?|\s+)(?=\d)|(?<![^\W_])-(?=\d)")


def editorial(old: str, new: str) -> bool:
    """Whether only spaces, punctuation, case or the marks of items differ.

    Brackets are never editorial, nor is a sign between digits (`1.5`, `70/125`, `20-30`) or the
    one before a number; equal wordings are no change.
    """
    return old != new and _meant(old) == _meant(new)


def _meant(text: str) -> str:
    """The letters, digits, symbols and brackets of a wording, capital or not."""
    text = "\n".join(map(_without_mark, text.split("\n")))
    text = _ESCAPED.sub(lambda sign: _SET_ASIDE.get(sign[0][1], sign[0][1]), text)
    text = _DASH.sub("-", normalize("NFC", text).casefold())
    text = _BESIDE_DIGITS.sub(lambda sign: _SET_ASIDE[sign[0].strip() or " "], text)
    dropped = {char for char in set(text) if char not in _MEANT and category(char)[0] in "PZ"}
    dropped |= {char for char in set(text) if category(char) in ("Cc", "Cf")}
    return text.translate(dict.fromkeys(map(ord, dropped)))


def _without_mark(line: str) -> str:
    """A line without the mark of an item; the brackets before it stay."""
    item = ITEM.match(line)
    return line[: item.start(1)] + line[item.end() :] if item else line
