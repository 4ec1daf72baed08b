"""Which paragraph of one state is which of another: by id, and by likeness where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.notation.clean import without_ties
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph

LEAST = 0.5
"""Likeness of words below which two paragraphs without a common id are two."""
LEAST_IN_PLACE = 0.25
"""The same where both have one address."""


@frozen
class Pair:
    """A paragraph in two states; one of the two is None where it is in one state only."""

    was: Paragraph | None
    now: Paragraph | None
    likeness: float | None = None
    """From 0 to 1 where they were paired by it; None where the id says so."""


@frozen
class Pairing:
    pairs: tuple[Pair, ...]
    """Those of the later state in its order, then what is in the earlier one only, in its order."""
    repeated: tuple[tuple[str, ...], tuple[str, ...]]
    """Ids that stand several times, in the earlier and in the later state."""


def paired(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Pairing:
    """Pairs the paragraphs of two states; each stands in one pair.

    An id that several paragraphs of a state have pairs those that kept their address, then the
    others in their order. Paragraphs with two different ids are never paired.
    """
    earlier, later = _by_id(old), _by_id(new)
    partners: dict[int, Pair] = {}
    for known, there in later.items():
        for was, now in _same_id(earlier.get(known, []), there):
            partners[id(now)] = Pair(was, now)
    taken = {id(pair.was) for pair in partners.values()}
    rest = [p for p in old if id(p) not in taken]
    waiting = [p for p in new if id(p) not in partners]
    for pair in _by_likeness(rest, waiting):
        partners[id(pair.now)] = pair
        taken.add(id(pair.was))
    return Pairing(
        (
            *(partners.get(id(p)) or Pair(None, p) for p in new),
            *(Pair(p, None) for p in rest if id(p) not in taken),
        ),
        (_repeated(earlier), _repeated(later)),
    )


def _by_id(paragraphs: Sequence[Paragraph]) -> dict[str, list[Paragraph]]:
    found: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.id:
            found.setdefault(paragraph.id, []).append(paragraph)
    return found


def _repeated(by_id: dict[str, list[Paragraph]]) -> tuple[str, ...]:
    return tuple(sorted(known for known, there in by_id.items() if len(there) > 1))


def _same_id(
    old: Sequence[Paragraph], new: Sequence[Paragraph]
) -> list[tuple[Paragraph, Paragraph]]:
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    at_home = {p.address: p for p in old}
    stayed = [(at_home[p.address], p) for p in new if p.address in at_home]
    kept = {p.address for _, p in stayed}
    others = [[p for p in side if p.address not in kept] for side in (old, new)]
    return stayed + list(zip(*others, strict=False))


def _by_likeness(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Pair]:
    """Pairs of which one side at least has no id: first those at one address, then any."""
    if all(p.id for p in old) and all(p.id for p in new):
        return []
    from wsisdraft.notation.likeness import likeness

    found: list[Pair] = []
    at_home = {p.address: p for p in old}
    for now in new:
        was = at_home.get(now.address)
        if was is not None and not (was.id and now.id):
            alike = likeness(_words(was), _words(now))
            if alike >= LEAST_IN_PLACE:
                found.append(Pair(was, now, alike))
    left, right = _left(old, new, found)
    found += _anywhere([p for p in left if not p.id], right)
    left, right = _left(left, right, found)
    found += _anywhere(left, [p for p in right if not p.id])
    return found


def _left(
    old: Sequence[Paragraph], new: Sequence[Paragraph], found: Sequence[Pair]
) -> tuple[list[Paragraph], list[Paragraph]]:
    taken = {id(each) for pair in found for each in (pair.was, pair.now)}
    return [p for p in old if id(p) not in taken], [p for p in new if id(p) not in taken]


def _anywhere(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Pair]:
    from wsisdraft.notation.likeness import paired_by_likeness

    if not old or not new:
        return []
    pairs = paired_by_likeness([_words(p) for p in old], [_words(p) for p in new], LEAST)
    return [Pair(old[i], new[j], alike) for i, j, alike in pairs]


def _words(paragraph: Paragraph) -> str:
    return without_ties(paragraph.body)


def in_reading_order(before: Text, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The later state's order, what is gone from a chapter behind what it followed there."""
    now_of = {pair.was.address: pair.now for pair in pairs if pair.was is not None}
    gone = {p.was.address: p for p in pairs if p.was is not None and p.now is None}
    behind: dict[Address | None, list[Pair]] = {}
    chapter: Address | None = None
    last: Address | None = None
    for paragraph in before.paragraphs() if gone else ():
        if paragraph.address.chapter != chapter:
            chapter = last = paragraph.address.chapter
        pair = gone.get(paragraph.address)
        if pair is not None:
            behind.setdefault(last, []).append(pair)
            continue
        now = now_of.get(paragraph.address)
        if now is not None and now.address.chapter == chapter:
            last = now.address
    for pair in pairs:
        if pair.now is None:
            continue
        yield from behind.pop(pair.now.address.chapter, ())
        yield pair
        yield from behind.pop(pair.now.address, ())
    for rest in behind.values():
        yield from rest
