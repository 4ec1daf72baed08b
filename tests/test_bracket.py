"""bracket: words and whole paragraphs put in brackets, on record and at a glance."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from tests.floor import Case, answer, cases, draft

PATH = "drafts/vision/B/27.md"


@pytest.mark.parametrize("case", cases("floor-bracket.txt"), ids=lambda case: case.title)
def test_on_the_floor(case: Case) -> None:
    files = case.files
    for step in case.steps:
        files, told = answer(files, step.command)
        assert told == step.expected, step.command


def test_several_passages_in_one_commit(desk: Desk) -> None:
    before = int(desk.git("rev-list", "--count", "HEAD"))
    answered = desk.done(
        *("bracket", "vision/B.27", "personal data", "infrastructure ... failure"),
        *("--by", "Egypt", "--by", "Ghana", "--note", "waits for a definition"),
    )
    assert "the protection of {+[+}personal data{+]+}, respect" in answered.out
    assert "b2 [personal data] by Egypt, Ghana: waits for a definition" in answered.out
    assert "b3 [infrastructure that withstands failure] by Egypt, Ghana" in answered.out
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 1
    assert "[personal data]{#b2}, respect for private life, and robust [infra" in desk.text(PATH)
    assert desk.trailers()[:4] == [
        ("Verb", "bracket"),
        ("Ref", "vision/B.27"),
        ("Bracketed", "b2 [personal data]; by Egypt, Ghana; waits for a definition"),
        (
            "Bracketed",
            "b3 [infrastructure that withstands failure]; by Egypt, Ghana; waits for a definition",
        ),
    ]
    rows = desk.done("brackets", "B.27", "--format", "json").json
    assert [(row["id"], row["by"]) for row in rows[:2]] == [
        ("b2", ["Egypt", "Ghana"]),
        ("b3", ["Egypt", "Ghana"]),
    ]
    assert desk.run("check", "vision/B.27").code == 0
    assert desk.clean
    desk.done("undo", "B.27")
    assert "[personal data]" not in desk.text(PATH)
    desk.done("bracket", "B.27", "--words", "2-3")
    assert "Earning [the trust]{#b2} of" in desk.text(PATH)
    assert "  b2: {}\n" in desk.text(PATH)


def test_over_whole_paragraphs(desk: Desk) -> None:
    path = "drafts/vision/B/chapter.yaml"
    answered = desk.done("bracket", "vision/B", "--over", "28, 27,29-30", "--by", "Egypt")
    assert "b1 over 27-30 by Egypt" in answered.out
    assert "brackets:\n  b1:\n    over: 27-30\n    by: [Egypt]\n" in desk.text(path)
    assert ("Bracketed", "b1 over 27-30; by Egypt") in desk.trailers()
    again = desk.run("bracket", "vision/B", "--over", "27-30")
    assert again.code == 1
    assert "already-bracketed" in again.err
    assert "b1 of vision/B" in again.err
    refused = desk.run("agree", "vision/B.28")
    assert refused.code == 1
    assert "wsisdraft lift vision/B b1" in refused.err
    assert desk.run("check", "vision/B").code == 0
    desk.done("bracket", "vision/B", "--over", "27-28", "--note", "with annex 2")
    assert "  b2:\n    over: 27-28\n    note: with annex 2\n" in desk.text(path)
    desk.done("lift", "vision/B", "--all")
    assert "brackets:" not in desk.text(path)
    assert desk.clean


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("vision/B", "--over", "77"), 1, 'has no paragraphs "77"'),
        (("vision/B", "--over", ","), 1, "has no paragraphs nothing"),
        (("vision/B", "--over", "3-4"), 1, "vision/B.3, vision/B.4 are settled"),
        (("vision/B", "--over", "all"), 1, " more are settled; no bracket goes over that"),
        (("vision/B.27", "--over", "27"), 2, "wsisdraft bracket vision/B --over 3-4"),
        (("vision/B", "--over", "27", "--alt", "1"), 2, "Give one of them"),
        (("vision/B.27-28", "trust"), 2, "wsisdraft bracket vision/B --over 3-4"),
        (("vision/B.3", "women"), 1, "drafts/vision/B/3.md:9:1: settled: vision/B.3 is pre-agreed"),
        (("B.21", "standards"), 1, '--alt "ALT 1"'),
        (("B.27", "xyzzy"), 1, "no-such-words"),
        (("B.27", "in"), 2, "match 2 of 3"),
        (("B.27", "attack. [It also"), 1, "would cut b1 [It also calls for agreements among"),
        (("B.27", "It also ... others."), 1, "already-bracketed: These words are in brackets"),
        (("B.27", "It also ... others."), 1, "wsisdraft support vision/B.27 b1 --by"),
        (("B.27", "--words", "1-900"), 1, "there is no word 900"),
        (("B.27", "trust", "--by", "Sudoria"), 1, "--new registers it"),
        (("B.27", "trust", "--meeting", "9"), 1, "unknown-meeting"),
        (("B.27", "trust of people", "of people"), 2, "overlap at"),
        (("B.99", "trust"), 1, "unknown-ref"),
    ],
)
def test_what_cannot_be_bracketed(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    answered = desk.run("bracket", *words)
    assert answered.code == code, answered
    assert said in answered.err
    assert desk.clean


def test_a_deleted_paragraph_is_left_alone() -> None:
    _, told = answer(draft("A fair price.", status="deleted"), "bracket fair")
    assert told == "! deleted 1:1"


def test_words_of_an_alternative(desk: Desk) -> None:
    answered = desk.done("bracket", "B.21", "--words", "1-2", "--alt", "ALT 2", "--by", "Egypt")
    assert "{+[+}Seeing to{+]+} it that" in answered.out
    assert "b1 [Seeing to] by Egypt" in answered.out
    assert "[Seeing to]{#b1}" in desk.text("drafts/vision/B/21.alt-2.md")
    assert "[Seeing to]{#b1}" in desk.git("show", "alt/vision/B.21/2:drafts/vision/B/21.md")
    desk.done("support", "B.21", "b1", "--alt", "2", "--by", "Ghana")
    assert "by: [Egypt, Ghana]" in desk.text("drafts/vision/B/21.alt-2.md")
    assert "by: [Egypt, Ghana]" in desk.git("show", "alt/vision/B.21/2:drafts/vision/B/21.md")
    desk.done("lift", "B.21", "--all", "--alt", "2")
    assert "[" not in desk.text("drafts/vision/B/21.alt-2.md")
    assert "[" not in desk.git("show", "alt/vision/B.21/2:drafts/vision/B/21.md").split("---\n")[2]
    assert desk.run("check").code == 0
    assert desk.clean
