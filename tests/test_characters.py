"""Characters that are not seen as they are stored: every code point there is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.text.characters import JOINERS, LOOK_ALIKE, UNSEEN, seen, seen_in_line

HIDDEN = re.compile(f"[{UNSEEN}]")
ALIKE = re.compile(f"[{LOOK_ALIKE}]")

# Unicode's Default_Ignorable_Code_Point, which Python does not tell.
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Signs of category Cf that are drawn: of numbers, of verses, of abbreviations.
DRAWN = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def everything(end: int = 0x110000) -> Iterator[str]:
    """Every code point; not kept, as they are many."""
    return (chr(code) for code in range(end))


@cache
def near() -> tuple[str, ...]:
    return tuple(char for char in everything() if ord(char) < 0x3100 or HIDDEN.match(char))


def must_be_told(char: str) -> bool:
    """Whether a reader would not see such a character, or see its neighbours otherwise."""
    category = unicodedata.category(char)
    return (
        (category == "Cc" and char != "\n")
        or category in {"Cs", "Zl", "Zp"}
        or (category == "Cf" and not DRAWN.match(char))
        or unicodedata.bidirectional(char) in TURNING
        or IGNORABLE.match(char) is not None
        or ord(char) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(char) <= 0xFDEF
    )


def test_every_character_that_is_not_seen_is_told() -> None:
    missed = [f"{ord(c):04X}" for c in everything() if must_be_told(c) and not HIDDEN.match(c)]
    assert missed == []


def test_only_those_are_told() -> None:
    # The blank of Braille and the replacement of an object are drawn as nothing, too.
    told = {c for c in everything() if HIDDEN.match(c)} - {"\u2800", "\ufff9", "\ufffa", "\ufffb"}
    more = {f"{ord(c):04X}" for c in told if not must_be_told(c)}
    assert more <= {"FFFC", *(f"{code:04X}" for code in range(0x13430, 0x13440))}


def test_whatever_is_shown_has_nothing_hidden_in_it() -> None:
    chars = [char for char in everything() if char != "\n"]
    shown = seen("\n".join(chars)).split("\n")
    for char, text in zip(chars, shown, strict=True):
        assert text == (f"<U+{ord(char):04X}>" if HIDDEN.match(char) else char)
    assert [char for char in everything(0x3000) if seen(char) != char] == [
        char for char in everything(0x3000) if HIDDEN.match(char)
    ]


@pytest.mark.parametrize("before", ["a", "\u0627", "\u061c", "\u200d"])
def test_hidden_characters_behind_another(before: str) -> None:
    shown = seen(" ".join(before + char for char in near()))
    assert seen(shown) == shown
    left = {shown[match.start() - 1 : match.end()] for match in HIDDEN.finditer(shown)}
    # Only a joiner that shapes the letter before it is left as it is.
    assert left == ({"\u0627\u200c", "\u0627\u200d"} if before == "\u0627" else set())


@given(st.text(st.one_of(st.characters(codec=None), st.sampled_from(f"{JOINERS}\u0627\u0915a\n"))))
def test_showing_again_shows_the_same(text: str) -> None:
    shown = seen(text)
    assert seen(shown) == shown
    assert shown.count("\n") == text.count("\n")
    line = seen_in_line(text)
    assert "\n" not in line
    assert seen_in_line(line) == line
    assert line.replace("<U+000A>", "\n") == shown or "<U+000A>" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("We recall them.", "We recall them."),
        ("[31m\x1b[0m", "[31m<U+001B>[0m"),
        ("a\tb\r\n", "a<U+0009>b<U+000D>\n"),
        ("agreed\u202eton", "agreed<U+202E>ton"),
        ("می‌خواهیم", "می‌خواهیم"),
        ("می‌‌خواهیم", "می‌<U+200C>خواهیم"),
        ("क्‍ष", "क्‍ष"),
        ("a‍b", "a<U+200D>b"),
        ("\u0627\u200f", "\u0627<U+200F>"),
        ("\u061c\u200c", "<U+061C><U+200C>"),
        ("\U000e0041\U0010ffff", "<U+E0041><U+10FFFF>"),
        ("❤️", "❤<U+FE0F>"),
    ],
)
def test_shown(text: str, shown: str) -> None:
    assert seen(text) == shown


def test_joiners_are_among_the_hidden_and_no_bracket_is_hidden() -> None:
    assert all(HIDDEN.match(char) for char in JOINERS)
    alike = [char for char in everything() if ALIKE.match(char)]
    assert not any(HIDDEN.match(char) for char in alike)
    assert not any(char in alike for char in "[]()<>{}«»「」『』")
    for char in alike:
        name = unicodedata.name(char)
        assert "BRACKET" in name or "LENTICULAR" in name or "QUILL" in name, name


def test_every_square_bracket_but_the_two_only_looks_like_one() -> None:
    named = [c for c in everything() if "SQUARE BRACKET" in unicodedata.name(c, "")]
    # Not the marks put on a letter, nor a pair that lies on its side, nor what is not seen.
    decorated = re.compile("COMBINING|^TOP|^BOTTOM|^TAG")
    missed = [
        unicodedata.name(c)
        for c in named
        if not ALIKE.match(c) and c not in "[]" and not decorated.match(unicodedata.name(c))
    ]
    assert missed == []
