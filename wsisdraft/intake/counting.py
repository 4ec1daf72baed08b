"""The words that went in are the words on record: counted anew at every import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize

from wsisdraft.intake.lines import plainly
from wsisdraft.intake.places import Placed
from wsisdraft.intake.taken import Taken
from wsisdraft.notation.clean import without_ties
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import BracketEntry, Paragraph
from wsisdraft.text.pattern import later
from wsisdraft.text.process import Stakeholder

_WORD = later(r"[^\W_]+")
"""Letters and digits that stand together; no sign of any format is a word."""


@frozen
class Counted:
    """How many words went in, and what became of them."""

    given: int
    on_record: int
    left_out: int
    """Words of lines that are no part of the text."""
    lines: int
    """How many such lines there are."""


@frozen
class Lost:
    """The first word that is on one side only."""

    word: str
    line: int
    column: int
    """In the source, counted from 1; 0 where the word is only on record."""
    ref: str = ""
    """Where it stands on record, for one that is not in the source."""


def counted(
    source: str, taken: Taken, placed: Placed, text: Text, parties: Iterable[Stakeholder]
) -> Counted | Lost:
    """Counts every word of a source, and finds it on record or among the lines left out.

    `text` is the draft as it will be. Words of the text itself are in titles and bodies; those
    that the reading put beside them, as a number or a label, have to be in a field. Characters that
    nobody sees part no word.
    """
    source = plainly(source)
    given = Counter(word for word, _ in _words(source))
    left_out, beside = (
        Counter(word for _, words in each for word, _ in _words(words))
        for each in (taken.left_out, taken.beside)
    )
    record = _Record(placed, text, parties)
    here = Counter(word for each in record.words for word, _ in _words(each))
    strange = here - (given - left_out - beside)
    if strange:
        return _added(next(iter(strange)), record)
    fields = {word.casefold() for each in record.beside for word, _ in _words(each)}
    lost = given - left_out - beside - here
    lost += Counter(
        {word: times for word, times in beside.items() if word.casefold() not in fields}
    )
    if lost:
        return _first(source, lost, given)
    every, out = given.total(), left_out.total()
    return Counted(every, every - out, out, len(taken.left_out))


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The words of a text as they are written, with their offsets in it as far as it is NFC."""
    plain = text if text.isascii() else normalize("NFC", text)
    for match in _WORD.finditer(plain):
        yield match[0], match.start()


class _Record:
    """What is on record of a text from outside."""

    def __init__(self, placed: Placed, text: Text, parties: Iterable[Stakeholder]) -> None:
        self.words: list[str] = []
        """Titles and bodies."""
        self.beside: list[str] = []
        """What fields say of them."""
        self.places: list[tuple[str, str]] = []
        """REFs with the words there."""
        self.names = {each.name: (each.name, *each.aliases) for each in parties}
        there = {p.address: p for p in text.paragraphs()}
        for folder in placed.folders:
            if folder.in_text:
                self.say(str(folder.address), folder.title)
            self.beside += [folder.title, *folder.address.parts]
            self.entries(folder.brackets)
        for each in placed.paragraphs:
            self.paragraph(there[each.address])
            self.beside.append(each.taken.status)

    def say(self, ref: str, words: str) -> None:
        self.words.append(words)
        self.places.append((ref, words))

    def paragraph(self, paragraph: Paragraph) -> None:
        ref = str(paragraph.address)
        self.say(ref, without_ties(paragraph.body))
        self.beside += [
            *(str(paragraph.address.number), paragraph.printed, paragraph.origin),
            *self.known(paragraph.mandate.lead if paragraph.mandate else ()),
        ]
        self.entries(paragraph.brackets)
        for alternative in paragraph.alternatives:
            self.say(ref, without_ties(alternative.body))
            self.beside += [alternative.name, *self.known(alternative.by)]
            self.entries(alternative.brackets)

    def entries(self, entries: Mapping[str, BracketEntry]) -> None:
        for entry in entries.values():
            self.beside += [entry.note, entry.label, entry.role, entry.choice, entry.proposal]
            self.beside += self.known((*entry.by, *entry.against))

    def known(self, names: Iterable[str]) -> Iterator[str]:
        """Names under which parties may stand in the source."""
        for name in names:
            yield from self.names.get(name, (name,))


def _first(source: str, lost: Counter[str], given: Counter[str]) -> Lost:
    """Where a word that is lost stands: the last of its places, or the first where all are lost."""
    places: dict[str, list[int]] = {}
    for word, offset in _words(source):
        if word in lost:
            places.setdefault(word, []).append(offset)
    word, offset = min(
        ((w, found[0] if lost[w] == given[w] else found[-1]) for w, found in places.items()),
        key=lambda each: each[1],
    )
    before = source[:offset]
    line = before.count("\n") + 1
    return Lost(word, line, offset - (before.rfind("\n") + 1) + 1)


def _added(word: str, record: _Record) -> Lost:
    """Where a word stands on record that the source does not have, or not so often."""
    at = next((ref for ref, words in record.places if word in dict(_words(words))), "")
    return Lost(word, 0, 0, at)
