"""Differences between two wordings that nobody sees, or that are easily taken for none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from unicodedata import name, normalize

from wsisdraft.notation.blocks import ITEM
from wsisdraft.text.characters import UNSEEN
from wsisdraft.text.frozen import frozen

__all__ = ["look_alike_only"]

# Pairs of a letter and the Latin one it is drawn like.
_CYRILLIC = (
    "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwӏlѵv"
    "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSԚQԜWӀIҮY"
)  # fmt: skip
_GREEK = "αaιiνvοoρpυuΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX"
_ARMENIAN = "օoսuհhյjցgԼLՍUՏSՕO"
_LATIN = "ıiɑaɡgɩiʟL"
# Digits that Arabic and Persian draw alike.
_DIGITS = "۰٠۱١۲٢۳٣۷٧۸٨۹٩"
_LETTERS = _CYRILLIC + _GREEK + _ARMENIAN + _LATIN + _DIGITS
_SPACES = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE, _DOUBLE = "‘’‚‛ʼ′‹›`´", "“”„‟″«»＂"


@frozen
class _Kind:
    """One kind of difference that is not seen, and how to see past it."""

    said: str
    """What it is called; one of the characters that differ is named after it."""
    folded: Callable[[str], str]
    named: str = ""
    """Of these characters."""


def _by_table(characters: Mapping[str, str]) -> Callable[[str], str]:
    table = str.maketrans(dict(characters))
    return lambda text: text.translate(table)


_HIDDEN = re.compile(f"(?!\t)[{UNSEEN}]")
_BLANKS = re.compile(" {2,}")


def _without_hidden(text: str) -> str:
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub("", text)


def _in_one_line(text: str) -> str:
    """With a space for several, and for a line break inside a block."""
    lines: list[str] = []
    for line in _BLANKS.sub(" ", text).split("\n"):
        words = line.rstrip(" ")
        before = lines[-1] if lines else ""
        apart = not words or not before or before[0] == "|" or words[0] == "|"
        if apart or ITEM.match(words):
            lines.append(words)
        else:
            lines[-1] = f"{before} {words.lstrip(' ')}"
    return "\n".join(lines).rstrip("\n")


_KINDS = (
    _Kind("characters that are not seen", _without_hidden),
    _Kind(
        "letters of another script that look the same",
        _by_table(dict(zip(_LETTERS[::2], _LETTERS[1::2], strict=True))),
        _LETTERS[::2],
    ),
    _Kind("another kind of space", _by_table(dict.fromkeys(_SPACES, " ")), _SPACES),
    _Kind("another kind of hyphen or dash", _by_table(dict.fromkeys(_DASHES, "-")), _DASHES),
    _Kind(
        "another kind of quotation mark or apostrophe",
        _by_table(dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"')),
        _SINGLE + _DOUBLE,
    ),
    _Kind("letters with accents stored in another form", lambda text: normalize("NFC", text)),
    _Kind("the number of spaces, or where lines break", _in_one_line),
)


def look_alike_only(old: str, new: str) -> str | None:
    """What kind of unseen difference there is between two wordings that look the same.

    `another kind of space (no-break space, U+00A0)`; several kinds are told one after the other.
    None where the wordings are equal, or where a difference can be seen.
    """
    if old == new or not _same(old, new):
        return None
    kinds = [kind for kind in _KINDS if not _same(old, new, without=kind)]
    if not kinds:
        # Several explain it, each alone: the first of them is told.
        kinds = [kind for kind in _KINDS if kind.folded(old) == kind.folded(new)][:1]
    return "; ".join(_told(kind, old, new) for kind in kinds or _KINDS[-1:])


def _same(old: str, new: str, without: _Kind | None = None) -> bool:
    for kind in _KINDS:
        if kind is not without:
            old, new = kind.folded(old), kind.folded(new)
    return old == new


def _told(kind: _Kind, old: str, new: str) -> str:
    """The kind, with one of the characters that stand in one wording only."""
    times, other = Counter(new), Counter(old)
    hidden = kind.folded is _without_hidden
    for char in dict.fromkeys(new + old):
        is_meant = char in kind.named or (hidden and _HIDDEN.match(char))
        if is_meant and times[char] != other[char]:
            called = name(char, "tab" if char == "\t" else "control character").lower()
            return f"{kind.said} ({called}, U+{ord(char):04X})"
    return kind.said
