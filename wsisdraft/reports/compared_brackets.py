"""What became of the brackets of a wording between two states: made, lifted, told otherwise."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from wsisdraft.notation.clean import without_ties
from wsisdraft.reports.beside_brackets import entry_words
from wsisdraft.reports.redline import Redline, Sign
from wsisdraft.text.bracket import Bracket, Role
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import BracketEntry, Worded

KEPT, DROPPED, SOME_KEPT = "words kept", "words dropped", "some words kept"


@frozen
class BracketComparison:
    """One pair of brackets that a wording has in one state only, or with something else on record.

    Footnote marks are no brackets here.
    """

    what: str
    """`made`, `lifted` or `changed`."""
    handle: str
    """`b1`; empty where it has none. Of the later state where it is there."""
    index: str
    """The number it is counted by, `2.1`."""
    text: str
    """The words inside, ties left out; of one that was lifted as they were."""
    role: str
    fate: str
    """What became of the words of one that was lifted: KEPT, DROPPED or SOME_KEPT; else empty."""
    entry: BracketEntry | None
    """What is on record about it; of one that was lifted, what was."""

    @property
    def name(self) -> str:
        """Its handle, or else the number it is counted by."""
        return self.handle or self.index

    @property
    def said(self) -> str:
        """What is on record about it in a phrase, its name first: `b1 by Norland, since ...`."""
        return entry_words(self.name, self.entry) if self.entry is not None else self.name


def compared_brackets(was: Worded, now: Worded, words: Redline) -> tuple[BracketComparison, ...]:
    """Brackets lifted, then those made or changed, each in the order of the text.

    A pair is the same by its handle, else where its opening mark stayed in place. `words` is the
    redline of the two wordings without ties.
    """
    if not was.marks.brackets and not now.marks.brackets:
        return ()
    stays = _Stays(words)
    there = _partners(was, now, stays)
    kept = frozenset(there.values())
    return (
        *(
            _told("lifted", was, pair, fate=stays.fate(was, position))
            for position, pair in _brackets(was)
            if position not in kept
        ),
        *_later(was, now, there),
    )


def _later(was: Worded, now: Worded, there: dict[int, int]) -> Iterator[BracketComparison]:
    for position, pair in _brackets(now):
        if position not in there:
            yield _told("made", now, pair)
            continue
        before = was.marks.brackets[there[position]]
        if (before.handle, _entry(was, before)) != (pair.handle, _entry(now, pair)):
            yield _told("changed", now, pair)


def _brackets(worded: Worded) -> Iterator[tuple[int, Bracket]]:
    for position, pair in enumerate(worded.marks.brackets):
        if pair.role is not Role.FOOTNOTE:
            yield position, pair


def _entry(worded: Worded, pair: Bracket) -> BracketEntry | None:
    return worded.brackets.get(pair.handle) if pair.handle else None


def _told(what: str, worded: Worded, pair: Bracket, *, fate: str = "") -> BracketComparison:
    return BracketComparison(
        what,
        pair.handle or "",
        pair.index,
        without_ties(pair.inside.of(worded.body)),
        str(pair.role),
        fate,
        _entry(worded, pair),
    )


def _partners(was: Worded, now: Worded, stays: _Stays) -> dict[int, int]:
    """Positions of the later state's pairs, with those of the earlier state's they are."""
    by_handle: dict[str, int] = {}
    for position, pair in _brackets(was):
        if pair.handle:
            by_handle.setdefault(pair.handle, position)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for position, pair in _brackets(now):
        known = by_handle.get(pair.handle) if pair.handle else None
        if known is not None and known not in taken:
            found[position] = known
            taken.add(known)
    before, after = _WithoutTies(was), _WithoutTies(now)
    opened = {
        stays.later(before.offset(pair.start)): position
        for position, pair in _brackets(was)
        if position not in taken
    }
    opened.pop(None, None)
    for position, pair in _brackets(now):
        earlier = opened.get(after.offset(pair.start)) if position not in found else None
        if earlier is not None and _may_be_one(was.marks.brackets[earlier], pair):
            found[position] = earlier
    return found


def _may_be_one(before: Bracket, after: Bracket) -> bool:
    """Two with handles of their own are two, wherever they stand."""
    return not (before.handle and after.handle)


class _WithoutTies:
    """Offsets of a body as offsets of its words without ties."""

    def __init__(self, worded: Worded) -> None:
        tied = sorted((p.after, p.after - p.end) for p in worded.marks.brackets if p.after > p.end)
        self.ends = [after for after, _ in tied]
        self.lengths = [0, *accumulate(length for _, length in tied)]

    def offset(self, offset: int) -> int:
        return offset - self.lengths[bisect_right(self.ends, offset)]


class _Stays:
    """Which characters of an earlier wording stay in the later one, and where."""

    def __init__(self, words: Redline) -> None:
        self.starts: list[int] = []
        self.runs: list[tuple[int, int, int]] = []
        """Where a run that stays begins and ends before, and where it begins afterwards."""
        old = new = 0
        for sign, run in words:
            if sign is Sign.SAME:
                self.starts.append(old)
                self.runs.append((old, old + len(run), new))
            old += 0 if sign is Sign.PUT_IN else len(run)
            new += 0 if sign is Sign.TAKEN_OUT else len(run)

    def later(self, offset: int) -> int | None:
        """Where a character stands afterwards; None where it does not stay."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return None
        start, end, there = self.runs[at]
        return there + offset - start if offset < end else None

    def fate(self, worded: Worded, position: int) -> str:
        """What became of the words inside a pair; pairs in it have a fate of their own."""
        offset = _WithoutTies(worded).offset
        pair = worded.marks.brackets[position]
        start, end = offset(pair.start + 1), offset(pair.end - 1)
        words = without_ties(worded.body)
        inner = [
            (offset(p.start), offset(p.end))
            for p in worded.marks.brackets
            if p.parent == position and p.role is not Role.FOOTNOTE
        ]
        for own in (_between(start, end, inner), [(start, end)]):
            letters = sum(_letters(words[a:b]) for a, b in own)
            if letters:
                stay = sum(_letters(words[a:b]) for each in own for a, b in self._kept(*each))
                return DROPPED if not stay else KEPT if stay == letters else SOME_KEPT
        return DROPPED

    def _kept(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a stretch of the earlier wording that stay."""
        for there, until, _ in self.runs[max(bisect_right(self.starts, start) - 1, 0) :]:
            if there >= end:
                return
            if until > start:
                yield max(there, start), min(until, end)


def _between(start: int, end: int, inner: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A stretch without others in it."""
    edges = [start, *(edge for each in inner for edge in each), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _letters(text: str) -> int:
    return sum(1 for char in text if char.isalnum())
