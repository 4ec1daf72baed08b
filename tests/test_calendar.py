"""status --due --format ics: deadlines as calendars take them, RFC 5545."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from wsisdraft.pages.calendar import LONGEST_LINE, UNRECORDED, calendar, escaped, folded
from wsisdraft.reports.due import Due, DueItem, DueKind
from wsisdraft.text.day import day_after, is_day

icalendar: Any = pytest.importorskip("icalendar")


def of(*items: DueItem, process: str = "Trial", recorded: str = "20140417T163000Z") -> str:
    return calendar(Due(process, "now", "2014-05-01", None, items, recorded))


def events(text: str) -> list[Any]:
    parsed = icalendar.Calendar.from_ical(text)
    assert not parsed.errors
    return list(parsed.walk("VEVENT"))


PUBLISH = DueItem(
    DueKind.DECISION,
    "4/publish",
    "all texts; with annexes, are\\published",
    "decision 4/publish",
    who=("Norland", "Chairman"),
    by="2014-05-15",
    late=True,
    next="wsisdraft meeting done 4/publish",
)
MEETING = DueItem(
    DueKind.MEETING,
    "5",
    "The fifth",
    "meeting 5",
    by="2014-05-28",
    until="2014-05-31",
    state="planned",
    venue="Estovia, the great hall",
    next="wsisdraft meeting open 5",
)


def test_a_deadline_is_an_event_of_a_whole_day() -> None:
    text = of(PUBLISH)
    described = (
        r"DESCRIPTION:decision 4/publish\nall texts\; with annexes\, are\\published\n"
        r"Who moves: Norland\, Chairman\nwsisdraft meeting done 4/publish"
    )
    assert text.replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//wsisdraft//wsisdraft 0.1.0//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Trial",
        "BEGIN:VEVENT",
        "UID:602cccfae2296689e785a288861d3f52@wsisdraft",
        "DTSTAMP:20140417T163000Z",
        "DTSTART;VALUE=DATE:20140515",
        "DTEND;VALUE=DATE:20140516",
        r"SUMMARY:Trial: Norland\, Chairman: all texts\; with annexes\, are\\published",
        described,
        "CATEGORIES:DECISION",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    (event,) = events(text)
    assert event["DTSTART"].dt == date(2014, 5, 15)
    assert event["SUMMARY"] == "Trial: Norland, Chairman: all texts; with annexes, are\\published"
    assert event["DESCRIPTION"].split("\n")[-1] == "wsisdraft meeting done 4/publish"


def test_a_meeting_takes_its_days_and_has_a_place() -> None:
    (event,) = events(of(MEETING))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2014, 5, 28), date(2014, 6, 1))
    assert event["LOCATION"] == "Estovia, the great hall"
    assert event["SUMMARY"] == "Trial: meeting 5"


def test_events_keep_their_names_when_all_else_changes() -> None:
    other = DueItem(
        DueKind.DECISION, "4/publish", "otherwise", "decision 4/publish", by="2014-06-01"
    )
    (before,), (after,) = events(of(PUBLISH)), events(of(other, recorded="20140501T000000Z"))
    assert before["UID"] == after["UID"]
    assert before["DTSTAMP"] != after["DTSTAMP"]
    (elsewhere,) = events(of(PUBLISH, process="Forum"))
    assert elsewhere["UID"] != before["UID"]


def test_what_has_no_day_is_left_out_and_an_empty_calendar_is_lawful() -> None:
    undated = DueItem(DueKind.TEXT, "vision/B.2", "", "text bbbbb2")
    text = of(undated)
    assert "VEVENT" not in text
    parsed = icalendar.Calendar.from_ical(text)
    assert [each.name for each in parsed.subcomponents] == ["VTIMEZONE"]
    # A day that a file gives and that does not exist is a finding of check, and no event.
    wrong = DueItem(DueKind.DECISION, "4/x", "x", "decision 4/x", by="2014-02-30")
    assert "VEVENT" not in of(wrong)
    assert f"DTSTAMP:{UNRECORDED}" in of(PUBLISH, recorded="")


@given(st.text(), st.text())
def test_any_words_come_out_as_they_went_in(what: str, process: str) -> None:
    item = DueItem(DueKind.DECISION, "4/d1", what, "decision 4/d1", by="2014-05-15")
    text = of(item, process=process)
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode("utf-8", "surrogatepass")) <= LONGEST_LINE
               for line in text.split("\r\n"))  # fmt: skip
    (event,) = events(text)
    shown = "".join(char for char in what if char == "\n" or char.isprintable())
    assert event["SUMMARY"].endswith(shown)


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=400))
def test_a_folded_line_is_the_line(line: str) -> None:
    made = folded(line)
    assert made.replace("\r\n ", "") == line
    assert all(len(part.encode()) <= LONGEST_LINE for part in made.split("\r\n"))


@given(st.text())
def test_escaped_words_hold_no_bare_sign_and_no_control_character(text: str) -> None:
    made = escaped(text)
    bare = made.replace("\\\\", "").replace("\\;", "").replace("\\,", "").replace("\\n", "")
    assert not set(bare) & set("\\;,\n\r\t")
    assert made.isprintable()


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 30)))
def test_the_day_after_is_the_next_one(day: date) -> None:
    after = day_after(day.isoformat())
    assert after == (day + timedelta(days=1)).isoformat()
    assert is_day(after)


def test_the_last_day_there_is_has_none_after_it() -> None:
    assert day_after("2999-12-31") == "2999-12-31"


def test_on_the_demonstration_the_same_from_every_clone(template: Desk) -> None:
    words = ("status", "--due", "--at", "4", "--format", "ics")
    text = template.done(*words, TZ="Pacific/Auckland").out
    assert text == template.done(*words, TZ="UTC").out
    made = {event["UID"]: event for event in events(text)}
    assert len(made) == 3
    (stamp,) = {event["DTSTAMP"].to_ical() for event in made.values()}
    seconds = template.git(
        "log", "-1", "--format=%cd", "--date=format-local:%Y%m%dT%H%M%SZ", "meeting/4"
    )
    assert stamp.decode() == seconds.strip()
    assert sorted(event["DTSTART"].dt for event in made.values()) == [
        date(2014, 5, 15), date(2014, 5, 15), date(2014, 5, 28),
    ]  # fmt: skip
    assert text == template.done("status", "--at", "4", "--format", "ics").out
    now = {
        event["UID"] for event in events(template.done("status", "--due", "--format", "ics").out)
    }
    assert now <= set(made)
