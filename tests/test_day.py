"""Days as they stand on record: those of the calendar, written in one way."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.shapes import DAY
from wsisdraft.text.day import is_day, malformed_day
from wsisdraft.text.finding import Answer


def test_every_day_of_some_years_is_one_and_no_other() -> None:
    for year in (1900, 1999, 2000, 2014, 2016, 2100):
        days = {f"{year}-{month:02d}-{day:02d}" for month in range(14) for day in range(33)}
        first = date(year, 1, 1)
        real = {(first + timedelta(each)).isoformat() for each in range(366)}
        assert {day for day in days if is_day(day)} == {d for d in real if d[:4] == str(year)}


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9-]{10}", fullmatch=True)))
def test_what_a_file_takes_for_a_day_is_one(text: str) -> None:
    assert is_day(text) == DAY.accepts(text)


def test_a_day_that_is_none_is_refused_with_the_option_to_write() -> None:
    assert malformed_day("--due", "") is None
    assert malformed_day("--due", "2014-04-17") is None
    refusal = malformed_day("--due", "17 April")
    assert refusal is not None
    assert refusal.answer is Answer.USAGE
    assert refusal.findings[0].remedy == "Write it as --due 2014-04-17."
