"""Which words of a paragraph came in, from whom, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable

from wsisdraft.text.address import Address
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.submission import Outcome, Proposal, Submission

__all__ = ["CameFrom", "words_from"]

_IN_THE_TEXT = (Outcome.ACCEPTED, Outcome.BRACKETED, Outcome.ALTERNATIVE)


@frozen
class CameFrom:
    """A proposal whose words are or were in a paragraph."""

    name: str
    """`V1/B/5/2`."""
    by: tuple[str, ...]
    """Those who sent it in, then those whose proposals went into it."""
    kind: str
    outcome: str
    where: tuple[str, ...]
    """The brackets and alternatives that are tied to it."""
    merged: tuple[str, ...]
    """Names of proposals that went into it."""
    meeting: str
    why: str


def words_from(submissions: Iterable[Submission], paragraph: Paragraph) -> tuple[CameFrom, ...]:
    """The proposals that went into a paragraph, in the order of what came in."""
    every = [(each, proposal) for each in submissions for proposal in each.proposals]
    into: dict[str, list[tuple[Submission, Proposal]]] = {}
    for each, proposal in every:
        if proposal.disposition is not None and proposal.disposition.into:
            into.setdefault(proposal.disposition.into.casefold(), []).append((each, proposal))
    ties = _ties(paragraph)
    here = {paragraph.address, *map(Address.of, paragraph.former)}
    found = []
    for each, proposal in every:
        decided = proposal.disposition
        if decided is None or proposal.kind.comment or decided.outcome not in _IN_THE_TEXT:
            continue
        name = each.name_of(proposal)
        if Address.of(decided.ref) not in here and name not in ties:
            continue
        joined = _all_into(name, into)
        found.append(
            CameFrom(
                name=name,
                by=tuple(dict.fromkeys((*each.by, *(who for s, _ in joined for who in s.by)))),
                kind=str(proposal.kind),
                outcome=str(decided.outcome),
                where=tuple(ties.get(name, ())),
                merged=tuple(s.name_of(p) for s, p in joined),
                meeting=decided.meeting,
                why=decided.why,
            )
        )
    return tuple(found)


def _ties(paragraph: Paragraph) -> dict[str, list[str]]:
    """Handles of brackets and names of alternatives, by the proposal they are tied to."""
    ties: dict[str, list[str]] = {}
    for handle, entry in paragraph.brackets.items():
        if entry.submission:
            ties.setdefault(entry.submission, []).append(handle)
    for alternative in paragraph.alternatives:
        if alternative.submission:
            ties.setdefault(alternative.submission, []).append(alternative.name)
    return ties


def _all_into(
    name: str, into: dict[str, list[tuple[Submission, Proposal]]]
) -> tuple[tuple[Submission, Proposal], ...]:
    """All that went into a proposal, also by way of others."""
    found: dict[str, tuple[Submission, Proposal]] = {}
    waiting = [name]
    while waiting:
        for each, proposal in into.get(waiting.pop().casefold(), ()):
            other = each.name_of(proposal)
            if other not in found and other != name:
                found[other] = (each, proposal)
                waiting.append(other)
    return tuple(found.values())
