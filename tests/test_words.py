"""Words for comparing: joined they are the text, and no sign falls apart that is read as one."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wsisdraft.notation.words import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trust in networks", "Trust| |in| |networks"),
        ("multi-stakeholder, e-mail", "multi-stakeholder|,| |e-mail"),
        ("Party's Parties’ l’accès", "Party's| |Parties|’| |l’accès"),
        ("1.5 °C, 1,000 and 2.", "1.5| |°|C|,| |1,000| |and| |2|."),
        ("70/125 A/RES/70/125 1/CP.20", "70/125| |A/RES/70/125| |1/CP.20"),
        ("A/CONF.217/3 at 10:30, 3/4", "A/CONF.217/3| |at| |10:30|,| |3/4"),
        ("non\u2011binding co\u2010operation", "non\u2011binding| |co\u2010operation"),
        ("١٫٥ و ١٬٠٠٠ عام ٢٠١٥.", "١٫٥| |و| |١٬٠٠٠| |عام| |٢٠١٥|."),
        ("[نُؤَكِّدُ]{#b1} التِزامَنا", "[|نُؤَكِّدُ|]|{#b1}| |التِزامَنا"),
        ("各国[应][须]合作", "各|国|[|应|]|[|须|]|合|作"),
        ("👍🏽 👩\u200d💻", "👍|🏽| |👩\u200d|💻"),
        ("WSIS+10/4/26 and/or 20–30", "WSIS+10/4/26| |and|/|or| |20|–|30"),
        ("[the [net]{#b2}]{#b1} x", "[|the| |[|net|]|{#b2}|]|{#b1}| |x"),
        ("{#b3} ] {#b3}", "{|#|b3|}| |]| |{|#|b3|}"),
        ("\\[a\\] b[^1] [^a b]", "\\[|a|\\]| |b|[^1]| |[|^|a| |b|]"),
        ("2025年弥合鸿沟。", "2025|年|弥|合|鸿|沟|。"),
        ("ひらカナ", "ひ|ら|カ|ナ"),
        ("الإِنْتَرْنِت للجميع", "الإِنْتَرْنِت| |للجميع"),
        ("می‌خواهم", "می‌خواهم"),
        ("किताब है", "किताब| |है"),
        ("e\u0301te\u0301 a\u030ab", "e\u0301te\u0301| |a\u030ab"),
        ("มู่ กี", "มู่| |กี"),
        ("葛\U000e0100 か\u3099", "葛\U000e0100| |か\u3099"),
        ("\u0301a", "\u0301|a"),
        ("a_b **c**", "a|_|b| |*|*|c|*|*"),
        ("one\n\n(a) two", "one|\n\n|(|a|)| |two"),
        ("", ""),
    ],
)
def test_words_are_taken_as_they_are_read(text: str, expected: str) -> None:
    assert "|".join(tokens(text)) == expected


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_joined_words_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
    assert all(tokens(text))


@given(st.text(alphabet="aé中ا\u064bก\u0e38\u0301\u200d[]{}#\\1./- \n", max_size=60))
def test_marks_are_never_parted_from_their_letter(text: str) -> None:
    words = tokens(text)
    assert "".join(words) == text
    for before, word in pairwise(words):
        if unicodedata.category(word[0]).startswith("M") or word[0] == "\u200d":
            # Blanks, brackets and what belongs to them stand alone.
            assert before.isspace() or before[-1] in "[]}" or before[0] == "\\", words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[" * 100_000, 100_000),
        ("a-" * 50_000, 2),
        ("]{#" * 30_000, 90_000),
        ("\u0301" * 50_000, 1),
        ("1." * 50_000, 2),
        ("\\" * 50_000, 25_000),
        ("[^" * 30_000, 60_000),
        ("a" * 99_999 + "中", 2),
    ],
)
def test_hostile_texts_are_taken_apart_to_the_end(text: str, count: int) -> None:
    assert len(tokens(text)) == count
