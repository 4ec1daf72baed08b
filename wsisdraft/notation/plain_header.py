"""The headers that nearly all paragraphs have, recognised at one look.

An id, a status, the settlement and the entries of brackets, each as the verbs write it. Whatever
else a header holds, it is left to the readers of fields, which say the same of these at ten times
the cost.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.fast_fields import fast_fields
from wsisdraft.notation.shapes import BRACKETS, DAY, FINGERPRINT, HANDLE, ID, MEETING_NUMBER, STATUS
from wsisdraft.notation.spelling import MISREAD
from wsisdraft.text.paragraph import BracketEntry, Settled
from wsisdraft.text.pattern import later

_ENTRY = rf"  ({HANDLE.pattern}):\n((?:    [^\n]+\n)+)"
_HEADER = later(
    rf"---\n(?:id: ({ID.pattern})\n)?status: ({STATUS.pattern})\n"
    r"(?:settled:\n  date: ([0-9-]+)\n(?:  meeting: ([0-9A-Za-z.-]+)\n)?"
    rf"  text: ({FINGERPRINT.pattern})\n)?"
    rf"(?:brackets:\n((?:{_ENTRY})+))?---\n"
)
_ENTRIES = later(_ENTRY)
_KNOWN = 1 << 12
"""Days, meetings and entries kept in mind: most paragraphs share them."""


class PlainHeader(NamedTuple):
    """What a header says that has nothing but the usual lines."""

    id: str
    status: str
    settled: Settled | None
    brackets: dict[str, BracketEntry]
    body_start: int


def plain_header(source: str) -> PlainHeader | None:
    """The header of a paragraph's file; None for the readers of fields to decide."""
    match = _HEADER.match(source)
    if match is None:
        return None
    identity, status, day, meeting, text, entries, *_ = match.groups("")
    settled = None
    if day:
        if not _settled_then(day, meeting):
            return None
        settled = Settled(day, meeting, text)
    brackets: dict[str, BracketEntry] = {}
    for handle, lines in _ENTRIES.findall(entries) if entries else ():
        entry = _entry(lines)
        if entry is None or handle in brackets or handle in MISREAD:
            return None
        brackets[handle] = entry
    return PlainHeader(identity, status, settled, brackets, match.end())


@lru_cache(_KNOWN)
def _settled_then(day: str, meeting: str) -> bool:
    return DAY.accepts(day) and (meeting == "" or MEETING_NUMBER.accepts(meeting))


@lru_cache(_KNOWN)
def _entry(lines: str) -> BracketEntry | None:
    """The entry that such lines make under any handle."""
    said: dict[str, Any] = {}
    for line in lines[:-1].split("\n"):
        field = _field(line)
        if field is None or field[0] in said:
            return _entry_of(lines)
        said[field[0]] = field[1]
    return BracketEntry(**said)


@lru_cache(_KNOWN)
def _field(line: str) -> tuple[str, str | tuple[str, ...]] | None:
    """Name and value of a field that has one line; None where it takes more of them to say."""
    entry = _entry_of(f"{line}\n")
    key = line.partition(":")[0].strip()
    return None if entry is None or not hasattr(entry, key) else (key, getattr(entry, key))


def _entry_of(lines: str) -> BracketEntry | None:
    fields = fast_fields(f"brackets:\n  b1:\n{lines}")
    if fields is None or not BRACKETS.accepts(fields["brackets"]):
        return None
    return brackets_of(fields)["b1"]
