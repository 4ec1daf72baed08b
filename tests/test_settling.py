"""The splices of settling and unsettling: exactly these fields, every other byte as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draft_cases import TODAY
from tests.test_reading import text_of
from wsisdraft.notation.change import Edit, splice
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.notation.settling import (
    declare,
    declared_settled,
    exceptions_back,
    exceptions_of,
    settle,
    unsettle,
    with_exceptions,
)
from wsisdraft.rules import check
from wsisdraft.rules.rule import Context
from wsisdraft.text.draft import Chapter
from wsisdraft.text.paragraph import Paragraph, fingerprint, wording
from wsisdraft.text.scene import Occasion

ON = Occasion("2014-04-17", "4", ("Norland",))
BETWEEN = Occasion("2014-04-30")
PATH = "drafts/vision/B/1.md"
OPEN = """\
---
# On the table since the third meeting.
id: 'aaaaa1'
status:   "under-review"
mandate: {lead: Norland, state: proposed}
# Printed otherwise.
printed: 28
---

  We recall them.
(a) one;\x20\x20

"""
SETTLED = """\
---
# On the table since the third meeting.
id: 'aaaaa1'
status:   pre-agreed
settled:
  date: 2014-04-17
  meeting: 4
  text: sha256:{fingerprint}
mandate: {{lead: Norland, state: proposed}}
# Printed otherwise.
printed: 28
---

  We recall them.
(a) one;\x20\x20

"""


def paragraph_of(source: str) -> Paragraph:
    return next(text_of(draft({1: source})).paragraphs())


def draft(paragraphs: dict[int, str], chapter: str = "title: T\n") -> dict[str, bytes]:
    files = {
        "drafts/vision/document.yaml": "title: Vision\n",
        "drafts/vision/B/chapter.yaml": chapter,
        "drafts/process.yaml": "name: MPP\n",
    }
    files |= {f"drafts/vision/B/{n}.md": source for n, source in paragraphs.items()}
    return {path: source.encode() for path, source in files.items()}


def chapter_of(chapter: str, numbers: Sequence[int] = range(1, 8)) -> Chapter:
    text = text_of(draft(dict.fromkeys(numbers, OPEN), chapter))
    return next(text.chapters())


def after(source: str, edits: tuple[Edit, ...]) -> str:
    return splice(source, list(edits))


def naive(body: str) -> str:
    """The fingerprint as docs tell it, in the plainest words."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and set(lines[0]) <= {" "}:
        lines = lines[1:]
    while lines and set(lines[-1]) <= {" "}:
        lines = lines[:-1]
    return "sha256:" + hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_settling_writes_status_and_settlement_and_nothing_else() -> None:
    edits = settle(paragraph_of(OPEN), "pre-agreed", ON)
    words = "  We recall them.\n(a) one;  "
    expected = SETTLED.format(fingerprint=hashlib.sha256(words.encode()).hexdigest())
    assert after(OPEN, edits) == expected
    assert [edit.path for edit in edits] == [PATH]
    again = paragraph_of(expected)
    assert again.status == "pre-agreed"
    assert again.settled is not None
    assert again.settled.text == fingerprint(again.body)
    assert [f.rule for f in check(text_of(draft({1: expected})), Context(TODAY))] == []


def test_between_meetings_no_meeting_is_named() -> None:
    settled = paragraph_of(after(OPEN, settle(paragraph_of(OPEN), "agreed", BETWEEN))).settled
    assert settled is not None
    assert (settled.date, settled.meeting) == ("2014-04-30", "")


def test_unsettling_takes_back_the_settlement_and_its_condition() -> None:
    settled = after(OPEN, settle(paragraph_of(OPEN), "pre-agreed", ON))
    pending = with_field(settled, ("pending",), {"for": "capital", "until": "2014-05-01"})
    opened = after(pending, unsettle(paragraph_of(pending), "under-review"))
    assert opened == OPEN.replace('"under-review"', "under-review")
    assert unsettle(paragraph_of(opened), "under-review") == ()


def test_a_later_step_gets_a_settlement_of_its_own() -> None:
    first = after(OPEN, settle(paragraph_of(OPEN), "pre-agreed", ON))
    second = after(first, settle(paragraph_of(first), "agreed", BETWEEN))
    settled = paragraph_of(second).settled
    assert settled is not None
    assert (settled.date, settled.meeting) == ("2014-04-30", "")
    assert settle(paragraph_of(second), "agreed", BETWEEN) == ()


@given(st.text(st.sampled_from(" \n\ra[]é\t"), max_size=30))
def test_a_fingerprint_is_that_of_the_words_without_outer_blank_lines(body: str) -> None:
    assert fingerprint(body) == naive(body)
    assert wording(wording(body)) == wording(body)
    assert fingerprint(f"\n  \n{body}\n \n") == fingerprint(body)
    assert wording(body) in body.replace("\r\n", "\n").replace("\r", "\n")


def test_any_other_change_changes_the_fingerprint() -> None:
    texts = ["a b", "a  b", " a b", "a b ", "a\nb", "a\n\nb", "A b", "a b.", "á b", "a\u0301 b"]
    assert len({fingerprint(each) for each in texts}) == len(texts)
    assert fingerprint("a\r\nb\r") == fingerprint("a\nb")


BODY = st.text(st.sampled_from("ab []\n.-:#é"), max_size=40)
EXTRA = st.sampled_from(["", "printed: 28\n", "# a comment\n", "former:\n  - vision/B.7\n", "\n"])


@given(BODY, EXTRA, EXTRA)
def test_settling_and_unsettling_leave_every_other_byte(body: str, one: str, other: str) -> None:
    source = f"---\n{one}status: under-review\n{other if other != one else ''}---\n{body}"
    paragraph = paragraph_of(source)
    settled = after(source, settle(paragraph, "agreed", ON))
    assert settled.endswith(f"---\n{body}")
    lines = [line for line in settled.split("\n") if line not in source.split("\n")]
    assert lines == [
        "status: agreed",
        "settled:",
        "  date: 2014-04-17",
        "  meeting: 4",
        f"  text: {naive(body)}",
    ]
    opened = after(settled, unsettle(paragraph_of(settled), "under-review"))
    assert opened == source


DECLARED = """\
# Issued by the fourth meeting.
title: 'Priorities'
status: pre-agreed
as-of:  2014-04-17
besides: {besides}
mandate: {{lead: Norland}}
"""


@pytest.mark.parametrize(
    ("besides", "numbers", "written"),
    [
        ("[2, 4-6]", (2, 4, 5, 6), None),
        ("[2, 4-6]", (2, 4, 5), "[2, 4-5]"),
        ("[2, 4-6]", (1, 2, 3, 4, 5, 6), "[1-6]"),
        ("[6, 2, 5, 4]", (2, 4, 5, 6), None),
        ("[6, 2, 5, 4]", (4, 5, 6), "[4-6]"),
        ("2", (2, 3), "[2-3]"),
        ("[2]", (), ""),
        ("[99]", (), ""),
    ],
)
def test_exceptions_are_written_anew_only_where_they_change(
    besides: str, numbers: tuple[int, ...], written: str | None
) -> None:
    source = DECLARED.format(besides=besides)
    chapter = chapter_of(source)
    excepted = [a for a in chapter.addresses if int(str(a.number)) in numbers]
    edits = with_exceptions(chapter, excepted)
    if written is None:
        assert edits == ()
        return
    line = f"besides: {besides}\n"
    expected = source.replace(line, f"besides: {written}\n" if written else "")
    assert after(source, edits) == expected
    assert exceptions_of(chapter_of(expected)) == frozenset(excepted)


def test_exceptions_as_lines_stay_lines() -> None:
    source = "title: T\nstatus: agreed\nbesides:\n  # the Chair's\n  - 2\n  - 4-6\nsymbol: X\n"
    chapter = chapter_of(source)
    edits = with_exceptions(chapter, chapter.addresses[1:2] + chapter.addresses[3:5])
    assert after(source, edits) == source.replace("4-6", "4-5")


def test_a_paragraph_that_cannot_be_read_stays_an_exception() -> None:
    source = DECLARED.format(besides="[2, 4-6]")
    files = draft(dict.fromkeys(range(1, 8), OPEN), source)
    files["drafts/vision/B/5.md"] = b"\xff"
    chapter = next(text_of(files).chapters())
    excepted = exceptions_of(chapter) - {chapter.addresses[1]}
    assert after(source, with_exceptions(chapter, excepted)) == source.replace("2, 4-6", "4-6")


def test_a_declaration_where_nothing_was_declared() -> None:
    source = "# A chapter.\ntitle: T\nmandate:\n  lead: Norland\n"
    chapter = chapter_of(source)
    assert after(source, declare(chapter, "pre-agreed", "2014-04-17", ())) == (
        "# A chapter.\ntitle: T\nstatus: pre-agreed\nas-of: 2014-04-17\nmandate:\n  lead: Norland\n"
    )
    excepted = chapter.addresses[1:3]
    assert after(source, declare(chapter, "pre-agreed", "2014-04-17", excepted)) == (
        "# A chapter.\ntitle: T\nstatus: pre-agreed\nas-of: 2014-04-17\nbesides: [2-3]\n"
        "mandate:\n  lead: Norland\n"
    )


def test_a_declaration_anew() -> None:
    source = DECLARED.format(besides="[6, 2, 5, 4]")
    chapter = chapter_of(source)
    same = declare(chapter, "pre-agreed", "2014-04-17", exceptions_of(chapter))
    assert same == ()
    later = declare(chapter, "agreed", "2014-04-18", exceptions_of(chapter))
    assert after(source, later) == source.replace("pre-agreed", "agreed").replace("17", "18")
    whole = declare(chapter, "pre-agreed", "2014-04-17", ())
    assert after(source, whole) == source.replace("besides: [6, 2, 5, 4]\n", "")


def test_what_is_declared_settled() -> None:
    ladder = text_of(draft({})).process.ladder
    declared = {
        status: declared_settled(chapter_of(f"title: T\nstatus: {status}\n"), ladder)
        for status in ("under-review", "pre-agreed", "agreed", "deleted", "invented")
    }
    assert [status for status, settled in declared.items() if settled] == ["pre-agreed", "agreed"]
    assert not declared_settled(chapter_of("title: T\n"), ladder)


NUMBERS = st.frozensets(st.integers(1, 7))


def besides(numbers: frozenset[int]) -> str:
    listed = f"besides: [{', '.join(map(str, sorted(numbers)))}]\n" if numbers else ""
    return f"title: T\nstatus: agreed\n{listed}"


@given(NUMBERS, NUMBERS, NUMBERS)
def test_exceptions_go_back_paragraph_by_paragraph(
    before: frozenset[int], then: frozenset[int], now: frozenset[int]
) -> None:
    chapter = chapter_of(besides(now))
    back = exceptions_back(chapter, besides(before), besides(then), chapter.source)
    left = (now - (then - before)) | (before - then)
    numbers = {int(str(a.number)) for a in exceptions_of(chapter_of(back))}
    assert numbers == left
    if before == then:
        assert back == chapter.source


@given(st.text("abé\n", max_size=12), st.text("abé\n", max_size=12))
def test_one_splice_from_the_first_to_the_last_difference(old: str, new: str) -> None:
    edits = rewritten("a", old, new)
    assert after(old, edits) == new
    assert (edits == ()) is (old == new)
    for edit in edits:
        cut = edit.span.of(old)
        assert cut or edit.new
        assert cut[:1] != edit.new[:1]
        assert cut[-1:] != edit.new[-1:]


def test_fields_of_a_yaml_file_and_of_front_matter() -> None:
    assert with_field("a: 1\n", ("title",), "T", yaml=True) == "title: T\na: 1\n"
    assert without_field("title: T\na: 1\n", ("title",), yaml=True) == "a: 1\n"
    assert with_field("Text.\n", ("status",), "agreed") == "---\nstatus: agreed\n---\nText.\n"
    assert without_field(OPEN, ("settled",)) == OPEN
