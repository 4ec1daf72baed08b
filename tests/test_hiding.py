"""Names left out of words: who may not be known from what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.hiding import HIDDEN, hiding

LINES = [
    line
    for line in (Path(__file__).parent / "cases" / "hiding.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
NAMES = [line.removeprefix("= ") for line in LINES if line.startswith("= ")]
CASES = [line.split(" => ") for line in LINES if not line.startswith("= ")]


@pytest.mark.parametrize(("there", "told"), CASES)
def test_what_is_told(there: str, told: str) -> None:
    assert hiding(NAMES)(there.replace("⏎", "\n")) == told


def test_without_names_nothing_is_left_out() -> None:
    text = "Norland and (name)"
    assert hiding([])(text) == hiding(["", "—"])(text) == text


@given(
    names=st.lists(
        st.from_regex(r"[A-Z][a-zé]{2,8}( [A-Z][a-zé]{2,8})?", fullmatch=True), max_size=6
    ),
    between=st.lists(
        st.sampled_from(["of", "islands", "[", "]", ",", "\n", "2014", "ß"]), min_size=8
    ),
)
def test_no_name_is_left_and_all_else_is(names: list[str], between: list[str]) -> None:
    text = " ".join(word for pair in zip(between, [*names, "", ""], strict=False) for word in pair)
    told = hiding(names)(text)
    assert not any(name in told for name in names)
    rest = text
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, HIDDEN)
    assert told.split() == rest.split()
