"""Numbers: what is one, how people say it, how they follow each other, where they skip."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wsisdraft.text.number import LATIN, Number, gaps, in_order

CASES = Path(__file__).parent / "cases"


def lines(name: str) -> list[str]:
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def numbers(text: str) -> tuple[Number, ...]:
    found = [Number.of(word) for word in text.split()]
    assert None not in found, text
    return tuple(number for number in found if number is not None)


# The grammar once more, as one expression, from the definitions and not from the code.
_ROMANS = [
    tens + unit
    for tens in ("", "x", "xx", "xxx")
    for unit in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
]
_DOUBLED = [chr(code) * 2 for code in range(ord("a"), ord("z") + 1)]
_LATIN = f"(?:{'|'.join(sorted(LATIN, key=len, reverse=True))})?"
_DIGITS = rf"(?:0|[1-9][0-9]*)[A-Z]{{0,2}}{_LATIN}"
_LETTER = rf"(?:[a-z]|{'|'.join(filter(None, _ROMANS + _DOUBLED))}){_LATIN}"
GRAMMAR = re.compile(
    rf"(?:(?:PP|OP)?{_DIGITS}|{_LETTER}|title|chapeau|annex|end)(?:\.(?:{_DIGITS}|{_LETTER})){{0,4}}"
)

segments = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.integers(0, 40),
        st.sampled_from(["", "", "", "A", "B", "AA"]),
        st.sampled_from(["", "", "", "bis", "ter"]),
    ),
    st.builds(
        "{}{}".format,
        st.sampled_from(["a", "b", "c", "i", "ii", "iv", "v", "x", "aa", "zz", "xxx"]),
        st.sampled_from(["", "", "bis", "ter"]),
    ),
)
digits = st.integers(0, 40).map(str)
firsts = st.one_of(
    segments,
    st.builds("{}{}".format, st.sampled_from(["PP", "OP"]), digits),
    st.sampled_from(["title", "chapeau", "annex", "end"]),
)
texts = st.builds(
    lambda first, parts: ".".join([first, *parts]), firsts, st.lists(segments, max_size=2)
)


@pytest.mark.parametrize("line", lines("number-spoken.txt"))
def test_number_is_read_as_people_say_it(line: str) -> None:
    said, _, canonical = (part.strip() for part in line.partition("=>"))
    read = Number.read(said)
    assert (str(read) if read else "-") == canonical


def test_strict_reading_agrees_with_the_grammar_on_every_short_string() -> None:
    for length in range(5):
        for chars in product("01aixbsA.P", repeat=length):
            text = "".join(chars)
            number = Number.of(text)
            assert (number is not None) == (GRAMMAR.fullmatch(text) is not None), text
            assert number is None or str(number) == text


@given(st.text(alphabet="019abeinqrstuvxABOP.()[] -", max_size=24))
def test_strict_reading_agrees_with_the_grammar_on_longer_ones(text: str) -> None:
    number = Number.of(text)
    assert (number is not None) == (GRAMMAR.fullmatch(text) is not None)


@given(st.one_of(st.text(), st.text(alphabet="12aAbisPp .()[]", max_size=20)))
def test_whatever_is_read_has_a_canonical_spelling(text: str) -> None:
    number = Number.read(text)
    if number is not None:
        assert Number.of(str(number)) == number
        assert Number.read(str(number)) == number


@given(texts)
def test_case_and_spaces_before_latin_words_do_not_matter(text: str) -> None:
    spaced = re.sub(rf"({'|'.join(LATIN)})", r" \1", text)
    assert Number.read(spaced) == Number.of(text)
    assert Number.read(text.upper()) == Number.of(text)


def test_number_longer_than_a_file_name_is_none() -> None:
    assert Number.of("9" * 200) is not None
    assert Number.of("9" * 201) is None
    assert Number.read("9" * 100_000) is None
    assert Number.read("(" * 100_000) is None


@pytest.mark.parametrize(
    ("text", "parent"),
    [("24.a", "24"), ("24bis.a.ii", "24bis.a"), ("PP3.1", "PP3"), ("annex.2", "annex")],
)
def test_parent_of_a_part(text: str, parent: str) -> None:
    number = Number.of(text)
    assert number is not None
    assert str(number.parent) == parent


@pytest.mark.parametrize("text", ["24", "24bis", "24A", "annex", "PP3", "iv"])
def test_only_parts_have_a_parent(text: str) -> None:
    number = Number.of(text)
    assert number is not None
    assert number.parent is None


@pytest.mark.parametrize("line", lines("number-order.txt"))
def test_order(line: str) -> None:
    expected = numbers(line)
    assert in_order(reversed(expected)) == expected
    assert in_order(sorted(expected, key=str)) == expected


@given(st.lists(texts, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_how_numbers_come(names: list[str], random: object) -> None:
    given_order = numbers(" ".join(names))
    shuffled = list(given_order)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order(shuffled) == in_order(given_order)


@given(st.lists(texts, max_size=12, unique=True))
def test_parts_follow_right_after_what_they_are_part_of(names: list[str]) -> None:
    ordered = in_order(numbers(" ".join(names)))
    for position, number in enumerate(ordered):
        inside = [n for n in ordered if _is_part(n, number)]
        assert list(ordered[position + 1 : position + 1 + len(inside)]) == inside


def _is_part(number: Number, of: Number) -> bool:
    parent = number.parent
    while parent is not None and parent != of:
        parent = parent.parent
    return parent is not None


@given(st.lists(st.integers(0, 10**9), unique=True, max_size=30))
def test_plain_numbers_are_in_numerical_order(values: list[int]) -> None:
    ordered = in_order(numbers(" ".join(map(str, values))))
    assert [number.plain for number in ordered] == sorted(values)


def test_equal_numbers_hash_alike_however_they_were_made() -> None:
    made = Number.of("24bis.a")
    assert made is not None
    again = Number(made.series, made.segments)
    assert again == made
    assert len({again, made}) == 1


@pytest.mark.parametrize("line", lines("number-gaps.txt"))
def test_gaps(line: str) -> None:
    folder, _, expected = line.partition("=>")
    found = [f"{gap.missing}<{gap.before}" for gap in gaps(numbers(folder))]
    assert found == expected.split()


@settings(max_examples=100)
@given(st.sets(st.integers(0, 30)))
def test_what_gaps_leave_out_is_what_is_missing(values: set[int]) -> None:
    missing: set[int] = set()
    for gap in gaps(numbers(" ".join(map(str, values)))):
        first, _, last = gap.missing.partition("-")
        missing.update(range(int(first), int(last or first) + 1))
    assert missing == set(range(1, max(values, default=0))) - values
