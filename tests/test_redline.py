"""Redlines: both wordings can be had back from one, and it reads as a drafter would mark it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wsisdraft.notation import subsequence
from wsisdraft.notation.comparing import differences
from wsisdraft.notation.words import tokens
from wsisdraft.reports.redline import Redline, Sign, editorial, redline
from wsisdraft.reports.whole_brackets import bare_words

CASES = (Path(__file__).parent / "cases" / "redlines.txt").read_text(encoding="utf-8")
SHOWN = {Sign.SAME: "{}", Sign.TAKEN_OUT: "{{-{}-}}", Sign.PUT_IN: "{{+{}+}}"}

WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "recall",
                "the",
                "of",
                "a",
                "b",
                "é",
                "e\u0301",
                "字",
                "数",
                "نؤكِّد",
                "من",
                "👍",
                "1.5",
            ),
            *(" ", "  ", "\n", "\n\n", ",", ".", "。", "[", "]", "[", "]", "]{#b1}", "[^1]", "\\["),
        ]
    ),
    max_size=30,
).map("".join)
TEXTS = st.one_of(WORDS, st.text())


@st.composite
def bracketed(draw: st.DrawFn, depth: int = 0) -> str:
    """Words with balanced brackets, some of them touching."""
    parts = draw(st.lists(st.integers(0, 8), min_size=1, max_size=5))
    words = ("recall", "reaffirm", "note", "the", "of", "outcomes", "shall", "should")
    texts = [words[part] if part < 8 else "" for part in parts]
    if depth < 2:
        texts = [text or f"[{draw(bracketed(depth + 1))}]" for text in texts]
    return draw(st.sampled_from([" ", ""] if depth else [" "])).join(
        text or "note" for text in texts
    )


def before(found: Redline) -> str:
    return "".join(words for sign, words in found if sign is not Sign.PUT_IN)


def after(found: Redline) -> str:
    return "".join(words for sign, words in found if sign is not Sign.TAKEN_OUT)


@pytest.mark.parametrize("case", [line for line in CASES.split("\n") if "=>" in line])
def test_how_it_is_marked(case: str) -> None:
    old, new, marked = (part.strip(" ").replace("⏎", "\n") for part in case.split("=>"))
    assert "".join(SHOWN[sign].format(words) for sign, words in redline(old, new)) == marked


@given(TEXTS, TEXTS)
@example("]x{#b1}", "]{#b1}")
@example("a b [", "a [ b")
def test_both_wordings_can_be_had_back(old: str, new: str) -> None:
    found = redline(old, new)
    assert before(found) == old
    assert after(found) == new
    assert all(words for _, words in found)
    signs = [sign for sign, _ in found]
    assert all(one is not other for one, other in pairwise(signs))
    assert (Sign.PUT_IN, Sign.TAKEN_OUT) not in pairwise(signs)
    assert (old == new) is (set(signs) <= {Sign.SAME})


@given(TEXTS)
def test_equal_wordings_are_one_run(text: str) -> None:
    assert redline(text, text) == (((Sign.SAME, text),) if text else ())


@given(TEXTS, TEXTS)
def test_what_came_and_what_went_is_all_there_is(old: str, new: str) -> None:
    assert {sign for sign, _ in redline("", new)} <= {Sign.PUT_IN}
    assert {sign for sign, _ in redline(old, "")} <= {Sign.TAKEN_OUT}


@settings(max_examples=200)
@given(bracketed(), bracketed())
@example("reaffirm [recall][reaffirm] the", "[reaffirm] the")
@example("[recall] [shall the outcomes shall]", "[recall shall]")
@example("note phases the [phases [of phases outcomes] the]", "note the [phases [of outcomes] the]")
def test_no_run_of_words_tears_a_pair_of_brackets(old: str, new: str) -> None:
    """A bracket that stays keeps its other half, or that went and another came in its place."""
    sides = (tokens(old), tokens(new))
    others = [_partners(words) for words in sides]
    runs, kept = _placed(redline(old, new), sides)
    back = {there: at for at, there in kept.items()}
    for at, there in kept.items():
        if at not in others[0] or there not in others[1]:
            continue
        other, new_other = others[0][at], others[1][there]
        if kept.get(other) == new_other or (other not in kept and new_other not in back):
            continue
        # Then only brackets changed where the other half was or is.
        assert other in kept or not bare_words(tokens(runs[0][other]))
        assert new_other in back or not bare_words(tokens(runs[1][new_other]))


def _partners(words: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    still_open: list[int] = []
    for at, word in enumerate(words):
        if word == "[":
            still_open.append(at)
        elif word == "]" and still_open:
            start = still_open.pop()
            found |= {start: at, at: start}
    return found


def _placed(
    found: Redline, sides: tuple[list[str], list[str]]
) -> tuple[tuple[dict[int, str], dict[int, str]], dict[int, int]]:
    """The run of every word of both sides, and the places of those that stay."""
    runs: tuple[dict[int, str], dict[int, str]] = ({}, {})
    kept: dict[int, int] = {}
    at = [0, 0]
    for sign, run in found:
        first = 1 if sign is Sign.PUT_IN else 0
        length = 0
        while length < len(run):
            length += len(sides[first][at[first]])
            runs[first][at[first]] = run
            if sign is Sign.SAME:
                kept[at[0]] = at[1]
                runs[1][at[1]] = run
                at[1] += 1
            at[first] += 1
    return runs, kept


@given(bracketed())
def test_brackets_lifted_are_all_that_changes(text: str) -> None:
    bare = text.replace("[", "").replace("]", "")
    if tokens(bare) == [word for word in tokens(text) if word not in "[]"]:
        for found in (redline(text, bare), redline(bare, text)):
            assert {char for sign, run in found if sign is not Sign.SAME for char in run} <= set(
                "[]"
            )


@given(WORDS, WORDS, WORDS, WORDS)
def test_what_is_far_from_a_change_stays(head: str, one: str, other: str, tail: str) -> None:
    old, new = f"Head\n\n{head} | {one}", f"Head\n\n{head} | {other}"
    found = redline(f"{old}\n\n{tail}\n\nTail.", f"{new}\n\n{tail}\n\nTail.")
    assert found[0][0] is found[-1][0] is Sign.SAME
    assert found[0][1].startswith("Head")
    assert found[-1][1].endswith("Tail.")


@given(
    st.lists(st.sampled_from("abcde"), max_size=12), st.lists(st.sampled_from("abcde"), max_size=12)
)
def test_differences_are_apart_in_order_and_all_there_is(one: list[str], other: list[str]) -> None:
    found = differences(one, other)
    i = j = kept = 0
    for start, end, new_start, new_end in found:
        assert one[i:start] == other[j:new_start]
        assert start < end or new_start < new_end
        assert i == 0 or start > i
        kept += start - i
        i, j = end, new_end
    assert one[i:] == other[j:]
    assert kept + len(one) - i == _longest(one, other)


def _longest(one: Sequence[str], other: Sequence[str]) -> int:
    """As the textbook has it, a row at a time."""
    row = [0] * (len(other) + 1)
    for word in one:
        before_row = row
        row = [0]
        for j, there in enumerate(other):
            row.append(before_row[j] + 1 if word == there else max(before_row[j + 1], row[j]))
    return row[-1]


LETTERS = st.lists(st.sampled_from("abcd"), max_size=40)


@given(LETTERS, LETTERS, st.sampled_from([0, 64, 16_000_000]))
def test_what_is_in_common_is_the_longest(one: list[str], other: list[str], kept: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subsequence, "KEPT", kept)
        pairs = subsequence.in_common(one, other)
    assert all(one[i] == other[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert len(pairs) == subsequence.common_length(one, other) == _longest(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x {0} ", "y {0} "),
        ("word ", "word  "),
        ("a{0} , ", "b{0} , "),
        ("a{0} m{1} ", "b{0} m{1} "),
        ("a{0} the m{0} ", "b{0} the m{0} "),
        ("[", "]"),
        ("[]", "[a]"),
        ("a[", "[b"),
        ("[a] ", "a "),
        ("字", "数"),
        ("\\[", "["),
        ("]{{#b1}}", "[]{{#b1}}"),
    ],
)
def test_hostile_wordings_are_told_in_bounded_time(one: str, other: str) -> None:
    for size in (300, 900, 3_000):
        old = "".join(one.format(n, n % 16) for n in range(size))
        new = "".join(other.format(n, n % 16) for n in range(size))
        found = redline(old, new)
        assert (before(found), after(found)) == (old, new)


def test_of_a_long_wording_every_change_is_found() -> None:
    words = [f"w{n}" for n in range(6_000)]
    changed = [f"v{n}" if n in (7, 3_000, 5_993) else word for n, word in enumerate(words)]
    found = redline(" ".join(words), " ".join(changed))
    assert [run for sign, run in found if sign is Sign.TAKEN_OUT] == ["w7", "w3000", "w5993"]


def test_beyond_a_bound_only_the_ends_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subsequence, "MOST", 100)
    middle = " ".join(f"w{n}" for n in range(40))
    changed = middle.replace("w7 ", "v7 ").replace("w33 ", "v33 ")
    found = redline(f"Head. {middle} Tail.", f"Head. {changed} Tail.")
    assert [sign for sign, _ in found] == [Sign.SAME, Sign.TAKEN_OUT, Sign.PUT_IN, Sign.SAME]
    assert found[0][1].endswith(" w6 ")
    assert found[-1][1].startswith(" w34 ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We recall.", "we recall"),
        ("multi-stakeholder", "multistakeholder"),
        ("States, and others", "States and others;"),
        ("20–30", "20-30"),
        ("(a) To build quays", "(b) To build quays"),
        ("1. To share;\n2. To build.", "(a) To share;\n(b) To build."),
        ("*Recalling* the outcomes", "Recalling the outcomes"),
        ("the  outcomes", "the\noutcomes"),
        ("[the] Outcomes", "[the] outcomes"),
        ("e\u0301t\u00e9", "\u00e9te\u0301"),
    ],
)
def test_editorial_changes(old: str, new: str) -> None:
    assert editorial(old, new)
    assert editorial(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We recall.", "We recall."),
        ("We recall.", "We note."),
        ("[recall]", "recall"),
        ("[recall][note]", "[recall note]"),
        ("\\[recall\\]", "[recall]"),
        ("[1. To build", "1. To build"),
        ("1.5 °C", "15 °C"),
        ("-5 °C", "5 °C"),
        ("5 %", "5"),
        ("20-30", "20 30"),
        ("70/125", "70 125"),
        ("10 000", "10000"),
        ("a[^1]", "a"),
        ("для", "dlya"),
    ],
)
def test_other_changes_are_not_editorial(old: str, new: str) -> None:
    assert not editorial(old, new)
    assert not editorial(new, old)
