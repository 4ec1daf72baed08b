"""declare: what a chapter says of itself, with its exceptions computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Edit, Record
from wsisdraft.notation.record import UNDECLARED
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.notation.settling import declare as declared
from wsisdraft.notation.settling import exceptions_of, unsettle
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter
from wsisdraft.text.exceptions import shortest
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED, Ladder
from wsisdraft.verbs.shared.completion import complete_statuses
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.verbs.shared.trailers import trailers


def declare(scene: Scene, *, status: str = "", paragraphs: bool = False) -> Decision:
    """Declare whole chapters at a step, besides what has not reached it.

    Without a status a chapter keeps the one it is declared at, or takes the first settled step.
    An open step is declared without exceptions, and with `paragraphs` what is open in the chapter
    goes to that step too. Nothing is settled by it.
    """
    ladder = scene.text.process.ladder
    if status and (status not in ladder.names or status == DELETED):
        return misused(
            "unknown-status",
            f"{quoted(status)} is no step of the ladder.",
            f"Steps: {', '.join(ladder.names)}.",
        )
    chapters = [c for a in scene.chapters if (c := scene.text.chapter(a)) is not None]
    spoken = scene.selection.spoken
    if not chapters or len(chapters) != len(scene.chapters):
        return misused(
            "no-chapter",
            f"{spoken} is no whole chapter; only chapters are declared.",
            "Name one: wsisdraft declare vision/B.",
        )
    edits: list[Edit] = []
    rows: list[tuple[str, str]] = []
    told: list[str] = []
    for chapter in chapters:
        goal = status or chapter.status or ladder.first_settled
        made = _declaration(chapter, goal, scene.occasion.date, ladder)
        if isinstance(made, Refusal):
            return made
        moving = _moving(chapter, goal, ladder) if paragraphs else ()
        if moving and ladder.settled(goal):
            return _settles_nothing(chapter, goal)
        if made or moving:
            edits += (*made, *(edit for p in moving for edit in unsettle(p, goal)))
            rows += _rows(chapter, goal, ladder)
            for each in moving:
                rows += [("Ref", str(each.address)), ("Status", f"{each.status} -> {goal}")]
            told.append(f"{chapter.address} {goal}")
    if not edits:
        return Unchanged(spoken, f"{spoken} is declared so already, as of {scene.occasion.date}.")
    subject = f"Declared: {', '.join(told)}"
    return Change(tuple(edits), record=Record(subject, trailers("declare", scene.occasion, rows)))


def _declaration(
    chapter: Chapter, goal: str, day: str, ladder: Ladder
) -> tuple[Edit, ...] | Refusal:
    if not chapter.source:
        return refuse(
            "file-format",
            f"{chapter.path} is not there or cannot be read, so nothing can be declared.",
            f"wsisdraft add {chapter.address} --title TITLE",
            ref=str(chapter.address),
        )
    if not ladder.settled(goal):
        source = with_field(chapter.source, ("status",), goal, yaml=True)
        source = with_field(source, ("as-of",), day, yaml=True)
        source = without_field(source, ("besides",), yaml=True)
        return rewritten(chapter.path, chapter.source, source)
    between = _between(chapter, goal, ladder)
    if between:
        return _neither(chapter, goal, between)
    excepted = _exceptions(chapter, goal, ladder)
    standing = [p for p in chapter.paragraphs if p.status != DELETED]
    if len(excepted) == len(standing):
        return refuse(
            "nothing-settled",
            f"No paragraph of {chapter.address} is {goal}.",
            f"wsisdraft status {chapter.address} shows where they stand; "
            f"wsisdraft agree REF settles them.",
            ref=str(chapter.address),
        )
    same = chapter.status == goal and exceptions_of(chapter) == excepted and chapter.as_of == day
    return () if same else declared(chapter, goal, day, excepted)


def _moving(chapter: Chapter, goal: str, ladder: Ladder) -> tuple[Paragraph, ...]:
    """What is open in a chapter and stands at another step."""
    return tuple(
        p
        for p in chapter.paragraphs
        if p.status not in (goal, DELETED) and not ladder.settled(p.status)
    )


def _settles_nothing(chapter: Chapter, goal: str) -> Refusal:
    return misused(
        "malformed-declaration",
        f"--paragraphs moves what is open among the open steps; {goal} is a settled one.",
        f"wsisdraft agree {chapter.address} settles its paragraphs.",
    )


def _exceptions(chapter: Chapter, goal: str, ladder: Ladder) -> frozenset[Address]:
    """What is open in a chapter that is to be declared settled."""
    return frozenset(
        p.address
        for p in chapter.paragraphs
        if p.status != DELETED and not ladder.reaches(p.status, goal)
    )


def _between(chapter: Chapter, goal: str, ladder: Ladder) -> tuple[Paragraph, ...]:
    """Paragraphs that are settled, but at a step below the one declared: neither in nor out."""
    return tuple(
        p
        for p in chapter.paragraphs
        if ladder.settled(p.status) and not ladder.reaches(p.status, goal)
    )


def _neither(chapter: Chapter, goal: str, between: Sequence[Paragraph]) -> Refusal:
    spans = shortest([p.address for p in between], [p.address for p in chapter.paragraphs])
    ref, status = f"{chapter.address}.{','.join(spans)}", between[0].status
    are = "is" if len(between) == 1 else "are"
    return refuse(
        "chapter-declaration",
        f"{ref} {are} settled below {goal}, and so neither at that step nor open.",
        f"wsisdraft agree {ref} --as {goal}, or wsisdraft declare {chapter.address} "
        f"--status {status}.",
        ref=str(chapter.address),
    )


def _rows(chapter: Chapter, goal: str, ladder: Ladder) -> list[tuple[str, str]]:
    rows = [("Ref", str(chapter.address))]
    if chapter.status != goal:
        rows.append(("Status", f"{chapter.status or UNDECLARED} -> {goal}"))
    if ladder.settled(goal):
        spans = shortest(
            _exceptions(chapter, goal, ladder), tuple(p.address for p in chapter.paragraphs)
        )
        rows += [("Besides", ", ".join(spans))] if spans else []
    return rows


@changing
def command(
    given: Options,
    ref: Refs,
    status: Annotated[
        str,
        typer.Option(
            help="The step to declare, as under-review.",
            metavar="STATUS",
            autocompletion=complete_statuses,
        ),
    ] = "",
    paragraphs: Annotated[
        bool,
        typer.Option("--paragraphs", help="What is open in the chapter goes to that step too."),
    ] = False,
) -> None:
    """Declare a chapter; its exceptions are what is open in it.

    Examples: wsisdraft declare vision/B
              wsisdraft declare vision/C --status under-review --paragraphs
    """
    change(
        lambda scene: declare(scene, status=status.strip(), paragraphs=paragraphs),
        ref,
        given,
    )
