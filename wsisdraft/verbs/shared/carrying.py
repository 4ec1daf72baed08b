"""A proposal that came in, carried into the text as an ordinary verb would do it."""

from __future__ import annotations

from dataclasses import replace

from wsisdraft.notation.change import Change, Decision
from wsisdraft.notation.clean import opening_words, without_ties
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Value
from wsisdraft.notation.inserting import gap
from wsisdraft.notation.passages import as_spoken, find
from wsisdraft.notation.quotes import passage
from wsisdraft.notation.rebasing import (
    Reading,
    Rebased,
    Said,
    Several,
    Stale,
    Stands,
    Wish,
    rebased,
)
from wsisdraft.notation.rewording import reworded
from wsisdraft.notation.shapes import ALTERNATIVE
from wsisdraft.notation.splicing import spliced
from wsisdraft.notation.tidying import tidy_characters
from wsisdraft.rules.rule import argument
from wsisdraft.text.bracket import Bracket
from wsisdraft.text.finding import Refusal, Unchanged
from wsisdraft.text.paragraph import Alternative, Paragraph, Worded, wording
from wsisdraft.text.span import Span
from wsisdraft.text.submission import Outcome, ProposalKind
from wsisdraft.verbs.shared.adding_alternative import alt_add
from wsisdraft.verbs.shared.closed_text import closed_text
from wsisdraft.verbs.shared.deleting import paragraphs_deleted
from wsisdraft.verbs.shared.disposition import Carried, Case
from wsisdraft.verbs.shared.edited import edited
from wsisdraft.verbs.shared.new_words import with_emptied
from wsisdraft.verbs.shared.proposals import deleted, inserted, replaced
from wsisdraft.verbs.shared.standing_words import (
    alternative_tied,
    bracket_around,
    bracket_tied,
    bracket_with,
)
from wsisdraft.verbs.shared.target import Target, open_target

__all__ = ["accepted", "bracketed", "put_beside"]

Fate = Carried | Refusal


def accepted(case: Case, match: int) -> Fate:
    """The words proposed in the text, as `edit` or `delete` would put them there.

    Where the text says them already it stays as it is; where the words spoken of have changed, the
    proposal is stale.
    """
    target = _target(case)
    if isinstance(target, Refusal):
        return target
    fits = _fits(case, target)
    answered = _there_already(case, target, fits) or closed_text(case.scene, target.paragraph)
    if answered is not None:
        return answered
    span = _span(case, target, fits, match)
    return _carried_out(case, target, span) if isinstance(span, Span) else span


def _carried_out(case: Case, target: Target, span: Span) -> Fate:
    if case.proposal.kind is ProposalKind.DELETE and not case.proposal.quote:
        gone = paragraphs_deleted(case.scene, [target.paragraph], f"proposed in {case.name}")
        return _done(case, Outcome.ACCEPTED, gone)
    body = tidy_characters(wording(_with_words(case, target.worded, span)))
    source = target.worded.source[: target.worded.body_start] + body
    return _done(case, Outcome.ACCEPTED, edited(target, source))


def _there_already(case: Case, target: Target, fits: Rebased) -> Fate | None:
    """The answer where the words stand there, in brackets or without."""
    kind = case.proposal.kind
    pair = bracket_with(target, kind, case.proposal.quote, case.words)
    if pair is not None and kind is not ProposalKind.DELETE:
        return _still_bracketed(case, target, pair)
    return _said_already(case, target, fits) if isinstance(fits, Said) else None


def _said_already(case: Case, target: Target, fits: Said) -> Fate:
    """The text has the words; in brackets they are not accepted yet."""
    pair = bracket_around(target, fits.span) if fits.span is not None else None
    if pair is not None:
        return _still_bracketed(case, target, pair)
    note = f"{target.name} reads so already; no word of it changes."
    return Carried(Outcome.ACCEPTED, went=case.ref, notes=(note,))


def _still_bracketed(case: Case, target: Target, pair: Bracket) -> Refusal:
    name = pair.handle or pair.index
    return case.refuse(
        "still-bracketed",
        f"The words stand in {target.name} in brackets, {name}.",
        f"wsisdraft lift {target.ref} {name}{target.option} takes them in; or give --bracket.",
    )


def _with_words(case: Case, worded: Worded, span: Span) -> str:
    """The body with the proposal carried out, blanks and commas mended."""
    words, body = case.words, worded.body
    if case.proposal.kind is ProposalKind.DELETE:
        return reworded(body, [(with_emptied(worded, span), "")])
    if case.proposal.kind is ProposalKind.REPLACE:
        return reworded(body, [(span, words)]) if case.proposal.quote else words
    place = gap(body, span.end, words)
    at = Span(place.offset, place.offset)
    return spliced(body, [(at, f"{place.before}{words}{place.after}")])


def bracketed(case: Case, match: int) -> Fate:
    """The words proposed in brackets, as `propose` would put them there, tied to the proposal.

    Brackets that hold just these words there are tied to it instead.
    """
    target = _target(case)
    if isinstance(target, Refusal):
        return target
    there = bracket_with(target, case.proposal.kind, case.proposal.quote, case.words)
    if there is not None:
        return _done(case, Outcome.BRACKETED, bracket_tied(case, target, there))
    option = target.worded.name if isinstance(target.worded, Alternative) else ""
    target_open = open_target(case.for_author, option, "Proposals are bracketed")
    if isinstance(target_open, Refusal):
        return target_open
    fits = _fits(case, target)
    if isinstance(fits, Said):
        return case.refuse(
            "already-said",
            f"{target.name} reads so already, without brackets.",
            f"Give --accept; or wsisdraft bracket {target.ref}{target.option} QUOTE first.",
        )
    span = _span(case, target, fits, match)
    if not isinstance(span, Span):
        return span
    span = _trimmed(target.worded.body, span)
    if case.proposal.kind is ProposalKind.INSERT:
        made = inserted(target_open, span.end, case.words, submission=case.name)
    elif case.proposal.kind is ProposalKind.DELETE:
        made = deleted(target_open, span, submission=case.name)
    else:
        made = replaced(target_open, span, case.words, submission=case.name)
    return _done(case, Outcome.BRACKETED, made)


def _trimmed(body: str, span: Span) -> Span:
    words = span.of(body)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def put_beside(case: Case, match: int) -> Fate:
    """The paragraph as the proposal would have it, as an alternative of its own, tied to it.

    An alternative that has just this wording is tied to it instead.
    """
    target = _target(case)
    if isinstance(target, Refusal):
        return target
    words = case.words if case.proposal.kind is ProposalKind.REPLACE else ""
    if case.proposal.quote:
        span = _span(case, target, _fits(case, target), match)
        if not isinstance(span, Span):
            return span
        words = _with_words(case, target.worded, span)
    words = without_ties(words)
    for alternative in target.paragraph.alternatives:
        if as_spoken(without_ties(alternative.body)) == as_spoken(words):
            return _done(case, Outcome.ALTERNATIVE, alternative_tied(case, target, alternative))
    made = alt_add(case.for_author, tidy_characters(words))
    if isinstance(made, Change):
        files = tuple((path, _tied(source, case.name)) for path, source in made.new_files)
        made = replace(made, new_files=files)
    return _done(case, Outcome.ALTERNATIVE, made)


def _tied(source: str, name: str) -> str:
    changes: dict[tuple[str, ...], Value | None] = {("submission",): name}
    return apply(source, revise(source, changes, shape=ALTERNATIVE))


def _target(case: Case) -> Target | Refusal:
    """The words it speaks of: the paragraph's, or those of the one alternative it quotes from."""
    paragraph = case.scene.one()
    if paragraph is None:
        return not_a_paragraph(case)
    return Target(case.scene, paragraph, _worded(paragraph, case.proposal.quote))


def not_a_paragraph(case: Case) -> Refusal:
    """Nothing of it can be carried into words."""
    if case.place is None:
        return case.refuse(
            "not-in-the-text",
            f"{case.name} is about {case.proposal.ref}, which is not in the text any more.",
            "Give --decline, --refer or --merge-into; or --accept --as-it-stands, if the text says "
            "it elsewhere.",
            key="ref",
        )
    return case.refuse(
        "not-a-paragraph",
        f"{case.name} is about {case.ref} as a whole, and its words are no part of a paragraph.",
        "Change the structure with add, move or delete, then give --accept --as-it-stands.",
        key="ref",
    )


def _worded(paragraph: Paragraph, quote: str) -> Worded:
    if not quote or find(paragraph.body, paragraph.marks, quote):
        return paragraph
    quoted = [each for each in paragraph.alternatives if find(each.body, each.marks, quote)]
    return quoted[0] if len(quoted) == 1 else paragraph


def _fits(case: Case, target: Target) -> Rebased:
    worded = target.worded
    wish = Wish(case.proposal.kind, case.proposal.quote, case.words)
    base = case.base if worded is target.paragraph else None
    return rebased(Reading(worded.body, worded.marks), wish, base)


def _span(case: Case, target: Target, fits: Rebased, match: int) -> Span | Fate:
    """The words it speaks of as they stand today, or what else becomes of it."""
    if isinstance(fits, Stands):
        return fits.span
    if isinstance(fits, Several):
        return passage(target.worded, target.ref, case.proposal.quote, match=match)
    if isinstance(fits, Said) and fits.span is not None:
        return fits.span
    return stale(case, fits.now if isinstance(fits, Stale) else "")


def stale(case: Case, now: str) -> Carried:
    """It waits for its author, since the words it speaks of are no longer there."""
    reads = f": “{opening_words(now, 12)}”" if now.strip() else ""
    author = ", ".join(case.submission.by)
    sender = " ".join(f"--from {argument(who)}" for who in case.submission.by)
    changed = f"The words it speaks of have changed since it was made{reads}."
    anew = f"wsisdraft submit FILE {sender} --on {case.ref}"
    after = f"wsisdraft dispose {case.name} --merge-into SYMBOL"
    return Carried(
        Outcome.STALE,
        why="the words it speaks of have changed",
        notes=(
            f"Nothing of it went into the text. {changed} It waits for its author, {author}.",
            f"When they have made it anew on the words of today: {anew}; then {after}.",
            "Where the text takes it up in other words: --accept --as-it-stands.",
        ),
    )


def _done(case: Case, outcome: Outcome, made: Decision) -> Fate:
    if isinstance(made, Refusal):
        return made
    if isinstance(made, Unchanged):
        return Carried(outcome, went=case.ref, notes=(made.message,))
    return Carried(outcome, made, went=case.ref)
