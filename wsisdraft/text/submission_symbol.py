"""Symbols of submissions, made of the template that a process has for them."""

from __future__ import annotations

from collections.abc import Collection

from wsisdraft.text.address import Address
from wsisdraft.text.frozen import frozen

USUAL = "{window}/{serial}"
"""The template of a process that has none of its own."""


@frozen
class Numbered:
    """What a submission is called: its symbol, and the serial that is its file's name."""

    symbol: str
    serial: int


def numbered(
    template: str,
    *,
    place: Address | None,
    window: str,
    version: int,
    after: int,
    taken: Collection[str],
) -> Numbered:
    """The first symbol that nobody was given, with a serial above `after`: `V1/B/5` and 5.

    `place` is the first one it is about, `version` which window it is, counted from 1. The template
    has `{serial}` in it, so that there is always another one.
    """
    serial = after + 1
    while (symbol := _symbol(template or USUAL, place, window, version, serial)) in taken:
        serial += 1
    return Numbered(symbol, serial)


def _symbol(template: str, place: Address | None, window: str, version: int, serial: int) -> str:
    """What is about no chapter has one part less: `V1/5`."""
    document = place.document.rpartition("/")[2] if place is not None else ""
    facts = {
        "{document}": document[:1].upper(),
        "{chapter}": place.parts[0] if place is not None and place.parts else "",
        "{window}": window,
        "{version}": str(version),
        "{serial}": str(serial),
    }
    for mark, fact in facts.items():
        template = template.replace(mark, fact)
    return "/".join(part for part in template.split("/") if part)
