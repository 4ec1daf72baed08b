"""A founded repository is the same everywhere, whole, and never laid over something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ground.room import pinned
from tests.ground.template import git
from wsisdraft.repository import founding
from wsisdraft.repository.founding import Founder, FoundingBranch, FoundingCommit, found
from wsisdraft.repository.ground import CannotProceed

FOUNDER = Founder("Sécretariat", "secretariat@example.org")
HISTORY = (
    FoundingCommit(
        {
            ".gitattributes": "drafts/** -text\n",
            "drafts/process.yaml": "name: Trial\n",
            "drafts/vision/B/21.md": "CR\r\nLF, no end",
            "drafts/vision/B/22.md": "To be removed.\n",
        },
        "First\n",
        "2014-02-17T09:00:00+01:00",
        tag="meeting/3",
        branches=(
            FoundingBranch("alt/vision/B.21/1", {"drafts/vision/B/21.md": "One.\n"}, "ALT 1\n"),
            FoundingBranch("alt/vision/B.21/2", {"drafts/vision/B/21.md": "Two.\n"}, "ALT 2\n"),
        ),
    ),
    FoundingCommit(
        {"drafts/vision/B/22.md": None, "drafts/vision/B/23.md": "Genève – 日内瓦\n"},
        "Second\n\nVerb: delete\n",
        "2014-04-17T18:00:00+02:00",
        tag="meeting/4",
    ),
)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pinned(tmp_path / "home", monkeypatch)
    return tmp_path


def test_the_history_is_written_as_told(room: Path) -> None:
    tip = found(str(room / "new/draft"), HISTORY, FOUNDER)
    draft = room / "new/draft"
    assert git(draft, "rev-parse", "HEAD").strip() == tip
    assert git(draft, "symbolic-ref", "HEAD").strip() == "refs/heads/main"
    log = git(draft, "log", "--format=%an|%ae|%aI|%cI|%s", "main").splitlines()
    who = "Sécretariat|secretariat@example.org"
    assert log == [
        f"{who}|2014-04-17T18:00:00+02:00|2014-04-17T18:00:00+02:00|Second",
        f"{who}|2014-02-17T09:00:00+01:00|2014-02-17T09:00:00+01:00|First",
    ]
    tags = git(draft, "for-each-ref", "--format=%(refname:short) %(objecttype)", "refs/tags")
    assert tags.splitlines() == ["meeting/3 tag", "meeting/4 tag"]
    assert git(draft, "rev-parse", "meeting/4^{commit}").strip() == tip
    for number, words in ((1, "One.\n"), (2, "Two.\n")):
        name = f"alt/vision/B.21/{number}"
        assert git(draft, "show", f"{name}:drafts/vision/B/21.md") == words
        assert git(draft, "rev-parse", f"{name}^") == git(draft, "rev-parse", "main~1")
    git(draft, "fsck", "--strict")


def test_work_tree_and_index_are_clean(room: Path) -> None:
    found(str(room / "draft"), HISTORY, FOUNDER)
    assert git(room / "draft", "status", "--porcelain") == ""
    assert (room / "draft/drafts/vision/B/21.md").read_bytes() == b"CR\r\nLF, no end"
    assert not (room / "draft/drafts/vision/B/22.md").exists()


def test_the_ids_do_not_depend_on_the_machine(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(str(room / "first"), HISTORY, FOUNDER)
    templates = room / "templates/hooks"
    templates.mkdir(parents=True)
    (templates / "post-commit").write_text("#!/bin/sh\nfalse\n")
    (room / "home/gitconfig").write_text(
        f"[init]\n\tdefaultBranch = trunk\n\ttemplateDir = {room / 'templates'}\n"
        "\tdefaultObjectFormat = sha256\n"
        "[core]\n\tautocrlf = true\n\thooksPath = /nowhere\n[commit]\n\tgpgSign = true\n"
        "[i18n]\n\tcommitEncoding = ISO-8859-1\n[user]\n\tname = Other\n\temail = o@example.org\n"
        "[tag]\n\tgpgSign = true\n[fetch]\n\tfsckObjects = true\n"
    )
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "@0 +0000")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    second = found(str(room / "second"), HISTORY, FOUNDER)
    assert first == second
    assert git(room / "second", "for-each-ref") == git(room / "first", "for-each-ref")
    assert git(room / "second", "status", "--porcelain") == ""
    assert not (room / "second/.git/hooks").exists()


def test_an_empty_directory_is_taken(room: Path) -> None:
    (room / "draft").mkdir()
    found(str(room / "draft"), HISTORY, FOUNDER)
    assert git(room / "draft", "status", "--porcelain") == ""


def test_a_relative_directory_is_taken(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(room)
    found("-draft", HISTORY, FOUNDER)
    assert (room / "-draft/drafts/process.yaml").exists()


def test_what_is_there_already_is_left_alone(room: Path) -> None:
    (room / "full").mkdir()
    (room / "full/file").write_text("mine")
    (room / "file").write_text("mine")
    (room / "dangling").symlink_to(room / "nowhere")
    for name in ("full", "file", "dangling"):
        with pytest.raises(CannotProceed) as told:
            found(str(room / name), HISTORY, FOUNDER)
        assert told.value.rule == "not-empty"
    assert (room / "full/file").read_text() == "mine"
    assert sorted(p.name for p in (room / "full").iterdir()) == ["file"]


@pytest.mark.parametrize("was_there", [True, False])
def test_what_was_begun_is_taken_away_when_it_fails(
    room: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    if was_there:
        (room / "draft").mkdir()
    bad = FoundingCommit({"drafts/a.md": "x"}, "Bad\n", "2014-02-17T09:00:00+01:00", tag="a..b")
    with pytest.raises(CannotProceed):
        found(str(room / "draft"), (bad,), FOUNDER)
    assert (room / "draft").exists() is was_there
    assert not was_there or list((room / "draft").iterdir()) == []


def test_where_nothing_can_be_written_is_told(room: Path) -> None:
    (room / "file").write_text("mine")
    with pytest.raises(CannotProceed):
        found(str(room / "file/inside"), HISTORY, FOUNDER)


def test_a_commit_that_removes_the_wrong_file_is_our_error(room: Path) -> None:
    wrong = FoundingCommit({"none.md": None}, "x\n", "2014-02-17T09:00:00+01:00")
    with pytest.raises(KeyError):
        found(str(room / "draft"), (wrong,), FOUNDER)
    assert not (room / "draft").exists()


def test_marks_of_the_trunk_count_the_branches_between() -> None:
    assert [founding.mark_before(mark, HISTORY) for mark in (1, 4)] == [0, 1]
