"""The sentences of a body, and how many words a reader has to keep in mind in each.

A block, an item of a list and a part that ends with a semicolon before the next `(b)` are sentences
of their own. Of a choice only its longest member counts, since one of them will be left. Chinese
and Japanese have two characters to a word, other scripts without spaces five letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.blocks import BlockKind, blocks
from wsisdraft.notation.scanner import TIE
from wsisdraft.notation.words import tokens, unspaced
from wsisdraft.text.bracket import Marks
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later

__all__ = ["Sentence", "may_exceed", "sentences"]

CHARACTERS_OF_A_WORD = 2
"""In Chinese and Japanese."""
LETTERS_OF_A_WORD = 5
"""In Thai, Khmer and other scripts that are written without spaces between words."""
_UNSPACED = "\u0e00"
"""Before it all scripts part words by spaces."""
_SYLLABLES = "\u2e80"
"""From here on a character without spaces around it is one of Chinese or Japanese."""
_ENDS = frozenset(".!?。！？｡؟۔।॥።")
_CLOSING = frozenset("\"'”’»)]*_」』）】")
_WITH_A_POINT = (
    "art arts cf chap dr eg etc fig ie mr mrs ms no nos para paras pp prof rev sect st vol vs viz"
)
_SURELY_NO_SHORT_FORM = 6
"""Letters; a full stop behind such a word ends its sentence."""
_SHORT_FORMS = frozenset(_WITH_A_POINT.split())
_NEXT_PART = later(r";(?=\s+(?:(?:and|or|et|ou|y|o|und|oder)\s+)?\([a-z0-9]{1,5}\)\s)")
_TIE = later(TIE)


@frozen
class Sentence:
    start: int
    """Offset of its first character in the body."""
    words: int


def may_exceed(body: str, marks: Marks, longest: int) -> bool:
    """Whether a sentence may have more words than that: blanks and full stops tell of most bodies.

    Where it answers no, `sentences` finds none that has.
    """
    if _at_most(body) <= longest:
        return False
    if marks.choices:
        return True
    words = 0
    for part in body.split(". "):
        words += _at_most(part)
        if words > longest:
            return True
        if part[-_SURELY_NO_SHORT_FORM:].isalpha() and len(part) >= _SURELY_NO_SHORT_FORM:
            words = 0
    return False


def _at_most(words: str) -> int:
    """As many words as these can be."""
    beyond_ascii = 0 if words.isascii() else len(words.encode("utf-8", "replace")) - len(words)
    return 1 + words.count(" ") + words.rstrip("\n").count("\n") + beyond_ascii


def sentences(body: str, marks: Marks) -> Iterator[Sentence]:
    """The sentences of a body in order, with where each begins."""
    gone = _left_out(body, marks)
    for block in blocks(body):
        if block.kind is BlockKind.ROWS:
            continue
        start = block.marker.end if block.marker else block.span.start
        cuts = [match.end() for match in _NEXT_PART.finditer(body, start, block.span.end)]
        for end in (*cuts, block.span.end):
            yield from _of_part(body, start, end, gone)
            start = end


def _left_out(body: str, marks: Marks) -> list[tuple[int, int]]:
    """The members of choices that do not count: all but the one with the most words."""
    left_out = []
    for choice in marks.choices:
        members = [marks.brackets[position] for position in choice]
        kept = max(members, key=lambda member: len(member.inside.of(body).split()))
        left_out += [(each.start, each.after) for each in members if each is not kept]
    return sorted(left_out)


def _of_part(body: str, start: int, end: int, gone: list[tuple[int, int]]) -> Iterator[Sentence]:
    words = characters = letters = 0
    first = offset = start
    before = ""
    parts = tokens(body[start:end])
    for at, token in enumerate(parts):
        here, offset = offset, offset + len(token)
        if gone and any(left <= here < right for left, right in gone):
            continue
        if token[0].isalnum():
            if not (words or characters or letters):
                first = here
            if token[0] < _UNSPACED or not unspaced(token[0]):
                words += 1
            elif token[0] >= _SYLLABLES:
                characters += 1
            else:
                letters += 1
            before = token
        elif token in _ENDS and _ends_here(before, parts[at + 1 : at + 4], token):
            counted = words + _of_unspaced(characters, letters)
            if counted:
                yield Sentence(first, counted)
            words = characters = letters = 0
    counted = words + _of_unspaced(characters, letters)
    if counted:
        yield Sentence(first, counted)


def _of_unspaced(characters: int, letters: int) -> int:
    return -(-characters // CHARACTERS_OF_A_WORD) + -(-letters // LETTERS_OF_A_WORD)


def _ends_here(before: str, after: list[str], sign: str) -> bool:
    """Whether a sign ends a sentence: not behind a short form, nor where the word goes on."""
    if sign in "。！？｡":
        return True
    if sign == "." and (before.casefold() in _SHORT_FORMS or _initial(before)):
        return False
    following = "".join(after)
    following = _TIE.sub("", following).lstrip("".join(_CLOSING))
    return not following or following[0].isspace() or following[0] == "["


def _initial(word: str) -> bool:
    """Whether it is one letter, as of a name or of `e.g.`."""
    return len(word) == 1 and word.isalpha()
