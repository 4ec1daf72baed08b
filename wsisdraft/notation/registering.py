"""Parties nobody knew, taken up among the stakeholders in the same commit as what they did."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.change import Change
from wsisdraft.notation.field_edits import apply, set_field
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.reading import STAKEHOLDERS_FILE
from wsisdraft.notation.record import Record
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.shapes import STAKEHOLDERS
from wsisdraft.text.draft import Text

UNKNOWN_KIND = "kind not given yet"
"""The note on a party registered in haste; whoever edits the file later replaces it."""


def registering(change: Change, text: Text, newcomers: Sequence[tuple[str, str]]) -> Change:
    """The change, and each newcomer with its kind, if one is given, at the end of the file.

    The record names them in `Registered` rows before what it says of places.
    """
    source = text.sources.get(STAKEHOLDERS_FILE)
    after = source or ""
    for name, kind in newcomers:
        entry: Fields = {"kind": kind} if kind else {"note": UNKNOWN_KIND}
        after = apply(after, set_field(after, (name,), entry, yaml=True, shape=STAKEHOLDERS))
    verb, rest = change.record.trailers[:1], change.record.trailers[1:]
    rows = tuple(("Registered", name) for name, _ in newcomers)
    new_files, edits = change.new_files, change.edits
    if source is None:
        new_files = (*new_files, (STAKEHOLDERS_FILE, after))
    else:
        edits = (*edits, *rewritten(STAKEHOLDERS_FILE, source, after))
    record = Record(change.record.subject, (*verb, *rows, *rest))
    return Change(edits, new_files, change.removed, change.branches, record=record)
