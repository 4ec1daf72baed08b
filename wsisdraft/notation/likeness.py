"""How much of one wording stands in another, and which of two lists belong together by it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from operator import itemgetter
from unicodedata import normalize

from wsisdraft.notation.subsequence import Measure, common_length, in_common
from wsisdraft.notation.words import tokens

__all__ = ["likeness", "paired_by_likeness"]

COMMON = 16
"""Times that a word, or two in a row, may stand among the old wordings and still point to one."""
LOOKED_AT = 6
"""Old wordings that a new one is compared with in full, at most: those it shares most with."""
AROUND = 3
"""Old wordings looked at on either side of where a new one would be expected."""
IN_ORDER = 0.1
"""What a pair that keeps the order of the text may be less alike than one that does not."""
FEW = 5
"""Words: with fewer, a wording such as `Option 2: no text` stands in many places, and is only taken
for one that went elsewhere where it is the same and there is no other."""

Key = tuple[str, ...] | str
"""The words of a wording; one that has none goes by its characters."""
Pair = tuple[int, int, float]


def likeness(one: str, other: str) -> float:
    """How alike two wordings are, from 0 to 1: the share of their words that both have in order.

    Case, punctuation and brackets do not count; two without any words are alike where they are
    equal.
    """
    left, right = _words(one), _words(other)
    if not left and not right:
        return float(one == other)
    return 2 * common_length(left, right) / (len(left) + len(right))


def paired_by_likeness(
    old: Sequence[str], new: Sequence[str], least: float = 0.5
) -> list[tuple[int, int, float]]:
    """Positions of wordings that belong together, with their likeness, in the order of `new`.

    Each stands in one pair at most; none is less alike than `least`. Where several would do, those
    that keep the order of the text are taken. Wordings are compared in full only with the few that
    they share rare words with, so that thousands take no longer than their length asks for.
    """
    olds, news = [_words(text) for text in old], [_words(text) for text in new]
    keys: list[Key] = [tuple(words) or text for words, text in zip(olds, old, strict=True)]
    other_keys: list[Key] = [tuple(words) or text for words, text in zip(news, new, strict=True)]
    same = _same(keys, other_keys)
    free = sorted({*range(len(old))} - {i for i, _ in same})
    other_free = sorted({*range(len(new))} - {j for _, j in same})
    pairs = list(_alike_enough(olds, news, (free, other_free), _rising(same), least))
    chosen = _chosen(_ranks(pairs, same, {j for j in other_free if len(news[j]) < FEW}))
    return sorted([*chosen, *((i, j, 1.0) for i, j in same)], key=itemgetter(1))


def _words(text: str) -> list[str]:
    folded = text.casefold() if text.isascii() else normalize("NFC", text).casefold()
    return [word for word in tokens(folded) if word[0].isalnum()]


def _same(keys: Sequence[Key], other: Sequence[Key]) -> list[tuple[int, int]]:
    """Places of the same words, first as many as stand in the same order, then what moved."""
    pairs = _same_in_order(keys, other)
    times, other_times = Counter(keys), Counter(other)
    taken, given = {i for i, _ in pairs}, {j for _, j in pairs}
    waiting: dict[Key, list[int]] = {}
    for i in range(len(keys) - 1, -1, -1):
        if i not in taken:
            waiting.setdefault(keys[i], []).append(i)
    for j, key in enumerate(other):
        alone = times[key] == other_times[key] == 1
        if j not in given and waiting.get(key) and (alone or _is_long(key)):
            pairs.append((waiting[key].pop(), j))
    return pairs


def _same_in_order(keys: Sequence[Key], other: Sequence[Key]) -> list[tuple[int, int]]:
    """As many long wordings as are in common; between them, as many short ones."""
    left = [i for i, key in enumerate(keys) if _is_long(key)]
    right = [j for j, key in enumerate(other) if _is_long(key)]
    common = in_common([keys[i] for i in left], [other[j] for j in right])
    found: list[tuple[int, int]] = []
    i = j = 0
    for at, there in (*((left[a], right[b]) for a, b in common), (len(keys), len(other))):
        found += [(i + a, j + b) for a, b in in_common(keys[i:at], other[j:there])]
        if at < len(keys):
            found.append((at, there))
        i, j = at + 1, there + 1
    return found


def _is_long(key: Key) -> bool:
    return isinstance(key, tuple) and len(key) >= FEW


def _alike_enough(
    olds: Sequence[list[str]],
    news: Sequence[list[str]],
    free: tuple[Sequence[int], Sequence[int]],
    backbone: Sequence[tuple[int, int]],
    least: float,
) -> Iterator[Pair]:
    """Pairs of places, found by rare words that both wordings have and by where they stand."""
    postings: dict[str | tuple[str, str], list[int]] = {}
    for i in free[0]:
        for feature in _features(olds[i]):
            postings.setdefault(feature, []).append(i)
    anchors = [j for _, j in backbone]
    for j in free[1]:
        there = [postings[feature] for feature in _features(news[j]) if feature in postings]
        shared = Counter(chain.from_iterable(i for i in there if len(i) <= COMMON))
        likely = [i for i, _ in shared.most_common(LOOKED_AT)]
        # Where the last wording that stayed went, so many further on.
        at = bisect_left(anchors, j) - 1
        before = backbone[at] if at >= 0 else (-1, -1)
        nearest = bisect_left(free[0], before[0] + j - before[1])
        near = free[0][max(0, nearest - AROUND) : nearest + AROUND + 1]
        measure = Measure(news[j])
        for i in dict.fromkeys((*likely, *near)):
            both = len(olds[i]) + len(news[j])
            if both and 2 * min(len(olds[i]), len(news[j])) >= least * both:
                alike = 2 * measure.common(olds[i], least * both / 2) / both
                if alike >= least:
                    yield i, j, alike


def _features(words: Sequence[str]) -> set[str | tuple[str, str]]:
    """Words, and every two in a row."""
    return {*words, *pairwise(words)}


def _rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many of these pairs as rise on both sides."""
    ends: list[int] = []
    chains: list[tuple[tuple[int, int], int]] = []
    last: list[int] = []
    for i, j in sorted(pairs, key=itemgetter(1)):
        at = bisect_left(ends, i)
        chains.append(((i, j), last[at - 1] if at else -1))
        ends[at : at + 1] = [i]
        last[at : at + 1] = [len(chains) - 1]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        pair, at = chains[at]
        found.append(pair)
    return found[::-1]


def _chosen(ranks: Mapping[Pair, float]) -> list[Pair]:
    """Of candidates the best one by one; then those that this left out, where it is better.

    A pair left out takes its place after all where the one it drives out finds nearly as good a
    place. Ranks count by their cube there: one very good pair is not given up for two poor ones.
    """
    ordered = sorted(ranks, key=lambda pair: (-ranks[pair], pair[1], pair[0]))
    by_old: dict[int, Pair] = {}
    by_new: dict[int, Pair] = {}
    waiting = []
    for pair in ordered:
        if pair[0] in by_old or pair[1] in by_new:
            waiting.append(pair)
        else:
            by_old[pair[0]] = by_new[pair[1]] = pair
    others_of_old: dict[int, list[Pair]] = {}
    others_of_new: dict[int, list[Pair]] = {}
    for pair in ordered:
        others_of_old.setdefault(pair[0], []).append(pair)
        others_of_new.setdefault(pair[1], []).append(pair)
    for pair in waiting:
        if pair[0] not in by_old:
            there = by_new[pair[1]]
            places = [each for each in others_of_old[there[0]] if each[1] not in by_new]
        elif pair[1] not in by_new:
            there = by_old[pair[0]]
            places = [each for each in others_of_new[there[1]] if each[0] not in by_old]
        else:
            continue
        if places and ranks[pair] ** 3 + ranks[places[0]] ** 3 > ranks[there] ** 3:
            del by_old[there[0]], by_new[there[1]]
            for each in (pair, places[0]):
                by_old[each[0]] = by_new[each[1]] = each
    return list(by_old.values())


def _ranks(
    pairs: Sequence[Pair], same: Sequence[tuple[int, int]], short: Collection[int]
) -> dict[Pair, float]:
    """Likeness, and something on top for a pair that keeps to the order of the surest pairs.

    `short` are places of new wordings that are not looked for elsewhere.
    """
    best: dict[int, Pair] = {}
    best_of_old: dict[int, Pair] = {}
    for pair in pairs:
        if pair[1] not in best or pair[2] > best[pair[1]][2]:
            best[pair[1]] = pair
        if pair[0] not in best_of_old or pair[2] > best_of_old[pair[0]][2]:
            best_of_old[pair[0]] = pair
    backbone = _rising(same)
    sure = [pair[:2] for pair in best.values() if best_of_old[pair[0]] is pair]
    backbone = _rising([*backbone, *(pair for pair in sure if _fits(pair, backbone))])
    ranks = {}
    for pair in pairs:
        in_order = _fits(pair[:2], backbone)
        if in_order or pair[1] not in short:
            ranks[pair] = pair[2] + (IN_ORDER if in_order else 0.0)
    return ranks


def _fits(pair: tuple[int, int], backbone: Sequence[tuple[int, int]]) -> bool:
    """Whether a pair is one of these, which rise on both sides, or fits between them."""
    at = bisect_left(backbone, pair[1], key=itemgetter(1))
    if at < len(backbone) and backbone[at][1] == pair[1]:
        return backbone[at] == pair
    low = backbone[at - 1][0] if at else -1
    return low < pair[0] and (at == len(backbone) or pair[0] < backbone[at][0])
