"""From what people call a place in the text to the place: REFs."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from wsisdraft.text.address import Address
from wsisdraft.text.finding import Answer, Finding, Refusal
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number
from wsisdraft.text.pattern import later
from wsisdraft.text.ref_spelling import readings
from wsisdraft.text.stretch import Stretch, write_stretch
from wsisdraft.text.unresolved import (
    Miss,
    ambiguous,
    backwards,
    malformed,
    nameless,
    no_paragraph,
    no_place,
    of_alternative,
)

_ALTERNATIVE = later(r"\.alt-[0-9]+(?:\.md)?$", re.IGNORECASE)


@frozen
class Selection:
    """What a REF means in a layout."""

    scope: Address
    """The document, chapter, section or paragraph named; of a range, where its numbers stand."""
    addresses: tuple[Address, ...]
    """The paragraphs it covers, in reading order."""
    spoken: str
    """The REF in full: `vision/B.27-30`."""
    mentions: tuple[Selection, ...] = ()
    """Where several REFs were given, each by itself; otherwise empty."""

    @property
    def whole(self) -> bool:
        """Whether the scope itself was named, not a range in it or several places."""
        return self.spoken == str(self.scope)


NOWHERE = Selection(Address(""), (), "")
"""What is about no place of the text, as the opening of a meeting."""


def resolve(text: str, layout: Layout, focus: str = "") -> Selection | Refusal:
    """The one place a REF means, seen from a focus such as `vision/B` if there is one.

    What is spelt exactly comes before what agrees but for case and spaces; then what is nearer
    the focus. Whatever is not there, or may mean several places, is a refusal that names the
    candidates.
    """
    spelt = readings(text)
    if not spelt:
        return malformed(text)
    alternative = _ALTERNATIVE.search(text)
    if alternative is not None:
        paragraph = resolve(text[: alternative.start()], layout, focus)
        if isinstance(paragraph, Selection) and paragraph.scope.number is not None:
            return of_alternative(text, paragraph.spoken)
    here = _focus(focus, layout)
    found: list[_Candidate] = []
    misses: list[Miss] = []
    for search in (_by_name, _by_section):
        for reading in spelt:
            for place in search(reading.names, layout, here):
                _consider(place, reading.stretch, layout, (found, misses))
        if found:
            return _choose(text, found)
    bare = next((reading.stretch for reading in spelt if not reading.names), None)
    if bare is not None and (here is None or not here.parts):
        return _without_chapter(text, bare, layout, here)
    return _missed(misses, layout) if misses else no_place(text, layout)


def resolve_all(
    texts: Iterable[str],
    layout: Layout,
    focus: str = "",
    otherwise: Callable[[str, str, Refusal], Refusal] = lambda _, __, refusal: refusal,
) -> Selection | Refusal:
    """Several REFs as one selection, no paragraph twice; `B.3-9,11` is B.3 to B.9 and B.11.

    The scope is the smallest place that holds them all, or that of the first where they lie in
    different documents. Refused as a whole if one of them is; `otherwise` may find better words
    for that, given a REF, the focus it was seen from and the refusal.
    """
    selections: list[Selection] = []
    findings: list[Finding] = []
    usage = False
    for text in texts:
        seen_from = focus
        for piece in text.split(",") if text.strip(", ") else [text]:
            if not piece.strip() and text.strip(", "):
                continue
            answer = resolve(piece, layout, seen_from)
            if isinstance(answer, Refusal):
                answer = otherwise(piece, seen_from, answer)
                findings += answer.findings
                usage = usage or answer.answer is Answer.USAGE
            else:
                selections.append(answer)
                seen_from = str(answer.scope.place)
    if findings:
        return Refusal(tuple(findings), Answer.USAGE if usage else Answer.REFUSED)
    if not selections:
        return malformed("")
    return selections[0] if len(selections) == 1 else _joined(selections)


def _joined(selections: Sequence[Selection]) -> Selection:
    addresses = dict.fromkeys(a for selection in selections for a in selection.addresses)
    scope = selections[0].scope
    if all(selection.scope.document == scope.document for selection in selections):
        while not all(selection.scope.within(scope) for selection in selections):
            scope = Address(scope.document, scope.parts if scope.number else scope.parts[:-1])
    spoken = ", ".join(dict.fromkeys(selection.spoken for selection in selections))
    return Selection(scope, tuple(addresses), spoken, tuple(selections))


@frozen
class _Place:
    """Where the names of a reading lead."""

    address: Address
    exact: bool
    distance: int
    """0 at the focus, or where the document is named; larger further out."""
    depth: int
    """How many names were used up."""


_Candidate = tuple[tuple[bool, int, int], Selection]


def _consider(
    place: _Place,
    stretch: Stretch | None,
    layout: Layout,
    into: tuple[list[_Candidate], list[Miss]],
) -> None:
    found, misses = into
    selection = _select(place.address, stretch, layout)
    if selection is not None:
        exact = place.exact and (stretch is None or stretch.exact)
        # Folders before numbers: a section may be called `27-30`, and its name is the rarer.
        found.append(((not exact, place.distance, -place.depth), selection))
    elif stretch is not None and place.address.parts:
        misses.append(Miss(place.address, stretch, place.depth))


def _select(place: Address, stretch: Stretch | None, layout: Layout) -> Selection | None:
    if stretch is None:
        return Selection(place, layout.paragraphs(place), str(place))
    if stretch.single:
        address = Address(place.document, place.parts, stretch.first)
        found = bool(place.parts) and layout.has(address)
        return Selection(address, (address,), str(address)) if found else None
    own = layout.own(place)
    ends = stretch.among(_positions(own))
    if ends is None:
        return None
    covered = own[ends[0] : ends[1] + 1]
    first, last = covered[0].number, covered[-1].number
    if len(covered) == 1 or first is None or last is None:
        return Selection(covered[0], covered, str(covered[0]))
    return Selection(place, covered, f"{place}.{write_stretch(first, last)[0]}")


def _positions(own: Sequence[Address]) -> dict[Number, int]:
    return {a.number: position for position, a in enumerate(own) if a.number is not None}


def _choose(text: str, found: Sequence[_Candidate]) -> Selection | Refusal:
    best = min(rank for rank, _ in found)
    meant = {selection.spoken: selection for rank, selection in found if rank == best}
    if len(meant) == 1:
        return next(iter(meant.values()))
    return ambiguous(text, tuple(meant))


def _missed(misses: Sequence[Miss], layout: Layout) -> Refusal:
    """What is told of numbers that are not there: where most names led, each place once."""
    deepest = max(miss.depth for miss in misses)
    misses = list({miss.place: miss for miss in misses if miss.depth == deepest}.values())
    for miss in misses:
        if miss.stretch.missing(_positions(layout.own(miss.place))) is None:
            return backwards(miss)
    return no_paragraph(misses, layout)


def _without_chapter(
    text: str, stretch: Stretch, layout: Layout, focus: Address | None
) -> Selection | Refusal:
    """A number alone, and no focus on a chapter: enough only where there is a single one."""
    documents = layout.documents if focus is None else (focus,)
    chapters = [c for document in documents for c in layout.chapters(document)]
    if len(chapters) == 1:
        only = _select(chapters[0], stretch, layout)
        return only or _missed([Miss(chapters[0], stretch)], layout)
    found = [s for c in chapters if (s := _select(c, stretch, layout)) is not None]
    return nameless(text, [selection.spoken for selection in found], focus)


def _focus(focus: str, layout: Layout) -> Address | None:
    """The place seen from; None where there is no focus, or it is not there any more."""
    if not focus:
        return None
    address = Address.of(focus)
    if address is not None and layout.has(address):
        return address.place
    answer = resolve(focus, layout)
    return None if isinstance(answer, Refusal) else answer.scope.place


def _by_name(names: Sequence[str], layout: Layout, here: Address | None) -> Iterator[_Place]:
    """Where names lead: from documents by name, from the focus outwards, from any document."""
    for document in layout.documents:
        keys = document.document.split("/")
        given = names[: len(keys)]
        if [n.casefold() for n in given] == [k.casefold() for k in keys]:
            start = _Place(document, list(given) == keys, 0, len(keys))
            yield from _walk(start, names[len(keys) :], layout)
    if here is not None and not names:
        yield _Place(here, exact=True, distance=0, depth=0)
    if not names:
        return
    outward = [] if here is None else [here.parts[:n] for n in range(len(here.parts), -1, -1)]
    for distance, parts in enumerate(outward):
        start = _Place(Address(here.document if here else "", parts), True, distance, 0)
        yield from _walk(start, names, layout)
    for document in layout.documents:
        yield from _walk(_Place(document, True, len(outward), 0), names, layout)


def _by_section(names: Sequence[str], layout: Layout, _: Address | None) -> Iterator[_Place]:
    """Where names lead from any chapter or section, for `C5.3` is said as often as `C.C5.3`."""
    if not names:
        return
    waiting = deque(c for document in layout.documents for c in layout.chapters(document))
    while waiting:
        address = waiting.popleft()
        waiting += layout.sections(address)
        yield from _walk(_Place(address, True, 0, 0), names, layout)


def _walk(start: _Place, names: Sequence[str], layout: Layout) -> Iterator[_Place]:
    """The places that names lead to from a document, chapter or section, folder by folder."""
    if not names:
        yield start
        return
    address = start.address
    inside = layout.sections(address) if address.parts else layout.chapters(address)
    wanted = names[0].casefold()
    for inner in inside:
        name = inner.parts[-1]
        if name.casefold() == wanted:
            exact = start.exact and name == names[0]
            yield from _walk(
                _Place(inner, exact, start.distance, start.depth + 1), names[1:], layout
            )
