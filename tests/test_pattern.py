"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from wsisdraft.text.pattern import later


def test_a_pattern_is_used_like_any_other() -> None:
    word = later(r"([a-z])\w*", re.IGNORECASE)
    found = word.match("Alternative 1")
    assert found is not None
    assert (found[0], found[1]) == ("Alternative", "A")
    assert word.fullmatch("two words") is None
    assert word.sub("-", "one two") == "- -"
    assert [m.span() for m in word.finditer("a bc")] == [(0, 1), (2, 4)]
    assert word.groups == 1


def test_what_it_is_made_of_is_known_before_it_is_compiled() -> None:
    inner = later(r"[0-9]+")
    assert later(f"no {inner.pattern}").fullmatch("no 21") is not None


def test_a_faulty_pattern_is_told_when_it_is_used() -> None:
    faulty = later("(")
    with pytest.raises(re.error):
        faulty.match("")
