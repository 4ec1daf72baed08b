"""A file after brackets of its body were lifted: entries that belong to nothing go with them."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.lifting import Splices
from wsisdraft.notation.scanner import APART, scan
from wsisdraft.notation.shape import Record
from wsisdraft.notation.shapes import ALTERNATIVE, PARAGRAPH
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.bracket import Marks
from wsisdraft.text.paragraph import Alternative, Worded

__all__ = ["entries_of", "lifted", "shape_of"]


def lifted(worded: Worded, splices: Splices, entries: dict[str, Fields] | None = None) -> str:
    """The source after splices of the body that took brackets away.

    Entries without a bracket go, a named choice of one is no choice any more, and brackets that
    only touch now are kept apart. `entries` are new ones for brackets that stay.
    """
    body = spliced(worded.body, splices)
    said = {**entries_of(worded), **(entries or {})}
    marks = scan(body, entries=worded.brackets)
    here = {pair.handle for pair in marks.brackets}
    changes: dict[tuple[str, ...], Value | None] = {}
    for handle in worded.brackets:
        if handle not in here:
            changes["brackets", handle] = None
            said.pop(handle, None)
    for handle, name in (*_lonely(worded, marks), *_accidental(worded, marks)):
        entry = said.setdefault(handle, {})
        rest = {key: value for key, value in entry.items() if key != "choice"}
        said[handle] = {**rest, "choice": name} if name else rest
    for handle, entry in said.items():
        changes["brackets", handle] = entry
    source = worded.source[: worded.body_start] + body
    return apply(source, revise(source, changes, shape=shape_of(worded)))


def shape_of(worded: Worded) -> Record:
    """What the file of these words may say."""
    return ALTERNATIVE if isinstance(worded, Alternative) else PARAGRAPH


def entries_of(worded: Worded) -> dict[str, Fields]:
    """What a file says under `brackets:`, as it is written."""
    brackets = read_front_matter(worded.source, worded.path).fields.get("brackets")
    if not isinstance(brackets, dict):
        return {}
    return {handle: dict(entry) for handle, entry in brackets.items() if isinstance(entry, dict)}


def _lonely(worded: Worded, marks: Marks) -> Iterator[tuple[str, str]]:
    """Brackets that name a choice of which they are the only member left, and no name instead."""
    members = {marks.brackets[position].handle for choice in marks.choices for position in choice}
    for pair in marks.brackets:
        entry = worded.brackets.get(pair.handle or "")
        if entry is not None and entry.choice not in ("", APART) and pair.handle not in members:
            yield str(pair.handle), ""


def _accidental(worded: Worded, marks: Marks) -> Iterator[tuple[str, str]]:
    """Brackets that have come to touch one of another choice or of none, and `none`."""
    before = [
        {worded.marks.brackets[position].handle for position in choice}
        for choice in worded.marks.choices
    ]
    for choice in marks.choices:
        handles = [marks.brackets[position].handle for position in choice]
        together = next((each for each in before if handles[0] in each), {handles[0]})
        for handle in handles:
            if handle is not None and handle not in together:
                yield handle, APART
