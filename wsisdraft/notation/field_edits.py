"""Splices that change the fields of a file and leave every other byte as it is.

The fields are compared with what they are to be, and only what differs is written. Keys that are
new go where the order of the file's shape puts them; comments and quotes of the rest stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from wsisdraft.notation.exact_fields import exact
from wsisdraft.notation.field_lines import (
    entry_lines,
    in_order,
    inline,
    inner,
    inside,
    key_text,
    mapping_lines,
    rank,
)
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.line_tree import Entries, Entry, Listing, value_of
from wsisdraft.notation.shape import Record, Shape, Table
from wsisdraft.notation.shapes import ALTERNATIVE, CHAPTER, PARAGRAPH
from wsisdraft.notation.spelling import scalar
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span

__all__ = ["Splice", "apply", "remove_field", "revise", "scalar", "set_field"]

_OF_ALTERNATIVES = {"name", "by", "since"}


@frozen
class Splice:
    """New characters for a span of a file; an empty span is an insertion."""

    span: Span
    new: str


def apply(source: str, splices: Iterable[Splice]) -> str:
    """The file after its splices; insertions at one place keep the order they are given in.

    Raises ValueError where spans overlap or lie outside the file.
    """
    return spliced(source, ((splice.span, splice.new) for splice in splices))


def set_field(
    source: str,
    keys: Sequence[str],
    value: Value,
    *,
    yaml: bool = False,
    shape: Record | Table | None = None,
) -> tuple[Splice, ...]:
    """A field with a new value, `("mandate", "state")`; mappings on the way are made.

    Raises ValueError for text that no file can hold (`scalar` gives None for it) and for a fourth
    level of mappings.
    """
    return revise(source, {tuple(keys): value}, yaml=yaml, shape=shape)


def remove_field(source: str, keys: Sequence[str], *, yaml: bool = False) -> tuple[Splice, ...]:
    """A field taken out, with the mapping it stood in where that is left empty.

    Comments above it stay; those indented under it go with it. Nothing where it is not there.
    """
    return revise(source, {tuple(keys): None}, yaml=yaml)


def revise(
    source: str,
    changes: Mapping[tuple[str, ...], Value | None],
    *,
    yaml: bool = False,
    shape: Record | Table | None = None,
) -> tuple[Splice, ...]:
    """Several fields of one file changed at once, in order; None takes one out.

    The shape gives new keys their place; without one, that of a paragraph, of an alternative where
    something is said that only those say, or of a chapter for a YAML file. Keys that are there keep
    their order. A file without front matter gets one. Raises ValueError as `set_field` does.
    """
    read = exact(source, yaml=yaml)
    header, target = read.header, read.fields
    for keys, value in changes.items():
        if value is None:
            _take(target, keys)
        else:
            _put(target, keys, deepcopy(value))
    if shape is None:
        shape = (
            CHAPTER if yaml else PARAGRAPH if _OF_ALTERNATIVES.isdisjoint(target) else ALTERNATIVE
        )
    if read.entries.entries:
        return tuple(_Revision(source, header.end).mapping(read.entries, target, 0, shape))
    lines = mapping_lines(target, 0, shape)
    if not lines:
        return ()
    if header.absent:
        fenced = "\n".join(["---", *lines, "---", ""])
        return (Splice(Span(header.start, header.start), fenced),)
    return (_insertion(source, header.end, lines),)


def _put(fields: Fields, keys: Sequence[str], value: Value) -> None:
    *above, last = keys
    for key in above:
        below = fields.get(key)
        if not isinstance(below, dict):
            below = {}
            fields[key] = below
        fields = below
    fields[last] = value


def _take(fields: Fields, keys: Sequence[str]) -> None:
    first, *below = keys
    inside_first = fields.get(first)
    if below and isinstance(inside_first, dict):
        was_empty = not inside_first
        _take(inside_first, below)
        if inside_first or was_empty:
            return
    elif below:
        return
    fields.pop(first, None)


def _insertion(source: str, offset: int, lines: Iterable[str]) -> Splice:
    """Whole lines at an offset, also where the line before has no end."""
    text = "\n".join(lines)
    if offset > 0 and source[offset - 1] != "\n":
        return Splice(Span(offset, offset), f"\n{text}")
    return Splice(Span(offset, offset), f"{text}\n")


@frozen
class _Revision:
    """A file whose fields are being compared with what they are to be."""

    source: str
    end: int
    """Where its fields end."""

    def mapping(
        self, old: Entries, new: Fields, indent: int, shape: Shape | None
    ) -> Iterator[Splice]:
        """What differs between a mapping in block form, which has entries, and a new one."""
        for entry in old.entries:
            if entry.key in new:
                yield from self.entry(entry, new[entry.key], indent, inner(shape, entry.key))
            else:
                yield Splice(self.extent(entry), "")
        known = {entry.key for entry in old.entries}
        margin = self.indent(old.entries[0])
        for key in in_order({key: new[key] for key in new if key not in known}, shape):
            lines = entry_lines(key, new[key], indent, inner(shape, key))
            moved = [" " * (margin - indent) + line for line in lines]
            yield _insertion(self.source, self.place_for(key, old, shape), moved)

    def place_for(self, key: str, old: Entries, shape: Shape | None) -> int:
        """Where a new entry goes: behind the last one that comes before it, or to the front."""
        before = [each for each in old.entries if rank(shape, each.key) <= rank(shape, key)]
        if before:
            return self.extent(before[-1]).end
        return self.above(old.entries[0])

    def entry(self, entry: Entry, new: Value, indent: int, shape: Shape | None) -> Iterator[Splice]:
        """What differs between an entry's value and a new one."""
        old = entry.value
        if value_of(old) == new:
            return
        if isinstance(old, Entries) and isinstance(new, dict) and new:
            if old.block:
                yield from self.mapping(old, new, indent + 2, shape)
                return
            if not any(isinstance(value, dict) for value in new.values()):
                yield Splice(old.span, self.braces(old, new, shape))
                return
        if isinstance(old, Listing) and old.block and isinstance(new, list) and new:
            yield from self.items(old, new)
            return
        yield self.anew(entry, new, indent, shape)

    def anew(self, entry: Entry, new: Value, indent: int, shape: Shape | None) -> Splice:
        """An entry's value written anew, on the key's line or under it."""
        old = entry.value
        block = isinstance(old, Listing | Entries) and old.block
        in_lines = isinstance(new, dict) and bool(new)
        if not block and not in_lines:
            return Splice(old.span, inline(new, indent))
        end = self.extent(entry).end if block else old.span.end
        if block and self.source[end - 1] == "\n":
            end -= 1
        span = Span(entry.key_span.end + 1, end)
        if isinstance(new, dict) and new:
            margin = " " * (self.indent(entry) - indent)
            lines = mapping_lines(new, indent + 2, shape)
            return Splice(span, "".join(f"\n{margin}{line}" for line in lines))
        return Splice(span, f" {inline(new, indent)}")

    def braces(self, old: Entries, new: Fields, shape: Shape | None) -> str:
        """A mapping in braces, pairs that stay spelled as they were."""
        kept = {each.key: each for each in old.entries}
        order = [key for key in kept if key in new]
        order += in_order({key: new[key] for key in new if key not in kept}, shape)
        pairs = []
        for key in order:
            entry = kept.get(key)
            if entry is None:
                pairs.append(f"{key_text(key)}: {inside(new[key])}")
            elif value_of(entry.value) == new[key]:
                pairs.append(entry.lines.of(self.source))
            else:
                pairs.append(f"{entry.key_span.of(self.source)}: {inside(new[key])}")
        return "{" + ", ".join(pairs) + "}"

    def items(self, old: Listing, new: list[str]) -> Iterator[Splice]:
        """What differs between a list with a line for each item and a new one."""
        texts = [item.text for item in old.items]
        most = min(len(texts), len(new))
        head = next((at for at in range(most) if texts[at] != new[at]), most)
        rest = most - head
        tail = next((at for at in range(rest) if texts[-1 - at] != new[-1 - at]), rest)
        lines = [self.item_line(item.span.start) for item in old.items]
        margin = self.source[lines[0].start : old.span.start]
        added = [f"{margin}- {inline(text)}" for text in new[head : len(new) - tail]]
        if added:
            place = lines[head - 1].end if head else lines[0].start
            yield _insertion(self.source, place, added)
        for line in lines[head : len(texts) - tail]:
            yield Splice(line, "")

    def item_line(self, offset: int) -> Span:
        """The whole line an item stands on."""
        end = self.source.find("\n", offset, self.end)
        return Span(self.source.rfind("\n", 0, offset) + 1, self.end if end < 0 else end + 1)

    def indent(self, entry: Entry) -> int:
        return entry.key_span.start - entry.lines.start

    def extent(self, entry: Entry) -> Span:
        """An entry's lines, with the comments below them that are indented under its key."""
        indent = self.indent(entry)
        at = end = entry.lines.end
        while at < self.end:
            stop = self.source.find("\n", at, self.end)
            after = self.end if stop < 0 else stop + 1
            line = self.source[at:after].strip("\r\n")
            text = line.lstrip(" ")
            if text.startswith("#") and len(line) - len(text) > indent:
                end = after
            elif text:
                break
            at = after
        return Span(entry.lines.start, end)

    def above(self, entry: Entry) -> int:
        """Where an entry's lines begin, with the comments right above it."""
        start = entry.lines.start
        while start > 0:
            line = self.source.rfind("\n", 0, start - 1) + 1
            if not self.source[line:start].lstrip(" ").startswith("#"):
                break
            start = line
        return start
