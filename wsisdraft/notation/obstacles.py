"""Where brackets may not stand in a body, and which pair is there already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wsisdraft.notation.blocks import Block, BlockKind, blocks
from wsisdraft.notation.scanner import ESCAPE
from wsisdraft.text.bracket import Marks, Role
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span

__all__ = ["Obstacle", "obstacle", "pair_around", "pair_with_words"]

_ESCAPES = re.compile(ESCAPE)


@frozen
class Obstacle:
    """What a pair of brackets would cut."""

    what: str
    """`bracket`, `tie`, `footnote mark`, `escape`, `marker`, `emphasis`, `row` or `note`."""
    span: Span
    name: str = ""
    """The handle or index of a bracket."""


def obstacle(body: str, marks: Marks, span: Span) -> Obstacle | None:
    """The first thing that brackets around a span would cut; None where they may stand there."""
    return next(_obstacles(body, marks, span), None)


def _obstacles(body: str, marks: Marks, span: Span) -> Iterator[Obstacle]:
    edges = (span.start, span.end)
    yield from _brackets(marks, span, edges)
    for match in _ESCAPES.finditer(body) if "\\" in body else ():
        if any(match.start() < edge < match.end() for edge in edges):
            yield Obstacle("escape", Span(*match.span()))
    for edge in edges:
        if body[edge - 1 : edge] == "*" == body[edge : edge + 1]:
            yield Obstacle("emphasis", Span(edge - 1, edge + 1))
    for block in blocks(body):
        yield from _of_block(block, span)


def _brackets(marks: Marks, span: Span, edges: tuple[int, int]) -> Iterator[Obstacle]:
    for pair in marks.brackets:
        name = pair.handle or pair.index
        if pair.role is Role.FOOTNOTE:
            if any(pair.start < edge < pair.end for edge in edges):
                yield Obstacle("footnote mark", pair.span)
        elif (span.start <= pair.start < span.end) != (span.start < pair.end <= span.end):
            yield Obstacle("bracket", pair.span, name)
        elif any(pair.end < edge < pair.after for edge in edges):
            yield Obstacle("tie", pair.span, name)


def _of_block(block: Block, span: Span) -> Iterator[Obstacle]:
    """The marker of an item, or what a row or note has to begin with."""
    marker = block.marker
    if block.kind is BlockKind.ROWS and span.start == block.span.start:
        yield Obstacle("row", block.span)
    elif block.kind is BlockKind.NOTE and span.start == block.span.start:
        yield Obstacle("note", block.span)
    elif marker is not None and (
        marker.start < span.start < marker.end or marker.start < span.end <= marker.end
    ):
        yield Obstacle("marker", marker)


def pair_with_words(body: str, marks: Marks, span: Span) -> int | None:
    """The position of the innermost pair that holds just these words, its marks left out."""
    return next(
        (
            position
            for position in reversed(range(len(marks.brackets)))
            if _stripped(body, marks.brackets[position].inside) == span
        ),
        None,
    )


def pair_around(body: str, marks: Marks, span: Span) -> int | None:
    """The position of the pair that a span is, with its marks or without them."""
    for position, pair in enumerate(marks.brackets):
        if span.start == pair.start and span.end in (pair.end, pair.after):
            return position
    return pair_with_words(body, marks, span)


def _stripped(body: str, span: Span) -> Span:
    """Characters without the blanks around them."""
    inside = span.of(body)
    words = inside.strip()
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, start + len(words)) if words else span
