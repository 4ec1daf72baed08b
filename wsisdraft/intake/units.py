"""Stretches of the source that become one body each, and the edits that make it one.

A unit is the body of a paragraph, of an alternative, or a title. Everything found out about its
brackets is an edit at an offset of the source; the body is what the edits leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wsisdraft.intake.members import Member
from wsisdraft.intake.pieces import Piece
from wsisdraft.text.doubt import Doubt
from wsisdraft.text.paragraph import BracketEntry


class Span(Protocol):
    """Paragraphs that stand together in a chapter or section."""

    title_order: int
    """The place of its title in the reading order, right before its first paragraph."""
    last_order: int


class Unit:
    """What becomes one body, while it is read."""

    def __init__(self, pieces: Sequence[Piece], members: Sequence[Member] = ()) -> None:
        self.pieces = list(pieces)
        self.members = list(members)
        self.edits: list[tuple[int, int, str]] = []
        """Offsets and what stands there instead; an insertion where both are the same."""
        self.entries: dict[str, BracketEntry] = {}
        self.doubts: list[Doubt] = []
        self.number: tuple[int, int] | None = None
        """The printed number, which is no part of the body."""
        self.status = ""
        self.by: list[str] = []
        self.lead: list[str] = []
        self.origin = ""
        self.former = ""
        """Another number in brackets behind its own: `15. [17]`."""
        self.artefacts: list[tuple[int, int]] = []
        """Marks of a word processor that are left out."""
        self.opens = True
        """Whether its paragraph begins with it."""
        self.closes = True
        """Whether its paragraph ends with it."""
        self.order = 0
        """Its paragraph's place in the reading order."""
        self.is_title = False
        self.path: tuple[Span, ...] = ()
        """The chapter and the sections it lies in."""

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    def cut(self, start: int, end: int) -> None:
        """Leaves characters out of the body."""
        if start < end:
            self.edits.append((start, end, ""))

    def put(self, offset: int, words: str) -> None:
        """Puts characters into the body."""
        self.edits.append((offset, offset, words))

    def with_all_words(self) -> None:
        """Takes back what went beside the text, where nothing else is left of it."""
        self.edits = [
            (start, end, words)
            for start, end, words in self.edits
            if words or end == start + 1 or (self.number and start == self.number[0])
        ]
        self.status, self.origin, self.former = "", "", ""
        self.by, self.lead, self.artefacts = [], [], []

    def handle(self) -> str:
        """The next handle that no bracket of the body has."""
        return f"b{len(self.entries) + 1}"
