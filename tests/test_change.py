"""A change is spliced exactly, and its record can neither be forged nor lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.change import BranchMade, Change, Edit, Record, apply, splice
from wsisdraft.text.span import Span

RECORD = Record("Something was recorded")
TEXT = st.text(st.characters(codec=None), max_size=40)
AWKWARD = st.text(st.sampled_from(" \\n\n\r\tu{}0a:-\u202e\u2028\x85\x1b\ud800é"), max_size=12)


def test_all_other_characters_stay_as_they_were() -> None:
    files = {"a": "one two three", "b": "untouched", "c": "gone"}
    change = Change(
        edits=(
            Edit("a", Span(4, 7), "TWO"),
            Edit("a", Span(13, 13), "!"),
            Edit("a", Span(0, 3), ""),
        ),
        new_files=(("d", "new"),),
        removed=("c",),
        branches=(BranchMade("alt/x", (("a", "z"),), "x"),),
        record=RECORD,
    )
    assert apply(files, change) == {"a": " TWO three!", "b": "untouched", "d": "new"}
    assert files == {"a": "one two three", "b": "untouched", "c": "gone"}
    assert change.paths == ("a", "c", "d")


def test_insertions_at_one_place_keep_their_order() -> None:
    edits = [Edit("a", Span(1, 1), "x"), Edit("a", Span(1, 1), "y"), Edit("a", Span(1, 2), "z")]
    assert splice("abc", edits) == "axyzc"


@pytest.mark.parametrize(
    "change",
    [
        Change((Edit("a", Span(0, 2), "x"), Edit("a", Span(1, 3), "y")), record=RECORD),
        Change((Edit("a", Span(0, 3), "x"), Edit("a", Span(1, 1), "y")), record=RECORD),
        Change((Edit("a", Span(0, 9), "x"),), record=RECORD),
        Change((Edit("a", Span(2, 1), "x"),), record=RECORD),
        Change((Edit("none", Span(0, 0), "x"),), record=RECORD),
        Change((Edit("a", Span(0, 0), "x"),), removed=("a",), record=RECORD),
        Change(removed=("none",), record=RECORD),
        Change(removed=("a", "a"), record=RECORD),
        Change(new_files=(("a", "x"),), record=RECORD),
        Change(new_files=(("b", "x"), ("b", "y")), record=RECORD),
        Change(new_files=(("a", "x"),), removed=("a",), record=RECORD),
    ],
)
def test_a_change_that_contradicts_itself_is_our_error(change: Change) -> None:
    with pytest.raises(ValueError):
        apply({"a": "abc"}, change)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.text(max_size=4))))
def test_splices_equal_doing_them_from_the_end(source: str, cuts: list[tuple[int, str]]) -> None:
    places = sorted({min(at, len(source)) for at, _ in cuts})
    spans = list(zip(places[::2], places[1::2], strict=False))
    edits = [Edit("a", Span(*span), cuts[n][1]) for n, span in enumerate(spans)]
    by_hand = source
    for edit in reversed(edits):
        by_hand = by_hand[: edit.span.start] + edit.new + by_hand[edit.span.end :]
    assert splice(source, edits) == by_hand


@given(AWKWARD | TEXT, AWKWARD | TEXT, AWKWARD | TEXT)
def test_a_record_comes_back_and_nothing_is_forged(said: str, one: str, two: str) -> None:
    record = Record("Agreed: B.21", (("By", one), ("Note", two), ("By", said)))
    message = record.message()
    assert Record.read(message) == record
    assert message.count("\n") == 5
    assert not {c for c in message if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Zl")}
    message.encode()


@given(AWKWARD | TEXT)
def test_a_subject_is_one_safe_line(said: str) -> None:
    if not said.strip():
        return
    try:
        message = Record(said, (("Verb", "edit"),)).message()
    except ValueError:  # nothing but line breaks
        return
    subject, blank, trailer, end = message.split("\n")
    assert subject
    assert (blank, trailer, end) == ("", "Verb: edit", "")
    assert not {c for c in subject if unicodedata.category(c) in ("Cc", "Cs", "Zl")}
    assert Record.read(message).trailers == (("Verb", "edit"),)


@given(st.text(max_size=200))
def test_any_message_can_be_read(message: str) -> None:
    record = Record.read(message)
    assert "\n" not in record.subject
    assert all(key for key, _ in record.trailers)


def test_values_read_as_they_are_shown() -> None:
    record = Record("x", (("Words", "[shall] “take” 21.bis"), ("Empty", ""), ("Zone", "a\u200cb")))
    assert record.message() == "x\n\nWords: [shall] “take” 21.bis\nEmpty:\nZone: a\u200cb\n"


def test_messages_by_other_hands() -> None:
    message = (
        "Fix B.21\r\n\r\nSome words: and more.\r\n\r\n"
        "Verb: agree\nnote: folded\n  twice\nSigned-off-by: A <a@b>\n"
        "(cherry picked from commit 1234)\n"
    )
    record = Record.read(message)
    assert record.subject == "Fix B.21"
    assert record.value("VERB") == "agree"
    assert record.values("Note") == ("folded twice",)
    assert record.value("None") == ""
    for prose in ("One line: only", "A subject\n\nVerb: agree\nand prose", "", "\n\n"):
        assert Record.read(prose).trailers == ()


def test_a_key_is_letters_and_a_subject_is_needed() -> None:
    for key in ("", "a b", "a:b", "é", "a\nb", "-a"):
        with pytest.raises(ValueError):
            Record("x", ((key, "y"),)).message()
    with pytest.raises(ValueError):
        Record(" \n").message()
