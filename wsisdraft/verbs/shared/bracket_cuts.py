"""Why a new pair of brackets cannot stand where it is wanted, told at what it would cut."""

from __future__ import annotations

from wsisdraft.notation.clean import opening_words
from wsisdraft.notation.obstacles import Obstacle, obstacle
from wsisdraft.text.finding import Refusal
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Span
from wsisdraft.verbs.shared.target import Target

__all__ = ["cutting", "misread"]

LOOKED_AT = 240
"""Characters that the first words of a bracket are looked for in."""


def cutting(
    target: Target, span: Span, *, doing: str = "A pair of brackets here"
) -> Refusal | None:
    """Refuses a span at whose edges something would be cut; `doing` says what would cut it."""
    worded = target.worded
    found = obstacle(worded.body, worded.marks, span)
    if found is None:
        return None
    return target.refuse(
        found.span.start,
        "bracket-cut",
        f"{doing} would cut {_said(worded.body, found)}.",
        _REMEDIES.get(found.what, "Quote the whole of it, or less."),
    )


_REMEDIES = {
    "marker": "Quote the item with its marker, or only words behind it.",
    "row": "Quote words inside the cells.",
    "note": "Quote words behind its mark.",
}


def _said(body: str, found: Obstacle) -> str:
    words = opening_words(found.span.of(body)[:LOOKED_AT], 6)
    if found.what in ("bracket", "tie"):
        return f"{found.name} [{words}]"
    if found.what in ("row", "note"):
        return f"the head of the {found.what} {quoted(words)}"
    if found.what == "marker":
        return f"the marker {quoted(found.span.of(body))} of an item"
    kind = "the signs of an emphasis" if found.what == "emphasis" else f"the {found.what}"
    return f"{kind} {quoted(found.span.of(body))}"


def misread(target: Target, span: Span) -> Refusal:
    """Refuses brackets that would make other signs out of those beside them."""
    return target.refuse(
        span.start,
        "bracket-misread",
        "With brackets here the signs beside them would be read as other signs.",
        "Quote other words, one more or one less; no backslash, ^ or marker beside the brackets.",
    )
