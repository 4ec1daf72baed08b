"""Differences that nobody sees are told by their kind; those that can be seen are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.reports.look_alikes import look_alike_only

LETTERS = "letters of another script that look the same"
SPACE = "another kind of space (no-break space, U+00A0)"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Parties", "P\u0430rties", f"{LETTERS} (cyrillic small letter a, U+0430)"),
        ("Option A", "Option \u0391", f"{LETTERS} (greek capital letter alpha, U+0391)"),
        ("coop", "co\u0585p", f"{LETTERS} (armenian small letter oh, U+0585)"),
        ("٢٠١٥", "٢٠١٥".replace("٠", "۰"), f"{LETTERS} (extended arabic-indic digit zero, U+06F0)"),
        ("5 °C", "5\u00a0°C", SPACE),
        ("a b", "a\u2009b", "another kind of space (thin space, U+2009)"),
        ("a b", "a\tb", "another kind of space (tab, U+0009)"),
        ("co-op", "co\u2011op", "another kind of hyphen or dash (non-breaking hyphen, U+2011)"),
        ("20-30", "20–30", "another kind of hyphen or dash (en dash, U+2013)"),
        (
            "Party's",
            "Party’s",
            "another kind of quotation mark or apostrophe (right single quotation mark, U+2019)",
        ),
        (
            '"shall"',
            "“shall”",
            "another kind of quotation mark or apostrophe (left double quotation mark, U+201C)",
        ),
        ("co\u00adop", "coop", "characters that are not seen (soft hyphen, U+00AD)"),
        ("a\u200bb", "ab", "characters that are not seen (zero width space, U+200B)"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9", "letters with accents stored in another form"),
        ("a b", "a  b", "the number of spaces, or where lines break"),
        ("We recall\nthem.", "We recall them.", "the number of spaces, or where lines break"),
        (
            "Parties act",
            "P\u0430rties\u00a0act",
            f"{LETTERS} (cyrillic small letter a, U+0430); {SPACE}",
        ),
    ],
)
def test_unseen_differences_are_told(old: str, new: str, told: str) -> None:
    assert look_alike_only(old, new) == told
    assert look_alike_only(new, old) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We recall.", "We recall."),
        ("We recall.", "We note."),
        ("Parties", "parties"),
        ("P\u0430rties act", "Parties note"),
        ("[a]", "a"),
        ("coop", "co-op"),
        ("We recall.\n\nWe act.", "We recall. We act."),
        ("We act:\n(a) now", "We act: (a) now"),
        ("| a\n| b", "| a | b"),
        ("", "a"),
    ],
)
def test_what_can_be_seen_is_not_told(old: str, new: str) -> None:
    assert look_alike_only(old, new) is None
    assert look_alike_only(new, old) is None


ODD = st.text(alphabet="ao\u0430\u03bf \u00a0\n-–'’e\u0301\u00e9\u00ad\u200b|([", max_size=12)


@given(ODD, ODD)
def test_equal_wordings_have_no_difference_and_either_way_tells_the_same(
    old: str, new: str
) -> None:
    told = look_alike_only(old, new)
    assert look_alike_only(old, old) is None
    assert (told is None) == (look_alike_only(new, old) is None)
    assert told != ""
