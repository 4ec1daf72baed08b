"""check --since: what a branch changed, and whether the record accounts for settled text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Answer, Desk
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.text.paragraph import fingerprint

FOUR = "drafts/vision/B/4.md"
FIVE = "drafts/vision/B/5.md"
TWENTY_SEVEN = "drafts/vision/B/27.md"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The demonstration, on a branch that is to be reviewed."""
    desk.git("switch", "-q", "-c", "review")
    return desk


def since(desk: Desk, *words: str) -> Any:
    """What `check --since main` says, as JSON; the exit code goes with the errors."""
    answer = desk.run("check", "--since", "main", "--format", "json", *words)
    made = answer.json
    assert answer.code == (1 if made["summary"]["errors"] else 0), answer
    return made


def moves(desk: Desk) -> dict[str, tuple[bool, list[str | None]]]:
    """Settled text that moved: whether it is on record, and by which verbs."""
    return {
        move["ref"]: (move["on_record"], [step["verb"] for step in move["steps"]])
        for move in since(desk)["since"]["settled"]
    }


def told(answer: Answer) -> set[tuple[str, str]]:
    """Rule and REF of what was found."""
    return {(f["rule"], f["ref"]) for f in answer.json["findings"]}


def by_hand(desk: Desk, path: str, old: str, new: str) -> None:
    """Other words in a settled paragraph, with a fingerprint that fits them."""
    source = desk.text(path)
    head = source[: read_front_matter(source, path).body_start]
    body = source[len(head) :]
    assert old in body
    body = body.replace(old, new, 1)
    desk.write(path, re.sub("sha256:[0-9a-f]{64}", fingerprint(body), head) + body)


def otherwise(desk: Desk, ref: str = "vision/B.4", path: str = FOUR) -> None:
    """A settled paragraph in other words, as it should be done."""
    desk.done("reopen", ref, "--why", "new facts")
    body = desk.text(path)
    desk.write(path, body.replace(" the ", " each ", 1))
    desk.commit("the words of the drafting group")
    desk.done("agree", ref)


def test_nothing_changed(desk: Desk) -> None:
    made = since(desk)
    assert made["findings"] == []
    assert made["summary"]["paragraphs"] == 0
    assert made["since"]["settled"] == made["since"]["files"] == []
    assert made["since"]["base"] == desk.git("rev-parse", "main").strip()
    assert desk.done("check", "--since", "main").out.endswith(
        "0 files changed.\n0 paragraphs checked: no errors.\n"
    )


def test_reopened_changed_and_agreed_by_verbs_is_on_record(desk: Desk) -> None:
    otherwise(desk)
    assert moves(desk) == {"vision/B.4": (True, ["reopen", "agree"])}
    [move] = since(desk)["since"]["settled"]
    assert move["status"] == {"from": "pre-agreed", "to": "pre-agreed"}
    signs = [sign for sign, _ in move["words"]]
    assert {"-", "+"} <= set(signs)
    out = desk.done("check", "--since", "main").out
    assert "vision/B.4  pre-agreed  on record: reopen (" in out
    assert "{-the-}{+each+}" in out


def test_a_fingerprint_worked_out_by_hand_is_no_record(desk: Desk) -> None:
    by_hand(desk, FIVE, " the ", " some ")
    assert desk.run("check", "vision/B.5").code == 0, "nothing in the file gives it away"
    for committed in (False, True):
        if committed:
            desk.commit("small fix")
        [found] = since(desk)["findings"]
        line = desk.text(FIVE).split("\n")[found["line"] - 1]
        assert (found["path"], found["rule"], found["ref"]) == (
            FIVE, "settled-text-moved", "vision/B.5",
        )  # fmt: skip
        assert line[found["column"] - 1 :].startswith("some ")
        base = desk.git("rev-parse", "--short=10", "main").strip()
        assert found["remedy"].startswith(
            f"git restore --source {base} -- {FIVE}, and commit that;"
        )
        assert moves(desk) == {"vision/B.5": (False, [None])}
    [move] = since(desk)["since"]["settled"]
    assert [step["commit"] for step in move["steps"]] == [desk.git("rev-parse", "HEAD").strip()]


def test_the_remedy_is_one(desk: Desk) -> None:
    by_hand(desk, FIVE, " the ", " some ")
    desk.commit("small fix")
    [found] = since(desk)["findings"]
    command = found["remedy"].partition(",")[0]
    desk.git(*command.split()[1:])
    desk.commit("put back")
    assert moves(desk) == {}
    otherwise(desk, "vision/B.5", FIVE)
    assert moves(desk) == {"vision/B.5": (True, ["reopen", "agree"])}


def test_words_changed_before_a_verb_came_are_by_hand(desk: Desk) -> None:
    by_hand(desk, FIVE, " the ", " some ")
    desk.commit("small fix")
    desk.done("reopen", "vision/B.5", "--why", "for show")
    desk.done("agree", "vision/B.5")
    assert moves(desk) == {"vision/B.5": (False, [None])}


def test_words_slipped_into_a_verbs_commit_are_by_hand(desk: Desk) -> None:
    desk.done("reopen", "vision/B.5", "--why", "new facts")
    desk.write(FIVE, desk.text(FIVE).replace(" the ", " some ", 1))
    desk.git("commit", "-q", "-a", "--amend", "--no-edit")
    assert moves(desk) == {"vision/B.5": (False, [None])}


def test_agreed_again_by_hand_is_by_hand(desk: Desk) -> None:
    agreed = desk.text(FIVE)
    desk.done("reopen", "vision/B.5", "--why", "new facts")
    desk.write(FIVE, agreed)
    by_hand(desk, FIVE, " the ", " some ")
    desk.commit("agreed, they say")
    assert moves(desk) == {"vision/B.5": (False, [None])}


def test_a_record_about_another_paragraph_is_no_excuse(desk: Desk) -> None:
    desk.done("reopen", "vision/B.4", "--why", "new facts")
    source = desk.text(FIVE)
    desk.write(
        FIVE,
        re.sub(
            r"(?s)status: pre-agreed\nsettled:\n(  .*?\n)+?---", "status: under-review\n---", source
        ),
    )
    desk.git("commit", "-q", "-a", "--amend", "--no-edit")
    assert moves(desk) == {"vision/B.4": (True, ["reopen"]), "vision/B.5": (False, [None])}


def test_squashing_loses_the_record(desk: Desk) -> None:
    otherwise(desk)
    desk.git("reset", "-q", "--soft", "main")
    desk.commit("all of it in one")
    assert moves(desk) == {"vision/B.4": (False, [None])}


def test_undone_is_on_record_too(desk: Desk) -> None:
    desk.done("reopen", "vision/B.4", "--why", "new facts")
    desk.done("undo", "vision/B.4")
    assert moves(desk) == {}


def test_an_agreement_taken_back_by_undo(desk: Desk) -> None:
    otherwise(desk)
    desk.git("branch", "-f", "main", "HEAD")
    desk.done("undo", "vision/B.4")
    assert moves(desk) == {"vision/B.4": (True, ["undo"])}


def test_a_correction_is_on_record_and_so_is_taking_it_back(desk: Desk) -> None:
    word = re.search(r"[a-z]{9,}", desk.text(FIVE).rpartition("---")[2])
    assert word
    words = ("--replace", word[0], "--with", f"{word[0]}s", "--why", "a slip")
    desk.done("correct", "vision/B.5", *words)
    assert moves(desk) == {"vision/B.5": (True, ["correct"])}
    desk.git("branch", "-f", "main", "HEAD")
    desk.done("undo", "vision/B.5")
    assert moves(desk) == {"vision/B.5": (True, ["undo"])}


def test_a_correction_of_other_words_is_no_record(desk: Desk) -> None:
    word = re.search(r"[a-z]{9,}", desk.text(FIVE).rpartition("---")[2])
    assert word
    words = ("--replace", word[0], "--with", f"{word[0]}s", "--why", "a slip")
    desk.done("correct", "vision/B.5", *words)
    by_hand(desk, FIVE, " and ", " or ")
    desk.git("commit", "-q", "-a", "--amend", "--no-edit")
    assert moves(desk) == {"vision/B.5": (False, [None])}


def test_a_paragraph_that_is_gone(desk: Desk) -> None:
    (desk.top / FIVE).unlink()
    [found] = [f for f in since(desk)["findings"] if f["rule"] == "settled-text-moved"]
    assert (found["path"], found["message"].partition(",")[0]) == (
        "drafts/vision/B/chapter.yaml", "vision/B.5 was pre-agreed and is gone",
    )  # fmt: skip
    [move] = since(desk)["since"]["settled"]
    assert move["status"]["to"] is None
    assert "vision/B.5  pre-agreed → gone  changed by hand in the work tree" in (
        desk.run("check", "--since", "main").out
    )
    desk.git(*found["remedy"].partition(",")[0].split()[1:])
    assert since(desk)["findings"] == []


def test_a_paragraph_that_was_moved_with_its_words(desk: Desk) -> None:
    desk.git("mv", FIVE, "drafts/vision/B/5bis.md")
    desk.replace(
        "drafts/vision/B/5bis.md",
        "status: pre-agreed\n",
        "status: pre-agreed\nformer: vision/B.5\n",
    )
    desk.commit("5 is 5bis")
    assert moves(desk) == {}
    by_hand(desk, "drafts/vision/B/5bis.md", " the ", " some ")
    desk.commit("small fix")
    assert moves(desk) == {"vision/B.5bis": (False, [None])}


def test_moved_then_changed_by_verbs(desk: Desk) -> None:
    desk.git("mv", FIVE, "drafts/vision/B/5bis.md")
    desk.replace(
        "drafts/vision/B/5bis.md",
        "status: pre-agreed\n",
        "status: pre-agreed\nformer: vision/B.5\n",
    )
    desk.commit("5 is 5bis")
    otherwise(desk, "vision/B.5bis", "drafts/vision/B/5bis.md")
    assert moves(desk) == {"vision/B.5bis": (True, ["reopen", "agree"])}


def test_the_ladder_of_the_earlier_state_counts(desk: Desk) -> None:
    process = desk.text("drafts/process.yaml")
    assert "pre-agreed: settled" in process
    desk.write("drafts/process.yaml", process.replace("pre-agreed: settled", "pre-agreed: open"))
    by_hand(desk, FIVE, " the ", " some ")
    assert moves(desk)["vision/B.5"] == (False, [None])


def test_open_text_may_be_edited_by_anybody(desk: Desk) -> None:
    source = desk.text(TWENTY_SEVEN)
    desk.write(TWENTY_SEVEN, source.rstrip("\n") + " And more.\n")
    made = since(desk)
    assert made["since"]["settled"] == []
    assert made["since"]["files"] == [TWENTY_SEVEN]
    assert made["summary"] == {"paragraphs": 1, "errors": 0, "warnings": 0}


def test_only_what_is_new_is_told(desk: Desk) -> None:
    desk.git("switch", "-q", "main")
    desk.write("drafts/vision/E/2.md", desk.text("drafts/vision/E/2.md").rstrip("\n") + " [stray\n")
    desk.commit("a stray mark on the trunk")
    desk.git("switch", "-q", "-c", "next")
    assert desk.run("check").code == 1
    assert since(desk)["findings"] == []
    # A finding in a file nobody touched, which is broken by a change of another one.
    id_ = re.search("(?m)^id: (.*)$", desk.text("drafts/vision/E/3.md"))
    assert id_
    text = desk.text("drafts/vision/E/1.md")
    desk.write("drafts/vision/E/1.md", re.sub("(?m)^id: .*$", id_[0], text))
    found = since(desk)["findings"]
    assert {(f["rule"], f["path"]) for f in found} >= {("duplicate-id", "drafts/vision/E/3.md")}
    assert all(f["rule"] == "duplicate-id" for f in found)


def test_it_is_the_state_at_which_the_branches_parted(desk: Desk) -> None:
    desk.write(TWENTY_SEVEN, desk.text(TWENTY_SEVEN).rstrip("\n") + " And more.\n")
    desk.commit("on the branch")
    parted = desk.git("rev-parse", "main").strip()
    desk.git("switch", "-q", "main")
    otherwise(desk)
    desk.git("switch", "-q", "review")
    made = since(desk)
    assert made["since"]["base"] == parted
    assert made["since"]["files"] == [TWENTY_SEVEN]


def test_a_branch_that_took_the_trunk_in(desk: Desk) -> None:
    otherwise(desk)
    desk.git("switch", "-q", "main")
    otherwise(desk, "vision/B.5", FIVE)
    trunk = desk.git("rev-parse", "HEAD").strip()
    desk.git("switch", "-q", "review")
    desk.git("merge", "-q", "--no-edit", "main")
    assert since(desk)["since"]["base"] == trunk
    assert moves(desk) == {"vision/B.4": (True, ["reopen", "agree"])}
    # As a forge checks a change: the trunk with the branch merged into it.
    desk.git("switch", "-q", "--detach", "main")
    desk.git("merge", "-q", "--no-ff", "--no-edit", "review")
    assert moves(desk) == {"vision/B.4": (True, ["reopen", "agree"])}


def test_words_changed_inside_a_merge_are_by_hand(desk: Desk) -> None:
    desk.write(TWENTY_SEVEN, desk.text(TWENTY_SEVEN).rstrip("\n") + " And more.\n")
    desk.commit("on the branch")
    desk.git("switch", "-q", "main")
    otherwise(desk)
    desk.git("switch", "-q", "review")
    desk.git("merge", "-q", "--no-edit", "main")
    by_hand(desk, FIVE, " the ", " some ")
    desk.git("commit", "-q", "-a", "--amend", "--no-edit")
    assert moves(desk) == {"vision/B.5": (False, [None])}


def test_verbs_about_older_words_do_not_account_for_newer_ones(desk: Desk) -> None:
    """Both sides agreed anew; the merge takes the branch's words over those of the trunk."""
    otherwise(desk)
    desk.git("switch", "-q", "main")
    desk.done("reopen", "vision/B.4", "--why", "new facts")
    desk.write(FOUR, desk.text(FOUR).replace(" the ", " every ", 1))
    desk.commit("other words on the trunk")
    desk.done("agree", "vision/B.4")
    desk.git("switch", "-q", "review")
    desk.git("merge", "-q", "--no-edit", "-X", "ours", "main")
    assert moves(desk)["vision/B.4"][0] is False


def test_a_part_of_the_text(desk: Desk) -> None:
    otherwise(desk)
    by_hand(desk, FIVE, " the ", " some ")
    made = since(desk, "vision/B.4")
    assert [move["ref"] for move in made["since"]["settled"]] == ["vision/B.4"]
    assert made["summary"] == {"paragraphs": 1, "errors": 0, "warnings": 0}
    assert [m["ref"] for m in since(desk, "vision/B")["since"]["settled"]] == [
        "vision/B.4",
        "vision/B.5",
    ]
    assert since(desk, "statement/")["since"]["settled"] == []


def test_settled_text_comes_before_other_findings(desk: Desk) -> None:
    desk.write("drafts/statement/A/1.md", "broken [\n")
    by_hand(desk, FIVE, " the ", " some ")
    rules = [finding["rule"] for finding in since(desk)["findings"]]
    first = [rule == "settled-text-moved" for rule in rules]
    assert first == sorted(first, reverse=True)
    assert rules.count("settled-text-moved") == 2
    out = desk.run("check", "--since", "main", "--format", "github").out
    assert out.startswith("::error file=drafts/statement/A/1.md,line=")


@pytest.mark.parametrize("when", ["3", "2014-04-15", "meeting/4", "main", "HEAD~3", "HEAD"])
def test_any_moment_will_do(desk: Desk, when: str) -> None:
    answer = desk.run("check", "--since", when, "--format", "json")
    assert answer.json["since"]["asked"] == when
    assert answer.json["since"]["settled"] == []


def test_an_earlier_state_against_a_still_earlier_one(desk: Desk) -> None:
    otherwise(desk)
    by_hand(desk, FIVE, " the ", " some ")
    answer = desk.run("check", "--since", "main", "--at", "HEAD~1", "--format", "json")
    [move] = answer.json["since"]["settled"]
    assert (move["ref"], move["status"]["to"]) == ("vision/B.4", "under-review")
    assert [step["verb"] for step in move["steps"]] == ["reopen"]


@pytest.mark.parametrize(
    ("when", "code", "rule", "remedy"),
    [
        ("7", 1, "unknown-moment", "Name a meeting"),
        ("mian", 1, "unknown-moment", ""),
        ("--upload-pack=x", 1, "unknown-moment", ""),
    ],
)
def test_a_moment_that_is_not_there(
    desk: Desk, when: str, code: int, rule: str, remedy: str
) -> None:
    answer = desk.run("check", f"--since={when}")
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith(f"wsisdraft: {rule}: ")
    assert f"help: {remedy}" in answer.err
    assert desk.clean


def test_a_history_without_anything_in_common(desk: Desk) -> None:
    desk.git("switch", "-q", "--orphan", "elsewhere")
    desk.git("commit", "-q", "--allow-empty", "-m", "nothing")
    desk.git("switch", "-q", "review")
    answer = desk.run("check", "--since", "elsewhere")
    assert answer.code == 1
    assert 'wsisdraft: no-common-state: "elsewhere" and what is checked' in answer.err


def shallow(desk: Desk, tmp_path: Path, *words: str) -> Desk:
    """A clone as CI makes it."""
    top = tmp_path / "ci"
    Desk(tmp_path, tmp_path).git("clone", "-q", *words, f"file://{desk.top}", str(top))
    return Desk(top, tmp_path)


def test_a_clone_of_one_commit_says_what_to_fetch(desk: Desk, tmp_path: Path) -> None:
    otherwise(desk)
    clone = shallow(desk, tmp_path, "--depth=1", "--branch=review")
    answer = clone.run("check", "--since", "origin/main")
    assert answer.code == 1
    assert "unknown-moment" in answer.err
    command = re.search("help: (git fetch [^,]*), then again", answer.err)
    assert command
    clone.git(*command[1].split()[1:])
    assert clone.done("check", "--since", "origin/main").out.startswith("Since origin/main (")


def test_a_clone_that_does_not_reach_back_says_what_to_fetch(desk: Desk, tmp_path: Path) -> None:
    otherwise(desk)
    clone = shallow(desk, tmp_path, "--depth=1", "--no-single-branch", "--branch=review")
    answer = clone.run("check", "--since", "origin/main")
    assert answer.code == 1
    assert answer.err.startswith("wsisdraft: shallow-clone: This clone is shallow")
    command = re.search("help: (git fetch [^,]*), then check again", answer.err)
    assert command
    clone.git(*command[1].split()[1:])
    assert clone.done("check", "--since", "origin/main").out.startswith("Since origin/main (")


def test_a_shallow_clone_that_reaches_back_is_enough(desk: Desk, tmp_path: Path) -> None:
    otherwise(desk)
    clone = shallow(desk, tmp_path, "--depth=6", "--no-single-branch", "--branch=review")
    answer = clone.run("check", "--since", "origin/main", "--format", "json")
    assert answer.code == 0
    [move] = answer.json["since"]["settled"]
    assert move["on_record"]


def test_it_writes_nothing(desk: Desk) -> None:
    otherwise(desk)
    by_hand(desk, FIVE, " the ", " some ")

    def everything() -> dict[str, bytes]:
        files = (path for path in desk.top.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    before = everything()
    for each in ("text", "json", "github", "sarif", "junit", "markdown"):
        assert desk.run("check", "--since", "main", "--format", each).code == 1
    assert everything() == before


def test_the_base_may_hold_no_draft(desk: Desk) -> None:
    root = desk.git("rev-list", "--max-parents=0", "HEAD").strip()
    answer = desk.run("check", "--since", root, "--format", "json")
    assert answer.json["since"]["base"] == root
    shutil.rmtree(desk.top / "drafts" / "statement")
    assert desk.run("check", "--since", "main").code == 1
