"""A text from outside, Markdown or plain, as values: the door of this room.

Pure: characters in, values out, in time that grows with their number. The steps are pages of their
own: `lines` sifts what is no part of the text, `pieces` joins lines, `outline` and `contents` find
chapters, paragraphs and options, `numbering` and `names` number and name them, `marks` pairs the
brackets, `roles` takes out what they tell, `bodies` writes what is left in our notation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from wsisdraft.intake.accounting import Account
from wsisdraft.intake.assembling import Assembly
from wsisdraft.intake.bracketing import bracketed
from wsisdraft.intake.folders import Folder
from wsisdraft.intake.lines import Line, Source, readable, sifted
from wsisdraft.intake.marks import paired
from wsisdraft.intake.notes import attach, labels_of_links, without_notes
from wsisdraft.intake.outline import Item, outline
from wsisdraft.intake.parties import Parties
from wsisdraft.intake.pieces import Style, pieces_of, style_of
from wsisdraft.intake.roles import told
from wsisdraft.intake.taken import Taken
from wsisdraft.intake.titles import title_of
from wsisdraft.intake.units import Unit
from wsisdraft.intake.writing import Writing, with_wide
from wsisdraft.notation.foreign_marks import foreign_roles
from wsisdraft.notation.labels import labels
from wsisdraft.text.bracket import Label, Role
from wsisdraft.text.process import Stakeholder

__all__ = ["taken"]


def taken(source: str, *, stakeholders: Sequence[Stakeholder] = ()) -> Taken:
    """Reads a text; never raises for what a person wrote.

    Names of parties are those of `stakeholders`; where some are given, a name that none of them has
    is a doubt and in no field of its own.
    """
    read = Source(readable(source))
    sift = sifted(read)
    masked = _masked(read.text, sift.left_out)
    style = style_of(read, sift.lines, header=sift.header > 0)
    begins = {line.start for line in sift.lines}
    roles = foreign_roles(masked)
    digits = {at for at, role in roles.items() if role is Role.FOOTNOTE and at in begins}
    found = labels(masked)
    items, notes = without_notes(list(pieces_of(read, sift.lines, style, found, digits)))
    title, assembly, folders = _put_together(read, items, sift.title, style)
    units = list(_units(folders))
    if notes and not units:
        # Nothing uses the notes, so they are the text.
        every = [*items, *chain.from_iterable(notes)]
        title, assembly, folders = _put_together(read, every, sift.title, style)
        units, notes = list(_units(folders)), []
    attach(read, notes, [unit for unit in units if not unit.is_title] or units)
    linked = labels_of_links(read, notes) if style.markdown else frozenset()
    pairs = paired(read, masked, units, linked)
    inline = _inline(found, units)
    told(read, pairs, inline, bracketed(read, pairs, units))
    writing = Writing(read, Parties(stakeholders), markdown=style.markdown)
    chapters, wide = with_wide(
        [writing.section(folder, ()) for folder in folders], pairs.wide, writing.addresses
    )
    account = Account(read, masked, units, assembly, writing.wordless, sift.left_out)
    return account.closed(Taken(title, chapters, wide), source)


def _put_together(
    source: Source, items: Sequence[Item], given: str, style: Style
) -> tuple[str, Assembly, list[Folder]]:
    """The title of a text, and its chapters."""
    parts = outline(source, items, style)
    title = title_of(source, given, parts, style)
    assembly = Assembly(source, style)
    return title, assembly, assembly.folders(parts)


def _units(folders: Sequence[Folder]) -> Iterator[Unit]:
    """Every body and title, in reading order."""
    for folder in folders:
        if folder.title is not None:
            yield folder.title
        for place in folder.places:
            yield from place.units
        yield from _units(folder.folders)


def _inline(found: Sequence[Label], units: Sequence[Unit]) -> list[Label]:
    """The labels that no option begins with: those inside brackets."""
    heads = {piece.label_span[1]: piece.label_span[0] for unit in units for piece in unit.pieces}
    ends = sorted(heads)
    inline = []
    for label in found:
        at = bisect_left(ends, label.end)
        if at == len(ends) or heads[ends[at]] > label.start:
            inline.append(label)
    return inline


def _masked(text: str, left_out: Sequence[Line]) -> str:
    """The text with blanks in the places of lines that are no part of it."""
    pieces: list[str] = []
    at = 0
    for line in left_out:
        pieces += (text[at : line.start], " " * (line.end - line.start))
        at = line.end
    return "".join((*pieces, text[at:]))
