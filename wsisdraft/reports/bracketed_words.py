"""How many words of a text stand in brackets that are still to be settled."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.words import tokens
from wsisdraft.text.address import Address
from wsisdraft.text.bracket import Marks
from wsisdraft.text.draft import Text
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.status import DELETED
from wsisdraft.text.wide_bracket import wide_brackets


def bracketed_words(text: Text, scope: Address | None = None) -> int:
    """Words in brackets of roles text and placeholder, or of a part of the text.

    A word is a run of letters or digits, a character of scripts that are written without spaces;
    it counts once however deep it stands. All words of a paragraph count that a bracket over whole
    paragraphs holds. Those of notes, names and footnotes do not, nor those of deleted paragraphs
    and of alternatives.
    """
    wide = (bracket for bracket in wide_brackets(text) if bracket.role.unresolved)
    held = frozenset(address for bracket in wide for address in bracket.held)
    return sum(
        _of_paragraph(paragraph, paragraph.address in held)
        for paragraph in text.paragraphs()
        if (paragraph.marks.brackets or paragraph.address in held)
        and paragraph.status != DELETED
        and (scope is None or paragraph.address.within(scope))
    )


def _of_paragraph(paragraph: Paragraph, held: bool) -> int:
    if not held and not paragraph.marks.unresolved:
        return 0
    return words_in(paragraph.body, paragraph.marks, held=held)


def words_in(body: str, marks: Marks, *, held: bool = False) -> int:
    """Words of a body whose innermost bracket is unresolved, and if `held` those outside any."""
    return sum(
        1
        for start, end in _stretches(marks, len(body), held)
        for token in tokens(body[start:end])
        if token[0].isalnum()
    )


def _stretches(marks: Marks, length: int, held: bool) -> Iterator[tuple[int, int]]:
    """What lies between marks of brackets, ties left out, where that is unresolved."""
    inside: list[tuple[int, int, bool]] = []
    """Of the brackets that are open: end, end of the tie, and whether it is unresolved."""
    at, counts = 0, held
    for bracket in (*marks.brackets, None):
        begins = length if bracket is None else bracket.start
        while inside and inside[-1][0] <= begins:
            end, after, _ = inside.pop()
            if counts:
                yield at, end - 1
            at, counts = after, inside[-1][2] if inside else held
        if counts:
            yield at, begins
        if bracket is not None:
            at, counts = bracket.start + 1, bracket.role.unresolved
            inside.append((bracket.end, bracket.after, counts))
