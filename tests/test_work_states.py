"""Every state of a clone either takes a change whole, or refuses it in one line with a remedy."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ground.drive import carry_out
from tests.ground.room import trial  # noqa: F401
from tests.ground.template import (
    FOLDER,
    OWN_STATUS,
    SETTLED,
    STAGED,
    UNSTAGED,
    UNTRACKED,
    fresh_copy,
    git,
    paragraph,
)
from wsisdraft.repository import index
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.ground import CannotProceed

PARAGRAPH = f"{FOLDER}/21.md"


@pytest.fixture
def draft(trial: Path, tmp_path: Path) -> Path:  # noqa: F811
    return fresh_copy(trial, tmp_path / "draft")


def clean(draft: Path) -> None:
    """Puts the user's own work away, for states that git makes of a clean clone only."""
    git(draft, "stash", "-q", "-u")


def branch_with(draft: Path, text: str) -> None:
    """A branch `other` on which paragraph 21 reads so, and a commit on main that contradicts it."""
    clean(draft)
    git(draft, "switch", "-q", "-c", "other")
    (draft / PARAGRAPH).write_text(text)
    git(draft, "commit", "-q", "-am", "Other")
    git(draft, "switch", "-q", "main")
    (draft / PARAGRAPH).write_text("Main.\n")
    git(draft, "commit", "-q", "-am", "Main")


def stopped(draft: Path, *words: str) -> None:
    """A git command that is expected to stop in the middle."""
    subprocess.run(["git", *words], cwd=draft, capture_output=True, check=False)


def _rebase(draft: Path) -> None:
    branch_with(draft, "Other.\n")
    stopped(draft, "rebase", "other")


def _merge(draft: Path) -> None:
    branch_with(draft, "Other.\n")
    stopped(draft, "merge", "other")


def _pick(draft: Path) -> None:
    branch_with(draft, "Other.\n")
    stopped(draft, "cherry-pick", "other")


def _revert(draft: Path) -> None:
    branch_with(draft, "Other.\n")
    git(draft, "commit", "-q", "--allow-empty", "-m", "Later")
    (draft / PARAGRAPH).write_text("Later.\n")
    git(draft, "commit", "-q", "-am", "Later still")
    stopped(draft, "revert", "HEAD~2")


def _bisect(draft: Path) -> None:
    branch_with(draft, "Other.\n")
    git(draft, "bisect", "start")


def _am(draft: Path) -> None:
    branch_with(draft, "Other.\n")
    patch = git(draft, "format-patch", "--stdout", "main..other")
    (draft / "scratch.patch").write_text(patch)
    stopped(draft, "am", "scratch.patch")


def _detached(draft: Path) -> None:
    git(draft, "checkout", "-q", "--detach")


def _alternative(draft: Path) -> None:
    clean(draft)
    git(draft, "switch", "-q", "alt/vision/B.21/1")


def _elsewhere(draft: Path) -> None:
    clean(draft)
    git(draft, "switch", "-q", "-c", "review")
    git(draft, "worktree", "add", "-q", str(draft.parent / "second"), "main")
    git(draft, "symbolic-ref", "HEAD", "refs/heads/main")


def _edited(draft: Path) -> None:
    (draft / PARAGRAPH).write_text("A word of mine.\n")


def _trailing_space(draft: Path) -> None:
    (draft / PARAGRAPH).write_text(paragraph(21) + " ")


def _missing(draft: Path) -> None:
    (draft / PARAGRAPH).unlink()


def _staged(draft: Path) -> None:
    (draft / PARAGRAPH).write_text("A word of mine.\n")
    git(draft, "add", PARAGRAPH)
    (draft / PARAGRAPH).write_text(paragraph(21))


def _staged_away(draft: Path) -> None:
    git(draft, "rm", "-q", "--cached", PARAGRAPH)


def _staged_mode(draft: Path) -> None:
    git(draft, "update-index", "--chmod=+x", PARAGRAPH)


def _conflict(draft: Path) -> None:
    blob = git(draft, "rev-parse", f"main:{PARAGRAPH}").strip()
    lines = "".join(f"100644 {blob} {stage}\t{PARAGRAPH}\n" for stage in (1, 2, 3))
    git(draft, "update-index", "--index-info", data=f"0 {blob}\t{PARAGRAPH}\n{lines}")


def _assumed(draft: Path) -> None:
    git(draft, "update-index", "--assume-unchanged", PARAGRAPH)


def _sparse(draft: Path) -> None:
    clean(draft)
    git(draft, "sparse-checkout", "set", "--no-cone", "/*", f"!{PARAGRAPH}")


def _skipped(draft: Path) -> None:
    git(draft, "update-index", "--skip-worktree", PARAGRAPH)


def _line_ends(draft: Path) -> None:
    (draft / PARAGRAPH).write_bytes(paragraph(21).replace("\n", "\r\n").encode())


def _link(draft: Path) -> None:
    (draft / "target").write_text(paragraph(21))
    (draft / PARAGRAPH).unlink()
    (draft / PARAGRAPH).symlink_to(draft / "target")


def _linked_folder(draft: Path) -> None:
    (draft / FOLDER).rename(draft / "moved")
    (draft / FOLDER).symlink_to(draft / "moved")


def _pipe(draft: Path) -> None:
    (draft / PARAGRAPH).unlink()
    os.mkfifo(draft / PARAGRAPH)


def _folder(draft: Path) -> None:
    (draft / PARAGRAPH).unlink()
    (draft / PARAGRAPH).mkdir()


def _link_on_record(draft: Path) -> None:
    (draft / PARAGRAPH).unlink()
    (draft / PARAGRAPH).symlink_to("22.md")
    git(draft, "commit", "-q", "-m", "Link", "--", PARAGRAPH)


def _index_locked(draft: Path) -> None:
    (draft / ".git/index.lock").touch()


def _ref_locked(draft: Path) -> None:
    (draft / ".git/refs/heads/main.lock").touch()


def _our_folder_taken(draft: Path) -> None:
    (draft / ".git/wsisdraft").write_text("in the way")


def _our_folder_linked(draft: Path) -> None:
    (draft / ".git/wsisdraft").symlink_to(draft)


STATES: dict[str, tuple[Callable[[Path], None], str]] = {
    "rebase": (_rebase, "under-way"),
    "merge": (_merge, "under-way"),
    "cherry-pick": (_pick, "under-way"),
    "revert": (_revert, "under-way"),
    "bisect": (_bisect, "under-way"),
    "am": (_am, "under-way"),
    "detached HEAD": (_detached, "detached-head"),
    "alternative's branch": (_alternative, "alternative-branch"),
    "branch in another work tree": (_elsewhere, "branch-in-use"),
    "edited": (_edited, "uncommitted-edit"),
    "edited by a trailing space": (_trailing_space, "uncommitted-edit"),
    "deleted": (_missing, "uncommitted-edit"),
    "staged": (_staged, "staged-edit"),
    "staged removal": (_staged_away, "staged-edit"),
    "staged mode": (_staged_mode, "staged-edit"),
    "conflict": (_conflict, "conflict"),
    "assume-unchanged": (_assumed, "assume-unchanged"),
    "sparse without the file": (_sparse, "uncommitted-edit"),
    "skip-worktree": (_skipped, "sparse-checkout"),
    "line ends": (_line_ends, "line-ends"),
    "symbolic link": (_link, "hard-place"),
    "folder is a link": (_linked_folder, "hard-place"),
    "pipe": (_pipe, "hard-place"),
    "folder": (_folder, "hard-place"),
    "link on record": (_link_on_record, "hard-place"),
    "index locked": (_index_locked, "index-locked"),
    "branch locked": (_ref_locked, "ref-locked"),
    "our folder is a file": (_our_folder_taken, "system"),
    "our folder is a link": (_our_folder_linked, "foreign-folder"),
}


@pytest.mark.parametrize("state", STATES)
def test_refused_with_a_remedy_and_nothing_changed(
    draft: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr(index, "_PATIENCE", 0.1)
    make, rule = STATES[state]
    make(draft)
    before = _everything(draft)
    with pytest.raises(CannotProceed) as told:
        carry_out(draft, "agree")
    assert told.value.rule == rule
    assert told.value.message.endswith(".")
    assert "\n" not in told.value.message + told.value.remedy
    assert told.value.remedy
    assert _everything(draft) == before


def _everything(draft: Path) -> tuple[str, str, dict[str, bytes | str]]:
    """Refs, index and files, as far as a user could miss any of it."""
    files: dict[str, bytes | str] = {}
    for path in sorted(draft.rglob("*")):
        inside = path.relative_to(draft)
        if inside.parts[0] == ".git":
            continue
        if path.is_symlink():
            files[str(inside)] = f"link to {path.readlink()}"
        elif path.is_file():
            files[str(inside)] = path.read_bytes()
        else:
            files[str(inside)] = str(path.lstat().st_mode)
    return git(draft, "for-each-ref"), git(draft, "ls-files", "-s", "-v"), files


def test_the_age_of_a_lock_is_told(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_PATIENCE", 0.0)
    lock = draft / ".git/index.lock"
    lock.touch()
    aged = lock.stat().st_mtime - 3600
    os.utime(lock, (aged, aged))
    with pytest.raises(CannotProceed) as told:
        carry_out(draft, "agree")
    assert "360" in told.value.message
    assert str(lock) in told.value.remedy
    assert lock.exists()


@pytest.mark.parametrize("variable", ["NAME", "EMAIL"])
def test_no_identity_is_made_up(
    draft: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_{variable}")
    monkeypatch.delenv("EMAIL", raising=False)
    with pytest.raises(CannotProceed) as told:
        carry_out(draft, "agree")
    assert told.value.rule == "no-identity"
    git(draft, "config", f"user.{variable.lower()}", "A. Chair <>" if variable == "NAME" else "a@b")
    carry_out(draft, "agree")
    assert git(draft, "log", "-1", f"--format=%a{variable[0].lower()}").strip() in (
        "A. Chair",
        "a@b",
    )


# States in which a change works.


def _plain(draft: Path) -> Path:
    return draft


def _review_branch(draft: Path) -> Path:
    git(draft, "switch", "-q", "-c", "review")
    return draft


def _packed(draft: Path) -> Path:
    git(draft, "pack-refs", "--all")
    git(draft, "gc", "-q")
    return draft


def _split_index(draft: Path) -> Path:
    git(draft, "update-index", "--split-index")
    git(draft, "config", "core.splitIndex", "true")
    return draft


def _untracked_cache(draft: Path) -> Path:
    git(draft, "update-index", "--force-untracked-cache")
    git(draft, "status")
    return draft


def _ignore_case(draft: Path) -> Path:
    git(draft, "config", "core.ignoreCase", "true")
    return draft


def _attributes(draft: Path) -> Path:
    (draft / ".git/info").mkdir(exist_ok=True)
    (draft / ".git/info/attributes").write_text("* ident text eol=lf\n")
    return draft


def _subfolder(draft: Path) -> Path:
    return draft / FOLDER


def _separate(draft: Path) -> Path:
    git(draft, "init", "-q", "--separate-git-dir", str(draft.parent / "elsewhere.git"))
    return draft


def _shallow(draft: Path) -> Path:
    clean(draft)
    git(draft, "commit", "-q", "--allow-empty", "-m", "Later")
    git(draft.parent, "clone", "-q", "--depth", "1", f"file://{draft}", "shallow")
    return draft.parent / "shallow"


def _linked(draft: Path) -> Path:
    git(draft, "worktree", "add", "-q", "-b", "review", str(draft.parent / "linked"))
    return draft.parent / "linked"


def _sparse_elsewhere(draft: Path) -> Path:
    clean(draft)
    git(draft, "sparse-checkout", "set", "--no-cone", "/*", f"!{FOLDER}/30.md")
    return draft


WORKING: dict[str, Callable[[Path], Path]] = {
    "plain": _plain,
    "a review branch": _review_branch,
    "packed refs and objects": _packed,
    "split index": _split_index,
    "untracked cache": _untracked_cache,
    "ignoring case": _ignore_case,
    "attributes of the clone": _attributes,
    "from a folder inside": _subfolder,
    "git's folder elsewhere": _separate,
    "shallow": _shallow,
    "linked work tree": _linked,
    "sparse, the file in it": _sparse_elsewhere,
}


@pytest.mark.parametrize("state", WORKING)
def test_states_that_take_a_change(draft: Path, state: str) -> None:
    place = WORKING[state](draft)
    top = Path(open_clone(place).top)
    before = git(top, "status", "--porcelain", "-uall")
    landed = carry_out(place, "agree")
    assert git(top, "rev-parse", "HEAD").strip() == landed.commit
    assert git(top, "diff-tree", "-r", "--no-commit-id", "--name-only", "HEAD").split() == [
        PARAGRAPH
    ]
    assert (top / PARAGRAPH).read_text() == paragraph(21, SETTLED)
    assert git(top, "status", "--porcelain", "-uall") == before
    assert landed.branch in ("main", "review")


def test_a_file_system_without_hard_links(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    link = os.link

    def refusing(*given: object, **named: object) -> None:
        if named.get("src_dir_fd") is not None:
            raise OSError(errno.EPERM, "no hard links")
        link(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", refusing)
    carry_out(draft, "choose")
    assert git(draft, "status", "--porcelain", "-uall").count("\n") == len(OWN_STATUS)


def test_unrelated_work_of_every_kind_survives(draft: Path) -> None:
    (draft / STAGED).write_text("Staged, then edited again.\n")
    git(draft, "mv", f"{FOLDER}/30.md", f"{FOLDER}/31bis.md")
    git(draft, "rm", "-q", f"{FOLDER}/32.md")
    git(draft, "add", "-N", UNTRACKED)
    (draft / FOLDER / "33.md").unlink()
    (draft / FOLDER / "34.md").chmod(0o755)
    before = git(draft, "status", "--porcelain", "-uall")
    carry_out(draft, "choose")
    assert git(draft, "status", "--porcelain", "-uall") == before
    assert (draft / UNSTAGED).read_text().endswith("Edited by hand.\n")


def test_a_conflict_elsewhere_stays_one(draft: Path) -> None:
    blob = git(draft, "rev-parse", f"main:{FOLDER}/30.md").strip()
    lines = "".join(f"100644 {blob} {stage}\t{FOLDER}/30.md\n" for stage in (1, 2, 3))
    git(draft, "update-index", "--index-info", data=f"0 {blob}\t{FOLDER}/30.md\n{lines}")
    carry_out(draft, "agree")
    assert git(draft, "ls-files", "-u").count("\n") == 3


def test_a_staged_file_where_a_new_folder_is_needed(draft: Path) -> None:
    (draft / "drafts/annex").write_text("A file.\n")
    git(draft, "add", "drafts/annex")
    (draft / "drafts/annex").unlink()
    with pytest.raises(CannotProceed) as told:
        carry_out(draft, "alternative")
    assert told.value.rule == "staged-edit"
    assert "A  drafts/annex" in git(draft, "status", "--porcelain").replace("AD", "A ")


# Where there is nothing to change.


def test_places_that_are_no_clone(draft: Path, tmp_path: Path) -> None:
    rules = {}
    (tmp_path / "plain").mkdir()
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    for place in ("plain", "none", "bare.git", "draft/.git", "draft/drafts/process.yaml"):
        with pytest.raises(CannotProceed) as told:
            open_clone(tmp_path / place)
        rules[place] = told.value.rule
    assert rules == {
        "plain": "no-repository",
        "none": "no-repository",
        "bare.git": "bare-repository",
        "draft/.git": "no-repository",
        "draft/drafts/process.yaml": "no-repository",
    }


def test_a_branch_without_a_commit(tmp_path: Path, draft: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "-q", "-b", "main")
    clone = open_clone(empty)
    assert (clone.head, clone.tip, clone.branch) == ("refs/heads/main", "", "main")
    with pytest.raises(CannotProceed) as told:
        carry_out(empty, "agree")
    assert told.value.rule == "no-commit-yet"


def test_a_work_tree_that_the_configuration_makes_up(draft: Path, tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    git(draft, "config", "core.worktree", str(tmp_path))
    with pytest.raises(CannotProceed) as told:
        open_clone(draft)
    assert told.value.rule == "no-repository"
    assert str(tmp_path) in told.value.message
