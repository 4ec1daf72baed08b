"""The redline of long wordings that are mostly the same: only what is near a change is compared."""

from __future__ import annotations

from wsisdraft.reports.redline import Redline, Sign, redline

MARGIN = 6
"""Words before and after all that differs which are compared with it, so that it reads the same."""
_WORTH_IT = 160
"""Characters that must be left out for that to save anything."""

_MARKS = "[]{\\"


def nearby_redline(old: str, new: str) -> Redline:
    """The redline of two wordings, at the cost of what is between their common ends.

    The ends that are left out hold whole pairs of brackets, so that no pair is parted.
    """
    head = _head(old, new)
    tail = _tail(old, new, head)
    if head + tail < _WORTH_IT:
        return redline(old, new)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    middle = _single(before, after) or redline(before, after)
    return _with_ends(old[:head], middle, old[len(old) - tail :])


def _single(old: str, new: str) -> Redline:
    """The redline where there is but one way to tell it; else nothing.

    Something that has no bracket in it stands in place of something else with which it has no word
    in common; or it only came, or only went, and cannot be read one word further on.
    """
    from wsisdraft.notation.words import tokens

    one, other = tokens(old), tokens(new)
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - head
    tail = next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)
    out, put_in = one[head : len(one) - tail], other[head : len(other) - tail]
    known = {*out, *put_in}
    if any(token[0] in _MARKS for token in known):
        return ()
    if not out and not put_in:
        return ()
    if not out or not put_in:
        moved, where = out or put_in, one[:head]
        if where and moved[-1] == where[-1] and moved[-1].isspace():
            # A blank goes with the word behind it.
            head, moved = head - 1, [moved[-1], *moved[:-1]]
            out, put_in = (moved, []) if out else ([], moved)
    words, others = ([token for token in side if not token.isspace()] for side in (out, put_in))
    before = next((t for t in reversed(one[:head]) if not t.isspace()), "")
    after = next((t for t in one[head + len(out) :] if not t.isspace()), "")
    ends = {side[at] for side in (words, others) for at in (0, -1) if side}
    if not ends or ends & {before, after} or not set(words).isdisjoint(others):
        return ()
    runs = (
        (Sign.SAME, one[:head]),
        (Sign.TAKEN_OUT, out),
        (Sign.PUT_IN, put_in),
        (Sign.SAME, one[head + len(out) :]),
    )
    return tuple((sign, "".join(run)) for sign, run in runs if run)


def _head(old: str, new: str) -> int:
    """Where the part to be compared begins in both: at a word, no bracket open."""
    at = _alike(old, new)
    for _ in range(MARGIN + 1):
        at = old.rfind(" ", 0, max(at, 0))
    at += 1
    while at > 0 and old.count("[", 0, at) != old.count("]", 0, at):
        at = old.rfind(" ", 0, max(old.rfind("[", 0, at), 0)) + 1
    return at


def _tail(old: str, new: str, head: int) -> int:
    """How many characters at the end of both are not compared."""
    alike = _alike(old[head:][::-1], new[head:][::-1])
    at = len(old) - alike
    for _ in range(MARGIN + 1):
        at = old.find(" ", at) + 1
        if not at:
            return 0
    tail = old[at - 1 :]
    return len(tail) if tail.count("[") == tail.count("]") else 0


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _with_ends(head: str, words: Redline, tail: str) -> Redline:
    runs = list(words)
    if head:
        if runs and runs[0][0] is Sign.SAME:
            head += runs.pop(0)[1]
        runs.insert(0, (Sign.SAME, head))
    if tail:
        if runs and runs[-1][0] is Sign.SAME:
            tail = runs.pop()[1] + tail
        runs.append((Sign.SAME, tail))
    return tuple(runs)
