"""correct: slips in agreed text; the agreement stays, both wordings are on record."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from tests.test_edit import editor, kept
from wsisdraft.text.paragraph import fingerprint

PATH = "drafts/vision/B/3.md"
REF = "vision/B.3"


def body(desk: Desk) -> str:
    return desk.text(PATH).split("---\n", 2)[2]


def head(desk: Desk) -> str:
    return desk.text(PATH).split("---\n")[1]


def test_a_slip_is_corrected_and_the_agreement_stays(desk: Desk) -> None:
    before, old_head = body(desk), head(desk)
    answer = desk.done(
        "correct", REF, "--replace", "women and girls", "--with", "women, and girls,",
        "--why", "commas of the adopted style",
    )  # fmt: skip
    after = body(desk)
    assert after == before.replace("women and girls", "women, and girls,")
    assert head(desk) == old_head.replace(fingerprint(before), fingerprint(after))
    assert "status: pre-agreed" in head(desk)
    assert desk.run("check", "vision/B").code == 0
    assert desk.clean
    assert "{+" in answer.out
    assert "pre-agreed" in answer.out
    trailers = desk.trailers()
    assert trailers[:4] == [
        ("Verb", "correct"),
        ("Ref", REF),
        ("Wording", f"{fingerprint(before)} -> {fingerprint(after)}"),
        ("Why", "commas of the adopted style"),
    ]
    told = desk.done("log", REF).out
    assert "corrected, commas of the adopted style" in told
    assert "outside the verbs" not in told


def test_a_correction_is_taken_back(desk: Desk) -> None:
    before = desk.text(PATH)
    desk.done(
        "correct", REF, "--replace", "women", "--with", "women,", "--match", "1", "--why", "x"
    )
    desk.done("undo", REF)
    assert desk.text(PATH) == before
    assert desk.run("check", "vision/B").code == 0


def test_words_changed_after_a_correction_are_found_against_the_corrected_ones(desk: Desk) -> None:
    desk.done(
        "correct", REF, "--replace", "women and girls", "--with", "women, girls", "--why", "x"
    )
    desk.replace(PATH, "women, girls", "women, boys")
    answer = desk.run("check", REF)
    assert answer.code == 1
    assert "“boys" in answer.out
    assert "“girls" in answer.out


def test_a_correction_in_the_editor(desk: Desk) -> None:
    seen = desk.home / "seen"
    script = editor(desk, f'cp "$1" {seen}; sed -i "s/women and girls/women, and girls,/" "$1"')
    desk.done("correct", REF, "--why", "commas", EDITOR=script)
    assert "women, and girls," in body(desk)
    assert "the\n# agreement stays" in seen.read_text()
    assert kept(desk) == []


def test_words_that_would_open_the_text_are_kept_aside(desk: Desk) -> None:
    script = editor(desk, 'sed -i "s/women and girls/[women and girls]/" "$1"')
    before = desk.text(PATH)
    answer = desk.run("correct", REF, "--why", "commas", EDITOR=script)
    assert answer.code == 1
    assert f"{PATH}:9:15: unresolved-bracket" in answer.err
    assert "[women and girls]" in kept(desk)[0]
    assert f'wsisdraft correct {REF} --why "commas" --file' in answer.err
    assert desk.text(PATH) == before


@pytest.mark.parametrize(
    ("new", "rule"),
    [
        ("[women and girls]", "unresolved-bracket"),
        ("[women and girls]{#b1}", "unresolved-bracket"),
        ("women [XX] and girls", "open-placeholder"),
        ("women [and girls", "unbalanced-bracket"),
    ],
)
def test_words_that_open_settled_text(desk: Desk, new: str, rule: str) -> None:
    answer = desk.run("correct", REF, "--replace", "women and girls", "--with", new, "--why", "x")
    assert answer.code == 1
    assert f"{PATH}:9:" in answer.err
    assert f": {rule}: " in answer.err
    assert f"wsisdraft reopen {REF} --why TEXT" in answer.err
    assert desk.clean


@pytest.mark.parametrize(
    ("ref", "words", "code", "said", "remedy"),
    [
        (REF, ("--replace", "women", "--with", "x"), 2, "no-reason", "Add --why TEXT"),
        (REF, ("--text", "x", "--why", " "), 2, "no-reason", "Add --why TEXT"),
        (
            "vision/B.2",
            ("--text", "x", "--why", "y"),
            1,
            "not-settled",
            "wsisdraft edit vision/B.2",
        ),
        (REF, ("--text", "", "--why", "y"), 1, "nothing-left", "give it words"),
        (REF, ("--why", "y"), 1, "no-editor", "--replace Q --with T"),
        ("vision/B.3-4", ("--text", "x", "--why", "y"), 2, "one paragraph at a time", "Name one"),
        (REF, ("--replace", "hamlets", "--with", "x", "--why", "y"), 1, "no-such-words", "show"),
    ],
)
def test_what_is_refused(
    desk: Desk, ref: str, words: tuple[str, ...], code: int, said: str, remedy: str
) -> None:
    answer = desk.run("correct", ref, *words)
    assert answer.code == code, answer
    assert said in answer.err
    assert remedy in answer.err
    assert desk.clean


def test_the_same_words_are_no_correction(desk: Desk) -> None:
    answer = desk.done("correct", REF, "--text", body(desk), "--why", "y")
    assert "nothing changed" in answer.out
    assert desk.git("log", "-1", "--format=%(trailers:key=Verb,valueonly)").strip() != "correct"


def test_what_was_changed_outside_is_not_corrected_from(desk: Desk) -> None:
    desk.replace(PATH, "women and girls", "men and boys")
    desk.commit("outside the verbs")
    answer = desk.run("correct", REF, "--replace", "men", "--with", "women", "--why", "x")
    assert answer.code == 1
    assert "agreed-text-changed" in answer.err
    assert f"wsisdraft reopen {REF}" in answer.err
