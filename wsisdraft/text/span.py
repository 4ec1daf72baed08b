"""A stretch of characters, and a place a reader can jump to."""

from __future__ import annotations

from wsisdraft.text.frozen import frozen


@frozen
class Span:
    """Characters `start` up to, not including, `end`, in Unicode code points from 0."""

    start: int
    end: int

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def of(self, source: str) -> str:
        """The characters themselves."""
        return source[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@frozen
class Place:
    """A file of the draft, a line and a column, both from 1; columns count code points."""

    path: str
    line: int = 1
    column: int = 1

    def __lt__(self, other: Place) -> bool:
        return (self.path, self.line, self.column) < (other.path, other.line, other.column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def place_of(path: str, source: str, offset: int) -> Place:
    """The line and column of a code point of a file's whole text."""
    line_start = source.rfind("\n", 0, offset) + 1
    return Place(path, source.count("\n", 0, line_start) + 1, offset - line_start + 1)
