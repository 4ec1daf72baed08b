"""meeting open: a meeting begins; what is recorded from now on belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.text.address import DRAFTS
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.process import Meeting, MeetingState
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.completion import complete_meetings
from wsisdraft.verbs.shared.meetings import (
    backwards,
    given_fields,
    in_meeting,
    known,
    malformed_facts,
    malformed_number,
    setting,
    unreadable,
    written,
)
from wsisdraft.verbs.shared.options import Options, changing_with
from wsisdraft.verbs.shared.trailers import trailers

VERB = "meeting open"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a meeting when it is opened; what is empty stays as its file says."""

    title: str = ""
    begins: str = ""
    ends: str = ""
    place: str = ""
    chair: str = ""
    vice_chairs: tuple[str, ...] = ()


def meeting_open(scene: Scene, number: str, facts: Facts, *, again: bool = False) -> Decision:
    """Open a meeting: planned, new, or with `again` one that was closed.

    One meeting is open at a time. What a planned meeting's file says stays.
    """
    refusal = malformed_number(number) or _malformed(facts)
    if refusal is not None:
        return refusal
    meeting = known(scene.text, number)
    number = meeting.number if meeting else number
    hindered = _hindered(scene, number, meeting, facts, again=again)
    if hindered is not None:
        return hindered
    path = meeting.path if meeting else f"{DRAFTS}/meetings/{number}.yaml"
    changes = given_fields(
        (
            ("title", facts.title),
            ("from", facts.begins),
            ("to", facts.ends),
            ("place", facts.place),
            ("chair", facts.chair),
            ("vice-chairs", list(facts.vice_chairs)),
        )
    )
    day = scene.occasion.date
    if meeting is not None and meeting.closed:
        changes |= {("closed",): None, ("reopened",): [*meeting.reopened, day]}
    else:
        changes[("opened",)] = day
    edits, new_files = written(path, scene.text.sources.get(path), changes)
    occasion = in_meeting(scene.occasion, number)
    said = f"Meeting {number} is open{' again' if again else ''}"
    return Change(edits, new_files, record=Record(said, trailers(VERB, occasion, [])))


def _malformed(facts: Facts) -> Refusal | None:
    days = {"--from": facts.begins, "--to": facts.ends}
    words = {"--title": facts.title, "--place": facts.place, "--chair": facts.chair}
    vice_chairs = [{"--vice-chair": name} for name in facts.vice_chairs]
    refusals = [malformed_facts(days, words), *(malformed_facts({}, each) for each in vice_chairs)]
    refusals.append(backwards(("--from", facts.begins), ("--to", facts.ends)))
    return next((refusal for refusal in refusals if refusal is not None), None)


def _hindered(
    scene: Scene, number: str, meeting: Meeting | None, facts: Facts, *, again: bool
) -> Refusal | Unchanged | None:
    """Why the meeting cannot be opened now, or that it is open."""
    open_one = scene.text.meeting
    if open_one is not None and open_one.number == number and facts == Facts():
        return Unchanged("", f"Meeting {number} is open since {open_one.opened}.")
    if open_one is not None:
        return refuse(
            "meeting-open",
            f"Meeting {open_one.number} is open since {open_one.opened}.",
            f"wsisdraft meeting close {open_one.number}"
            if open_one.number != number
            else f"Correct {open_one.path}, then wsisdraft record {open_one.path}.",
        )
    closed = meeting is not None and meeting.state is MeetingState.CLOSED
    if meeting is not None and closed and not again:
        return refuse(
            "meeting-closed",
            f"Meeting {number} is closed since {meeting.closed}.",
            f"wsisdraft meeting open {number} --again, if the room goes on with it.",
        )
    if again and not closed:
        return misused(
            "never-closed",
            f"Meeting {number} was never closed.",
            f"wsisdraft meeting open {number} opens it.",
        )
    return unreadable(scene.text, meeting.path) if meeting is not None else None


@changing_with("on")
def command(
    given: Options,
    number: Annotated[
        str,
        typer.Argument(
            help="The meeting's number, 4.",
            metavar="N",
            autocompletion=complete_meetings,
            show_default=False,
        ),
    ],
    begins: Annotated[str, typer.Option("--from", help="Its first day.", metavar="DATE")] = "",
    ends: Annotated[str, typer.Option("--to", help="Its last day.", metavar="DATE")] = "",
    place: Annotated[str, typer.Option(help="Where it is held.", metavar="PLACE")] = "",
    title: Annotated[str, typer.Option(help="What it is called.", metavar="TEXT")] = "",
    chair: Annotated[str, typer.Option(help="Who chairs.", metavar="WHO")] = "",
    vice_chair: Annotated[
        list[str] | None,
        typer.Option(help="A vice-chair; may be given several times.", metavar="WHO"),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="A meeting that was closed goes on.")
    ] = False,
) -> None:
    """Open a meeting; what is recorded from now on belongs to it, until it is closed.

    Examples: wsisdraft meeting open 5
              wsisdraft meeting open 5 --from 2014-05-28 --to 2014-05-31 --place Geneva
    """
    facts = Facts(
        title.strip(),
        begins.strip(),
        ends.strip(),
        place.strip(),
        chair.strip(),
        tuple(each.strip() for each in vice_chair or ()),
    )
    change_as_set(
        lambda view: setting(
            view, given, lambda scene: meeting_open(scene, number.strip(), facts, again=again)
        ),
        given,
    )
