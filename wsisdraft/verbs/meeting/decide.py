"""meeting decide: what the meeting decided about the work, who does it, and by when."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.change import Decision as Decided
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.parties import parties
from wsisdraft.notation.registering import registering
from wsisdraft.notation.shapes import LABEL
from wsisdraft.notation.spelling import scalar
from wsisdraft.text.day import malformed_day
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.process import Decision, Meeting
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.decided import in_short
from wsisdraft.verbs.shared.meetings import (
    Changes,
    held,
    in_meeting,
    setting,
    unreadable,
    written,
)
from wsisdraft.verbs.shared.options import Options, changing, complete_stakeholders
from wsisdraft.verbs.shared.trailers import trailers

VERB = "meeting decide"
LONGEST_NAME = 32


@frozen
class Said:
    """What is said of a decision; what is left out of one that is on record stays as it is."""

    text: str = ""
    name: str = ""
    due: str = ""
    lead: tuple[str, ...] = ()
    new: bool = False
    """Whether leads whom nobody knows are registered."""


def meeting_decide(scene: Scene, said: Said) -> Decided:
    """Put a decision into the meeting's file, or give one that is there another day or lead."""
    meeting = held(scene, "that could decide something", "has decided nothing yet")
    if isinstance(meeting, Refusal):
        return meeting
    there = next((d for d in meeting.decisions if d.name.casefold() == said.name.casefold()), None)
    refusal = _misuse(said, meeting, there) or unreadable(scene.text, meeting.path)
    if refusal is not None:
        return refusal
    named = parties(scene.text, said.lead, new=said.new, offices=True, option="--lead")
    if isinstance(named, Refusal):
        return named
    leads, newcomers = named
    made = _made(scene, meeting, said, leads, there)
    same = next((d for d in meeting.decisions if _alike(d, made)), None)
    if same is not None and not said.name:
        return Unchanged("", f"Meeting {meeting.number} decided that already: {same.name}.")
    if made == there:
        return Unchanged("", f"{meeting.number}/{made.name} is on record so already.")
    edits, _ = written(meeting.path, scene.text.sources[meeting.path], _changes(made, there))
    rows = [("Decision", _told(meeting, made))]
    subject = f"Meeting {meeting.number} decided: {in_short(made.text)}"
    if there is not None:
        subject = f"Meeting {meeting.number}, {made.name}: {_charge(made)}"
    occasion = in_meeting(scene.occasion, meeting.number)
    change = Change(edits, record=Record(subject, trailers(VERB, occasion, rows)))
    return registering(change, scene.text, newcomers) if newcomers else change


def _misuse(said: Said, meeting: Meeting, there: Decision | None) -> Refusal | None:
    if said.name and (not LABEL.accepts(said.name) or len(said.name) > LONGEST_NAME):
        return misused(
            "malformed-name",
            f"{quoted(said.name)} cannot be the name of a decision.",
            f"Write it in letters, digits and -, at most {LONGEST_NAME}: --name publish.",
        )
    if there is None and not said.text:
        unknown = f"Meeting {meeting.number} has no decision {quoted(said.name)}"
        return misused(
            "malformed-words",
            f"{unknown}, and it is not said what it decided."
            if said.name
            else "It is not said what was decided.",
            'Say it in a sentence: wsisdraft meeting decide "All texts are published."',
        )
    if scalar(said.text) is None:
        return misused(
            "malformed-words",
            f"What was decided cannot stand in a file: {quoted(said.text)}.",
            "Say it in ordinary characters.",
        )
    if there is not None and said.text not in ("", there.text):
        return refuse(
            "name-taken",
            f"{meeting.number}/{there.name} is another decision: {quoted(there.text)}.",
            "Give this one another --name, or none: it gets one by itself.",
        )
    if there is not None and not (said.due or said.lead or said.text):
        return misused(
            "malformed-decision",
            f"Nothing is said of {meeting.number}/{there.name}.",
            f"wsisdraft meeting decide --meeting {meeting.number} --name {there.name} --due DATE "
            "gives it a day.",
        )
    return malformed_day("--due", said.due)


def _made(
    scene: Scene, meeting: Meeting, said: Said, leads: tuple[str, ...], there: Decision | None
) -> Decision:
    if there is not None:
        return altered(there, due=said.due or there.due, lead=leads or there.lead)
    day = scene.occasion.date
    # What is written up afterwards was taken in the meeting, on a day that nobody has named.
    late = bool(meeting.closed) and day > meeting.closed
    name = said.name or _free_name(scene.text)
    return Decision(name, said.text, said.due, leads, date="" if late else day)


def _free_name(text: Text) -> str:
    """`d1`, `d2`, ...: one above the highest of any meeting, so that it tells without one."""
    names = (each.name for meeting in text.meetings for each in meeting.decisions)
    tails = (name[1:] for name in names if name[:1] in ("d", "D"))
    return f"d{1 + max((int(t) for t in tails if t.isdecimal() and len(t) < 10), default=0)}"


def _alike(one: Decision, other: Decision) -> bool:
    return (one.text, one.due, one.lead) == (other.text, other.due, other.lead)


def _changes(made: Decision, there: Decision | None) -> Changes:
    lead: Value = made.lead[0] if len(made.lead) == 1 else list(made.lead)
    if there is not None:
        given: dict[tuple[str, ...], Value | None] = {}
        if made.due != there.due:
            given["decisions", there.name, "due"] = made.due
        if made.lead != there.lead:
            given["decisions", there.name, "lead"] = lead
        return given
    pairs = (("text", made.text), ("due", made.due), ("lead", lead), ("date", made.date))
    fields: Fields = {key: value for key, value in pairs if value}
    return {("decisions", made.name): fields}


def _told(meeting: Meeting, made: Decision) -> str:
    """A decision in one line of the record."""
    return "; ".join(filter(None, (f"{meeting.number}/{made.name}: {made.text}", _charge(made))))


def _charge(made: Decision) -> str:
    said = (f"due {made.due}" if made.due else "", ", ".join(made.lead))
    return "; ".join(part for part in said if part)


@changing
def command(
    given: Options,
    text: Annotated[
        str,
        typer.Argument(
            help="What was decided, in a sentence; left out where --name names one on record.",
            metavar="[TEXT]",
            show_default=False,
        ),
    ] = "",
    due: Annotated[
        str, typer.Option(help="The day by which it is to be done.", metavar="DATE")
    ] = "",
    lead: Annotated[
        list[str] | None,
        typer.Option(
            help="Who does it; may be given several times.",
            metavar="WHO",
            autocompletion=complete_stakeholders,
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str, typer.Option(help="What it is called; d1, d2, ... if left out.", metavar="NAME")
    ] = "",
) -> None:
    """Record what the meeting decided about the work, who does it and by when.

    What is due and not done is shown by status --due, and by check once its day is past.

    Examples: wsisdraft meeting decide "All texts are published on the website" --due 2014-05-15
              wsisdraft meeting decide "Informal consultation on the annex" --lead Switzerland
              wsisdraft meeting decide --name publish --meeting 4 --due 2014-05-20
    """
    said = Said(" ".join(text.split()), name.strip(), due.strip(), tuple(lead or ()), given.new)
    change_as_set(
        lambda view: setting(view, given, lambda scene: meeting_decide(scene, said)), given
    )
