"""A paragraph that was not there comes on record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wsisdraft.notation.change import Change, Edit, Record
from wsisdraft.notation.new_id import new_id
from wsisdraft.notation.rewriting import with_field
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.settling import declared_settled, exceptions_of, with_exceptions
from wsisdraft.notation.spelling import scalar
from wsisdraft.notation.tidying import tidy_characters
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.new_place import NewPlace
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import place_of
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.gaps_made import gaps_made
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["Added", "add_paragraph", "place_notes"]

EMPTY_FRONT_MATTER = "---\n---\n"


@dataclass(frozen=True, slots=True)
class Added:
    """What a paragraph is to say when it comes on record."""

    words: str
    """Empty for a paragraph that has no words yet."""
    source: str = ""
    """Whose text it is."""
    status: str = ""
    """An open step; the first one where it is empty."""
    empty: bool = False
    """Whether it is meant to have no words."""


def add_paragraph(
    scene: Scene, place: NewPlace, said: Added, taken: Collection[str]
) -> Change | Refusal:
    """Put a new paragraph on record; `taken` are the ids that other paragraphs have.

    A chapter declared settled takes it up among its exceptions in the same commit.
    """
    ladder = scene.text.process.ladder
    status = said.status or ladder.names[0]
    refusal = _refusal(scene, said, status)
    if refusal is not None:
        return refusal
    body = tidy_characters(said.words)
    address = place.address
    origin = said.source or scene.occasion.by
    fields = {"id": new_id(address, body, taken), "status": status, "source": origin}
    source = EMPTY_FRONT_MATTER
    for key, value in ((key, value) for key, value in fields.items() if value):
        source = with_field(source, (key,), value)
    ref = str(address)
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    rows = [("Ref", ref), ("Status", status), ("Wording", fingerprint(body))]
    return Change(
        _declaration(scene, place),
        new_files=((address.path, source + body),),
        record=Record(f"{ref}: added{by}", trailers("add", scene.occasion, rows)),
        notes=place_notes(scene, place),
    )


def _refusal(scene: Scene, said: Added, status: str) -> Refusal | None:
    ladder = scene.text.process.ladder
    open_steps = [name for name in ladder.names if not ladder.settled(name)]
    if status not in open_steps:
        known = "is a settled step" if ladder.settled(status) else "is no open step of this process"
        return misused(
            "unknown-status",
            f"{quoted(status)} {known}, and new text is open.",
            f"Open steps: {', '.join(open_steps)}; wsisdraft agree settles it afterwards.",
        )
    if said.source and scalar(said.source) is None:
        return misused(
            "malformed-source",
            "The source holds characters that are not seen.",
            "Give it in ordinary characters, on one line.",
        )
    return _unfit_words(said)


def _unfit_words(said: Added) -> Refusal | None:
    """Words that are none, or whose brackets do not balance."""
    if not said.words.strip() and not said.empty:
        return misused(
            "malformed-words",
            "There are no words in it.",
            "Give the words, or --no-text for a number without words.",
        )
    strays = scan(said.words).strays
    if not strays:
        return None
    at = place_of("", said.words, strays[0].offset)
    return refuse(
        "unbalanced-bracket",
        f"The {strays[0].char} at {at.line}:{at.column} of these words has no partner.",
        "Correct the words, or write \\[ for the sign itself.",
    )


def _declaration(scene: Scene, place: NewPlace) -> tuple[Edit, ...]:
    """The chapter's exceptions with the new paragraph among them, where it is declared settled."""
    chapter = scene.text.chapter(place.address)
    if chapter is None or not declared_settled(chapter, scene.text.process.ladder):
        return ()
    excepted = exceptions_of(chapter) | {place.address}
    grown = altered(chapter, addresses=place.after.paragraphs(chapter.address))
    return with_exceptions(grown, excepted)


def place_notes(scene: Scene, place: NewPlace) -> tuple[str, ...]:
    """What it comes after, and a gap in the numbers that was not there before."""
    neighbour = place.neighbour
    first = f"It comes first in {place.owner}." if place.address.parts else "It comes first."
    notes = [f"It comes after {neighbour}{_opening(scene, place)}" if neighbour else first]
    chapter = place.address.chapter
    if place.address.number is not None and chapter is not None:
        notes += gaps_made(place.before, place.after, [chapter])
    return tuple(notes)


def _opening(scene: Scene, place: NewPlace) -> str:
    """The first words of the neighbour."""
    from wsisdraft.notation.lifting import opening_words

    found = scene.text.paragraph(place.neighbour) if place.neighbour else None
    if found is None:
        return "."
    words = opening_words(found.body) or "no words"
    return f", deleted: “{words}”" if found.status == DELETED else f": “{words}”"
