"""Numbers of paragraphs, as `21`, `24.a`, `27bis`, `2A`, `PP3`, `annex`, and their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from wsisdraft.text.frozen import computed, frozen
from wsisdraft.text.pattern import later

LATIN = (
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
    "undecies",
    "duodecies",
)
"""What is added to a number for text that comes after it, in this order."""

WORDS = ("title", "chapeau", "annex", "end")
SERIES = ("PP", "OP")
"""Preambular and operative paragraphs, each counted on their own."""

LONGEST = 200
"""Characters; a longer number could not be the name of a file with its endings."""

DEEPEST = 5
"""Segments of a number: itself and four levels of parts."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = {
    tens + unit: 10 * len(tens) + value
    for tens in ("", "x", "xx", "xxx")
    for value, unit in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if tens + unit
}
# Labels that can only be Roman come after the letters wherever a level is not Roman throughout.
_RANK_OF_LABEL = {roman: 52 + value for roman, value in _ROMAN.items()} | {
    letter * times: 26 * (times - 1) + rank
    for times in (1, 2)
    for rank, letter in enumerate(_LETTERS, 1)
}
_LATIN_RANK = {latin: rank for rank, latin in enumerate(("", *LATIN))}

_TITLE, _CHAPEAU, _PP, _DIGITS, _LABELS, _OP, _END, _ANNEX = range(8)
_RANK_OF_WORD = {"title": _TITLE, "chapeau": _CHAPEAU, "end": _END, "annex": _ANNEX}
_RANK_OF_SERIES = {"PP": _PP, "": _DIGITS, "OP": _OP}

_DIGIT = frozenset("0123456789")
# The longest first: 12.aduodecies is no 12.aduo with a decies.
_LATIN_BY_LENGTH = sorted(LATIN, key=len, reverse=True)
_LATIN_WORDS = "|".join(_LATIN_BY_LENGTH)
_DIGITS_SEGMENT = later(rf"(0|[1-9][0-9]*)([A-Z]{{0,2}})({_LATIN_WORDS})?")
_SPOKEN_DIGITS = later(rf"(0|[1-9][0-9]*)([a-z]{{0,2}}?)({_LATIN_WORDS})?")


def roman_value(text: str) -> int | None:
    """What a Roman numeral up to xxxix counts, in any case; None where it is none."""
    return _ROMAN.get(text.lower())


@frozen
class Segment:
    """One level of a number: `21bis` of `21bis.a`."""

    label: str
    """Digits, a letter, a doubled letter, a Roman numeral, or a word such as `annex`."""
    letters: str = ""
    """The `A` of `65A`, one or two capitals, only after digits."""
    latin: str = ""

    def __str__(self) -> str:
        return f"{self.label}{self.letters}{self.latin}"

    @property
    def counted(self) -> bool:
        """Whether it begins with digits."""
        return self.label[0] in "0123456789"


@frozen
class Number:
    """The number of a paragraph: the name of its file without `.md`."""

    series: str
    """`PP`, `OP` or empty."""
    segments: tuple[Segment, ...]
    """At least one, at most five."""
    text: str = computed(lambda number: number.series + ".".join(map(str, number.segments)))
    """As written: `PP3bis.a`."""
    plain: int = computed(lambda number: int(number.text) if number.text.isdecimal() else -1)
    """Its value where it is digits and nothing else, as most are; otherwise -1."""

    def __str__(self) -> str:
        return self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @staticmethod
    def of(text: str) -> Number | None:
        """The number a file's name states, or None unless it is spelt as we write it."""
        return _written(text)

    @staticmethod
    def read(text: str) -> Number | None:
        """The number as people write and say it: `21 BIS`, `New 65A.`, `para 24 (a)`, `[17]`."""
        if len(text) > LONGEST:
            return None
        return _written(text) or _spoken(text)

    @property
    def parent(self) -> Number | None:
        """The number it is a part of: `24` for `24.a`; None for `24bis`, which is no part."""
        if len(self.segments) == 1:
            return None
        return Number(self.series, self.segments[:-1])

    @property
    def word(self) -> str:
        """`title`, `chapeau`, `annex` or `end` where it begins so."""
        label = self.segments[0].label
        return label if label in WORDS else ""

    @property
    def stands_alone(self) -> bool:
        """Whether it reads as a number without its chapter; `b` or `iv` would read as a name."""
        return self.segments[0].counted or self.word != ""

    @property
    def after_sections(self) -> bool:
        """Whether it comes after the sections of its chapter, as `end` and `annex` do."""
        return self.segments[0].label in {"annex", "end"}


@lru_cache(maxsize=1 << 16)
def _written(text: str) -> Number | None:
    if len(text) > LONGEST:
        return None
    if text.isdecimal() and text.isascii() and (text[0] != "0" or text == "0"):
        return Number("", (Segment(text),))
    series = text[:2] if text[:2] in SERIES else ""
    pieces = text[len(series) :].split(".", DEEPEST)
    if len(pieces) > DEEPEST:
        return None
    if pieces[0] in WORDS and not series:
        first: Segment | None = Segment(pieces[0])
    else:
        first = _segment(pieces[0])
    segments = (first, *map(_segment, pieces[1:]))
    known = tuple(segment for segment in segments if segment is not None)
    if first is None or len(known) < len(segments) or (series and not first.counted):
        return None
    return Number(series, known)


@lru_cache(maxsize=1 << 12)
def _segment(text: str) -> Segment | None:
    if text[:1] in _DIGIT:
        match = _DIGITS_SEGMENT.fullmatch(text)
        return Segment(match[1], match[2], match[3] or "") if match else None
    latin = next((word for word in _LATIN_BY_LENGTH if text.endswith(word) and text != word), "")
    label = text.removesuffix(latin)
    return Segment(label, "", latin) if label in _RANK_OF_LABEL else None


_BEFORE = later(r"(?:(?:new|paragraphs?|paras?|nos?)(?![a-z])[\s.]*)+")
_IN_PARENTHESES = later(r"[\s.]*\(\s*([a-z0-9]+(?:[\s.]*[a-z]+)?)[\s.]*\)")
_BEFORE_LATIN = later(rf"[\s.]+(?=(?:{_LATIN_WORDS})(?![a-z0-9]))")
_AROUND_POINT = later(r"\s*\.\s*")
_AFTER_SERIES = later(r"^(pp|op)[\s.]+(?=[0-9])")


def _spoken(text: str) -> Number | None:
    text = text.replace("\u00a0", " ").strip()
    while text.startswith("[") and text.endswith("]"):
        text = text[1:-1].strip()
    if not text.isascii():
        return None
    text = text.lower()
    before = _BEFORE.match(text)
    text = text[before.end() :] if before else text
    item = text.startswith("(")
    text = _IN_PARENTHESES.sub(r".\1", text.replace("quarter", "quater"))
    text = _BEFORE_LATIN.sub("", text[1:] if item else text)
    text = _AROUND_POINT.sub(".", text.strip()).removesuffix(".")
    text = _AFTER_SERIES.sub(r"\1", text)
    return _written(".".join(map(_as_written, text.split("."))))


def _as_written(piece: str) -> str:
    """A lower-case segment in our spelling: capitals after digits and of a series."""
    series = piece[:2].upper() if piece[:2] in {"pp", "op"} and piece[2:3].isdecimal() else ""
    match = _SPOKEN_DIGITS.fullmatch(piece[len(series) :])
    if match is None:
        return piece
    return f"{series}{match[1]}{match[2].upper()}{match[3] or ''}"


def in_order(numbers: Iterable[Number]) -> tuple[Number, ...]:
    """The numbers of one folder in reading order; give all of them, for labels are read together.

    Letters that stand on one level are Roman numerals if all can be and one of them is `i`.
    """
    given = tuple(numbers)
    if all(number.plain >= 0 for number in given):
        return tuple(sorted(given, key=attrgetter("plain")))
    romans = _roman_levels(given)
    return tuple(sorted(given, key=lambda number: _rank(number, romans)))


Level = tuple[str, tuple[Segment, ...]]


def _roman_levels(numbers: Iterable[Number]) -> frozenset[Level]:
    levels: dict[Level, set[str]] = {}
    for number in numbers:
        if number.plain >= 0:
            continue
        for depth, segment in enumerate(number.segments):
            if segment.label in _RANK_OF_LABEL:
                level = (number.series, number.segments[:depth])
                levels.setdefault(level, set()).add(segment.label)
    return frozenset(
        level for level, labels in levels.items() if "i" in labels and labels <= _ROMAN.keys()
    )


Rank = tuple[int | str, ...]


def _rank(number: Number, romans: frozenset[Level]) -> Rank:
    """Four places a segment, so that a number comes before its parts and they before its bis."""
    if number.plain >= 0:
        return (_DIGITS, number.plain, "  ", 0)
    rank: list[int | str] = []
    for depth, segment in enumerate(number.segments):
        label = segment.label
        kind, value = _LABELS, 0
        if label in _RANK_OF_LABEL:
            roman = romans and (number.series, number.segments[:depth]) in romans
            value = (_ROMAN if roman else _RANK_OF_LABEL)[label]
        elif label in _RANK_OF_WORD:
            kind = _RANK_OF_WORD[label]
        else:
            kind, value = _DIGITS if depth else _RANK_OF_SERIES[number.series], int(label)
        rank += (kind, value, segment.letters.rjust(2), _LATIN_RANK[segment.latin])
    return tuple(rank)


@frozen
class Gap:
    """Where the counting skips: right after `after` comes `before`."""

    after: Number | None
    """None where the numbers begin above 1."""
    before: Number

    @property
    def missing(self) -> str:
        """What should be there: `4`, or `4-7`."""
        first = 1 if self.after is None else int(self.after.segments[0].label) + 1
        last = int(self.before.segments[0].label) - 1
        stretch = str(first) if first == last else f"{first}-{last}"
        return f"{self.before.series}{stretch}"


def gaps(numbers: Iterable[Number]) -> tuple[Gap, ...]:
    """Where the numbers of one folder skip, each series on its own.

    Only digits of the first level count: what is inserted as bis or A fills no gap and makes
    none, and items (`24.a`, `24.c`) may have files or not. Parts stand for their number.
    """
    values: Mapping[str, set[int]] = {"PP": set(), "": set(), "OP": set()}
    for number in numbers:
        first = number.segments[0]
        if first.counted and not first.letters and not first.latin:
            values[number.series].add(int(first.label))
    return tuple(gap for series, found in values.items() for gap in _gaps(series, sorted(found)))


def _gaps(series: str, values: list[int]) -> Iterable[Gap]:
    if values and values[0] > 1:
        yield Gap(None, _counted(series, values[0]))
    for value, following in pairwise(values):
        if following > value + 1:
            yield Gap(_counted(series, value), _counted(series, following))


def _counted(series: str, value: int) -> Number:
    return Number(series, (Segment(str(value)),))
