"""Brackets over whole paragraphs: entries of the chapter's file."""

from __future__ import annotations

from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.handles import free_handle
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter
from wsisdraft.text.exceptions import expand, shortest
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Place
from wsisdraft.text.wide_bracket import EVERYTHING, of_chapter
from wsisdraft.verbs.shared.entry_fields import entry_fields
from wsisdraft.verbs.shared.trailers import trailers

MOST_NAMED = 6


def bracket_over(scene: Scene, over: str, *, note: str, role: str) -> Change | Refusal:
    """Put whole paragraphs of a chapter in brackets; `over` names them relative to it."""
    chapter = scene.text.chapter(scene.selection.scope)
    if chapter is None or not scene.selection.whole or scene.selection.scope != chapter.address:
        return misused(
            "malformed-bracket",
            "Whole paragraphs are put in brackets in one chapter.",
            "Name the chapter: wsisdraft bracket vision/B --over 3-4.",
        )
    held = _held(chapter, over)
    if isinstance(held, Refusal):
        return held
    refusal = _unfit(scene, chapter, held)
    if refusal is not None:
        return refusal
    everything = over.strip().lower() == EVERYTHING
    spans = EVERYTHING if everything else ", ".join(shortest(held, chapter.addresses))
    handle = free_handle(chapter.brackets)
    occasion = scene.occasion
    fields: Fields = {
        "over": spans,
        **entry_fields(occasion, by=occasion.parties, note=note, role=role),
    }
    source = with_field(chapter.source, ("brackets", handle), fields, yaml=True)
    ref = str(chapter.address)
    by = f", by {occasion.by}" if occasion.by else ""
    said = "; ".join(
        [
            f"{handle} over {spans}",
            *([f"by {occasion.by}"] if occasion.by else []),
            *([f"since {occasion.meeting}"] if occasion.meeting else []),
            *([note.strip()] if note.strip() else []),
        ]
    )
    return Change(
        rewritten(chapter.path, chapter.source, source),
        record=Record(
            f"{ref}: {spans} put in brackets, {handle}{by}",
            trailers("bracket", occasion, [("Ref", ref), ("Bracketed", said)]),
        ),
    )


def _held(chapter: Chapter, over: str) -> tuple[Address, ...] | Refusal:
    """The paragraphs meant, in reading order."""
    ref = str(chapter.address)
    if over.strip().lower() == EVERYTHING:
        return chapter.addresses
    spans = [span.strip() for span in over.split(",") if span.strip()]
    covered = expand(spans, chapter.addresses)
    if covered.unknown or not covered.addresses:
        unknown = quoted(", ".join(covered.unknown)) if covered.unknown else "nothing"
        return refuse(
            "unknown-ref",
            f"{ref} has no paragraphs {unknown}.",
            f"Name them as in --over 3-4; wsisdraft status {ref} shows what is there.",
            ref=ref,
        )
    return tuple(a for a in chapter.addresses if a in covered.addresses)


def _unfit(scene: Scene, chapter: Chapter, held: tuple[Address, ...]) -> Refusal | None:
    ref = str(chapter.address)
    ladder = scene.text.process.ladder
    inside = frozenset(held)
    settled = [
        str(p.address)
        for p in chapter.paragraphs
        if p.address in inside and ladder.settled(p.status)
    ]
    if settled:
        more = f" and {len(settled) - MOST_NAMED} more" if len(settled) > MOST_NAMED else ""
        are = "is" if len(settled) == 1 else "are"
        return refuse(
            "settled",
            f"{', '.join(settled[:MOST_NAMED])}{more} {are} settled; no bracket goes over that.",
            f"Leave it out, or wsisdraft reopen {settled[0]} --why TEXT opens it.",
            place=Place(chapter.path),
            ref=ref,
        )
    same = [each.handle for each in of_chapter(chapter) if frozenset(each.held) == inside]
    if same:
        return refuse(
            "already-bracketed",
            f"These paragraphs are in brackets already: {same[0]} of {ref}.",
            f"wsisdraft brackets {ref} shows it.",
            place=Place(chapter.path),
            ref=ref,
        )
    return None
