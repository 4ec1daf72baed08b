"""Proposals that go into another one, or to somebody who is to deal with them."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.change import Change, Edit, Record
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Value
from wsisdraft.notation.lifted import entries_of, shape_of
from wsisdraft.notation.parties import parties
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.text.came_in import Named
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.paragraph import Alternative, Worded
from wsisdraft.text.submission import Disposition, Outcome, Proposal, Submission
from wsisdraft.verbs.shared.carrying import Fate
from wsisdraft.verbs.shared.disposition import Carried, Case
from wsisdraft.verbs.shared.named_submission import named_submission
from wsisdraft.verbs.shared.standing_words import joined
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["merged", "named_proposal", "referred"]


def named_proposal(text: Text, symbol: str) -> tuple[Submission, Proposal] | Refusal:
    """The proposal of a symbol, or the only one of a submission."""
    named = named_submission(text, symbol)
    if isinstance(named, Refusal):
        return named
    return _one(named)


def _one(named: Named) -> tuple[Submission, Proposal] | Refusal:
    submission, proposal = named.submission, named.proposal
    if proposal is not None:
        return submission, proposal
    if len(submission.proposals) == 1:
        return submission, submission.proposals[0]
    names = ", ".join(map(submission.name_of, submission.proposals)) or "none"
    return misused(
        "several-proposals",
        f"{submission.symbol} makes {len(submission.proposals)} proposals.",
        f"Name one of them: {names}.",
    )


def merged(case: Case, symbol: str) -> Fate:
    """It goes into another proposal, and its sponsors join those of that one's words.

    Refused for itself, and where that one went into this in the end.
    """
    found = named_proposal(case.scene.text, symbol)
    if isinstance(found, Refusal):
        return found
    submission, proposal = found
    name = submission.name_of(proposal)
    circle = _circle(case, submission, proposal)
    if circle:
        own = len(circle) == 1
        way = " into ".join((case.name, *circle))
        return case.refuse(
            "merged-in-a-circle",
            f"{case.name} cannot go into itself." if own else f"That would be a circle: {way}.",
            "Name another proposal; wsisdraft submissions --matrix shows what went where.",
        )
    made = _joining(case, name)
    notes: tuple[str, ...] = ()
    if proposal.ref != case.proposal.ref:
        notes = (f"{name} is about {proposal.ref}, this one about {case.proposal.ref}.",)
    if proposal.disposition is not None and proposal.disposition.outcome is Outcome.DECLINED:
        notes = (*notes, f"{name} was declined, and so is what goes into it.")
    return Carried(Outcome.MERGED, made, into=name, notes=notes)


def _circle(case: Case, submission: Submission, proposal: Proposal) -> tuple[str, ...]:
    """The names from a proposal on to this one, where it went into this in the end."""
    into = {
        each.name_of(p).casefold(): p.disposition
        for each in case.scene.text.submissions
        for p in each.proposals
    }
    way = [submission.name_of(proposal)]
    while way[-1].casefold() != case.name.casefold():
        decided: Disposition | None = into.get(way[-1].casefold())
        onward = decided.into if decided is not None else ""
        if not onward or onward in way:
            return ()
        way.append(onward)
    return tuple(way)


def _joining(case: Case, name: str) -> Change | None:
    """Names added where the words of the other proposal stand with names in its paragraph."""
    paragraph = case.scene.one()
    if paragraph is None:
        return None
    edits: list[Edit] = []
    rows = [("Ref", str(paragraph.address))]
    by = case.submission.by
    every: tuple[Worded, ...] = (paragraph, *paragraph.alternatives)
    for worded in every:
        changes = _names(worded, name, by)
        source = apply(worded.source, revise(worded.source, changes, shape=shape_of(worded)))
        if source != worded.source:
            edits += rewritten(worded.path, worded.source, source)
            rows.append(("Supported", f"the words of {name}; by {', '.join(by)}"))
    if not edits:
        return None
    subject = f"{paragraph.address}: {', '.join(by)} among the sponsors of {name}"
    record = Record(subject, trailers("dispose", case.scene.occasion, rows))
    return Change(tuple(edits), record=record)


def _names(worded: Worded, name: str, by: tuple[str, ...]) -> dict[tuple[str, ...], Value | None]:
    changes: dict[tuple[str, ...], Value | None] = {}
    if isinstance(worded, Alternative) and worded.submission == name and worded.by:
        changes["by",] = list(joined(worded.by, by))
    for handle, entry in worded.brackets.items():
        if entry.submission != name:
            continue
        for side, names in (("by", entry.by), ("against", entry.against)):
            own = (
                entry.proposal == "deletion" if side == "against" else entry.proposal != "deletion"
            )
            if names and own and not set(by) <= set(names):
                changes["brackets", handle] = {
                    **entries_of(worded)[handle],
                    side: list(joined(names, by)),
                }
    return changes


def referred(case: Case, to: Sequence[str]) -> Fate:
    """Somebody is to deal with it: stakeholders, or who holds an office of the meeting."""
    named = parties(case.scene.text, to, offices=True, option="--refer")
    if isinstance(named, Refusal):
        return named
    return Carried(Outcome.REFERRED, to=named[0])
