"""Redlines: both wordings can be had back from one, and it reads as a drafter would mark it."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.comparing import MOST_WORDS, differences
from wsisdraft.notation.words import tokens
from wsisdraft.reports.redline import Redline, Sign, redline

CASES = (Path(__file__).parent / "cases" / "redlines.txt").read_text(encoding="utf-8")
SHOWN = {Sign.SAME: "{}", Sign.TAKEN_OUT: "{{-{}-}}", Sign.PUT_IN: "{{+{}+}}"}

WORDS = st.lists(
    st.sampled_from(["a", "b", "c", " ", "  ", "\n", ",", "[", "]", "]{#b1}", "\\[", "é", "字"]),
    max_size=30,
).map("".join)


def before(found: Redline) -> str:
    return "".join(words for sign, words in found if sign is not Sign.PUT_IN)


def after(found: Redline) -> str:
    return "".join(words for sign, words in found if sign is not Sign.TAKEN_OUT)


@pytest.mark.parametrize("case", [line for line in CASES.split("\n")[1:] if "=>" in line])
def test_how_it_is_marked(case: str) -> None:
    old, new, marked = (part.strip(" ") for part in case.split("=>"))
    assert "".join(SHOWN[sign].format(words) for sign, words in redline(old, new)) == marked


@given(st.one_of(WORDS, st.text()), st.one_of(WORDS, st.text()))
def test_both_wordings_can_be_had_back(old: str, new: str) -> None:
    found = redline(old, new)
    assert before(found) == old
    assert after(found) == new
    assert all(words for _, words in found)
    signs = [sign for sign, _ in found]
    assert all(one is not other for one, other in pairwise(signs))
    assert (Sign.PUT_IN, Sign.TAKEN_OUT) not in pairwise(signs)
    assert (old == new) is (set(signs) <= {Sign.SAME})


@given(WORDS, WORDS, WORDS, WORDS)
def test_common_ends_stay(head: str, one: str, other: str, tail: str) -> None:
    old, new = f"Head {head} | {one} | {tail} tail.", f"Head {head} | {other} | {tail} tail."
    found = redline(old, new)
    assert found[0][0] is Sign.SAME
    assert found[0][1].startswith(f"Head {head} |")
    assert found[-1][0] is Sign.SAME
    assert found[-1][1].endswith(f"| {tail} tail.")


@given(
    st.lists(st.sampled_from("abcde"), max_size=12), st.lists(st.sampled_from("abcde"), max_size=12)
)
def test_differences_are_apart_in_order_and_all_there_is(one: list[str], other: list[str]) -> None:
    found = differences(one, other)
    i = j = 0
    for start, end, new_start, new_end in found:
        assert one[i:start] == other[j:new_start]
        assert start < end or new_start < new_end
        assert i == 0 or start > i
        i, j = end, new_end
    assert one[i:] == other[j:]


def test_as_much_is_kept_as_a_careful_comparison_keeps() -> None:
    old = "We recall the outcomes of both phases of the Summit, and the review of them in 2014."
    new = "We reaffirm the outcomes of all phases of the Summit, the review and the work of 2015."
    kept = sum(len(words) for sign, words in redline(old, new) if sign is Sign.SAME)
    blocks = SequenceMatcher(None, tokens(old), tokens(new), autojunk=False).get_matching_blocks()
    words = tokens(old)
    careful = sum(len("".join(words[b.a : b.a + b.size])) for b in blocks)
    assert kept >= careful - 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x {0} ", "y {0} "),
        ("a{0} , ", "b{0} , "),
        ("a{0} m{1} ", "b{0} m{1} "),
        ("a{0} the m{0} ", "b{0} the m{0} "),
        ("[", "]"),
        ("a[", "[b"),
        ("字", "数"),
        ("\\[", "["),
    ],
)
def test_hostile_wordings_are_told_in_bounded_time(one: str, other: str) -> None:
    for size in (300, 900, 3_000):
        old = "".join(one.format(n, n % 16) for n in range(size))
        new = "".join(other.format(n, n % 16) for n in range(size))
        found = redline(old, new)
        assert (before(found), after(found)) == (old, new)


def test_beyond_a_bound_only_the_ends_are_compared() -> None:
    middle = " ".join(f"w{n}" for n in range(MOST_WORDS))
    old, new = f"Head. {middle} Tail.", f"Head. {middle} X {middle} Tail."
    found = redline(old, new)
    assert (before(found), after(found)) == (old, new)
    assert len(found) <= 4
    changed = middle.replace("w7 ", "v7 ").replace(f"w{MOST_WORDS - 7} ", "v ")
    found = redline(f"Head. {middle} Tail.", f"Head. {changed} Tail.")
    assert [sign for sign, _ in found] == [Sign.SAME, Sign.TAKEN_OUT, Sign.PUT_IN, Sign.SAME]
