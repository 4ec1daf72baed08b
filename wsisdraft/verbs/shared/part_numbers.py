"""The numbers of the parts into which a paragraph is split."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Refusal, misused
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import LATIN, Number, Segment
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Place

__all__ = ["part_numbers"]

_FURTHEST = 1000
"""How far up the next free number is looked for."""


def part_numbers(
    text: Text, address: Address, count: int, given: Sequence[str]
) -> tuple[Address, ...] | Refusal:
    """The addresses of `count` parts after the first, as given or as the process numbers.

    Where `bis` inserts, 21 is followed by 21bis, 21ter; else by the next numbers that are free.
    Refused where one is taken, malformed, or where there are not as many as parts.
    """
    if given:
        return _given(text.layout, address, count, given)
    numbers = _by_latin(address, count) if text.process.bis_inserts else None
    if numbers is None:
        return _free(text.layout, address, count)
    wanted = tuple(Address(address.document, address.parts, number) for number in numbers)
    return _untaken(text.layout, address, wanted) or wanted


def _by_latin(address: Address, count: int) -> tuple[Number, ...] | None:
    """21bis and 21ter after 21; None for words, which have none."""
    number = address.number
    if number is None or number.word:
        return None
    *outer, last = number.segments
    start = LATIN.index(last.latin) + 1 if last.latin else 0
    words = LATIN[start : start + count]
    if len(words) < count:
        return None
    segments = (Segment(last.label, last.letters, latin) for latin in words)
    return tuple(Number(number.series, (*outer, segment)) for segment in segments)


def _free(layout: Layout, address: Address, count: int) -> tuple[Address, ...] | Refusal:
    """The next numbers on the same level that nothing has."""
    number = address.number
    last = number.segments[-1] if number is not None else None
    if number is None or last is None or not last.counted:
        return misused(
            "malformed-number",
            f"It does not follow from {address} how its parts are to be numbered.",
            f"Give their numbers: --as N{',N' * (count - 1)}.",
        )
    found: list[Address] = []
    value = int(last.label)
    while len(found) < count and value < int(last.label) + _FURTHEST:
        value += 1
        segments = (*number.segments[:-1], Segment(str(value)))
        candidate = Address(address.document, address.parts, Number(number.series, segments))
        if not layout.has(candidate):
            found.append(candidate)
    return tuple(found)


def _given(
    layout: Layout, address: Address, count: int, given: Sequence[str]
) -> tuple[Address, ...] | Refusal:
    if len(given) != count:
        parts = "one part" if count == 1 else f"{count} parts"
        return misused(
            "malformed-number",
            f"There are {len(given)} numbers for {parts} besides the first, "
            f"which stays {address.number}.",
            f"Give {count}: --as N{',N' * (count - 1)}.",
        )
    wanted: list[Address] = []
    for each in given:
        number = Number.read(each)
        if number is None:
            return misused(
                "malformed-number",
                f"{quoted(each)} is no number of a paragraph.",
                "Write it as 22, 21bis, 24.a or annex.",
            )
        wanted.append(Address(address.document, address.parts, number))
    if len(set(wanted)) != len(wanted):
        return misused(
            "malformed-number", "The same number is given twice.", "Give each part its own."
        )
    return _untaken(layout, address, wanted) or tuple(wanted)


def _untaken(layout: Layout, address: Address, wanted: Sequence[Address]) -> Refusal | None:
    taken = [each for each in wanted if layout.has(each)]
    if not taken:
        return None
    free = _free(layout, address, len(wanted))
    offer = "" if isinstance(free, Refusal) else ",".join(str(each.number) for each in free)
    findings = (
        Finding(
            Place(each.path),
            "already-there",
            f"{each} is there already.",
            f"--as {offer or 'N'} gives other numbers; "
            f"wsisdraft renumber {address.place} makes room.",
            ref=str(each),
        )
        for each in taken
    )
    return Refusal(tuple(findings))
