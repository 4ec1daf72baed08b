"""Answers to a REF that does not lead to one place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from wsisdraft.text.address import Address
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number, in_order
from wsisdraft.text.quoting import quoted
from wsisdraft.text.stretch import Stretch

MOST_NAMED = 10
"""Candidates named in one answer."""

_MOST_COMPARED = 500
_SPELLINGS = "Write it as vision/B.21, B.27-30, vision/C.C5.3, or vision/B for a chapter."


@frozen
class Miss:
    """A chapter or section that was found, and the numbers that are not in it."""

    place: Address
    stretch: Stretch
    depth: int = 0
    """How many names of the REF led there."""


def of_alternative(text: str, paragraph: str) -> Refusal:
    return misused(
        "malformed-ref",
        f"{quoted(text)} is an alternative's file, and a REF names a paragraph.",
        f"Name the paragraph, {paragraph}; wsisdraft alt show {paragraph} shows its alternatives.",
    )


def malformed(text: str) -> Refusal:
    if not text.strip():
        return misused("malformed-ref", "The REF is empty.", _SPELLINGS)
    return misused("malformed-ref", f"{quoted(text)} is not a REF.", _SPELLINGS)


def backwards(miss: Miss) -> Refusal:
    first, last = miss.stretch.first, miss.stretch.lasts[-1]
    return misused(
        "malformed-ref",
        f"In {miss.place}, {first} comes after {last}.",
        f"Name the earlier number first, as {miss.place}.{last}-{first}.",
    )


def ambiguous(text: str, candidates: Sequence[str]) -> Refusal:
    return misused(
        "ambiguous-ref",
        f"{quoted(text)} may mean {_named(candidates, 'or')}.",
        f"Write the one that is meant in full: {_named(candidates, 'or')}.",
    )


def nameless(text: str, candidates: Sequence[str], focus: Address | None) -> Refusal:
    """A number without its chapter, where no focus says which."""
    remedy = "Name the chapter, as vision/B.21"
    if candidates:
        remedy = f"{remedy}; it may mean {_named(candidates, 'or')}"
    where = f"nor does the focus {focus}" if focus else "and there is no focus"
    return misused(
        "ambiguous-ref", f"{quoted(text)} does not say which chapter, {where}.", f"{remedy}."
    )


def no_paragraph(misses: Sequence[Miss], layout: Layout) -> Refusal:
    """The chapter is there and the paragraph is not; its neighbours are."""
    lacking: dict[str, list[str]] = {}
    near: list[str] = []
    for miss in misses[:_MOST_COMPARED]:
        numbers = [a.number for a in layout.own(miss.place) if a.number is not None]
        missing = miss.stretch.missing(dict.fromkeys(numbers, 0)) or miss.stretch.first
        lacking.setdefault(str(missing), []).append(str(miss.place))
        if len(near) < MOST_NAMED:
            near += [f"{miss.place}.{number}" for number in _neighbours(missing, numbers)]
    told = [f"{_named(places, 'or')} has no paragraph {n}" for n, places in lacking.items()]
    remedy = f"Nearest: {_named(near, 'and')}"
    if not near:
        remedy = f"wsisdraft show {misses[0].place} shows what is there"
    if len(misses) == 1 and len(lacking) == 1:
        remedy += f"; wsisdraft add {misses[0].place}.{next(iter(lacking))} makes it"
    return refuse("unknown-ref", "; ".join(told) + ".", f"{remedy}.")


def _neighbours(missing: Number, numbers: Sequence[Number]) -> tuple[Number, ...]:
    """Two before and one after."""
    around = in_order([*numbers, missing])
    at = around.index(missing)
    return around[max(at - 2, 0) : at] + around[at + 1 : at + 2]


def no_place(text: str, layout: Layout) -> Refusal:
    """Neither document nor chapter is called so; something like it may be."""
    known = [str(place) for place in islice(_places(layout), _MOST_COMPARED)]
    by_folded = {name.casefold(): name for name in known}
    from difflib import get_close_matches

    close = get_close_matches(text.strip().casefold()[:80], by_folded, 3, 0.6)
    remedy = "wsisdraft status lists the documents and chapters there are."
    if close:
        remedy = f"Did you mean {_named([by_folded[name] for name in close], 'or')}?"
    return refuse("unknown-ref", f"There is no {quoted(text)} in this draft.", remedy)


def _places(layout: Layout) -> list[Address]:
    places = list(layout.documents)
    for document in layout.documents:
        waiting = list(layout.chapters(document))
        places += waiting
        while waiting and len(places) < _MOST_COMPARED:
            inner = layout.sections(waiting.pop(0))
            places += inner
            waiting += inner
    return places


def _named(candidates: Sequence[str], word: str) -> str:
    named = list(candidates[:MOST_NAMED])
    more = len(candidates) - len(named)
    if more:
        return f"{', '.join(named)} {word} {more} more"
    return f" {word} ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
