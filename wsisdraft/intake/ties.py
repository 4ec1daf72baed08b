"""What is on record about brackets, carried over to the same brackets of a later wording."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from wsisdraft.intake.files import entry_fields
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.handles import free_handle
from wsisdraft.notation.scanner import APART, scan
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.span import Span


@frozen
class Tied:
    """A body whose ties all have entries, and the entries."""

    body: str
    brackets: Mapping[str, BracketEntry]


def tied(body: str, brackets: Mapping[str, BracketEntry]) -> Tied:
    """A body without the ties of which nothing is on record.

    A choice that no other bracket of the body is a member of is none.
    """
    entries = _without_lone_choices(body, brackets)
    said = {handle: entry for handle, entry in entries.items() if entry_fields(entry)}
    if len(said) == len(brackets):
        return Tied(body, said)
    kept = {at: handle for at, handle in enumerate(_handles(body)) if handle in said}
    return Tied(_with_ties(body, kept), said)


def carried_over(
    old: str, known: Mapping[str, BracketEntry], new: str, said: Mapping[str, BracketEntry]
) -> Tied:
    """The new wording with the entries of those of its brackets that were there before.

    A bracket is the same where it holds the same words; of several alike the order decides. What
    is on record stays, what the new text says is put beside it where nothing was said before.
    """
    fresh = tied(new, said)
    if not known:
        return fresh
    same = _same_brackets(old, new)
    before, here = _handles(old), _handles(fresh.body)
    handles: dict[int, str] = {}
    entries: dict[str, BracketEntry] = {}
    for at, handle in enumerate(here):
        was = before[same[at]] if at in same else ""
        if was in known:
            handles[at] = was
            entries[was] = _together(known[was], fresh.brackets.get(handle, BracketEntry()))
    for at, handle in enumerate(here):
        if at not in handles and handle:
            entry = fresh.brackets[handle]
            given = handle if handle not in known else free_handle((*known, *here, *entries))
            handles[at] = given
            entries[given] = entry
    return tied(_with_ties(fresh.body, handles), entries)


def _without_lone_choices(
    body: str, entries: Mapping[str, BracketEntry]
) -> Mapping[str, BracketEntry]:
    """Entries without the names of choices that have no other member here."""
    if all(entry.choice in ("", APART) for entry in entries.values()):
        return entries
    marks = scan(body, entries=entries)
    members = {marks.brackets[at].handle for choice in marks.choices for at in choice}
    return {
        handle: altered(entry, choice="")
        if entry.choice not in ("", APART) and handle not in members
        else entry
        for handle, entry in entries.items()
    }


def _together(known: BracketEntry, said: BracketEntry) -> BracketEntry:
    """An entry on record with what a text from outside says besides."""
    more = {
        key: getattr(said, key)
        for key in ("by", "against", "note", "role", "choice", "group", "label")
        if getattr(said, key) and not getattr(known, key)
    }
    return altered(known, **more) if more else known


def _same_brackets(old: str, new: str) -> dict[int, int]:
    """For brackets of the new body their positions in the old one, in one order."""
    before, here = _inner_words(old), _inner_words(new)
    blocks = SequenceMatcher(None, before, here, autojunk=False).get_matching_blocks()
    return {block.b + at: block.a + at for block in blocks for at in range(block.size)}


def _inner_words(body: str) -> list[str]:
    return [without_ties(pair.inside.of(body)) for pair in scan(body).brackets]


def _handles(body: str) -> list[str]:
    return [pair.handle or "" for pair in scan(body).brackets]


def _with_ties(body: str, handles: Mapping[int, str]) -> str:
    """The body with just these ties, by the positions of its brackets."""
    splices = []
    for at, pair in enumerate(scan(body).brackets):
        tie = f"{{#{handles[at]}}}" if at in handles else ""
        splices.append((Span(pair.end, pair.after), tie))
    return spliced(body, splices)
