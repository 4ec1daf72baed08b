"""WHEN is a meeting, a day, a tag or a revision, in this order; what is unknown is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.ground.room import pinned
from tests.ground.template import git
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.ground import UnknownMoment
from wsisdraft.repository.when import commit_at, tags


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three commits on three days, at noon and just before midnight."""
    pinned(tmp_path / "home", monkeypatch)
    monkeypatch.setenv("TZ", "Europe/Zurich")
    time.tzset()
    place = tmp_path / "draft"
    place.mkdir()
    git(place, "init", "-q", "-b", "main", "--template=")
    for number, moment in enumerate(
        ("2014-02-17T12:00:00+0100", "2014-04-17T12:00:00+0200", "2014-04-17T23:30:00+0200"), 1
    ):
        monkeypatch.setenv("GIT_AUTHOR_DATE", moment)
        monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
        git(place, "commit", "-q", "--allow-empty", "-m", f"Commit {number}")
    git(place, "tag", "-a", "-m", "Three", "meeting/3", "main~2")
    git(place, "tag", "-a", "-m", "Four", "meeting/4", "main~1")
    git(place, "tag", "meeting/4.1", "main")
    git(place, "tag", "issued", "main~1")
    git(place, "tag", "2014-04-16", "main")
    return place


def subject(draft: Path, when: str) -> str:
    commit = commit_at(open_clone(draft), when)
    return git(draft, "log", "-1", "--format=%s", commit).strip()


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("3", "Commit 1"),
        ("4", "Commit 2"),
        ("4.1", "Commit 3"),
        ("meeting/4", "Commit 2"),
        ("2014-02-17", "Commit 1"),
        ("2014-04-16", "Commit 1"),  # a day goes before the tag of that name
        ("2014-04-17", "Commit 3"),
        ("2099-01-01", "Commit 3"),
        ("issued", "Commit 2"),
        ("main~1", "Commit 2"),
        ("HEAD", "Commit 3"),
        ("main@{0}", "Commit 3"),
        ("refs/heads/main", "Commit 3"),
    ],
)
def test_moments(draft: Path, when: str, expected: str) -> None:
    assert subject(draft, when) == expected


def test_a_day_is_the_trunk_though_another_branch_is_out(draft: Path) -> None:
    git(draft, "switch", "-q", "-c", "review", "main~2")
    assert subject(draft, "2014-04-17") == "Commit 3"
    assert subject(draft, "HEAD") == "Commit 1"


def test_a_meeting_whose_tag_was_not_fetched(draft: Path) -> None:
    message = "Meeting 5 closed\n\nVerb: meeting close\nMeeting: 5\n"
    file = draft / "drafts" / "meetings" / "5.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("opened: 2014-05-28\nclosed: 2014-05-31\n")
    git(draft, "add", "drafts")
    git(draft, "commit", "-q", "-m", message)
    git(draft, "commit", "-q", "--allow-empty", "-m", "Later\n\nVerb: agree\nMeeting: 5\n")
    assert subject(draft, "5") == "Meeting 5 closed"


def test_a_record_that_its_files_do_not_bear_out_closed_nothing(draft: Path) -> None:
    message = "Meeting 6 closed\n\nVerb: meeting close\nMeeting: 6\n"
    git(draft, "commit", "-q", "--allow-empty", "-m", message)
    with pytest.raises(UnknownMoment):
        commit_at(open_clone(draft), "6")


def test_the_number_of_processes_is_small(draft: Path) -> None:
    clone = open_clone(draft)
    commit_at(clone, "4")
    assert clone.git.processes == 2


@pytest.mark.parametrize("when", ["7", "2013-01-01", "2014-13-01", "nothing", "main~9", "HEAD:x"])
def test_unknown_moments_are_refused(draft: Path, when: str) -> None:
    with pytest.raises(UnknownMoment) as told:
        commit_at(open_clone(draft), when)
    finding = told.value.refusal.findings[0]
    assert finding.rule == "unknown-moment"
    assert when in finding.message


def test_the_nearest_name_is_suggested(draft: Path) -> None:
    with pytest.raises(UnknownMoment) as told:
        commit_at(open_clone(draft), "isued")
    assert "issued" in told.value.refusal.findings[0].remedy


def test_a_shallow_clone_says_to_fetch_more(draft: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", f"file://{draft}", "shallow")
    for when in ("3", "2014-02-17"):
        with pytest.raises(UnknownMoment) as told:
            commit_at(open_clone(tmp_path / "shallow"), when)
        assert "git fetch --unshallow" in told.value.refusal.findings[0].remedy


def test_a_blob_or_an_empty_clone_has_no_moment(draft: Path, tmp_path: Path) -> None:
    blob = git(draft, "hash-object", "-w", "--stdin", data="words").strip()
    git(draft, "tag", "words", blob)
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "-q")
    for place, when in ((draft, "words"), (tmp_path / "empty", "4"), (tmp_path / "empty", "HEAD")):
        with pytest.raises(UnknownMoment):
            commit_at(open_clone(place), when)


def test_tags_of_the_clone(draft: Path) -> None:
    assert tags(open_clone(draft)) == (
        *("2014-04-16", "issued", "meeting/3", "meeting/4", "meeting/4.1"),
    )
