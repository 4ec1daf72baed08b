"""Whether a proposal made on an earlier wording still fits the one of today, word by word."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.comparing import Difference, differences
from wsisdraft.notation.passages import as_spoken, find
from wsisdraft.notation.words import tokens
from wsisdraft.text.bracket import Marks
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span
from wsisdraft.text.submission import ProposalKind

__all__ = ["Reading", "Said", "Several", "Stale", "Stands", "Wish", "rebased"]


FEW = 2
"""Words in a row that hardly stand together twice; of fewer only the place tells what they are."""


@frozen
class Reading:
    """A wording as it stood or stands."""

    body: str
    marks: Marks


@frozen
class Wish:
    """What a proposal wants of the words."""

    kind: ProposalKind
    quote: str
    text: str


@frozen
class Stands:
    """The words it speaks of are there as they were."""

    span: Span
    """Where they stand today; of a proposal that quotes nothing the whole."""


@frozen
class Said:
    """The wording reads already as it was proposed."""

    span: Span | None
    """Where; None where words were to go and are gone."""


@frozen
class Stale:
    """The words it speaks of have changed since it was made."""

    now: str
    """What stands there today; empty where that is nothing, or is not known."""


@frozen
class Several:
    """It is not known which of several places is meant."""

    spans: tuple[Span, ...]


Rebased = Stands | Said | Stale | Several


def rebased(now: Reading, wish: Wish, base: Reading | None = None) -> Rebased:
    """What becomes of a proposal made on the base when the wording is the one of now.

    Changes elsewhere in the wording do not touch it. Without a base, or where the base does not
    hold the quote once, its quote alone says where it belongs. A proposal on the whole of a wording
    is stale as soon as anything of it has changed. Nothing is guessed: of several places none is
    taken.
    """
    if not wish.quote:
        return _of_the_whole(now, wish, base)
    there = _places(base, wish.quote) if base is not None else ()
    if base is None or len(there) != 1:
        return _by_quote(now, wish)
    return _by_words(base, there[0], now, wish)


def _places(reading: Reading, words: str) -> tuple[Span, ...]:
    """Where words stand as words; parts of other words are nothing that anybody quoted."""
    edges = set(_edges(tokens(reading.body)))
    found = find(reading.body, reading.marks, words)
    return tuple(span for span in found if span.start in edges and span.end in edges)


def _of_the_whole(now: Reading, wish: Wish, base: Reading | None) -> Rebased:
    whole = Span(0, len(now.body))
    if wish.kind is ProposalKind.INSERT:
        return Stands(whole)
    reads = _spoken(now.body)
    if reads == (_spoken(wish.text) if wish.kind is ProposalKind.REPLACE else ""):
        return Said(whole if reads else None)
    if base is not None and _spoken(base.body) != reads:
        return Stale(reads)
    return Stands(whole)


def _by_quote(now: Reading, wish: Wish) -> Rebased:
    """Where nothing is known of an earlier wording."""
    found = _places(now, wish.quote)
    said = _said(now, wish, found)
    if said is not None:
        return said
    if not found:
        return Said(None) if wish.kind is ProposalKind.DELETE else Stale("")
    return Stands(found[0]) if len(found) == 1 else Several(found)


def _said(now: Reading, wish: Wish, quoted: tuple[Span, ...]) -> Said | None:
    """The only place of the words proposed, where it leaves none of the quotes as they were."""
    if wish.kind is ProposalKind.DELETE or not wish.text.strip():
        return None
    places = _places(now, wish.text)
    if wish.kind is ProposalKind.INSERT:
        behind = [span for span in places if any(_follows(now, each, span) for each in quoted)]
        places = tuple(behind) if quoted else places
    elif not all(any(place.holds(each) for place in places) for each in quoted):
        return None
    return Said(places[0]) if len(places) == 1 else None


def _follows(now: Reading, quote: Span, words: Span) -> bool:
    """Whether words stand right behind others, but for blanks and the marks of brackets."""
    between = now.body[quote.end : words.start] if quote.end <= words.start else "x"
    return not without_ties(between).strip(" \n[]")


def _by_words(base: Reading, there: Span, now: Reading, wish: Wish) -> Rebased:
    """By what became of the quoted words from the one wording to the other."""
    one, other = tokens(base.body), tokens(now.body)
    ends, other_ends = _edges(one), _edges(other)
    first = bisect_right(ends, there.start) - 1
    last = bisect_right(ends, there.end - 1)
    changed = differences(one, other)
    touched = [each for each in changed if _touches(each, first, last)]
    if not touched:
        moved = other_ends[_now(changed, first)] - ends[first]
        span = Span(there.start + moved, there.end + moved)
        return _said_here(now, wish, base, span) or Stands(span)
    elsewhere = _unmistakable(base, now, wish)
    if elsewhere is not None:
        return elsewhere
    low = min(first, touched[0][0])
    high = max(last, touched[-1][1])
    start, end = other_ends[_now(changed, low)], other_ends[_now(changed, high, behind=True)]
    reads = now.body[start:end]
    before, behind = base.body[ends[low] : there.start], base.body[there.end : ends[high]]
    if _as_wished(wish, base.body[there.start : there.end], (before, behind), reads):
        return Said(Span(start, end) if reads.strip() else None)
    return _wished_at(now, wish, Span(start, end)) or Stale(_spoken(reads))


def _unmistakable(base: Reading, now: Reading, wish: Wish) -> Stands | Said | None:
    """Several words in a row that stand once, whatever the wording around them has become.

    The quote where it is still there; else the words proposed, where they were not before.
    """
    quoted = _places(now, wish.quote)
    if len(quoted) == 1 and len(_bare(wish.quote)) >= FEW:
        return Stands(quoted[0])
    if quoted or wish.kind is not ProposalKind.REPLACE or len(_bare(wish.text)) < FEW:
        return None
    said = _places(now, wish.text)
    return Said(said[0]) if len(said) == 1 and not _places(base, wish.text) else None


def _edges(words: list[str]) -> list[int]:
    return list(accumulate(map(len, words), initial=0))


def _touches(change: Difference, first: int, last: int) -> bool:
    """Whether a change is one of these words; what comes right before or behind them is none."""
    low, high = change[0], change[1]
    if low == high:
        return first < low < last
    return low < last and high > first


def _now(changed: list[Difference], at: int, *, behind: bool = False) -> int:
    """Where a border between words is today; `behind` what was put in at it, or before that."""
    for low, high, other_low, other_high in reversed(changed):
        if high < at or (high == at and (low < high or not behind)):
            return other_high + at - high
        if low == at and behind:
            return other_low
    return at


def _as_wished(wish: Wish, quote: str, around: tuple[str, str], reads: str) -> bool:
    """Whether a stretch reads as the proposal would have made it, blanks and signs aside."""
    before, behind = around
    if wish.kind is ProposalKind.DELETE:
        # Whoever took out more took these words out as well.
        left = iter(_bare(f"{before} {behind}"))
        return all(word in left for word in _bare(reads))
    words = f"{quote} {wish.text}" if wish.kind is ProposalKind.INSERT else wish.text
    return _bare(f"{before} {words} {behind}") == _bare(reads)


def _wished_at(now: Reading, wish: Wish, span: Span) -> Said | None:
    """The words proposed, where they stand within the changed stretch and the quote does not."""
    if wish.kind is not ProposalKind.REPLACE or not wish.text.strip():
        return None
    if wish.text in wish.quote or any(span.holds(each) for each in _places(now, wish.quote)):
        return None
    inside = [each for each in _places(now, wish.text) if span.holds(each)]
    return Said(inside[0]) if len(inside) == 1 else None


def _said_here(now: Reading, wish: Wish, base: Reading, span: Span) -> Said | None:
    """The words proposed around or behind a quote that stays, where they were not before."""
    if wish.kind is ProposalKind.DELETE or not wish.text.strip():
        return None
    for each in _places(now, wish.text):
        if wish.kind is ProposalKind.INSERT:
            if _follows(now, span, each):
                return Said(each)
        elif each.holds(span) and not _places(base, wish.text):
            return Said(each)
    return None


def _spoken(body: str) -> str:
    return as_spoken(without_ties(body))


def _bare(words: str) -> list[str]:
    """Words alone, without blanks, brackets and the signs between them."""
    return [word for word in tokens(_spoken(words)) if word[0].isalnum()]
