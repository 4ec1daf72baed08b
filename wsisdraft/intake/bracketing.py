"""Options inside a paragraph as brackets: one choice, each with its printed label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wsisdraft.intake.lines import Source
from wsisdraft.intake.marks import Paired
from wsisdraft.intake.members import Member
from wsisdraft.intake.pieces import Piece
from wsisdraft.intake.units import Unit
from wsisdraft.text.paragraph import BracketEntry

CHOICE = "options"
"""The name of the first choice of a body; further ones are `options-2` and so on."""


def bracketed(source: Source, paired: Paired, units: Sequence[Unit]) -> dict[int, BracketEntry]:
    """Puts brackets around options, and says what those are that stand in brackets already.

    The latter by the offset of their `[`.
    """
    ends: dict[int, int] = {}
    if any(unit.members for unit in units):
        ends = {
            bracket.start: bracket.end
            for position, _ in paired.inside
            if (bracket := paired.marks.brackets[position]).role.unresolved
        }
    known: dict[int, BracketEntry] = {}
    for unit in units:
        if unit.members:
            known |= _of_unit(source, unit, ends)
    return known


def _of_unit(source: Source, unit: Unit, ends: dict[int, int]) -> dict[int, BracketEntry]:
    known: dict[int, BracketEntry] = {}
    closings: list[tuple[int, int, str]] = []
    counts = Counter(member.choice for member in unit.members)
    choices: dict[int, str] = {}
    for member in unit.members:
        start, end = _extent(source, unit, member)
        if counts[member.choice] > 1 and member.choice not in choices:
            named = len(choices) + 1
            choices[member.choice] = CHOICE if named == 1 else f"{CHOICE}-{named}"
        label = unit.pieces[member.first].label
        entry = BracketEntry(
            choice=choices.get(member.choice, ""), label=label.name if label else ""
        )
        if ends.get(start) == end:
            known[start] = entry
            continue
        handle = unit.handle()
        unit.entries[handle] = entry
        unit.put(start, "[")
        closings.append((member.level, end, f"]{{#{handle}}}"))
    for _, end, words in sorted(closings, key=lambda each: -each[0]):
        unit.put(end, words)
    return known


def _extent(source: Source, unit: Unit, member: Member) -> tuple[int, int]:
    """Offsets of an option's first sign behind its label, and after its last."""
    first = unit.pieces[member.first]
    end = unit.pieces[member.last].end
    if first.alone and member.last > member.first:
        return unit.pieces[member.first + 1].start, end
    opener = _opener(source, first)
    if opener is not None:
        return opener, end
    if first.label_span[1] >= first.spans[0][1] and len(first.spans) > 1:
        return first.spans[1][0], end
    return min(first.label_span[1], end), end


def _opener(source: Source, first: Piece) -> int | None:
    """The `[` that opens right before a label."""
    before = source.text[first.start : first.label_span[0]]
    return first.start + before.index("[") if before.endswith("[") else None
