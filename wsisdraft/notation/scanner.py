r"""The bracket scanner: one pass over the raw text, exact offsets, nothing mended.

A plain stack: `]` closes the latest `[` that is still open. In a paragraph's body `\[` is the
sign itself, `[^1]` a footnote mark, and `]{#b1}` ties a bracket to its entry. In a text from
outside there are no ties, but links, numbers at a paragraph's head and footnote digits are told
apart from the words under negotiation.

Properties are kept in columns, one list each, until the values are made: a text with a million
marks is scanned in a second. A text with a few pairs side by side, as most have, needs no columns
and is read directly.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, repeat
from typing import TypeVar

from wsisdraft.notation.known_words import LONGEST, closings, openings
from wsisdraft.text.bracket import NO_MARKS, Bracket, Marks, Role, Stray
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.pattern import later

__all__ = ["DEEPEST_INDEX", "ESCAPE", "FOOTNOTE_MARK", "MARK", "TIE", "scan"]

NO_ENTRIES: Mapping[str, BracketEntry] = {}

DEEPEST_INDEX = 100
"""Levels; pairs nested deeper have no index, which would grow with the square of the text."""

AROUND = 80
"""Characters before and after a bracket that its role may be read from."""

APART = "none"
"""The `choice:` of an entry that keeps its bracket out of a run of touching ones."""

# No control, line separator or bidi sign: a label is seen whole by whoever reads it.
_LABEL = r"[^ \[\]\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]{1,32}"
ESCAPE = r"\\[!-/:-@\[-`{-~]"
FOOTNOTE_MARK = rf"\[\^{_LABEL}\]"
TIE = r"\{#[a-z][a-z0-9-]{0,31}\}"
MARK = later(rf"{ESCAPE}|\[(?:\^{_LABEL}\])?|\](?:{TIE})?")
"""An escape, a footnote mark, `[`, or `]` with its tie."""

_ROLES = {role.value: role for role in Role}
Value = TypeVar("Value")

_PAIR = later(rf"\[[^\[\]]*\]({TIE})?")
"""A pair without a bracket inside, and its tie."""
_FEW = 16
"""Pairs that are read directly."""


def scan(
    text: str, *, foreign: bool = False, entries: Mapping[str, BracketEntry] = NO_ENTRIES
) -> Marks:
    """Every bracket, stray mark and choice of a text, in time that grows with its length.

    `entries` are what is on record about tied brackets: their `role:` and `choice:` decide.
    """
    if "[" not in text and "]" not in text:
        return NO_MARKS
    if not foreign and text.count("[") <= _FEW:
        direct = side_by_side(text, entries)
        if direct is not None:
            return direct
    return in_columns(text, foreign=foreign, entries=entries)


def side_by_side(text: str, entries: Mapping[str, BracketEntry]) -> Marks | None:
    """The marks of a body that has nothing but pairs outside each other, all with unknown words.

    None where there is more to it.
    """
    if "[" not in text or "\\" in text or "[^" in text:
        return None
    found = list(_PAIR.finditer(text))
    if not len(found) == text.count("[") == text.count("]"):
        return None
    if openings(text) or closings(text):
        return None
    brackets = []
    last, related = -1, False
    for position, match in enumerate(found):
        start, after = match.span()
        tie = match[1]
        end, handle, role = after, None, Role.TEXT
        if tie:
            end, handle = after - len(tie), tie[2:-1]
            entry = entries.get(handle)
            if entry is not None and (entry.role or entry.choice):
                role, related = _ROLES.get(entry.role, role), True
        related = related or start == last
        last = after
        brackets.append(Bracket(start, end, after, 0, None, role, handle, str(position + 1)))
    choices = _choices(text, brackets, entries) if related else ()
    return Marks(tuple(brackets), (), choices, 1)


def in_columns(text: str, *, foreign: bool, entries: Mapping[str, BracketEntry]) -> Marks:
    """The marks of any text."""
    pairs = _pairs(text, tied=not foreign)
    if not pairs.starts:
        return Marks(strays=pairs.strays, deepest=pairs.deepest)
    roles = _roles(text, pairs, entries, foreign=foreign)
    brackets = _values(
        Bracket,
        len(roles),
        {
            "start": pairs.starts,
            "end": pairs.ends,
            "after": pairs.afters,
            "depth": pairs.depths,
            "parent": pairs.parents,
            "role": roles,
            "handle": pairs.handles,
            "index": _indices(pairs.parents),
        },
    )
    return Marks(brackets, pairs.strays, _choices(text, brackets, entries), pairs.deepest)


class _Pairs:
    """The pairs of a text in the order of their openers, one list a property."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.afters: list[int] = []
        self.depths: list[int] = []
        self.parents: list[int | None] = []
        self.handles: list[str | None] = []
        self.footnotes: list[int] = []
        """Positions of footnote marks."""
        self.strays: tuple[Stray, ...] = ()
        self.deepest = 0


def _pairs(text: str, *, tied: bool) -> _Pairs:
    seen = _Pairs()
    starts, ends, depths, within = seen.starts, seen.ends, seen.depths, seen.parents
    ties: list[tuple[int, int]] = []
    closers: list[int] = []
    still_open: list[int] = []
    innermost: int | None = None
    for match in MARK.finditer(text):
        mark = match[0]
        if mark == "[":
            within.append(innermost)
            depths.append(len(still_open))
            innermost = len(starts)
            still_open.append(innermost)
            starts.append(match.start())
            ends.append(0)
        elif mark[0] == "]":
            if innermost is None:
                closers.append(match.start())
                continue
            ends[innermost] = match.start() + 1
            if tied and mark != "]":
                ties.append((innermost, match.end()))
            still_open.pop()
            innermost = still_open[-1] if still_open else None
        elif mark[0] == "[":
            seen.footnotes.append(len(starts))
            within.append(innermost)
            depths.append(len(still_open))
            starts.append(match.start())
            ends.append(match.end())
    seen.deepest = max(depths, default=-1) + 1
    seen.afters = list(ends)
    seen.handles = [None] * len(ends)
    for position, after in ties:
        seen.afters[position] = after
        seen.handles[position] = text[ends[position] + 2 : after - 1]
    # A `]` is stray only while nothing is open, so all of those stand before the stray `[`.
    offsets = closers + [starts[opener] for opener in still_open]
    chars = chain(repeat("]", len(closers)), repeat("[", len(still_open)))
    seen.strays = _values(Stray, len(offsets), {"offset": offsets, "char": chars})
    if still_open:
        _leave_out(seen)
    return seen


def _leave_out(seen: _Pairs) -> None:
    """Takes the openers that were never closed out of the columns; they are nobody's parents."""
    ends = seen.ends
    closed_before = list(accumulate(map(bool, ends), initial=0))
    seen.parents = [
        closed_before[parent] if parent is not None and ends[parent] else None
        for parent in compress(seen.parents, ends)
    ]
    seen.footnotes = [closed_before[mark] for mark in seen.footnotes]
    seen.starts = list(compress(seen.starts, ends))
    seen.afters = list(compress(seen.afters, ends))
    seen.depths = list(compress(seen.depths, ends))
    seen.handles = list(compress(seen.handles, ends))
    seen.ends = list(compress(ends, ends))


def _indices(parents: Sequence[int | None]) -> list[str]:
    """`1`, `2`, `2.1`: the numbers of pairs, nesting by dots; empty below the deepest level."""
    indices: list[str] = []
    levels: list[int] = []
    counts = [0] * len(parents)
    outermost = 0
    for parent in parents:
        if parent is None:
            outermost += 1
            levels.append(1)
            indices.append(str(outermost))
            continue
        counts[parent] += 1
        levels.append(levels[parent] + 1)
        deep = levels[parent] >= DEEPEST_INDEX
        indices.append("" if deep else f"{indices[parent]}.{counts[parent]}")
    return indices


def _roles(
    text: str, pairs: _Pairs, entries: Mapping[str, BracketEntry], *, foreign: bool
) -> list[Role]:
    """By its words, by what it is in a text from outside, by its entry; else text."""
    roles = [Role.TEXT] * len(pairs.starts)
    outside = _format_roles(text) if foreign else {}
    opening, closing = openings(text), closings(text)
    by_start = _positions(pairs.starts) if opening or outside else {}
    by_end = _positions(pairs.ends) if closing else {}
    for position in (*map(by_start.get, opening), *map(by_end.get, closing)):
        # An escaped sign is found too, and is no bracket.
        if position is not None:
            roles[position] = _spoken_role(text, pairs, position, foreign=foreign)
    for start, role in outside.items():
        if start in by_start:
            roles[by_start[start]] = role
    for position in pairs.footnotes:
        roles[position] = Role.FOOTNOTE
    for position, handle in enumerate(pairs.handles) if entries else ():
        entry = entries.get(handle) if handle else None
        if entry is not None and entry.role in _ROLES:
            roles[position] = _ROLES[entry.role]
    return roles


def _positions(offsets: list[int]) -> dict[int, int]:
    return dict(zip(offsets, range(len(offsets)), strict=True))


def _format_roles(text: str) -> Mapping[int, Role]:
    from wsisdraft.notation.foreign_marks import foreign_roles

    return foreign_roles(text)


def _spoken_role(text: str, pairs: _Pairs, position: int, *, foreign: bool) -> Role:
    """The role that its words give to a bracket; one that holds brackets is text."""
    start, end, after = pairs.starts[position], pairs.ends[position], pairs.afters[position]
    # Most texts have no such bracket: the vocabulary is read when one is met.
    from wsisdraft.notation.vocabulary import role_of

    following = position + 1
    leaf = following == len(pairs.starts) or pairs.starts[following] >= end
    if not leaf or end - start > LONGEST:
        return Role.TEXT
    before = text[max(0, start - AROUND) : start]
    inside = text[start + 1 : end - 1]
    return role_of(inside, before, text[after : after + AROUND], foreign=foreign)


def _choices(
    text: str, brackets: Sequence[Bracket], entries: Mapping[str, BracketEntry]
) -> tuple[tuple[int, ...], ...]:
    """Runs of touching brackets, and siblings whose entries name one choice."""
    named = _named(brackets, entries)
    runs = _touching(brackets, named) if "][" in text or "}[" in text else []
    by_name: dict[tuple[int | None, str], list[int]] = {}
    for position, name in named.items():
        if name != APART:
            by_name.setdefault((brackets[position].parent, name), []).append(position)
    runs.extend(members for members in by_name.values() if len(members) > 1)
    return tuple(map(tuple, sorted(runs)))


def _touching(brackets: Sequence[Bracket], named: Collection[int]) -> list[list[int]]:
    """Positions of unresolved brackets that touch, but for those whose entries name a choice."""
    free = [
        position
        for position, bracket in enumerate(brackets)
        if bracket.role.unresolved and position not in named
    ]
    beginning = {brackets[position].start: position for position in free}
    runs: list[list[int]] = []
    run_of: dict[int, list[int]] = {}
    for left in sorted(free, key=lambda position: brackets[position].after):
        right = beginning.get(brackets[left].after)
        if right is not None:
            if left not in run_of:
                run_of[left] = [left]
                runs.append(run_of[left])
            run_of[left].append(right)
            run_of[right] = run_of[left]
    return runs


def _named(brackets: Sequence[Bracket], entries: Mapping[str, BracketEntry]) -> dict[int, str]:
    """What the entries of unresolved brackets say under `choice:`, by position."""
    if not entries:
        return {}
    found = {}
    for position, bracket in enumerate(brackets):
        entry = entries.get(bracket.handle) if bracket.handle else None
        if entry is not None and entry.choice and bracket.role.unresolved:
            found[position] = entry.choice
    return found


def _values(
    kind: type[Value], count: int, columns: Mapping[str, Iterable[object]]
) -> tuple[Value, ...]:
    """Frozen values from their properties in columns; half the cost of calling the class."""
    values = tuple(map(object.__new__, repeat(kind, count)))
    for name, column in columns.items():
        deque(map(getattr(kind, name).__set__, values, column), maxlen=0)
    return values
