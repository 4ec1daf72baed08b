"""alt amend: a new text into an alternative's file and onto its branch, or the branch's own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.desk import Desk

FILE, OWN = "drafts/vision/B/21.alt-1.md", "drafts/vision/B/21.md"
BRANCH = "alt/vision/B.21/1"
WORDS = "Keeping standards open, whoever writes them."


def body(source: str) -> str:
    return source.split("---\n", 2)[2]


def on_branch(desk: Desk, path: str = OWN, branch: str = BRANCH) -> str:
    return desk.git("show", f"{branch}:{path}")


def work_on_branch(desk: Desk, words: str, entries: str = "") -> None:
    """Somebody goes on with the first alternative, with plain git."""
    desk.git("switch", "-q", BRANCH)
    head = desk.text(OWN).split("---\n")[1]
    desk.write(OWN, f"---\n{head}{entries}---\n{words}\n")
    desk.commit("worked on")
    desk.git("switch", "-q", "main")


def put(desk: Desk, words: str, entries: str = "", path: str = FILE) -> None:
    """The first alternative's file with these words, and its branch made anew from it."""
    desk.write(path, f"---\n{entries}---\n{words}\n")
    desk.commit("an alternative to amend")
    desk.git("branch", "-q", "-D", BRANCH)


def clone_of(desk: Desk, place: Path, *options: str) -> Desk:
    command = ["git", "clone", "-q", *options, f"file://{desk.top}", str(place)]
    subprocess.run(command, env=desk.environment(), check=True, capture_output=True)
    return Desk(place, desk.home)


def test_a_new_text_goes_into_the_file_and_onto_the_branch(desk: Desk) -> None:
    before = desk.git("rev-parse", BRANCH)
    head = desk.text(FILE).split("---\n")[1]
    mandate = on_branch(desk).split("---\n")[1]
    answer = desk.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS, "--by", "Egypt")
    assert desk.text(FILE) == f"---\n{head}---\n{WORDS}\n"
    assert on_branch(desk) == f"---\n{mandate}---\n{WORDS}\n"
    assert on_branch(desk, FILE) == desk.text(FILE)
    assert desk.git("rev-parse", f"{BRANCH}^") == before
    assert desk.git("diff", "--name-only", f"{BRANCH}^", BRANCH).split() == [FILE, OWN]
    assert desk.git("diff", "--name-only", "HEAD^", "HEAD") == f"{FILE}\n"
    assert "ALT 1 changed" in answer.out
    assert "whoever writes" in answer.out
    assert f"The branch {BRANCH} reads the same." in answer.out
    assert "wsisdraft undo vision/B.21" in answer.out
    told = desk.trailers()
    assert told[:3] == [
        ("Verb", "alt amend"),
        ("Ref", "vision/B.21"),
        ("Alternative", "ALT 1"),
    ]
    old, arrow, new = dict(told)["Wording"].partition(" -> ")
    assert (old[:7], arrow, new[:7]) == ("sha256:", " -> ", "sha256:")
    assert old != new
    assert dict(told)["Branch-moved"] == f"{BRANCH} {before.strip()}"
    assert dict(told)["By"] == "Egypt"
    assert desk.clean
    assert desk.run("check").code == 0


@pytest.mark.parametrize("name", ["ALT 1", "alt1", "1"])
def test_words_from_a_file_from_standard_input_and_none_at_all(desk: Desk, name: str) -> None:
    (desk.home / "words.md").write_text(f"\n{WORDS}\n\n")
    desk.done("alt", "amend", "B.21", name, "--file", str(desk.home / "words.md"))
    assert body(desk.text(FILE)) == body(on_branch(desk)) == f"{WORDS}\n"
    assert desk.run("alt", "amend", "B.21", name, "--file", "-", stdin="Other words.").code == 0
    assert body(desk.text(FILE)) == body(on_branch(desk)) == "Other words.\n"
    desk.done("alt", "amend", "B.21", name, "--no-text")
    assert body(desk.text(FILE)) == body(on_branch(desk)) == ""
    assert desk.done("alt", "list", "B.21", "--format", "json").json[0]["text"] == ""
    assert desk.git("rev-list", "--count", f"main..{BRANCH}") == "4\n"
    assert desk.run("check").code == 0


@pytest.mark.parametrize("options", [(), ("--from-branch",)])
def test_the_wording_of_the_branch_is_taken_into_the_record(
    desk: Desk, options: tuple[str, ...]
) -> None:
    work_on_branch(desk, WORDS)
    moved = desk.run("check", "B.21")
    assert moved.code == 1
    assert 'help: wsisdraft alt amend vision/B.21 "ALT 1" --from-branch takes it' in moved.out
    own = on_branch(desk)
    answer = desk.done("alt", "amend", "B.21", "ALT 1", *options)
    assert body(desk.text(FILE)) == f"{WORDS}\n"
    assert on_branch(desk) == own
    assert on_branch(desk, FILE) == desk.text(FILE)
    assert "amended as on its branch" in desk.git("log", "-1", "--format=%s")
    assert "ALT 1 changed" in answer.out
    assert desk.run("check", "B.21").code == 0
    again = desk.done("alt", "amend", "B.21", "ALT 1", *options)
    assert again.out == "ALT 1 of vision/B.21 reads so already.\n"


def test_brackets_made_on_the_branch_come_with_their_entries(desk: Desk) -> None:
    entries = "brackets:\n  b1:\n    by: [Norland]\n    since: 4\n"
    work_on_branch(desk, "Keeping standards [open]{#b1} [for all].", entries)
    desk.done("alt", "amend", "B.21", "ALT 1")
    source = desk.text(FILE)
    head = f"since: 4\nsubmission: V1/B/2/2\n{entries}---\n"
    assert source.endswith(f"{head}Keeping standards [open]{{#b1}} [for all].\n")
    assert desk.run("check", "B.21").code == 0


def test_entries_stay_with_their_ties_and_go_with_them(desk: Desk) -> None:
    entries = "brackets:\n  b1:\n    by: [Norland]\n  b2:\n    by: [Estovia]\n"
    put(desk, "Open [standards]{#b1} for [all]{#b2}.", entries)
    desk.done("alt", "amend", "B.21", "ALT 1", "--text", "Good [standards]{#b1} for all.")
    assert "brackets:\n  b1:\n    by: [Norland]\n---\n" in desk.text(FILE)
    assert "brackets:\n  b1:\n    by: [Norland]\n---\n" in on_branch(desk)
    desk.done("alt", "amend", "B.21", "ALT 1", "--text", "Good standards for all.")
    assert "brackets:" not in desk.text(FILE) + on_branch(desk)
    assert desk.run("check", "B.21").code == 0


def test_a_tie_without_an_entry_is_refused(desk: Desk) -> None:
    refs = desk.git("for-each-ref")
    answer = desk.run("alt", "amend", "B.21", "ALT 1", "--text", "Open [standards]{#b7}.")
    assert answer.code == 1
    assert "bracket-record: The bracket is tied to b7, which has no entry." in answer.err
    assert f"{FILE}:" in answer.err
    assert "help: " in answer.err
    assert desk.git("for-each-ref") == refs
    assert desk.clean


def test_a_name_is_given_and_taken_away(desk: Desk) -> None:
    tip = desk.git("rev-parse", BRANCH)
    words = body(desk.text(FILE))
    answer = desk.done("alt", "amend", "B.21", "1", "--name", "Friends' proposal")
    assert "called Friends' proposal; before: ALT 1" in answer.out
    assert "name: Friends' proposal\n" in desk.text(FILE)
    assert body(desk.text(FILE)) == words
    assert desk.git("rev-parse", BRANCH) == tip
    assert ("Alternative", "ALT 1 -> Friends' proposal") in desk.trailers()
    assert (
        'wsisdraft choose vision/B.21 "Friends\' proposal"'
        in desk.done("alt", "show", "B.21", "Friends' proposal").out
    )
    desk.done("alt", "amend", "B.21", "friends' proposal", "--name", "ALT 1", "--text", WORDS)
    assert "name:" not in desk.text(FILE)
    assert body(desk.text(FILE)) == f"{WORDS}\n"
    assert desk.run("check", "B.21").code == 0


def test_the_same_words_are_no_change(desk: Desk) -> None:
    refs = desk.git("for-each-ref")
    words = body(desk.text(FILE))
    for given in (("--text", words), ("--text", words, "--name", "ALT 1"), ("--from-branch",)):
        answer = desk.done("alt", "amend", "B.21", "ALT 1", *given)
        assert answer.out == "ALT 1 of vision/B.21 reads so already.\n"
    assert desk.git("for-each-ref") == refs


def test_a_dry_run_shows_the_redline(desk: Desk) -> None:
    refs = desk.git("for-each-ref")
    answer = desk.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS, "--dry-run")
    assert "{-Acknowledging how much" in answer.out
    assert desk.git("for-each-ref") == refs
    assert desk.clean


def test_a_branch_that_holds_another_wording_is_not_written_over_unseen(desk: Desk) -> None:
    work_on_branch(desk, WORDS)
    refs = desk.git("for-each-ref")
    answer = desk.run("alt", "amend", "B.21", "ALT 1", "--name", "Friends")
    assert answer.code == 0, "a name has nothing to do with the words"
    desk.done("undo")
    tip = desk.git("rev-parse", BRANCH).strip()
    assert tip in refs
    answer = desk.done("alt", "amend", "B.21", "ALT 1", "--text", "Yet other words.")
    assert f"that wording stays in its history, at {tip[:10]}" in " ".join(answer.out.split())
    assert desk.git("rev-parse", f"{BRANCH}^").strip() == tip
    assert body(on_branch(desk)) == "Yet other words.\n"
    assert desk.run("check", "B.21").code == 0


def test_a_branch_that_is_only_behind_is_told_as_that(desk: Desk) -> None:
    desk.write(FILE, desk.text(FILE).replace(body(desk.text(FILE)), f"{WORDS}\n"))
    desk.commit("amended with a text editor")
    checked = desk.run("check", "B.21")
    assert checked.code == 1
    assert f"the record is newer than the branch {BRANCH}" in " ".join(checked.out.split())
    answer = desk.run("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    assert answer.code == 1
    assert "alternative-moved" in answer.err
    assert f"help: git branch -D {BRANCH} drops it here" in answer.err
    desk.git("branch", "-q", "-D", BRANCH)
    desk.done("alt", "amend", "B.21", "ALT 1", "--text", "Yet other words.")
    assert desk.git("rev-parse", f"{BRANCH}^") == desk.git("rev-parse", "main")


def test_a_branch_that_is_missing_is_made_again(desk: Desk) -> None:
    desk.git("branch", "-q", "-D", BRANCH)
    desk.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    assert desk.git("rev-parse", f"{BRANCH}^") == desk.git("rev-parse", "main")
    assert body(on_branch(desk)) == f"{WORDS}\n"
    assert "mandate:" in on_branch(desk)
    assert ("Branch", BRANCH) in desk.trailers()
    assert desk.run("check", "B.21").code == 0
    desk.done("undo")
    assert desk.git("branch", "--list", BRANCH) == ""


def test_a_branch_without_its_wording_cannot_be_taken(desk: Desk) -> None:
    desk.git("branch", "-q", "-D", BRANCH)
    answer = desk.run("alt", "amend", "B.21", "ALT 1")
    assert answer.code == 1
    assert f"no-branch: This clone has no branch of ALT 1, {BRANCH}." in answer.err
    assert 'help: wsisdraft alt amend vision/B.21 "ALT 1" --text T' in answer.err


def test_another_clone_goes_on_from_the_branch_it_fetched(desk: Desk, tmp_path: Path) -> None:
    there = clone_of(desk, tmp_path / "second")
    assert there.git("branch", "--list", "alt/*") == ""
    there.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    assert there.git("rev-parse", f"{BRANCH}^") == desk.git("rev-parse", BRANCH)
    assert body(on_branch(there)) == f"{WORDS}\n"
    assert there.run("check", "B.21").code == 0
    there.git("push", "-q", "origin", f"{BRANCH}:{BRANCH}")
    desk.git("pull", "-q", str(there.top), "main")
    assert desk.run("check", "B.21").code == 0


def test_another_clone_takes_the_wording_of_a_branch_it_fetched(desk: Desk, tmp_path: Path) -> None:
    work_on_branch(desk, WORDS)
    there = clone_of(desk, tmp_path / "second")
    refused = there.run("lift", "B.21", "b1", "--alt", "ALT 1")
    assert refused.code in (1, 2)
    there.done("alt", "amend", "B.21", "ALT 1")
    assert body(there.text(FILE)) == f"{WORDS}\n"
    assert there.run("check", "B.21").code == 0
    there.done("undo")
    assert there.text(FILE) == desk.text(FILE)


def test_two_clones_that_amend_the_same_do_not_write_over_each_other(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = (clone_of(desk, tmp_path / name) for name in ("one", "two"))
    one.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    two.done("alt", "amend", "B.21", "ALT 1", "--text", "Yet other words.")
    one.git("push", "-q", "origin", f"{BRANCH}:{BRANCH}")
    pushed = subprocess.run(
        ["git", "push", "-q", "origin", f"{BRANCH}:{BRANCH}"],
        cwd=two.top,
        env=two.environment(),
        capture_output=True,
        check=False,
    )
    assert pushed.returncode != 0


def test_in_a_shallow_clone_the_branch_starts_at_the_change(desk: Desk, tmp_path: Path) -> None:
    there = clone_of(desk, tmp_path / "shallow", "--depth", "1")
    there.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    assert there.git("rev-parse", f"{BRANCH}^") == there.git("rev-parse", "main")
    assert there.run("check", "B.21").code == 0
    there.done("alt", "amend", "B.21", "ALT 1", "--text", "Yet other words.")
    there.done("undo")
    assert body(there.text(FILE)) == body(on_branch(there)) == f"{WORDS}\n"


def test_a_shallow_clone_with_branches_goes_on_from_them(desk: Desk, tmp_path: Path) -> None:
    there = clone_of(desk, tmp_path / "shallow", "--depth", "1", "--no-single-branch")
    there.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    assert there.git("rev-parse", f"{BRANCH}^") == desk.git("rev-parse", BRANCH)


def test_a_branch_checked_out_in_another_work_tree_is_left(desk: Desk, tmp_path: Path) -> None:
    desk.git("worktree", "add", "-q", str(tmp_path / "theirs"), BRANCH)
    refs = desk.git("for-each-ref")
    answer = desk.run("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    assert answer.code == 3
    assert f"branch-in-use: {BRANCH} is checked out in" in " ".join(answer.err.split())
    assert "help: " in answer.err
    assert desk.git("for-each-ref") == refs
    assert desk.clean


def test_undo_moves_the_branch_back_by_a_commit(desk: Desk) -> None:
    file, own, beside = desk.text(FILE), on_branch(desk), on_branch(desk, FILE)
    desk.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    tip = desk.git("rev-parse", BRANCH)
    desk.done("undo", "--why", "the wrong one")
    assert desk.text(FILE) == file
    assert on_branch(desk, FILE) == beside
    assert on_branch(desk) == own
    assert desk.git("rev-parse", f"{BRANCH}^") == tip
    assert desk.run("check", "B.21").code == 0
    told = desk.git("log", "-1", "--format=%B")
    assert "Recorded in error: vision/B.21: ALT 1 amended" in told
    assert f"Branch-moved: {BRANCH} {tip.strip()}" in told


def test_undo_brings_back_what_the_branch_read_before_it_was_written_over(desk: Desk) -> None:
    work_on_branch(desk, WORDS)
    file = desk.text(FILE)
    desk.done("alt", "amend", "B.21", "ALT 1", "--text", "Yet other words.")
    desk.done("undo")
    assert desk.text(FILE) == file
    assert body(on_branch(desk)) == f"{WORDS}\n"
    assert "--from-branch" in desk.run("check", "B.21").out


def test_undo_is_refused_where_the_branch_was_worked_on_since(desk: Desk) -> None:
    desk.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    work_on_branch(desk, "Words of the night.")
    refs = desk.git("for-each-ref")
    answer = desk.run("undo")
    assert answer.code == 1
    assert f"touched-since: The branch {BRANCH} was worked on after" in answer.err
    assert "vision/B.21: ALT 1 amended" in answer.err
    assert 'help: wsisdraft alt amend vision/B.21 "ALT 1" --text T' in answer.err
    assert desk.git("for-each-ref") == refs
    assert desk.clean


def test_a_renumbered_paragraph_keeps_its_branches(desk: Desk) -> None:
    """What a renumbering leaves: other file names, the old address, and branches as they were."""
    desk.git("mv", OWN, "drafts/vision/B/34.md")
    for ordinal in (1, 2):
        desk.git(
            "mv", f"drafts/vision/B/21.alt-{ordinal}.md", f"drafts/vision/B/34.alt-{ordinal}.md"
        )
    desk.replace("drafts/vision/B/34.md", "status: ", "former: vision/B.21\nstatus: ")
    desk.write("drafts/vision/B/21.md", "---\nid: zz1zz1\nstatus: under-review\n---\nNew here.\n")
    desk.write("drafts/vision/B/21.alt-1.md", "---\n---\nNewer here.\n")
    desk.replace("drafts/vision/B/chapter.yaml", "21, 27-30", "21, 27-30, 34")
    desk.commit("renumbered, and another paragraph in its place")
    assert desk.run("check").code == 0
    desk.done("alt", "amend", "B.34", "ALT 1", "--text", WORDS)
    assert body(on_branch(desk, OWN)) == f"{WORDS}\n"
    assert desk.git("branch", "--list", "alt/vision/B.34/*") == ""
    listed = desk.done("alt", "list", "B.34", "--format", "json").json
    assert [each["branch"] for each in listed] == [BRANCH, "alt/vision/B.21/2"]
    added = desk.done("alt", "add", "B.34", "--text", "A third way.")
    assert "ALT 3 added" in added.out
    assert "ALT 3 added" in desk.done("alt", "add", "B.21", "--text", "A way of its own.").out
    assert on_branch(desk, "drafts/vision/B/34.md", "alt/vision/B.34/3").endswith("A third way.\n")
    assert desk.run("check").code == 0
    desk.done("choose", "B.34", "ALT 2")
    assert desk.git("branch", "--list", "alt/*").split() == ["alt/vision/B.21/3"]


def test_a_branch_that_was_brought_along_with_the_numbers(desk: Desk) -> None:
    desk.git("mv", OWN, "drafts/vision/B/34.md")
    for ordinal in (1, 2):
        old, new = (f"drafts/vision/B/{n}.alt-{ordinal}.md" for n in (21, 34))
        desk.git("mv", old, new)
    desk.replace("drafts/vision/B/34.md", "status: ", "former: vision/B.21\nstatus: ")
    desk.commit("renumbered")
    desk.git("switch", "-q", BRANCH)
    desk.git("reset", "-q", "--hard", "main")
    head = desk.text("drafts/vision/B/34.md")
    desk.write("drafts/vision/B/34.md", head + body(desk.text("drafts/vision/B/34.alt-1.md")))
    desk.commit("brought along")
    desk.git("switch", "-q", "main")
    assert desk.git("diff", "--name-only", "main", BRANCH) == "drafts/vision/B/34.md\n"
    desk.done("alt", "amend", "B.34", "ALT 1", "--text", WORDS)
    assert body(on_branch(desk, "drafts/vision/B/34.md")) == f"{WORDS}\n"
    assert desk.git("branch", "--list", "alt/vision/B.34/*") == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("B.21", "ALT 7", "--text", "x"), 1, "unknown-alternative: vision/B.21 has no alternat"),
        (("vision/B.28", "ALT 1", "--text", "x"), 1, "no-alternative: vision/B.28 has no altern"),
        (("vision/B.2-3", "ALT 1", "--text", "x"), 2, "several: An alternative belongs to one"),
        (("B.21", "1", "--text", "x", "--no-text"), 2, "malformed-words: The words are given in"),
        (("B.21", "1", "--text", "x", "--from-branch"), 2, "malformed-words: The words are given"),
        (("B.21", "1", "--text", "half [a bracket"), 1, "unbalanced-bracket: The brackets of thi"),
        (("B.21", "1", "--text", "a\x1bb"), 1, "text-characters: "),
        (("B.21", "1", "--name", "alt 2"), 1, "name-taken: "),
        (("B.21", "1", "--name", "ALT 9"), 1, "name-taken: "),
        (("B.21", "1", "--name", "base"), 1, "name-taken: "),
        (("B.21", "1", "--name", "a\x1bb"), 2, "malformed-name: "),
        (("B.21", "1", "--file", "nowhere.md"), 1, "unreadable-file: "),
        (("B.21", "1", "--text", "x", "--by", "Nobody at all"), 1, "unknown-stakeholder"),
    ],
)
def test_what_cannot_be(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    refs = desk.git("for-each-ref")
    answer = desk.run("alt", "amend", *words)
    assert answer.code == code, answer
    assert said in answer.err
    assert "help: " in answer.err
    assert desk.git("for-each-ref") == refs
    assert desk.clean


def test_words_that_are_on_the_table_already(desk: Desk) -> None:
    other = body(desk.text("drafts/vision/B/21.alt-2.md"))
    answer = desk.run("alt", "amend", "B.21", "ALT 1", "--text", other)
    assert answer.code == 1
    assert "same-wording: ALT 2 of vision/B.21 has exactly these words." in answer.err
    desk.done("alt", "add", "vision/B.28", "--text", WORDS)
    own = body(desk.text("drafts/vision/B/28.md"))
    answer = desk.run("alt", "amend", "vision/B.28", "ALT 1", "--text", own)
    assert answer.code == 1
    assert "same-wording: vision/B.28 itself has exactly these words." in answer.err


def test_nothing_is_amended_beside_settled_text(desk: Desk) -> None:
    desk.write("drafts/vision/B/3.alt-1.md", "---\n---\nOther words.\n")
    desk.commit("an alternative that came too late")
    answer = desk.run("alt", "amend", "vision/B.3", "ALT 1", "--text", "x")
    assert answer.code == 1
    assert "settled: vision/B.3 is pre-agreed" in answer.err
    assert "help: wsisdraft reopen vision/B.3 --why TEXT" in answer.err


def test_json(desk: Desk) -> None:
    said = desk.done("alt", "amend", "B.21", "1", "--text", WORDS, "--format", "json").json
    assert said["verb"] == "alt amend"
    assert said["changes"][0]["alternatives"] == [["changed", "ALT 1"]]
    assert said["commit"] == desk.git("rev-parse", "HEAD").strip()
    said = desk.done("alt", "amend", "B.21", "1", "--text", WORDS, "--format", "json").json
    assert said["commit"] is None


def test_the_history_tells_of_it(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD").strip()
    old = body(desk.text(FILE)).strip()
    desk.done("alt", "amend", "B.21", "ALT 1", "--text", WORDS)
    last = desk.done("log", "B.21", "--format", "json").json[-1]
    assert (last["verb"], last["summary"]) == ("alt amend", "vision/B.21: ALT 1 amended")
    then = desk.done("alt", "list", "B.21", "--at", before, "--format", "json").json
    assert then[0]["text"] == old
    assert old.split(" ")[0] in desk.done("alt", "show", "B.21", "1", "--at", before).out
