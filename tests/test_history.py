"""What commits did, what branches hold, and which wording had been agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ground.drive import carry_out
from tests.ground.room import trial  # noqa: F401
from tests.ground.template import FOLDER, SETTLED, alternative, fresh_copy, git, paragraph
from wsisdraft.notation.past_commit import Authorship
from wsisdraft.notation.record import Record
from wsisdraft.repository.authorship import authorship
from wsisdraft.repository.branches import (
    OnBranch,
    all_tips,
    files_at,
    highest_recorded,
    spare,
    tips,
)
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.history import history
from wsisdraft.repository.wordings import agreed_wordings

PARAGRAPH = f"{FOLDER}/21.md"
BRANCHES = ("alt/vision/B.21/1", "alt/vision/B.21/2")


@pytest.fixture
def draft(trial: Path, tmp_path: Path) -> Path:  # noqa: F811
    return fresh_copy(trial, tmp_path / "draft")


def body(data: bytes) -> str:
    return data.decode("utf-8", "replace").split("---\n")[-1].strip()


def commit(draft: Path, path: str, text: str, message: str) -> None:
    (draft / path).write_text(text)
    git(draft, "commit", "-q", "-m", message, "--", path)


def test_commits_with_their_records_and_contents_oldest_first(draft: Path) -> None:
    carry_out(draft, "choose")
    commit(draft, PARAGRAPH, "Changed by hand.\n", "By hand")
    commit(draft, f"{FOLDER}/22.md", "Another.\n", "Not of 21")
    clone = open_clone(draft)
    wanted = {PARAGRAPH, f"{FOLDER}/21.alt-1.md"}
    commits = history(clone, clone.tip, (FOLDER,), wanted.__contains__)
    assert [each.record.subject for each in commits] == ["Base", "choose B.21", "By hand"]
    assert commits[1].record == Record("choose B.21", (("Verb", "choose"), ("Ref", "vision/B.21")))
    assert commits[1].committer_email == "secretariat@example.org"
    written = authorship(clone, [commits[1].id])[commits[1].id]
    assert written == Authorship("Secretariat", "2014-04-17T12:00:00+02:00")
    told = {change.path: (change.old, change.new) for change in commits[1].changes}
    assert told == {
        PARAGRAPH: (paragraph(21).encode(), alternative(2).encode()),
        f"{FOLDER}/21.alt-1.md": (alternative(1).encode(), None),
    }


def test_the_number_of_processes_does_not_grow_with_the_history(draft: Path) -> None:
    counts = []
    for number in range(2):
        for turn in range(3):
            commit(draft, PARAGRAPH, f"Text {number}.{turn}\n", f"Commit {number}.{turn}")
        clone = open_clone(draft)
        assert history(clone, clone.tip, ("drafts",), lambda path: path == PARAGRAPH)
        counts.append(clone.git.processes)
    assert counts == [3, 3]


def test_a_message_in_another_encoding_is_read(draft: Path) -> None:
    git(draft, "config", "i18n.commitEncoding", "ISO-8859-1")
    (draft / PARAGRAPH).write_text("x")
    git(draft, "commit", "-q", "-m", "Gen\\xe8ve", "--", PARAGRAPH)
    raw = git(draft, "cat-file", "commit", "HEAD").replace("Gen\\xe8ve", "Gen\ufffdve")
    clone = open_clone(draft)
    (last,) = history(clone, clone.tip, ("drafts",), lambda path: path == PARAGRAPH)[1:]
    assert last.record.subject.startswith("Gen")
    assert "encoding ISO-8859-1" in raw


def test_names_only_are_read_without_contents(draft: Path) -> None:
    clone = open_clone(draft)
    (base,) = history(
        clone, clone.tip, ("drafts",), lambda path: path == PARAGRAPH, contents=lambda _: False
    )
    assert [(c.path, c.old, c.new) for c in base.changes] == [(PARAGRAPH, None, None)]
    assert base.change(PARAGRAPH) is base.changes[0]
    assert base.change("none") is None


def test_an_unborn_branch_has_no_history(tmp_path: Path, draft: Path) -> None:
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "-q")
    clone = open_clone(tmp_path / "empty")
    assert history(clone, clone.tip, ("drafts",), lambda _: True) == ()
    assert agreed_wordings(clone, [(PARAGRAPH, "x")], body) == {PARAGRAPH: None}
    assert tips(clone) == {}
    assert highest_recorded(clone, "alt/vision/B.21/") == 0


# Branches of alternatives.


def test_branches_of_the_clone_and_of_what_was_fetched(draft: Path, tmp_path: Path) -> None:
    git(draft, "switch", "-q", "-c", "altogether")
    assert tuple(tips(open_clone(draft))) == BRANCHES
    git(tmp_path, "clone", "-q", str(draft), "other")
    other = open_clone(tmp_path / "other")
    assert all_tips(other)[0] == {}
    assert tips(other) == tips(open_clone(draft))
    git(tmp_path / "other", "branch", BRANCHES[0], "origin/altogether")
    assert tips(other)[BRANCHES[0]] == other.tip
    assert all_tips(other)[0] == {BRANCHES[0]: other.tip}


def test_files_of_branches_in_one_process(draft: Path) -> None:
    clone = open_clone(draft)
    heads = tips(clone)
    wanted = [(heads[name], path) for name in BRANCHES for path in (PARAGRAPH, "drafts/none.md")]
    before = clone.git.processes
    assert files_at(clone, wanted) == {
        (heads[name], PARAGRAPH): alternative(n).encode() for n, name in enumerate(BRANCHES, 1)
    }
    assert clone.git.processes == before + 1


def spareness(draft: Path) -> dict[str, bool]:
    clone = open_clone(draft)
    heads = all_tips(clone)[0]
    on = [
        OnBranch(name, heads[name], PARAGRAPH, f"{FOLDER}/21.alt-{n}.md")
        for n, name in enumerate(BRANCHES, 1)
    ]
    return dict(spare(clone, on, body))


def on_branch(draft: Path, path: str, text: str) -> None:
    git(draft, "stash", "-q", "-u")
    git(draft, "switch", "-q", BRANCHES[0])
    (draft / path).write_text(text)
    git(draft, "add", path)
    git(draft, "commit", "-q", "-m", "Worked on")
    git(draft, "switch", "-q", "main")
    git(draft, "stash", "pop", "-q")


def test_a_branch_with_nothing_but_recorded_wordings_is_spare(draft: Path) -> None:
    assert spareness(draft) == dict.fromkeys(BRANCHES, True)


def test_a_branch_with_words_of_its_own_is_not(draft: Path) -> None:
    on_branch(draft, PARAGRAPH, "Words nobody has recorded.\n")
    assert spareness(draft) == {BRANCHES[0]: False, BRANCHES[1]: True}
    on_branch(draft, PARAGRAPH, alternative(1))
    assert spareness(draft)[BRANCHES[0]] is False, "its earlier words would go with it"


def test_a_branch_with_another_file_on_it_is_not(draft: Path) -> None:
    on_branch(draft, "notes.md", "Beside the text.\n")
    assert spareness(draft)[BRANCHES[0]] is False


def test_ordinals_are_never_given_twice(draft: Path) -> None:
    for ordinal in ("3", "12", "x", "9 old"):
        message = f"Made\n\nVerb: alt add\nBranch: alt/vision/B.21/{ordinal}\n"
        git(draft, "commit", "-q", "--allow-empty", "-m", message)
    other = "Made\n\nVerb: alt add\nBranch: alt/vision/B.2/77\n"
    git(draft, "commit", "-q", "--allow-empty", "-m", other)
    clone = open_clone(draft)
    assert highest_recorded(clone, "alt/vision/B.21/") == 12
    assert highest_recorded(clone, "alt/vision/B.2/") == 77
    assert highest_recorded(clone, "alt/vision/B.1/") == 0


# The wording that was agreed.


def test_the_newest_state_that_fits_is_found(draft: Path) -> None:
    carry_out(draft, "agree")
    commit(draft, PARAGRAPH, paragraph(21, SETTLED).replace("id:", "di:"), "Same words")
    commit(draft, PARAGRAPH, "Other words.\n", "Changed")
    clone = open_clone(draft)
    agreed = body(paragraph(21).encode())
    before = clone.git.processes
    found = agreed_wordings(clone, [(PARAGRAPH, agreed), (f"{FOLDER}/22.md", "never")], body)
    assert clone.git.processes == before + 2
    assert found[f"{FOLDER}/22.md"] is None
    assert found[PARAGRAPH] == paragraph(21, SETTLED).replace("id:", "di:").encode()


def test_a_shallow_clone_may_not_hold_it(draft: Path, tmp_path: Path) -> None:
    commit(draft, PARAGRAPH, "Other words.\n", "Changed")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{draft}", "shallow")
    clone = open_clone(tmp_path / "shallow")
    agreed = body(paragraph(21).encode())
    assert agreed_wordings(clone, [(PARAGRAPH, agreed)], body) == {PARAGRAPH: None}
