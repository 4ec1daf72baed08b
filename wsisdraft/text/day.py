"""Days as they stand on record: ISO 8601, in the calendar of the room."""

from __future__ import annotations

from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.quoting import quoted

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(text: str) -> bool:
    """Whether the text is a day that exists, written as 2014-04-17."""
    year, month, day = text[:4], text[5:7], text[8:]
    digits = year + month + day
    if len(text) != 10 or not (digits.isascii() and digits.isdecimal()) or text[4::3] != "--":
        return False
    if text[0] not in "12" or not 1 <= int(month) <= len(_DAYS):
        return False
    long = month == "02" and _leap(int(year))
    return 1 <= int(day) <= _DAYS[int(month) - 1] + long


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_after(day: str) -> str:
    """The next day; the last day that can be written stays what it is."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:]) + 1
    if number > _DAYS[month - 1] + (month == 2 and _leap(year)):
        month, number = month + 1, 1
    if month > len(_DAYS):
        year, month = year + 1, 1
    after = f"{year:04}-{month:02}-{number:02}"
    return after if is_day(after) else day


def malformed_day(option: str, text: str) -> Refusal | None:
    """The refusal of a day that is none; nothing for an option that was left out."""
    if not text or is_day(text):
        return None
    return misused(
        "malformed-date", f"{quoted(text)} is no day.", f"Write it as {option} 2014-04-17."
    )
