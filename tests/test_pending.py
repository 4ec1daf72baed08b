"""agree --pending and confirm: agreement on a condition, counted apart until it is met."""

from __future__ import annotations

import pytest

from tests.desk import Desk

FILE = "drafts/vision/B/28.md"


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """vision/B.28 agreed, pending instructions from a capital."""
    desk.done("agree", "vision/B.28", "--pending", "capital: Norland", "--until", "2014-05-15")
    return desk


def test_a_conditional_agreement_settles_and_says_what_it_waits_for(waiting: Desk) -> None:
    text = waiting.text(FILE)
    assert "status: pre-agreed\n" in text
    assert 'pending:\n  for: "capital: Norland"\n  until: 2014-05-15\n' in text
    assert "besides: [2, 21, 27, 29-30]" in waiting.text("drafts/vision/B/chapter.yaml")
    assert ("Pending", "capital: Norland; until 2014-05-15") in waiting.trailers()
    shown = waiting.done("show", "vision/B.28", "--format", "json").json
    assert shown["pending"] == {"for": "capital: Norland", "until": "2014-05-15"}
    status = waiting.done("status", "vision/B")
    assert "vision/B.28: agreed, pending capital: Norland, until 2014-05-15" in status.out
    chapter = waiting.done("status", "vision/B", "--format", "json").json
    assert chapter["totals"]["pending"] == 1
    assert waiting.run("check", "vision/B.28").code == 0
    assert waiting.clean


def test_confirming_keeps_words_status_and_day(waiting: Desk) -> None:
    before = waiting.text(FILE)
    answer = waiting.done("confirm", "vision/B.28")
    assert "condition met: capital: Norland" in answer.out
    after = waiting.text(FILE)
    start = before.index("pending:")
    end = before.index("2014-05-15\n", start) + len("2014-05-15\n")
    assert after == before[:start] + before[end:]
    assert ("Pending", "capital: Norland; until 2014-05-15") in waiting.trailers()
    assert "waits for nothing" in waiting.done("confirm", "vision/B.28").out


def test_confirm_of_a_chapter_takes_what_waits_and_leaves_the_rest(waiting: Desk) -> None:
    waiting.done("agree", "vision/B.29", "--pending", "legal scrubbing")
    answer = waiting.done("confirm", "vision/B")
    assert answer.out.count("condition met") == 2
    refs = [value for key, value in waiting.trailers() if key == "Ref"]
    assert refs == ["vision/B.28", "vision/B.29"]


def test_the_condition_may_change_while_it_waits(waiting: Desk) -> None:
    answer = waiting.done("agree", "vision/B.28", "--pending", "capital: Estovia")
    assert "on a condition: capital: Estovia" in answer.out
    assert "until" not in waiting.text(FILE)


def test_the_same_condition_again_changes_nothing(waiting: Desk) -> None:
    tip = waiting.git("rev-parse", "HEAD")
    asked = ("agree", "vision/B.28", "--pending", "capital: Norland", "--until", "2014-05-15")
    answer = waiting.done(*asked)
    assert "on a condition: capital: Norland" in answer.out
    assert "wsisdraft confirm vision/B.28" in answer.out
    assert waiting.git("rev-parse", "HEAD") == tip


def test_a_later_step_waits_for_the_confirmation(waiting: Desk) -> None:
    answer = waiting.run("agree", "vision/B.28", "--as", "agreed")
    assert answer.code == 1
    assert f"{FILE}:" in answer.err
    assert ": pending: vision/B.28 is pre-agreed on a condition" in answer.err
    assert "wsisdraft confirm vision/B.28" in answer.err


def test_what_is_agreed_without_condition_gets_none(desk: Desk) -> None:
    answer = desk.run("agree", "vision/B.3", "--pending", "capital: Norland")
    assert answer.code == 1
    assert "agreed-without-condition" in answer.err
    assert "wsisdraft reopen vision/B.3" in answer.err
    assert desk.clean


def test_reopening_takes_the_condition_away_and_names_the_wording(waiting: Desk) -> None:
    answer = waiting.done("reopen", "vision/B.28", "--why", "the capital asks for more time")
    assert "had been agreed on " in answer.out
    assert "pending" not in waiting.text(FILE)


def test_what_no_longer_reads_as_agreed_is_not_confirmed(waiting: Desk) -> None:
    waiting.write(FILE, waiting.text(FILE).rstrip("\n") + " More words.\n")
    waiting.commit("an edit by hand")
    answer = waiting.run("confirm", "vision/B.28")
    assert answer.code == 1
    assert "agreed-text-changed" in answer.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("agree", "B.28", "--until", "2014-05-15"), 2, "not what the agreement waits for"),
        (("agree", "B.28", "--pending", " "), 2, "malformed-pending"),
        (("agree", "B.28", "--pending", "a\nb"), 2, "malformed-pending"),
        (("agree", "B.28", "--pending", "x", "--until", "2014-02-30"), 2, "is no day"),
        (("agree", "B.28", "--pending", "x", "--until", "tomorrow"), 2, "--until 2014-04-17"),
        (("agree", "B.27", "--pending", "x"), 1, "unresolved-bracket"),
        (("confirm", "vision/B.29"), 1, "not-settled"),
        (("confirm",), 2, "REF"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else None,
)
def test_what_cannot_be(desk: Desk, words: tuple[str, ...], code: int, told: str) -> None:
    answer = desk.run(*words)
    assert answer.code == code
    assert told in answer.err
    assert desk.clean


def test_a_conditional_agreement_and_its_confirmation_can_be_taken_back(waiting: Desk) -> None:
    tree = waiting.git("rev-parse", "HEAD^{tree}")
    waiting.done("confirm", "vision/B.28")
    waiting.done("undo")
    assert waiting.git("rev-parse", "HEAD^{tree}") == tree
    waiting.done("undo", "vision/B.28")
    assert "under-review" in waiting.text(FILE)
    assert "besides: [2, 21, 27-30]" in waiting.text("drafts/vision/B/chapter.yaml")
