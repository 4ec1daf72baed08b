"""Lifting: what is left at the seams, and that nothing else is ever touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_scanner import CASES, unwritten
from wsisdraft.notation.lifting import (
    choose,
    clean,
    drop,
    keep,
    lift,
    opening_words,
    without_ties,
)
from wsisdraft.notation.scanner import scan
from wsisdraft.text.bracket import Marks, Role
from wsisdraft.text.span import Span


def cases(name: str) -> list[tuple[str, str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            before, names, after = line.replace("\\u00a0", "\u00a0").split(" => ")
            found.append((unwritten(before), names, unwritten(after)))
    return found


def positions(marks: Marks, names: str) -> list[int]:
    found = [marks.find(name) for name in names.split()]
    assert all(len(places) == 1 for places in found), names
    return [places[0] for places in found]


def spliced(body: str, splices: tuple[tuple[Span, str], ...]) -> str:
    pieces, done = [], 0
    for span, new in splices:
        assert done <= span.start <= span.end <= len(body)
        pieces += [body[done : span.start], new]
        done = span.end
    return "".join([*pieces, body[done:]])


@pytest.mark.parametrize(("body", "names", "expected"), cases("lift-keep.txt"))
def test_words_are_kept(body: str, names: str, expected: str) -> None:
    marks = scan(body)
    assert spliced(body, keep(body, marks, positions(marks, names))) == expected


@pytest.mark.parametrize(("body", "names", "expected"), cases("lift-drop.txt"))
def test_words_are_dropped(body: str, names: str, expected: str) -> None:
    marks = scan(body)
    assert spliced(body, drop(body, marks, positions(marks, names))) == expected


@pytest.mark.parametrize(("body", "names", "expected"), cases("lift-choose.txt"))
def test_one_member_is_chosen(body: str, names: str, expected: str) -> None:
    marks = scan(body)
    (position,) = positions(marks, names)
    choice = marks.choice_of(position)
    assert choice is not None
    assert spliced(body, choose(body, marks, choice, position)) == expected


def test_only_a_member_can_be_chosen() -> None:
    body = "[a][b] [c]"
    with pytest.raises(ValueError, match="no member"):
        choose(body, scan(body), (0, 1), 2)


def test_splices_are_as_small_as_they_can_be() -> None:
    body = "a long text [with a bracket]{#b1} in it"
    assert keep(body, scan(body), [0]) == ((Span(12, 13), ""), (Span(27, 33), ""))
    assert drop(body, scan(body), [0]) == ((Span(12, 34), ""),)


def bodies(*more: str) -> st.SearchStrategy[str]:
    """Bodies with a bracket or more, out of pieces that meet at seams."""
    pieces = [
        "[",
        "]",
        "[a]",
        "[b, ]",
        "[ c]",
        "[,]",
        "[d][e]",
        "a",
        "b ",
        " ",
        "\n",
        "\n\n",
        ", ",
        ".",
    ]
    every = st.lists(st.sampled_from([*pieces, *more]), max_size=14).map("".join)
    return every.filter(lambda body: bool(scan(body).brackets))


WILD = bodies(
    *("\\", "\\[", "[^1]", "[^", "^", "{#", "b1}", "{#b1}", "[f]{#b2}", "*", "**", "(", ")"),
    *("- ", "\n- ", "\n(a) ", "\n1. ", "\n[(b) ", "| ", ";", "é", "中", "\u00a0", '"'),
)
PLAIN = bodies("é", "中", "1", "x y")


def solid(text: str) -> str:
    """The characters that mending never takes: neither blanks, commas, stars nor markers."""
    return re.sub(r"[\s,*]+", "", text)


@settings(max_examples=400)
@given(WILD, st.data())
def test_other_brackets_are_never_cut_or_made(body: str, data: st.DataObject) -> None:
    marks = scan(body)
    everyone = range(len(marks.brackets))
    freed = data.draw(st.sets(st.sampled_from(everyone)))
    gone = data.draw(st.sets(st.sampled_from(everyone)))
    after = scan(spliced(body, lift(body, marks, kept=freed, dropped=gone)))
    lost = set(gone)
    for position, pair in enumerate(marks.brackets):
        if pair.parent in lost:
            lost.add(position)
    left = [pair for position, pair in enumerate(marks.brackets) if position not in lost | freed]
    assert [pair.handle for pair in after.brackets] == [pair.handle for pair in left]
    assert [pair.role is Role.FOOTNOTE for pair in after.brackets] == [
        pair.role is Role.FOOTNOTE for pair in left
    ]
    assert [stray.char for stray in after.strays] == [stray.char for stray in marks.strays]


@settings(max_examples=300)
@given(PLAIN, st.data())
def test_kept_words_are_all_there_and_in_order(body: str, data: st.DataObject) -> None:
    marks = scan(body)
    freed = data.draw(st.sets(st.sampled_from(range(len(marks.brackets)))))
    after = spliced(body, keep(body, marks, freed))
    gone = {offset for place in freed for offset in _signs(marks, place)}
    raw = "".join(char for offset, char in enumerate(body) if offset not in gone)
    assert solid(after) == solid(raw)
    assert after.count(",") >= raw.count(",") - 2 * len(freed)


def _signs(marks: Marks, place: int) -> tuple[int, int]:
    pair = marks.brackets[place]
    return pair.start, pair.end - 1


@settings(max_examples=300)
@given(PLAIN, st.data())
def test_nothing_is_touched_away_from_the_seam(body: str, data: st.DataObject) -> None:
    marks = scan(body)
    place = data.draw(st.sampled_from(range(len(marks.brackets))))
    pair = marks.brackets[place]
    for span, new in drop(body, marks, [place]):
        cut = body[span.start : pair.start] + body[pair.after : span.end]
        assert span.start <= pair.start or body[pair.start : span.start].strip() == ""
        assert set(cut) <= set(" \n,.1ab")
        assert re.fullmatch(r"[\s,]*(?:[ab1]\.[\s,]*)?[\s,]*", cut), cut
        assert new in ("", " ") or not new.strip()


def test_long_texts_are_lifted_in_one_go() -> None:
    body = "[a][b], " * 4_000
    marks = scan(body)
    everyone = range(len(marks.brackets))
    assert spliced(body, keep(body, marks, everyone)).startswith("a b, a b, ")
    assert spliced(body, drop(body, marks, everyone)).strip(" ,") == ""
    deep = "[" * 9_000 + "a" + "]" * 9_000
    half = range(0, 9_000, 2)
    assert spliced(deep, keep(deep, scan(deep), half)).count("[") == 4_500
    blank = "[a]" + " " * 50_000 + "[b]"
    assert spliced(blank, drop(blank, scan(blank), [0, 1])) == ""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "*Trust* in [the]{#b1} net[^1] \\[x\\]\n(a) of [a][b] all, and more",
            "Trust in the net [x] of a/b all,…",
        ),
        ("(a) One two", "One two"),
        ("[Short]", "Short"),
        ("[(a) [Nested] item]{#b1}", "Nested item"),
        ("One two three four five six seven eight", "One two three four five six seven eight"),
        (
            "One two three four five six seven eight nine",
            "One two three four five six seven eight…",
        ),
        ("stray ] and [", "stray and"),
        ("", ""),
        ("网" * 200, "网" * 79 + "…"),
        ("[" * 6_000, "…"),
    ],
)
def test_opening_words_tell_a_paragraph(body: str, expected: str) -> None:
    assert opening_words(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a [b]{#b1} c", "a b c"),
        ("a [b][c] [d]", "a b / c d"),
        ("a [[b][c]{#b2}][d]", "a b / c / d"),
        ("[^1]: note on [a[^1]]", "[^1]: note on a[^1]"),
        ("a ] \\[b\\] [c", "a ] \\[b\\] [c"),
        ("no brackets", "no brackets"),
        ("a ]{#b1} b", "a ] b"),
        ("[a] b ]{#b1} c", "a b ] c"),
    ],
)
def test_clean_text_has_no_marks(body: str, expected: str) -> None:
    assert clean(body, scan(body)) == expected


def test_text_without_ties_is_otherwise_the_same() -> None:
    body = "[a]{#b1} \\]{#b2} [^1]{#b3} ]{#b4} {#b5} [[c]{#b6}]{#B7}"
    assert without_ties(body) == "[a] \\]{#b2} [^1]{#b3} ] {#b5} [[c]]{#B7}"


@settings(max_examples=200)
@given(WILD)
def test_clean_text_keeps_every_word(body: str) -> None:
    marks = scan(body)
    signs = re.compile(r"[\[\]/\s]+")
    assert signs.sub("", clean(body, marks)) == signs.sub("", without_ties(body))
    assert "\n" not in opening_words(body)
