"""lift: brackets by handle and index; keep, drop, choose; what is mended and recorded."""

from __future__ import annotations

import pytest

from tests.desk import Desk

PATH = "drafts/vision/E/2.md"


def put(desk: Desk, body: str, entries: str = "") -> None:
    """A paragraph with this body, on record."""
    head = desk.text(PATH).split("---\n")[1]
    desk.write(PATH, f"---\n{head}{entries}---\n{body}\n")
    desk.commit("a body to lift from")


def body(desk: Desk) -> str:
    return desk.text(PATH).split("---\n", 2)[2].rstrip("\n")


ENTRIES = "brackets:\n  b1:\n    by: [Norland]\n    since: 3\n  b2:\n    by: [Estovia]\n"


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Cities [and villages]{#b1} [all]{#b2}.", ("b1",), "Cities and villages [all]{#b2}."),
        ("Cities [and villages]{#b1} [all]{#b2}.", ("b1", "--drop"), "Cities [all]{#b2}."),
        ("A [fair]{#b1}[just]{#b2} price.", ("b1", "--choose", "2"), "A just price."),
        ("A [fair]{#b1}[just]{#b2} price.", ("b2", "--choose", "1"), "A fair price."),
        ("A [fair]{#b1}[just]{#b2} price.", ("b1", "--drop"), "A [just]{#b2} price."),
        ("Kept [in one plan ]{#b1}with [all]{#b2}.", ("1", "--drop"), "Kept with [all]{#b2}."),
        ("In [the [big]{#b2} plan]{#b1} now.", ("1.1",), "In [the big plan]{#b1} now."),
        ("In [the [big]{#b2} plan]{#b1} now.", ("b1",), "In the [big]{#b2} plan now."),
        ("In [the [big]{#b2} plan]{#b1} now.", ("b1", "--drop"), "In now."),
        ("In [the [big]{#b2} plan]{#b1} now.", ("--all",), "In the big plan now."),
    ],
)
def test_the_words_that_are_left(
    desk: Desk, before: str, words: tuple[str, ...], after: str
) -> None:
    put(desk, before, ENTRIES)
    desk.done("lift", "vision/E.2", *words)
    assert body(desk) == after
    assert desk.run("check", "vision/E.2").code == 0
    assert desk.clean


def test_entries_go_to_the_record(desk: Desk) -> None:
    put(desk, "Cities [and villages]{#b1} [all]{#b2}.", ENTRIES)
    desk.done("lift", "vision/E.2", "b1", "--drop")
    source = desk.text(PATH)
    assert "b1" not in source
    assert "b2:\n    by: [Estovia]" in source
    assert ("Lifted", "b1 [and villages]; by Norland; since 3") in desk.trailers()
    desk.done("lift", "vision/E.2", "b2")
    assert "brackets:" not in desk.text(PATH)


def test_members_of_a_choice_are_not_lifted_unseen(desk: Desk) -> None:
    put(desk, "A [fair]{#b1}[just]{#b2} price.", ENTRIES)
    answer = desk.run("lift", "vision/E.2", "b1")
    assert answer.code == 1
    assert "open-choice: b1 is one of a choice: 1 [fair], 2 [just]." in answer.err
    assert "--choose K" in answer.err
    assert desk.run("lift", "vision/E.2", "--all").code == 1
    assert desk.run("lift", "vision/E.2", "b1", "--choose", "3").code == 2
    assert desk.clean


def test_a_group_goes_together(desk: Desk) -> None:
    entries = "brackets:\n  b1:\n    group: share\n  b2:\n    group: share\n"
    put(desk, "Shar[ing of]{#b1} plan[s]{#b2}.", entries)
    desk.done("lift", "vision/E.2", "b1")
    assert body(desk) == "Sharing of plans."
    assert "brackets:" not in desk.text(PATH)


def test_a_dry_run_shows_the_redline(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.done("lift", "B.27", "b1", "--drop", "--dry-run")
    assert "{- [It also calls for agreements among States" in answer.out
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.clean


def test_brackets_over_whole_paragraphs(desk: Desk) -> None:
    path = "drafts/vision/E/chapter.yaml"
    desk.write(path, desk.text(path) + "brackets:\n  b1:\n    over: 2-3\n    by: [Norland]\n")
    desk.commit("two paragraphs in brackets")
    refused = desk.run("agree", "vision/E.2")
    assert refused.code == 1
    assert "wsisdraft lift vision/E b1" in refused.err
    desk.done("lift", "vision/E", "b1")
    assert "brackets:" not in desk.text(path)
    assert ("Lifted", "b1 over 2-3; by Norland") in desk.trailers()
    desk.done("agree", "vision/E.2")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("B.27", "b9"), 1, "It has b1"),
        (("B.27",), 2, "It is not said which brackets"),
        (("B.27", "b1", "--all"), 2, "It is not said which brackets"),
        (("B.27", "b1", "--drop", "--choose", "1"), 2, "exclude each other"),
        (("B.27", "b1", "--choose", "1"), 2, "members of one choice"),
        (("vision/B.3", "b1"), 1, "has no bracket"),
        (("vision/B.2-3", "b1"), 2, "one paragraph at a time"),
        (("vision/B", "b1"), 1, "It has none"),
    ],
)
def test_what_cannot_be_lifted(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    answer = desk.run("lift", *words)
    assert answer.code == code, answer
    assert said in answer.err
    assert desk.clean


def test_nothing_is_left_unseen(desk: Desk) -> None:
    put(desk, "[All of it]{#b1}", "brackets:\n  b1:\n    by: [Norland]\n")
    answer = desk.run("lift", "vision/E.2", "b1", "--drop")
    assert answer.code == 1
    assert "Nothing would be left" in answer.err
    assert "wsisdraft delete vision/" in answer.err
