"""Which brackets of two wordings are the same ones, judged by the words they hold."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

__all__ = ["Labels", "same_brackets"]

BARE = 2
"""Words outside brackets that a stretch may have changed with the brackets in it still the same."""

Labels = tuple[dict[int, Hashable], dict[int, Hashable]]
"""Of either wording by place of a bracket: two with the same label are the same; one without goes
by its sign."""


class _Side:
    """The brackets of one wording, in the stretches between the words that both have."""

    def __init__(self, tokens: Sequence[str], words: Sequence[int]) -> None:
        self.tokens, self.words = tokens, words
        self.pairs: list[tuple[int, int]] = []
        """Places of `[` and `]`, in the order they open."""
        still_open: list[int] = []
        closed: dict[int, int] = {}
        for at, word in enumerate(tokens):
            if word == "[":
                still_open.append(at)
            elif word == "]" and still_open:
                closed[still_open.pop()] = at
        self.pairs = sorted(closed.items())
        self.labels: dict[int, Hashable] = {}

    def stretch(self, at: int) -> int:
        """The number of words before a place that both wordings have."""
        return bisect_left(self.words, at)

    def by_stretches(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """The pairs by the stretches they open and close in, the outer first."""
        found = defaultdict(list)
        for start, end in self.pairs:
            found[self.stretch(start), self.stretch(end)].append((start, end))
        return found

    def between(self, stretch: int) -> range:
        """The places of a stretch."""
        start = self.words[stretch - 1] + 1 if stretch else 0
        end = self.words[stretch] if stretch < len(self.words) else len(self.tokens)
        return range(start, end)

    def bare(self, stretch: int, pairs: Iterable[tuple[int, int]] = ()) -> int:
        """Words of a stretch outside these pairs."""
        places = self.between(stretch)
        words = sum(self.tokens[at][0].isalnum() for at in places)
        furthest = -1
        for start, end in pairs:
            if start > furthest:
                words -= sum(self.tokens[at][0].isalnum() for at in range(start, end))
                furthest = end
        return words

    def shape(self, pairs: Iterable[tuple[int, int]]) -> str:
        """How pairs nest and follow each other: `[[]][]`."""
        return "".join(self.tokens[at] for at in sorted(at for pair in pairs for at in pair))


def same_brackets(
    one: Sequence[str], other: Sequence[str], words: Sequence[tuple[int, int]]
) -> Labels:
    """Labels of the brackets of two wordings; `words` are the places of words that both have.

    A pair is the same where it holds the same words, of nested ones the inner first; failing that
    where one of its ends stands between the same words. Two that hold words of which none stayed
    are the same where nothing else around them tells otherwise. A bracket that is the same as no
    other has a label of its own, unless no word changed around it: then brackets are only signs.
    """
    if "[" not in one and "[" not in other:
        return {}, {}
    left, right = _Side(one, [i for i, _ in words]), _Side(other, [j for _, j in words])
    for pair, counterpart in _whole(left, right):
        for at, there in zip(pair, counterpart, strict=True):
            left.labels[at] = right.labels[there] = (one[at], at)
    for end in (0, 1):
        for pair, counterpart in _by_one_end(left, right, end):
            at, there = pair[end], counterpart[end]
            left.labels[at] = right.labels[there] = (one[at], at)
    changed: dict[int, bool] = {}
    for side in (left, right):
        for at in (at for pair in side.pairs for at in pair if at not in side.labels):
            stretch = side.stretch(at)
            if stretch not in changed:
                changed[stretch] = bool(left.bare(stretch) or right.bare(stretch))
            if changed[stretch]:
                side.labels[at] = (side is left, at)
    return left.labels, right.labels


_Match = tuple[tuple[int, int], tuple[int, int]]


def _whole(left: _Side, right: _Side) -> Iterator[_Match]:
    """Pairs that open and close in the same stretches."""
    there = right.by_stretches()
    for stretches, pairs in left.by_stretches().items():
        others = there.get(stretches, [])
        if stretches[0] < stretches[1]:
            # All of them hold the words between, so they are nested.
            yield from zip(reversed(pairs), reversed(others), strict=False)
        elif (
            len(pairs) == len(others)
            and left.shape(pairs) == right.shape(others)
            and left.bare(stretches[0], pairs) <= BARE
            and right.bare(stretches[0], others) <= BARE
        ):
            yield from zip(pairs, others, strict=True)


def _by_one_end(left: _Side, right: _Side, end: int) -> Iterator[_Match]:
    """Pairs of which one end stayed: alone in its stretch with that, among those not matched."""
    waiting: list[dict[int, list[tuple[int, int]]]] = []
    for side in (left, right):
        by_end = defaultdict(list)
        for pair in side.pairs:
            # One that holds none of the words that stayed has no end that can be told.
            apart = side.stretch(pair[0]) < side.stretch(pair[1])
            if apart and not any(at in side.labels for at in pair):
                by_end[side.stretch(pair[end])].append(pair)
        waiting.append(by_end)
    for stretch, pairs in waiting[0].items():
        others = waiting[1].get(stretch, [])
        if len(pairs) == len(others) == 1:
            yield pairs[0], others[0]
