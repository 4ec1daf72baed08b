"""The demonstration: the record of the fourth meeting, the same everywhere."""

from __future__ import annotations

import filecmp
import hashlib
import re
from pathlib import Path

import pytest

from tests.desk import CHECKOUT, Desk
from wsisdraft.demonstration.script import ByHand, Typed, read_script, taken_apart
from wsisdraft.demonstration.telling import GROUPS, Telling
from wsisdraft.demonstration.texts import after_fourth_meeting, after_third_meeting, sent_in_march

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
        if path.startswith("drafts/submissions/") and path.endswith(".md"):
            senders = re.findall(r"^from: \[(.*)\]$", text, re.MULTILINE)
            assert senders, path
            assert not re.search(f"{REAL}|Saudi Arabia", senders[0]), (path, senders)


def test_of_what_came_in_in_march_nothing_is_left_open(desk: Desk) -> None:
    made = desk.done("submissions", "--matrix", "--format", "json").json
    assert all(row["outcome"] for row in made["matrix"])
    kinds = {kind for each in made["submissions"] for kind in each["stakeholders"]}
    assert kinds == {"civil-society", "government", "international-organization", "private-sector"}
    names = {row["name"] for row in made["matrix"]}
    assert {row["into"] for row in made["matrix"] if row["into"]} <= names


def test_receipts_of_march_hold_for_the_files_that_came_in(desk: Desk) -> None:
    sent = {path.rpartition("/")[2]: data for path, data in sent_in_march().items()}
    assert len(sent) == 12
    known = desk.done("submissions", "--format", "json").json["submissions"]
    prints = {f"sha256:{hashlib.sha256(data).hexdigest()}" for data in sent.values()}
    assert {each["fingerprint"] for each in known} == prints


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


SCRIPT = """\
# A comment.

2014-04-14
$ wsisdraft lift B.2 b1 \\
>   --drop
$ cat >> drafts/meetings/4.yaml <<'END'
> note: none
> END
2014-04-15
$ wsisdraft agree B.2
"""


def test_a_script_is_read_day_by_day() -> None:
    assert read_script(SCRIPT) == (
        Typed("2014-04-14", "wsisdraft lift B.2 b1 \\\n  --drop"),
        Typed("2014-04-14", "cat >> drafts/meetings/4.yaml <<'END'\nnote: none\nEND"),
        Typed("2014-04-15", "wsisdraft agree B.2"),
    )


def test_a_line_that_is_none_of_a_script_is_named() -> None:
    with pytest.raises(ValueError, match=r"line 2 is none of a script: lift B\.2"):
        read_script("2014-04-14\nlift B.2\n")


def test_a_command_is_taken_apart_as_the_shell_does() -> None:
    line = """wsisdraft alt add 21 --by "Santa Verde" --by Kaluma --text "one \\\ntwo" --no-text"""
    given = taken_apart(line, GROUPS)
    assert not isinstance(given, ByHand)
    assert (given.verb, given.words) == ("alt add", ("21",))
    assert given.values("--by") == ("Santa Verde", "Kaluma")
    assert given.value("--text") == "one two"
    assert given.value("--name") == ""
    assert "--no-text" in given.options


def test_only_the_program_and_hand_edits_are_told() -> None:
    by_hand = taken_apart(read_script(SCRIPT)[1].line, GROUPS)
    assert by_hand == ByHand("drafts/meetings/4.yaml", "note: none\n")
    with pytest.raises(ValueError, match="no command of the program"):
        taken_apart("rm -r drafts", GROUPS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("wsisdraft agree vision/B", "open-paragraphs"),
        ("wsisdraft agree vision/X", "unknown-ref"),
        ("wsisdraft withdraw vision/B.2 b1 --by Nobodia", "unknown-stakeholder"),
    ],
)
def test_a_command_that_is_refused_is_a_fault_of_the_script(line: str, said: str) -> None:
    telling = Telling(after_fourth_meeting())
    before = dict(telling.files)
    with pytest.raises(TypeError, match=said):
        telling.given(line, "2014-05-30")
    assert telling.files == before
