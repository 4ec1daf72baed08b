"""The scanner: real ways of bracketing, every short string, and texts too big to be slow on."""

from __future__ import annotations

import os
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wsisdraft.notation.scanner import DEEPEST_INDEX, in_columns, scan, side_by_side
from wsisdraft.text.bracket import NO_MARKS, Marks, Role, Stray
from wsisdraft.text.paragraph import BracketEntry

CASES = Path(__file__).parent / "cases"
SHARED = Path(os.environ.get("WSISDRAFT_SHARED", Path(__file__).parents[2] / "shared"))
CORPUS = SHARED / "corpus"
without_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"the corpus of real texts is not at {CORPUS}"
)


def cases(name: str) -> list[tuple[str, list[str]]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("  "):
            found[-1][1].append(line[2:])
        elif line.strip() and not line.startswith("#"):
            found.append((unwritten(line), []))
    return found


def unwritten(line: str) -> str:
    signs = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
    return re.sub(r"\\([nrt\\])", lambda match: signs[match[1]], line)


def told(text: str, marks: Marks) -> list[str]:
    """What a case file says of a text."""
    brackets = marks.brackets
    lines = [
        f"{pair.index} {pair.role} {pair.inside.of(text)}"
        + (f" tie {pair.handle}" if pair.handle else "")
        for pair in brackets
    ]
    lines += [
        "choice " + " ".join(brackets[position].index for position in choice)
        for choice in marks.choices
    ]
    return lines + [f"stray {stray.offset} {stray.char}" for stray in marks.strays]


@pytest.mark.parametrize(("text", "expected"), cases("scan-bodies.txt"))
def test_bodies_are_read_as_negotiators_mean_them(text: str, expected: list[str]) -> None:
    assert told(text, scan(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("scan-foreign.txt"))
def test_texts_from_outside_keep_their_own_ways(text: str, expected: list[str]) -> None:
    assert told(text, scan(text, foreign=True)) == expected


def test_text_without_brackets_costs_nothing() -> None:
    assert scan("no mark, only {#b1} and \\*") is NO_MARKS
    assert scan("\\[\\]") == Marks()


def test_depth_counts_what_is_never_closed_and_parents_do_not() -> None:
    marks = scan("[a [b] [c [d [e]]")
    assert [(pair.depth, pair.parent, pair.index) for pair in marks.brackets] == [
        (1, None, "1"),
        (2, None, "2"),
        (3, 1, "2.1"),
    ]
    assert marks.strays == (Stray(0, "["), Stray(7, "["))
    assert marks.deepest == 4


def test_entries_name_roles_and_choices() -> None:
    text = "[a]{#b1}[b]{#b2} or [c]{#b3}[d]{#b4} and [e [f]{#b6}]{#b5}"
    entries = {
        "b1": BracketEntry(choice="x"),
        "b2": BracketEntry(choice="none"),
        "b3": BracketEntry(choice="x"),
        "b4": BracketEntry(role="note"),
        "b5": BracketEntry(choice="x", role="no role at all"),
        "b6": BracketEntry(choice="x"),
    }
    marks = scan(text, entries=entries)
    assert [pair.role for pair in marks.brackets] == [
        Role.TEXT,
        Role.TEXT,
        Role.TEXT,
        Role.NOTE,
        Role.TEXT,
        Role.TEXT,
    ]
    # b6 has the name, but other siblings; b2 and b4 stand alone.
    assert marks.choices == ((0, 2, 4),)
    assert scan(text).choices == ((0, 1), (2, 3))


def test_a_bracket_is_found_by_handle_or_index_with_its_choice() -> None:
    marks = scan("[a [b]{#b9}][c] [d]")
    assert marks.find("b9") == marks.find("1.1") == (1,)
    assert marks.find("b1") == marks.find("") == ()
    assert marks.choice_of(2) == (0, 2)
    assert marks.choice_of(3) is None


def by_definition(text: str) -> tuple[dict[int, tuple[int, int, int | None]], list[int]]:
    """The grammar at its plainest, a character at a time: closed pairs by opener, and strays."""
    pairs: dict[int, tuple[int, int, int | None]] = {}
    within: dict[int, tuple[int, int | None]] = {}
    still_open: list[int] = []
    strays: list[int] = []
    at = 0
    while at < len(text):
        footnote = re.compile(r"\[\^[^\[\] ]{1,32}\]").match(text, at)
        if text[at] == "\\" and re.match(r"[!-/:-@\[-`{-~]", text[at + 1 : at + 2]):
            at += 2
            continue
        if text[at] == "[":
            within[at] = (len(still_open), still_open[-1] if still_open else None)
            still_open.append(at)
            if footnote:
                still_open.pop()
                pairs[at] = (footnote.end(), *within[at])
                at = footnote.end()
                continue
        elif text[at] == "]" and still_open:
            opener = still_open.pop()
            pairs[opener] = (at + 1, *within[opener])
        elif text[at] == "]":
            strays.append(at)
        at += 1
    return pairs, sorted(strays + still_open)


def holds(text: str) -> None:
    marks = scan(text)
    pairs, strays = by_definition(text)
    assert [stray.offset for stray in marks.strays] == strays
    assert all(text[stray.offset] == stray.char for stray in marks.strays)
    assert [pair.start for pair in marks.brackets] == sorted(pairs)
    for pair in marks.brackets:
        end, depth, parent = pairs[pair.start]
        assert text[pair.start] == "["
        assert text[pair.end - 1] == "]"
        assert (pair.end, pair.depth) == (end, depth)
        found = None if pair.parent is None else marks.brackets[pair.parent].start
        assert found == (parent if parent in pairs else None)
        tie = re.match(r"\{#([a-z][a-z0-9-]*)\}", text[pair.end :])
        tied = tie if tie and pair.role is not Role.FOOTNOTE else None
        assert pair.handle == (tied[1] if tied else None)
        assert pair.after == pair.end + (len(tied[0]) if tied else 0)


def test_every_short_string_is_read_by_the_definition() -> None:
    for length in range(6):
        for signs in product("[]\\a{#}^", repeat=length):
            holds("".join(signs))


@settings(max_examples=300)
@given(st.text(alphabet="[]\\a{#}^ \n*|(1.)é中", max_size=60))
def test_longer_strings_are_read_by_the_definition(text: str) -> None:
    holds(text)


BODIES = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            "[a]",
            "[b]{#b1}",
            "[c]{#b2}",
            "{#b1}",
            "[d][e]{#b3}",
            "a",
            "\\",
            "[^1]",
            "[agreed]",
            "[we]",
            "follow]",
            "é",
            "\n",
        ]
    ),
    max_size=8,
).map("".join)
ENTRIES = st.dictionaries(
    st.sampled_from(("b1", "b2", "b3")),
    st.builds(
        BracketEntry,
        role=st.sampled_from(("", "text", "note", "placeholder", "no role at all")),
        choice=st.sampled_from(("", "none", "x", "y")),
    ),
)


@settings(max_examples=500)
@given(BODIES, ENTRIES)
def test_what_is_read_directly_reads_the_same_in_columns(
    text: str, entries: dict[str, BracketEntry]
) -> None:
    direct = side_by_side(text, entries)
    if direct is not None:
        assert direct == in_columns(text, foreign=False, entries=entries)


def test_pairs_side_by_side_are_read_directly() -> None:
    marks = side_by_side("We [should]{#b1}[shall] [act]", {"b1": BracketEntry(by=("Norland",))})
    assert marks is not None
    assert [(pair.handle, pair.index) for pair in marks.brackets] == [
        ("b1", "1"),
        (None, "2"),
        (None, "3"),
    ]
    assert marks.choices == ((0, 1),)
    for more in ("[a [b]]", "[a", "a]", "[^1]", "[agreed]", "\\[a\\]"):
        assert side_by_side(more, {}) is None


@settings(max_examples=200)
@given(st.text(max_size=80), st.booleans())
def test_any_text_is_scanned(text: str, foreign: bool) -> None:
    marks = scan(text, foreign=foreign)
    assert all(pair.start < pair.end <= pair.after for pair in marks.brackets)
    assert len({pair.index for pair in marks.brackets}) == len(marks.brackets)
    signs = [(pair.start, pair.end - 1) for pair in marks.brackets]
    offsets = [offset for both in signs for offset in both]
    offsets += [stray.offset for stray in marks.strays]
    assert len(set(offsets)) == len(offsets)


@pytest.mark.parametrize(
    ("text", "pairs", "strays"),
    [
        ("[" * 100_000, 0, 100_000),
        ("]" * 100_000, 0, 100_000),
        ("[" * 50_000 + "]" * 50_000, 50_000, 0),
        ("[]" * 50_000, 50_000, 0),
        ("[^1]" * 25_000, 25_000, 0),
        ("\\[" * 50_000, 0, 0),
        ("[agreed]\n" * 10_000, 10_000, 0),
        ("[a]: " + " " * 50_000, 1, 0),
        ("[led by " + "A b " * 90 + "] x", 1, 0),
    ],
)
@pytest.mark.parametrize("foreign", [False, True])
def test_hostile_texts_are_scanned_to_the_end(
    text: str, pairs: int, strays: int, foreign: bool
) -> None:
    marks = scan(text, foreign=foreign)
    assert (len(marks.brackets), len(marks.strays)) == (pairs, strays)


def test_indices_end_where_nobody_would_read_them_aloud() -> None:
    deep = DEEPEST_INDEX + 5
    marks = scan("[" * deep + "]" * deep)
    assert marks.brackets[DEEPEST_INDEX - 1].index == ".".join(["1"] * DEEPEST_INDEX)
    assert {pair.index for pair in marks.brackets[DEEPEST_INDEX:]} == {""}
    assert marks.deepest == deep


# Pairs and strays as a plain stack finds them, footnote marks and links apart.
COUNTS = {
    "paris-23-oct-2015.md": (1024, 3, 7),
    "paris-4-dec-2015.md": (1014, 5, 10),
    "paris-9-dec-2015.md": (216, 3, 5),
    "paris-12-dec-2015.md": (0, 0, 1),
    "paris-nonpaper-5-oct-2015.txt": (231, 0, 3),
    "response-measures-2014.txt": (18, 0, 2),
}


@without_corpus
@pytest.mark.parametrize("name", COUNTS)
def test_real_texts_count_as_a_plain_stack_counts(name: str) -> None:
    text = (CORPUS / name).read_bytes().decode("utf-8")
    marks = scan(text, foreign=True)
    negotiated = [p for p in marks.brackets if p.role not in (Role.FOOTNOTE, Role.LINK)]
    assert (len(negotiated), len(marks.strays), marks.deepest) == COUNTS[name]
    # No mark is lost, none is invented.
    signs = 2 * len(marks.brackets) + len(marks.strays)
    assert signs == text.count("[") + text.count("]")
