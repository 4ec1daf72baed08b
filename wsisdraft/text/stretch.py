"""Numbers of one folder as people name them together: `27-30`, `24.a-c`, or a single one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from wsisdraft.text.frozen import frozen
from wsisdraft.text.number import DEEPEST, LONGEST, Number

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def plain_dashes(text: str) -> str:
    """The same with every kind of dash as a hyphen, and no-break spaces as spaces."""
    return text if text.isascii() else text.translate(_DASHES).replace("\u00a0", " ")


@frozen
class Stretch:
    """The numbers from `first` to the last, both included, whatever lies between in order."""

    first: Number
    lasts: tuple[Number, ...]
    """What the last may mean, likelier first: `c` after `24.a` is 24.c, or else c. Never empty."""
    exact: bool = True
    """Whether it was spelt as file names spell it."""

    @property
    def single(self) -> bool:
        return self.lasts == (self.first,)

    def among(self, positions: Mapping[Number, int]) -> tuple[int, int] | None:
        """Positions of its first and last number in a folder; None where one is not there."""
        start = positions.get(self.first)
        if start is None:
            return None
        ends = (positions.get(last, -1) for last in self.lasts)
        end = next((end for end in ends if end >= start), None)
        return None if end is None else (start, end)

    def missing(self, positions: Mapping[Number, int]) -> Number | None:
        """The end that is not there; None where both are, be it in the wrong order."""
        if self.first not in positions:
            return self.first
        return None if any(last in positions for last in self.lasts) else self.lasts[0]


@lru_cache(maxsize=1 << 12)
def read_stretch(text: str) -> Stretch | None:
    """What `27-30`, `paras 27 – 30`, `24(a)-(c)`, `PP3-5` or `21 bis` names; None if no number."""
    if len(text) > 2 * LONGEST:
        return None
    text = plain_dashes(text).strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    left, dash, right = text.partition("-")
    first = Number.read(left)
    if first is None:
        return None
    exact = Number.of(left) is not None
    if not dash:
        return Stretch(first, (first,), exact)
    tail = Number.read(right)
    if tail is None:
        return None
    lasts = _lasts(first, tail)
    return Stretch(first, lasts, exact and Number.of(right) is not None) if lasts else None


def _lasts(first: Number, tail: Number) -> tuple[Number, ...]:
    """The series and the leading parts are taken from the left side where the right has none."""
    if tail.word:
        return (tail,)
    lasts: list[Number] = []
    series = tail.series or first.series
    if len(tail.segments) == 1 and len(first.segments) > 1 and not tail.series:
        lasts.append(Number(first.series, first.segments[:-1] + tail.segments))
    if not series or tail.segments[0].counted:
        lasts.append(Number(series, tail.segments))
    return tuple(last for last in lasts if len(last.segments) <= DEEPEST)


def write_stretch(first: Number, last: Number) -> tuple[str, ...]:
    """How a stretch can be written, shortest first; each reads back, if perhaps not alone."""
    if first == last:
        return (str(first),)
    full = f"{first}-{last}"
    alike = first.series == last.series and len(first.segments) == len(last.segments)
    if alike and first.segments[:-1] == last.segments[:-1] and not last.word:
        return (f"{first}-{last.segments[-1]}", full)
    return (full,)
