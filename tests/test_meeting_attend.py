"""meeting attend: who took part, by name, and what the report counts of it."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from wsisdraft.reports.took_part import took_part
from wsisdraft.text.participation import Participant
from wsisdraft.text.process import Meeting, Participation, Stakeholder

FILE = "drafts/meetings/4.yaml"
IN_4 = ("--meeting", "4", "--on", "2014-04-18")


def test_figures_of_those_who_took_part_go_into_the_meetings_file(desk: Desk) -> None:
    made = desk.done("meeting", "attend", "Norland", "Estovia", "--physical", "2", *IN_4)
    assert "took part: Norland: 2 physical" in made.out
    assert "took part: Estovia: 2 physical" in made.out
    assert "wsisdraft undo" in made.out
    assert desk.git("diff", "--stat", "HEAD^").count("|") == 1
    assert "  Norland:\n    physical: 2\n" in desk.text(FILE)
    assert desk.trailers() == [
        ("Verb", "meeting attend"),
        ("Participant", "Norland: 2 physical"),
        ("Participant", "Estovia: 2 physical"),
        ("Meeting", "4"),
        ("On", "2014-04-18"),
    ]
    again = desk.done("meeting", "attend", "norland", "--remote", "some", *IN_4)
    assert "took part: Norland: 2 physical, some remote; before: 2 physical" in again.out
    shown = desk.done("meeting", "show", "4", "--format", "json").json["participants"]
    assert {
        "name": "Norland",
        "physical": "2",
        "remote": "some",
        "either": None,
        "country": None,
        "thanks": None,
    } in shown
    assert "Norland: 2 physical, some remote" in desk.done("meeting", "show", "4").out
    assert desk.done("check").out.startswith(desk.done("check", "--at", "HEAD~2").out[:20])
    desk.done("undo")
    desk.done("undo")
    assert desk.git("diff", "HEAD~4") == ""


def test_of_whom_nothing_else_is_said_some_took_part_in_one_way_or_the_other(desk: Desk) -> None:
    desk.done("meeting", "attend", "Users Alliance", "--thanks", "a text", *IN_4)
    assert "  Users Alliance:\n    either: some\n    thanks: a text\n" in desk.text(FILE)
    known = desk.done(
        "meeting", "attend", "Users Alliance", "--physical", "3", "--country", "Norland", *IN_4
    )
    said = "Users Alliance: 3 physical, from Norland, thanked for a text; before: some in either"
    assert said in " ".join(known.out.split())
    assert "either" not in desk.text(FILE).partition("Users Alliance:")[2].partition("issued")[0]
    same = desk.done("meeting", "attend", "Users Alliance", "--physical", "3", *IN_4)
    assert same.out == "Users Alliance: on record among the participants so already.\n"


def test_a_newcomer_is_registered_in_the_same_commit(desk: Desk) -> None:
    desk.done("meeting", "attend", "Port of Norland", "--physical", "1", "--new", *IN_4)
    assert "Port of Norland:" in desk.text("drafts/stakeholders.yaml")
    assert ("Registered", "Port of Norland") in desk.trailers()
    told = " ".join(desk.done("report", "4").err.split())
    assert "What kind of stakeholder they are is not on record of Port of Norland." in told
    assert desk.clean


@pytest.mark.parametrize(
    ("words", "code", "said", "remedy"),
    [
        (("Norlnd", *IN_4), 1, 'No stakeholder is called "Norlnd"', "Did you mean Norland?"),
        (("Norland",), 1, "No meeting is open in which", "--meeting N"),
        (("Norland", "--meeting", "5"), 1, "Meeting 5 is planned", "wsisdraft meeting open 5"),
        (("Norland", "--meeting", "9"), 1, 'no meeting "9"', "Meetings on record: 3, 4, 5"),
        (("Norland", "--physical", "0", *IN_4), 2, '"0" is no number of people', "--physical 2"),
        (("Norland", "--remote", "-1", *IN_4), 2, '"-1" is no number of people', "--remote 2"),
        (("Norland", "--either", "a few", *IN_4), 2, '"a few" is no number', "--either 2"),
        (("Norland", "--thanks", "a\x07b", *IN_4), 2, "--thanks", "ordinary characters"),
        (("Norland", "--country", " ", *IN_4), 0, "", ""),
    ],
    ids=lambda value: "",
)
def test_what_cannot_be_recorded_is_told_and_changes_nothing(
    template: Desk, words: tuple[str, ...], code: int, said: str, remedy: str
) -> None:
    answer = template.run("meeting", "attend", *words, "--dry-run")
    assert answer.code == code, answer
    assert said in answer.err
    assert remedy in answer.err
    assert template.clean


def test_a_participant_whom_nobody_knows_is_found_by_its_place(desk: Desk) -> None:
    desk.replace(FILE, "  WMO: {either: some}\n", "  Wmoo: {either: some}\n")
    found = desk.run("check", "--format", "json").json["findings"]
    (one,) = [each for each in found if each["rule"] == "unknown-stakeholder"]
    line = desk.text(FILE).split("\n").index("  Wmoo: {either: some}") + 1
    assert (one["path"], one["line"], one["column"]) == (FILE, line, 3)
    assert "Write WMO" in one["remedy"]


STAKEHOLDERS = (
    Stakeholder("Norland", "government"),
    Stakeholder("Estovia", "government"),
    Stakeholder("Users Alliance", "civil-society"),
    Stakeholder("Agency for Health", "international-organization"),
    Stakeholder("Nobody Knows", ""),
)


def test_participation_is_counted_by_kind_country_and_way() -> None:
    meeting = Meeting(
        "4",
        "",
        participation=Participation("140", "70"),
        participants=(
            Participant("Norland", physical="3", remote="1"),
            Participant("Estovia", physical="some"),
            Participant("Users Alliance", remote="2", country="Norland", thanks="a text"),
            Participant("Agency for Health", either="some"),
            Participant("Nobody Knows", physical="1"),
        ),
    )
    made = took_part(meeting, STAKEHOLDERS)
    assert (made.participants, made.countries) == ("140", "70")
    assert (made.named.stakeholders, made.named.people, made.named.uncounted) == (5, 7, 2)
    ways = {each.name: (each.stakeholders, each.people, each.uncounted) for each in made.ways}
    assert ways == {"physical": (3, 4, 1), "remote": (2, 3, 0), "either": (1, 0, 1)}
    kinds = [(each.name, each.stakeholders, each.people) for each in made.kinds]
    assert kinds == [
        ("government", 2, 4),
        ("civil-society", 1, 2),
        ("international-organization", 1, 0),
    ]
    assert [(each.name, each.stakeholders) for each in made.lands] == [
        ("Estovia", 1),
        ("Norland", 2),
    ]
    assert [each.name for each in made.thanked] == ["Users Alliance"]
    assert made.without_kind == ("Nobody Knows",)
    assert made.without_country == ()


def test_where_somebody_comes_from_is_missed_of_those_alone_who_come_from_somewhere() -> None:
    everybody = tuple(Participant(each.name, either="some") for each in STAKEHOLDERS)
    made = took_part(Meeting("4", "", participants=everybody), STAKEHOLDERS)
    assert made.without_country == ("Users Alliance",)
