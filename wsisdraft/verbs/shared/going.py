"""What is to go where: the paragraphs, section or chapter of a move, each with its new address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.notation.relocating import every_move
from wsisdraft.rules.rule import at_words
from wsisdraft.text.address import DEEPEST, Address
from wsisdraft.text.branch_names import path_beside
from wsisdraft.text.destination import Destination, numbers_to, paragraphs_to, place_to
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection
from wsisdraft.text.span import Place
from wsisdraft.text.status import DELETED
from wsisdraft.text.stretch import write_stretch

__all__ = ["Going", "going"]


@frozen
class Going:
    """What goes where, before it is known whether it may."""

    moves: Mapping[Address, Address]
    """Paragraphs, or one section or chapter."""
    spoken: str
    """Where it is to be, as one REF."""
    marker: bool = False
    """Whether a marker stays where it was."""
    parts: tuple[Address, ...] = ()
    """Parts of the paragraphs named, which go with them."""


def going(text: Text, selection: Selection, to: str) -> Going | Refusal | Unchanged:
    """Each address with its new one.

    Refused where TO is malformed, not there, taken, inside what goes, or too deep; where a
    chapter is a marker; where a file cannot be read.
    """
    made = _paragraphs(text, selection, to) if _numbered(selection) else _place(text, selection, to)
    if isinstance(made, Refusal | Unchanged):
        return made
    return (
        _unreadable(text, made.moves)
        or _taken(text, made.moves)
        or _away(text, made.moves)
        or _too_deep(text.layout, made.moves)
        or made
    )


def _numbered(selection: Selection) -> bool:
    """Whether paragraphs were named, and not a place."""
    return bool(selection.mentions) or selection.scope.number is not None or not selection.whole


def _paragraphs(text: Text, selection: Selection, to: str) -> Going | Refusal | Unchanged:
    named = selection.addresses
    places = {address.place for address in named}
    if len(places) != 1 or any(
        each.whole and each.scope.number is None for each in _each(selection)
    ):
        return misused(
            "several",
            f"{selection.spoken} do not all stand directly in one chapter or section.",
            "Move what stands in one after the other.",
        )
    [near] = places
    destination = paragraphs_to(to, text.layout, near)
    if isinstance(destination, Refusal):
        return destination
    own = text.layout.own(near)
    parts = [a for a in own if a not in named and _part_of(a, named)]
    moved = [a for a in own if a in {*named, *parts}]
    numbers = _new_numbers(moved, named, destination)
    if numbers is None:
        return misused(
            "malformed-move",
            f"{selection.spoken} cannot be counted on from {quoted(to)}.",
            "Move them one by one.",
        )
    return _to_numbers(text.layout, selection, (moved, parts), destination, numbers)


def _to_numbers(
    layout: Layout,
    selection: Selection,
    going_ones: tuple[Sequence[Address], Sequence[Address]],
    destination: Destination,
    numbers: Mapping[Number, Number],
) -> Going | Refusal | Unchanged:
    """Paragraphs and the parts that go with them, each with its new number."""
    named, (moved, parts) = selection.addresses, going_ones
    place = destination.place
    moves = {
        old: Address(place.document, place.parts, numbers[old.number])
        for old in moved
        if old.number is not None
    }
    refusal = _other_range(selection, named, moves, destination)
    if refusal is not None:
        return refusal
    within = next((old for old in named if _inside(moves[old], old)), None)
    if within is not None:
        return _within_itself(within, moves[within])
    changed = {old: new for old, new in moves.items() if old != new}
    if not changed:
        are = "is" if len(named) == 1 else "are"
        return Unchanged(selection.spoken, f"{selection.spoken} {are} there already.")
    gone = {old.path for old in changed}
    there = {path for folder in layout.under("drafts") for path in folder}
    after = Layout.of((there - gone) | {new.path for new in changed.values()})
    spoken = _spoken([moves[old] for old in named], after)
    return Going(changed, spoken, parts=tuple(parts))


def _each(selection: Selection) -> tuple[Selection, ...]:
    return selection.mentions or (selection,)


def _part_of(address: Address, named: Sequence[Address]) -> bool:
    """Whether it is a part of one of these, as 24.a is of 24."""
    number = address.number
    while number is not None:
        number = number.parent
        if number is not None and Address(address.document, address.parts, number) in named:
            return True
    return False


def _new_numbers(
    moved: Sequence[Address], named: Sequence[Address], destination: Destination
) -> dict[Number, Number] | None:
    numbers = [address.number for address in moved if address.number is not None]
    if destination.stretch is None:
        return {number: number for number in numbers}
    heads = len([a for a in named if not _part_of(a, named)])
    return numbers_to(numbers, heads, destination.stretch.first)


def _other_range(
    selection: Selection,
    named: Sequence[Address],
    moves: Mapping[Address, Address],
    destination: Destination,
) -> Refusal | None:
    """The refusal of a range that has not the numbers these paragraphs would get."""
    stretch = destination.stretch
    if stretch is None or stretch.single:
        return None
    first, last = moves[named[0]], moves[named[-1]]
    if last.number in stretch.lasts:
        return None
    return misused(
        "malformed-move",
        f"{selection.spoken} would be {first} to {last}, not as far as {stretch.lasts[0]}.",
        f"Give the first number alone, {first}; numbers that are left out stay so.",
    )


def _inside(new: Address, old: Address) -> bool:
    """Whether a paragraph would be a part of itself."""
    if new.place != old.place or new == old or new.number is None or old.number is None:
        return False
    depth = len(old.number.segments)
    same = new.number.series == old.number.series
    return same and new.number.segments[:depth] == old.number.segments


def _within_itself(old: Address, new: Address) -> Refusal:
    return misused(
        "malformed-move",
        f"{new} would lie in {old}, which goes away.",
        "Name a place outside it.",
    )


def _spoken(addresses: Sequence[Address], after: Layout) -> str:
    """Where paragraphs stand then, as one REF: a range where they are neighbours."""
    if len(addresses) == 1:
        return str(addresses[0])
    place = addresses[0].place
    own = after.own(place)
    at = own.index(addresses[0])
    first, last = addresses[0].number, addresses[-1].number
    together = set(own[at : at + len(addresses)]) == set(addresses)
    if together and first is not None and last is not None:
        return f"{place}.{write_stretch(first, last)[0]}"
    return ", ".join(map(str, addresses))


def _place(text: Text, selection: Selection, to: str) -> Going | Refusal | Unchanged:
    old = selection.scope
    if not old.parts:
        return misused(
            "malformed-move",
            f"{old} is a document, and chapters are what goes from one to another.",
            f"Move its chapters, as wsisdraft move {old}B report/B.",
        )
    new = place_to(to, old, text.layout)
    if isinstance(new, Refusal):
        return new
    if new == old:
        return Unchanged(str(old), f"{old} is there already.")
    if new.within(old):
        return _within_itself(old, new)
    return Going({old: new}, str(new), marker=new.document != old.document)


def _unreadable(text: Text, moves: Mapping[Address, Address]) -> Refusal | None:
    """The refusal of what cannot be read as it stands: its bytes would be moved unseen."""
    faults = {f.place.path: f for f in reversed(text.unread) if f.place is not None}
    for old in every_move(text.layout, moves):
        paths = [old.path, *(path for _, path in text.layout.alternatives(old))]
        for path in paths:
            if path in faults:
                return Refusal((faults[path],))
            if old.number is not None and path not in text.sources:
                return refuse(
                    "file-format",
                    f"{path} cannot be read, and goes nowhere as it is.",
                    f"wsisdraft check {old} tells what is wrong with it.",
                    place=Place(path),
                    ref=str(old),
                )
    return None


def _taken(text: Text, moves: Mapping[Address, Address]) -> Refusal | None:
    """The refusal where something is there already and does not go itself."""
    every = every_move(text.layout, moves)
    findings = [
        _there(text, old, new)
        for old, new in moves.items()
        if text.layout.has(new) and new not in every and not _is_marker_of(text, new, old)
    ]
    if findings:
        return Refusal(tuple(findings))
    names = {path for folder in text.layout.under("drafts") for path in folder}
    leaving = {path for old in every for path in _paths(text.layout, old, old)}
    for old, new in every.items():
        for path in _paths(text.layout, old, new):
            if path in names and path not in leaving and not _is_marker_of(text, new, old):
                return refuse(
                    "already-there",
                    f"{path} is there already.",
                    "wsisdraft check tells what it is; take it away first.",
                    place=Place(path),
                )
    return None


def _paths(layout: Layout, old: Address, at: Address) -> Iterator[str]:
    """The files of what is at `old` now, as they are called at another address."""
    yield at.path
    if old.number is not None:
        yield from (path_beside(at.path, ordinal) for ordinal, _ in layout.alternatives(old))


def _there(text: Text, old: Address, new: Address) -> Finding:
    found = text.paragraph(new)
    if found is None:
        away = _moved_to(text, new)
        said = f", and went to {away}" if away else ""
        return Finding(
            Place(new.path),
            "already-there",
            f"{new} is there already{said}.",
            f"Give {old} another name, or wsisdraft move {new} TO first.",
            ref=str(new),
        )
    settled = text.process.ladder.settled(found.status)
    said = "deleted, and keeps its number" if found.status == DELETED else found.status
    said = f"{said}: settled text gives way to nothing" if settled else said
    free = _free(text.layout, new)
    return Finding(
        at_words(found),
        "already-there",
        f"{new} is there already, {said}.",
        f"wsisdraft move {old} {free} puts it behind all others; "
        f"wsisdraft renumber {new.place} --from {new.number} makes room first.",
        ref=str(new),
    )


def _free(layout: Layout, taken: Address) -> Address:
    """The first number behind all of a folder."""
    numbers = [a.number for a in layout.own(taken.place) if a.number is not None]
    values = [int(n.segments[0].label) for n in numbers if n.segments[0].counted and not n.series]
    return Address(taken.document, taken.parts, Number.of(str(max(values, default=0) + 1)))


def _is_marker_of(text: Text, place: Address, old: Address) -> bool:
    """Whether a chapter or section is but the marker of what comes back to it."""
    return place.number is None and _moved_to(text, place) == str(old)


def _moved_to(text: Text, place: Address) -> str:
    """Where a chapter or section went, if what is there is a marker."""
    chapter = text.chapter(place)
    if chapter is None:
        return ""
    if place == chapter.address:
        return chapter.moved_to
    sections = (s.moved_to for s in chapter.every_section() if s.address == place)
    return next(sections, "")


def _away(text: Text, moves: Mapping[Address, Address]) -> Refusal | None:
    """The refusal where what is named, or where it is to go, is a marker."""
    for old, new in moves.items():
        gone = _moved_to(text, old) if old.number is None else ""
        if gone:
            return refuse(
                "moved-away",
                f"{old} went to {gone}; what is here is a marker.",
                f"wsisdraft move {gone} {new}",
                place=Place(old.path),
                ref=str(old),
            )
        owner = new.place if new.number is not None else Address(new.document, new.parts[:-1])
        for depth in range(1, len(owner.parts) + 1):
            place = Address(owner.document, owner.parts[:depth])
            gone = _moved_to(text, place)
            if gone:
                inside = Address.of(gone)
                there = inside and Address(
                    inside.document, (*inside.parts, *new.parts[depth:]), new.number
                )
                return refuse(
                    "moved-away",
                    f"{place} went to {gone}; what is here is a marker.",
                    f"wsisdraft move {old} {there or gone}",
                    place=Place(place.path),
                    ref=str(place),
                )
    return None


def _too_deep(layout: Layout, moves: Mapping[Address, Address]) -> Refusal | None:
    for old, new in every_move(layout, moves).items():
        if len(new.parts) > DEEPEST:
            return refuse(
                "too-deep",
                f"{new} would lie deeper than {DEEPEST} folders, the most there are.",
                f"Move {old} further up.",
                ref=str(old),
            )
    return None
