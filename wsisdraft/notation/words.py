"""The words of a text, for comparing two wordings; put together again they are the text.

A letter keeps its combining marks, and a word its hyphens and apostrophes; numbers keep their
points, and symbols such as `A/RES/70/125` their slashes. Scripts written without spaces are read a
character at a time. `[`, `]`, a tie, a footnote mark and an escape are words of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

from wsisdraft.notation.scanner import ESCAPE, FOOTNOTE_MARK, TIE

__all__ = ["tokens", "unspaced"]

# Chinese, Japanese, Thai, Lao, Tibetan, Burmese, Khmer and what belongs to them.
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029"
    "\u3031-\u3035\u3038-\u303c\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua000-\ua4cf\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U00016fe0-\U00018cff"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
_JOINERS = "\u200c\u200d"
"""They shape the letters beside them and part no words."""


def tokens(text: str) -> list[str]:
    """Words, blanks and signs in order; joined they are the text, character for character."""
    return _pattern(_marks(text)).findall(text)


def unspaced(*letters: str) -> bool:
    """Whether all of these are letters of scripts that are written without spaces."""
    return all(re.fullmatch(f"[{_UNSPACED}]", letter) for letter in letters)


def _marks(text: str) -> str:
    """The characters of a text that stay with the one before them, sorted."""
    if text.isascii():
        return ""
    return "".join(
        sorted(char for char in set(text) if char in _JOINERS or category(char).startswith("M"))
    )


@lru_cache(maxsize=256)
def _pattern(marks: str) -> re.Pattern[str]:
    with_marks = f"[{re.escape(marks)}]*+" if marks else ""
    letter = rf"[^\W_{_UNSPACED}]{with_marks}"
    # What stands within a word or a number only between letters or digits that fit it.
    inner = r"(?:[-'’‐‑]|(?<=\d)[.,:/٫٬](?=\d)|(?<=[A-Z0-9])[/.+](?=[A-Z0-9]))"
    return re.compile(
        rf"{ESCAPE}|{FOOTNOTE_MARK}|(?<=\]){TIE}|[\[\]]"
        rf"|(?:{letter})++(?:{inner}(?:{letter})++)*+"
        rf"|\s++|.{with_marks}",
        re.DOTALL,
    )
