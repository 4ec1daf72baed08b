"""Bodies joined to one, with what is on record about their brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.notation.blocks import BlockKind, blocks
from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.handles import free_handle
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.bracket import Marks, Role
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import wording
from wsisdraft.text.span import Span

__all__ = ["BLOCK", "Joined", "Part", "Unjoinable", "joined"]

BLOCK = "\n\n"
"""Between words that stay blocks of their own."""
_ENDS = re.compile(r"-[0-9]+$")


@frozen
class Part:
    """The words of one paragraph, and the entries of its brackets as its file has them."""

    body: str
    marks: Marks
    entries: Fields
    doubts: Fields


@frozen
class Joined:
    body: str
    entries: Fields
    doubts: Fields
    renamed: tuple[Mapping[str, str], ...]
    """Of each part: the handles that another part had already, and what they are now."""


@frozen
class Unjoinable:
    """Why the words cannot stand in one paragraph as they are."""

    part: int
    what: str
    """`note`, `footnote` or `choice`."""
    offset: int
    """In the body of that part."""
    name: str = ""


def joined(parts: Sequence[Part], between: str) -> Joined | Unjoinable:
    """The words one after the other with something between; every tie finds its own entry.

    Handles that two parts have are given anew in the later one, and so are names of choices and
    groups, so that nothing belongs together that did not before.
    """
    fault = next(_faults(parts, between), None)
    if fault is not None:
        return fault
    words: list[str] = []
    entries: Fields = {}
    doubts: Fields = {}
    renamed: list[dict[str, str]] = []
    taken = {pair.handle for part in parts for pair in part.marks.brackets if pair.handle}
    taken |= {handle for part in parts for handle in part.entries}
    known: set[str] = set()
    for part in parts:
        own = {*part.entries, *(p.handle for p in part.marks.brackets if p.handle)}
        new: dict[str, str] = {}
        for handle in sorted(own & known, key=_by_number):
            new[handle] = free_handle(taken)
            taken.add(new[handle])
        words.append(wording(_with_ties(part, new)))
        entries |= _renamed(part.entries, new, entries)
        for handle, doubt in part.doubts.items():
            doubts[_next(handle, {*doubts, *part.doubts}) if handle in doubts else handle] = doubt
        known |= own - new.keys() | set(new.values())
        renamed.append(new)
    body = between.join(each for each in words if each)
    made = Joined(f"{body}\n" if body else "", entries, doubts, tuple(renamed))
    return _touching(parts, made) or made


def _next(handle: str, taken: set[str]) -> str:
    """`d3` after `d1` and `d2`."""
    stem, number = handle.rstrip("0123456789"), 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _by_number(handle: str) -> tuple[int, str]:
    return len(handle), handle


def _faults(parts: Sequence[Part], between: str) -> Iterator[Unjoinable]:
    labels: dict[str, int] = {}
    for position, part in enumerate(parts):
        last = list(blocks(part.body))[-1:]
        if "\n" not in between and position < len(parts) - 1:
            for block in last:
                if block.kind in (BlockKind.NOTE, BlockKind.ROWS):
                    yield Unjoinable(position, "note", block.span.start)
        for pair in part.marks.brackets:
            label = pair.span.of(part.body)
            if pair.role is Role.FOOTNOTE and labels.setdefault(label, position) != position:
                yield Unjoinable(position, "footnote", pair.start, label)


def _with_ties(part: Part, new: Mapping[str, str]) -> str:
    """The body with other handles in its ties."""
    ties = [
        (Span(pair.end, pair.after), f"{{#{new[pair.handle]}}}")
        for pair in part.marks.brackets
        if pair.handle and pair.handle in new
    ]
    return spliced(part.body, ties)


def _renamed(entries: Fields, new: Mapping[str, str], before: Fields) -> Fields:
    """The entries under their new handles; names of choices and groups that others have change."""
    names = {key: _names(before, key) for key in ("choice", "group")}
    own = {key: _names(entries, key) for key in names}
    given = {
        key: {name: _free(name, names[key] | own[key]) for name in own[key] & names[key] - {"none"}}
        for key in names
    }
    found: Fields = {}
    for handle, entry in entries.items():
        value: Value = entry
        if isinstance(entry, dict):
            value = {
                key: given[key].get(said, said) if key in given and isinstance(said, str) else said
                for key, said in entry.items()
            }
        found[new.get(handle, handle)] = value
    return found


def _names(entries: Fields, key: str) -> set[str]:
    said = (entry.get(key) for entry in entries.values() if isinstance(entry, dict))
    return {name for name in said if isinstance(name, str)}


def _free(name: str, taken: set[str]) -> str:
    stem, number = _ENDS.sub("", name), 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _touching(parts: Sequence[Part], made: Joined) -> Unjoinable | None:
    """Brackets of two parts that would be one choice, since nothing stands between them."""
    after = scan(made.body, entries=brackets_of({"brackets": made.entries}))
    before = sum(len(part.marks.choices) for part in parts)
    members = sum(len(choice) for part in parts for choice in part.marks.choices)
    same = len(after.choices) == before and sum(map(len, after.choices)) == members
    return None if same else Unjoinable(0, "choice", len(parts[0].body.rstrip()))
