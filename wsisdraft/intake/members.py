"""Options inside one paragraph: from which piece to which each goes, and how they nest.

The end of the last option is not marked. It goes to the end of the paragraph or to words that are
about all options; where it holds more than one piece of running words, that is a guess.
"""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.intake.heads import Kind
from wsisdraft.intake.labels import Place, place_of, without_provision
from wsisdraft.intake.lines import Source
from wsisdraft.intake.pieces import Piece
from wsisdraft.notation.scanner import MARK


class Member:
    """One option of a paragraph."""

    def __init__(self, first: int, place: Place, choice: int) -> None:
        self.first = first
        """Position of the piece that its label stands in."""
        self.last = first
        self.place = place
        self.choice = choice
        """Options of one number are alternatives to each other."""
        self.level = 0
        self.guessed = False


def members_of(source: Source, pieces: Sequence[Piece]) -> list[Member]:
    """The options of a paragraph in the order of their labels."""
    found: list[Member] = []
    still_open: list[Member] = []
    choices = 0
    for at, piece in enumerate(pieces):
        indent = piece.indent
        if piece.label is None or piece.label.name[0].isdigit():
            # `3.3alt:` inside a paragraph says what it replaces; its words stay.
            while still_open and _ends(pieces, still_open[-1], at):
                still_open.pop()
            for member in still_open:
                member.last = at
            continue
        place = place_of(piece.label)
        sibling = _sibling(pieces, still_open, place, indent)
        if sibling is not None:
            del still_open[still_open.index(sibling) :]
            member = Member(at, place, sibling.choice)
        else:
            while still_open and not _inside(pieces, still_open[-1], at):
                still_open.pop()
            choices += 1
            member = Member(at, place, choices)
        member.level = len(still_open)
        for outer in still_open:
            outer.last = at
        still_open.append(member)
        found.append(member)
    _shorten(source, pieces, found)
    return found


def _sibling(
    pieces: Sequence[Piece], still_open: Sequence[Member], place: Place, indent: int
) -> Member | None:
    """The open option that this one follows in its series."""
    for member in reversed(still_open):
        if member.place.style != place.style or place.ordinal <= member.place.ordinal:
            continue
        first = pieces[member.first]
        if first.kind is not Kind.WORDS or abs(first.indent - indent) <= 3 or member.level == 0:
            return member
    return None


def _inside(pieces: Sequence[Piece], member: Member, at: int) -> bool:
    """Whether a new series begins inside an option, not after it."""
    label = pieces[member.first]
    if pieces[at].indent > label.indent + 2:
        return True
    nothing_yet = label.alone and at == member.first + 1
    caption = label.alone is False and at == member.first + 1
    other = member.place.style != _style(pieces[at])
    return (nothing_yet or (caption and other)) and pieces[at].indent >= label.indent


def _style(piece: Piece) -> str:
    return place_of(piece.label).style if piece.label else ""


def _ends(pieces: Sequence[Piece], member: Member, at: int) -> bool:
    """Whether a piece without a label stands after an option, by its indent."""
    label, piece = pieces[member.first], pieces[at]
    if member.first == at - 1 and label.alone:
        return False
    if label.kind is not Kind.WORDS:
        # Behind a number or marker the option's own column is that of what follows.
        return piece.kind is not Kind.WORDS and piece.indent <= label.indent and _numbers(label)
    return piece.indent < label.indent - 1


def _numbers(piece: Piece) -> bool:
    return piece.kind is Kind.ITEM


def _shorten(source: Source, pieces: Sequence[Piece], found: Sequence[Member]) -> None:
    """Ends the last option of each choice before words that are about all of them.

    These are a note in italics or curly brackets, and words that begin small, as the common end of
    a sentence does; after `No text` everything is. What else comes is read as the option's, and
    that is a guess. A bracket that opens in an option is not cut.
    """
    last = {member.choice: member for member in found}
    for member in last.values():
        first = member.first + 1 if pieces[member.first].alone else member.first
        if first >= member.last:
            continue
        begin = max(pieces[first].start, pieces[member.first].label_span[1])
        nothing = without_provision(source.text[begin : pieces[first].end])
        balance = 0
        at = first
        while True:
            balance += _opened(source, pieces[at])
            if at == member.last:
                break
            following = pieces[at + 1]
            inner = any(at + 1 == m.first for m in found)
            running = following.kind is Kind.WORDS and not inner
            if balance <= 0 and running and (nothing or _common(source, following)):
                member.last = at
                break
            member.guessed = member.guessed or (running and balance <= 0)
            at += 1


def _opened(source: Source, piece: Piece) -> int:
    """How many more brackets open than close in a piece."""
    return sum(
        1 if match[0] == "[" else -1
        for start, end in piece.spans
        for match in MARK.finditer(source.text, start, end)
        if match[0][0] in "[]" and len(match[0]) == 1
    )


def _common(source: Source, piece: Piece) -> bool:
    """Whether words stand apart from the option before them, about all options."""
    words = source.text[piece.start : piece.end].strip("* _")
    starred = (
        source.text[piece.start] in "*_"
        and source.text[piece.start : piece.end].rstrip()[-1] in "*_"
    )
    return words[:1].islower() or words[:1] == "{" or starred
