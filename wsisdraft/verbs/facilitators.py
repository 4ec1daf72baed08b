"""facilitators: which agencies or other stakeholders facilitate a chapter or section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Edit, Record
from wsisdraft.notation.parties import known_stakeholder, parties
from wsisdraft.notation.registering import registering
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.text.draft import Chapter, Section
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.options import Options, Refs, changing, complete_stakeholders
from wsisdraft.verbs.shared.trailers import trailers

VERB = "facilitators"
NOBODY = "none"
"""How a record calls it that nobody facilitates any more."""


def facilitators(
    scene: Scene, *, add: Sequence[str] = (), drop: Sequence[str] = (), new: bool = False
) -> Decision:
    """Put stakeholders among the facilitators of chapters and sections, or take them off.

    `new` registers those to be added whom nobody knows.
    """
    if not add and not drop:
        return misused(
            "malformed-facilitators",
            "It is not said who is to facilitate.",
            "Add --add WHO, or --drop WHO.",
        )
    places = tuple(_places(scene))
    if not places or _parts_meant(scene, places):
        return misused(
            "malformed-ref",
            f"{scene.selection.spoken} is no whole chapter or section, which is what is "
            "facilitated.",
            "Name a chapter or section, as vision/C or vision/C.C5.",
        )
    named = parties(scene.text, add, new=new)
    if isinstance(named, Refusal):
        return named
    came, newcomers = named
    edits: list[Edit] = []
    new_files: list[tuple[str, str]] = []
    rows: list[tuple[str, str]] = []
    gone: list[str] = []
    for place in places:
        after = _after(scene, place, came, drop)
        if isinstance(after, Refusal):
            return after
        if after == place.facilitators:
            continue
        source = scene.text.sources.get(place.path)
        text = _source(source or "", after)
        if source is None:
            new_files.append((place.path, text))
        else:
            edits += rewritten(place.path, source, text)
        rows += [("Ref", str(place.address)), ("Facilitators", ", ".join(after) or NOBODY)]
        gone += [name for name in place.facilitators if name not in after and name not in gone]
    spoken = scene.selection.spoken
    if not rows:
        return Unchanged(spoken, f"{spoken}: the facilitators are so already.")
    record = Record(f"{spoken}: {_subject(came, gone)}", trailers(VERB, scene.occasion, rows))
    made = Change(tuple(edits), tuple(new_files), record=record)
    return registering(made, scene.text, newcomers) if newcomers else made


def _places(scene: Scene) -> Iterator[Chapter | Section]:
    """The chapters and sections named as a whole."""
    for address in scene.chapters:
        chapter = scene.text.chapter(address)
        if chapter is not None:
            yield chapter
    named = scene.selection.mentions or (scene.selection,)
    wanted = {each.scope for each in named if each.whole and each.scope.number is None}
    for chapter in scene.text.chapters():
        yield from (section for section in chapter.every_section() if section.address in wanted)


def _parts_meant(scene: Scene, places: Sequence[Chapter | Section]) -> bool:
    """Whether a paragraph or range is named besides, which nobody facilitates by itself."""
    inside = [place.address for place in places]
    return any(not any(a.within(place) for place in inside) for a in scene.selection.addresses)


def _after(
    scene: Scene, place: Chapter | Section, came: Sequence[str], drop: Sequence[str]
) -> tuple[str, ...] | Refusal:
    """Who facilitates a place afterwards, in the order in which they came."""
    left = list(place.facilitators)
    for who in drop:
        # Somebody may stand there whom no file lists; they too can be taken off.
        there = next((name for name in left if name.casefold() == who.strip().casefold()), None)
        name = there or known_stakeholder(scene.text, who, "--drop")
        if isinstance(name, Refusal):
            return name
        if name not in left:
            ref = str(place.address)
            known = ", ".join(left)
            return refuse(
                "no-facilitator",
                f"{quoted(name)} does not facilitate {ref}.",
                f"Those who do: {known}." if left else f"wsisdraft {VERB} {ref} --add WHO",
                ref=ref,
            )
        left.remove(name)
    return tuple(dict.fromkeys((*left, *came)))


def _source(source: str, names: Sequence[str]) -> str:
    if not names:
        return without_field(source, ("facilitators",), yaml=True)
    return with_field(source, ("facilitators",), list(names), yaml=True)


def _subject(came: Sequence[str], gone: Sequence[str]) -> str:
    said = [f"facilitated by {', '.join(came)}"] if came else []
    said += [f"no longer facilitated by {', '.join(gone)}"] if gone else []
    return "; ".join(said)


@changing
def command(
    given: Options,
    ref: Refs,
    add: Annotated[
        list[str] | None,
        typer.Option(
            help="Who facilitates it too; may be given several times.",
            metavar="WHO",
            autocompletion=complete_stakeholders,
            show_default=False,
        ),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(
            help="Who does no more; may be given several times.",
            metavar="WHO",
            autocompletion=complete_stakeholders,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say who facilitates a chapter or section, as agencies do an action line.

    wsisdraft status --facilitator WHO shows what somebody facilitates.

    Examples: wsisdraft facilitators vision/C --add ITU --add UNESCO
              wsisdraft facilitators vision/C.C7 --drop FAO
    """
    change(
        lambda scene: facilitators(
            scene, add=tuple(add or ()), drop=tuple(drop or ()), new=given.new
        ),
        ref,
        given,
    )
