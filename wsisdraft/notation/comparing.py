"""Where two wordings differ, word by word, in time that is bounded whatever they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

__all__ = ["differences"]

MOST_WORDS = 2_000
"""Of both wordings, common beginning and end left out; beyond it the rest differs as a whole."""
MOST_STEPS = 12_000_000
"""Words that may pair, times words: beyond it, only words that are rare are looked for."""
RARE = 4
"""Times that a rare word stands in a wording."""

Difference = tuple[int, int, int, int]
"""Words `i1` up to `i2` of the one, in place of which the other has its words `j1` up to `j2`."""


def differences(one: Sequence[str], other: Sequence[str]) -> list[Difference]:
    """The stretches in which two lists of words and blanks differ, in order; the rest is the same.

    Words are paired, and a blank goes with the word after it: two wordings that share nothing but
    spaces differ as a whole.
    """
    left, right = _words(one), _words(other)
    pairs: list[tuple[int, int]] = []
    for i, j in _same_words([one[i] for i in left], [other[j] for j in right]):
        at, there = left[i], right[j]
        before, before_there = one[at - 1 : at], other[there - 1 : there]
        if before and before == before_there and before[0].isspace():
            pairs.append((at - 1, there - 1))
        pairs.append((at, there))
    ends = (len(one) - 1, len(other) - 1)
    if one and other and one[-1] == other[-1] and (not pairs or pairs[-1][0] < ends[0]):
        pairs += [ends] if not pairs or pairs[-1][1] < ends[1] else []
    return _between(pairs, len(one), len(other))


def _words(tokens: Sequence[str]) -> list[int]:
    return [at for at, token in enumerate(tokens) if not token.isspace()]


def _between(pairs: Sequence[tuple[int, int]], size: int, other_size: int) -> list[Difference]:
    """What lies between paired places."""
    found: list[Difference] = []
    i = j = 0
    for at, there in (*pairs, (size, other_size)):
        if at > i or there > j:
            found.append((i, at, j, there))
        i, j = at + 1, there + 1
    return found


def _same_words(one: list[str], other: list[str]) -> list[tuple[int, int]]:
    """Positions of words that are the same in both, in order."""
    head = _alike(one, other)
    tail = _alike(one[head:][::-1], other[head:][::-1])
    ends = (len(one) - tail, len(other) - tail)
    pairs = [(at, at) for at in range(head)]
    pairs += [(head + i, head + j) for i, j in _paired(one[head : ends[0]], other[head : ends[1]])]
    return pairs + [(ends[0] + at, ends[1] + at) for at in range(tail)]


def _paired(one: list[str], other: list[str]) -> list[tuple[int, int]]:
    if not one or not other or len(one) + len(other) > MOST_WORDS:
        return []
    counts = Counter(other)
    may_pair = sum(counts[word] for word in one)
    frequent: frozenset[str] = frozenset()
    if may_pair * min(len(one), len(other)) > MOST_STEPS:
        frequent = frozenset(word for word, times in counts.items() if times > RARE)
    matcher = SequenceMatcher(frequent.__contains__, one, other, autojunk=False)
    return [
        (block.a + at, block.b + at)
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)
