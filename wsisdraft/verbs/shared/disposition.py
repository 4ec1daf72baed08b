"""A proposal that came in and what is decided on it: what went into the text, and the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Value
from wsisdraft.notation.front_matter import locate
from wsisdraft.notation.rebasing import Reading
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.submission_shapes import SUBMISSION
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.submission import Disposition, Outcome, Proposal, Submission
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["Carried", "Case", "recorded", "said"]

VERB = "dispose"
DISPOSED = "Disposed"
"""The trailer that tells under a `Ref` what became of a proposal on it."""
_OF_THE_OCCASION = ("Verb", "Meeting", "By", "On")


@frozen
class Case:
    """A proposal, where it is about in the text of today, and who decides on it when."""

    scene: Scene
    submission: Submission
    proposal: Proposal
    place: Address | None
    """None where what it is about is not in the text any more."""
    base: Reading | None = None
    """The words of its paragraph when it was made; None where that is not known."""

    @property
    def name(self) -> str:
        """`V1/B/5/2`."""
        return self.submission.name_of(self.proposal)

    @property
    def words(self) -> str:
        """The words proposed, or the comment."""
        return self.submission.words_of(self.proposal)

    @property
    def ref(self) -> str:
        """As its place is called today, or as it was written."""
        return str(self.place) if self.place is not None else self.proposal.ref

    @property
    def for_author(self) -> Scene:
        """The scene as a verb would see it if those who sent it in had given it from the floor."""
        return altered(
            self.scene, occasion=altered(self.scene.occasion, parties=self.submission.by)
        )

    def refuse(self, rule: str, message: str, remedy: str, *, key: str = "") -> Refusal:
        """A refusal at the proposal's entry, or at one of its fields."""
        path = self.submission.path
        source = self.scene.text.sources.get(path, "")
        number = self.proposal.number
        span = locate(source, ("proposals", number, key)) if key else None
        span = span or locate(source, ("proposals", number))
        place = place_of(path, source, span.start) if span else Place(path)
        return refuse(rule, message, remedy, place=place, ref=self.ref)


@frozen
class Carried:
    """What a decision on a proposal does to the text beside putting it on record."""

    outcome: Outcome
    made: Change | None = None
    """What an ordinary verb would have done; None where the text stays as it is."""
    went: str = ""
    """Full REF of where its words are."""
    into: str = ""
    to: tuple[str, ...] = ()
    why: str = ""
    """A reason that shows by itself, where none was given."""
    notes: tuple[str, ...] = ()


def said(submission: Submission, proposal: Proposal, decided: Disposition) -> str:
    """What became of a proposal, in one line of the record."""
    told = f"{submission.name_of(proposal)}, {proposal.kind}, by {', '.join(submission.by)}: "
    told += str(decided.outcome)
    told += f" into {decided.into}" if decided.into else ""
    return told + (f" to {', '.join(decided.to)}" if decided.to else "")


def recorded(case: Case, carried: Carried, why: str) -> Change:
    """The change of the text and the entry of the proposal, as one change with one record."""
    occasion = case.scene.occasion
    decided = Disposition(
        carried.outcome,
        date=occasion.date,
        meeting=occasion.meeting,
        why=why or carried.why,
        into=carried.into,
        to=carried.to,
        ref=carried.went,
    )
    made = carried.made
    path = case.submission.path
    old = case.scene.text.sources[path]
    new = apply(old, revise(old, dict(_fields(case.proposal.number, decided)), shape=SUBMISSION))
    record = Record(_subject(case, decided), trailers(VERB, occasion, _rows(case, made, decided)))
    edits = rewritten(path, old, new)
    if made is None:
        return Change(edits, record=record, notes=carried.notes)
    return Change(
        (*made.edits, *edits),
        new_files=made.new_files,
        removed=made.removed,
        branches=made.branches,
        record=record,
        notes=(*made.notes, *carried.notes),
    )


def _fields(number: str, decided: Disposition) -> Iterator[tuple[tuple[str, ...], Value | None]]:
    """The fields of its entry; those of an earlier decision that are not said again go."""
    to: Value = list(decided.to) if len(decided.to) > 1 else "".join(decided.to)
    fields: Mapping[str, Value] = {
        "outcome": str(decided.outcome),
        "date": decided.date,
        "meeting": decided.meeting,
        "why": decided.why,
        "into": decided.into,
        "to": to,
        "went": decided.ref,
    }
    for key, value in fields.items():
        yield ("proposals", number, key), value or None


def _subject(case: Case, decided: Disposition) -> str:
    ref = decided.ref or case.ref
    told = f"{ref}: {case.name} of {', '.join(case.submission.by)} {decided.outcome}"
    told += f" into {decided.into}" if decided.into else ""
    return told + (f" to {', '.join(decided.to)}" if decided.to else "")


def _rows(case: Case, made: Change | None, decided: Disposition) -> Sequence[tuple[str, str]]:
    """The ordinary verb's rows by `Ref`, each `Ref` concerned told what became of the proposal."""
    row = (DISPOSED, said(case.submission, case.proposal, decided))
    why = [("Why", decided.why)] if decided.why else []
    own = [each for each in made.record.trailers if each[0] not in _OF_THE_OCCASION] if made else []
    own = [each for each in own if each[0] != "Why"]
    refs = [value for key, value in own if key == "Ref"]
    rows: list[tuple[str, str]] = []
    for at, each in enumerate(own):
        rows.append(each)
        last = at + 1 == len(own) or own[at + 1][0] == "Ref"
        if last and refs:
            rows += [row, *why]
    if case.ref not in refs:
        rows += [("Ref", case.ref), row, *why]
    return rows
