"""What the verbs about meetings decide on, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from wsisdraft.notation.change import Decision, Edit
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Value
from wsisdraft.notation.meeting_shapes import MEETING
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.spelling import scalar
from wsisdraft.text.day import malformed_day
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.process import Meeting, MeetingState
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import NOWHERE
from wsisdraft.text.scene import Occasion, Scene
from wsisdraft.text.shelf import is_meeting
from wsisdraft.view import Options, View, occasion_of

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting

Changes: TypeAlias = Mapping[tuple[str, ...], "Value | None"]
"""Fields of a meeting's file and what they are to say; None takes one out."""


def setting(
    view: View, given: Options, decide: Callable[[Scene], Decision], *, whole: bool = False
) -> Setting | Refusal:
    """The process, its meetings and who takes part; the whole text where it is asked for."""
    text = view.read(None if whole else NOWHERE)
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    scene = Scene(text, NOWHERE, occasion)
    return scene, lambda: decide(scene)


def known(text: Text, number: str) -> Meeting | None:
    """The meeting on record of a number, in any case."""
    folded = number.casefold()
    return next((each for each in text.meetings if each.number.casefold() == folded), None)


def held(scene: Scene, what: str, not_yet: str) -> Meeting | Refusal:
    """The meeting that something belongs to, one that has begun.

    `what` says what needs one (`that could decide something`), `not_yet` what a planned one has not
    done (`has decided nothing yet`).
    """
    number = scene.occasion.meeting
    meeting = known(scene.text, number) if number else None
    if meeting is None:
        return refuse(
            "no-open-meeting",
            f"No meeting is open {what}.",
            "wsisdraft meeting open N, or name one that is on record with --meeting N.",
        )
    if meeting.state is MeetingState.PLANNED:
        return refuse(
            "meeting-planned",
            f"Meeting {meeting.number} is planned, and {not_yet}.",
            f"wsisdraft meeting open {meeting.number} opens it.",
        )
    return meeting


def malformed_number(number: str) -> Refusal | None:
    """The refusal of what cannot be a meeting's number."""
    padded = number.isdecimal() and number.startswith("0")
    if is_meeting(f"{number}.yaml") and not padded:
        return None
    return misused(
        "malformed-meeting",
        f"{quoted(number)} cannot be the number of a meeting.",
        "Write it in digits, as 4, or as a short name of letters and digits.",
    )


def unknown(text: Text, number: str) -> Refusal:
    """There is no such meeting."""
    numbers = ", ".join(each.number for each in text.meetings)
    return refuse(
        "unknown-meeting",
        f"There is no meeting {quoted(number)}.",
        f"Meetings on record: {numbers or 'none'}; wsisdraft meeting open N opens one.",
    )


def malformed_facts(days: Mapping[str, str], words: Mapping[str, str]) -> Refusal | None:
    """Days that are none, or words that no file can hold; by the options that gave them."""
    for option, day in days.items():
        wrong = malformed_day(option, day)
        if wrong is not None:
            return wrong
    for option, said in words.items():
        if scalar(said) is None or (said and not said.strip()):
            return misused(
                "malformed-words",
                f"What {option} gives cannot stand in a file: {quoted(said)}.",
                "Give it in ordinary characters, on one line.",
            )
    return None


def backwards(first: tuple[str, str], last: tuple[str, str]) -> Refusal | None:
    """Two days in the wrong order, each with the option it came by."""
    if not first[1] or not last[1] or first[1] <= last[1]:
        return None
    return misused(
        "malformed-date",
        f"{last[1]} comes before {first[1]}.",
        f"Give the earlier day with {first[0]} and the later one with {last[0]}.",
    )


def unreadable(text: Text, path: str) -> Refusal | None:
    """The refusal where a file that is to be changed cannot be read as it stands."""
    findings = tuple(f for f in text.unread if f.place is not None and f.place.path == path)
    return Refusal(findings) if findings else None


Written: TypeAlias = tuple[tuple[Edit, ...], tuple[tuple[str, str], ...]]
"""Splices of a file that is there, or a new file."""


def written(path: str, source: str | None, changes: Changes) -> Written:
    """A meeting's file with these fields."""
    before = source or ""
    after = apply(before, revise(before, changes, yaml=True, shape=MEETING))
    return ((), ((path, after),)) if source is None else (rewritten(path, before, after), ())


def in_meeting(occasion: Occasion, number: str) -> Occasion:
    """The occasion as part of a meeting."""
    return altered(occasion, meeting=number)


def given_fields(pairs: Iterable[tuple[str, Value]]) -> dict[tuple[str, ...], Value | None]:
    """Those fields that were given something."""
    return {(key,): value for key, value in pairs if value}
