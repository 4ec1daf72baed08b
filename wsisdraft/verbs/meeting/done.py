"""meeting done: what a meeting decided has been carried out."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.change import Decision as Decided
from wsisdraft.notation.spelling import scalar
from wsisdraft.text.finding import Refusal, Unchanged, misused
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.completion import complete_decisions
from wsisdraft.verbs.shared.decided import decision_named, in_short
from wsisdraft.verbs.shared.meetings import Changes, setting, unreadable, written
from wsisdraft.verbs.shared.options import Options, changing_with
from wsisdraft.verbs.shared.trailers import trailers

VERB = "meeting done"


def meeting_done(scene: Scene, name: str, result: str) -> Decided:
    """Mark a decision as carried out, on the day of the occasion, with what came of it."""
    if scalar(result) is None:
        return misused(
            "malformed-words",
            f"What --result gives cannot stand in a file: {quoted(result)}.",
            "Say it in ordinary characters.",
        )
    taken = decision_named(scene.text, name)
    if isinstance(taken, Refusal):
        return taken
    meeting, decision = taken
    full = f"{meeting.number}/{decision.name}"
    if decision.done and result in ("", decision.result):
        return Unchanged("", f"{full} is done since {decision.done}.")
    day = decision.done or scene.occasion.date
    since = decision.date or meeting.opened
    if day < since:
        return misused(
            "malformed-date",
            f"{full} was decided on {since}, after {day}.",
            f"Give a later day: --on {since}.",
        )
    refusal = unreadable(scene.text, meeting.path)
    if refusal is not None:
        return refusal
    changes: Changes = {("decisions", decision.name, "done"): day}
    if result:
        changes = {**changes, ("decisions", decision.name, "result"): result}
    edits, _ = written(meeting.path, scene.text.sources[meeting.path], changes)
    rows = [("Decision", f"{full}: {decision.text}"), ("Done", day)]
    rows += [("Result", result)] if result else []
    return Change(
        edits,
        record=Record(
            f"Done: {in_short(decision.text)} ({full})", trailers(VERB, scene.occasion, rows)
        ),
    )


@changing_with("by", "meeting", "on")
def command(
    given: Options,
    name: Annotated[
        str,
        typer.Argument(
            help="The decision: its name, or with its meeting, as 4/publish.",
            metavar="NAME",
            autocompletion=complete_decisions,
            show_default=False,
        ),
    ],
    result: Annotated[str, typer.Option(help="What came of it.", metavar="TEXT")] = "",
) -> None:
    """Record that what a meeting decided is done; status --due shows it no more.

    Examples: wsisdraft meeting done publish
              wsisdraft meeting done 4/publish --on 2014-05-14 --result "online since the 14th"
    """
    asked, said = name.strip(), " ".join(result.split())
    change_as_set(
        lambda view: setting(view, given, lambda scene: meeting_done(scene, asked, said)), given
    )
