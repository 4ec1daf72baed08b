"""meeting attend: who took part in a meeting, in the room or from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.fields import Value
from wsisdraft.notation.meeting_shapes import HEADS
from wsisdraft.notation.parties import parties
from wsisdraft.notation.registering import registering
from wsisdraft.reports.outcome_of_participants import told
from wsisdraft.text.finding import Refusal, Unchanged, misused
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.participation import SOME, WAYS, Participant
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.meetings import (
    Changes,
    held,
    in_meeting,
    malformed_facts,
    setting,
    unreadable,
    written,
)
from wsisdraft.verbs.shared.options import Options, changing_with, complete_stakeholders
from wsisdraft.verbs.shared.trailers import trailers

VERB = "meeting attend"
KEY = "participants"


@frozen
class Attendance:
    """What is said of everybody who is named; what is empty stays as the record has it."""

    physical: str = ""
    remote: str = ""
    either: str = ""
    country: str = ""
    thanks: str = ""
    new: bool = False
    """Whether those whom nobody knows are registered."""

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.physical, self.remote, self.either)


def meeting_attend(scene: Scene, who: Sequence[str], said: Attendance) -> Decision:
    """Put stakeholders among the participants of a meeting, or other figures to those who are.

    Where no figure is given, and none is on record, some took part in one way or the other.
    """
    meeting = held(scene, "in which somebody could take part", "nobody has taken part in it yet")
    if isinstance(meeting, Refusal):
        return meeting
    refusal = _malformed(said) or unreadable(scene.text, meeting.path)
    if refusal is not None:
        return refusal
    named = parties(scene.text, who, new=said.new, option="WHO")
    if isinstance(named, Refusal):
        return named
    names, newcomers = named
    before = {each.name: each for each in meeting.participants}
    after = [_participant(before.get(name, Participant(name)), said) for name in names]
    new = [each for each in after if before.get(each.name) != each]
    if not new:
        there = ", ".join(names)
        return Unchanged("", f"{there}: on record among the participants so already.")
    changes: Changes = {
        (KEY, each.name, key): value for each in new for key, value in _fields(each)
    }
    edits, _ = written(meeting.path, scene.text.sources[meeting.path], changes)
    occasion = in_meeting(scene.occasion, meeting.number)
    rows = [("Participant", told(each)) for each in new]
    subject = f"Meeting {meeting.number}: {_subject([each.name for each in new])} took part"
    made = Change(edits, record=Record(subject, trailers(VERB, occasion, rows)))
    return registering(made, scene.text, newcomers) if newcomers else made


def _malformed(said: Attendance) -> Refusal | None:
    for way, heads in zip(WAYS, said.figures, strict=True):
        if heads and not HEADS.accepts(heads):
            return misused(
                "malformed-number",
                f"{quoted(heads)} is no number of people.",
                f"Write it in digits, or {SOME} where nobody counted: --{way} 2.",
            )
    return malformed_facts({}, {"--country": said.country, "--thanks": said.thanks})


def _participant(before: Participant, said: Attendance) -> Participant:
    """As on record, with what is said now; whose way is known counts no longer as of either."""
    counted = any(said.figures)
    there = before.physical or before.remote or before.either
    return altered(
        before,
        physical=said.physical or before.physical,
        remote=said.remote or before.remote,
        either=said.either or ("" if counted else before.either if there else SOME),
        country=said.country or before.country,
        thanks=said.thanks or before.thanks,
    )


def _fields(each: Participant) -> tuple[tuple[str, Value | None], ...]:
    values = (*((way, each.heads(way)) for way in WAYS), ("country", each.country))
    return tuple((key, value or None) for key, value in (*values, ("thanks", each.thanks)))


def _subject(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    if len(names) > 3:
        return f"{len(names)} stakeholders"
    return f"{', '.join(names[:-1])} and {names[-1]}"


@changing_with("new", "meeting", "on")
def command(
    given: Options,
    who: Annotated[
        list[str],
        typer.Argument(
            help="Stakeholders who took part.",
            metavar="WHO...",
            autocompletion=complete_stakeholders,
            show_default=False,
        ),
    ],
    physical: Annotated[
        str, typer.Option(help="How many of each were in the room, or some.", metavar="N")
    ] = "",
    remote: Annotated[
        str, typer.Option(help="How many of each took part from elsewhere, or some.", metavar="N")
    ] = "",
    either: Annotated[
        str, typer.Option(help="How many, where nobody knows in which way.", metavar="N")
    ] = "",
    country: Annotated[
        str,
        typer.Option(help="Where they come from, if they are no government.", metavar="COUNTRY"),
    ] = "",
    thanks: Annotated[
        str, typer.Option(help="What the chair thanks them for.", metavar="TEXT")
    ] = "",
) -> None:
    """Record who took part in the meeting, so that the report counts them by kind and country.

    Examples: wsisdraft meeting attend Egypt Switzerland --physical 2
              wsisdraft meeting attend "Internet Society" --remote 1 --meeting 4
              wsisdraft meeting attend Egypt --thanks "preparing the text of the statement"
    """
    said = Attendance(
        physical.strip(),
        remote.strip(),
        either.strip(),
        country.strip(),
        thanks.strip(),
        given.new,
    )
    change_as_set(
        lambda view: setting(view, given, lambda scene: meeting_attend(scene, who, said)), given
    )
