"""The paragraphs a chapter's declaration leaves out: `besides: [2, 21, 27-30, annex, C5]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby

from wsisdraft.text.address import Address
from wsisdraft.text.frozen import frozen
from wsisdraft.text.number import Number
from wsisdraft.text.ref_spelling import readings
from wsisdraft.text.stretch import write_stretch

_Parts = tuple[str, ...]
_Named = tuple[_Parts, tuple[int, int] | None]
"""A section, or the positions of the first and last of some paragraphs in one folder."""


@frozen
class Covered:
    """What a list of exceptions comes to."""

    addresses: frozenset[Address]
    unknown: tuple[str, ...]
    """What names nothing in the chapter, as written."""


def expand(spans: Sequence[str], addresses: Sequence[Address]) -> Covered:
    """The paragraphs that exceptions name, among all paragraphs of the chapter in reading order.

    Names are relative to the chapter: `2`, `27-30`, `annex`, `C5`, `C5.3`, `C6.1-2`. A section's
    name means everything in it. Given the paragraphs of several chapters, names are relative to
    the document: `B.2`, `C`.
    """
    if not spans:
        return Covered(frozenset(), ())
    chapter = _chapter(tuple(addresses))
    covered: set[Address] = set()
    unknown: list[str] = []
    # Only the ends of ranges are marked, so that many long ones cost no more than few.
    edges: dict[_Parts, list[int]] = {}
    for span in dict.fromkeys(spans):
        named = chapter.named(span)
        if named is None:
            unknown.append(span)
        elif named[1] is None:
            covered.update(chapter.sections[named[0]])
        else:
            parts, (start, end) = named[0], named[1]
            marks = edges.setdefault(parts, [0] * (len(chapter.own[parts]) + 1))
            marks[start] += 1
            marks[end + 1] -= 1
    for parts, marks in edges.items():
        covered.update(a for a, n in zip(chapter.own[parts], accumulate(marks), strict=False) if n)
    return Covered(frozenset(covered), tuple(unknown))


def shortest(covered: Collection[Address], addresses: Sequence[Address]) -> tuple[str, ...]:
    """The shortest exceptions that name just these paragraphs, in reading order.

    A section that is covered whole goes by its name; neighbours in one folder are a range.
    """
    return tuple(dict.fromkeys(spans_of(covered, addresses).values()))


def spans_of(covered: Collection[Address], addresses: Sequence[Address]) -> Mapping[Address, str]:
    """The same by paragraph, in reading order: which of the shortest exceptions names it."""
    wanted = frozenset(covered)
    if not wanted:
        return {}
    chapter = _chapter(tuple(addresses))
    whole = {parts for parts, inside in chapter.sections.items() if wanted.issuperset(inside)}
    written: dict[Address, str] = {}
    for parts in chapter.own:
        outermost = next((p for p in _sections_of(parts, chapter.base) if p in whole), None)
        if outermost is None:
            written |= chapter.written(parts, wanted)
        else:
            written |= dict.fromkeys(chapter.own[parts], ".".join(outermost[chapter.base :]))
    return {a: written[a] for a in addresses if a in written}


def _sections_of(parts: _Parts, base: int) -> Iterator[_Parts]:
    """The sections a folder lies in, outermost first, itself the last."""
    return (parts[:depth] for depth in range(base + 1, len(parts) + 1))


@frozen
class _Chapter:
    """The paragraphs of a chapter, or of several, by folder and by section."""

    base: int
    """How many names go without saying: 1, the chapter's, or 0 where there are several."""
    own: Mapping[_Parts, list[Address]]
    """Directly in a folder, in order; every folder with paragraphs."""
    positions: Mapping[_Parts, Mapping[Number, int]]
    sections: Mapping[_Parts, list[Address]]
    """In a section at any depth."""
    spellings: Mapping[_Parts, _Parts | None]
    """Folders by their names without regard to case; None where two differ by case alone."""

    @staticmethod
    def of(addresses: tuple[Address, ...]) -> _Chapter:
        own: dict[_Parts, list[Address]] = {}
        for address in addresses:
            own.setdefault(address.parts, []).append(address)
        base = 1 if len({parts[:1] for parts in own}) == 1 else 0
        sections: dict[_Parts, list[Address]] = {}
        for parts, inside in own.items():
            for section in _sections_of(parts, base):
                sections.setdefault(section, []).extend(inside)
        positions = {
            parts: {a.number: n for n, a in enumerate(inside) if a.number is not None}
            for parts, inside in own.items()
        }
        spellings: dict[_Parts, _Parts | None] = {}
        for parts in (*own, *(section for section in sections if section not in own)):
            folded = _folded(parts)
            spellings[folded] = None if folded in spellings else parts
        return _Chapter(base, own, positions, sections, spellings)

    def named(self, span: str) -> _Named | None:
        """What a name or range means, spelt exactly before spelt otherwise, sections first."""
        found: list[tuple[tuple[bool, int], _Named]] = []
        chapter = next(iter(self.own), ())[: self.base]
        for reading in readings(span, in_chapter=True):
            said = (*chapter, *reading.names)
            exact = said in self.own or said in self.sections
            parts = said if exact else self.spellings.get(_folded(said))
            if parts is None:
                continue
            stretch = reading.stretch
            ends = stretch.among(self.positions.get(parts, {})) if stretch else None
            exact = exact and (stretch is None or stretch.exact)
            if ends is not None or (stretch is None and parts in self.sections):
                found.append(((not exact, -len(parts)), (parts, ends)))
        return min(found)[1] if found else None

    def written(self, parts: _Parts, wanted: Collection[Address]) -> dict[Address, str]:
        """How each wanted paragraph of a folder is named, neighbours alike: as their range."""
        written: dict[Address, str] = {}
        numbered = [(n, a) for n, a in enumerate(self.own[parts]) if a.number is not None]
        for kind, run in groupby(numbered, lambda one: one[1] in wanted and _kind(one[1])):
            if kind:
                positions = [position for position, _ in run]
                words = kind == _ALONE
                while positions:
                    size = 1 if words else len(positions)
                    span = self._range(parts, positions[0], positions[size - 1])
                    if span is None:
                        # A folder so named stands in the way; rare, and no range is lost on it.
                        size, span = 1, self._single(parts, positions[0])
                    for position in positions[:size]:
                        written[self.own[parts][position]] = span
                    del positions[:size]
        return written

    def _single(self, parts: _Parts, position: int) -> str:
        return ".".join((*parts[self.base :], str(self.own[parts][position].number)))

    def _range(self, parts: _Parts, start: int, end: int) -> str | None:
        """The shortest writing of a range that reads back as it."""
        first, last = self.own[parts][start].number, self.own[parts][end].number
        if first is None or last is None:
            return None
        spans = (".".join((*parts[self.base :], text)) for text in write_stretch(first, last))
        return next((span for span in spans if self.named(span) == (parts, (start, end))), None)


_chapter = lru_cache(maxsize=64)(_Chapter.of)
"""Exceptions are read and written several times for each chapter."""

_ALONE = ("", "alone")


def _kind(address: Address) -> tuple[str, str]:
    """Numbers of one kind make ranges: of one series, digits or labels; words stay alone."""
    number = address.number
    if number is None or number.word:
        return _ALONE
    return (number.series, "digits" if number.segments[0].counted else "labels")


def _folded(parts: _Parts) -> _Parts:
    return tuple(part.casefold() for part in parts)
