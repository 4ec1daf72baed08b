"""The brackets of a text from outside: which pair in one body, which hold whole paragraphs.

Marks pair by a plain stack. A pair inside one body stays; one around whole paragraphs becomes an
entry over these; any other is stored as signs behind a backslash, with a doubt at both places. So
is a mark without a partner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from operator import itemgetter

from wsisdraft.intake.lines import Source
from wsisdraft.intake.notes import folded
from wsisdraft.intake.units import Unit
from wsisdraft.notation.scanner import scan
from wsisdraft.text.bracket import Bracket, Marks, Role
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later

DEEPEST = 90
"""Levels of brackets in one body, so that those of options stay within what a body may hold."""
LONGEST_LABEL = 200
"""Characters of the label of a link, its brackets with it."""
AROUND = 30
"""Characters shown on both sides of a mark that is doubtful."""


@frozen
class Wide:
    """A bracket around whole paragraphs."""

    first: int
    """Place of its first paragraph in the reading order."""
    last: int


@frozen
class Paired:
    """What became of the brackets of a text."""

    marks: Marks
    inside: tuple[tuple[int, Unit], ...]
    """Positions of the pairs that stay, each with the unit it is in."""
    wide: tuple[Wide, ...]


def paired(
    source: Source, text: str, units: Sequence[Unit], linked: Collection[str] = ()
) -> Paired:
    """Pairs the brackets; `text` is the source without what was left out.

    `linked` are labels that the text gives a target, with case and blanks folded.
    """
    return _Pairing(source, text, units, linked).run()


class _Pairing:
    def __init__(
        self, source: Source, text: str, units: Sequence[Unit], linked: Collection[str]
    ) -> None:
        self.source = source
        self.linked = linked
        self.text = text
        self.marks = scan(text, foreign=True)
        spans = sorted(
            (start, end, at)
            for at, unit in enumerate(units)
            for piece in unit.pieces
            for start, end in piece.spans
        )
        self.starts = [start for start, _, _ in spans]
        self.spans = spans
        self.units = units
        self.edges = [self._edges(unit) for unit in units]
        self.members = [_intervals(unit) for unit in units]

    def run(self) -> Paired:
        inside: list[tuple[int, Unit]] = []
        wide: list[Wide] = []
        levels: dict[int, list[int]] = {}
        for position, bracket in enumerate(self.marks.brackets):
            opening = self.unit_at(bracket.start)
            closing = self.unit_at(bracket.end - 1)
            if opening is None or closing is None:
                self._unsure(bracket)
                continue
            unit = self.units[opening]
            if bracket.role is Role.LINK or self._is_linked(bracket):
                for offset in (bracket.start, bracket.end - 1):
                    self._escape(offset)
            elif opening == closing and self._same_member(opening, bracket):
                if self._too_deep(levels.setdefault(opening, []), bracket, unit):
                    continue
                inside.append((position, unit))
            elif self._over(opening, closing, bracket):
                wide.append(Wide(unit.order, self.units[closing].order))
                unit.cut(bracket.start, bracket.start + 1)
                self.units[closing].cut(bracket.end - 1, bracket.end)
            else:
                self._unsure(bracket)
        for stray in self.marks.strays:
            self._escape(
                stray.offset, DoubtKind.STRAY_BRACKET, f'This "{stray.char}" has no partner'
            )
        return Paired(self.marks, tuple(inside), tuple(wide))

    def _is_linked(self, bracket: Bracket) -> bool:
        """Whether its words alone are a link, as `[portal]` where `[portal]: ` has a target."""
        short = bool(self.linked) and bracket.end - bracket.start <= LONGEST_LABEL
        return short and folded(bracket.inside.of(self.text)) in self.linked

    def unit_at(self, offset: int) -> int | None:
        """The unit that holds a sign of the source."""
        at = bisect_right(self.starts, offset) - 1
        return self.spans[at][2] if at >= 0 and offset < self.spans[at][1] else None

    def _edges(self, unit: Unit) -> tuple[int, int]:
        """Offsets of the first and last sign that is neither a bracket nor a stop."""
        first, last = unit.end, unit.start
        cuts = sorted((start, end) for start, end, words in unit.edits if not words)
        for piece in unit.pieces:
            if unit.number and piece.end <= unit.number[0]:
                # A caption above the number is no word of the paragraph.
                continue
            begin = piece.spans[0][0]
            while True:
                match = _SKIPPED_BEFORE.match(self.text, begin, piece.end)
                begin = match.end() if match else begin
                cut = next((end for start, end in cuts if start <= begin < end), None)
                if cut is None:
                    break
                begin = cut
            if begin < piece.end:
                first = begin
                break
        for piece in reversed(unit.pieces):
            end = piece.end
            while end > piece.start and self.text[end - 1] in _SKIPPED_BEHIND:
                end -= 1
            if end > piece.start:
                last = end - 1
                break
        return first, last

    def _same_member(self, unit: int, bracket: Bracket) -> bool:
        members = self.members[unit]
        if not members:
            return True
        return _member_at(members, bracket.start) == _member_at(members, bracket.end - 1)

    def _over(self, opening: int, closing: int, bracket: Bracket) -> bool:
        """Whether it opens before the first word of a paragraph and closes behind a last one."""
        first, last = self.units[opening], self.units[closing]
        return (
            opening != closing
            and first.opens
            and last.closes
            and not last.is_title
            and first.order <= last.order
            and bracket.start < self.edges[opening][0]
            and bracket.end - 1 > self.edges[closing][1]
            and _whole(first, last)
        )

    def _too_deep(self, still_open: list[int], bracket: Bracket, unit: Unit) -> bool:
        while still_open and still_open[-1] <= bracket.start:
            still_open.pop()
        if len(still_open) < DEEPEST:
            still_open.append(bracket.end)
            return False
        for offset in (bracket.start, bracket.end - 1):
            self._escape(offset)
        if not any(doubt.kind is DoubtKind.FORMATTING for doubt in unit.doubts):
            line, column = self.source.place(bracket.start)
            said = f"Brackets are nested deeper than {DEEPEST} here; those are kept as signs."
            unit.doubts.append(Doubt(DoubtKind.FORMATTING, line, column, said))
        return True

    def _unsure(self, bracket: Bracket) -> None:
        opened, closed = bracket.start, bracket.end - 1
        for offset, mate, sign in ((opened, closed, "]"), (closed, opened, "[")):
            line, column = self.source.place(mate)
            said = (
                f'This "{self.text[offset]}" has its "{sign}" outside the paragraph or option, '
                f"in line {line}, column {column}"
            )
            self._escape(offset, DoubtKind.UNSURE_PAIR, said)

    def _escape(self, offset: int, kind: DoubtKind | None = None, said: str = "") -> None:
        at = self.unit_at(offset)
        if at is None:
            return
        unit = self.units[at]
        unit.edits.append((offset, offset + 1, f"\\{self.text[offset]}"))
        if kind is not None:
            line, column = self.source.place(offset)
            unit.doubts.append(Doubt(kind, line, column, f"{said}: {around(self.text, offset)}"))


def _whole(first: Unit, last: Unit) -> bool:
    """Whether it holds whole every chapter and section that it goes beyond."""
    common = 0
    while first.path[common : common + 1] == last.path[common : common + 1] != ():
        common += 1
    begins = all(first.order <= each.title_order + 1 for each in first.path[common:])
    return begins and all(last.order == each.last_order for each in last.path[common:])


_SKIPPED_BEFORE = later(r"(?:\*\*[^*\n\[\]]{1,120}\*\*[.:]?)?[\s*_\[\0\u00a0]*")
_SKIPPED_BEHIND = frozenset(" \t\n\u00a0\0*_].,;:")
_LINE = later(r"\s+")


def around(text: str, offset: int) -> str:
    """The words on both sides of a sign, in one line."""
    before = text[max(0, offset - AROUND) : offset]
    after = text[offset : offset + AROUND]
    left = "..." if offset > AROUND else ""
    words = _LINE.sub(" ", before + after).replace("\0", "").strip()
    if offset + AROUND < len(text):
        return f"{left}{words}..."
    return f"{left}{words}{'' if words.endswith('.') else '.'}"


_Interval = tuple[int, int, int]
"""Start and end of an option, and the position of the one around it, or -1."""


def _intervals(unit: Unit) -> list[_Interval]:
    """The options of a unit in order; an inner one comes after the one it lies in."""
    found: list[_Interval] = []
    outer: list[int] = []
    for at, member in enumerate(unit.members):
        del outer[member.level :]
        start, end = unit.pieces[member.first].start, unit.pieces[member.last].end
        found.append((start, end, outer[-1] if outer else -1))
        outer.append(at)
    return found


def _member_at(members: Sequence[_Interval], offset: int) -> int:
    """The innermost option that holds a sign; -1 for none."""
    at = bisect_right(members, offset, key=itemgetter(0)) - 1
    while at >= 0 and members[at][1] <= offset:
        at = members[at][2]
    return at
