"""What an importer was not sure of, and somebody has to look at."""

from __future__ import annotations

from enum import StrEnum

from wsisdraft.text.frozen import frozen


class DoubtKind(StrEnum):
    STRAY_BRACKET = "stray-bracket"
    """A mark without its partner; it is stored escaped."""
    UNSURE_PAIR = "unsure-pair"
    """Two marks that were paired, and might belong to others."""
    UNSURE_ROLE = "unsure-role"
    """A bracket whose words may be text, a note, a number or something else."""
    UNSURE_OPTION = "unsure-option"
    """An option or alternative whose end is not marked, or which nothing is an option to."""
    NUMBER_ORDER = "number-order"
    """A number that does not follow the one before it, or stands twice."""
    NUMBER_PRINTED = "number-printed"
    """A heading counts other numbers than its paragraphs print."""
    UNKNOWN_PARTY = "unknown-party"
    """Words that may be the name of a party whom nobody knows."""
    FORMATTING = "formatting"
    """Something of the format that the body of a paragraph cannot hold; its characters are kept."""
    UNSURE_MATCH = "unsure-match"
    """On an update: it was paired with a paragraph on record that is not much like it."""


@frozen
class Doubt:
    """One entry under `doubts:`."""

    kind: DoubtKind
    line: int
    """In the source that was imported, counted from 1."""
    column: int
    """Code points, counted from 1."""
    said: str
    """One sentence, with the words concerned."""
