"""alt withdraw: an alternative off the table, or one of its sponsors off it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.desk import Desk

FILE, OWN = "drafts/vision/B/21.alt-1.md", "drafts/vision/B/21.md"
BRANCH = "alt/vision/B.21/1"
WORDS = "Keeping standards open, whoever writes them."


def sponsored(desk: Desk, *parties: str) -> None:
    """A third alternative, of these parties, whom nobody knew."""
    by = [word for party in parties for word in ("--by", party)]
    desk.done("alt", "add", "B.21", "--text", WORDS, *by, "--new")


def work_on_branch(desk: Desk, words: str) -> None:
    desk.git("switch", "-q", BRANCH)
    head = desk.text(OWN).split("---\n")[1]
    desk.write(OWN, f"---\n{head}---\n{words}\n")
    desk.commit("worked on")
    desk.git("switch", "-q", "main")


def test_the_file_and_the_branch_go(desk: Desk) -> None:
    tip = desk.git("rev-parse", BRANCH).strip()
    before = desk.text(OWN)
    answer = desk.done("alt", "withdraw", "B.21", "ALT 1", "--why", "no support in the room")
    assert "ALT 1 withdrawn" in answer.out
    assert "wsisdraft undo vision/B.21" in answer.out
    assert not (desk.top / FILE).exists()
    assert desk.text(OWN) == before
    assert desk.git("branch", "--list", "alt/*").split() == ["alt/vision/B.21/2"]
    told = desk.trailers()
    assert told[:3] == [("Verb", "alt withdraw"), ("Ref", "vision/B.21"), ("Alternative", "ALT 1")]
    assert dict(told)["Wording"].startswith("sha256:")
    assert dict(told)["Branch"] == f"{BRANCH} {tip}"
    assert dict(told)["Why"] == "no support in the room"
    assert desk.clean
    assert desk.run("check").code == 0


def test_a_branch_with_a_wording_that_is_not_on_record_stays_and_is_named(desk: Desk) -> None:
    work_on_branch(desk, WORDS)
    tip = desk.git("rev-parse", BRANCH).strip()
    answer = desk.done("alt", "withdraw", "B.21", "1")
    assert f"The branch {BRANCH} stays" in answer.out
    assert ("Branch-kept", f"{BRANCH} {tip}") in desk.trailers()
    assert desk.git("rev-parse", BRANCH).strip() == tip
    assert desk.run("check").code == 0
    assert "ALT 3 added" in desk.done("alt", "add", "B.21", "--text", "A third way.").out
    desk.done("undo")
    desk.done("undo")
    assert desk.git("rev-parse", BRANCH).strip() == tip
    assert (desk.top / FILE).exists()


def test_an_amended_branch_holds_nothing_but_what_is_on_record(desk: Desk) -> None:
    desk.done("alt", "amend", "B.21", "1", "--text", WORDS)
    desk.done("alt", "amend", "B.21", "1", "--text", "Yet other words.")
    desk.done("alt", "withdraw", "B.21", "1")
    assert desk.git("branch", "--list", BRANCH) == ""


def test_one_of_several_sponsors_takes_its_name_off(desk: Desk) -> None:
    sponsored(desk, "Norland", "Estovia", "Sudoria")
    branch = desk.git("rev-parse", "alt/vision/B.21/3")
    answer = desk.done("alt", "withdraw", "B.21", "ALT 3", "--by", "Estovia")
    assert "by Norland, Sudoria; before: Norland, Estovia, Sudoria" in answer.out
    source = desk.text("drafts/vision/B/21.alt-3.md")
    assert "by: [Norland, Sudoria]" in source
    assert source.endswith(f"---\n{WORDS}\n")
    assert desk.git("rev-parse", "alt/vision/B.21/3") == branch
    subject = desk.git("log", "-1", "--format=%s").strip()
    assert subject == "vision/B.21: ALT 3 no longer sponsored by Estovia"
    assert ("Sponsors", "Norland, Estovia, Sudoria -> Norland, Sudoria") in desk.trailers()
    assert ("By", "Estovia") in desk.trailers()
    assert desk.run("check").code == 0
    desk.done("undo")
    assert "by: [Norland, Estovia, Sudoria]" in desk.text("drafts/vision/B/21.alt-3.md")


def test_the_last_sponsors_take_it_off_the_table(desk: Desk) -> None:
    sponsored(desk, "Norland", "Estovia")
    answer = desk.done("alt", "withdraw", "B.21", "3", "--by", "Estovia", "--by", "norland")
    assert "ALT 3 withdrawn" in answer.out
    assert not (desk.top / "drafts/vision/B/21.alt-3.md").exists()
    subject = desk.git("log", "-1", "--format=%s").strip()
    assert subject == "vision/B.21: ALT 3 withdrawn by Estovia, Norland"


def test_nobody_withdraws_the_alternative_of_others(desk: Desk) -> None:
    sponsored(desk, "Norland", "Estovia")
    refs = desk.git("for-each-ref")
    answer = desk.run("alt", "withdraw", "B.21", "3", "--by", "Egypt")
    assert answer.code == 1
    assert ":4:1: not-a-sponsor: Egypt is no sponsor of ALT 3 of vision/B.21." in answer.err
    assert "help: Its sponsors: Norland, Estovia.\n" in answer.err
    assert desk.git("for-each-ref") == refs
    assert desk.clean
    desk.done("alt", "withdraw", "B.21", "3")


def test_the_last_words_of_a_paragraph_are_not_withdrawn(desk: Desk) -> None:
    desk.done("alt", "withdraw", "B.21", "1")
    refs = desk.git("for-each-ref")
    answer = desk.run("alt", "withdraw", "B.21", "2")
    assert answer.code == 1
    assert "drafts/vision/B/21.alt-2.md:5:1: nothing-left: Without ALT 2 nothing" in answer.err
    assert 'help: wsisdraft choose vision/B.21 "ALT 2" takes its words' in answer.err
    assert "wsisdraft edit vision/B.21 --text T" in answer.err
    assert "wsisdraft delete vision/B.21" in answer.err
    assert desk.git("for-each-ref") == refs
    assert desk.clean


def test_the_last_alternative_beside_words_of_its_own_may_go(desk: Desk) -> None:
    desk.done("alt", "add", "vision/B.28", "--no-text")
    desk.done("alt", "withdraw", "vision/B.28", "ALT 1")
    assert desk.git("branch", "--list", "alt/vision/B.28/*") == ""
    assert desk.run("check").code == 0


def test_a_name_is_never_given_twice(desk: Desk) -> None:
    desk.done("alt", "add", "B.21", "--text", WORDS)
    desk.done("alt", "withdraw", "B.21", "ALT 3")
    assert "ALT 4 added" in desk.done("alt", "add", "B.21", "--text", WORDS).out
    desk.write("drafts/vision/B/21.alt-9.md", "---\n---\nWritten with a text editor.\n")
    desk.commit("a ninth, without a branch")
    desk.done("alt", "withdraw", "B.21", "ALT 9")
    assert ("Branch-absent", "alt/vision/B.21/9") in desk.trailers()
    assert "ALT 10 added" in desk.done("alt", "add", "B.21", "--text", "A tenth way.").out


def test_a_name_that_another_clone_has_given_is_not_given_again(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "second"
    command = ["git", "clone", "-q", f"file://{desk.top}", str(place)]
    subprocess.run(command, env=desk.environment(), check=True, capture_output=True)
    there = Desk(place, desk.home)
    desk.done("alt", "add", "B.21", "--text", WORDS)
    there.git("fetch", "-q", "origin")
    assert "ALT 4 added" in there.done("alt", "add", "B.21", "--text", "A fourth way.").out


def test_in_a_clone_without_the_branch_only_the_file_goes(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "second"
    command = ["git", "clone", "-q", f"file://{desk.top}", str(place)]
    subprocess.run(command, env=desk.environment(), check=True, capture_output=True)
    there = Desk(place, desk.home)
    there.done("alt", "withdraw", "B.21", "1")
    assert ("Branch-absent", BRANCH) in there.trailers()
    assert there.git("rev-parse", f"origin/{BRANCH}") == desk.git("rev-parse", BRANCH)
    there.done("undo")
    assert there.git("branch", "--list", "alt/*") == ""
    assert there.text(FILE) == desk.text(FILE)


@pytest.mark.parametrize("amended", [False, True])
def test_undo_brings_the_branch_back_as_it_was(desk: Desk, amended: bool) -> None:
    if amended:
        desk.done("alt", "amend", "B.21", "1", "--text", WORDS)
    tree, tip = desk.git("rev-parse", "HEAD^{tree}"), desk.git("rev-parse", BRANCH)
    desk.done("alt", "withdraw", "B.21", "1")
    desk.done("undo")
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    assert desk.git("rev-parse", BRANCH) == tip
    assert desk.clean


def test_undo_makes_the_branch_again_where_its_commits_are_gone(desk: Desk) -> None:
    own = desk.git("show", f"{BRANCH}:{OWN}")
    desk.done("alt", "withdraw", "B.21", "1")
    desk.git("reflog", "expire", "--expire=now", "--all")
    desk.git("gc", "-q", "--prune=now")
    desk.done("undo")
    assert desk.git("rev-parse", f"{BRANCH}^") == desk.git("rev-parse", "main")
    assert desk.git("show", f"{BRANCH}:{OWN}").split("---\n")[2] == own.split("---\n")[2]
    assert desk.run("check").code == 0


def test_a_branch_checked_out_in_another_work_tree_is_left(desk: Desk, tmp_path: Path) -> None:
    desk.git("worktree", "add", "-q", str(tmp_path / "theirs"), BRANCH)
    refs = desk.git("for-each-ref")
    answer = desk.run("alt", "withdraw", "B.21", "1")
    assert answer.code == 3
    assert "branch-in-use" in answer.err
    assert "help: " in answer.err
    assert desk.git("for-each-ref") == refs
    assert desk.clean


def test_a_dry_run_says_what_would_go(desk: Desk) -> None:
    refs = desk.git("for-each-ref")
    answer = desk.done("alt", "withdraw", "B.21", "1", "--dry-run")
    assert "ALT 1 withdrawn" in answer.out
    assert "dry run" in answer.out
    assert desk.git("for-each-ref") == refs
    assert desk.clean


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("B.21", "ALT 7"), 1, 'unknown-alternative: vision/B.21 has no alternative "ALT 7"'),
        (("B.21", "base"), 1, "unknown-alternative: "),
        (("vision/B.28", "ALT 1"), 1, "no-alternative: vision/B.28 has no alternative."),
        (("vision/B.2-3", "ALT 1"), 2, "several: An alternative belongs to one paragraph."),
        (("B.21", "ALT 1", "--by", "Nobody at all"), 1, "unknown-stakeholder"),
    ],
)
def test_what_cannot_be(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    refs = desk.git("for-each-ref")
    answer = desk.run("alt", "withdraw", *words)
    assert answer.code == code, answer
    assert said in answer.err
    assert "help: " in answer.err
    assert desk.git("for-each-ref") == refs
    assert desk.clean


def test_json_and_history(desk: Desk) -> None:
    said = desk.done("alt", "withdraw", "B.21", "1", "--by", "Egypt", "--format", "json").json
    assert said["changes"][0]["alternatives"] == [["withdrawn", "ALT 1"]]
    last = desk.done("log", "B.21", "--format", "json").json[-1]
    assert (last["verb"], last["by"]) == ("alt withdraw", "Egypt")
    assert last["summary"] == "vision/B.21: ALT 1 withdrawn by Egypt"
