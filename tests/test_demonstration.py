"""The demonstration: the record of the fourth meeting, the same everywhere."""

from __future__ import annotations

import filecmp
import re
from pathlib import Path

from tests.desk import CHECKOUT, Desk
from wsisdraft.demonstration.texts import after_fourth_meeting, after_third_meeting

REAL = "Egypt|Switzerland|Russian Federation|Canada|Sweden|ITU|UNESCO|Internet Society|Brazil"


def test_it_ends_in_the_drafts_to_the_byte(desk: Desk) -> None:
    comparison = filecmp.dircmp(CHECKOUT / "drafts", desk.top / "drafts")
    assert not comparison.diff_files
    assert comparison.left_only in ([], ["README.md"])
    for path, text in after_fourth_meeting().items():
        if not path.endswith("README.md"):
            assert desk.text(path) == text


def test_the_same_commits_everywhere(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "other"
    config.write_text(
        "[user]\n\tname = X\n\temail = x@x.example\n[core]\n\tautocrlf = true\n"
        "[init]\n\tdefaultBranch = other\n[commit]\n\tgpgsign = true\n"
    )
    again = Desk(tmp_path, tmp_path)
    made = again.run("demo", "again", GIT_CONFIG_GLOBAL=str(config), TZ="Asia/Tokyo", LC_ALL="C")
    assert made.code == 0, made
    there = Desk(tmp_path / "again", tmp_path)
    for revision in ("main", "meeting/3", "meeting/4", "alt/vision/B.21/1", "alt/vision/B.21/2"):
        assert there.git("rev-parse", revision) == desk.git("rev-parse", revision)
    assert there.clean


def test_no_real_party_is_given_a_position() -> None:
    files = {**after_fourth_meeting(), **after_third_meeting()}
    for path, text in files.items():
        if path.endswith(".md"):
            for names in re.findall(r"^    (?:by|against): \[(.*)\]$", text, re.MULTILINE):
                assert not re.search(REAL, names), (path, names)
                assert "Saudi Arabia" not in names or path.endswith("vision/B/27.md")


def test_what_is_there_is_never_written_over(desk: Desk) -> None:
    answer = desk.run("demo", str(desk.top))
    assert answer.code == 3
    assert "not-empty" in answer.err
    assert desk.clean


def test_verbs_of_the_demonstration_are_borne_out(desk: Desk) -> None:
    for ref in ("statement/", "vision/"):
        entries = desk.done("log", ref, "--format", "json").json
        assert entries
        assert all(entry["verb"] for entry in entries)
