"""The one passage that a quote means, or why it is not known which."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.passages import as_spoken, find, nearest
from wsisdraft.text.finding import Answer, Finding, Refusal, misused, refuse
from wsisdraft.text.paragraph import Worded
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Span, place_of

__all__ = ["passage"]

MOST_LISTED = 12
"""Places of a quote that are told one by one."""
AROUND = 24
"""Characters told on both sides of a place."""


def passage(worded: Worded, ref: str, quote: str, *, match: int = 0) -> Span | Refusal:
    """Where a quote stands in the body; `match` says which of several places, from 1.

    Refused where it stands nowhere, with the nearest words, and where it stands in several places
    and nobody said which, with all of them: it is never guessed.
    """
    if not as_spoken(quote):
        return misused("malformed-quote", "The quote is empty.", "Quote the words meant.")
    found = find(worded.body, worded.marks, quote)
    if not found:
        return _nowhere(worded, ref, quote)
    if match:
        return _chosen(worded, ref, quote, found, match)
    return found[0] if len(found) == 1 else _several(worded, ref, quote, found)


def _nowhere(worded: Worded, ref: str, quote: str) -> Refusal:
    near = nearest(worded.body, worded.marks, quote)
    remedy = f"wsisdraft show {ref} shows its words."
    if near:
        remedy = f"Nearest is {quoted(near)}; {remedy}"
    return refuse("no-such-words", f"{quoted(quote)} does not stand in {ref}.", remedy, ref=ref)


def _chosen(
    worded: Worded, ref: str, quote: str, found: Sequence[Span], match: int
) -> Span | Refusal:
    if 1 <= match <= len(found):
        return found[match - 1]
    times = "once" if len(found) == 1 else f"{len(found)} times"
    finding = Finding(
        place_of(worded.path, worded.source, worded.body_start + found[0].start),
        "no-such-match",
        f"{quoted(quote)} stands {times} in {ref}; there is no match {match}.",
        f"--match takes 1 to {len(found)}.",
        ref=ref,
    )
    return Refusal((finding,), Answer.USAGE)


def _several(worded: Worded, ref: str, quote: str, found: Sequence[Span]) -> Refusal:
    """Every place with some words around it, as many as can be looked through."""
    listed = [
        Finding(
            place_of(worded.path, worded.source, worded.body_start + span.start),
            "ambiguous-quote",
            f"{quoted(quote)} stands here, match {n} of {len(found)}: {_around(worded.body, span)}",
            f"Quote more words, or give --match {n} for this place.",
            ref=ref,
        )
        for n, span in enumerate(found[:MOST_LISTED], 1)
    ]
    if len(found) > MOST_LISTED:
        last = found[MOST_LISTED]
        listed.append(
            Finding(
                place_of(worded.path, worded.source, worded.body_start + last.start),
                "ambiguous-quote",
                f"From here on it stands {len(found) - MOST_LISTED} times more.",
                "Quote more words.",
                ref=ref,
            )
        )
    return Refusal(tuple(listed), Answer.USAGE)


def _around(body: str, span: Span) -> str:
    """The words of a place between those before and after it."""
    before, after = without_ties(body[: span.start]), without_ties(body[span.end :].rstrip())
    inside = without_ties(span.of(body))
    if len(inside) > 2 * AROUND:
        inside = f"{inside[:AROUND]}…{inside[-AROUND:]}"
    words = before[-AROUND:] + inside + after[:AROUND]
    more = ["…" if len(side) > AROUND else "" for side in (before, after)]
    return f"{more[0]}{' '.join(words.split())}{more[1]}"
