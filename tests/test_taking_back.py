"""Taking a change back: what it did goes, what came later stays, what met it is refused."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation import subsequence
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.rewriting import with_field, without_field
from wsisdraft.notation.taking_back import Touched, taken_back
from wsisdraft.notation.words import tokens

PARAGRAPH = "drafts/vision/B/1.md"
CHAPTER = "drafts/vision/B/chapter.yaml"
BEFORE = """\
---
id: aaaaa1
# as the lead asked
status: under-review
brackets:
  b1:
    by: [Norland]
  b2:
    by: [Estovia]
---
We [recall]{#b1} the outcomes of both phases and [note]{#b2} the review of them.
"""
AGREED = """\
---
id: aaaaa1
# as the lead asked
status: agreed
settled:
  date: 2014-04-17
  text: sha256:00
---
We recall the outcomes of both phases and note the review of them.
"""


def edited(source: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


LIFT_B1 = (("[recall]{#b1}", "recall"), ("  b1:\n    by: [Norland]\n", ""))
LIFT_B2 = (("[note]{#b2}", "note"), ("  b2:\n    by: [Estovia]\n", ""))
MANDATE = (("brackets:", "mandate:\n  lead: Qasrin\nbrackets:"),)
PRINTED = (("---\nWe", "printed: 28\n---\nWe"),)


@pytest.mark.parametrize(
    ("change", "later"),
    [
        (LIFT_B1, MANDATE),
        (MANDATE, LIFT_B1),
        (MANDATE, PRINTED),
        (PRINTED, (("under-review", "first-draft"),)),
        (LIFT_B1, (("review of them", "review of all of them"),)),
        (LIFT_B1, (("# as the lead asked", "# as asked by the lead"),)),
        ((("We ", "Solemnly, we "),), (("them.", "them again."),)),
        ((("outcomes of both phases", "outcomes"),), LIFT_B2),
        (LIFT_B1, (("[Estovia]", "[Estovia, Qasrin]"),)),
        ((("[Norland]", "[Norland, Qasrin]"),), (("[Estovia]", "[Estovia, Qasrin]"),)),
    ],
)
def test_what_came_later_elsewhere_stays(
    change: tuple[tuple[str, str], ...], later: tuple[tuple[str, str], ...]
) -> None:
    after = edited(BEFORE, *change)
    now = edited(after, *later)
    assert taken_back(PARAGRAPH, BEFORE, after, now) == edited(BEFORE, *later)


@pytest.mark.parametrize(
    ("change", "later", "what"),
    [
        ((("under-review", "first-draft"),), (("first-draft", "zero-draft"),), "status"),
        ((("under-review", "first-draft"),), (("first-draft", "under-review"),), "status"),
        (LIFT_B1, (("We recall", "We do recall"),), "the words"),
        (LIFT_B1, (("We recall", "We reaffirm"),), "the words"),
        (LIFT_B1, (("recall the", "[recall] the"),), "the words"),
        (MANDATE, (("Qasrin", "Valdoria"),), "mandate"),
        (MANDATE, (("mandate:\n  lead: Qasrin\n", ""),), "mandate"),
        ((("[Norland]", "[Qasrin]"),), (("[Qasrin]", "[Valdoria]"),), "brackets b1"),
        ((("[Norland]", "[Qasrin]"),), (*LIFT_B2, ("[Qasrin]", "[Valdoria]")), "brackets b1"),
        ((("both phases", "all phases"),), (("all phases", "both phases"),), "the words"),
    ],
)
def test_what_met_it_later_is_told(
    change: tuple[tuple[str, str], ...], later: tuple[tuple[str, str], ...], what: str
) -> None:
    after = edited(BEFORE, *change)
    now = edited(after, *later)
    assert taken_back(PARAGRAPH, BEFORE, after, now) == Touched(what)


def test_the_first_of_two_lifts_when_no_bracket_is_left() -> None:
    after = edited(BEFORE, *LIFT_B1)
    now = edited(after, LIFT_B2[0], ("brackets:\n  b2:\n    by: [Estovia]\n", ""))
    assert taken_back(PARAGRAPH, BEFORE, after, now) == edited(BEFORE, *LIFT_B2)


def test_an_agreement_with_its_brackets_comes_back_whole() -> None:
    assert taken_back(PARAGRAPH, BEFORE, AGREED, AGREED) == BEFORE
    later = edited(AGREED, ("id: aaaaa1", "id: aaaaa1\nprinted: 28"))
    back = taken_back(PARAGRAPH, BEFORE, AGREED, later)
    assert isinstance(back, str)
    fields = read_front_matter(back, "").fields
    assert fields == read_front_matter(BEFORE, "").fields | {"printed": "28"}
    assert back.endswith(BEFORE.rsplit("---\n", 1)[1])
    assert "# as the lead asked\n" in back


def test_a_chapter_whose_exceptions_are_worked_out_elsewhere() -> None:
    before = "title: T\nstatus: first-draft\n"
    after = "title: T\nstatus: agreed\nas-of: 2014-04-17\nbesides: [2]\n"
    assert taken_back(CHAPTER, before, after, after) == before
    now = "title: Priorities\nstatus: agreed\nas-of: 2014-04-17\nbesides: [2, 3]\n"
    back = taken_back(CHAPTER, before, after, now)
    assert back == "title: Priorities\nstatus: first-draft\nbesides: [2, 3]\n"
    assert taken_back(CHAPTER, before, after, now.replace("agreed", "closed")) == Touched("status")


def test_what_a_meeting_issued_goes_back_chapter_by_chapter() -> None:
    path = "drafts/meetings/4.yaml"
    before = "issued:\n  vision/A:\n    status: agreed\n"
    after = before + "  vision/B:\n    status: agreed\n"
    now = after + "  vision/C:\n    status: agreed\n"
    assert taken_back(path, before, after, now) == before + "  vision/C:\n    status: agreed\n"


def test_a_file_that_had_no_front_matter() -> None:
    before, after = "Text of it.\n", "---\nstatus: agreed\n---\nText of it.\n"
    assert taken_back(PARAGRAPH, before, after, after) == before
    now = edited(after, ("it.", "it all."))
    back = taken_back(PARAGRAPH, before, after, now)
    assert isinstance(back, str)
    assert read_front_matter(back, "").fields == {}
    assert back.endswith("Text of it all.\n")


def many_words() -> tuple[str, str, str]:
    """A file before a change, after it, and with another change in its middle."""
    words = " ".join(f"w{n}" for n in range(4_000))
    before = f"---\nstatus: a\n---\n{words}\n"
    after = edited(before, ("w700 ", "v700 "), ("w3990 ", "v3990 "))
    return before, after, edited(after, ("w2000 ", "v2000 "))


def test_of_many_words_what_came_later_elsewhere_stays() -> None:
    before, after, now = many_words()
    assert taken_back(PARAGRAPH, before, after, after) == before
    assert taken_back(PARAGRAPH, before, after, now) == edited(before, ("w2000 ", "v2000 "))


def test_words_too_many_to_compare_are_not_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subsequence, "MOST", 100)
    before, after, now = many_words()
    assert taken_back(PARAGRAPH, before, after, after) == before
    assert taken_back(PARAGRAPH, before, after, now) == Touched("the words")


SOURCE = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            ["---\n", "status: a\n", "brackets:\n", "  b1:\n", "    by: x\n", "a b ", "[c]"]
        ),
        max_size=12,
    ).map("".join),
)


@given(SOURCE, SOURCE)
def test_right_after_the_change_all_of_it_goes(before: str, after: str) -> None:
    assert taken_back(PARAGRAPH, before, after, after) == before
    assert taken_back(CHAPTER, before, after, after) == before


@given(SOURCE, SOURCE, SOURCE, st.sampled_from([PARAGRAPH, CHAPTER]))
def test_nothing_is_raised_for_whatever_the_files_hold(
    before: str, after: str, now: str, path: str
) -> None:
    assert isinstance(taken_back(path, before, after, now), str | Touched)


@given(SOURCE, SOURCE)
def test_a_change_of_nothing_leaves_all_as_it_is(same: str, now: str) -> None:
    assert taken_back(PARAGRAPH, same, same, now) == now


LETTERS = list(ascii_lowercase)


def with_words(words: list[str], fields: dict[str, str]) -> str:
    header = "".join(f"{key}: {value}\n" for key, value in sorted(fields.items()))
    return f"---\nid: aaaaa1\n{header}---\n{' '.join(words)}.\n"


@given(
    st.sets(st.integers(0, 25), max_size=8),
    st.sets(st.integers(0, 25), max_size=8),
    st.sets(st.sampled_from(["printed", "source", "status"])),
    st.sets(st.sampled_from(["printed", "source", "status"])),
)
def test_later_changes_stay_or_are_told(
    mine: set[int], later: set[int], my_fields: set[str], later_fields: set[str]
) -> None:
    def words(*changes: set[int]) -> list[str]:
        marks = ["x", "y"]
        return [
            "".join([letter, *(m for m, c in zip(marks, changes, strict=False) if at in c)])
            for at, letter in enumerate(LETTERS)
        ]

    def fields(*changes: set[str]) -> dict[str, str]:
        return {
            key: str(sum(2**n for n, change in enumerate(changes) if key in change))
            for key in ("printed", "source", "status")
        }

    before = with_words(words(set(), set()), fields(set(), set()))
    after = with_words(words(mine, set()), fields(my_fields, set()))
    now = with_words(words(mine, later), fields(my_fields, later_fields))
    back = taken_back(PARAGRAPH, before, after, now)
    # A word and the blank before it: next to a changed word is too near.
    near = any(abs(one - other) <= 1 for one in mine for other in later)
    if my_fields & later_fields:
        assert back == Touched(min(my_fields & later_fields))
    elif near:
        assert back == Touched("the words") or (mine == set())
    else:
        assert back == with_words(words(set(), later), fields(set(), later_fields))


def test_fields_are_put_back_where_they_stood() -> None:
    before = with_field(BEFORE, ("pending",), {"for": "capital"})
    after = without_field(before, ("pending",))
    now = edited(after, *PRINTED)
    assert taken_back(PARAGRAPH, before, after, now) == edited(before, *PRINTED)
    assert tokens(before)
