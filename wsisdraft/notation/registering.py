"""Parties nobody knew, taken up among the stakeholders in the same commit as what they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wsisdraft.notation.change import Change, splice
from wsisdraft.notation.field_edits import apply, set_field
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.reading import STAKEHOLDERS_FILE
from wsisdraft.notation.record import Record
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.shapes import STAKEHOLDERS
from wsisdraft.text.draft import Text

UNKNOWN_KIND = "kind not given yet"
"""The note on a party registered in haste; whoever edits the file later replaces it."""
REGISTERED = "Registered"


def registering(change: Change, text: Text, newcomers: Sequence[str]) -> Change:
    """The change, and each newcomer at the end of the file of stakeholders, made where absent.

    The record names them in `Registered` rows before what it says of places. Whoever the change
    registers already is not registered twice.
    """
    known = change.record.values(REGISTERED)
    names = [name for name in newcomers if name not in known]
    source = text.sources.get(STAKEHOLDERS_FILE)
    before = _so_far(change, source or "")
    after = before
    for name in names:
        entry: Fields = {"note": UNKNOWN_KIND}
        after = apply(after, set_field(after, (name,), entry, yaml=True, shape=STAKEHOLDERS))
    if after == before:
        return change
    verb, rest = change.record.trailers[:1], change.record.trailers[1:]
    rows = tuple((REGISTERED, name) for name in names)
    record = Record(change.record.subject, (*verb, *rows, *rest))
    others = tuple(each for each in change.new_files if each[0] != STAKEHOLDERS_FILE)
    edits = tuple(edit for edit in change.edits if edit.path != STAKEHOLDERS_FILE)
    if source is None:
        others = (*others, (STAKEHOLDERS_FILE, after))
    else:
        edits = (*edits, *rewritten(STAKEHOLDERS_FILE, source, after))
    return replace(change, edits=edits, new_files=others, record=record)


def _so_far(change: Change, source: str) -> str:
    """The file of stakeholders as the change has it already."""
    new = dict(change.new_files).get(STAKEHOLDERS_FILE)
    edits = [edit for edit in change.edits if edit.path == STAKEHOLDERS_FILE]
    return splice(source, edits) if new is None else new
