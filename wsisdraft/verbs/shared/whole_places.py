"""Proposals that are not about words of a paragraph: titles, and paragraphs of their own."""

from __future__ import annotations

from dataclasses import replace

from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.entries import scalar as field_of
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.front_matter import read_yaml
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.notation.settling import declared_settled
from wsisdraft.notation.spelling import scalar
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.layout import Layout
from wsisdraft.text.new_place import NewPlace, new_paragraph
from wsisdraft.text.span import Place
from wsisdraft.text.submission import Outcome, ProposalKind
from wsisdraft.verbs.shared.adding import Added, add_paragraph
from wsisdraft.verbs.shared.carrying import Fate, not_a_paragraph, stale
from wsisdraft.verbs.shared.disposition import Carried, Case
from wsisdraft.verbs.shared.entry_fields import entry_fields
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["added", "entitled", "free_number"]

LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
HANDLE = "b1"
"""Of the brackets around a paragraph that is proposed."""


def entitled(case: Case) -> Fate:
    """Another title of a document, chapter or section; of anything else nothing is carried out."""
    if case.place is None or case.proposal.kind is not ProposalKind.REPLACE:
        return not_a_paragraph(case)
    path = case.place.path
    source = case.scene.text.sources.get(path, "")
    title = field_of(read_yaml(source, path).fields, "title")
    new = _wanted(case, title)
    if not isinstance(new, str):
        return new
    refusal = _declared(case) or _unfit(case, new)
    if refusal is not None:
        return refusal
    ref = str(case.place)
    rows = [("Ref", ref), ("Title", f"{title} -> {new}")]
    made = Change(
        rewritten(path, source, with_field(source, ("title",), new, yaml=True)),
        record=Record(f"{ref}: titled {new}", trailers("dispose", case.scene.occasion, rows)),
        notes=(f"{ref} is titled “{new}”; before: “{title}”.",),
    )
    return Carried(Outcome.ACCEPTED, made, went=ref)


def _wanted(case: Case, title: str) -> str | Carried:
    """The title as the proposal would have it; nothing to change, or stale, where it is not so."""
    new, quote = " ".join(case.words.split()), case.proposal.quote
    if quote and title.count(quote) == 1:
        new = title.replace(quote, new)
    elif quote and new not in title:
        return stale(case, title)
    elif quote or new == title:
        note = f"The title of {case.ref} reads so already."
        return Carried(Outcome.ACCEPTED, went=case.ref, notes=(note,))
    return new


def _unfit(case: Case, new: str) -> Refusal | None:
    if new and scalar(new) is not None:
        return None
    return case.refuse(
        "malformed-title",
        f"The words of {case.name} cannot be a title.",
        "Give --decline --why TEXT; a title is one line of ordinary characters.",
        key="text",
    )


def _declared(case: Case) -> Refusal | None:
    """Refuses another title for a chapter that is declared settled: it was agreed with it."""
    text = case.scene.text
    chapter = text.chapter(case.place) if case.place is not None else None
    if chapter is None or not declared_settled(chapter, text.process.ladder):
        return None
    return refuse(
        "settled",
        f"{case.ref} is declared {chapter.status}, and its title with it.",
        "--decline --why TEXT lets it stay; where the room changed it all the same, write it into "
        f"{chapter.address.path}, wsisdraft record {chapter.address.path}, and give --accept "
        "--as-it-stands.",
        place=Place(chapter.address.path),
        ref=case.ref,
    )


def added(case: Case, place: NewPlace, taken: frozenset[str], outcome: Outcome) -> Fate:
    """A paragraph of its own behind the one it names; in brackets where it is not accepted."""
    inside = outcome is Outcome.BRACKETED
    words = f"[{case.words.strip()}]{{#{HANDLE}}}" if inside else case.words
    said = Added(words, source=f"{case.name}, {', '.join(case.submission.by)}")
    made = add_paragraph(case.scene, place, said, taken)
    if isinstance(made, Refusal):
        return made
    if inside:
        files = tuple((path, _with_entry(case, source)) for path, source in made.new_files)
        made = replace(made, new_files=files)
    return Carried(outcome, made, went=str(place.address))


def _with_entry(case: Case, source: str) -> str:
    entry: Fields = entry_fields(
        case.scene.occasion,
        by=case.submission.by,
        proposal="insertion",
        submission=case.name,
    )
    return with_field(source, ("brackets", HANDLE), entry)


def free_number(place: Address, layout: Layout) -> NewPlace | Refusal:
    """The first number behind a paragraph that is free: 21bis, 21ter, ..."""
    answer: NewPlace | Refusal = new_paragraph(f"{place}{LATIN[0]}", layout)
    for suffix in LATIN:
        answer = new_paragraph(f"{place}{suffix}", layout)
        if isinstance(answer, NewPlace):
            return answer
    return answer
