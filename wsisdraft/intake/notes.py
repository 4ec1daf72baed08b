"""Footnotes and targets of links: they go to the paragraph that uses them first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wsisdraft.intake.heads import Kind
from wsisdraft.intake.lines import Source
from wsisdraft.intake.outline import Item
from wsisdraft.intake.pieces import Piece
from wsisdraft.intake.units import Unit
from wsisdraft.text.frozen import altered

Note = list[Piece]
"""What begins with `[^1]: ` or `[source]: `, and the indented lines that go on with it."""


def without_notes(items: Sequence[Item]) -> tuple[list[Item], list[Note]]:
    """The items of a text without its notes, and these."""
    kept: list[Item] = []
    notes: list[Note] = []
    inside: Note | None = None
    for item in items:
        if isinstance(item, Piece) and item.kind in (Kind.NOTE, Kind.LINK):
            inside = [item]
            notes.append(inside)
        elif inside is not None and isinstance(item, Piece) and _goes_on(inside[0], item):
            inside.append(altered(item, label=None, label_span=(0, 0), alone=False))
        else:
            inside = None
            kept.append(item)
    return kept, notes


def _goes_on(note: Piece, item: Piece) -> bool:
    deeper = item.indent >= note.indent + 2
    return note.kind is Kind.NOTE and deeper and item.kind is not Kind.HEADING


_USED = re.compile(r"\[\^([^ \[\]\0]{1,32})\]|\[(\d{1,3})\]|\[([^\[\]\n]{1,200})\](?![:(])")


def attach(source: Source, notes: Sequence[Note], units: Sequence[Unit]) -> None:
    """Adds each note to the unit that uses it, or to the last one where none does."""
    if not notes or not units:
        return
    uses: dict[tuple[str, str], list[int]] = {}
    for at, unit in enumerate(units):
        for piece in unit.pieces:
            for start, end in piece.spans:
                for match in _USED.finditer(source.text, start, end):
                    kind = "link" if match[3] else "note"
                    label = match[1] or match[2] or match[3]
                    uses.setdefault((kind, folded(label)), []).append(at)
    for note in notes:
        first = note[0]
        mark = source.text[slice(*first.head.mark)]
        if first.kind is Kind.LINK:
            key = ("link", folded(mark))
        else:
            digits = _USED.match(source.text, first.start)
            key = ("note", folded(mark or (digits[2] if digits and digits[2] else "")))
        used = uses.get(key)
        units[used[0] if used else len(units) - 1].pieces += note


def labels_of_links(source: Source, notes: Sequence[Note]) -> frozenset[str]:
    """The labels that the text gives a target."""
    links = (note[0] for note in notes if note[0].kind is Kind.LINK)
    return frozenset(folded(source.text[slice(*link.head.mark)]) for link in links)


def folded(label: str) -> str:
    """A label of a link as it is compared: case and blanks do not count."""
    return " ".join(label.split()).casefold()
