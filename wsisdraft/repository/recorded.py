"""When a state of the text was recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later

_COMMITTED = later(r"committer .*> (-?[0-9]{1,12}) ([+-])([0-9]{2})([0-9]{2})")


@frozen
class Recorded:
    """The time of a commit; empty where there is none, or it says none."""

    day: str = ""
    """ISO 8601, where it was committed."""
    moment: str = ""
    """In UTC as calendars write it: `20140417T163000Z`."""


def recorded(clone: Clone, commit: str) -> Recorded:
    """The time of a commit, as its committer's clock said."""
    if not commit:
        return Recorded()
    with ObjectReader(clone.git) as objects:
        stored = objects.one(commit)
    head = (stored.data if stored and stored.data else b"").partition(b"\n\n")[0]
    lines = head.decode("utf-8", "replace").split("\n")
    match = next(filter(None, map(_COMMITTED.fullmatch, lines)), None)
    if match is None:
        return Recorded()
    sign = -1 if match[2] == "-" else 1
    try:
        moment = datetime.fromtimestamp(int(match[1]), UTC)
        there = moment + sign * timedelta(hours=int(match[3]), minutes=int(match[4]))
    except (ValueError, OverflowError, OSError):
        return Recorded()
    return Recorded(f"{there:%Y-%m-%d}", f"{moment:%Y%m%dT%H%M%SZ}")
