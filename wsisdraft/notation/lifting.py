"""Lifting brackets: the splices that keep words, drop them, or choose one member of a choice.

Only what stands at the seam is mended: spaces, line breaks, a doubled comma, the marker of an item
or the stars of an emphasis that are left with nothing. Everything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile

from wsisdraft.notation.clean import clean, opening_words, without_ties
from wsisdraft.notation.seams import BLANKS, Cut, Draft, closed, escaped_signs, mended
from wsisdraft.text.bracket import Bracket, Marks, Role
from wsisdraft.text.span import Span

__all__ = ["choose", "clean", "drop", "keep", "lift", "opening_words", "without_ties"]

Splices = tuple[tuple[Span, str], ...]
"""Spans of the body, in its order and apart from each other, with their new characters."""


def keep(body: str, marks: Marks, positions: Iterable[int]) -> Splices:
    """Takes the marks and ties of these pairs away and leaves the words."""
    return lift(body, marks, kept=positions)


def drop(body: str, marks: Marks, positions: Iterable[int]) -> Splices:
    """Takes these pairs away with their words."""
    return lift(body, marks, dropped=positions)


def choose(body: str, marks: Marks, choice: Sequence[int], position: int) -> Splices:
    """Keeps the words of one member of a choice and drops the others.

    Raises ValueError where the pair is no member.
    """
    if position not in choice:
        raise ValueError(f"pair {position} is no member of the choice {tuple(choice)}")
    others = [member for member in choice if member != position]
    return lift(body, marks, kept=(position,), dropped=others)


def lift(
    body: str, marks: Marks, *, kept: Iterable[int] = (), dropped: Iterable[int] = ()
) -> Splices:
    """Keeps the words of some pairs and drops others at once, by positions in `marks`.

    A pair inside a dropped one goes with it.
    """
    brackets = marks.brackets
    gone = sorted({*dropped})
    freed = sorted({*kept}.difference(gone))
    cuts = [_whole(body, brackets[position]) for position in gone]
    for position in freed:
        pair = brackets[position]
        cuts += (Cut(pair.start, pair.start + 1), Cut(pair.end - 1, pair.after))
    draft = Draft(body, escaped_signs(body), _parting(body, brackets, set(freed), set(gone)))
    return tuple(
        _shortest(body, seam.start, seam.end, mended(draft, seam)) for seam in closed(draft, cuts)
    )


def _whole(body: str, pair: Bracket) -> Cut:
    inside = pair.inside.of(body)
    spaced = inside[:1] in BLANKS or inside[-1:] in BLANKS
    return Cut(pair.start, pair.after, dropped=True, spaced=bool(inside) and spaced)


def _parting(
    body: str, brackets: Sequence[Bracket], kept: Collection[int], dropped: Collection[int]
) -> frozenset[int]:
    """Where touching brackets of whole words meet and at least one of them loses its marks."""
    words = {
        position: pair
        for position, pair in enumerate(brackets)
        if pair.role is not Role.FOOTNOTE and position not in dropped
    }
    beginning = {pair.start: position for position, pair in words.items()}
    places = set()
    for position in kept:
        pair = brackets[position]
        places.update({pair.start, pair.after} & beginning.keys())
    ending = {pair.after: position for position, pair in words.items() if pair.after in places}
    return frozenset(
        place
        for place in places & ending.keys()
        if _whole_words(body, brackets[ending[place]], brackets[beginning[place]])
    )


def _whole_words(body: str, left: Bracket, right: Bracket) -> bool:
    """Whether two touching brackets hold words, not endings such as `librar[y][ies]`."""
    before, after = body[left.start - 1 : left.start], body[right.after : right.after + 1]
    last, first = body[left.end - 2 : left.end - 1], body[right.start + 1 : right.start + 2]
    return not (before.isalnum() or after.isalnum()) and (
        first.isalnum() and (last.isalnum() or last in ",;.:")
    )


def _shortest(body: str, start: int, end: int, new: str) -> tuple[Span, str]:
    """The smallest splice that makes `new` of these characters."""
    old = body[start:end]
    same = _alike(old, new)
    old, new = old[same:], new[same:]
    tail = _alike(old[::-1], new[::-1])
    return Span(start + same, end - tail), new[: len(new) - tail]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
