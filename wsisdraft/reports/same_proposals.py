"""Which proposals on one place are the same, or nearly, found without comparing each with each.

What is compared is what a proposal does to the words: which of them go, and which others come
where. Two proposals of a long paragraph leave most of it alone, so the wordings they come to are
alike even where they have nothing to do with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from wsisdraft.notation.passages import as_spoken
from wsisdraft.notation.subsequence import common_length
from wsisdraft.notation.words import tokens
from wsisdraft.reports.redline import Redline, Sign
from wsisdraft.text.frozen import EMPTY, frozen

__all__ = ["Edit", "edit_of", "same_proposals", "saying"]

ALIKE = 0.8
"""Of the words that two proposals put in, those that both do, and so of what they take out."""
DECIDING = frozenset(
    ("not", "no", "nor", "never", "without", "except", "shall", "should", "must", "may", "might",
     "will", "would", "can", "could")
)  # fmt: skip
"""Words of English on which a proposal turns, as on a number: no two differ in one by style."""
_FIRST = 8
"""Groups with the same few words that a proposal is held against."""
_SHARE = 0.25
"""Of what a proposal is known by, the part that one nearly the same has at least."""
_LOOKED_AT = 6
"""Groups that it is compared with in full, at most: those it shares most with."""
_SHINGLES = (2, 4)
"""Words in a row by which a proposal is known."""
_FEW = 8
"""Words that come, of which each by itself is enough to be known by."""

Feature: TypeAlias = tuple[str | int, ...]


@frozen
class Edit:
    """What a proposal does to the words of its place."""

    what: str
    """Only proposals that do the same kind of thing are compared: wordings, or one kind of comment.
    """
    words: str
    """The wording it comes to, or the comment."""
    taken: Mapping[int, str] = EMPTY
    """Words that go, by their positions among the words that are there."""
    put: Mapping[int, tuple[str, ...]] = EMPTY
    """Words that come, by the position of the word that they stand before or in place of."""

    @property
    def new(self) -> tuple[str, ...]:
        """All words that come."""
        return tuple(chain.from_iterable(self.put.values()))


def edit_of(what: str, words: str, change: Redline) -> Edit:
    """What a redline does; `words` are those it comes to."""
    taken: dict[int, str] = {}
    put: dict[int, tuple[str, ...]] = {}
    at = start = 0
    for sign, run in change:
        own = _words(run)
        if sign is Sign.PUT_IN:
            put[start] = (*put.get(start, ()), *own)
            continue
        # What comes in place of words stands where the first of them stood.
        start = at if sign is Sign.TAKEN_OUT else at + len(own)
        if sign is Sign.TAKEN_OUT:
            taken.update(enumerate(own, at))
        at += len(own)
    return Edit(what, words, taken, {place: own for place, own in put.items() if own})


def saying(what: str, words: str) -> Edit:
    """What stands for itself: a comment, or a paragraph of its own."""
    return Edit(what, words, EMPTY, {0: tuple(_words(words))})


def same_proposals(edits: Sequence[Edit]) -> tuple[tuple[int, ...], ...]:
    """Positions of proposals that are the same or nearly so, each group in order, by its first.

    A proposal belongs to the group whose first it is most like; so no chain of small differences
    makes one group of what is not alike. It takes as long as it takes to read through them once.
    """
    groups: dict[int, list[int]] = {}
    exact: dict[tuple[str, str], int] = {}
    known: dict[Feature, list[int]] = {}
    for position, edit in enumerate(edits):
        key = (edit.what, as_spoken(edit.words))
        first = exact.get(key)
        if first is None:
            features = _features(edit)
            first = _likest(edit, edits, features, known)
            if first is None:
                first = position
                groups[first] = []
                for feature in features:
                    there = known.setdefault(feature, [])
                    if len(there) < _FIRST:
                        there.append(first)
            exact[key] = first
        groups[first].append(position)
    return tuple(map(tuple, groups.values()))


def _likest(
    edit: Edit,
    edits: Sequence[Edit],
    features: Collection[Feature],
    known: Mapping[Feature, Sequence[int]],
) -> int | None:
    """The first of the group that a proposal is most like; none where it is like none enough."""
    shared = Counter(chain.from_iterable(known.get(feature, ()) for feature in features))
    best: tuple[float, int] | None = None
    for at, times in shared.most_common(_LOOKED_AT):
        if times < _SHARE * len(features):
            break
        alike = _likeness(edit, edits[at])
        if alike >= ALIKE and (best is None or alike > best[0]):
            best = alike, at
    return best[1] if best else None


def _likeness(one: Edit, other: Edit) -> float:
    """From 0 to 1: of what goes and of what comes, whatever is less alike.

    None where a number or a word like `not` makes them two.
    """
    if _deciding(one) != _deciding(other):
        return 0.0
    gone = _share(len(one.taken.keys() & other.taken.keys()), len(one.taken), len(other.taken))
    if gone < ALIKE:
        return 0.0
    new, others = one.new, other.new
    at_home = sum(
        common_length(one.put[place], other.put[place])
        for place in one.put.keys() & other.put.keys()
    )
    come = _share(at_home, len(new), len(others))
    if come < ALIKE and one.taken:
        # Of words that are rewritten nobody can say which stands in place of which.
        come = _share(common_length(new, others), len(new), len(others))
    return min(gone, come)


def _share(common: int, one: int, other: int) -> float:
    """Of the words of both, those in common; of none, all."""
    return 2 * common / (one + other) if one or other else 1.0


def _deciding(edit: Edit) -> tuple[Counter[str], Counter[str]]:
    return _turning(edit.new), _turning(edit.taken.values())


def _turning(words: Iterable[str]) -> Counter[str]:
    return Counter(w for w in words if w in DECIDING or any(map(str.isdigit, w)))


def _features(edit: Edit) -> set[Feature]:
    words = edit.new
    found: set[Feature] = {
        (edit.what, *words[at : at + length])
        for length in _SHINGLES
        for at in range(len(words) - length + 1)
    }
    if len(words) <= _FEW:
        found |= {(edit.what, word) for word in words}
    found |= {(edit.what, place) for place in edit.taken if place - 1 not in edit.taken}
    return found


def _words(text: str) -> list[str]:
    return [word for word in tokens(text.casefold()) if word[0].isalnum()]
