"""Two layers of agreement: the working group first, then the plenary, each on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.process_files import read_process
from wsisdraft.text.finding import Refusal
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.status import PRESETS
from wsisdraft.verbs.shared.settling_bodies import settled_step

INB, MPP = PRESETS["inb"], PRESETS["mpp"]
GROUP, PLENARY = "agreed-in-group", "agreed-in-plenary"
PATH = "drafts/accord/A/{}.md"
WORDS = ("Harbours stay open.", "Pilots are trained.", "Charts are shared.", "Tides are told.")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A draft of four paragraphs in a process of two bodies, at its second meeting."""
    home = tmp_path_factory.mktemp("accord")
    (home / "room").mkdir()
    desk = Desk(home / "room", home)
    desk.done("init", "--preset", "inb", "--name", "Accord")
    desk.done("add", "accord/", "--title", "The Accord")
    desk.done("add", "accord/A", "--title", "Principles")
    for number, text in enumerate(WORDS, 1):
        desk.done("add", f"accord/A.{number}", "--text", text)
    desk.done("meeting", "open", "2", "--on", "2014-03-03")
    return desk


@pytest.fixture
def accord(started: Desk, tmp_path: Path) -> Desk:
    started.git("clone", "-q", ".", str(tmp_path / "room"))
    return Desk(tmp_path / "room", started.home)


def settled(desk: Desk, number: int) -> dict[str, object]:
    """What a paragraph's file says of its agreement, the fingerprint held against its words."""
    source = desk.text(PATH.format(number))
    read = read_front_matter(source, "")
    said = read.fields["settled"]
    assert isinstance(said, dict)
    assert said["text"] == fingerprint(source[read.body_start :])
    return {key: value for key, value in said.items() if key != "text"}


def bodies(desk: Desk) -> tuple[dict[str, int], dict[str, int]]:
    """Who settled how many, in the chapter and in all."""
    made = desk.done("status", "--format", "json").json
    return made["documents"][0]["chapters"][0]["settled_by"], made["settled_by"]


def test_a_draft_of_such_a_process_says_who_settles(accord: Desk) -> None:
    source = accord.text("drafts/process.yaml")
    assert f"bodies:\n  {GROUP}: working group\n  {PLENARY}: plenary\n" in source
    process, findings = read_process("drafts/process.yaml", source)
    assert findings == ()
    assert process.ladder == INB
    assert dict(process.ladder.bodies) == {GROUP: "working group", PLENARY: "plenary"}
    assert dict(MPP.bodies) == {}


def test_the_working_group_agrees_and_then_the_plenary(accord: Desk) -> None:
    first = accord.done("agree", "A.1-3", "--on", "2014-03-04")
    assert f"accord/A.1  proposed → {GROUP}" in first.out
    assert first.out.count("agreed by the working group on 2014-03-04 in meeting 2") == 3
    assert settled(accord, 1) == {"date": "2014-03-04", "meeting": "2", "by": "working group"}
    assert accord.trailers().count(("Settled-by", "working group")) == 3
    second = accord.done("agree", "A.1", "--body", "Plenary", "--on", "2014-03-05")
    assert f"accord/A.1  {GROUP} → {PLENARY}" in second.out
    assert settled(accord, 1) == {"date": "2014-03-05", "meeting": "2", "by": "plenary"}
    assert ("Settled-by", "plenary") in accord.trailers()
    assert ("Status", f"{GROUP} -> {PLENARY}") in accord.trailers()
    counted = {"working group": 2, "plenary": 1}
    assert bodies(accord) == (counted, counted)
    told = accord.done("status").out
    assert "2 agreed by the working group, 1 by the plenary" in told
    assert "In all 3 of 4 paragraphs settled (2 by the working group, 1 by the plenary);" in told
    assert accord.run("check", "--since", "HEAD~2").code == 0


def test_show_and_log_say_who(accord: Desk) -> None:
    accord.done("agree", "A.2", "--on", "2014-03-04")
    accord.done("agree", "A.2", "--as", PLENARY, "--on", "2014-03-05")
    assert "agreed by the plenary on 2014-03-05 in meeting 2" in accord.done("show", "A.2").out
    assert accord.done("show", "A.2", "--format", "json").json["settled"]["by"] == "plenary"
    log = accord.done("log", "A.2").out
    assert f"accord/A.2: {GROUP} by the working group" in log
    assert "agreed by the working group on 2014-03-04" in log
    assert log.index("agreed by the working group on") < log.index("agreed by the plenary on")
    accord.replace(PATH.format(2), "trained", "drilled")
    assert "not in the words agreed by the plenary on 2014-03-05" in accord.done("show", "A.2").out


def test_words_that_moved_meanwhile_do_not_reach_the_plenary(accord: Desk) -> None:
    accord.done("agree", "A.3")
    accord.replace(PATH.format(3), "shared", "sold")
    accord.commit("by hand")
    answer = accord.run("agree", "A.3", "--body", "plenary")
    assert answer.code == 1
    assert f"{PATH.format(3)}:10:1: agreed-text-changed: The paragraph is {GROUP}, but not in" in (
        answer.err
    )
    assert accord.clean


def test_undo_and_reopen_go_back_a_layer_or_all(accord: Desk) -> None:
    accord.done("agree", "A.1", "--on", "2014-03-04")
    accord.done("agree", "A.1", "--body", "plenary", "--on", "2014-03-05")
    answer = accord.done("undo", "A.1")
    assert "agreed by the working group on 2014-03-04 in meeting 2" in answer.out
    assert settled(accord, 1)["by"] == "working group"
    answer = accord.done("reopen", "A.1", "--why", "capital objects")
    assert "had been agreed by the working group on 2014-03-04 in meeting 2, sha256:" in answer.out
    assert "settled" not in accord.text(PATH.format(1))
    assert bodies(accord) == ({}, {})


def test_a_chapter_is_declared_by_its_step_whatever_layer_its_paragraphs_have(accord: Desk) -> None:
    accord.done("agree", "A.1", "--body", "plenary")
    accord.done("agree", "accord/A", "--besides", "4")
    assert bodies(accord)[0] == {"working group": 2, "plenary": 1}
    assert f"status: {GROUP}" in accord.text("drafts/accord/A/chapter.yaml")
    accord.done("agree", "accord/A", "--besides", "4", "--body", "plenary")
    assert bodies(accord)[0] == {"plenary": 3}
    assert f"status: {PLENARY}" in accord.text("drafts/accord/A/chapter.yaml")
    assert accord.run("check").code == 0


def test_another_body_is_taken_at_its_word_with_the_step(accord: Desk) -> None:
    accord.done("agree", "A.1", "--as", GROUP, "--body", "Working  Group 2")
    assert settled(accord, 1)["by"] == "Working Group 2"
    assert "agreed by Working Group 2 on" in accord.done("show", "A.1").out
    again = accord.done("agree", "A.1", "--as", GROUP, "--body", "Working Group 2")
    assert f"is {GROUP} since" in again.out
    accord.done("agree", "A.1", "--body", "working group")
    assert settled(accord, 1)["by"] == "working group"
    assert "is agreed-in-group since" in accord.done("agree", "A.1").out


def test_a_process_of_one_body_may_name_it_all_the_same(desk: Desk) -> None:
    text = desk.text("drafts/vision/B/3.md")
    assert "  by:" not in text
    desk.done("agree", "vision/B.3", "--body", "Committee A", "--on", "2014-05-02")
    assert "  by: Committee A\n" in desk.text("drafts/vision/B/3.md")
    assert "agreed by Committee A on 2014-05-02" in desk.done("show", "vision/B.3").out
    made = desk.done("status", "vision/B", "--format", "json").json
    assert made["settled_by"] == {"Committee A": 1}
    assert desk.done("status", "vision/A", "--format", "json").json["settled_by"] == {}
    assert desk.run("check").code == 0


@pytest.mark.parametrize(
    ("words", "code", "rule", "told"),
    [
        (("--body", "plenery"), 2, "unknown-body", "Bodies: working group, plenary."),
        (("--body", "plenary", "--as", GROUP), 2, "unknown-body", "leave out --as"),
        (("--body", "a\x1bb", "--as", GROUP), 2, "malformed-body", "--body plenary"),
        (("--as", "open", "--body", "plenary"), 2, "unknown-status", f"{GROUP}, {PLENARY}"),
    ],
)
def test_what_cannot_be(
    accord: Desk, words: tuple[str, ...], code: int, rule: str, told: str
) -> None:
    answer = accord.run("agree", "A.1", *words)
    assert answer.code == code
    assert f"{rule}:" in answer.err
    assert told in answer.err
    assert accord.clean


def test_bodies_of_steps_that_settle_nothing_are_found(accord: Desk) -> None:
    accord.replace("drafts/process.yaml", f"  {PLENARY}: plenary\n", "  open: plenary\n")
    answer = accord.run("check")
    assert answer.code == 1
    line = accord.text("drafts/process.yaml").splitlines().index("  open: plenary") + 1
    said = f"drafts/process.yaml:{line}:9: file-format: `bodies` names open, which is no settled"
    assert said in answer.out
    assert f"Settled steps: {GROUP}, {PLENARY}." in answer.out


@pytest.mark.parametrize(
    ("status", "body", "step", "by"),
    [
        ("", "", GROUP, "working group"),
        (PLENARY, "", PLENARY, "plenary"),
        ("", "PLENARY", PLENARY, "plenary"),
        ("", " working  group ", GROUP, "working group"),
        (GROUP, "Subgroup", GROUP, "Subgroup"),
    ],
)
def test_the_step_that_is_meant(status: str, body: str, step: str, by: str) -> None:
    made = settled_step(INB, status, body)
    assert not isinstance(made, Refusal)
    assert (made.status, made.body, made.named) == (step, by, bool(body))


def test_the_step_that_is_meant_where_there_is_one_body() -> None:
    plain, named = settled_step(MPP, "", ""), settled_step(MPP, "agreed", "plenary")
    assert not isinstance(plain, Refusal)
    assert not isinstance(named, Refusal)
    assert (plain.status, plain.body) == ("pre-agreed", "")
    assert (named.status, named.body) == ("agreed", "plenary")


def test_the_report_of_a_meeting_says_who_agreed_how_much(accord: Desk) -> None:
    accord.done("agree", "A.1-4", "--on", "2014-03-04")
    accord.done("agree", "A.1", "--body", "Plenary", "--on", "2014-03-05")
    accord.done("declare", "accord/A", "--status", GROUP)
    accord.done("meeting", "table", "accord/A", "--serial", "1")
    accord.done("meeting", "close", "--on", "2014-03-06")
    told = accord.done("report", "2").out
    assert "Principles" in told
    assert "; agreed 3 by the working group, 1 by the plenary" in told
    page = accord.done("report", "2", "--format", "html").out
    assert "; agreed 3 by the working group, 1 by the plenary</li>" in page
