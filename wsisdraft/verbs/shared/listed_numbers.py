"""Numbers that are given: from one number on, or one by one."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.text.address import Address
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.number import Number
from wsisdraft.text.quoting import quoted
from wsisdraft.text.renumbering import carried, consecutive
from wsisdraft.text.stretch import Stretch, plain_dashes, read_stretch

__all__ = ["as_mapped", "from_on"]


def from_on(
    scope: Address, numbers: Sequence[Number], first: str, to: str, *, inserts: bool
) -> dict[Number, Number] | Refusal:
    """What follows a number, or a range of numbers, counted on from the one that it gets."""
    stretch, target = read_stretch(first), Number.read(to)
    if stretch is None or target is None:
        return _no_number(to if stretch else first)
    refusal = _uncounted(scope, stretch, target)
    if refusal is not None:
        return refusal
    meant = _among(scope, numbers, stretch)
    if isinstance(meant, Refusal):
        return meant
    series = stretch.first.series
    tops = {number.segments[0] for number in meant if number.series == series}
    # The parts of the last one belong to it.
    among = frozenset(n for n in numbers if n.series == series and n.segments[0] in tops)
    starts = {series: int(target.segments[0].label)}
    return consecutive(numbers, starts, bis_inserts=inserts, among=among)


def _uncounted(scope: Address, stretch: Stretch, target: Number) -> Refusal | None:
    """The refusal of what cannot be counted on: parts, letters, another series."""
    first, top = stretch.first, target.segments[0]
    whole = len(first.segments) == len(target.segments) == 1 and first.segments[0].counted
    if whole and str(top) == top.label and top.counted and target.series in ("", first.series):
        return None
    return misused(
        "malformed-numbers",
        f"From {first} to {target} nothing can be counted: whole numbers of one series can.",
        f"List them one by one: wsisdraft renumber {scope} --map {first}={target}.",
    )


def _among(
    scope: Address, numbers: Sequence[Number], stretch: Stretch
) -> Sequence[Number] | Refusal:
    positions = {number: position for position, number in enumerate(numbers)}
    missing = stretch.missing(positions)
    if missing is not None:
        return _not_there(scope, missing)
    if stretch.single:
        return numbers[positions[stretch.first] :]
    ends = stretch.among(positions)
    if ends is None:
        return misused(
            "malformed-numbers",
            f"In {scope}, {stretch.first} comes after {stretch.lasts[-1]}.",
            "Name the earlier number first, as --from 27-30.",
        )
    return numbers[ends[0] : ends[1] + 1]


def as_mapped(
    scope: Address, numbers: Sequence[Number], given: str, *, inserts: bool
) -> dict[Number, Number] | Refusal:
    """What `27=28,28=29` says, with the parts of what is listed."""
    mapped: dict[Number, Number] = {}
    for piece in given.split(","):
        old, equals, new = (part.strip() for part in plain_dashes(piece).partition("="))
        if not equals:
            return misused(
                "malformed-numbers",
                f"{quoted(piece.strip())} does not say which number becomes which.",
                f"Write it as wsisdraft renumber {scope} --map 27=28,28=29.",
            )
        read = Number.read(old), Number.read(new)
        if read[0] is None or read[1] is None:
            return _no_number(new if read[0] else old)
        if read[0] in mapped:
            return misused(
                "malformed-numbers",
                f"{read[0]} is listed twice.",
                "Give each number one new one.",
            )
        if read[0] not in numbers:
            return _not_there(scope, read[0])
        mapped[read[0]] = read[1]
    return carried(mapped, numbers, bis_inserts=inserts)


def _no_number(text: str) -> Refusal:
    return misused(
        "malformed-numbers",
        f"{quoted(text)} is not a paragraph's number.",
        "Write it as 27, 27bis, OP5 or 24.a.",
    )


def _not_there(scope: Address, number: Number) -> Refusal:
    return refuse(
        "unknown-ref",
        f"{scope} has no paragraph {number}.",
        f"wsisdraft show {scope} shows what is there.",
        ref=str(scope),
    )
