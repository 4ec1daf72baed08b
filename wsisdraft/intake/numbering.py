"""The numbers of paragraphs: as printed, and by a rule where nothing is printed.

In one chapter or section no number stands twice, and their order is that of the reading:

- A number printed once is kept, also where it comes too late; then that is a doubt.
- A number printed a second time goes on from the paragraph before as its bis, ter and so on.
- Without a number, the words before a first participle (`The Parties to this Agreement,`) are the
  chapeau, and the paragraphs from there to the first number PP1, PP2 and so on. Where there is no
  participle, the only one before number 1 is the chapeau; of several the first is, and the others
  are PP1, PP2.
- Any other without a number has the next number; where a later paragraph prints one, the bis, ter
  and so on of the number before it.
- What comes after options that are sections is `end`, then `end.1` and so on.
- Numbers that a page has apart from their paragraphs are given to as many paragraphs that stand
  together without one, if they go on with the count.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from wsisdraft.intake.contents import Content, Draft
from wsisdraft.intake.heads import Printed, printed
from wsisdraft.intake.lines import Source
from wsisdraft.intake.pieces import Apart, is_letter
from wsisdraft.text.frozen import frozen
from wsisdraft.text.number import LATIN, Number, Segment
from wsisdraft.text.pattern import later

NOTHING = "none"
"""What `printed:` says of a paragraph without a number."""


@frozen
class Numbered:
    """A paragraph with its number."""

    number: Number
    draft: Draft
    printed: str
    """As it is printed, where that differs; `none` where nothing is."""
    doubt: str
    """What is odd about the number; empty where nothing is."""


_PARTICIPLE = later(
    r"""[\s\[*_]*
    (?:(?:[Aa]lso|[Ff]urther|[Dd]eeply|[Ss]trongly|[Gg]ravely|[Ff]ully|[Rr]ecalling)\ )*
    (?: [A-Z][a-z]{1,14}ing\b | [a-z]{2,14}ing\b | In\ (?:pursuit|furtherance|pursuance|view|line)\b
      | Pursuant\b | Mindful\b | Conscious\b | Convinced\b | Concerned\b | Guided\b | Aware\b
      | Alarmed\b | Encouraged\b | Inspired\b | Determined\b | Committed\b | Disturbed\b )""",
    re.VERBOSE,
)
_PREAMBLE = later(r".*preamb(?:le|ular)\b", re.IGNORECASE | re.DOTALL)


class Apartness:
    """Numbers apart from their paragraphs, waiting for these in the order of the source.

    They wait in runs, each of numbers that stand one after the other and count on. A run is given
    to as many paragraphs without a number as it has, if these stand together.
    """

    def __init__(self) -> None:
        self.runs: list[list[Apart]] = []
        self.letters: list[Apart] = []
        self.unused: list[Apart] = []
        self.last: Number | None = None
        """The last number of the chapter or section before."""
        self.parted = True
        """Whether a paragraph stands behind the last run."""

    def take(self, apart: Apart) -> None:
        if is_letter(apart.words):
            self.letters.append(apart)
            return
        found = printed(apart.words)
        if found is None:
            self.unused.append(apart)
            return
        before = printed(self.runs[-1][-1].words) if self.runs else None
        if self.parted or before is None or not _counts_on(before.number, found.number):
            self.runs.append([])
        self.runs[-1].append(apart)
        self.parted = False

    def given(
        self, many: int, participles: int, last: Number | None
    ) -> list[tuple[Apart, Printed]]:
        """The numbers of paragraphs that stand together; none where that is not sure."""
        direct = not self.parted
        for at, run in enumerate(self.runs):
            found = [each for apart in run if (each := printed(apart.words)) is not None]
            first = found[0].number
            size = participles if first.series == "PP" else many
            lone = direct and at == len(self.runs) - 1 and len(run) == 1
            fits = len(run) == size or lone
            if fits and self._begins(first, last, lone=lone):
                for passed in self.runs[:at]:
                    self.unused += passed
                del self.runs[: at + 1]
                return list(zip(run, found, strict=True))
        return []

    def _begins(self, number: Number, last: Number | None, *, lone: bool) -> bool:
        """Whether a number can be the next after the last of its chapter or section."""
        if last is None or last.series != number.series:
            return number.segments[0].label == "1" or (
                self.last is not None and (_counts_on(self.last, number) or lone)
            )
        return _counts_on(last, number) or (lone and _later(number, last))

    def rest(self) -> list[Apart]:
        """All that no paragraph took."""
        return [*self.unused, *(each for run in self.runs for each in run), *self.letters]


def _counts_on(last: Number, number: Number) -> bool:
    """Whether a number is the next after another."""
    if last.series != number.series or not number.segments[0].counted:
        return False
    return len(number.segments) == 1 and _value(number)[0] == _value(last)[0] + 1


def numbered(
    source: Source, title: str, contents: Sequence[Content], apart: Apartness
) -> list[Numbered]:
    """The paragraphs of one chapter or section with their numbers."""
    return _Counter(source, title, contents, apart).count()


class _Counter:
    def __init__(
        self, source: Source, title: str, contents: Sequence[Content], apart: Apartness
    ) -> None:
        self.source = source
        self.contents = contents
        self.apart = apart
        self.used: set[Number] = set()
        self.last: Number | None = None
        self.found: list[Numbered] = []
        drafts = [each for each in contents if isinstance(each, Draft)]
        self.printed = [each.printed.number for each in drafts if each.printed]
        self.reserved = set(self.printed)
        """Numbers that are given, or printed further on."""
        first = next((at for at, each in enumerate(drafts) if each.printed), len(drafts))
        self.before = first
        self.drafts = drafts
        self.ended = False
        """Whether something stands behind options already."""
        self._look_ahead()
        self.preamble = self._participles(drafts[:first], title)

    def _participles(self, drafts: Sequence[Draft], title: str) -> int:
        """Position of the first participle where the paragraphs are preambular, else -1."""
        places = [at for at, each in enumerate(drafts) if self._is_participle(each)]
        many = len(places) >= 2 and 2 * len(places) >= len(drafts) - places[0]
        named = bool(places) and _PREAMBLE.match(title) is not None
        if not (many or named):
            return -1
        self.last_participle = places[-1]
        return places[0]

    def _is_participle(self, draft: Draft) -> bool:
        if not draft.pieces:
            return any(self._is_participle(inner) for _, inner in draft.alternatives)
        piece = draft.pieces[0]
        begin = max(piece.start, piece.label_span[1])
        return _PARTICIPLE.match(self.source.text, begin, piece.end) is not None

    def count(self) -> list[Numbered]:
        position = 0
        after_sections = False
        together: set[int] = set()
        for at, content in enumerate(self.contents):
            if isinstance(content, Apart):
                self.apart.take(content)
            elif not isinstance(content, Draft):
                after_sections = True
            else:
                if content.printed is None and id(content) not in together:
                    drafts = self._together(at)
                    together = set(map(id, drafts))
                    self._give_apart(drafts)
                self.apart.parted = True
                if after_sections:
                    self._after_sections(content)
                elif content.printed is not None:
                    self._as_printed(content, content.printed)
                else:
                    self._without(content, position)
                position += 1
        self.apart.last = self.last or self.apart.last
        return self.found

    def _give(self, number: Number, draft: Draft, words: str, doubt: str = "") -> None:
        self.used.add(number)
        self.reserved.add(number)
        if number.segments[0].counted:
            self.last = number
        self.found.append(Numbered(number, draft, words, doubt))

    def _as_printed(self, draft: Draft, words: Printed) -> None:
        shown = "" if Number.of(words.words) == words.number else words.words
        doubt = ""
        if "quarter" in words.words:
            doubt = f'"{words.words}" is read as {words.number}.'
        if words.number in self.used:
            number = next_to(self.last or words.number, self.reserved)
            self._give(
                number,
                draft,
                words.words,
                f"Number {words.words} stands twice; here it is {number}.",
            )
            return
        last = self.last
        if last is not None and last.series == words.number.series and _later(last, words.number):
            doubt = f"Number {words.words} comes after {last}."
        self._give(words.number, draft, shown, doubt)

    def _without(self, draft: Draft, position: int) -> None:
        self._give(self._free(position), draft, NOTHING)

    def _together(self, at: int) -> list[Draft]:
        """The paragraphs without number that stand together from there."""
        found = []
        for content in self.contents[at:]:
            if not isinstance(content, Draft) or content.printed is not None:
                break
            found.append(content)
        return found

    def _give_apart(self, drafts: Sequence[Draft]) -> None:
        """Gives them the numbers that stand apart, where it is sure whose these are."""
        spoken = [draft for draft in drafts if self._is_participle(draft)]
        given = self.apart.given(len(drafts), len(spoken), self.last)
        preambular = bool(given) and given[0][1].number.series == "PP" and bool(spoken)
        for draft, (apart, number) in zip(spoken if preambular else drafts, given, strict=False):
            if number.number in self.used:
                self.apart.unused.append(apart)
            else:
                draft.printed = number
        if given:
            self._look_ahead()

    def _free(self, position: int) -> Number:
        """The number of a paragraph that prints none."""
        if (position < self.before and self.last is None) or self._in_preamble(position):
            number = self._preambular(position)
            if number is not None:
                return number
        following = self.following[position]
        last = self.last
        if last is None or (last.series == "PP" and not (following and following.series == "PP")):
            return self._between(None, following)
        return self._between(last, following)

    def _look_ahead(self) -> None:
        """Notes for each paragraph the number that the next one with a number prints."""
        following: Number | None = None
        self.following: list[Number | None] = []
        for draft in reversed(self.drafts):
            self.following.append(following)
            following = draft.printed.number if draft.printed else following
        self.following.reverse()

    def _between(self, last: Number | None, following: Number | None) -> Number:
        """The next number, or the bis of the last one where the next is printed further on."""
        series, value = (last.series, _value(last)[0]) if last else ("", 0)
        number = Number(series, (Segment(str(value + 1)),))
        comes = following is not None and following.series == series
        if number in self.used or (comes and _value(following)[0] <= value + 1):  # type: ignore[arg-type]
            return next_to(last, self.reserved) if last else self._count_on(series, 0)
        return number

    def _in_preamble(self, position: int) -> bool:
        return self.preamble >= 0 and position <= self.last_participle

    def _preambular(self, position: int) -> Number | None:
        if self.preamble >= 0:
            if position < self.preamble:
                return self._word("chapeau")
            within = position <= self.last_participle
            return self._count_on("PP", self._last_of("PP")) if within else None
        first = self.printed[0] if self.printed else None
        if first is None or first.segments[0].label != "1":
            return None
        if first.series == "PP" or position == 0:
            return self._word("chapeau")
        return self._count_on("PP", self._last_of("PP"))

    def _word(self, word: str) -> Number:
        number = Number("", (Segment(word),))
        part = 0
        while number in self.used:
            part += 1
            number = Number("", (Segment(word), Segment(str(part))))
        return number

    def _last_of(self, series: str) -> int:
        values = [
            int(n.segments[0].label)
            for n in self.used
            if n.series == series and n.segments[0].counted
        ]
        return max(values, default=0)

    def _count_on(self, series: str, value: int) -> Number:
        number = Number(series, (Segment(str(value + 1)),))
        while number in self.reserved:
            value += 1
            number = Number(series, (Segment(str(value + 1)),))
        return number

    def _after_sections(self, draft: Draft) -> None:
        words = draft.printed.words if draft.printed else NOTHING
        number = self._word("end")
        doubt = ""
        if not self.ended:
            doubt = "The end of the options above is not marked; this is read as no part of them."
            self.ended = True
        self._give(number, draft, words, doubt)


_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = ("", *_ALPHABET, *(a + b for a in _ALPHABET for b in _ALPHABET))


def next_to(number: Number, used: Container[Number]) -> Number:
    """The next bis, ter of a number that is not used, then those of its A, B to ZZ."""
    first = number.segments[0]
    label, series = first.label, number.series
    at = LATIN.index(first.latin) + 1 if first.latin else 0
    for letters in _LETTERS[_LETTERS.index(first.letters) :]:
        for latin in LATIN[at:] if letters == first.letters else ("", *LATIN):
            found = Number(series, (Segment(label, letters, latin),))
            if found not in used:
                return found
    value = 1 + int(label) if first.counted else 1
    while Number(series, (Segment(str(value)),)) in used:
        value += 1
    return Number(series, (Segment(str(value)),))


def _later(one: Number, other: Number) -> bool:
    """Whether a number counts more than another of the same series."""
    return _value(one) > _value(other)


def _value(number: Number) -> tuple[int, ...]:
    return tuple(int(each.label) if each.counted else 0 for each in number.segments[:1])
