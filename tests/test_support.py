"""support and withdraw: names on brackets and alternatives, and what goes with the last of them."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from tests.floor import Case, answer, cases

PATH = "drafts/vision/B/27.md"


@pytest.mark.parametrize("case", cases("floor-support.txt"), ids=lambda case: case.title)
def test_on_the_floor(case: Case) -> None:
    files = case.files
    for step in case.steps:
        files, told = answer(files, step.command)
        assert told == step.expected, step.command


@pytest.mark.parametrize("case", cases("floor-lift.txt"), ids=lambda case: case.title)
def test_lifting_what_came_of_it(case: Case) -> None:
    files = case.files
    for step in case.steps:
        files, told = answer(files, step.command)
        assert told == step.expected, step.command


def test_names_come_and_go_and_the_words_with_the_last(desk: Desk) -> None:
    words = desk.text(PATH)
    place = ("--insert", "affordable", "--after", "infrastructure")
    desk.done("propose", "B.27", *place, "--by", "Egypt")
    answered = desk.done("support", "B.27", "b2", "--by", "ISOC", "--by", "Ghana")
    assert "b2 [affordable] insertion by Egypt, Internet Society, Ghana" in answered.out
    assert desk.trailers()[:3] == [
        ("Verb", "support"),
        ("Ref", "vision/B.27"),
        ("Supported", "b2 [affordable]; by Egypt, Internet Society, Ghana; insertion"),
    ]
    again = desk.done("support", "B.27", "b2", "--by", "Ghana")
    assert again.out == "vision/B.27: Ghana is among the sponsors of b2 already.\n"
    desk.done("withdraw", "B.27", "b2", "--by", "Egypt", "--by", "Ghana")
    assert "by: [Internet Society]" in desk.text(PATH)
    answered = desk.done("withdraw", "B.27", "b2", "--by", "ISOC")
    assert "infrastructure{- [affordable]-} that" in answered.out
    assert "b2 has no sponsor any more: its words go." in answered.out
    assert "wsisdraft undo vision/B.27" in answered.out
    assert desk.text(PATH) == words
    assert desk.trailers()[2:5] == [
        ("Withdrawn", "b2; by Internet Society"),
        ("Lifted", "b2 [affordable]; by Internet Society; insertion"),
        ("Words", "dropped"),
    ]
    desk.done("undo", "B.27")
    assert "infrastructure [affordable]{#b2} that" in desk.text(PATH)
    assert desk.clean


def test_what_goes_along_is_told(desk: Desk) -> None:
    desk.done("propose", "B.27", "--replace", "trust", "--with", "full trust", "--by", "Egypt")
    desk.done("propose", "B.27", "--insert", "very", "--before", "full", "--by", "Ghana")
    answered = desk.done("withdraw", "B.27", "b3", "--by", "Egypt")
    assert "b3 has no sponsor any more: its words go." in answered.out
    assert "Nothing competes with the words that were there: their brackets go." in answered.out
    assert "With them goes what Ghana proposed inside." in answered.out
    assert [value for key, value in desk.trailers() if key == "Lifted"] == [
        "b2 [trust]; base",
        "b3 [[very] full trust]; by Egypt; replacement",
        "b4 [very]; by Ghana; insertion",
    ]
    desk.done("propose", "B.27", "--delete", "trust", "--by", "Egypt")
    answered = desk.done("withdraw", "B.27", "b2", "--by", "Egypt")
    assert "Nobody is against the words of b2 any more" in answered.out


def test_alternatives_have_sponsors_too(desk: Desk) -> None:
    path = "drafts/vision/B/21.alt-1.md"
    answered = desk.done("support", "B.21", "ALT 1", "alt 2", "--by", "Ghana", "--by", "Egypt")
    assert "by Ghana, Egypt" in answered.out
    assert "by: [Ghana, Egypt]" in desk.text(path)
    assert ("Supported", "ALT 2; by Ghana, Egypt") in desk.trailers()
    assert desk.run("check").code == 0
    again = desk.done("support", "B.21", "ALT 1", "--by", "Ghana")
    assert "Ghana is among the sponsors of ALT 1 already." in again.out
    desk.done("withdraw", "B.21", "ALT 1", "--by", "Egypt")
    assert "by: [Ghana]" in desk.text(path)
    last = desk.run("withdraw", "B.21", "ALT 1", "--by", "Ghana")
    assert last.code == 1
    assert f"{path}:6:1: last-sponsor" in last.err
    assert 'wsisdraft alt withdraw vision/B.21 "ALT 1" --by "Ghana"' in last.err
    stranger = desk.run("withdraw", "B.21", "ALT 1", "--by", "Egypt")
    assert stranger.code == 1
    assert "not-a-sponsor: Egypt is no sponsor of ALT 1" in stranger.err
    assert "Its sponsors: Ghana." in stranger.err
    against = desk.run("support", "B.21", "ALT 1", "--against", "--by", "Egypt")
    assert against.code == 2
    assert "wsisdraft reserve vision/B.21" in against.err
    assert desk.clean


def test_a_number_that_may_mean_a_bracket_or_an_alternative(desk: Desk) -> None:
    desk.done("alt", "add", "B.27", "--text", "Trust in networks.", "--by", "Egypt")
    unclear = desk.run("support", "B.27", "1", "--by", "Ghana")
    assert unclear.code == 2
    assert 'ambiguous-handle: "1" may mean b1 or ALT 1.' in unclear.err
    assert 'Write b1 or "ALT 1".' in unclear.err
    desk.done("support", "B.27", "b1", "ALT 1", "--by", "Ghana")
    assert "by: [Saudi Arabia, Ghana]" in desk.text(PATH)
    assert "by: [Egypt, Ghana]" in desk.text("drafts/vision/B/27.alt-1.md")
    assert [value for key, value in desk.trailers() if key == "Supported"][1:] == [
        "ALT 1; by Egypt, Ghana"
    ]
    assert desk.clean


def test_nothing_is_guessed_of_words_that_nobody_is_said_to_have_proposed(desk: Desk) -> None:
    unsaid = desk.run("withdraw", "B.27", "b1", "--by", "KSA")
    assert unsaid.code == 1
    assert f"{PATH}:" in unsaid.err
    assert "no-sponsor-left: b1 would have no sponsor" in unsaid.err
    assert "Give --drop to take the words away, or --keep" in unsaid.err
    assert "wsisdraft lift vision/B.27 b1 keeps the words" in unsaid.err
    assert desk.clean
    desk.done("withdraw", "B.27", "b1", "--by", "KSA", "--keep")
    assert "  b1:\n    since: 3\n" in desk.text(PATH)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("support", "B.27", "b9", "--by", "Ghana"), 1, "It has b1; wsisdraft brackets"),
        (("support", "B.27", "b1"), 2, "Add --by WHO"),
        (("support", "B.27", "b1", "--by", "Sudoria"), 1, "--new registers it"),
        (("support", "B.27-28", "b1", "--by", "Ghana"), 2, "one paragraph at a time"),
        (("support", "vision/B.3", "b1", "--by", "Ghana"), 1, "It has none"),
        (("support", "B.21", "b1", "--alt", "9", "--by", "Ghana"), 1, "unknown-alternative"),
        (("withdraw", "B.27", "b1", "--by", "Ghana"), 1, "Its sponsors: Saudi Arabia."),
        (("withdraw", "B.27", "b1"), 2, "Add --by WHO"),
        (("withdraw", "B.27", "7", "--by", "Ghana"), 1, "unknown-bracket"),
        (("withdraw", "B.27", "b1", "--by", "KSA", "--keep", "--drop"), 2, "exclude each other"),
        (("lift", "B.21", "b1", "--alt", "1"), 1, "ALT 1 of vision/B.21 has no bracket"),
    ],
)
def test_what_cannot_be_done(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    answered = desk.run(*words)
    assert answered.code == code, answered
    assert said in answered.err
    assert desk.clean


def test_lifting_everything_says_which_choice_is_open(desk: Desk) -> None:
    desk.done("propose", "B.27", "--replace", "trust", "--with", "confidence", "--by", "Egypt")
    refused = desk.run("lift", "B.27", "--all")
    assert refused.code == 1
    assert "open-choice: b2 is one of a choice: 1 [trust], 2 [confidence]." in refused.err
    assert "wsisdraft lift vision/B.27 b2 --choose K keeps member K of it" in refused.err
    assert "Then wsisdraft lift vision/B.27 --all" in refused.err
    desk.done("lift", "B.27", "b2", "--choose", "2")
    assert "Earning the confidence of" in desk.text(PATH)
    desk.done("lift", "B.27", "--all")
    assert "brackets:" not in desk.text(PATH)
    assert desk.clean
