"""What is open in the text itself: mandates, conditions, and what nobody is charged with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from wsisdraft.reports.due_item import DueItem, DueKind, concerns
from wsisdraft.reports.standing import what_keeps_open
from wsisdraft.text.address import Address
from wsisdraft.text.bracket import Role
from wsisdraft.text.charges import DELIVERED, Held, is_open, open_mandates
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.exceptions import spans_of
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Mandate, Paragraph, Pending, Worded
from wsisdraft.text.parties import meant
from wsisdraft.text.status import DELETED
from wsisdraft.text.wide_bracket import wide_brackets

Group = tuple[Paragraph, ...]
Wide = Mapping[Address, tuple[str, ...]]
"""Paragraphs that a bracket over whole paragraphs holds, and whose it is."""


def due_in_text(text: Text, day: str, scopes: tuple[Address, ...] = ()) -> Iterator[DueItem]:
    """Chapter by chapter: what somebody redrafts, what waits, what nobody is charged with.

    With scopes, only what lies in them or holds them.
    """
    held: dict[Address, list[Held]] = {}
    for each in open_mandates(text):
        around = each.address.chapter
        if around is not None and each.address.number is None:
            held.setdefault(around, []).append(each)
    wide = _wide(text)
    for chapter in text.chapters():
        if not chapter.moved_to and concerns(chapter.address, scopes):
            inside = tuple(p for p in chapter.paragraphs if concerns(p.address, scopes))
            part = _Part(text, chapter, inside, day, wide)
            charged = [h for h in held.get(chapter.address, ()) if concerns(h.address, scopes)]
            order = {address: at for at, address in enumerate(chapter.addresses)}
            # What is about the chapter or a section comes before what is about paragraphs.
            items = list(_items(part, charged))
            yield from sorted(items, key=lambda item: order.get(item.places[0], -1))


def _wide(text: Text) -> Wide:
    found: dict[Address, tuple[str, ...]] = {}
    for bracket in wide_brackets(text):
        if bracket.role.unresolved:
            for address in bracket.held:
                found[address] = (*found.get(address, ()), *bracket.entry.by)
    return found


@frozen
class _Part:
    """A chapter, or those of its paragraphs that are asked about."""

    text: Text
    chapter: Chapter
    inside: Group
    day: str
    wide: Wide

    def spans(self, group: Iterable[Paragraph]) -> Iterator[tuple[str, Group]]:
        """The shortest REFs that name these paragraphs, each with its own."""
        found = {p.address: p for p in group}
        if len(found) == 1:
            yield from ((str(address), (p,)) for address, p in found.items())
            return
        spans = spans_of(found, self.chapter.addresses)
        for span, inside in groupby(spans, lambda address: spans[address]):
            yield f"{self.chapter.address}.{span}", tuple(found[address] for address in inside)


def _items(part: _Part, charged: Sequence[Held]) -> Iterator[DueItem]:
    ladder = part.text.process.ladder
    open_ones = tuple(p for p in part.inside if is_open(p, ladder))
    for each in charged:
        below = tuple(p for p in open_ones if p.address.within(each.address))
        yield _mandate(part, str(each.address), each.mandate, below, each.address)
    for name, group, mandate in _alike(part, open_ones, lambda p: p.mandate):
        if isinstance(mandate, Mandate):
            yield _mandate(part, name, mandate, group)
    conditional = tuple(p for p in part.inside if p.status != DELETED)
    for name, group, pending in _alike(part, conditional, lambda p: p.pending):
        if isinstance(pending, Pending):
            yield _condition(part, name, pending, group)
    places = [each.address for each in charged]
    left = tuple(
        p
        for p in open_ones
        if p.mandate is None
        and p.pending is None
        and not any(p.address.within(place) for place in places)
    )
    yield from _uncharged(part, left)


def _alike(
    part: _Part, group: Group, what: Callable[[Paragraph], object]
) -> Iterator[tuple[str, Group, object]]:
    """Neighbours of which the same is to be said, as one REF; others are left out."""
    said = [(p, what(p)) for p in group]
    for same, together in groupby(said, lambda pair: pair[1]):
        if same is not None:
            for name, inside in part.spans(p for p, _ in together):
                yield name, inside, same


def _mandate(
    part: _Part, name: str, mandate: Mandate, group: Group, place: Address | None = None
) -> DueItem:
    """Somebody redrafts; or has, and the room takes it up."""
    delivered = mandate.state == DELIVERED
    by = "" if delivered else mandate.due
    lead = ", ".join(mandate.lead)
    return DueItem(
        DueKind.MANDATE,
        name,
        f"take up what {lead} delivered" if delivered else mandate.task or "redraft",
        f"mandate {place or _lasting(group)}",
        who=() if delivered else mandate.lead,
        by=by,
        late=bool(by) and by < part.day,
        state=mandate.state,
        places=(place,) if place is not None else tuple(p.address for p in group),
        holds=_what_holds(part, group),
        holders=_holders(part, group),
        next=f"wsisdraft show {name}"
        if delivered
        else f"wsisdraft mandate {name} --state delivered",
    )


def _condition(part: _Part, name: str, pending: Pending, group: Group) -> DueItem:
    return DueItem(
        DueKind.CONDITION,
        name,
        pending.reason,
        f"condition {_lasting(group)}",
        who=_named_in(part.text, pending.reason),
        by=pending.until,
        late=bool(pending.until) and pending.until < part.day,
        places=tuple(p.address for p in group),
        holds="agreed on a condition",
        next=f"wsisdraft confirm {name}",
    )


def _named_in(text: Text, reason: str) -> tuple[str, ...]:
    """The stakeholders a condition names: all of it, or what follows a colon, by commas."""
    names = reason.rpartition(":")[2].split(",")
    found = [meant(text.stakeholders, name.strip()) for name in names]
    if not all(len(each) == 1 for each in found):
        return ()
    return tuple(each[0].name for each in found)


def _uncharged(part: _Part, left: Group) -> Iterator[DueItem]:
    """Exceptions of a settled chapter one by one; of an open one all that is open together."""
    chapter = part.chapter
    if not part.text.process.ladder.settled(chapter.status):
        if left:
            yield _text(part, str(chapter.address), left, f"text {chapter.address}")
        return
    for _, together in groupby(left, lambda p: what_keeps_open(p, p.address in part.wide)):
        for name, group in part.spans(together):
            yield _text(part, name, group, f"text {_lasting(group)}")


def _text(part: _Part, name: str, group: Group, key: str) -> DueItem:
    settled = part.text.process.ladder.settled(part.chapter.status)
    command = f"wsisdraft mandate {name} --lead WHO" if settled else f"wsisdraft brackets {name}"
    return DueItem(
        DueKind.TEXT,
        name,
        "",
        key,
        places=tuple(p.address for p in group),
        holds=_what_holds(part, group),
        holders=_holders(part, group),
        next=command,
    )


def _lasting(group: Group) -> str:
    """What the first of some paragraphs is known by when its number has become another."""
    return group[0].id or str(group[0].address)


def _what_holds(part: _Part, group: Group) -> str:
    """In a few words what stands between these and agreement."""
    kept = {what_keeps_open(p, p.address in part.wide) for p in group}
    if len(group) == 1 or (len(kept) == 1 and not group[0].marks.brackets):
        each = "" if len(group) == 1 else f"{len(group)} paragraphs, each "
        return each + next(iter(kept))
    brackets = sum(sum(b.role is not Role.FOOTNOTE for b in p.marks.brackets) for p in group)
    counted = (
        (len(group), "open paragraph"),
        (sum(len(p.alternatives) for p in group), "alternative"),
        (brackets, "bracket"),
        (sum(p.address in part.wide for p in group), "paragraph in wider brackets"),
    )
    told = [f"{n} {what if n == 1 else _many(what)}" for n, what in counted if n]
    return ", ".join(told) or "no paragraph yet"


def _many(what: str) -> str:
    head, space, tail = what.partition(" in ")
    return f"{head}s{space}{tail}"


def _holders(part: _Part, group: Group) -> tuple[str, ...]:
    """Whose brackets and alternatives keep these open, each once."""
    found: dict[str, None] = {}
    for paragraph in group:
        worded: tuple[Worded, ...] = (paragraph, *paragraph.alternatives)
        for each in worded:
            for entry in each.brackets.values():
                found |= dict.fromkeys(entry.by)
        for alternative in paragraph.alternatives:
            found |= dict.fromkeys(alternative.by)
        found |= dict.fromkeys(part.wide.get(paragraph.address, ()))
    return tuple(found)
