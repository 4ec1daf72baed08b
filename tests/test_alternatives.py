"""Alternatives: files on record, branches to work on, and the choice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.desk import Desk

WORDS = "Keeping standards open, whoever writes them."


def test_added_as_a_file_and_a_branch_in_one_change(desk: Desk) -> None:
    answer = desk.done("alt", "add", "B.21", "--text", WORDS, "--by", "Egypt")
    assert "ALT 3 added" in answer.out
    assert desk.text("drafts/vision/B/21.alt-3.md") == f"---\nby: [Egypt]\n---\n{WORDS}\n"
    assert desk.git("rev-parse", "alt/vision/B.21/3~1") == desk.git("rev-parse", "main")
    on_branch = desk.git("show", "alt/vision/B.21/3:drafts/vision/B/21.md")
    assert on_branch.endswith(f"---\n{WORDS}\n")
    assert desk.git("diff", "--name-only", "main", "alt/vision/B.21/3") == "drafts/vision/B/21.md\n"
    assert ("Branch", "alt/vision/B.21/3") in desk.trailers()
    assert desk.clean
    assert desk.run("check").code == 0


def test_words_from_a_file_from_standard_input_and_none_at_all(desk: Desk) -> None:
    (desk.home / "words.md").write_text(f"\n{WORDS}\n\n")
    desk.done("alt", "add", "B.21", "--file", str(desk.home / "words.md"))
    answer = desk.run("alt", "add", "B.21", "--file", "-", "--name", "Chair", stdin="Other words.")
    assert answer.code == 0
    desk.done("alt", "add", "B.21", "--no-text")
    listed = desk.done("alt", "list", "B.21", "--format", "json").json
    assert [(each["name"], each["text"]) for each in listed[2:]] == [
        ("ALT 3", WORDS),
        ("Chair", "Other words."),
        ("ALT 5", ""),
    ]
    assert all(each["tip"] for each in listed)


def test_an_ordinal_is_never_given_twice(desk: Desk) -> None:
    desk.done("alt", "add", "B.21", "--text", WORDS)
    desk.done("choose", "B.21", "ALT 3")
    assert not (desk.top / "drafts/vision/B/21.alt-1.md").exists()
    answer = desk.done("alt", "add", "B.21", "--text", "Yet other words.")
    assert "ALT 4 added" in answer.out


@pytest.mark.parametrize("name", ["ALT 2", "alt2", "2", "Alt-2"])
def test_a_choice_takes_the_words_and_closes_the_others(desk: Desk, name: str) -> None:
    words = desk.text("drafts/vision/B/21.alt-2.md").split("---\n")[2]
    answer = desk.done("choose", "B.21", name)
    assert "ALT 1 closed" in answer.out
    assert "ALT 2 taken" in answer.out
    assert desk.text("drafts/vision/B/21.md").endswith(f"---\n{words}")
    assert "mandate:" in desk.text("drafts/vision/B/21.md")
    assert not list((desk.top / "drafts/vision/B").glob("21.alt-*"))
    assert desk.git("branch", "--list", "alt/*") == ""
    assert desk.clean


def test_choose_then_agree_then_check_and_log(desk: Desk) -> None:
    desk.done("choose", "B.21", "ALT 2")
    assert "besides 2, 27-30 (before: 2, 21, 27-30)" in desk.done("agree", "B.21").out
    assert desk.run("check").code == 0
    told = desk.done("log", "B.21").out
    assert "vision/B.21: ALT 2 chosen" in told
    assert "Status: under-review → pre-agreed" in told
    verbs = [entry["verb"] for entry in desk.done("log", "B.21", "--format", "json").json]
    assert verbs[-2:] == ["choose", "agree"]


def test_the_base_text_can_be_kept(desk: Desk) -> None:
    desk.done("alt", "add", "vision/B.28", "--text", WORDS)
    before = desk.text("drafts/vision/B/28.md")
    answer = desk.done("choose", "vision/B.28", "base")
    assert "ALT 1 closed" in answer.out
    assert desk.text("drafts/vision/B/28.md") == before


def test_brackets_of_the_alternative_come_with_its_words(desk: Desk) -> None:
    desk.write(
        "drafts/vision/B/21.alt-1.md",
        "---\nbrackets:\n  b1:\n    by: [Norland]\n---\nOpen [standards]{#b1} for all.\n",
    )
    desk.commit("the first alternative, with a bracket")
    desk.done("choose", "B.21", "ALT 1")
    source = desk.text("drafts/vision/B/21.md")
    assert "brackets:\n  b1:\n    by: [Norland]\n" in source
    assert source.endswith("Open [standards]{#b1} for all.\n")
    assert desk.run("check", "B.21").code == 0


def test_a_branch_with_a_wording_that_is_not_on_record_stays(desk: Desk) -> None:
    desk.git("checkout", "-q", "alt/vision/B.21/1")
    desk.replace("drafts/vision/B/21.md", "Acknowledging", "Recognising")
    desk.commit("another beginning")
    desk.git("checkout", "-q", "main")
    moved = desk.run("check")
    assert moved.code == 1
    assert "alternative-moved: ALT 1 reads otherwise on its branch: the branch" in moved.out
    answer = desk.done("choose", "B.21", "ALT 2")
    assert "The branch alt/vision/B.21/1 stays" in answer.out
    assert desk.git("branch", "--list", "alt/*").split() == ["alt/vision/B.21/1"]


def test_a_choice_is_taken_back_beside_a_branch_that_stayed(desk: Desk) -> None:
    desk.git("switch", "-q", "alt/vision/B.21/1")
    desk.replace("drafts/vision/B/21.md", "Acknowledging", "Recognising")
    desk.commit("another beginning")
    desk.git("switch", "-q", "main")
    tips = desk.git("for-each-ref", "refs/heads/alt")
    desk.done("choose", "B.21", "ALT 2")
    desk.done("undo")
    assert desk.git("for-each-ref", "refs/heads/alt") == tips
    assert (desk.top / "drafts/vision/B/21.alt-1.md").exists()


def test_nothing_is_put_beside_deleted_text(desk: Desk) -> None:
    desk.done("delete", "vision/B.28", "--why", "overtaken")
    before = desk.git("for-each-ref")
    answer = desk.run("alt", "add", "vision/B.28", "--text", WORDS)
    assert answer.code == 1
    assert "drafts/vision/B/28.md:" in answer.err
    assert "deleted: vision/B.28 is deleted; nothing is put beside it." in answer.err
    assert "help: wsisdraft log vision/B.28" in answer.err
    assert desk.git("for-each-ref") == before


def test_the_base_text_is_no_alternative_to_itself(desk: Desk) -> None:
    words = desk.text("drafts/vision/B/28.md").split("---\n", 2)[2]
    answer = desk.run("alt", "add", "vision/B.28", "--text", words)
    assert answer.code == 1
    assert "same-wording: vision/B.28 itself has exactly these words." in answer.err
    assert desk.clean


def test_an_earlier_state_shows_the_alternatives_of_then(desk: Desk) -> None:
    then = desk.git("rev-parse", "HEAD").strip()
    desk.done("choose", "B.21", "ALT 2")
    assert desk.done("alt", "list", "B.21", "--format", "json").json == []
    listed = desk.done("alt", "list", "B.21", "--at", then, "--format", "json").json
    assert [(each["name"], each["tip"]) for each in listed] == [("ALT 1", None), ("ALT 2", None)]
    assert "ALT 1" in desk.done("alt", "show", "B.21", "1", "--at", then).out


def test_a_branch_merged_with_plain_git_is_no_choice(desk: Desk) -> None:
    desk.git("merge", "-q", "alt/vision/B.21/2")
    answer = desk.run("check")
    assert answer.code == 1
    said = "drafts/vision/B/21.md:9:1: alternative-merged: The paragraph reads as ALT 2"
    assert said in answer.out


def test_on_an_alternatives_branch_only_reading_works(desk: Desk) -> None:
    desk.git("checkout", "-q", "alt/vision/B.21/1")
    assert desk.run("check").code == 0
    assert "Acknowledging" in desk.done("show", "B.21").out
    answer = desk.run("agree", "vision/B.28")
    assert answer.code == 3
    assert desk.clean


def test_a_shallow_clone_gives_both_wordings(desk: Desk, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    command = ["git", "clone", "-q", "--depth", "1", f"file://{desk.top}", str(clone)]
    subprocess.run(command, env=desk.environment(), check=True, capture_output=True)
    there = Desk(clone, desk.home)
    view = there.done("show", "B.21", "--format", "json").json
    assert [each["name"] for each in view["alternatives"]] == ["ALT 1", "ALT 2"]
    assert all(each["text"] for each in view["alternatives"])
    assert there.run("check").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("alt", "add", "vision/B.3", "--text", WORDS), 1, "nothing is put beside settled text"),
        (("alt", "add", "B.21"), 2, "It is not said in which words"),
        (("alt", "add", "B.21", "--text", "x", "--no-text"), 2, "in more than one way"),
        (("alt", "add", "B.21", "--text", "half [a bracket"), 1, "do not balance"),
        (("alt", "add", "B.21", "--text", "x", "--name", "alt 1"), 1, "already"),
        (("alt", "add", "B.21", "--text", "x", "--name", "base"), 1, "already"),
        (("alt", "add", "B.21", "--text", "x", "--name", "ALT 9"), 1, "or may become one"),
        (("alt", "add", "B.21", "--text", "x", "--name", "2"), 1, "or may become one"),
        (("alt", "add", "B.21", "--text", "x", "--name", "a\x1bb"), 2, "not seen"),
        (("alt", "add", "vision/B.2-3", "--text", "x"), 2, "one paragraph"),
        (("alt", "add", "B.21", "--file", "nowhere.md"), 1, "cannot be read"),
        (("choose", "B.21", "ALT 7"), 1, 'It has "ALT 1", "ALT 2"'),
        (("choose", "B.21", "base"), 1, "no words of its own"),
        (("choose", "vision/B.28", "ALT 1"), 1, "has no alternative"),
        (("alt", "show", "B.21", "--", "-x"), 1, "has no alternative"),
    ],
)
def test_what_cannot_be(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    before = desk.git("for-each-ref")
    answer = desk.run(*words)
    assert answer.code == code, answer
    assert said in answer.err
    assert desk.git("for-each-ref") == before
    assert desk.clean


def test_control_characters_never_get_into_a_file(desk: Desk) -> None:
    answer = desk.run("alt", "add", "B.21", "--text", "words\x1b and \u202e more")
    assert answer.code == 1
    assert "text-characters" in answer.err
    assert "\x1b" not in answer.err
    assert desk.clean


def test_one_alternative_as_a_redline(desk: Desk) -> None:
    desk.done("alt", "add", "vision/B.28", "--text", "Joining hands.", "--by", "Ghana")
    answer = desk.done("alt", "show", "vision/B.28", "ALT 1")
    assert "ALT 1, by Ghana" in answer.out
    assert "{-" in answer.out
    assert 'Take it: wsisdraft choose vision/B.28 "ALT 1"' in answer.out
