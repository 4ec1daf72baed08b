"""Where two wordings differ, word by word, in time that is bounded whatever they hold.

Words are paired first: those that carry the meaning, then between them the short ones, so that no
`of the` decides which sentences belong together. Brackets and other signs are paired last, each
between the words around it: a bracket that comes or goes never moves a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from wsisdraft.notation.paired_brackets import Labels, same_brackets
from wsisdraft.notation.subsequence import common_ends, in_common

__all__ = ["Difference", "differences"]

Difference = tuple[int, int, int, int]
"""Words `i1` up to `i2` of the one, in place of which the other has its words `j1` up to `j2`."""
Pairs = list[tuple[int, int]]
"""Places of the same word in both, in order."""

SHORT = 3
"""Letters of a word that carries little meaning by itself: `of`, `the`, `les`, `und`, `من`."""
WEIGHT = 3
"""Short words that one which carries meaning is worth."""
WEIGHED = 60_000
"""Words that carry meaning, of the one times of the other: beyond it, short ones do not count."""
_FIRST_OF_OTHER_SCRIPTS = "\u0e00"
"""From here on scripts are written without spaces, or with words of few letters."""


def differences(one: Sequence[str], other: Sequence[str]) -> list[Difference]:
    """The stretches in which two lists of words and blanks differ, in order; the rest is the same.

    A blank goes with the word after it: two wordings that share nothing but spaces differ as a
    whole.
    """
    kinds = {token: _kind(token) for token in {*one, *other}}
    words = _with_short_words(one, other, _anchors(one, other, kinds), kinds)
    labels = same_brackets(one, other, words)
    signs = {token for token, kind in kinds.items() if not kind and not token.isspace()}
    found: list[Difference] = []
    for gap in _unequal(one, other, words):
        pairs = _same_signs((one, other), gap, signs, labels)
        found += _between(pairs, gap) if pairs else (gap,)
    return found


def _kind(token: str) -> int:
    """2 of a word that carries meaning, 1 of a short one, 0 of a blank or a sign."""
    first = token[:1]
    if first.isalnum():
        meant = len(token) > SHORT or first >= _FIRST_OF_OTHER_SCRIPTS or first.isdigit()
        return 2 if meant else 1
    return 0


def _anchors(one: Sequence[str], other: Sequence[str], kinds: Mapping[str, int]) -> Pairs:
    """Places of the same words that carry meaning; in short wordings of as much as can stay."""
    left = [at for at, word in enumerate(one) if kinds[word] == 2]
    right = [at for at, word in enumerate(other) if kinds[word] == 2]
    words, other_words = [one[at] for at in left], [other[at] for at in right]
    head, tail = common_ends(words, other_words)
    ends, other_ends = len(words) - tail, len(other_words) - tail
    pairs = list(zip(left[:head], right[:head], strict=True))
    if (ends - head) * (other_ends - head) <= WEIGHED:
        start, other_start = pairs[-1] if pairs else (-1, -1)
        end = left[ends] if tail else len(one)
        other_end = right[other_ends] if tail else len(other)
        gap = (start + 1, end, other_start + 1, other_end)
        pairs += _weighed(one, other, gap, kinds)
    else:
        middle = in_common(words[head:ends], other_words[head:other_ends])
        pairs += [(left[head + i], right[head + j]) for i, j in middle]
    return pairs + list(zip(left[ends:], right[other_ends:], strict=True))


def _weighed(
    one: Sequence[str], other: Sequence[str], gap: Difference, kinds: Mapping[str, int]
) -> Pairs:
    """Words of a gap, where one that carries meaning stands for `WEIGHT` words and counts so."""
    sides = []
    for words, places in ((one, range(*gap[:2])), (other, range(*gap[2:]))):
        times = {0: range(0), 1: range(1), 2: range(WEIGHT)}
        sides.append([(at, (words[at], n)) for at in places for n in times[kinds[words[at]]]])
    pairs: Pairs = []
    last = (-1, -1)
    for i, j in in_common([word for _, word in sides[0]], [word for _, word in sides[1]]):
        pair = sides[0][i][0], sides[1][j][0]
        if last[0] < pair[0] and last[1] < pair[1]:
            pairs.append(pair)
            last = pair
    return pairs


def _unequal(one: Sequence[str], other: Sequence[str], pairs: Pairs) -> Iterator[Difference]:
    """What lies between two pairs and is not the same on both sides."""
    i = j = 0
    for at, there in (*pairs, (len(one), len(other))):
        if one[i:at] != other[j:there]:
            yield i, at, j, there
        i, j = at + 1, there + 1


def _with_short_words(
    one: Sequence[str], other: Sequence[str], pairs: Pairs, kinds: Mapping[str, int]
) -> Pairs:
    """The pairs, and between them those of the words that are still the same."""
    found: Pairs = []
    for start, end, other_start, other_end in _unequal(one, other, pairs):
        left = [at for at in range(start, end) if kinds[one[at]]]
        right = [at for at in range(other_start, other_end) if kinds[other[at]]] if left else []
        common = in_common([one[at] for at in left], [other[at] for at in right])
        found += [(left[i], right[j]) for i, j in common]
    return sorted(pairs + found) if found else pairs


def _same_signs(
    sides: tuple[Sequence[str], Sequence[str]],
    gap: Difference,
    signs: Collection[str],
    labels: Labels,
) -> Pairs:
    """The pairs of signs, and of the blanks before them, where no word is the same."""
    (one, other), (start, end, other_start, other_end) = sides, gap
    if start == end or other_start == other_end:
        return []
    common: Pairs = []
    left = [at for at in range(start, end) if one[at] in signs]
    right = [at for at in range(other_start, other_end) if other[at] in signs] if left else []
    if right:
        labelled = [labels[0].get(at, one[at]) for at in left]
        others = [labels[1].get(at, other[at]) for at in right]
        common = [(left[i], right[j]) for i, j in in_common(labelled, others)]
    found: Pairs = []
    last, other_last = start - 1, other_start - 1
    for at, there in (*common, (end, other_end)):
        apart = last < at - 1 and other_last < there - 1
        if apart and one[at - 1] == other[there - 1] and one[at - 1].isspace():
            found.append((at - 1, there - 1))
        found.append((at, there))
        last, other_last = at, there
    found.pop()
    return found


def _between(pairs: Iterable[tuple[int, int]], gap: Difference) -> Iterator[Difference]:
    """What of a gap lies between paired places."""
    i, end, j, other_end = gap
    for at, there in (*pairs, (end, other_end)):
        if at > i or there > j:
            yield i, at, j, there
        i, j = at + 1, there + 1
