"""The compilation: the base text, and under each paragraph what was proposed on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.hiding import Hide, hiding, nothing_hidden
from wsisdraft.reports.compiled import Base, BaseAlternative, Compilation, CompiledPlace, Group
from wsisdraft.reports.compiled_groups import Telling, grouped
from wsisdraft.reports.pairing import Pair, in_reading_order, paired
from wsisdraft.reports.submissions import Placed, WindowState, placed
from wsisdraft.text.address import Address
from wsisdraft.text.came_in import moved_away_to
from wsisdraft.text.draft import Chapter, Document, Section, Text
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.paragraph import Paragraph, Worded, wording
from wsisdraft.text.parties import is_office
from wsisdraft.text.reading_order import reading_order
from wsisdraft.text.ref import Selection
from wsisdraft.text.submission import SUBMISSIONS

__all__ = ["Compiling", "compilation"]

T = TypeVar("T")
Key: TypeAlias = int | Address | str
"""A pair of paragraphs, the address of what holds some, or the REF of what is nowhere."""


@frozen
class Compiling:
    """What is compiled: two states of the text, and which part of them."""

    now: Text
    """What came in, and where it belongs today."""
    base: Text
    moment: Base
    selected: tuple[Selection | None, Selection | None]
    """What a REF means now and in the base text; both None for everything."""
    window: WindowState
    sender: str = ""
    anonymous: bool = False


def compilation(what: Compiling, advance: Callable[[], object] = bool) -> Compilation:
    """Every proposal of a window at its place, in the order of the base text.

    `advance` is called for each paragraph that is done.

    Where it is anonymous no name of a stakeholder is in any part of it, nor in the words of the
    text; kinds of stakeholders are.
    """
    hide = hiding(_names(what)) if what.anonymous else nothing_hidden
    kind_of = {each.name: each.kind for each in what.now.stakeholders if each.kind}
    places = _Places(what, Telling(hide, kind_of))
    found = tuple(places.in_order(advance))
    there = places.told
    scope = next((s.spoken for s in what.selected if s is not None), "")
    made = Compilation(
        process=what.now.process.name,
        scope=scope,
        window=what.window,
        base=what.moment,
        sender=what.sender,
        anonymous=what.anonymous,
        places=found,
        submissions=len({each.submission.path for each in there}),
        sponsors=len({name for each in there for name in each.by}),
        unread=len(set(_unread(what))),
    )
    return _without_names(made, hide) if what.anonymous else made


def _unread(what: Compiling) -> Iterator[str]:
    folder = f"{SUBMISSIONS}/{what.window.window.name}/"
    paths = (each.place.path for each in what.now.unread if each.place is not None)
    yield from (path for path in paths if path.startswith(folder))


class _Places:
    """The places of the base text, and which proposals belong to each."""

    def __init__(self, what: Compiling, telling: Telling) -> None:
        self.what = what
        self.telling = telling
        self.told: list[Placed] = []
        self.asked = None if not any(what.selected) else tuple(map(_addresses, what.selected))
        own = [
            each
            for each in what.now.submissions
            if each.window == what.window.window.name
            and (not what.sender or what.sender in each.by)
        ]
        self.waiting: dict[Key, list[Placed]] = {}
        pairing = paired(tuple(what.now.paragraphs()), tuple(what.base.paragraphs()))
        self.pairs = list(in_reading_order(what.now, pairing.pairs))
        self.now_at = dict(_went(what, self.pairs))
        self.was_at = {now: was for was, now in self.now_at.items()}
        self.names = {**dict(_described(what.now)), **dict(_described(what.base))}
        known = {p.was.address: p for p in self.pairs if p.was is not None}
        before = {p.now.address: p for p in self.pairs if p.now is not None}
        for each in placed(what.now, own):
            self.waiting.setdefault(self._place(each, known, before), []).append(each)

    def _place(
        self, each: Placed, known: Mapping[Address, Pair], before: Mapping[Address, Pair]
    ) -> Key:
        address = each.address
        if address is None:
            address = each.proposal.address
            pair = before.get(address) if address is not None else None
            if address is not None and address.number is None and address in self.names:
                return address
            return id(pair) if pair is not None else each.proposal.ref
        if address.number is not None:
            pair = known.get(address)
            return id(pair) if pair is not None else str(address)
        return self.was_at.get(address, address)

    def in_order(self, advance: Callable[[], object]) -> Iterator[CompiledPlace]:
        """Headings, each before what it holds, and paragraphs; what has no place comes last."""
        headed: set[Address] = set()
        order = reading_order(self.what.base)
        for pair in self.pairs:
            if not self._within(pair):
                continue
            paragraph = pair.now or pair.was
            if pair.now is None and id(pair) not in self.waiting:
                # What came after the base text was sent out, and nobody spoke of.
                continue
            assert paragraph is not None
            for place in _around(paragraph.address):
                if place not in headed:
                    headed.add(place)
                    yield from self._heading(place)
            yield self._paragraph(pair)
            advance()
        rest = [a for a in self.waiting if isinstance(a, Address) and a not in headed]
        for place in sorted(rest, key=lambda a: (order.get(a, len(order)), str(a))):
            yield from self._heading(place)
        for ref in [each for each in self.waiting if isinstance(each, str)]:
            if self._holds(Address.of(ref)):
                yield CompiledPlace(ref, "nowhere", in_base=False, groups=self._groups(ref, None))

    def _within(self, pair: Pair) -> bool:
        if self.asked is None:
            return True
        return any(
            each is not None and each.address in addresses
            for addresses, each in zip(self.asked, (pair.was, pair.now), strict=True)
        )

    def _holds(self, address: Address | None) -> bool:
        """Whether a place lies in what was asked for, or is the document of a whole chapter."""
        asked = [m for s in self.what.selected if s is not None for m in s.mentions or (s,)]
        if not asked:
            return True
        whole = [each.scope for each in asked if each.whole]
        return address is not None and any(
            address.within(scope) or (address == Address(scope.document) and scope == scope.chapter)
            for scope in whole
        )

    def _heading(self, place: Address) -> Iterator[CompiledPlace]:
        now = self.now_at.get(place)
        if not (self._holds(place) or self._holds(now)):
            # The chapter of a paragraph that was asked for is named with it, not compiled.
            return
        described = self.names.get(place)
        if not place.parts and place not in self.waiting and self._one_chapter():
            return
        kinds = ("document", "chapter", "section")
        title = described.title if described is not None else ""
        lead = (
            () if described is None or isinstance(described, Document) else described.facilitators
        )
        yield CompiledPlace(
            ref=str(place),
            kind=kinds[min(len(place.parts), 2)],
            in_base=self.what.base.layout.has(place),
            groups=self._groups(place, title),
            title=title,
            now=str(now or ""),
            facilitators=lead,
        )

    def _one_chapter(self) -> bool:
        return any(s is not None and s.scope.parts for s in self.what.selected)

    def _paragraph(self, pair: Pair) -> CompiledPlace:
        paragraph = pair.now or pair.was
        assert paragraph is not None
        today = str(pair.was.address) if pair.was is not None else ""
        return CompiledPlace(
            ref=str(paragraph.address),
            kind="paragraph",
            in_base=pair.now is not None,
            groups=self._groups(id(pair), paragraph),
            now=today if today != str(paragraph.address) else "",
            status=paragraph.status,
            text=without_ties(wording(paragraph.body)),
            alternatives=tuple(
                BaseAlternative(a.name, a.by, without_ties(wording(a.body)))
                for a in paragraph.alternatives
            ),
            language=self._language(paragraph),
        )

    def _language(self, paragraph: Paragraph) -> str:
        key = Address(paragraph.address.document)
        document = self.names.get(key)
        return document.language if isinstance(document, Document) else ""

    def _groups(self, key: Key, on: Paragraph | str | None) -> tuple[Group, ...]:
        own = self.waiting.get(key, [])
        self.told += own
        return grouped(on, own, self.telling)


def _went(what: Compiling, pairs: Iterable[Pair]) -> Iterator[tuple[Address, Address]]:
    """Places of the base text that are elsewhere today: a marker says so, or all in them does."""
    went = {was: now for was, now in moved_away_to(what.now).items() if what.base.layout.has(was)}
    yield from went.items()
    found: dict[Address, set[Address]] = {}
    for pair in pairs:
        if pair.now is not None and pair.was is not None:
            found.setdefault(pair.now.address.place, set()).add(pair.was.address.place)
    for place, there in found.items():
        if place not in went and len(there) == 1 and not what.now.layout.has(place):
            yield place, next(iter(there))


def _addresses(selection: Selection | None) -> frozenset[Address]:
    return frozenset(selection.addresses if selection is not None else ())


def _around(address: Address) -> Iterator[Address]:
    """The document, chapter and sections a paragraph lies in, the outermost first."""
    for depth in range(len(address.parts) + 1):
        yield Address(address.document, address.parts[:depth])


def _described(text: Text) -> Iterator[tuple[Address, Document | Chapter | Section]]:
    """Everything that has a title, by its place."""
    for document in text.documents:
        address = Address.of(document.key)
        if address is not None:
            yield address, document
        for chapter in document.chapters:
            yield chapter.address, chapter
            for section in chapter.every_section():
                yield section.address, section


def _names(what: Compiling) -> Iterator[str]:
    """Every name on record: of whoever takes part, sent something in, sponsors, facilitates."""
    for each in what.now.stakeholders:
        yield from (each.name, *each.aliases, *each.groups, *each.members)
    for text in (what.now, what.base):
        for paragraph in text.paragraphs():
            yield from _sponsors(paragraph)
        for _, described in _described(text):
            if not isinstance(described, Document):
                yield from described.facilitators
    for submission in what.now.submissions:
        yield from submission.by
        decided = (proposal.disposition for proposal in submission.proposals)
        asked = (name for each in decided if each is not None for name in each.to)
        yield from (name for name in asked if not is_office(name))


def _sponsors(paragraph: Paragraph) -> Iterator[str]:
    every: tuple[Worded, ...] = (paragraph, *paragraph.alternatives)
    for worded in every:
        for entry in worded.brackets.values():
            yield from (*entry.by, *entry.against)
    for alternative in paragraph.alternatives:
        yield from alternative.by


_PLACES = frozenset(("ref", "now", "scope", "commit", "when", "path", "language", "kind"))
"""Fields that hold no words: a place may be called as somebody is."""


def _without_names(made: Compilation, hide: Hide) -> Compilation:
    """Nobody's name is in any field; those that hold nothing but names are empty."""
    return altered(_hidden(made, hide), sender="")


def _hidden(value: T, hide: Hide) -> T:
    """A value with names left out of all its words, at any depth."""
    if isinstance(value, str):
        return hide(value) if type(value) is str else value  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_hidden(each, hide) for each in value)  # type: ignore[return-value]
    names: Sequence[str] = getattr(type(value), "__match_args__", ())
    if not names or isinstance(value, (int, bool)):
        return value
    fields = {
        name: () if name in ("by", "facilitators") else _hidden(getattr(value, name), hide)
        for name in names
        if name not in _PLACES
    }
    return altered(value, **fields)
