"""meeting close: symbols given, what the meeting issued frozen, the commit named by a tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.rules import chapter_declaration
from wsisdraft.rules.rule import Context
from wsisdraft.text.address import DRAFTS
from wsisdraft.text.finding import Finding, Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.process import Meeting
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.completion import complete_meetings
from wsisdraft.verbs.shared.issuing import issues_of, symbol_given, without_symbol
from wsisdraft.verbs.shared.meetings import (
    Changes,
    backwards,
    given_fields,
    in_meeting,
    known,
    malformed_facts,
    malformed_number,
    setting,
    unknown,
    unreadable,
    written,
)
from wsisdraft.verbs.shared.options import Options, changing_with
from wsisdraft.verbs.shared.trailers import trailers

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting
    from wsisdraft.repository.tags import Closing
    from wsisdraft.view import Options, View

VERB = "meeting close"


@dataclass(frozen=True, slots=True)
class Announced:
    """The next meeting, as it is announced."""

    number: str = ""
    begins: str = ""
    ends: str = ""
    place: str = ""


def meeting_close(scene: Scene, number: str, announced: Announced) -> Decision:
    """Close the open meeting: give symbols, freeze what it issued, announce the next one.

    Refused while a chapter's declaration is not true of its paragraphs.
    """
    meeting = _meant(scene, number)
    if not isinstance(meeting, Meeting):
        return meeting
    refusal = _hindered(scene, meeting, announced)
    if refusal is not None:
        return refusal
    day = scene.occasion.date
    issues = issues_of(scene, meeting)
    changes: Changes = {
        ("closed",): day,
        ("issued",): {str(i.chapter.address): i.fields for i in issues} or None,
        **_next(announced),
    }
    edits, _ = written(meeting.path, scene.text.sources[meeting.path], changes)
    tag = altered(meeting, closed=day).tag
    rows = [("Tag", tag)]
    for each in issues:
        rows += [("Ref", str(each.chapter.address))]
        rows += [("Symbol", each.symbol)] if each.symbol else []
    occasion = in_meeting(scene.occasion, meeting.number)
    return Change(
        (*edits, *(edit for each in issues for edit in symbol_given(each))),
        new_files=_planned(scene, announced),
        record=Record(f"Meeting {meeting.number} is closed", trailers(VERB, occasion, rows)),
        notes=without_symbol(scene, meeting, issues),
    )


def _meant(scene: Scene, number: str) -> Meeting | Refusal | Unchanged:
    """The meeting that is to be closed."""
    open_one = scene.text.meeting
    asked = known(scene.text, number) if number else open_one
    if number and asked is None:
        return malformed_number(number) or unknown(scene.text, number)
    if asked is None:
        return refuse(
            "no-open-meeting", "No meeting is open.", "wsisdraft meeting open N opens one."
        )
    if asked.closed:
        return Unchanged("", f"Meeting {asked.number} is closed since {asked.closed}.")
    if open_one is None or asked.number != open_one.number:
        other = f"; meeting {open_one.number} is" if open_one else ""
        remedy = f"wsisdraft meeting close {open_one.number}" if open_one else ""
        return refuse(
            "no-open-meeting",
            f"Meeting {asked.number} is not open{other}.",
            remedy or f"wsisdraft meeting open {asked.number} opens it.",
        )
    return asked


def _hindered(scene: Scene, meeting: Meeting, announced: Announced) -> Refusal | None:
    refusal = _malformed(announced) or unreadable(scene.text, meeting.path)
    if refusal is not None:
        return refusal
    day = scene.occasion.date
    opened = (meeting.reopened or (meeting.opened,))[-1]
    if day < opened:
        return misused(
            "malformed-date",
            f"Meeting {meeting.number} was opened on {opened}, after {day}.",
            f"Give a later day: --on {opened}.",
        )
    context = Context(date.fromisoformat(day))
    untrue = tuple(chapter_declaration.RULE.check(scene.text, context))
    if untrue:
        told = Finding(
            None,
            "chapter-declaration",
            f"Meeting {meeting.number} cannot issue what is not so.",
            f"Mend what is named here, then wsisdraft meeting close {meeting.number}.",
        )
        return Refusal((*sorted(untrue, key=lambda finding: finding.order), told))
    return None


def _malformed(announced: Announced) -> Refusal | None:
    if announced == Announced():
        return None
    if not announced.number:
        return misused(
            "malformed-meeting",
            "It is not said which meeting comes next.",
            "Give its number: --next 5.",
        )
    days = {"--next-from": announced.begins, "--next-to": announced.ends}
    return (
        malformed_number(announced.number)
        or malformed_facts(days, {"--next-place": announced.place})
        or backwards(("--next-from", announced.begins), ("--next-to", announced.ends))
    )


def _next(announced: Announced) -> Changes:
    if not announced.number:
        return {}
    said = (
        ("meeting", announced.number),
        ("from", announced.begins),
        ("to", announced.ends),
        ("place", announced.place),
    )
    return {("next",): {key: value for key, value in said if value}}


def _planned(scene: Scene, announced: Announced) -> tuple[tuple[str, str], ...]:
    """The file of the next meeting, where it has none yet."""
    if not announced.number or known(scene.text, announced.number) is not None:
        return ()
    facts = (("from", announced.begins), ("to", announced.ends), ("place", announced.place))
    path = f"{DRAFTS}/meetings/{announced.number}.yaml"
    fields = given_fields(facts) or {("title",): f"Meeting {announced.number}"}
    return written(path, None, fields)[1]


def on_the_trunk(
    view: View, given: Options, number: str, announced: Announced
) -> Setting | Refusal:
    """The whole text of the trunk; meetings are closed nowhere else."""
    made = setting(view, given, lambda scene: meeting_close(scene, number, announced), whole=True)
    if isinstance(made, Refusal):
        return made
    trunk = made[0].text.process.trunk
    if view.clone.branch != trunk:
        return refuse(
            "not-on-trunk",
            f"HEAD is on {view.clone.branch}, and a meeting is closed on {trunk}.",
            f"git switch {trunk}",
        )
    return made


def named_by_tag(view: View, commit: str, number: str) -> tuple[str, ...]:
    """Names the closing by its tag, also one that was closed before and whose tag is gone.

    The closing has landed, or is old: that its tag is wanting is told beside it.
    """
    from wsisdraft.repository.ground import CannotProceed

    try:
        return _named(view, commit, number)
    except CannotProceed as ground:
        return (f"Its tag could not be made: {ground.message} wsisdraft recover makes it.",)


def _named(view: View, commit: str, number: str) -> tuple[str, ...]:
    from wsisdraft.repository.tags import closings, make_tag

    found = closings(view.clone, commit or view.clone.tip, newest=bool(commit))
    if not commit:
        return _named_again(view, number, found)
    made = next((each for each in found if each.commit == commit), None)
    if made is None:
        return ("Its record cannot be read back, so no tag names it. wsisdraft recover makes it.",)
    return (make_tag(view.clone, made) or f"The tag {made.tag} names it.",)


def _named_again(view: View, number: str, found: Sequence[Closing]) -> tuple[str, ...]:
    """The tag of a meeting that was closed before, where it is not as it should be."""
    from wsisdraft.repository.tags import make_tag, tagged

    asked = next((m for m in view.meetings() if m.number.casefold() == number.casefold()), None)
    if asked is None:
        return ()
    there = tagged(view.clone, asked.tag)
    closing = next((each for each in found if each.number == asked.number), None)
    if closing is None and not there:
        what = f"This clone has neither the tag {asked.tag} nor the commit that closed it"
        return (f"{what}: git fetch --tags, or git fetch --unshallow.",)
    if closing is None or there == closing.commit:
        return ()
    failure = make_tag(view.clone, closing)
    return (failure or f"The tag {closing.tag} was missing; it names {closing.commit[:10]} again.",)


@changing_with("on")
def command(
    given: Options,
    number: Annotated[
        str,
        typer.Argument(
            help="The meeting's number; the open one if left out.",
            metavar="[N]",
            autocompletion=complete_meetings,
            show_default=False,
        ),
    ] = "",
    next_number: Annotated[
        str, typer.Option("--next", help="The next meeting, by its number.", metavar="N")
    ] = "",
    next_from: Annotated[str, typer.Option(help="Its first day.", metavar="DATE")] = "",
    next_to: Annotated[str, typer.Option(help="Its last day.", metavar="DATE")] = "",
    next_place: Annotated[str, typer.Option(help="Where it will be held.", metavar="PLACE")] = "",
) -> None:
    """Close the meeting: chapters get their symbols, what it issued is frozen, a tag names it.

    Closing a meeting that is closed makes its tag again where this clone has none.

    Examples: wsisdraft meeting close
              wsisdraft meeting close 4 --next 5 --next-from 2014-05-28 --next-place Geneva
    """
    announced = Announced(
        next_number.strip(), next_from.strip(), next_to.strip(), next_place.strip()
    )
    asked = number.strip()
    change_as_set(
        lambda view: on_the_trunk(view, given, asked, announced),
        given,
        lambda view, commit: named_by_tag(view, commit, asked),
    )
