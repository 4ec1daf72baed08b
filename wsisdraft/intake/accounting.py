"""Where each word of a text from outside went: into a body or title, beside the text, or out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from wsisdraft.intake.assembling import Assembly
from wsisdraft.intake.lines import GONE, Line, Source, bracket_alike, unseen
from wsisdraft.intake.taken import Taken
from wsisdraft.intake.units import Unit
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.frozen import altered

_WORD = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")


class Account:
    """What was made of each stretch of the source."""

    def __init__(
        self,
        source: Source,
        masked: str,
        units: Sequence[Unit],
        assembly: Assembly,
        wordless: Sequence[tuple[int, int]],
        lines: Sequence[Line],
    ) -> None:
        self.source = source
        self.masked = masked
        self.units = units
        self.assembly = assembly
        self.artefacts = [each for unit in units for each in unit.artefacts]
        self.wordless = wordless
        self.lines = lines

    def left_out(self) -> tuple[tuple[int, str], ...]:
        """Lines that are no part of the text, artefacts, and numbers that nothing took."""
        found = [(line.number, self._shown(line.start, line.end)) for line in self.lines]
        found += [(each.line, each.words.replace(GONE, "")) for each in self.assembly.unused()]
        found += [
            (self.source.place(start)[0], self._shown(start, end))
            for start, end in (*self.artefacts, *self.wordless)
        ]
        return tuple(sorted(found))

    def _shown(self, start: int, end: int) -> str:
        return self.source.text[start:end].replace(GONE, "")

    def closed(self, read: Taken, given: str) -> Taken:
        """What was read, with what stands beside it, is left out, or is doubtful as a whole.

        What stands beside the text has to be in a field; should a word be in none, its line is
        left out and said to be.
        """
        known = _in_fields(read)
        beside: list[tuple[int, str]] = []
        out: list[tuple[int, str]] = []
        for line, words in self.beside():
            (beside if _words(words) <= known else out).append((line, words))
        doubts = [
            Doubt(
                DoubtKind.UNSURE_ROLE, line, 1, f'There is no place for "{words}"; it is left out.'
            )
            for line, words in out
        ]
        return altered(
            read,
            doubts=(*self.doubts(given), *doubts),
            left_out=tuple(sorted((*self.left_out(), *out))),
            beside=tuple(beside),
        )

    def beside(self) -> tuple[tuple[int, str], ...]:
        """What is neither in a body or title nor left out, by lines."""
        found: list[tuple[int, str]] = []
        at = 0
        for start, end in (*sorted(self._held()), (len(self.masked), len(self.masked))):
            if start > at and _WORD.search(self.masked, at, start):
                for match in re.finditer(r"[^\n]+", self.masked[at:start]):
                    if _WORD.search(match[0]):
                        line, _ = self.source.place(at + match.start())
                        found.append((line, " ".join(match[0].replace(GONE, "").split())))
            at = max(at, end)
        return tuple(found)

    def _held(self) -> Iterator[tuple[int, int]]:
        """Stretches that are in a body or title, or left out."""
        for unit in self.units:
            gone = sorted(edit[:2] for edit in unit.edits if _cuts(*edit))
            for piece in unit.pieces:
                for span in piece.spans:
                    yield from _without(span, gone)
        yield from self.assembly.titles
        yield from self.artefacts
        yield from self.wordless
        for each in self.assembly.unused():
            yield each.start, each.start + len(each.words)

    def doubts(self, given: str) -> tuple[Doubt, ...]:
        """Those about the text as a whole."""
        found = []
        apart = sorted(self.assembly.unused(), key=lambda each: each.start)
        if apart:
            line, column = self.source.place(apart[0].start)
            many = (
                f"{len(apart)} numbers and letters stand" if len(apart) > 1 else "A number stands"
            )
            said = f"{many} apart from what they number, first here; they are left out."
            found.append(Doubt(DoubtKind.NUMBER_ORDER, line, column, said))
        for start, end in self.wordless:
            line, column = self.source.place(start)
            said = f"Number {self._shown(start, end)} stands without words; it is left out."
            found.append(Doubt(DoubtKind.NUMBER_ORDER, line, column, said))
        for pattern, said in (
            (unseen(), "characters that nobody sees are left out, the first of them here"),
            (bracket_alike(), "signs that look like square brackets are read as such, first here"),
        ):
            offsets = [match.start() for match in pattern.finditer(given)]
            if offsets:
                before = given[: offsets[0]]
                line = before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
                column = offsets[0] - max(before.rfind("\n"), before.rfind("\r"))
                found.append(Doubt(DoubtKind.FORMATTING, line, column, f"{len(offsets)} {said}."))
        return tuple(found)


def _words(text: str) -> set[str]:
    return {match[0].casefold() for match in _WORDS.finditer(text)}


def _in_fields(read: Taken) -> set[str]:
    """The words of every field but bodies."""
    found = _words(read.title)
    entries = list(read.brackets.values())
    waiting = list(read.chapters)
    while waiting:
        section = waiting.pop()
        waiting += section.sections
        found |= _words(f"{section.name} {section.title}")
        entries += section.brackets.values()
        for paragraph in section.paragraphs:
            said = [str(paragraph.number), paragraph.printed, paragraph.status, paragraph.origin]
            said += [*paragraph.by, *paragraph.lead]
            for each in paragraph.alternatives:
                said += [each.name, *each.by]
                entries += each.brackets.values()
            found |= _words(" ".join(said))
            entries += paragraph.brackets.values()
    for entry in entries:
        said = [entry.note, entry.label, entry.role, entry.choice, *entry.by, *entry.against]
        found |= _words(" ".join(said))
    return found


def _cuts(start: int, end: int, words: str) -> bool:
    """Whether an edit takes words away."""
    return (end > start + 1 and not words) or (end > start + 1 and words.startswith("]"))


def _without(span: tuple[int, int], gone: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A stretch without what is cut out of it; cuts are in order and seldom overlap."""
    start, end = span
    at = bisect_left(gone, (start, start))
    for begin, stop in gone[max(at - 1, 0) : bisect_left(gone, (end, end))]:
        if begin > start:
            yield start, begin
        start = max(start, stop)
    if start < end:
        yield start, end
