"""mandate: who is asked to redraft what, by when, and how far that has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Edit, Record
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.parties import parties
from wsisdraft.notation.registering import registering
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.notation.spelling import scalar
from wsisdraft.text.day import malformed_day
from wsisdraft.text.draft import Section
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Mandate, Paragraph
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import Ladder
from wsisdraft.verbs.shared.completion import one_of
from wsisdraft.verbs.shared.options import Options, Refs, changing, complete_stakeholders
from wsisdraft.verbs.shared.trailers import trailers

STATES = ("proposed", "accepted", "delivered")


@frozen
class Asked:
    """What is said of a mandate; what is left out stays as it is."""

    lead: tuple[str, ...] = ()
    task: str = ""
    due: str = ""
    state: str = ""
    end: bool = False
    new: bool = False
    """Whether leads whom nobody knows are registered."""


@frozen
class _Holder:
    """What a mandate may be given to: a paragraph's, chapter's or section's file."""

    ref: str
    path: str
    source: str | None
    """None where a section has no file of its own yet."""
    mandate: Mandate | None
    status: str = ""
    """Of a settled paragraph; empty for anything that may still be redrafted."""
    yaml: bool = True


def mandate(scene: Scene, asked: Asked) -> Decision:
    """Charge somebody with redrafting paragraphs or a chapter, or tell how far that has come."""
    misuse = _misuse(asked)
    if misuse is not None:
        return misuse
    named = parties(scene.text, asked.lead, new=asked.new, offices=True)
    if isinstance(named, Refusal):
        return named
    leads, newcomers = named
    edits: list[Edit] = []
    new_files: list[tuple[str, str]] = []
    rows: list[tuple[str, str]] = []
    for holder in _holders(scene):
        made = _given(holder, asked, leads)
        if isinstance(made, Refusal):
            return made
        source = _source(holder, made)
        if holder.source is None and made is not None:
            new_files.append((holder.path, source))
        elif holder.source is not None and source != holder.source:
            edits += rewritten(holder.path, holder.source, source)
        else:
            continue
        rows += [("Ref", holder.ref), ("Mandate", _told(made) if made else "ended")]
    spoken = scene.selection.spoken
    if not edits and not new_files:
        return Unchanged(spoken, f"{spoken}: the mandate is so already.")
    record = Record(f"{spoken}: {_subject(rows)}", trailers("mandate", scene.occasion, rows))
    made_change = Change(tuple(edits), tuple(new_files), record=record)
    return registering(made_change, scene.text, newcomers) if newcomers else made_change


def _misuse(asked: Asked) -> Refusal | None:
    said = (asked.lead, asked.task, asked.due, asked.state)
    if asked.end and any(said):
        return misused("malformed-mandate", "--end takes the mandate away whole.", "Give it alone.")
    if not asked.end and not any(said):
        return misused(
            "malformed-mandate", "Nothing is said of the mandate.", "Add --lead WHO, or --end."
        )
    if asked.state and asked.state not in STATES:
        return misused(
            "malformed-mandate",
            f"{quoted(asked.state)} is no state of a mandate.",
            f"States: {', '.join(STATES)}.",
        )
    if asked.task and scalar(asked.task) is None:
        return misused(
            "malformed-mandate",
            "The task holds characters that are not seen, or a line break.",
            "Say it in one line of ordinary characters.",
        )
    return malformed_day("--due", asked.due)


def _holders(scene: Scene) -> Iterator[_Holder]:
    """A chapter or section named as a whole holds the mandate itself; else each paragraph does."""
    whole = scene.chapters
    for address in whole:
        chapter = scene.text.chapter(address)
        if chapter is not None:
            source = chapter.source or None
            yield _Holder(str(address), chapter.path, source, chapter.mandate)
    sections = _sections(scene)
    for section in sections:
        source = scene.text.sources.get(section.path)
        yield _Holder(str(section.address), section.path, source, section.mandate)
    inside = (*whole, *(section.address for section in sections))
    for paragraph in scene.paragraphs():
        if not any(paragraph.address.within(each) for each in inside):
            yield _of(paragraph, scene.text.process.ladder)


def _of(paragraph: Paragraph, ladder: Ladder) -> _Holder:
    return _Holder(
        str(paragraph.address),
        paragraph.path,
        paragraph.source,
        paragraph.mandate,
        paragraph.status if ladder.settled(paragraph.status) else "",
        yaml=False,
    )


def _sections(scene: Scene) -> tuple[Section, ...]:
    """The sections named as a whole."""
    named = scene.selection.mentions or (scene.selection,)
    wanted = {each.scope for each in named if each.whole and each.scope.number is None}
    every = (s for chapter in scene.text.chapters() for s in chapter.every_section())
    return tuple(section for section in every if section.address in wanted)


def _given(holder: _Holder, asked: Asked, leads: tuple[str, ...]) -> Mandate | Refusal | None:
    if asked.end:
        return None
    before = holder.mandate
    if holder.status and leads:
        return refuse(
            "settled",
            f"{holder.ref} is {holder.status}; nobody is charged with redrafting settled text.",
            f"wsisdraft reopen {holder.ref} --why TEXT first, if the room goes back to it.",
            ref=holder.ref,
        )
    if before is None and not leads:
        return refuse(
            "no-mandate",
            f"{holder.ref} has no mandate, and it is not said who is to lead.",
            f"wsisdraft mandate {holder.ref} --lead WHO",
            ref=holder.ref,
        )
    was = before or Mandate(())
    return Mandate(
        leads or was.lead, asked.task or was.task, asked.due or was.due, asked.state or was.state
    )


def _source(holder: _Holder, made: Mandate | None) -> str:
    source = holder.source or ""
    if made is None:
        return without_field(source, ("mandate",), yaml=holder.yaml) if source else source
    if made == holder.mandate:
        return source
    lead = made.lead[0] if len(made.lead) == 1 else list(made.lead)
    fields: Fields = {"lead": lead}
    for key, value in (("task", made.task), ("due", made.due), ("state", made.state)):
        if value:
            fields[key] = value
    return with_field(source, ("mandate",), fields, yaml=holder.yaml)


def _told(made: Mandate) -> str:
    """A mandate in one line of the record."""
    said = [", ".join(made.lead), made.task, f"due {made.due}" if made.due else "", made.state]
    return "; ".join(part for part in said if part)


def _subject(rows: Sequence[tuple[str, str]]) -> str:
    told = rows[1][1]
    return "mandate ended" if told == "ended" else f"mandate {told}"


@changing
def command(
    given: Options,
    ref: Refs,
    lead: Annotated[
        list[str] | None,
        typer.Option(
            help="Who redrafts; may be given several times.",
            metavar="WHO",
            autocompletion=complete_stakeholders,
            show_default=False,
        ),
    ] = None,
    task: Annotated[str, typer.Option(help="What they are asked to do.", metavar="TEXT")] = "",
    due: Annotated[str, typer.Option(help="The day by which they deliver.", metavar="DATE")] = "",
    state: Annotated[
        str,
        typer.Option(
            help="proposed, accepted or delivered.",
            metavar="STATE",
            autocompletion=one_of("proposed", "accepted", "delivered"),
        ),
    ] = "",
    end: Annotated[bool, typer.Option("--end", help="Take the mandate away.")] = False,
) -> None:
    """Charge somebody with redrafting a paragraph, range, section or chapter.

    What is left out stays as it is, so the state alone can be told when they have delivered.

    Examples: wsisdraft mandate B.27-30 --lead "Saudi Arabia" --task "redraft 27 to 30 together"
              wsisdraft mandate B.27-30 --state delivered
    """
    words = tuple(" ".join(each.split()) for each in (task, due, state))
    asked = Asked(tuple(lead or ()), words[0], words[1], words[2].lower(), end, given.new)
    change(
        lambda scene: mandate(scene, asked),
        ref,
        given,
    )
