"""The files of a text from outside: what each says above its words, and the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from wsisdraft.notation.field_lines import mapping_lines
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.shape import Record
from wsisdraft.notation.shapes import ALTERNATIVE, CHAPTER, DOCUMENT, PARAGRAPH, SECTION
from wsisdraft.text.address import Address
from wsisdraft.text.characters import seen_in_line
from wsisdraft.text.doubt import Doubt
from wsisdraft.text.paragraph import BracketEntry

ROOM = 14_000
"""Bytes of entries under `doubts:` of one file; the last one counts those that found no room."""
LONGEST_SAID = 300
"""Characters of what a doubt says."""
_ROOM_OF_KEYS = 60


def markdown_file(shape: Record, fields: Fields, body: str) -> str:
    """The whole file of a paragraph or an alternative, its fields in the order of the shape."""
    lines = mapping_lines(fields, 0, shape)
    return "\n".join(("---", *lines, "---", "")) + _ended(body)


def paragraph_file(fields: Fields, body: str) -> str:
    """The file of a paragraph."""
    return markdown_file(PARAGRAPH, fields, body)


def alternative_file(fields: Fields, body: str) -> str:
    """The file of an alternative."""
    return markdown_file(ALTERNATIVE, fields, body)


def folder_file(address: Address, fields: Fields) -> str:
    """The file that describes a document, a chapter or a section."""
    shape = (DOCUMENT, CHAPTER, SECTION)[min(len(address.parts), 2)]
    return "".join(f"{line}\n" for line in mapping_lines(fields, 0, shape))


def _ended(body: str) -> str:
    """A body as a file ends with it: one line break, or nothing where there are no words."""
    words = body.rstrip(" \n")
    return f"{words}\n" if words else ""


def written(text: str) -> str:
    """Text on one line as a file can hold it; what is never seen is shown by its code."""
    return seen_in_line(" ".join(text.split()))


def entries_fields(entries: Mapping[str, BracketEntry]) -> Fields:
    """What stands under `brackets:`; a handle of which nothing is on record is left out."""
    made = {handle: entry_fields(entry) for handle, entry in entries.items()}
    return {handle: fields for handle, fields in made.items() if fields}


def entry_fields(entry: BracketEntry) -> Fields:
    """One entry under `brackets:`, without what it does not say."""
    said: Fields = {}
    for key in ("over", "since", "proposal", "note", "role", "choice", "group", "label"):
        value = getattr(entry, key)
        if value:
            said[key] = written(value)
    for key in ("by", "against"):
        names = [written(name) for name in getattr(entry, key)]
        if names:
            said[key] = list(names)
    return said


def doubts_fields(doubts: Sequence[Doubt], taken: Iterable[str] = ()) -> Fields:
    """What stands under `doubts:`, under handles besides those taken; the last counts the rest."""
    known = set(taken)
    made: Fields = {}
    number, size = 0, 0
    for at, doubt in enumerate(doubts):
        number += 1
        while f"d{number}" in known:
            number += 1
        fields = doubt_fields(doubt)
        size += _ROOM_OF_KEYS + sum(len(str(value).encode()) for value in fields.values())
        if size > ROOM and at + 1 < len(doubts):
            made[f"d{number}"] = doubt_fields(_rest(doubts[at:]))
            break
        made[f"d{number}"] = fields
    return made


def doubt_fields(doubt: Doubt) -> Fields:
    """One entry under `doubts:`."""
    fields: Fields = {"kind": str(doubt.kind)}
    if doubt.line:
        fields |= {"line": str(doubt.line), "column": str(max(doubt.column, 1))}
    said = written(doubt.said)
    if said:
        cut = said if len(said) <= LONGEST_SAID else said[: LONGEST_SAID - 1].rstrip() + "…"
        fields["said"] = cut
    return fields


def _rest(doubts: Sequence[Doubt]) -> Doubt:
    """Doubts that have no entry of their own, as one; it stands at the first of them."""
    first, last = doubts[0], doubts[-1]
    counted = Counter(str(doubt.kind) for doubt in doubts)
    told = ", ".join(f"{number:,} {kind}" for kind, number in counted.items())
    said = f"From here to {last.line}:{last.column} there are more: {told}."
    return Doubt(first.kind, first.line, first.column, said)
