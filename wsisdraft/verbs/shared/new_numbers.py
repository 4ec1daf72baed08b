"""Which paragraphs get which new numbers: what `renumber` is told, against what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.rules.rule import at_words
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Refusal, misused
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import SERIES, Number
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.renumbering import consecutive, highest, lowest
from wsisdraft.text.span import Place
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.listed_numbers import as_mapped, from_on

__all__ = ["NewNumbers", "Wish", "frozen_numbers", "new_numbers"]

_EVERY_SERIES = ("", *SERIES)
MOST_NAMED = 3


@frozen
class Wish:
    """How numbers are to be given."""

    start: int | None = None
    """The first number; 1, or where the chapter before it ends, if not said."""
    first: str = ""
    """The paragraph from which on numbers change, or the range of those that do."""
    to: str = ""
    """The number that it gets."""
    mapped: str = ""
    """`27=28,28=29`."""
    without_deleted: bool = False
    """Whether deleted paragraphs leave the text."""


@frozen
class NewNumbers:
    """What becomes of the paragraphs of a place."""

    moves: Mapping[Address, Address]
    gone: tuple[Paragraph, ...]
    """Deleted ones that leave the text."""
    notes: tuple[str, ...]
    """What else should be known, in sentences."""


def new_numbers(text: Text, scope: Address, wish: Wish) -> NewNumbers | Refusal:
    """The new addresses of the paragraphs in a chapter, section or document."""
    misuse = _misuse(scope, wish)
    if misuse is not None:
        return misuse
    gone = tuple(_gone(text, scope)) if wish.without_deleted else ()
    left = frozenset(paragraph.address for paragraph in gone)
    listed = bool(wish.mapped or wish.first)
    made = (_listed if listed else _counted)(text, scope, wish, left)
    if isinstance(made, Refusal):
        return made
    every, notes = made
    moves = {old: new for old, new in every.items() if old != new}
    taken = tuple(_taken(text.layout, moves, left, _remedy(scope, wish)))
    if taken:
        return Refusal(taken)
    kept = () if wish.without_deleted else _deleted_kept(text, scope, moves)
    return NewNumbers(moves, gone, (*notes, *kept))


def _misuse(scope: Address, wish: Wish) -> Refusal | None:
    part = f"wsisdraft renumber {scope} --from 27 --to 28"
    ways = sum((bool(wish.mapped), bool(wish.first or wish.to), wish.start is not None))
    if ways > 1:
        return misused(
            "malformed-numbers",
            "--start, --from with --to, and --map exclude each other.",
            "Give one of them.",
        )
    if bool(wish.first) != bool(wish.to):
        return misused(
            "malformed-numbers", "--from and --to belong together.", f"Give both: {part}."
        )
    if not scope.parts and (wish.mapped or wish.first):
        return misused(
            "several",
            f"{scope} is a document, and its chapters are numbered each by itself.",
            f"Name the chapter: wsisdraft renumber {scope}B --from 27 --to 28.",
        )
    if wish.start is not None and wish.start < 0:
        return misused(
            "malformed-numbers",
            "Numbers begin with 0 or above.",
            "Give --start 1, or leave it out.",
        )
    return None


def _gone(text: Text, scope: Address) -> Iterator[Paragraph]:
    for paragraph in text.paragraphs():
        if paragraph.status == DELETED and paragraph.address.within(scope):
            yield paragraph


def _deleted_kept(text: Text, scope: Address, moves: Mapping[Address, Address]) -> tuple[str, ...]:
    """A sentence about deleted paragraphs, which are counted as long as they are there."""
    deleted = [str(moves.get(p.address, p.address)) for p in _gone(text, scope)]
    if not deleted:
        return ()
    are, keep = ("is", "keeps its number") if len(deleted) == 1 else ("are", "keep their numbers")
    them = "it" if len(deleted) == 1 else "them"
    out = f"--without-deleted takes {them} out of the text"
    return (f"{_named(deleted)} {are} deleted and {keep}; {out}.",)


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    if more > 0:
        return f"{', '.join(names[:MOST_NAMED])} and {more} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# Counted anew.


def _folders(layout: Layout, place: Address) -> Iterator[Address]:
    """Chapters and sections in reading order, what is directly in one before its sections."""
    if place.parts:
        yield place
        for section in layout.sections(place):
            yield from _folders(layout, section)
    else:
        for chapter in layout.chapters(place):
            yield from _folders(layout, chapter)


def _own(layout: Layout, folder: Address) -> tuple[Number, ...]:
    return tuple(a.number for a in layout.own(folder) if a.number is not None)


def _counted(
    text: Text, scope: Address, wish: Wish, left: frozenset[Address]
) -> tuple[dict[Address, Address], tuple[str, ...]] | Refusal:
    """Every folder in a place counted anew; one that went on where the one before it ended does."""
    layout, inserts = text.layout, text.process.bis_inserts
    moves: dict[Address, Address] = {}
    notes: list[str] = []
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    first = wish.start
    for folder in _folders(layout, Address(scope.document)):
        numbers = _own(layout, folder)
        inside = folder.within(scope)
        starts = {s: _start(numbers, s, before, after) for s in _EVERY_SERIES}
        if inside and first is not None and any(n.segments[0].counted for n in numbers):
            there = [s for s in _EVERY_SERIES if lowest(numbers, s) is not None]
            if there[0] and len(there) > 1:
                return _two_series(folder, there[0], first)
            starts[there[0]] = first
            first = None
        new = {n: n for n in numbers}
        if inside:
            dropped = frozenset(n for n in numbers if Address(*_at(folder), n) in left)
            new = consecutive(numbers, starts, bis_inserts=inserts, gone=dropped)
            moves |= {Address(*_at(folder), n): Address(*_at(folder), m) for n, m in new.items()}
            notes += _versions(folder, new) if not inserts else ()
        else:
            notes += _counts_on_from(folder, numbers, scope, (before, after))
        for series in _EVERY_SERIES:
            if lowest(numbers, series) is not None:
                before[series] = highest(numbers, series)
                after[series] = highest(new.values(), series)
    return moves, tuple(notes)


def _two_series(folder: Address, series: str, start: int) -> Refusal:
    return misused(
        "malformed-numbers",
        f"{folder} has preambular and operative paragraphs, each with numbers of its own.",
        f"wsisdraft renumber {folder} --from {series}1 --to {series}{start}.",
    )


def _at(folder: Address) -> tuple[str, tuple[str, ...]]:
    return folder.document, folder.parts


def _start(
    numbers: Sequence[Number], series: str, before: Mapping[str, int], after: Mapping[str, int]
) -> int:
    """The number with which a folder begins."""
    first = lowest(numbers, series)
    if first == 0:
        return 0
    if first is not None and first > before.get(series, 0) > 0:
        return after[series] + 1
    return 1


def _versions(folder: Address, new: Mapping[Number, Number]) -> tuple[str, ...]:
    """A sentence about bis and ter, which stay with the paragraph that they are versions of."""
    kept = [f"{folder}.{n}" for n in new if n.segments[0].latin and len(n.segments) == 1]
    if not kept:
        return ()
    are = "is another version of its paragraph and stays" if len(kept) == 1 else (
        "are other versions of their paragraphs and stay"
    )  # fmt: skip
    return (f"{_named(kept)} {are} with it (numbering: bis-versions).",)


def _counts_on_from(
    folder: Address,
    numbers: Sequence[Number],
    scope: Address,
    ends: tuple[Mapping[str, int], Mapping[str, int]],
) -> tuple[str, ...]:
    """A sentence where a chapter went on from one that ends elsewhere now."""
    before, after = ends
    for series in _EVERY_SERIES:
        first = lowest(numbers, series)
        ended = before.get(series, 0)
        if first is not None and ended and first == ended + 1 != after[series] + 1:
            whole = Address(scope.document)
            both = f"wsisdraft renumber {whole} renumbers both"
            return (f"{folder} goes on counting from what is renumbered here; {both}.",)
    return ()


def _listed(
    text: Text, scope: Address, wish: Wish, left: frozenset[Address]
) -> tuple[dict[Address, Address], tuple[str, ...]] | Refusal:
    """The numbers that are given, and nothing else."""
    numbers = tuple(n for n in _own(text.layout, scope) if Address(*_at(scope), n) not in left)
    inserts = text.process.bis_inserts
    if wish.first:
        given = from_on(scope, numbers, wish.first, wish.to, inserts=inserts)
    else:
        given = as_mapped(scope, numbers, wish.mapped, inserts=inserts)
    if isinstance(given, Refusal):
        return given
    at = _at(scope)
    return {Address(*at, old): Address(*at, new) for old, new in given.items()}, ()


def _taken(
    layout: Layout, moves: Mapping[Address, Address], left: frozenset[Address], remedy: str
) -> Iterator[Finding]:
    """Numbers that two would have, or one that stays has already."""
    by_target: dict[Address, Address] = {}
    for old, new in moves.items():
        other = by_target.setdefault(new, old)
        if other != old:
            yield _in_the_way(old, f"{other} and {old} would both be {new}.", remedy)
        elif layout.has(new) and new not in moves and new not in left:
            said = f"{old} would be {new}, and there is a {new} that keeps its number."
            yield _in_the_way(new, said, remedy)


def _remedy(scope: Address, wish: Wish) -> str:
    """What to do about numbers that are taken."""
    whole = f"wsisdraft renumber {scope}"
    if wish.first:
        begin = re.split("[-\u2010-\u2015]", wish.first)[0].strip()
        return f"{whole} --from {begin} --to {wish.to} takes along all that follows."
    return f"Give it another number, or renumber what is in the way too; {whole} counts all anew."


def _in_the_way(address: Address, said: str, remedy: str) -> Finding:
    return Finding(Place(address.path), "number-taken", said, remedy, ref=str(address))


def frozen_numbers(text: Text, scope: Address, numbers: NewNumbers) -> Refusal | None:
    """The refusal where the process keeps numbers as long as text of a chapter is open."""
    if not text.process.frozen_numbers or not (numbers.moves or numbers.gone):
        return None
    ladder = text.process.ladder
    chapters = {old.chapter for old in numbers.moves} | {p.address.chapter for p in numbers.gone}
    still = [
        p
        for p in text.paragraphs()
        if p.address.chapter in chapters and p.status != DELETED and not ladder.settled(p.status)
    ]
    if not still:
        return None
    named = _named([str(p.address) for p in still])
    return Refusal(
        (
            Finding(
                at_words(still[0]),
                "numbers-frozen",
                f"Numbers of {scope} stay as they are while text is open there: {named}.",
                "Settle it first, or take `renumbering: frozen-while-open` out of "
                "drafts/process.yaml and wsisdraft record drafts/process.yaml.",
                ref=str(scope),
            ),
        )
    )
