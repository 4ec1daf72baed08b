"""meeting table: chapters become documents of a meeting, each with its serial."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change, leave, refused, telling
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.shapes import SERIAL
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.process import Meeting
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.meetings import Changes, in_meeting, known, unreadable, written
from wsisdraft.verbs.shared.options import Options, Refs, changing_with
from wsisdraft.verbs.shared.trailers import trailers

if TYPE_CHECKING:
    from wsisdraft.view import Options

VERB = "meeting table"


def meeting_table(scene: Scene, serials: Sequence[str]) -> Decision:
    """Put chapters among the documents of the meeting, with serials for the symbols they get.

    One serial for several chapters is counted up from.
    """
    number = scene.occasion.meeting
    meeting = known(scene.text, number) if number else None
    if meeting is None:
        return refuse(
            "no-open-meeting",
            "No meeting is open in which something could be tabled.",
            "wsisdraft meeting open N, or name one that is on record with --meeting N.",
        )
    refs = [str(address) for address in scene.chapters]
    given = _paired(scene, refs, serials)
    if isinstance(given, Refusal):
        return given
    tabled = dict(meeting.tabled)
    refusal = _taken(meeting, tabled, given) or unreadable(scene.text, meeting.path)
    if refusal is not None:
        return refusal
    new = {ref: serial for ref, serial in given.items() if tabled.get(ref) != serial}
    spoken = scene.selection.spoken
    if not new:
        told = ", ".join(f"{ref} is document {serial}" for ref, serial in given.items())
        return Unchanged(spoken, f"{told} of meeting {meeting.number} already.")
    changes: Changes = {("tabled", ref): serial for ref, serial in new.items()}
    edits, _ = written(meeting.path, scene.text.sources[meeting.path], changes)
    rows = [row for ref, serial in new.items() for row in (("Ref", ref), ("Serial", serial))]
    told = ", ".join(f"{ref} as {serial}" for ref, serial in new.items())
    occasion = in_meeting(scene.occasion, meeting.number)
    return Change(
        edits,
        record=Record(
            f"Tabled in meeting {meeting.number}: {told}", trailers(VERB, occasion, rows)
        ),
    )


def _paired(scene: Scene, refs: Sequence[str], serials: Sequence[str]) -> dict[str, str] | Refusal:
    """Each chapter with its serial."""
    named = scene.selection.mentions or (scene.selection,)
    if any(not each.whole or len(each.scope.parts) > 1 or each.scope.number for each in named):
        return misused(
            "malformed-ref",
            f"{scene.selection.spoken} is no whole chapter, and chapters are what is tabled.",
            "Name chapters, as vision/B, or a document, as vision/, for all of its chapters.",
        )
    wrong = next((each for each in serials if not SERIAL.accepts(each)), None)
    if wrong is not None:
        return misused(
            "malformed-serial",
            f"{quoted(wrong)} is no serial.",
            "Write it in letters and digits, at most 16: --serial 26.",
        )
    counted = list(serials)
    if len(serials) == 1 and len(refs) > 1 and serials[0].isdecimal():
        counted = [str(int(serials[0]) + n) for n in range(len(refs))]
    if len(counted) != len(refs):
        return misused(
            "malformed-serial",
            f"{len(serials)} serials are given for {len(refs)} chapters: {', '.join(refs)}.",
            "Give --serial once for each, or the first one in digits to count up from.",
        )
    return dict(zip(refs, counted, strict=True))


def _taken(meeting: Meeting, tabled: Mapping[str, str], given: Mapping[str, str]) -> Refusal | None:
    """The refusal where two documents would have one serial."""
    holders = {serial: ref for ref, serial in tabled.items() if ref not in given}
    for ref, serial in given.items():
        other = holders.setdefault(serial, ref)
        if other != ref:
            return refuse(
                "serial-taken",
                f"Document {serial} of meeting {meeting.number} is {other}.",
                f"Give {ref} another serial.",
                ref=ref,
            )
    return None


def _asked(refs: Sequence[str], given: Options) -> list[str]:
    """A serial for each REF, asked for at the terminal one by one."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return [typer.prompt(f"Serial of {ref}") for ref in refs]
    with telling(given):
        refusal = misused(
            "malformed-serial", "No serial is given.", "Give the first one: --serial 26."
        )
        leave(refused(refusal, given, {}))
    raise AssertionError


@changing_with("meeting", "on")
def command(
    given: Options,
    ref: Refs,
    serial: Annotated[
        list[str] | None,
        typer.Option(
            help="Of the first chapter, counted up for the others; or given once for each.",
            metavar="N",
        ),
    ] = None,
) -> None:
    """Table chapters as documents of the meeting; closing it makes their symbols of the serials.

    Serials that are not given are asked for one by one.

    Examples: wsisdraft meeting table vision/B --serial 26
              wsisdraft meeting table statement/A statement/B statement/C --serial 4
    """
    serials = [each.strip() for each in serial or ()] or _asked(ref, given)
    change(lambda scene: meeting_table(scene, serials), ref, given)
