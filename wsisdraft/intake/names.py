"""Names of chapters and sections: as printed where their order allows it, else letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from wsisdraft.text.address import is_name
from wsisdraft.text.layout import in_natural_order

BEFORE_ALL = "00"
"""The name of what stands before a chapter that is printed as A."""
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def names_of(printed: Sequence[str]) -> tuple[str, ...]:
    """A name for each sibling from what its heading prints, empty where that is nothing.

    The names are lawful for folders, each only once, and their natural order is that of the
    siblings. Those without one get letters that come before, between or after their neighbours;
    where the printed ones are not in order, all are lettered: A, B, ... Z, ZA, ZB.
    """
    filled = _filled(printed)
    known = len({name.casefold() for name in filled}) == len(filled)
    if known and all(map(is_name, filled)) and in_natural_order(filled) == tuple(filled):
        return tuple(filled)
    return tuple(islice(_letters(), len(printed)))


def _letters() -> Iterator[str]:
    prefix = ""
    while True:
        for letter in _ALPHABET:
            yield prefix + letter
        prefix += "Z"
        if len(prefix) > 30:
            return


def _filled(printed: Sequence[str]) -> list[str]:
    """The names with letters in the places of empty ones."""
    found = list(printed)
    at = 0
    while at < len(found):
        if found[at]:
            at += 1
            continue
        end = at
        while end < len(found) and not found[end]:
            end += 1
        before = found[at - 1] if at else ""
        following = found[end] if end < len(found) else ""
        found[at:end] = _between(before, following, end - at)
        at = end
    return found


def _between(before: str, following: str, count: int) -> list[str]:
    """Names after one and before another, as far as letters go."""
    if not before:
        plain = list(islice(_letters(), count))
        if not following or in_natural_order([*plain, following])[-1] == following != plain[-1]:
            return plain
        spread = ["A", *(f"A{letter}" for letter in _ALPHABET[1:])][:count]
        if in_natural_order([*spread, following])[-1] == following != spread[-1]:
            return spread
        return [BEFORE_ALL, *(f"{BEFORE_ALL}{letter}" for letter in _ALPHABET)][:count]
    start = _ALPHABET.find(before[0].upper()) + 1
    if not following:
        return [_ALPHABET[start + n : start + n + 1] for n in range(count)]
    return [f"{before}-{_ALPHABET[n : n + 1]}" for n in range(count)]
