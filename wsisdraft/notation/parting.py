"""A body parted into several, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from wsisdraft.notation.blocks import BlockKind, blocks
from wsisdraft.notation.obstacles import obstacle
from wsisdraft.text.bracket import Marks, Role
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.span import Span

__all__ = ["Severed", "beginning", "ending", "parts", "severed"]


@frozen
class Severed:
    """What a part would leave behind that belongs to it."""

    what: str
    """`bracket`, `choice`, `group`, `footnote`, `tie`, `escape`, `marker` or `emphasis`."""
    name: str
    """Handle or index of a bracket, the choice or group, the footnote's mark."""
    offset: int


def beginning(body: str, marks: Marks, at: int) -> int:
    """Where a part begins that begins with the words at an offset: before the marks they are in."""
    openers = {pair.start for pair in marks.brackets}
    while at > 0 and (at - 1 in openers or body[at - 1] == "*"):
        at -= 1
    for block in blocks(body):
        if block.marker is not None and block.span.start <= at <= _after(body, block.marker.end):
            return block.span.start
    return at


def ending(body: str, marks: Marks, at: int) -> int:
    """Where the words up to an offset end: behind the marks that close there."""
    closers = {pair.end - 1: pair.after for pair in marks.brackets}
    while at < len(body) and (at in closers or body[at] == "*"):
        at = closers.get(at, at + 1)
    return at


def _after(body: str, at: int) -> int:
    while at < len(body) and body[at] in " [*":
        at += 1
    return at


def parts(body: str, points: Sequence[int]) -> tuple[str, ...]:
    """The stretches between the points, in order, each with one line break at its end.

    Blanks where they part are left out; every other character stays where it is.
    """
    edges = (0, *points, len(body))
    stretches = [body[start:end].strip(" \n") for start, end in pairwise(edges)]
    return tuple(f"{words}\n" if words else "" for words in stretches)


def severed(
    body: str, marks: Marks, entries: Mapping[str, BracketEntry], points: Sequence[int]
) -> Severed | None:
    """The first thing that would be cut, or be in two parts; None where every part is whole."""
    return next(_severed(body, marks, entries, points), None)


def _severed(
    body: str, marks: Marks, entries: Mapping[str, BracketEntry], points: Sequence[int]
) -> Iterator[Severed]:
    for point in points:
        found = obstacle(body, marks, Span(point, len(body.rstrip(" \n"))))
        if found is not None and found.what not in ("row", "note"):
            yield Severed(found.what.replace(" mark", ""), found.name, found.span.start)
    for what, name, offsets in (*_choices(marks, entries), *_footnotes(body, marks)):
        if len({_part_of(offset, points) for offset in offsets}) > 1:
            yield Severed(what, name, offsets[0])
    if "*" in body and _reading(body) != "".join(map(_reading, parts(body, points))):
        yield Severed("emphasis", "", points[0])


def _part_of(offset: int, points: Sequence[int]) -> int:
    return sum(point <= offset for point in points)


def _choices(
    marks: Marks, entries: Mapping[str, BracketEntry]
) -> Iterator[tuple[str, str, list[int]]]:
    """Brackets that belong together, with where they stand."""
    for choice in marks.choices:
        members = [marks.brackets[position] for position in choice]
        yield "choice", members[0].handle or members[0].index, [pair.start for pair in members]
    groups: dict[str, list[int]] = {}
    for pair in marks.brackets:
        group = entries[pair.handle].group if pair.handle and pair.handle in entries else ""
        if group:
            groups.setdefault(group, []).append(pair.start)
    for group, offsets in groups.items():
        yield "group", group, offsets


def _footnotes(body: str, marks: Marks) -> Iterator[tuple[str, str, list[int]]]:
    """Marks of footnotes with their notes: both are written alike."""
    if not any(block.kind is BlockKind.NOTE for block in blocks(body)):
        return
    found: dict[str, list[int]] = {}
    for pair in marks.brackets:
        if pair.role is Role.FOOTNOTE:
            found.setdefault(pair.span.of(body), []).append(pair.start)
    yield from (("footnote", mark, offsets) for mark, offsets in found.items())


def _reading(body: str) -> str:
    """The text as it reads, without blanks."""
    from wsisdraft.notation.negotiated_markdown import plain

    return "".join(plain(body).split())
