"""New numbers for the paragraphs of one folder: without gaps, from a number on, or as listed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from wsisdraft.text.number import Number, Segment, in_order

__all__ = ["carried", "consecutive", "highest", "lowest"]

_Key = tuple[str, Segment]
"""The series and first level of a number, which all parts of a paragraph have in common."""


def consecutive(
    numbers: Iterable[Number],
    starts: Mapping[str, int],
    *,
    bis_inserts: bool = True,
    gone: Collection[Number] = (),
    among: Collection[Number] | None = None,
) -> dict[Number, Number]:
    """The numbers of a folder counted anew, each series on its own; parts keep their parents.

    What is inserted as A, or as bis where `bis_inserts`, is counted like any other; otherwise bis
    stays with its number. `starts` are the first numbers by series, 1 where none is given. Words
    (`annex`), letters, and what is `gone` or not `among` those meant get no number.
    """
    found = [n for n in in_order(tuple(numbers)) if among is None or n in among]
    left = [number for number in found if number not in gone]
    next_of: dict[str, int] = dict(starts)
    new: dict[_Key, Segment] = {}
    for number in left:
        key = _key(number)
        first = number.segments[0]
        if key in new or not first.counted:
            continue
        base = new.get((number.series, Segment(first.label, first.letters)))
        if first.latin and not bis_inserts and base is not None:
            new[key] = Segment(base.label, base.letters, first.latin)
            continue
        counted = next_of.get(number.series, 1)
        new[key] = Segment(str(counted))
        next_of[number.series] = counted + 1
    return {n: _with_first(n, new[_key(n)]) for n in left if _key(n) in new}


def carried(
    mapped: Mapping[Number, Number], numbers: Sequence[Number], *, bis_inserts: bool = True
) -> dict[Number, Number]:
    """A mapping with the parts of what is mapped, and with its bis where that is a version of it.

    What is mapped itself goes where it is mapped to.
    """
    every: dict[Number, Number] = {}
    for number in numbers:
        if number in mapped:
            every[number] = mapped[number]
            continue
        above = _above(number, mapped, bis_inserts=bis_inserts)
        if above is not None:
            every[number] = above
    return every


def _above(number: Number, mapped: Mapping[Number, Number], *, bis_inserts: bool) -> Number | None:
    """Where a number goes with the nearest one that it belongs to; None where that stays."""
    for depth in range(len(number.segments), 0, -1):
        whole = Number(number.series, number.segments[:depth])
        rest = number.segments[depth:]
        if whole in mapped and rest:
            new = mapped[whole]
            return Number.of(f"{new}.{'.'.join(map(str, rest))}")
        last = whole.segments[-1]
        base = Number(number.series, (*whole.segments[:-1], Segment(last.label, last.letters)))
        if last.latin and not bis_inserts and base in mapped:
            tail = "".join(f".{segment}" for segment in rest)
            return Number.of(f"{mapped[base]}{last.latin}{tail}")
    return None


def _key(number: Number) -> _Key:
    return number.series, number.segments[0]


def _with_first(number: Number, first: Segment) -> Number:
    return Number(number.series, (first, *number.segments[1:]))


def lowest(numbers: Iterable[Number], series: str) -> int | None:
    """The smallest number of a series in a folder; None where it has none."""
    return min(_values(numbers, series), default=None)


def highest(numbers: Iterable[Number], series: str) -> int:
    """The greatest number of a series in a folder; 0 where it has none."""
    return max(_values(numbers, series), default=0)


def _values(numbers: Iterable[Number], series: str) -> Iterable[int]:
    for number in numbers:
        first = number.segments[0]
        if number.series == series and first.counted:
            yield int(first.label)
