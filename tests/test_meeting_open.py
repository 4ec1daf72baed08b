"""meeting open, table and reading: a meeting begins, documents get serials, readings go on."""

from __future__ import annotations

import pytest

from tests.desk import Desk

FIFTH = "drafts/meetings/5.yaml"


def test_a_planned_meeting_keeps_what_its_file_says(desk: Desk) -> None:
    before = desk.text(FIFTH)
    answer = desk.done("meeting", "open", "5", "--on", "2014-05-28")
    assert "planned → open" in answer.out
    assert desk.text(FIFTH) == f"{before}opened: 2014-05-28\n"
    assert desk.trailers() == [("Verb", "meeting open"), ("Meeting", "5"), ("On", "2014-05-28")]
    assert "meeting 5 is open" in desk.done("status").out
    assert desk.done("status", "--format", "json").json["meeting"] == "5"
    assert desk.clean


def test_what_is_recorded_belongs_to_it(desk: Desk) -> None:
    between = desk.done("agree", "vision/B.28", "--on", "2014-05-20")
    assert "Recorded between meetings as" in between.out
    assert "Meeting" not in dict(desk.trailers())
    desk.done("meeting", "open", "5")
    assert "Recorded in meeting 5 as" in desk.done("agree", "vision/B.29").out
    assert ("Meeting", "5") in desk.trailers()
    assert "meeting: 5\n" in desk.text("drafts/vision/B/29.md")


def test_a_new_meeting_with_all_that_is_known(desk: Desk) -> None:
    desk.done(
        *("meeting", "open", "6", "--from", "2014-06-09", "--to", "2014-06-10"),
        *("--place", "Geneva: the old hall", "--title", "Sixth", "--chair", "Ana Desk"),
        *("--vice-chair", "Norland", "--vice-chair", "Estovia, Sudoria", "--on", "2014-06-09"),
    )
    assert desk.text("drafts/meetings/6.yaml") == (
        "title: Sixth\nfrom: 2014-06-09\nto: 2014-06-10\n"
        'place: "Geneva: the old hall"\nopened: 2014-06-09\nchair: Ana Desk\n'
        'vice-chairs: [Norland, "Estovia, Sudoria"]\n'
    )
    assert desk.run("check").code == 0


def test_options_outrank_a_planned_file(desk: Desk) -> None:
    desk.done("meeting", "open", "5", "--place", "Nairobi", "--on", "2014-05-28")
    text = desk.text(FIFTH)
    assert "place: Nairobi\n" in text
    assert "from: 2014-05-28\nto: 2014-05-31\n" in text


def test_one_meeting_is_open_at_a_time(desk: Desk) -> None:
    desk.done("meeting", "open", "5", "--on", "2014-05-28")
    answer = desk.run("meeting", "open", "6")
    assert answer.code == 1
    assert "meeting-open: Meeting 5 is open since 2014-05-28." in answer.err
    assert "help: wsisdraft meeting close 5" in answer.err
    again = desk.done("meeting", "open", "5")
    assert again.out == "Meeting 5 is open since 2014-05-28.\n"
    other = desk.run("meeting", "open", "5", "--place", "Nairobi")
    assert other.code == 1
    assert f"Correct {FIFTH}, then wsisdraft record {FIFTH}." in other.err
    assert desk.clean


def test_a_closed_meeting_goes_on_only_when_that_is_said(desk: Desk) -> None:
    answer = desk.run("meeting", "open", "4")
    assert answer.code == 1
    assert "meeting-closed: Meeting 4 is closed since 2014-04-17." in answer.err
    assert "wsisdraft meeting open 4 --again" in answer.err
    desk.done("meeting", "open", "4", "--again", "--on", "2014-04-22")
    text = desk.text("drafts/meetings/4.yaml")
    assert "closed:" not in text
    assert "opened: 2014-04-14\nreopened: [2014-04-22]\n" in text
    assert "issued:\n" in text
    listed = desk.done("meeting", "list").out
    assert "open since 2014-04-22" in listed
    assert desk.run("check").code == 0


def test_an_opening_is_taken_back_while_nothing_is_recorded_in_it(desk: Desk) -> None:
    before = desk.text(FIFTH)
    desk.done("meeting", "open", "5")
    desk.done("agree", "vision/B.28")
    desk.done("undo", "vision/B.28")
    answer = desk.done("undo")
    assert "Meeting 5  open → planned" in answer.out
    assert desk.text(FIFTH) == before
    desk.done("meeting", "open", "6")
    assert "Meeting 6  open → off the record" in desk.done("undo").out
    assert not (desk.top / "drafts/meetings/6.yaml").exists()
    assert desk.clean


def test_an_opening_stays_where_others_recorded_in_it(desk: Desk) -> None:
    desk.done("meeting", "open", "5")
    desk.done("agree", "vision/B.28", GIT_COMMITTER_EMAIL="other@desk.example")
    answer = desk.run("undo")
    assert answer.code == 1
    assert "not-undone: “vision/B.28: pre-agreed”" in answer.err
    assert "was recorded in meeting 5" in answer.err
    assert "wsisdraft meeting close 5" in answer.err
    assert desk.clean


def test_meetings_may_have_names(desk: Desk) -> None:
    desk.done("meeting", "open", "informal-a")
    assert desk.done("meeting", "open", "INFORMAL-A").out.startswith("Meeting informal-a is open")


DATES = ("--from", "2014-06-10", "--to", "2014-06-09")


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("04",), 2, "malformed-meeting", "as 4"),
        (("4.1",), 2, "malformed-meeting", "as 4"),
        (("../x",), 2, "malformed-meeting", "as 4"),
        (("annex",), 2, "malformed-meeting", "as 4"),
        (("6", "--from", "2014-06-31"), 2, "malformed-date", "--from 2014-04-17"),
        (("6", "--to", "June"), 2, "malformed-date", "--to 2014-04-17"),
        (("6", *DATES), 2, "malformed-date: 2014-06-09 comes before 2014-06-10", "--from"),
        (("6", "--on", "yesterday"), 2, "malformed-date", "--on 2014-04-17"),
        (("6", "--place", "a\u202eb"), 2, "malformed-words", "on one line"),
        (("6", "--vice-chair", "a\nb"), 2, "malformed-words", "on one line"),
        (("6", "--again"), 2, "never-closed", "wsisdraft meeting open 6"),
        (("5", "--again"), 2, "never-closed", "wsisdraft meeting open 5"),
        ((), 2, "N", ""),
    ],
)
def test_what_is_not_opened(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("meeting", "open", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert remedy in answer.err
    assert desk.clean
    assert desk.git("rev-parse", "HEAD") == before


def test_a_file_that_cannot_be_read_is_not_written_to(desk: Desk) -> None:
    desk.write(FIFTH, "title: &x Fifth\n")
    desk.commit("an anchor")
    answer = desk.run("meeting", "open", "5")
    assert answer.code == 1
    assert f"{FIFTH}:1:8: file-format:" in answer.err
    assert desk.clean


def test_documents_get_serials(desk: Desk) -> None:
    desk.done("meeting", "open", "5")
    answer = desk.done("meeting", "table", "vision/A", "vision/B", "--serial", "25")
    assert "vision/B tabled as document 26" in answer.out
    assert desk.text(FIFTH).endswith("tabled:\n  vision/A: 25\n  vision/B: 26\n")
    rows = [("Ref", "vision/A"), ("Serial", "25"), ("Ref", "vision/B"), ("Serial", "26")]
    assert desk.trailers()[1:5] == rows
    again = desk.done("meeting", "table", "vision/B", "--serial", "26")
    assert again.out == "vision/B is document 26 of meeting 5 already.\n"
    desk.done("meeting", "table", "vision/A", "vision/C", "--serial", "30", "--serial", "4a")
    assert desk.text(FIFTH).endswith("  vision/A: 30\n  vision/B: 26\n  vision/C: 4a\n")
    desk.done("undo")
    assert desk.text(FIFTH).endswith("  vision/A: 25\n  vision/B: 26\n")
    assert desk.run("check").code == 0


def test_what_was_tabled_earlier_can_be_told_later(desk: Desk) -> None:
    desk.done("meeting", "table", "statement/", "--serial", "4", "--meeting", "3")
    assert "tabled:\n  statement/A: 4\n  statement/B: 5\n" in desk.text("drafts/meetings/3.yaml")
    assert desk.run("check").code == 0


SERIAL = ("--serial", "7")


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("vision/B",), 2, "malformed-serial: No serial is given", "--serial 26"),
        (("vision/B", "--serial", "a/b"), 2, "malformed-serial", "--serial 26"),
        (("vision/A", "vision/B", "--serial", "x"), 2, "malformed-serial", "once for each"),
        (("vision/B", *SERIAL, *SERIAL), 2, "malformed-serial", "once for each"),
        (("vision/B.3", *SERIAL), 2, "malformed-ref", "as vision/B"),
        (("vision/C.C5", *SERIAL), 2, "malformed-ref", "as vision/B"),
        (("vision/Z", *SERIAL), 1, "unknown-ref", ""),
        (("vision/C", "--serial", "3"), 1, "serial-taken: Document 3 of meeting 5", "vision/C"),
        (("vision/C", *SERIAL, "--meeting", "9"), 1, "unknown-meeting", "3, 4, 5"),
    ],
)
def test_what_is_not_tabled(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    desk.done("meeting", "open", "5")
    desk.done("meeting", "table", "vision/A", "--serial", "3")
    answer = desk.run("meeting", "table", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert remedy in answer.err
    assert desk.clean


def test_nothing_is_tabled_between_meetings(desk: Desk) -> None:
    answer = desk.run("meeting", "table", "vision/B", *SERIAL)
    assert answer.code == 1
    assert "no-open-meeting" in answer.err
    assert "wsisdraft meeting open N" in answer.err


def test_readings_go_on_and_back(desk: Desk) -> None:
    path = "drafts/vision/B/chapter.yaml"
    before = desk.text(path)
    assert "first reading" in desk.done("meeting", "reading", "vision/B").out
    desk.done("meeting", "reading", "vision/B")
    assert "reading: second\n" in desk.text(path)
    assert ("Reading", "first -> second") in desk.trailers()
    assert "second reading" in desk.done("status", "vision/B").out
    status = desk.done("status", "vision/B", "--format", "json").json
    assert status["documents"][0]["chapters"][0]["reading"] == "second"
    assert "already" in desk.done("meeting", "reading", "vision/B", "SECOND").out
    refused = desk.run("meeting", "reading", "vision/B", "first")
    assert refused.code == 2
    assert "wsisdraft meeting reading vision/B first --why TEXT" in refused.err
    desk.done("meeting", "reading", "vision/B", "first", "--why", "the text is a new one")
    assert ("Why", "the text is a new one") in desk.trailers()
    desk.done("meeting", "reading", "vision/B", "third")
    last = desk.run("meeting", "reading", "vision/B")
    assert last.code == 1
    assert "last-reading" in last.err
    for _ in range(4):
        desk.done("undo", "vision/B")
    assert desk.text(path) == before
    assert desk.clean


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        (("vision/B", "fourth"), 2, "malformed-reading"),
        (("vision/B.3",), 2, "malformed-ref"),
        (("vision/",), 2, "malformed-ref"),
        (("vision/Z",), 1, "unknown-ref"),
    ],
)
def test_what_is_no_reading(desk: Desk, words: tuple[str, ...], code: int, rule: str) -> None:
    answer = desk.run("meeting", "reading", *words)
    assert (answer.code, rule in answer.err) == (code, True), answer
    assert desk.clean
