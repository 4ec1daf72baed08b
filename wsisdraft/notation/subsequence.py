"""What two lists have in common in the same order, found for all places of one list at once.

The places of the one list are the bits of a whole number, and each member of the other list
changes all bits in a few operations on it. So the time is the product of both lengths divided by
the width of a machine's word, whatever the lists hold: there is no bad case to guard against.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import isqrt

__all__ = ["MOST", "Measure", "common_ends", "common_length", "in_common"]

MOST = 1_000_000_000
"""Members of the one list times those of the other; beyond it only the ends are compared."""
KEPT = 16_000_000
"""Bits that may be kept at once; beyond it some are found a second time when they are wanted."""


def in_common(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places in both of a longest common subsequence, in order; the latest of several."""
    if not one or not other or set(one).isdisjoint(other):
        return []
    if len(one) * len(other) > MOST:
        head, tail = common_ends(one, other)
        ends = [(len(one) - at, len(other) - at) for at in range(tail, 0, -1)]
        return [(at, at) for at in range(head)] + ends
    if len(one) == 1 or len(other) == 1:
        return _single(one, other)
    places = _places(one)
    step = len(other) if len(one) * len(other) <= KEPT else isqrt(len(other)) + 1
    starts = range(0, len(other), step)
    state = (1 << len(one)) - 1
    states = []
    for start in starts:
        states.append(state)
        if start + step < len(other):
            state = _rows(places, state, other[start : start + step])[-1]
    pairs: list[tuple[int, int]] = []
    i = len(one) - 1
    for start, before in zip(reversed(starts), reversed(states), strict=True):
        members = other[start : start + step]
        rows = _rows(places, before, members)
        j = len(members) - 1
        while i >= 0 and j >= 0:
            if one[i] == members[j]:
                pairs.append((i, start + j))
                i, j = i - 1, j - 1
            elif rows[j] >> i & 1:
                i -= 1  # as much is in common without this place
            else:
                j -= 1
    pairs.reverse()
    return pairs


def common_ends(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[int, int]:
    """How many members both begin with, and how many more they end with."""
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - head
    return head, next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)


def _single(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The same for a list of one."""
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            if one[i] == other[j]:
                return [(i, j)]
    return []


def common_length(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many members a longest common subsequence has."""
    return Measure(one).common(other)


class Measure:
    """One list, made ready for how much it has in common with each of many others."""

    __slots__ = ("_full", "_places", "size")

    def __init__(self, members: Sequence[Hashable]) -> None:
        self.size = len(members)
        self._places = _places(members)
        self._full = (1 << len(members)) - 1

    def common(self, other: Sequence[Hashable], least: float = 0) -> int:
        """The length of a longest common subsequence; 0 where it is soon seen to be below `least`.

        That is the case where fewer members of the other list stand in this one at all.
        """
        places = self._places
        there = [places[member] for member in other if member in places]
        if len(there) < least or self.size * len(other) > MOST:
            return 0
        state = full = self._full
        for bits in there:
            met = state & bits
            state = (state + met | state - met) & full
        return self.size - state.bit_count()


def _places(members: Sequence[Hashable]) -> dict[Hashable, int]:
    """For each member, the places where it stands as bits."""
    found: dict[Hashable, list[int]] = {}
    for at, member in enumerate(members):
        found.setdefault(member, []).append(at)
    size = len(members) // 8 + 1
    places: dict[Hashable, int] = {}
    for member, at_places in found.items():
        if len(at_places) < 8:
            places[member] = sum([1 << at for at in at_places])
        else:
            bits = bytearray(size)
            for at in at_places:
                bits[at >> 3] |= 1 << (at & 7)
            places[member] = int.from_bytes(bits, "little")
    return places


def _rows(places: dict[Hashable, int], state: int, members: Sequence[Hashable]) -> list[int]:
    """The state after each member. Bits above the list's length are left as they come."""
    rows = []
    for member in members:
        there = places.get(member)
        if there:
            met = state & there
            state = state + met | state - met
        rows.append(state)
    return rows
