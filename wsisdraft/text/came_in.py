"""What came in, looked up: by symbol, by window, by the place of the text it is about."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.formerly import formers
from wsisdraft.text.frozen import frozen
from wsisdraft.text.submission import Proposal, Submission, Window

__all__ = [
    "Named",
    "called",
    "is_late",
    "moved_away_to",
    "near_symbols",
    "places_now",
    "window_called",
]


@frozen
class Named:
    """What a symbol names: a submission, or one proposal in it."""

    submission: Submission
    proposal: Proposal | None = None


def called(text: Text, symbol: str) -> tuple[Named, ...]:
    """Whatever goes by a symbol, `V1/B/5` or `V1/B/5/2`, in any case; several only in error."""
    return tuple(_called(text, symbol.strip().strip("/").casefold()))


def _called(text: Text, wanted: str) -> Iterator[Named]:
    head, slash, number = wanted.rpartition("/")
    for each in text.submissions:
        own = each.symbol.casefold()
        if own == wanted:
            yield Named(each)
        elif slash and own == head:
            yield from (Named(each, p) for p in each.proposals if p.number == number)


def near_symbols(text: Text, symbol: str) -> tuple[str, ...]:
    """Up to three symbols on record that are like this one, the likest first."""
    from difflib import get_close_matches

    known = {each.symbol.casefold(): each.symbol for each in text.submissions if each.symbol}
    return tuple(known[like] for like in get_close_matches(symbol.casefold(), known, 3))


def window_called(text: Text, name: str) -> Window | None:
    """The window of a name, in any case."""
    folded = name.casefold()
    return next((each for each in text.windows if each.name.casefold() == folded), None)


def is_late(text: Text, submission: Submission) -> bool:
    """Whether it came in after the last day of its window."""
    window = window_called(text, submission.window)
    return window is not None and window.late(submission.received)


def places_now(text: Text) -> dict[str, Address]:
    """By each REF that a proposal names, as it is written, the place that is today.

    A paragraph that got another number since is followed, and a chapter that moved; a REF that
    names nothing, or several paragraphs by now, is left out. Only a whole text can tell.
    """
    written = {p.ref for each in text.submissions for p in each.proposals}
    had = formers(text.paragraphs()) if written else {}
    went = moved_away_to(text)
    found: dict[str, Address] = {}
    for ref in written:
        address = Address.of(ref)
        if address is None:
            continue
        if address not in went and text.layout.has(address):
            found[ref] = address
        elif address in went:
            found[ref] = went[address]
        elif len(set(now := had.get(address, ()))) == 1:
            found[ref] = now[0]
    return found


def moved_away_to(text: Text) -> dict[Address, Address]:
    """Chapters and sections of which only a marker is left, and where each of them is."""
    return dict(_went(text))


def _went(text: Text) -> Iterator[tuple[Address, Address]]:
    for chapter in text.chapters():
        marked = [(chapter.address, chapter.moved_to)]
        marked += [(each.address, each.moved_to) for each in chapter.every_section()]
        for address, moved_to in marked:
            to = Address.of(moved_to) if moved_to else None
            if to is not None:
                yield address, to
