"""The files about the process: its rules, who takes part, its meetings."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.entries import count, listing, nested, scalar
from wsisdraft.notation.front_matter import Fields, locate, read_front_matter, read_yaml
from wsisdraft.notation.meeting_shapes import MEETING
from wsisdraft.notation.shape import enforce
from wsisdraft.notation.shapes import PROCESS, STAKEHOLDERS, STATEMENT
from wsisdraft.text.finding import Finding
from wsisdraft.text.participation import Participant
from wsisdraft.text.process import (
    Decision,
    Issued,
    Meeting,
    NextMeeting,
    Participation,
    Process,
    Stakeholder,
)
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.statement import Statement
from wsisdraft.text.status import DELETED, PRESETS, Ladder, Standing, Step, with_bodies

DEFAULT_PRESET = "mpp"


def read_process(path: str, source: str) -> tuple[Process, tuple[Finding, ...]]:
    """`process.yaml`: the name, the ladder, the trunk."""
    read = read_yaml(source, path)
    fields = read.fields
    redrafting = nested(fields, "redrafting") or {}
    process = Process(
        name=scalar(fields, "name"),
        title=scalar(fields, "title"),
        symbol=scalar(fields, "symbol"),
        submission_symbol=scalar(fields, "submission-symbol"),
        ladder=_ladder(fields),
        trunk=scalar(fields, "trunk") or "main",
        language=scalar(fields, "language") or "en",
        bis_inserts=scalar(fields, "numbering") != "bis-versions",
        frozen_numbers=scalar(fields, "renumbering") == "frozen-while-open",
        longest_sentence=count(scalar(redrafting, "longest-sentence")),
        acronyms=listing(redrafting, "acronyms"),
    )
    findings = read.findings + enforce(fields, PROCESS, source, path)
    return process, findings + tuple(_stray_bodies(fields, process.ladder, source, path))


def _stray_bodies(fields: Fields, ladder: Ladder, source: str, path: str) -> Iterator[Finding]:
    """Bodies of steps that are not there or settle nothing; a shape knows no ladder."""
    for step in nested(fields, "bodies") or {}:
        if not ladder.settled(step):
            span = locate(source, ("bodies", step), yaml=True)
            settled = [name for name in ladder.names if ladder.settled(name)]
            yield Finding(
                place_of(path, source, span.start) if span else Place(path),
                "file-format",
                f"`bodies` names {step}, which is no settled step of the ladder.",
                f"Settled steps: {', '.join(settled)}.",
            )


def _ladder(fields: Fields) -> Ladder:
    """The ladder as written or that of the preset, with the bodies that settle."""
    bodies = nested(fields, "bodies")
    ladder = _steps(fields)
    if bodies is None:
        return ladder
    return with_bodies(
        ladder, {step: body for step, body in bodies.items() if isinstance(body, str)}
    )


def _steps(fields: Fields) -> Ladder:
    """The ladder as written; the preset's where that has no open or no settled step."""
    preset = PRESETS.get(scalar(fields, "preset") or DEFAULT_PRESET, PRESETS[DEFAULT_PRESET])
    written = nested(fields, "ladder")
    if written is None:
        return preset
    steps = tuple(
        Step(name, Standing(standing))
        for name, standing in written.items()
        if name != DELETED and standing in (Standing.OPEN, Standing.SETTLED)
    )
    standings = {step.standing for step in steps}
    return Ladder(steps) if standings == {Standing.OPEN, Standing.SETTLED} else preset


def read_stakeholders(
    path: str, source: str
) -> tuple[tuple[Stakeholder, ...], tuple[Finding, ...]]:
    """`stakeholders.yaml`: a name, then what is known of it."""
    read = read_yaml(source, path)
    stakeholders = tuple(
        Stakeholder(
            name=name,
            kind=scalar(fields, "kind"),
            aliases=listing(fields, "aliases"),
            groups=listing(fields, "groups"),
            members=listing(fields, "members"),
        )
        for name, fields in read.fields.items()
        if isinstance(fields, dict)
    )
    return stakeholders, read.findings + enforce(read.fields, STAKEHOLDERS, source, path)


def read_meeting(number: str, path: str, source: str) -> tuple[Meeting, tuple[Finding, ...]]:
    """`meetings/4.yaml`: when, where, who chaired, what it issued."""
    read = read_yaml(source, path)
    fields = read.fields
    meeting = Meeting(
        number=number,
        path=path,
        title=scalar(fields, "title"),
        begins=scalar(fields, "from"),
        ends=scalar(fields, "to"),
        place=scalar(fields, "place"),
        opened=scalar(fields, "opened"),
        closed=scalar(fields, "closed"),
        reopened=listing(fields, "reopened"),
        chair=scalar(fields, "chair"),
        vice_chairs=listing(fields, "vice-chairs"),
        issued=_issued(nested(fields, "issued") or {}),
        tabled=tuple(
            (ref, serial)
            for ref, serial in (nested(fields, "tabled") or {}).items()
            if isinstance(serial, str)
        ),
        participation=_participation(nested(fields, "participation")),
        participants=tuple(_participants(nested(fields, "participants") or {})),
        decisions=tuple(_decisions(nested(fields, "decisions") or {})),
        next=_next(nested(fields, "next")),
        note=scalar(fields, "note"),
    )
    return meeting, read.findings + enforce(fields, MEETING, source, path)


def _participation(fields: Fields | None) -> Participation | None:
    if not fields:
        return None
    return Participation(
        participants=scalar(fields, "participants"),
        countries=scalar(fields, "countries"),
        modes=listing(fields, "modes"),
        remark=scalar(fields, "remark"),
    )


def _participants(fields: Fields) -> Iterator[Participant]:
    for name, entry in fields.items():
        if isinstance(entry, dict):
            yield Participant(
                name,
                physical=scalar(entry, "physical"),
                remote=scalar(entry, "remote"),
                either=scalar(entry, "either"),
                country=scalar(entry, "country"),
                thanks=scalar(entry, "thanks"),
            )


def _decisions(fields: Fields) -> Iterator[Decision]:
    for name, entry in fields.items():
        if isinstance(entry, dict):
            yield Decision(
                name,
                scalar(entry, "text"),
                due=scalar(entry, "due"),
                lead=listing(entry, "lead"),
                date=scalar(entry, "date"),
                done=scalar(entry, "done"),
                result=scalar(entry, "result"),
            )


def _next(fields: Fields | None) -> NextMeeting | None:
    if not fields:
        return None
    return NextMeeting(
        number=scalar(fields, "meeting"),
        begins=scalar(fields, "from"),
        ends=scalar(fields, "to"),
        place=scalar(fields, "place"),
    )


def _issued(fields: Fields) -> tuple[Issued, ...]:
    return tuple(
        Issued(
            ref=ref,
            symbol=scalar(entry, "symbol"),
            status=scalar(entry, "status"),
            as_of=scalar(entry, "as-of"),
            besides=listing(entry, "besides"),
        )
        for ref, entry in fields.items()
        if isinstance(entry, dict)
    )


def read_statement(path: str, source: str) -> tuple[Statement, tuple[Finding, ...]]:
    """`statements/norland-1.md`: a reservation, interpretation, objection or note."""
    read = read_front_matter(source, path)
    fields = read.fields
    statement = Statement(
        path=path,
        kind=scalar(fields, "kind"),
        by=listing(fields, "by"),
        about=listing(fields, "about"),
        date=scalar(fields, "date"),
        meeting=scalar(fields, "meeting"),
        body=source[read.body_start :],
    )
    findings = read.findings + enforce(fields, STATEMENT, source, path)
    if statement.kind not in ("", "note") and "by" not in fields:
        # A shape says of each field by itself whether it has to be there.
        message = "`by` is missing from a statement."
        remedy = "Add, for example, `by: [Norland]`."
        findings += (Finding(Place(path), "file-format", message, remedy),)
    return statement, findings
