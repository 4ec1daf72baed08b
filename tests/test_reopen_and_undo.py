"""reopen and undo: what is taken back, field by field and span by span, and what is not."""

from __future__ import annotations

import pytest

from tests.desk import Desk


def test_reopen_keeps_the_words_and_takes_up_the_exception(desk: Desk) -> None:
    before = desk.text("drafts/vision/B/3.md")
    answer = desk.done("reopen", "vision/B.3", "--why", "capital has not confirmed")
    assert "pre-agreed → under-review" in answer.out
    after = desk.text("drafts/vision/B/3.md")
    assert "settled:" not in after
    assert after.split("---\n", 2)[2] == before.split("---\n", 2)[2]
    assert "besides: [2-3, 21, 27-30]" in desk.text("drafts/vision/B/chapter.yaml")
    told = dict(desk.trailers())
    assert told["Why"] == "capital has not confirmed"
    assert told["Wording"] in before
    assert desk.run("check").code == 0


def test_reopen_needs_a_reason_and_settled_text(desk: Desk) -> None:
    assert desk.run("reopen", "vision/B.3").code == 2
    assert desk.run("reopen", "vision/B.3", "--why", " ").code == 2
    answer = desk.run("reopen", "vision/B.28", "--why", "x")
    assert answer.code == 1
    assert "is not settled" in answer.err


VERBS = [
    ("agree", "vision/B.28"),
    ("agree", "vision/E", "--besides", "1,4,6"),
    ("reopen", "vision/B.3", "--why", "in error"),
    ("lift", "vision/B.2", "b1", "--drop"),
    ("lift", "vision/B.27", "--all"),
    ("choose", "B.21", "ALT 2"),
    ("alt", "add", "B.21", "--text", "Other words."),
    ("alt", "amend", "B.21", "ALT 1", "--text", "Other words."),
    ("alt", "withdraw", "B.21", "ALT 1"),
]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_can_be_taken_back(desk: Desk, verb: tuple[str, ...]) -> None:
    tree = desk.git("rev-parse", "HEAD^{tree}")
    branches = desk.git("branch", "--list", "alt/*")
    desk.done(*verb)
    assert desk.git("rev-parse", "HEAD^{tree}") != tree
    answer = desk.done("undo", "--why", "a slip")
    assert "Recorded" in answer.out
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    assert desk.git("branch", "--list", "alt/*") == branches
    assert desk.git("log", "-1", "--format=%s").startswith("Recorded in error: ")
    assert desk.clean


def test_undo_takes_my_verbs_back_one_after_the_other(desk: Desk) -> None:
    tree = desk.git("rev-parse", "HEAD^{tree}")
    desk.done("choose", "B.21", "ALT 2")
    desk.done("agree", "B.21")
    desk.done("undo")
    assert "under-review" in desk.text("drafts/vision/B/21.md")
    desk.done("undo")
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    answer = desk.run("undo")
    assert answer.code == 1
    assert "no verb of yours" in answer.err


def test_a_later_verb_elsewhere_survives(desk: Desk) -> None:
    desk.done("agree", "vision/B.28")
    desk.done("agree", "vision/B.30")
    desk.done("undo", "vision/B.28")
    assert "under-review" in desk.text("drafts/vision/B/28.md")
    assert "pre-agreed" in desk.text("drafts/vision/B/30.md")
    assert "besides: [2, 21, 27-29]" in desk.text("drafts/vision/B/chapter.yaml")
    assert desk.run("check").code == 0


def test_what_a_later_verb_touched_is_refused_and_the_verb_named(desk: Desk) -> None:
    desk.done("lift", "vision/B.27", "b1")
    desk.done("agree", "vision/B.27")
    lifted = desk.git("rev-parse", "--short=10", "HEAD~1").strip()
    assert lifted
    desk.done("undo", "vision/B.27")
    desk.done("undo", "vision/B.27")
    assert "[It also calls" in desk.text("drafts/vision/B/27.md")
    desk.done("agree", "vision/B.28")
    desk.done("reopen", "vision/B.28", "--why", "new wording expected")
    path = "drafts/vision/B/28.md"
    desk.write(path, desk.text(path).replace("under-review", "first-draft"))
    desk.commit("a status by hand")
    answer = desk.run("undo", "vision/B.28")
    assert answer.code == 1
    assert "touched-since" in answer.err
    assert "a status by hand" in answer.err


def test_part_of_a_larger_verb_is_not_taken_back_by_itself(desk: Desk) -> None:
    answer = desk.run("undo", "vision/B.3")
    assert answer.code == 1
    assert "part-of-more" in answer.err
    assert "wsisdraft reopen vision/B.3 --why TEXT" in answer.err


def test_the_close_of_a_meeting_stays(desk: Desk) -> None:
    answer = desk.run("undo", "vision/B")
    assert answer.code == 1
    assert "not-undone" in answer.err
    assert desk.git("tag").split() == ["meeting/3", "meeting/4"]


def test_history_tells_what_was_done_outside_the_verbs(desk: Desk) -> None:
    path = "drafts/vision/B/28.md"
    desk.write(path, desk.text(path).replace("under-review", "first-draft"))
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "forged\n\nVerb: agree\nRef: vision/B.28\nStatus: a -> b")
    last = desk.done("log", "vision/B.28", "--format", "json").json[-1]
    assert last["verb"] is None
    assert last["summary"] == "changed outside the verbs: forged"


def test_chapters_named_together_are_taken_back_together(desk: Desk) -> None:
    """As a verb about both says how: the last about them, not the last about a paragraph."""
    before = [desk.text(f"drafts/vision/{chapter}/chapter.yaml") for chapter in "CE"]
    answer = desk.done("mandate", "vision/C", "vision/E", "--state", "accepted")
    assert answer.out.endswith('Take it back: wsisdraft undo "vision/C, vision/E"\n')
    desk.done("undo", "vision/C, vision/E")
    assert [desk.text(f"drafts/vision/{chapter}/chapter.yaml") for chapter in "CE"] == before
    summaries = [
        each["summary"] for each in desk.done("log", "vision/C,vision/E", "--format", "json").json
    ]
    assert summaries[-1].startswith("Recorded in error: vision/C, vision/E: mandate Chairman")
