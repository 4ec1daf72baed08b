"""One text after its splices; the only place where characters are put in the stead of others."""

from __future__ import annotations

from collections.abc import Iterable

from wsisdraft.text.span import Span


def spliced(source: str, splices: Iterable[tuple[Span, str]]) -> str:
    """The text with new characters for each span; spans are offsets in code points.

    Insertions at one place keep the order they are given in. Raises ValueError where spans
    overlap or lie outside the text.
    """
    pieces: list[str] = []
    done = 0
    for span, new in sorted(splices, key=lambda each: (each[0].start, each[0].end)):
        if not done <= span.start <= span.end <= len(source):
            raise ValueError(f"splices overlap or lie outside the text: {span.start}-{span.end}")
        pieces += (source[done : span.start], new)
        done = span.end
    return "".join([*pieces, source[done:]])
