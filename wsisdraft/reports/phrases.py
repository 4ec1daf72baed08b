"""Differences of words made into phrases: what a drafter would strike out and write in.

Two changes with little between them are one, where that is easier to read than it is longer. What
only came or only went is taken at the borders of sentences and phrases, if the same words can be
read there, and with whole pairs of brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from wsisdraft.notation.comparing import Difference
from wsisdraft.reports.whole_brackets import with_whole_brackets

__all__ = ["in_phrases"]

WORD, SHORT_WORD, SIGN, BRACKET, STOP = 4, 2, 1, 4, 6
"""What words and signs weigh between two changes: more is dearer to tell twice."""
PARAGRAPH = 1_000
"""A blank line is never between two changes that are one."""
SHORT = 3
"""Letters of a word that carries little meaning by itself."""
HEAVIEST = 4 * WORD
"""Nothing heavier between two changes is taken in, however long these are."""
SCATTERED = 3
"""So many small changes in a row, with no more than a short word between each, are one."""
FURTHEST = 200
"""Words that a change is moved over at most, in search of a better border."""

_SENTENCE_END = frozenset(".?!;:。？！；：؟؛।")
_PHRASE_END = frozenset(",，、،)）]»”")
_NO_BLANK_AFTER = frozenset("。？！；：，、）」")


def in_phrases(
    before: Sequence[str], after: Sequence[str], differences: Iterable[Difference]
) -> list[Difference]:
    """Fewer and better bounded differences of the same two lists of words, in order."""
    trimmed = [part for each in differences for part in _trimmed(before, after, each)]
    found = _moved(before, after, trimmed)
    sides = _Sides(before, after)
    found = _joined(sides, found)
    scattered = _gathered(sides, found)
    if len(scattered) < len(found):
        found = _joined(sides, scattered)
    return with_whole_brackets(before, after, found)


def _trimmed(
    before: Sequence[str], after: Sequence[str], difference: Difference
) -> Iterator[Difference]:
    """Without the blank that both sides begin or end with, perhaps inside of brackets.

    What was `] ` and is ` [` is a bracket that went, a blank, and a bracket that came.
    """
    start, end, new_start, new_end = difference
    if start == end or new_start == new_end:
        yield difference
        return
    old_marks, new_marks = _marks(before[start:end]), _marks(after[new_start:new_end])
    at, there = start + old_marks, new_start + new_marks
    if at < end and there < new_end and before[at] == after[there] and before[at].isspace():
        if old_marks or new_marks:
            yield start, at, new_start, there
        start, new_start = at + 1, there + 1
    old_marks = _marks(before[start:end][::-1])
    new_marks = _marks(after[new_start:new_end][::-1])
    at, there = end - old_marks, new_end - new_marks
    if (
        at > start
        and there > new_start
        and before[at - 1] == after[there - 1]
        and before[at - 1].isspace()
    ):
        if at - 1 > start or there - 1 > new_start:
            yield start, at - 1, new_start, there - 1
        start, new_start = at, there
    if start < end or new_start < new_end:
        yield start, end, new_start, new_end


def _marks(words: Sequence[str]) -> int:
    """With how many brackets, and ties of brackets, it begins."""
    for at, word in enumerate(words):
        if word[0] not in "[]{" or word.startswith("[^"):
            return at
    return len(words)


class _Sides:
    """How heavy any stretch of either wording is, and how its brackets stand."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        weights = {word: _weight(word) for word in {*before, *after}}
        words = {word: weight if word[0].isalnum() else 0 for word, weight in weights.items()}
        self.before, self.after = before, after
        self.weights = _sums(before, weights)
        self.words = _sums(before, words)
        self.new_words = _sums(after, words)
        brackets = {word: word in ("[", "]") for word in weights}
        self.brackets = _sums(before, brackets)
        self.new_brackets = _sums(after, brackets)

    def whole(self, start: int, end: int) -> bool:
        """Whether a stretch of the old wording holds whole pairs of brackets only."""
        return self.brackets[start] == self.brackets[end] or _balanced(self.before[start:end])

    def size(self, change: Difference) -> int:
        """Of the words of its longer side."""
        start, end, new_start, new_end = change
        taken_out = self.words[end] - self.words[start]
        return max(taken_out, self.new_words[new_end] - self.new_words[new_start])


def _sums(tokens: Sequence[str], weights: Mapping[str, int]) -> list[int]:
    return list(accumulate(map(weights.__getitem__, tokens), initial=0))


def _weight(word: str) -> int:
    first = word[0]
    if first.isalnum():
        return SHORT_WORD if len(word) <= SHORT and not first.isdigit() else WORD
    if first.isspace():
        return PARAGRAPH if word.count("\n") > 1 else SIGN * ("\n" in word)
    if first in "[]{\\":
        return BRACKET
    return STOP if first in _SENTENCE_END else SIGN


def _joined(sides: _Sides, changes: Iterable[Difference]) -> list[Difference]:
    """Two changes are one where what lies between is light against both of them."""
    found: list[Difference] = []
    for each in changes:
        change = each
        while found and _is_light(sides, found[-1], change):
            change = _one(found.pop(), change)
        found.append(change)
    return found


def _one(first: Difference, second: Difference) -> Difference:
    return first[0], second[1], first[2], second[3]


def _is_light(sides: _Sides, first: Difference, second: Difference) -> bool:
    """Whether it saves more to read two changes as one than it costs to read words twice."""
    if first[1] == second[0]:
        return True
    between = sides.weights[second[0]] - sides.weights[first[1]]
    if between > HEAVIEST:
        return False
    runs, other_runs = _runs(first), _runs(second)
    if runs == other_runs == 1 and (first[0] < first[1]) == (second[0] < second[1]):
        return False  # only taken out or only put in: it is clearer to leave what stayed
    saved = runs + 1 + other_runs - _runs(_one(first, second))
    size, other_size = sides.size(first), sides.size(second)
    light = 2 * (between + SIGN) <= min(size, other_size) * saved // 3
    if not light and not (max(size, other_size) >= between and _is_torn(sides, first, second)):
        return False
    return sides.whole(first[1], second[0])


def _is_torn(sides: _Sides, first: Difference, second: Difference) -> bool:
    """Whether a pair of brackets opens in the one change and closes in the other, beside words.

    Marks alone, or with whole pairs between them, are no such case: `[` and `][should]` around a
    `shall` that stays.
    """
    spans = (
        (sides.before, sides.brackets, first[:2], second[:2]),
        (sides.after, sides.new_brackets, first[2:], second[2:]),
    )
    for words, brackets, (start, end), (other_start, other_end) in spans:
        opens, closes = brackets[start] < brackets[end], brackets[other_start] < brackets[other_end]
        if opens and closes and end - start + other_end - other_start <= FURTHEST:
            opening, closing = _Lone(words[start:end]), _Lone(words[other_start:other_end])
            if opening.opening and closing.closing and opening.words + closing.words:
                return True
    return False


class _Lone:
    """What stands in a stretch outside the pairs of brackets that it holds."""

    __slots__ = ("closing", "opening", "words")

    def __init__(self, words: Sequence[str]) -> None:
        self.closing = self.words = 0
        within: list[int] = []
        for word in words:
            if word == "[":
                within.append(self.words)
            elif word == "]" and within:
                self.words = within.pop()
            elif word == "]":
                self.closing += 1
            elif word[0].isalnum():
                self.words += 1
        self.opening = len(within)


def _runs(change: Difference) -> int:
    return (change[0] < change[1]) + (change[2] < change[3])


def _balanced(words: Sequence[str]) -> bool:
    """Whether no bracket in it has its other half elsewhere."""
    if "[" not in words and "]" not in words:
        return True
    lone = _Lone(words)
    return not lone.opening and not lone.closing


def _gathered(sides: _Sides, changes: Sequence[Difference]) -> list[Difference]:
    """Small changes in a row, each a step from the next, are one."""
    found: list[Difference] = []
    row: list[Difference] = []
    for change in changes:
        if row and not (_is_small_step(sides, row[-1], change)):
            found += _as_one(row)
            row = []
        row.append(change)
    return found + _as_one(row)


def _is_small_step(sides: _Sides, first: Difference, second: Difference) -> bool:
    between = sides.weights[second[0]] - sides.weights[first[1]]
    return (
        _runs(first) == _runs(second) == 2
        and between <= SHORT_WORD
        and bool(sides.size(first) and sides.size(second))
        and sides.whole(first[1], second[0])
    )


def _as_one(row: Sequence[Difference]) -> list[Difference]:
    return [_one(row[0], row[-1])] if len(row) >= SCATTERED else list(row)


def _moved(
    before: Sequence[str], after: Sequence[str], changes: Sequence[Difference]
) -> list[Difference]:
    """Each change that only puts in or only takes out, at the best of the places it can be read."""
    found: list[Difference] = []
    for number, change in enumerate(changes):
        start, end, new_start, new_end = change
        # How far the words that stayed reach on both sides.
        low = found[-1][1] if found else 0
        high = changes[number + 1][0] if number + 1 < len(changes) else len(before)
        room = start - low, high - end
        if start == end:
            by = _best_shift(after, (new_start, new_end), room)
        elif new_start == new_end:
            by = _best_shift(before, (start, end), room)
        else:
            by = 0
        found.append((start + by, end + by, new_start + by, new_end + by))
    return found


def _best_shift(tokens: Sequence[str], span: tuple[int, int], room: tuple[int, int]) -> int:
    """How far a stretch is best moved over words that are the same as those it gains."""
    start, end = span
    back = on = 0
    while back < min(room[0], FURTHEST) and tokens[start - back - 1] == tokens[end - back - 1]:
        back += 1
    while on < min(room[1], FURTHEST) and tokens[start + on] == tokens[end + on]:
        on += 1
    if not back and not on:
        return 0
    passed = {*tokens[start - back : start], *tokens[end : end + on]}
    if passed & {"[", "]"}:
        if not _balanced(tokens[start:end]) or end - start > FURTHEST:
            return 0
        shifts = [by for by in range(-back, on + 1) if _balanced(tokens[start + by : end + by])]
    else:
        shifts = list(range(-back, on + 1))
    return max(shifts, key=lambda by: (_border(tokens, start + by) + _border(tokens, end + by), by))


def _border(tokens: Sequence[str], at: int) -> int:
    """How well a change begins or ends at a place."""
    if at in (0, len(tokens)):
        return 6
    left, right = tokens[at - 1], tokens[at]
    if "\n" in right:
        return 6
    if right.isspace():
        last = left[-1]
        return 5 if last in _SENTENCE_END else 3 if last in _PHRASE_END else 2
    if left in _NO_BLANK_AFTER:
        return 5
    if "\n" in left:
        return 4
    return 1
