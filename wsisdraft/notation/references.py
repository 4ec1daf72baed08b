"""Where the words of a text name a paragraph of the same document: `paragraph 21 above`, `B.21`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.notation.blocks import ITEM
from wsisdraft.notation.reference_aim import Aim, aim
from wsisdraft.notation.reference_words import GAP, Mention, Named, masked, mentions
from wsisdraft.text.address import Address
from wsisdraft.text.frozen import EMPTY, frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import SERIES, Number, Segment
from wsisdraft.text.pattern import later
from wsisdraft.text.span import Span

__all__ = ["Numbered", "Reference", "References", "Unsure", "nearest", "references"]

_NEARBY = later(
    rf"\b(?:(?:the|this|that|these|those){GAP}+)?(?:"
    rf"(?:preceding|previous|foregoing|following|next|last|latter|former|above(?:-mentioned)?|"
    rf"aforementioned){GAP}+(?:sub-?)?(?:paragraphs?|paras?)(?![a-z])"
    rf"|(?:sub-?)?(?:paragraphs?|paras?){GAP}+(?:above|below)(?![a-z]))(?!\.?{GAP}*[0-9])",
    re.IGNORECASE,
)
_BARE = later(
    r"\\?(?P<mark>[\[(])\s*(?P<number>[0-9]{1,4}(?:\s?[a-z]{1,9})?)\s*\\?[\])]", re.IGNORECASE
)
_TONGUES = later(
    r"(?<!\w)(?:paragraphes?|alinéas?|párrafos?|parágrafos?|absatz|absätze|ziffern?|пункт\w{0,3}|"
    r"параграф\w{0,3}|الفقرة|الفقرات|第)\s*(?P<number>[0-9]{1,4})(?:\s*(?:段|款))?",
    re.IGNORECASE,
)
_ITEM_HEAD = re.compile(rf"^{ITEM.pattern}", re.MULTILINE)


@frozen
class Reference:
    """Words of a body that surely name a paragraph."""

    span: Span
    """The number, with the chapter's name and a series where they stand there."""
    address: Address
    """The paragraph meant; what follows in the words may be an item in its body."""
    place: Span | None
    """The chapter's name, `vision/B`, without the last point."""
    series: str
    """`PP` or `OP`, where that is written before the number."""
    spans: tuple[Span, ...]
    """Where each segment of the number stands."""
    around: Aim
    """What the words beside it say of where it stands."""


@frozen
class Unsure:
    """Words of a body that may name a paragraph, and are left as they are."""

    span: Span
    why: str
    """A sentence without its full stop."""
    candidates: tuple[Address, ...]
    """What they may name; none where any paragraph nearby may be meant."""
    number: Number | None = None
    """As written, where it is one."""


@frozen
class References:
    sure: tuple[Reference, ...] = ()
    unsure: tuple[Unsure, ...] = ()


_NONE = References()


@frozen
class Numbered:
    """The paragraphs of a document by their numbers."""

    document: Address
    position: Mapping[Address, int]
    """In reading order."""
    by_number: Mapping[Number, tuple[Address, ...]]
    places: Mapping[tuple[str, ...], Address]
    """Chapters and sections by their names in small letters."""

    @staticmethod
    def of(layout: Layout, document: Address) -> Numbered:
        addresses = layout.paragraphs(document)
        by_number: dict[Number, list[Address]] = {}
        places: dict[tuple[str, ...], Address] = {}
        for address in addresses:
            if address.number is not None:
                by_number.setdefault(address.number, []).append(address)
            for depth in range(1, len(address.parts) + 1):
                parts = address.parts[:depth]
                places.setdefault(_folded(parts), Address(document.document, parts))
        return Numbered(
            document,
            {address: position for position, address in enumerate(addresses)},
            {number: tuple(found) for number, found in by_number.items()},
            places,
        )

    def place(self, names: Sequence[str]) -> Address | None:
        """The chapter or section of these names; a section goes by its own name where it can."""
        wanted = _folded(names)
        exact = self.places.get(wanted)
        if exact is not None or not wanted:
            return exact
        ends = [place for parts, place in self.places.items() if parts[-len(wanted) :] == wanted]
        return ends[0] if len(ends) == 1 else None

    def called(self, numbers: Sequence[Number], within: Address) -> tuple[Address, ...]:
        """The paragraphs of the first of these numbers that is in a place at any depth.

        Those directly in it come before those in its sections.
        """
        for number in numbers:
            found = [a for a in self.by_number.get(number, ()) if a.within(within)]
            own = tuple(a for a in found if a.place == within)
            if own or found:
                return own or tuple(found)
        return ()


def references(
    body: str,
    own: Address,
    numbered: Numbered,
    others: Mapping[str, Numbered] = EMPTY,
) -> References:
    """Every place where a body may name a paragraph by its number, in its order.

    `own` is the paragraph whose words they are, or those of its alternatives; `numbered` are the
    paragraphs of its document, `others` those of further documents by their keys in small letters,
    which are named in full alone: `vision/B.21`.
    """
    words = masked(body)
    sure: list[Reference] = []
    unsure: list[Unsure] = []
    taken: list[Span] = []
    for mention in mentions(body, words):
        around = aim(words, mention.span.start, mention.span.end, spoken=mention.spoken)
        taken.append(mention.span)
        for named in mention.named:
            made = _meant(mention, named, around, own, _Known(body, numbered, others))
            if isinstance(made, Reference):
                sure.append(made)
            elif made is not None:
                unsure.append(made)
    unsure += _by_the_way(body, words, own, numbered, taken)
    if not sure and not unsure:
        return _NONE
    return References(tuple(sure), tuple(sorted(unsure, key=lambda each: each.span)))


@frozen
class _Known:
    body: str
    numbered: Numbered
    others: Mapping[str, Numbered]


@frozen
class _Variant:
    """A way to read a number as written."""

    number: Number
    spans: tuple[Span, ...]
    end: int


def _meant(
    mention: Mention, named: Named, around: Aim, own: Address, known: _Known
) -> Reference | Unsure | None:
    """What one number in a mention names; None where it names nothing of the document."""
    where = _where(named, around, known)
    if where is None:
        return None
    numbered, place, other = where
    variants = _variants(named, mention.kind)
    numbers = [variant.number for variant in variants]
    found = nearest(numbers, place or own, numbered, fixed=place is not None)
    if other or named.doubt:
        why = named.doubt or "It is of another text, as it seems"
        return _unsure(named, why, found or numbered.called(numbers, numbered.document), numbers)
    if not found:
        said = f"{place or numbered.document} has no paragraph {numbers[0]}"
        return _unsure(named, said, (), numbers) if mention.spoken or place else None
    if len(found) > 1:
        listed = " or ".join(str(each) for each in found[:3])
        return _unsure(named, f"It may be {listed}", found, numbers)
    [address] = found
    variant = next(each for each in variants if each.number == address.number)
    doubt = _out_of_place(around, own, address, numbered)
    if named.dotted and len(variant.spans) < len(named.segments):
        doubt = f"{address.place} has no paragraph {numbers[0]}"
    if doubt:
        return _unsure(named, doubt, found, numbers)
    span = Span(named.span.start, max(variant.end, named.span.start))
    return Reference(span, address, named.place, named.series, variant.spans, around)


def _where(
    named: Named, around: Aim, known: _Known
) -> tuple[Numbered, Address | None, bool] | None:
    """The document meant, the chapter that is named with it, and whether it is another text.

    None where what is named is no chapter of ours.
    """
    numbered = known.numbered
    if named.place is not None:
        document, slash, names = named.place.of(known.body).rpartition("/")
        key = document.lower()
        if slash and key != numbered.document.document.lower():
            elsewhere = known.others.get(key)
            if elsewhere is None:
                return None
            numbered = elsewhere
        place = numbered.place(names.split("."))
        return None if place is None else (numbered, place, around.other and not slash)
    if around.place:
        names_beside = tuple(around.place.split("."))
        place = numbered.place(names_beside)
        exact = place is not None and place.parts[-len(names_beside) :] == names_beside
        if place is not None and (around.called_so or exact):
            return numbered, place, around.other and around.called_so
        if around.called_so:
            return numbered, None, True
    return numbered, None, around.other


def _variants(named: Named, kind: str) -> list[_Variant]:
    """The number in every way it may be read, what is likelier and what says more first.

    `24 (a)` is the part 24.a, or else an item in the body of 24; `24a` is 24A, or else the same.
    """
    ways = [(named.segments, named.spans, named.ends)]
    first, *rest = named.segments
    if first.letters and not first.latin:
        digits, letters = named.spans[0], named.spans[0]
        digits = Span(digits.start, digits.start + len(first.label))
        letters = Span(digits.end, letters.end)
        part = Segment(first.letters.lower())
        ways.append(
            (
                (Segment(first.label), part, *rest),
                (digits, letters, *named.spans[1:]),
                (digits.end, *named.ends),
            )
        )
    found: dict[Number, _Variant] = {}
    for series in [named.series] if named.series else [kind, ""] if kind else [""]:
        for segments, spans, ends in ways:
            for depth in range(min(len(segments), 5), 0, -1):
                number = Number.of(str(Number(series, segments[:depth])))
                if number is not None:
                    variant = _Variant(number, spans[:depth], ends[depth - 1])
                    found.setdefault(number, variant)
    if not named.series and not kind:
        for variant in list(found.values()):
            for series in SERIES:
                number = Number(series, variant.number.segments)
                found[number] = _Variant(number, variant.spans, variant.end)
    return list(found.values())


def nearest(
    numbers: Sequence[Number], own: Address, numbered: Numbered, *, fixed: bool = False
) -> tuple[Address, ...]:
    """What numbers mean as they are seen from a paragraph, or in one place where that is fixed.

    The folder it stands in comes first, then those around it, then the document. A number without
    series may be one of a series where no other is there; several are told.
    """
    ways = [list(numbers)]
    if not numbers[0].series:
        ways = [[n for n in numbers if n.series == series] for series in ("", *SERIES)]
    depths = [len(own.parts)] if fixed else range(len(own.parts), -1, -1)
    for depth in depths:
        place = Address(own.document, own.parts[:depth])
        found = numbered.called(ways[0], place)
        if not found:
            found = tuple(a for way in ways[1:] for a in numbered.called(way, place))
        if found:
            return found
    return ()


def _unsure(
    named: Named, why: str, candidates: tuple[Address, ...], numbers: Sequence[Number]
) -> Unsure:
    return Unsure(named.span, why, candidates, numbers[0])


def _out_of_place(around: Aim, own: Address, address: Address, numbered: Numbered) -> str:
    """What contradicts `above` or `below`, in a sentence; empty where nothing does."""
    here, there = numbered.position.get(own), numbered.position.get(address)
    if here is None or there is None:
        return ""
    if here == there and (around.above or around.below):
        return f"{address} is this paragraph itself"
    if (around.above and there > here) or (around.below and there < here):
        return f"{address} stands {'below' if around.above else 'above'}"
    return ""


def _by_the_way(
    body: str, words: str, own: Address, numbered: Numbered, taken: Sequence[Span]
) -> Iterator[Unsure]:
    """What names a paragraph without its number, a number alone in brackets, other tongues."""
    for match in _NEARBY.finditer(words):
        span = Span(*match.span())
        if not any(_meet(span, each) for each in taken):
            yield Unsure(span, "It names a paragraph by where it stands", ())
    known = [*taken, *(Span(*match.span()) for match in _ITEM_HEAD.finditer(body))]
    for pattern, text, why in (
        (_BARE, body, "The number stands alone in brackets"),
        (_TONGUES, words, "It is not in English"),
    ):
        for match in pattern.finditer(text):
            span, number = Span(*match.span()), Number.read(match["number"])
            if number is None or any(_meet(span, each) for each in known):
                continue
            candidates = nearest([number], own.place, numbered, fixed=pattern is _BARE)
            if candidates:
                yield Unsure(span, why, candidates, number)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)
