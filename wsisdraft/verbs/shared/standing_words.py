"""Words that came in and stand in the text already: in brackets, or as an alternative."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.bracketing import tie
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.handles import next_handle
from wsisdraft.notation.inserting import gap
from wsisdraft.notation.lifted import entries_of, shape_of
from wsisdraft.notation.obstacles import pair_around
from wsisdraft.notation.passages import as_spoken, find
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.shapes import ALTERNATIVE
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.bracket import Bracket
from wsisdraft.text.finding import Refusal
from wsisdraft.text.paragraph import Alternative, BracketEntry
from wsisdraft.text.span import Span
from wsisdraft.text.submission import ProposalKind
from wsisdraft.verbs.shared.disposition import Case
from wsisdraft.verbs.shared.proposals import beside
from wsisdraft.verbs.shared.target import Target
from wsisdraft.verbs.shared.trailers import bracket_said, trailers

__all__ = ["alternative_tied", "bracket_around", "bracket_tied", "bracket_with", "joined"]


def bracket_around(target: Target, span: Span) -> Bracket | None:
    """The innermost brackets under negotiation that a passage stands in."""
    position = pair_around(target.worded.body, target.worded.marks, span)
    if position is None:
        return None
    pair = target.worded.marks.brackets[position]
    return pair if pair.role.unresolved else None


def bracket_with(target: Target, kind: ProposalKind, quote: str, text: str) -> Bracket | None:
    """The brackets in which a proposal stands already: just its words, at its place."""
    wanted = as_spoken(without_ties(quote if kind is ProposalKind.DELETE else text))
    if not wanted:
        return None
    body = target.worded.body
    for pair in _at_its_place(target, kind, quote, text):
        if pair.role.unresolved and as_spoken(without_ties(pair.inside.of(body))) == wanted:
            return pair
    return None


def _at_its_place(target: Target, kind: ProposalKind, quote: str, text: str) -> Iterator[Bracket]:
    worded = target.worded
    marks = worded.marks
    for span in find(worded.body, marks, quote) if quote else ():
        if kind is ProposalKind.INSERT:
            yield from beside(target, gap(worded.body, span.end, text).offset)
            continue
        around = pair_around(worded.body, marks, span)
        if around is not None:
            members = marks.choice_of(around) or (around,)
            yield from (marks.brackets[position] for position in members)
    if not quote:
        yield from marks.brackets


def bracket_tied(case: Case, target: Target, pair: Bracket) -> Decision:
    """The entry of brackets that hold the words says which proposal they came in with."""
    worded = target.worded
    on_record = worded.brackets.get(pair.handle or "", BracketEntry())
    if on_record.submission not in ("", case.name):
        return _of_another(case, f"{pair.handle} of {target.name}", on_record.submission)
    handle = pair.handle or next_handle(worded)
    body = worded.body if pair.handle else spliced(worded.body, [tie(pair, handle)])
    side = "against" if case.proposal.kind is ProposalKind.DELETE else "by"
    entry: Fields = {**entries_of(worded).get(handle, {}), "submission": case.name}
    names = on_record.against if side == "against" else on_record.by
    if names or not pair.handle:
        entry[side] = list(joined(names, case.submission.by))
    source = worded.source[: worded.body_start] + body
    changes: dict[tuple[str, ...], Value | None] = {("brackets", handle): entry}
    source = apply(source, revise(source, changes, shape=shape_of(worded)))
    said = bracket_said(
        handle,
        without_ties(pair.inside.of(worded.body)),
        brackets_of({"brackets": {handle: entry}})[handle],
    )
    return target.change(source, "dispose", f"{handle} came in as {case.name}", [("Tied", said)])


def alternative_tied(case: Case, target: Target, alternative: Alternative) -> Decision:
    """The file of an alternative that has the wording says which proposal it came in with."""
    if alternative.submission not in ("", case.name):
        return _of_another(case, f"{alternative.name} of {target.ref}", alternative.submission)
    changes: dict[tuple[str, ...], Value | None] = {("submission",): case.name}
    if alternative.by:
        changes["by",] = list(joined(alternative.by, case.submission.by))
    source = apply(alternative.source, revise(alternative.source, changes, shape=ALTERNATIVE))
    rows = [("Ref", target.ref), ("Tied", f"{alternative.name}; came in as {case.name}")]
    return Change(
        rewritten(alternative.path, alternative.source, source),
        record=Record(
            f"{target.ref}: {alternative.name} came in as {case.name}",
            trailers("dispose", case.scene.occasion, rows),
        ),
    )


def _of_another(case: Case, where: str, name: str) -> Refusal:
    return case.refuse(
        "same-proposal",
        f"Just these words came in as {name} and are {where}.",
        f"wsisdraft dispose {case.name} --merge-into {name} adds its sponsors.",
    )


def joined(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Names, and those of the others that are not among them."""
    return tuple(dict.fromkeys((*names, *others)))
