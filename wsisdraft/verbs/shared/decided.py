"""The decisions of meetings, as verbs find them by the names people give them."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.process import Decision, Meeting
from wsisdraft.text.quoting import quoted
from wsisdraft.verbs.shared.meetings import known, unknown

LONGEST_SUBJECT = 60
"""Characters of a decision's words in the subject of a commit; the trailers have all of them."""
Taken = tuple[Meeting, Decision]
"""A decision and the meeting that took it."""


def decision_named(text: Text, name: str) -> Taken | Refusal:
    """The decision that goes by a name, `publish` or with its meeting `4/publish`, in any case.

    Of several meetings' decisions of one name the only one that is still open is meant; where that
    does not tell either, all are listed.
    """
    number, slash, own = name.rpartition("/")
    meeting = known(text, number) if slash else None
    if slash and meeting is None:
        return unknown(text, number)
    among = (meeting,) if meeting is not None else text.meetings
    found = [
        (each, decision)
        for each in among
        for decision in each.decisions
        if decision.name.casefold() == own.casefold()
    ]
    waiting = [each for each in found if not each[1].done]
    if len(found) > 1 and len(waiting) == 1:
        found = waiting
    if len(found) == 1:
        return found[0]
    if found:
        full = ", ".join(f"{each.number}/{decision.name}" for each, decision in found)
        first, decision = found[0]
        return misused(
            "ambiguous-decision",
            f"{quoted(name)} is a decision of {len(found)} meetings: {full}.",
            f"Name the meeting too, as {first.number}/{decision.name}.",
        )
    return _unknown(text, name, own, meeting)


def _unknown(text: Text, name: str, own: str, meeting: Meeting | None) -> Refusal:
    from difflib import get_close_matches

    names = dict.fromkeys(_names(text, meeting))
    where = f"Meeting {meeting.number} has" if meeting is not None else "There is"
    near = get_close_matches(own.casefold(), [each.partition("/")[2] for each in names], 3)
    like = [each for each in names if each.partition("/")[2] in near]
    if like:
        remedy = f"Did you mean {' or '.join(like)}?"
    elif names:
        remedy = f"Decisions on record: {', '.join(list(names)[:12])}."
    else:
        remedy = "wsisdraft meeting decide TEXT puts one on record."
    return refuse("unknown-decision", f"{where} no decision {quoted(name)}.", remedy)


def _names(text: Text, meeting: Meeting | None) -> Iterator[str]:
    """The full names of decisions, those of the latest meeting first, open ones before done."""
    meetings = (meeting,) if meeting is not None else tuple(reversed(text.meetings))
    for done in (False, True):
        for each in meetings:
            for decision in each.decisions:
                if bool(decision.done) is done:
                    yield f"{each.number}/{decision.name}"


def in_short(text: str) -> str:
    """A decision's words as they go into the subject of a commit."""
    return text if len(text) <= LONGEST_SUBJECT else f"{text[: LONGEST_SUBJECT - 1].rstrip()}…"
