"""Redlines in which no changed run tears a pair of brackets in two.

`reaffirm[-][recall-]]` strikes out the end of one pair and the beginning of the next, and what is
left looks like a third. A bracket that stays thus has either its other half beside it as before, or
one that went with one that came instead; or only brackets changed, and no words with them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from wsisdraft.notation.comparing import Difference

__all__ = ["bare_words", "with_whole_brackets"]

NEAR = 24
"""Words and blanks that are told twice at most to take a torn pair into one change."""
PASSES = 6
"""Times that what a change takes in may tear another pair; after it all changes are one."""


def with_whole_brackets(
    before: Sequence[str], after: Sequence[str], changes: Sequence[Difference]
) -> list[Difference]:
    """The changes, extended over brackets that they would tear from their other half."""
    found = list(changes)
    if "[" not in before or "[" not in after:
        return found
    for _ in range(PASSES):
        torn = list(_torn(before, after, found))
        if not torn:
            return found
        found = _united([*found, *torn])
    return [(found[0][0], found[-1][1], found[0][2], found[-1][3])]


def bare_words(words: Iterable[str]) -> bool:
    """Whether any word stands outside the pairs of brackets that a run holds."""
    counts = [0]
    for word in words:
        if word == "[":
            counts.append(0)
        elif word == "]" and len(counts) > 1:
            counts.pop()
        elif word[0].isalnum():
            counts[-1] += 1
    return any(counts)


def _partners(words: Sequence[str]) -> dict[int, int]:
    """The place of the other half for that of every paired bracket."""
    found: dict[int, int] = {}
    still_open: list[int] = []
    for at, word in enumerate(words):
        if word == "[":
            still_open.append(at)
        elif word == "]" and still_open:
            start = still_open.pop()
            found[start], found[at] = at, start
    return found


def _kept(before: Sequence[str], changes: Sequence[Difference]) -> Iterator[tuple[int, int]]:
    """The places of brackets that stay, in both wordings."""
    i = j = 0
    for start, end, _, new_end in (*changes, (len(before), 0, 0, 0)):
        for at in range(i, start):
            if before[at] in ("[", "]"):
                yield at, j + at - i
        i, j = end, new_end


def _torn(
    before: Sequence[str], after: Sequence[str], changes: Sequence[Difference]
) -> Iterator[Difference]:
    """What has to change too: a bracket that stays with the half of another pair."""
    others, new_others = _partners(before), _partners(after)
    kept = dict(_kept(before, changes))
    came_from = {there: at for at, there in kept.items()}
    starts, new_starts = [change[0] for change in changes], [change[2] for change in changes]
    bare: dict[tuple[int, bool], bool] = {}
    for at, there in kept.items():
        other, new_other = others.get(at), new_others.get(there)
        if other is None or new_other is None or kept.get(other) == new_other:
            continue
        gone, come = other not in kept, new_other not in came_from
        if gone == come:
            continue  # one half went and another came; or nothing changed but brackets elsewhere
        number = bisect_right(*((starts, other) if gone else (new_starts, new_other))) - 1
        change = changes[number]
        if (number, gone) not in bare:
            run = before[change[0] : change[1]] if gone else after[change[2] : change[3]]
            bare[number, gone] = bare_words(run)
        if bare[number, gone]:
            yield _reaching(change, at, there)


def _reaching(change: Difference, at: int, there: int) -> Difference:
    """From a change to a bracket, or the bracket alone where that is far."""
    distance = at - change[1] if at >= change[1] else change[0] - at
    if distance > NEAR:
        return at, at + 1, there, there + 1
    start, new_start = min(change[0], at), min(change[2], there)
    return start, max(change[1], at + 1), new_start, max(change[3], there + 1)


def _united(changes: Iterable[Difference]) -> list[Difference]:
    """In order, those that meet as one."""
    found: list[Difference] = []
    for change in sorted(changes):
        last = found[-1] if found else None
        if last and (change[0] <= last[1] or change[2] <= last[3]):
            ends = max(last[1], change[1]), max(last[3], change[3])
            found[-1] = last[0], ends[0], min(last[2], change[2]), ends[1]
        else:
            found.append(change)
    return found
