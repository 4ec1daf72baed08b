"""meeting show and list: what is on record of a meeting, and what was recorded in it."""

from __future__ import annotations

from tests.desk import Desk
from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.record import Record
from wsisdraft.reports.meeting_record import meeting_record
from wsisdraft.text.layout import Layout
from wsisdraft.text.process import Meeting
from wsisdraft.text.status import PRESETS


def test_a_meeting_that_was_closed(desk: Desk) -> None:
    made = desk.done("meeting", "show", "4", "--format", "json").json
    assert made["state"] == "closed"
    assert (made["from"], made["to"]) == ("2014-04-14", "2014-04-17")
    assert made["place"] == "ITU headquarters, Geneva"
    assert made["vice_chairs"] == ["Egypt", "Switzerland", "Saudi Arabia"]
    assert made["participation"] == {
        "participants": 140,
        "countries": 70,
        "modes": ["physical", "remote"],
        "remark": "the report says more than 140 participants",
    }
    assert [each["ref"] for each in made["issued"]][-1] == "vision/B"
    assert made["issued"][-1]["symbol"] == "WSIS+10/4/26/Pre-agreed"
    assert {each["name"] for each in made["decisions"]} == {"publish", "annex", "action-lines"}
    assert made["verbs"]["agree"] == 5
    assert made["verbs"]["meeting close"] == 1
    assert "vision/B.3-20" in made["settled"]
    assert "statement/B" in made["settled"]
    assert made["tag"] == "meeting/4"
    assert made["commit"] == desk.git("rev-parse", "meeting/4^{commit}").strip()


def test_as_people_read_it(desk: Desk) -> None:
    shown = desk.done("meeting", "show").out
    assert shown.startswith("Meeting 4, Fourth physical meeting of the WSIS+10 MPP")
    assert "chair Vladimir Minkin" in shown
    assert "vision/B  WSIS+10/4/26/Pre-agreed  pre-agreed as of 2014-04-17, besides 2" in shown
    assert "all texts are published on the website, by 2014-05-15" in shown
    assert "The tag meeting/4 names" in shown
    desk.git("tag", "-d", "meeting/4")
    gone = desk.done("meeting", "show").out
    assert "This clone has no tag meeting/4" in gone
    assert "wsisdraft meeting close 4 makes it" in gone
    assert desk.done("meeting", "show", "--format", "json").json["tag"] is None


def test_the_open_one_is_shown_first_and_listed_clearly(desk: Desk) -> None:
    desk.done("meeting", "open", "5", "--on", "2014-05-28")
    desk.done("meeting", "table", "vision/B", "--serial", "26")
    desk.done("agree", "vision/B.28-29", "--on", "2014-05-28")
    desk.done("agree", "vision/B.30", "--on", "2014-05-29")
    desk.done("undo", "vision/B.30")
    desk.done("reopen", "vision/B.28", "--why", "capital asks for time")
    made = desk.done("meeting", "show", "--format", "json").json
    assert (made["number"], made["state"]) == ("5", "open")
    assert made["tabled"] == [{"ref": "vision/B", "serial": "26"}]
    assert made["verbs"] == {"agree": 1, "meeting open": 1, "meeting table": 1, "reopen": 1}
    assert made["settled"] == ["vision/B.29"]
    assert "open since 2014-05-28" in desk.done("meeting", "show").out
    listed = desk.done("meeting", "list").out.splitlines()
    assert "closed on 2014-04-17" in listed[1]
    assert "open since 2014-05-28" in listed[2]
    assert "Tabled: vision/B (26)" in desk.done("meeting", "show", "5").out


def test_a_meeting_that_is_planned(desk: Desk) -> None:
    shown = desk.done("meeting", "show", "5").out
    assert "planned" in shown
    assert "Recorded" not in shown
    assert "tag" not in shown


def test_as_it_stood_earlier(desk: Desk) -> None:
    desk.done("meeting", "open", "5")
    assert desk.done("meeting", "show", "5", "--at", "4", "--format", "json").json["state"] == (
        "planned"
    )


def test_a_meeting_that_is_not_there(desk: Desk) -> None:
    answer = desk.run("meeting", "show", "9")
    assert answer.code == 1
    assert "unknown-meeting" in answer.err
    assert "Meetings on record: 3, 4, 5" in answer.err
    for number in (3, 4, 5):
        (desk.top / f"drafts/meetings/{number}.yaml").unlink()
    none = desk.run("meeting", "show")
    assert none.code == 1
    assert "wsisdraft meeting open N opens one" in none.err


def past(
    number: int,
    status: tuple[str, str],
    *,
    meeting: str = "4",
    verb: str = "agree",
    claimed: tuple[str, str] | None = None,
    undoes: str = "",
) -> PastCommit:
    old, new = (f"---\nstatus: {each}\n---\nWords.\n".encode() for each in status)
    said = claimed or status
    rows = [("Verb", verb), ("Ref", "vision/B.1"), ("Status", f"{said[0]} -> {said[1]}")]
    rows += [("Undoes", undoes)] * bool(undoes) + [("Meeting", meeting)] * bool(meeting)
    record = Record("said", tuple(rows))
    change = FileChange("drafts/vision/B/1.md", old, new)
    return PastCommit(f"c{number}", "ana@x", record, (change,))


LAYOUT = Layout.of(
    [
        "drafts/vision/document.yaml",
        "drafts/vision/B/chapter.yaml",
        "drafts/vision/B/1.md",
        "drafts/vision/B/2.md",
    ]
)
UP, DOWN = ("under-review", "pre-agreed"), ("pre-agreed", "under-review")


def settled_by(*commits: PastCommit) -> tuple[tuple[str, ...], dict[str, int]]:
    meeting = Meeting("4", "drafts/meetings/4.yaml")
    made = meeting_record(meeting, commits, PRESETS["mpp"], LAYOUT, "")
    return made.settled, dict(made.verbs)


def test_only_what_stands_and_is_borne_out_counts() -> None:
    assert settled_by(past(1, UP)) == (("vision/B.1",), {"agree": 1})
    assert settled_by(past(1, UP, meeting="3")) == ((), {})
    assert settled_by(past(1, UP, meeting="")) == ((), {})
    assert settled_by(past(1, DOWN, claimed=UP)) == ((), {}), "the file says otherwise"
    reopened = past(2, DOWN, verb="reopen")
    assert settled_by(past(1, UP), reopened) == ((), {"agree": 1, "reopen": 1})
    taken_back = past(2, DOWN, verb="undo", undoes="c1")
    assert settled_by(past(1, UP), taken_back) == ((), {})
