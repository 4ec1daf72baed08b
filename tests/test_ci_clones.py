"""Clones as CI makes them: of one commit, of one branch, at no branch, at a merge.

They answer what they can, and say which command brings the rest; that command does.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.desk import Desk

ALL_OF_IT = "git fetch --unshallow --tags "
MAIN = "origin +refs/heads/main:refs/remotes/origin/main"


@pytest.fixture(scope="module")
def forge(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A draft with a branch under review, on which agreed words were changed by hand.

    `pull` is what a forge checks out for it: its merge into main, on no branch.
    """
    home = tmp_path_factory.mktemp("forge")
    shutil.copytree(template.top, home / "wsis", symlinks=True)
    desk = Desk(home / "wsis", home)
    desk.git("switch", "-q", "-c", "review")
    desk.done("reopen", "vision/B.3", "--why", "capital has not confirmed")
    desk.replace("drafts/vision/B/7.md", "from first literacy", "from basic literacy")
    desk.commit("A word changed by hand")
    desk.git("switch", "-q", "--detach", "main")
    desk.git("merge", "-q", "--no-ff", "-m", "Merge review into main", "review")
    desk.git("update-ref", "refs/pull/7/merge", "HEAD")
    desk.git("switch", "-q", "main")
    return desk


def cloned(forge: Desk, tmp_path: Path, *words: str) -> Desk:
    """A clone of the branch, its HEAD on no branch."""
    Desk(tmp_path, forge.home).git(
        "clone", "-q", "--branch=review", *words, f"file://{forge.top}", "ci"
    )
    clone = Desk(tmp_path / "ci", forge.home)
    clone.git("switch", "-q", "--detach", "HEAD")
    return clone


def follow(clone: Desk, said: str) -> None:
    """Gives the command that a remedy begins with."""
    command = re.search("help: (git fetch [^,]*), then", said)
    assert command, said
    clone.git(*shlex.split(command[1])[1:])


@pytest.mark.parametrize(
    "words", [("--depth=1",), ("--single-branch",), ("--depth=1", "--no-single-branch")]
)
def test_what_is_there_is_read(forge: Desk, tmp_path: Path, words: tuple[str, ...]) -> None:
    clone = cloned(forge, tmp_path, *words)
    assert "besides 2-3, 21, 27-30" in clone.done("status", "vision/B").out
    assert "vision/B.3  under-review" in clone.done("show", "vision/B.3").out
    assert "ALT 2" in clone.done("alt", "list", "vision/B.21").out
    answer = clone.run("check", "vision/B", "--format", "json")
    assert answer.code == 1
    broken = [each for each in answer.json["findings"] if each["gravity"] == "error"]
    assert [(each["ref"], each["rule"]) for each in broken] == [
        ("vision/B.7", "agreed-text-changed")
    ]
    assert clone.clean


def test_agreed_words_that_a_shallow_clone_does_not_hold_can_be_fetched(
    forge: Desk, tmp_path: Path
) -> None:
    clone = cloned(forge, tmp_path, "--depth=1")
    answer = clone.run("check", "vision/B.7")
    assert answer.code == 1
    assert "this clone's history does not hold the agreed wording" in answer.out
    follow(clone, answer.out)
    assert "“basic literacy to” stands where “first literacy to” was agreed" in (
        clone.run("check", "vision/B.7").out
    )


@pytest.mark.parametrize(
    ("words", "when", "remedy"),
    [
        (("--depth=1",), "origin/main", f"{ALL_OF_IT}{MAIN}, then again."),
        (("--depth=1",), "main", f"{ALL_OF_IT}{MAIN}, then name origin/main."),
        (("--depth=1",), "4", "This clone is shallow: git fetch --unshallow --tags, then again."),
        (("--single-branch",), "origin/main", f"git fetch {MAIN}, then again."),
        (("--single-branch",), "main", f"git fetch {MAIN}, then name origin/main."),
        ((), "main", "Name origin/main, which is the branch of that name as it was fetched."),
    ],
)
def test_a_branch_that_the_clone_lacks_is_told_with_what_brings_it(
    forge: Desk, tmp_path: Path, words: tuple[str, ...], when: str, remedy: str
) -> None:
    clone = cloned(forge, tmp_path, *words)
    answer = clone.run("check", "--since", when)
    assert (answer.code, answer.out) == (1, "")
    assert f'unknown-moment: This clone has no state of the text called "{when}".' in answer.err
    assert answer.err.endswith(f"help: {remedy}\n")
    assert clone.clean
    if "main" in when:
        if "git fetch" in remedy:
            follow(clone, answer.err)
        since = clone.run("check", "--since", "origin/main", "--format", "json").json["since"]
        assert [(each["ref"], each["on_record"]) for each in since["settled"]] == [
            ("vision/B.3", True),
            ("vision/B.7", False),
        ]


def test_the_merge_that_a_forge_makes_of_a_branch_is_judged_by_what_the_branch_did(
    forge: Desk, tmp_path: Path
) -> None:
    Desk(tmp_path, forge.home).git("init", "-q", "ci")
    clone = Desk(tmp_path / "ci", forge.home)
    clone.git("remote", "add", "origin", f"file://{forge.top}")
    heads = ("+refs/heads/*:refs/remotes/origin/*", "+refs/pull/7/merge:refs/remotes/pull/7/merge")
    clone.git("fetch", "-q", "--tags", "origin", *heads)
    clone.git("checkout", "-q", "--detach", "refs/remotes/pull/7/merge")
    answer = clone.run("check", "--since", "origin/main", "--format", "github")
    assert answer.code == 1
    assert "::error file=drafts/vision/B/7.md,line=9,col=" in answer.out
    assert "::notice file=drafts/vision/B/3.md" in answer.out


@pytest.mark.parametrize("name", ["origin/ma in", "origin/", "origin/$(touch x)", "else/main"])
def test_no_command_is_made_of_names_that_are_none(forge: Desk, tmp_path: Path, name: str) -> None:
    answer = cloned(forge, tmp_path).run("check", "--since", name)
    assert answer.code == 1
    assert "git fetch" not in answer.err
