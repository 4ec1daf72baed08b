"""A change happens wholly or not at all, and never at the cost of the user's own work."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from tests.ground import faults, kills, lasting, races, syscalls
from tests.ground.drive import Fault, carry_out, fault_at
from tests.ground.oracle import judge
from tests.ground.processes import run
from tests.ground.room import trial  # noqa: F401
from tests.ground.template import (
    BY_HAND,
    FOLDER,
    OPEN,
    OWN_STATUS,
    SETTLED,
    UNSTAGED,
    VERBS,
    alternative,
    amended,
    change_of,
    edited,
    fresh_copy,
    git,
    paragraph,
)
from wsisdraft.notation.change import (
    BranchClosed,
    BranchMade,
    Change,
    Edit,
    Record,
)
from wsisdraft.repository import refs
from wsisdraft.repository.atomic_change import exclusive, record
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.ground import CannotProceed, TextMoved
from wsisdraft.repository.recovery import recover
from wsisdraft.text.span import Span

PARAGRAPH = f"{FOLDER}/21.md"


@pytest.fixture
def draft(trial: Path, tmp_path: Path) -> Path:  # noqa: F811
    return fresh_copy(trial, tmp_path / "draft")


def status(directory: Path) -> dict[str, str]:
    lines = git(directory, "status", "--porcelain", "-uall", "-z").split("\0")[:-1]
    return {line[3:]: line[:2] for line in lines}


# The harness, small; `python -m tests.ground` runs it large.


@pytest.mark.parametrize("verb", VERBS)
def test_a_change_lands_whole(draft: Path, verb: str) -> None:
    landed = carry_out(draft, verb)
    assert landed.branch == "main"
    assert landed.notes == ()
    assert judge(draft, verb, f"landed {landed.commit}").wrong == []


@pytest.mark.parametrize("verb", ["choose", "amend", "record"])
def test_random_kills_leave_no_half_state(
    trial: Path,  # noqa: F811
    tmp_path: Path,
    verb: str,
) -> None:
    tally = kills.random_kills(trial, tmp_path, verb, 25)
    assert tally.wrong == []
    assert tally.killed > 5


@pytest.mark.parametrize("verb", ["agree", "alternative", "amend", "choose", "record"])
def test_death_and_error_after_every_step(
    trial: Path,  # noqa: F811
    tmp_path: Path,
    verb: str,
) -> None:
    tally = faults.at_every_step(trial, tmp_path, verb)
    assert tally.wrong == []
    assert tally.runs >= 30
    assert 0 < tally.landed < tally.runs


@pytest.mark.parametrize("verb", ["choose", "amend", "record"])
def test_recovery_itself_may_be_killed_at_any_step(
    trial: Path,  # noqa: F811
    tmp_path: Path,
    verb: str,
) -> None:
    tally = faults.in_recovery(trial, tmp_path, verb)
    assert tally.wrong == []
    assert tally.killed == tally.runs


@pytest.mark.skipif(not syscalls.available(), reason="strace is not here, or may not watch")
@pytest.mark.parametrize("call", ["link,linkat", "rename,renameat,renameat2"])
def test_system_calls_that_fail(trial: Path, tmp_path: Path, call: str) -> None:  # noqa: F811
    tally = syscalls.until_none_is_hit(trial, tmp_path, "agree", [call])
    assert tally.wrong == []
    assert tally.runs > len(syscalls.CALLS[call])


@pytest.mark.skipif(not syscalls.available(), reason="strace is not here, or may not watch")
def test_what_is_put_in_place_has_reached_the_disk(draft: Path) -> None:
    late, placed = lasting.unsynced(draft, "alternative")
    assert late == []
    assert placed > 15


def test_eight_processes_lose_nothing(draft: Path) -> None:
    race = races.race(draft, 8, 3)
    assert [words for words in race.told if not words.startswith("landed")] == []
    assert race.commits == 24
    assert race.lost == ()
    assert race.status == ""


# One at a time.


def test_the_number_of_processes_does_not_depend_on_the_number_of_files(draft: Path) -> None:
    counted = []
    for verb in ("agree", "many"):
        clone = open_clone(draft)
        record(clone, change_of(verb, draft), clone.tip)
        counted.append(clone.git.processes)
    assert counted[0] == counted[1]
    assert counted[0] <= 9


def test_a_change_decided_on_an_older_commit_is_not_recorded(draft: Path) -> None:
    clone = open_clone(draft)
    carry_out(draft, "many")
    with pytest.raises(TextMoved):
        record(clone, change_of("agree", draft), clone.tip)
    assert git(draft, "rev-list", "--count", "main").strip() == "2"


def test_nested_turns_do_not_wait_for_themselves(draft: Path) -> None:
    with exclusive(open_clone(draft)), exclusive(open_clone(draft), patience=0.1):
        landed = carry_out(draft, "agree")
    assert git(draft, "rev-parse", "main").strip() == landed.commit


def test_a_clone_kept_by_another_process_is_told(draft: Path) -> None:
    def watch(step: str) -> None:
        if step == "turn":
            with pytest.raises(CannotProceed) as told:
                _in_thread(lambda: exclusive(open_clone(draft), patience=0.05).__enter__())
            assert told.value.rule == "clone-busy"
            assert str(os.getpid()) in told.value.message

    carry_out(draft, "agree", watch=watch)


def _in_thread(act: object) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as threads:
        threads.submit(act).result()  # type: ignore[arg-type]


def test_the_file_edited_while_the_change_was_prepared(draft: Path) -> None:
    def watch(step: str) -> None:
        if step == "index-locked":
            (draft / PARAGRAPH).write_text("A word of mine.\n")

    with pytest.raises(CannotProceed) as told:
        carry_out(draft, "agree", watch=watch)
    assert told.value.rule == "uncommitted-edit"
    assert (draft / PARAGRAPH).read_text() == "A word of mine.\n"
    assert status(draft) == OWN_STATUS | {PARAGRAPH: " M"}
    assert not (draft / ".git/index.lock").exists()


def test_the_second_of_two_files_edited_takes_the_first_one_back(draft: Path) -> None:
    def watch(step: str) -> None:
        if step == "file-0":
            (draft / FOLDER / "14.md").write_text("A word of mine.\n")

    with pytest.raises(CannotProceed):
        carry_out(draft, "many", watch=watch)
    assert status(draft) == OWN_STATUS | {f"{FOLDER}/14.md": " M"}
    assert (draft / FOLDER / "10.md").read_text() == paragraph(10)


def test_what_an_open_editor_wrote_into_the_old_file_is_kept(draft: Path) -> None:
    with (draft / PARAGRAPH).open("a") as editor:

        def watch(step: str) -> None:
            if step == "files":
                editor.write("Saved late.\n")
                editor.flush()

        landed = carry_out(draft, "agree", watch=watch)
    kept = list((draft / ".git/wsisdraft/kept").iterdir())
    assert [place.read_text() for place in kept] == [paragraph(21) + "Saved late.\n"]
    assert str(kept[0]) in landed.notes[0]
    assert (draft / PARAGRAPH).read_text() == paragraph(21, SETTLED)


def test_something_staged_meanwhile_stays_staged(draft: Path) -> None:
    def watch(step: str) -> None:
        if step == "index-ready":
            git(draft, "add", UNSTAGED)

    carry_out(draft, "agree", watch=watch)
    assert status(draft) == OWN_STATUS | {UNSTAGED: "M "}


def test_an_edit_in_the_tick_of_the_index_stays_visible(draft: Path) -> None:
    """Git tells such an edit by the index's own time, which a copy must not lose."""
    path = draft / FOLDER / "7.md"
    tick = 1_700_000_000_000_000_000
    os.utime(path, ns=(tick, tick))
    git(draft, "config", "core.trustctime", "false")
    git(draft, "add", f"{FOLDER}/7.md")
    path.write_text(path.read_text().replace("speaks", "SPEAKS"))
    os.utime(path, ns=(tick, tick))
    os.utime(draft / ".git/index", ns=(tick, tick))
    carry_out(draft, "agree")
    assert status(draft)[f"{FOLDER}/7.md"] == " M"


def test_ctrl_c_before_the_change_stops_it(draft: Path) -> None:
    def watch(step: str) -> None:
        if step == "staged":
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        carry_out(draft, "agree", watch=watch)
    assert judge(draft, "agree", "refused").wrong == []


@pytest.mark.parametrize("step", ["journal", "files", "ref", "settle:index"])
def test_ctrl_c_too_late_is_forgotten(draft: Path, step: str) -> None:
    def watch(done: str) -> None:
        if done == step:
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    landed = carry_out(draft, "agree", watch=watch)
    assert landed.notes == ()
    assert judge(draft, "agree", f"landed {landed.commit}").wrong == []


def test_the_next_verb_finishes_what_was_left_and_goes_on(draft: Path) -> None:
    run(draft, "agree", watch=fault_at("ref:kill"))
    landed = carry_out(draft, "many")
    assert git(draft, "rev-list", "--count", "main").strip() == "3"
    assert git(draft, "show", f"main:{PARAGRAPH}") == paragraph(21, SETTLED)
    assert landed.notes == ()
    assert status(draft) == OWN_STATUS


def test_recovery_with_nothing_to_do_writes_nothing(draft: Path) -> None:
    assert not recover(open_clone(draft)).found
    assert status(draft) == OWN_STATUS


def test_recovery_leaves_a_file_edited_since(draft: Path) -> None:
    run(draft, "agree", watch=fault_at("files:kill"))
    (draft / PARAGRAPH).write_text("A word of mine.\n")
    recovered = recover(open_clone(draft))
    assert recovered.commit == ""
    assert PARAGRAPH in recovered.notes[0]
    assert (draft / PARAGRAPH).read_text() == "A word of mine.\n"


def test_recovery_mends_the_index_though_its_lock_was_taken_away(draft: Path) -> None:
    run(draft, "choose", watch=fault_at("ref:kill"))
    (draft / ".git/index.lock").unlink()
    assert status(draft)[PARAGRAPH] == "MM"
    assert recover(open_clone(draft)).commit
    assert judge(draft, "choose", "").wrong == []


def test_recovery_in_another_work_tree_of_the_repository(draft: Path, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    git(draft, "worktree", "add", "-q", "-b", "review", str(linked))
    run(linked, "agree", watch=fault_at("ref:kill"))
    assert recover(open_clone(draft)).commit == git(draft, "rev-parse", "review").strip()
    assert git(linked, "status", "--porcelain") == ""
    assert (linked / PARAGRAPH).read_text() == paragraph(21, SETTLED)


def test_recovery_after_a_commit_by_hand_leaves_that_commit(draft: Path) -> None:
    run(draft, "agree", watch=fault_at("files:kill"))
    (draft / ".git/index.lock").unlink()
    git(draft, "commit", "-q", "-m", "By hand", "--", PARAGRAPH)
    assert recover(open_clone(draft)).commit == ""
    assert status(draft) == OWN_STATUS
    assert (draft / PARAGRAPH).read_text() == paragraph(21, SETTLED)


def test_a_ref_lock_with_our_commit_in_it_is_removed(draft: Path) -> None:
    run(draft, "agree", watch=fault_at("files:kill"))
    new = _journal_says(draft, "new")
    (draft / ".git/refs/heads/main.lock").write_text(f"{new}\n")
    assert recover(open_clone(draft)).found
    assert judge(draft, "agree", "").wrong == []


def test_an_empty_ref_lock_is_removed_once_nobody_can_hold_it(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refs, "_LIVE", 0.2)
    run(draft, "choose", watch=fault_at("files:kill"))
    for name in ("HEAD.lock", "refs/heads/main.lock", "packed-refs.lock"):
        (draft / ".git" / name).touch()
    recover(open_clone(draft))
    assert judge(draft, "choose", "").wrong == []


def test_a_ref_lock_of_somebody_else_is_left_and_told(draft: Path) -> None:
    run(draft, "agree", watch=fault_at("files:kill"))
    lock = draft / ".git/refs/heads/main.lock"
    lock.write_text("0" * 40 + "\n")
    recovered = recover(open_clone(draft))
    assert recovered.notes == ("main.lock is held by another git command, and is left so.",)
    assert (draft / PARAGRAPH).read_text() == paragraph(21)
    lock.unlink()
    assert judge(draft, "agree", "").wrong == []


def _journal_says(draft: Path, key: str) -> str:
    import json

    said = json.loads((draft / ".git/wsisdraft/journal").read_text())
    return str(said[key])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PARAGRAPH, "drafts/../../outside.md"),
        (PARAGRAPH, "drafts/.GIT/config"),
        ("refs/heads/main", "refs/../config"),
        ('"stage": "change', '"stage": "../change'),
        ('"version": 1', '"version": 2'),
        ('"git_dir": "."', '"git_dir": "../elsewhere"'),
        ('"files": [', '"files": [1, '),
        ("{", "["),
    ],
)
def test_a_journal_we_would_not_have_written_is_not_followed(
    draft: Path, old: str, new: str
) -> None:
    run(draft, "agree", watch=fault_at("files:kill"))
    journal = draft / ".git/wsisdraft/journal"
    text = journal.read_text()
    assert old in text
    journal.write_text(text.replace(old, new))
    with pytest.raises(CannotProceed) as told:
        recover(open_clone(draft))
    assert told.value.rule == "journal-unreadable"
    journal.write_text(text)
    assert judge(draft, "agree", "").wrong == []


def test_a_branch_that_is_there_already_means_deciding_again(draft: Path) -> None:
    git(draft, "branch", "alt/vision/B.21/3")
    with pytest.raises(TextMoved):
        carry_out(draft, "alternative", patience=0)
    assert status(draft) == OWN_STATUS


def test_a_branch_that_moved_on_is_not_closed(draft: Path) -> None:
    change = Change(
        branches=(BranchClosed("alt/vision/B.21/1", git(draft, "rev-parse", "main").strip()),),
        record=Record("Closed"),
    )
    clone = open_clone(draft)
    with pytest.raises(TextMoved):
        record(clone, change, clone.tip)


def test_a_branch_gets_its_commit_on_top_of_where_it_stood(draft: Path) -> None:
    name, before = "alt/vision/B.21/1", git(draft, "rev-parse", "alt/vision/B.21/1")
    carry_out(draft, "amend")
    assert git(draft, "rev-parse", f"{name}^") == before
    assert git(draft, "show", f"{name}:{PARAGRAPH}") == alternative(7)
    changed = git(draft, "diff", "--name-only", f"{name}^", name).split()
    assert changed == [f"{FOLDER}/21.alt-1.md", PARAGRAPH]
    assert git(draft, "log", "-1", "--format=%B", name) == "Alternative 1 amended\n\n"
    assert git(draft, "log", "-g", "-1", "--format=%gs", name) == "wsisdraft\n"


def test_a_branch_that_moved_on_gets_no_commit(draft: Path) -> None:
    moved = amended(draft)
    git(draft, "update-ref", "refs/heads/alt/vision/B.21/1", "main")
    clone = open_clone(draft)
    with pytest.raises(TextMoved):
        record(clone, Change(branches=(moved,), record=Record("Amended")), clone.tip)
    assert git(draft, "rev-parse", "alt/vision/B.21/1") == git(draft, "rev-parse", "main")
    assert git(draft, "rev-list", "--count", "main") == "1\n"


@pytest.mark.parametrize("verb", ["choose", "amend"])
def test_a_branch_checked_out_elsewhere_stays(draft: Path, tmp_path: Path, verb: str) -> None:
    git(draft, "worktree", "add", "-q", str(tmp_path / "theirs"), "alt/vision/B.21/1")
    before = git(draft, "for-each-ref")
    with pytest.raises(CannotProceed) as told:
        carry_out(draft, verb)
    assert told.value.rule == "branch-in-use"
    assert "alt/vision/B.21/1 is checked out in" in told.value.message
    assert git(draft, "for-each-ref") == before
    assert status(draft) == OWN_STATUS


def test_a_branch_made_goes_on_from_a_commit_of_another_clone(draft: Path) -> None:
    theirs = git(draft, "rev-parse", "alt/vision/B.21/1").strip()
    git(draft, "update-ref", "refs/remotes/origin/alt/vision/B.21/1", theirs)
    git(draft, "branch", "-q", "-D", "alt/vision/B.21/1")
    files = ((PARAGRAPH, alternative(7)),)
    made = BranchMade("alt/vision/B.21/1", files, "Goes on", onto=theirs)
    clone = open_clone(draft)
    record(clone, Change(branches=(made,), record=Record("Amended")), clone.tip)
    assert git(draft, "rev-parse", "alt/vision/B.21/1^").strip() == theirs
    assert git(draft, "diff", "--name-only", theirs, "alt/vision/B.21/1") == f"{PARAGRAPH}\n"


def test_a_branch_goes_on_from_nothing_that_is_not_there(draft: Path) -> None:
    made = BranchMade("alt/vision/B.21/9", ((PARAGRAPH, "x\n"),), "Nine", onto="1" * 40)
    clone = open_clone(draft)
    with pytest.raises(TextMoved):
        record(clone, Change(branches=(made,), record=Record("Made")), clone.tip)
    assert status(draft) == OWN_STATUS


def test_a_branch_left_behind_by_its_trunk_is_brought_along(draft: Path) -> None:
    """Git moves the refs of a transaction one by one: a death may come between them."""
    before = git(draft, "rev-parse", "alt/vision/B.21/1").strip()
    run(draft, "amend", watch=fault_at("ref:kill"))
    after = git(draft, "rev-parse", "alt/vision/B.21/1").strip()
    git(draft, "update-ref", "refs/heads/alt/vision/B.21/1", before)
    assert recover(open_clone(draft)).notes == ()
    assert git(draft, "rev-parse", "alt/vision/B.21/1").strip() == after != before
    assert judge(draft, "amend", "").wrong == []


def test_a_branch_ahead_of_its_trunk_is_put_back(draft: Path) -> None:
    before = git(draft, "rev-parse", "alt/vision/B.21/1").strip()
    run(draft, "amend", watch=fault_at("files:kill"))
    (moved,) = _journal_branches(draft)
    assert moved["old"] == before != moved["new"]
    git(draft, "update-ref", "refs/heads/alt/vision/B.21/1", moved["new"])
    assert recover(open_clone(draft)).commit == ""
    assert git(draft, "rev-parse", "alt/vision/B.21/1").strip() == before
    assert judge(draft, "amend", "").wrong == []


def test_a_lock_left_while_a_branch_was_put_back_is_removed(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refs, "_LIVE", 0.2)
    before = git(draft, "rev-parse", "alt/vision/B.21/1").strip()
    run(draft, "amend", watch=fault_at("files:kill"))
    (draft / ".git/refs/heads/alt/vision/B.21/1.lock").write_text(f"{before}\n")
    assert recover(open_clone(draft)).notes == ()
    assert judge(draft, "amend", "").wrong == []


def _journal_branches(draft: Path) -> list[dict[str, str]]:
    import json

    said = json.loads((draft / ".git/wsisdraft/journal").read_text())
    return [dict(step) for step in said["branches"]]


def test_a_branch_moved_at_the_last_moment_keeps_everything_as_it_was(draft: Path) -> None:
    def watch(step: str) -> None:
        if step == "files":
            git(draft, "update-ref", "refs/heads/alt/vision/B.21/1", "main")

    with pytest.raises(TextMoved):
        carry_out(draft, "choose", watch=watch, patience=0)
    assert status(draft) == OWN_STATUS
    assert (draft / FOLDER / "21.alt-1.md").read_text() == alternative(1)
    assert (draft / PARAGRAPH).read_text() == paragraph(21)


def test_a_branch_where_a_folder_of_branches_stands_is_not_made(draft: Path) -> None:
    change = Change(
        branches=(BranchMade("alt/vision/B.21", ((PARAGRAPH, "x\n"),), "In the way"),),
        record=Record("Made"),
    )
    clone = open_clone(draft)
    with pytest.raises(CannotProceed) as told:
        record(clone, change, clone.tip)
    assert told.value.rule == "git-failed"
    assert recover(open_clone(draft)).found is False
    assert git(draft, "rev-list", "--count", "main").strip() == "1"


def test_an_executable_file_stays_executable(draft: Path) -> None:
    (draft / PARAGRAPH).chmod(0o755)
    git(draft, "commit", "-q", "-m", "Mode", "--", PARAGRAPH)
    carry_out(draft, "agree")
    assert (draft / PARAGRAPH).stat().st_mode & 0o777 == 0o755
    assert git(draft, "ls-tree", "main", PARAGRAPH).startswith("100755 ")


def test_a_file_with_several_names_loses_only_this_one(draft: Path, tmp_path: Path) -> None:
    os.link(draft / PARAGRAPH, tmp_path / "other-name")
    carry_out(draft, "agree")
    assert (tmp_path / "other-name").read_text() == paragraph(21)
    assert (draft / PARAGRAPH).read_text() == paragraph(21, SETTLED)


def test_contradictions_are_ours_to_mend(draft: Path) -> None:
    clone = open_clone(draft)
    edit = Edit(PARAGRAPH, Span(0, 3), "")
    for change in (
        Change((edit, Edit(PARAGRAPH, Span(2, 4), "")), record=Record("Overlap")),
        Change((edit,), removed=(PARAGRAPH,), record=Record("Both")),
        Change(new_files=(("../outside.md", "x"),), record=Record("Outside")),
        Change(new_files=(("drafts/.git/config", "x"),), record=Record("Inside git's own")),
    ):
        with pytest.raises(ValueError):
            record(clone, change, clone.tip)
    assert status(draft) == OWN_STATUS
    assert (draft / PARAGRAPH).read_text().count(OPEN) == 1


def test_the_record_is_the_commit_message(draft: Path) -> None:
    words = Record("B.21 is agreed", (("Note", "two\nlines \u202e"), ("Ref", "vision/B.21")))
    clone = open_clone(draft)
    landed = record(clone, Change(record=words), clone.tip)
    message = git(draft, "log", "-1", "--format=%B", landed.commit)
    assert message == "B.21 is agreed\n\nNote: two\\nlines \\u{202E}\nRef: vision/B.21\n\n"
    assert Record.read(message) == words


def test_when_it_happened_is_the_author_date(draft: Path) -> None:
    from datetime import datetime

    clone = open_clone(draft)
    when = datetime.fromisoformat("2014-04-17T18:30:00+02:00")
    landed = record(clone, Change(record=Record("Earlier")), clone.tip, when=when)
    assert git(draft, "log", "-1", "--format=%aI", landed.commit) == "2014-04-17T18:30:00+02:00\n"


# Hand edits that a change takes up.


HAND = "drafts/vision/C/1.md"


@pytest.mark.parametrize("path", BY_HAND)
@pytest.mark.parametrize("step", ["turn", "staged", "index-locked"])
def test_an_edit_that_goes_on_is_decided_anew(draft: Path, path: str, step: str) -> None:
    def watch(done: str) -> None:
        if done == step:
            (draft / path).write_text("Another word of mine.\n")

    clone = open_clone(draft)
    with pytest.raises(TextMoved):
        record(clone, change_of("record", draft), clone.tip, watch=watch)
    assert (draft / path).read_text() == "Another word of mine.\n"
    assert git(draft, "rev-list", "--count", "main") == "1\n"
    for other in set(BY_HAND) - {path}:
        text = edited(other)
        assert (draft / other).exists() is (text is not None)
        assert text is None or (draft / other).read_text() == text


def test_an_edit_that_is_tidy_is_not_touched(draft: Path) -> None:
    (draft / HAND).write_text(paragraph(1) + "Tidy.\n")
    before = (draft / HAND).stat()
    text = (draft / HAND).read_bytes()
    change = Change(new_files=((HAND, text.decode()),), record=Record("B.1"), taking={HAND: text})
    clone = open_clone(draft)
    record(clone, change, clone.tip)
    after = (draft / HAND).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert git(draft, "show", f"main:{HAND}") == text.decode()
    assert HAND not in status(draft)


def test_an_edit_that_comes_to_nothing_is_put_right(draft: Path) -> None:
    text = paragraph(1) + "\n\n"
    (draft / HAND).write_text(text)
    change = Change(
        new_files=((HAND, paragraph(1)),), record=Record("B.1"), taking={HAND: text.encode()}
    )
    run_into = fault_at("files:raise")
    clone = open_clone(draft)
    with pytest.raises(Fault):
        record(clone, change, clone.tip, watch=run_into)
    assert (draft / HAND).read_text() == text
    record(clone, change, clone.tip)
    assert (draft / HAND).read_text() == paragraph(1)
    assert HAND not in status(draft)


@pytest.mark.parametrize(
    "words",
    [
        ("add", "-N", "drafts/vision/C/4.md"),
        ("add", "drafts/vision/C/4.md"),
        ("rm", "-q", "--cached", "drafts/vision/C/2.md"),
        ("restore", "--staged", "drafts/vision/C/3.md"),
    ],
)
def test_what_is_staged_of_the_edit_goes_along(draft: Path, words: tuple[str, ...]) -> None:
    git(draft, *words)
    landed = carry_out(draft, "record")
    assert judge(draft, "record", f"landed {landed.commit}").wrong == []


def test_another_text_staged_is_not_lost(draft: Path) -> None:
    (draft / HAND).write_text("Staged, then written over.\n")
    git(draft, "add", HAND)
    (draft / HAND).write_text(edited(HAND) or "")
    before = status(draft)
    with pytest.raises(CannotProceed) as told:
        carry_out(draft, "record")
    assert told.value.rule == "staged-edit"
    assert f"git add {HAND}" in told.value.remedy
    assert status(draft) == before
    assert git(draft, "show", f":{HAND}") == "Staged, then written over.\n"


def test_an_edit_comes_back_although_its_file_was_lost(draft: Path) -> None:
    """The stage's second name of it may be written into by whoever had the file open."""
    run(draft, "record", watch=fault_at("files:kill"))
    stage = next(p for p in (draft / ".git/wsisdraft").iterdir() if p.name.startswith("change-"))
    (stage / "old-0").unlink()
    assert recover(open_clone(draft)).commit == ""
    assert (draft / HAND).read_text() == edited(HAND)
    assert status(draft) == OWN_STATUS


def test_a_new_file_that_was_executable_is_not(draft: Path) -> None:
    new = draft / "drafts/vision/C/4.md"
    new.chmod(0o755)
    landed = carry_out(draft, "record")
    assert judge(draft, "record", f"landed {landed.commit}").wrong == []
    assert not new.stat().st_mode & 0o111
