"""What changed on record about the brackets of a body: handles, who, since when."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.clean import opening_words
from wsisdraft.text.bracket import Marks
from wsisdraft.text.paragraph import BracketEntry, Worded

MOST = 20
"""Brackets told one by one; the record names them all."""
BASE = "the words as they were"
LOOKED_AT = 240
"""Characters of a bracket that its first words are looked for in."""


def beside_brackets(was: Worded, now: Worded) -> Iterator[str]:
    """Brackets with a new handle or another entry, and choices that one of them belongs to."""
    changed = [
        handle for handle, entry in now.brackets.items() if was.brackets.get(handle) != entry
    ]
    words = {
        pair.handle: f" [{opening_words(pair.inside.of(now.body)[:LOOKED_AT], 4)}]"
        for pair in now.marks.brackets
        if pair.handle in changed
    }
    for handle in changed[:MOST]:
        name = f"{handle}{words.get(handle, '')}"
        yield entry_words(name, now.brackets[handle])
    if len(changed) > MOST:
        yield f"and {len(changed) - MOST} more brackets"
    before = set(_choices(was.marks))
    for choice in _choices(now.marks):
        if choice not in before and not set(choice).isdisjoint(changed):
            yield f"{', '.join(choice)} are a choice"


def entry_words(name: str, entry: BracketEntry) -> str:
    """What is on record about a bracket, in one phrase."""
    said = BASE if entry.proposal == "base" else entry.proposal
    first = f"{name} {said}".rstrip()
    by = f" by {', '.join(entry.by)}" if entry.by else ""
    against = f"{',' if by else ''} against {', '.join(entry.against)}" if entry.against else ""
    since = f", since meeting {entry.since}" if entry.since else ""
    role = f" ({entry.role})" if entry.role else ""
    note = f": {entry.note}" if entry.note else ""
    return f"{first}{by}{against}{since}{role}{note}"


def _choices(marks: Marks) -> Iterator[tuple[str, ...]]:
    for choice in marks.choices:
        pairs = (marks.brackets[position] for position in choice)
        yield tuple(pair.handle or pair.index for pair in pairs)
