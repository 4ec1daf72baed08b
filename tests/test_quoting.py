"""Strangers' words inside our sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.text.quoting import LONGEST_QUOTE, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", '""'),
        ("B.21", '"B.21"'),
        ("Évian 21", '"Évian 21"'),
        ("a\x1b[2Jb", '"a<U+001B>[2Jb"'),
        ("a\u202eb", '"a<U+202E>b"'),
        ("a\u200bb", '"a<U+200B>b"'),
        ("a\nb\x00", '"a<U+000A>b<U+0000>"'),
        ("\udcff", '"<U+DCFF>"'),
        ("\U000e0041", '"<U+E0041>"'),
        ("x" * 81, '"' + "x" * 79 + '…"'),
    ],
)
def test_quoted(text: str, shown: str) -> None:
    assert quoted(text) == shown


@given(st.text(st.characters()))
def test_a_quotation_is_one_bounded_line_that_can_be_shown(text: str) -> None:
    shown = quoted(text)
    assert shown.isprintable()
    assert shown.encode("utf-8")
    assert len(shown) <= 10 * LONGEST_QUOTE + 2
