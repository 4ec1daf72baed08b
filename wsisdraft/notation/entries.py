"""Typed values out of the fields of a file; what has the wrong shape reads as absent.

The shapes report what is wrong; here a wrong field must only not stop the reading.
"""

from __future__ import annotations

from collections.abc import Mapping

from wsisdraft.notation.front_matter import Fields
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.frozen import EMPTY
from wsisdraft.text.paragraph import BracketEntry, Mandate

NO_BRACKETS: dict[str, BracketEntry] = {}


def scalar(fields: Fields, key: str) -> str:
    """A word or sentence, empty where there is none."""
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def listing(fields: Fields, key: str) -> tuple[str, ...]:
    """Several words; a single one counts as a list of one."""
    value = fields.get(key)
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else ()


def nested(fields: Fields, key: str) -> Fields | None:
    """A mapping inside the mapping."""
    value = fields.get(key)
    return value if isinstance(value, dict) else None


def brackets_of(fields: Fields) -> dict[str, BracketEntry]:
    """The entries under `brackets:`, by handle."""
    entries = fields.get("brackets")
    if not isinstance(entries, dict):
        return NO_BRACKETS
    return {handle: _entry(entry) for handle, entry in entries.items() if isinstance(entry, dict)}


def _entry(entry: Fields) -> BracketEntry:
    return BracketEntry(
        by=listing(entry, "by"),
        against=listing(entry, "against"),
        since=scalar(entry, "since"),
        note=scalar(entry, "note"),
        role=scalar(entry, "role"),
        choice=scalar(entry, "choice"),
        group=scalar(entry, "group"),
        label=scalar(entry, "label"),
        proposal=scalar(entry, "proposal"),
        submission=scalar(entry, "submission"),
        over=scalar(entry, "over"),
    )


def doubts_of(fields: Fields) -> Mapping[str, Doubt]:
    """The entries under `doubts:`, by handle."""
    entries = fields.get("doubts")
    if not isinstance(entries, dict):
        return EMPTY
    found = {handle: _doubt(entry) for handle, entry in entries.items() if isinstance(entry, dict)}
    return {handle: doubt for handle, doubt in found.items() if doubt is not None}


def _doubt(entry: Fields) -> Doubt | None:
    kind, line, column = (scalar(entry, key) for key in ("kind", "line", "column"))
    if kind not in list(DoubtKind):
        return None
    return Doubt(DoubtKind(kind), count(line), count(column), scalar(entry, "said"))


def count(digits: str) -> int:
    """A number of up to nine digits, 0 where it is none."""
    plain = digits.isascii() and digits.isdecimal() and len(digits) < 10
    return int(digits) if plain else 0


def mandate_of(fields: Fields) -> Mandate | None:
    """Who redrafts, as `mandate:` says."""
    mandate = nested(fields, "mandate")
    if mandate is None:
        return None
    return Mandate(
        lead=listing(mandate, "lead"),
        task=scalar(mandate, "task"),
        due=scalar(mandate, "due"),
        state=scalar(mandate, "state"),
    )
