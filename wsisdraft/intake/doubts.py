"""The doubts of a later state of a text beside those that still wait on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wsisdraft.intake.files import doubt_fields, doubts_fields, written
from wsisdraft.notation.fields import Fields
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.pattern import later

_DIGITS = later(r"[0-9]+")
_OF_PLACE = frozenset((DoubtKind.NUMBER_ORDER, DoubtKind.NUMBER_PRINTED, DoubtKind.UNSURE_MATCH))
"""Kinds that are about what stands around the words, not about the words."""


def waiting(known: Mapping[str, Doubt], said: Sequence[Doubt], *, same_words: bool) -> Fields:
    """What is to stand under `doubts:`: those that are on record and still hold keep their handles.

    Where the words are the same, what was doubted about them and is no longer on record was
    settled, and is not asked again.
    """
    left = {h: d for h, d in known.items() if d.kind is not DoubtKind.UNSURE_MATCH}
    kept: dict[str, Doubt] = {h: d for h, d in known.items() if h not in left}
    new: list[Doubt] = []
    for doubt in said:
        handle = _same(left, doubt) or (_alike(left, doubt) if same_words else "")
        if handle:
            del left[handle]
            kept[handle] = doubt
        elif not same_words or doubt.kind in _OF_PLACE:
            new.append(doubt)
    fields: Fields = {handle: doubt_fields(kept[handle]) for handle in known if handle in kept}
    return {**fields, **doubts_fields(new, known)}


def _same(known: Mapping[str, Doubt], doubt: Doubt) -> str:
    """The handle of a doubt that says the same, be it of other lines; empty where none does."""
    said = _DIGITS.sub("", written(doubt.said))
    return next(
        (h for h, d in known.items() if d.kind is doubt.kind and _DIGITS.sub("", d.said) == said),
        "",
    )


def _alike(known: Mapping[str, Doubt], doubt: Doubt) -> str:
    """The first handle of the same kind: its sentence may quote words beside the paragraph."""
    return next((handle for handle, d in known.items() if d.kind is doubt.kind), "")
