"""From what was sent in to what is filed: the places its proposals are about, in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wsisdraft.notation.passages import find
from wsisdraft.text.address import Address
from wsisdraft.text.came_in import moved_away_to
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal
from wsisdraft.text.formerly import formers, now_called
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.paragraph import Worded
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection, resolve
from wsisdraft.text.status import DELETED
from wsisdraft.text.submission import Proposal, ProposalKind
from wsisdraft.verbs.shared.statements import places_named

if TYPE_CHECKING:
    from wsisdraft.notation.incoming import Incoming

__all__ = ["Filed", "filed", "misquoted", "named_places"]

GENERAL = "1"
"""The number of the first comment of a file without proposals."""


@frozen
class Filed:
    """Proposals as they go on record, and what is to be told of them."""

    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...]


@frozen
class Named:
    """What REFs mean today, as those who sent something in may not know yet."""

    places: tuple[Address, ...]
    notes: tuple[str, ...]


def named_places(text: Text, refs: Sequence[str], focus: str) -> Named | Refusal:
    """The places named with `--on`, each once; a REF of an earlier numbering is followed."""
    had = formers(text.paragraphs())
    found: list[Address] = []
    notes: list[str] = []
    for ref in (piece for each in refs for piece in each.split(",") if piece.strip()):
        made = _meant(text, ref, focus, had)
        if isinstance(made, Refusal):
            return made
        found += made.places
        notes += made.notes
    return Named(tuple(dict.fromkeys(found)), tuple(notes))


def _meant(
    text: Text, ref: str, focus: str, had: Mapping[Address, tuple[Address, ...]]
) -> Named | Refusal:
    answer = resolve(ref, text.layout, focus)
    if isinstance(answer, Selection) and not _far(ref, answer, focus):
        return _moved(text, places_named(answer, text.layout))
    now = now_called(ref, text.layout, had, focus)
    if not now or any(len(set(places)) > 1 for _, places in now):
        if isinstance(answer, Refusal):
            return answer
        return _moved(text, places_named(answer, text.layout))
    notes = tuple(f"{old} is {places[0]} today, and is filed under that." for old, places in now)
    return Named(tuple(places[0] for _, places in now), notes)


def _far(ref: str, answer: Selection, focus: str) -> bool:
    """Whether a REF was found in another document only: the number meant may be an old one."""
    near = focus.partition("/")[0]
    return bool(focus) and "/" not in ref and answer.scope.document != near


def _moved(text: Text, places: tuple[Address, ...]) -> Named:
    """Chapters and sections of which only a marker is left are where they went."""
    went = moved_away_to(text)
    notes = tuple(
        f"{place} went to {went[place]}, and is filed under that."
        for place in places
        if place in went
    )
    return Named(tuple(went.get(place, place) for place in places), notes)


def filed(text: Text, incoming: Incoming, on: Sequence[Address]) -> Filed:
    """The proposals with full REFs; of a file without any, a general comment on each place."""
    if not incoming.proposals:
        comments = tuple(
            Proposal(str(number), str(place), ProposalKind.GENERAL)
            for number, place in enumerate(on, int(GENERAL))
        )
        return Filed(comments, tuple(_notes(text, comments)))
    had = formers(text.paragraphs())
    notes: list[str] = []
    proposals = []
    for each in incoming.proposals:
        ref, told = _ref(text, each, on, had)
        proposals.append(altered(each, ref=ref))
        notes += told
    found = tuple(proposals)
    notes += _wordless(found, incoming.body)
    return Filed(found, (*notes, *_notes(text, found)))


def _ref(
    text: Text,
    proposal: Proposal,
    on: Sequence[Address],
    had: Mapping[Address, tuple[Address, ...]],
) -> tuple[str, tuple[str, ...]]:
    """The full REF a proposal is filed under, and what is told of it."""
    from wsisdraft.notation.shapes import REF

    number, ref = proposal.number, proposal.ref
    made = _meant(text, ref, str(on[0].place), had)
    if isinstance(made, Refusal):
        if REF.accepts(ref):
            return ref, (f"Proposal {number} is about {quoted(ref)}, which is not in the text.",)
        told = f"Proposal {number} is about {quoted(ref)}, which names no place"
        return str(on[0]), (f"{told}; it is filed under {on[0]}.",)
    notes = tuple(f"Proposal {number}: {note}" for note in made.notes)
    if len(made.places) == 1:
        return str(made.places[0]), notes
    whole = made.places[0].place
    return str(whole), (
        *notes,
        f"Proposal {number} is about {quoted(ref)}, several paragraphs; it is filed under {whole}.",
    )


def _wordless(proposals: Sequence[Proposal], body: str) -> Iterator[str]:
    """Proposals that lack the words that their kind needs."""
    alone = len(proposals) == 1
    for each in proposals:
        has_body = bool(body.strip()) and (alone or each.kind.comment)
        if not each.text and not has_body and each.kind is not ProposalKind.DELETE:
            yield f"Proposal {each.number}, {each.kind}, has no words of its own."


def _notes(text: Text, proposals: Sequence[Proposal]) -> Iterator[str]:
    deleted = {p.address.text for p in text.paragraphs() if p.status == DELETED}
    for ref in dict.fromkeys(each.ref for each in proposals if each.ref in deleted):
        yield f"{ref} is deleted; what is about it is filed all the same."


def misquoted(text: Text, now: Text, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Those whose quote is not in the words of a state.

    `now` is the text in which their REFs are written; paragraphs are known by their ids.
    """
    ids = {str(p.address): p.id for p in now.paragraphs() if p.id}
    by_id = {p.id: p for p in text.paragraphs() if p.id}
    by_ref = {str(p.address): p for p in text.paragraphs()}
    found = []
    for each in proposals:
        if not each.quote:
            continue
        paragraph = by_id.get(ids.get(each.ref, "")) or by_ref.get(each.ref)
        worded: tuple[Worded, ...] = ()
        if paragraph is not None:
            worded = (paragraph, *paragraph.alternatives)
        if not any(find(w.body, w.marks, each.quote) for w in worded):
            found.append(each)
    return tuple(found)
