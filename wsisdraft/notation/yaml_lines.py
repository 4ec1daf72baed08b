"""The exact reader: lines to keys and values with places, and every fault on the way.

A line that cannot be taken is a fault, and reading goes on with the next one. Each line is looked
at once; what stands under a faulty line is still read, for its own faults, and left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation import yaml_remedies as remedies
from wsisdraft.notation.line_tree import Entries, Entry, Fault, Listing, Node, Scalar
from wsisdraft.notation.spelling import UNFIT
from wsisdraft.notation.yaml_words import Word, read_key, read_scalar, read_value
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later
from wsisdraft.text.span import Span

LEVELS = 3
"""Mappings inside mappings; lists may stand one level deeper."""

_MARGIN = later(r"[ \t]*")
_COLON = later(r":(?: |$)")
_TOP = -1
"""Indentation of what holds the outermost keys."""


@frozen
class Line:
    """A line that is neither blank nor a comment."""

    number: int
    start: int
    """Offset of its first character, indentation included."""
    indent: int
    text: str
    """Without the indentation and the spaces at its end."""
    base: int
    """Offset of the text's first character."""
    end: int
    """Offset after the line's end."""
    sound: bool
    """False where it holds a character that nothing can be made of."""

    @property
    def last(self) -> int:
        """Offset after the text's last character."""
        return self.base + len(self.text)

    @property
    def is_item(self) -> bool:
        return self.text.startswith("- ") or self.text == "-"


def read_lines(source: str, start: int, end: int) -> tuple[Entries, tuple[Fault, ...]]:
    """The entries between two offsets of a file, and the faults in the order of the file."""
    reading = _Reading(end)
    reading.lines.extend(_lines(source, start, end, reading.faults))
    entries = reading.entries(0, 0, _TOP)
    return entries, tuple(sorted(reading.faults, key=lambda fault: fault.offset))


def _lines(source: str, start: int, end: int, faults: list[Fault]) -> Iterator[Line]:
    """The lines that say something; faults of characters are collected, one a line at most."""
    number = source.count("\n", 0, start)
    carriage = False
    while start < end:
        number += 1
        stop = source.find("\n", start, end)
        after = end if stop < 0 else stop + 1
        raw = source[start : after if stop < 0 else stop]
        if raw.endswith("\r"):
            if not carriage:
                faults.append(remedies.carriage_return(start + len(raw) - 1))
            carriage = True
            raw = raw[:-1]
        bad = UNFIT.search(raw)
        if bad is not None:
            faults.append(remedies.unfit(bad[0], start + bad.start()))
            bad = UNFIT.search(raw.replace("\t", " "))
        line = _line(raw, number, start, after, sound=bad is None)
        if line is not None:
            yield line
        start = after


def _line(raw: str, number: int, start: int, after: int, *, sound: bool) -> Line | None:
    found = _MARGIN.match(raw)
    margin = found[0] if found is not None else ""
    text = raw[len(margin) :].replace("\t", " ").rstrip(" ")
    if not text or text[0] == "#":
        return None
    # A tab is a fault already; two spaces are the likeliest meaning.
    indent = len(margin) + margin.count("\t")
    return Line(number, start, indent, text, start + len(margin), after, sound)


class _Reading:
    """One reading under way: the lines, how far it is, the faults so far."""

    __slots__ = ("at", "end", "faults", "lines")

    def __init__(self, end: int) -> None:
        self.end = end
        self.lines: list[Line] = []
        self.at = 0
        self.faults: list[Fault] = []

    def next_line(self, above: int) -> Line | None:
        """The next line, if it is indented by more than `above`."""
        if self.at < len(self.lines) and self.lines[self.at].indent > above:
            return self.lines[self.at]
        return None

    def entries(self, indent: int, level: int, above: int) -> Entries:
        """Entries of one level, until a line is indented by no more than `above`."""
        found: dict[str, Entry] = {}
        seen: dict[str, int] = {}
        while (line := self.next_line(above)) is not None:
            if line.indent != indent:
                self.stray(line, indent, level)
                continue
            entry = self.entry(line, level)
            if entry is None:
                continue
            if entry.key in seen:
                twice = remedies.twice(entry.key_span.start, entry.key, seen[entry.key])
                self.faults.append(twice)
                continue
            seen[entry.key] = line.number
            found[entry.key] = entry
        kept = tuple(found.values())
        if not kept:
            return Entries((), Span(self.end, self.end), block=True)
        return Entries(kept, Span(kept[0].key_span.start, kept[-1].value.span.end), block=True)

    def stray(self, line: Line, indent: int, level: int) -> None:
        """A line that is indented otherwise than its neighbours, and what stands under it."""
        self.at += 1
        if line.indent > indent and not line.is_item and not _COLON.search(line.text):
            self.faults.append(remedies.continuation(line.base))
            self.skip_unlike(line.indent)
            return
        self.faults.append(remedies.indentation(line.base, line.indent, 2 * level))
        self.skip_below(line)

    def skip_below(self, line: Line) -> None:
        """Passes over everything that is indented under a line."""
        while self.next_line(line.indent) is not None:
            self.at += 1

    def skip_unlike(self, indent: int) -> None:
        """Passes over further lines of running text: one fault tells of all of them."""
        while (line := self.next_line(indent - 1)) is not None and not _COLON.search(line.text):
            self.at += 1

    def entry(self, line: Line, level: int) -> Entry | None:
        """A key with its value, from this line and those below it."""
        self.at += 1
        if not line.sound:
            self.below(line, level)
            return None
        if line.indent == 0 and line.text.startswith(("---", "...")):
            self.faults.append(remedies.marker(line.text, line.base))
            return None
        key = read_key(line.text, line.base)
        if isinstance(key, Fault):
            self.faults.append(key)
            self.below(line, level)
            return None
        value = self.value(line, key, level)
        if value is None:
            return None
        after = self.lines[self.at - 1].end
        return Entry(key.text, key.span, value, Span(line.start, after))

    def value(self, line: Line, key: Word, level: int) -> Node | None:
        """What stands behind a key, on its line or under it."""
        if key.after == len(line.text):
            node = self.below(line, level)
            if node is None and not self.tells_why(line):
                self.faults.append(remedies.empty(key.span.start, key.text))
            return node
        at = key.after
        while line.text[at] == " ":
            at += 1
        node_or_fault = read_value(line.text, line.base, at, maps=level < LEVELS - 1)
        if not isinstance(node_or_fault, Fault):
            return node_or_fault
        self.faults.append(node_or_fault)
        sign = line.text[at]
        if sign == "#":
            return self.below(line, level)
        if sign in "|>":
            self.skip_below(line)
        self.skip_unlike(line.indent + 1)
        self.below(line, level)
        return None

    def tells_why(self, line: Line) -> bool:
        """Whether lines under this one were read, so that their faults say what is missing."""
        return self.lines[self.at - 1] is not line

    def below(self, line: Line, level: int) -> Node | None:
        """The list or mapping under a line, if there is one."""
        first = self.next_line(line.indent)
        if first is None:
            first = self.next_line(line.indent - 1)
            if first is None or not first.is_item or not line.text.endswith(":"):
                return None
        wanted = 2 * (level + 1)
        if first.indent != wanted:
            self.faults.append(remedies.indentation(first.base, first.indent, wanted))
        if first.is_item:
            return self.items(first, line.indent, level + 1)
        if level + 1 >= LEVELS:
            self.faults.append(remedies.fourth_level(first.base))
            self.skip_below(line)
            return None
        entries = self.entries(first.indent, level + 1, line.indent)
        return entries if entries.entries else None

    def items(self, first: Line, above: int, level: int) -> Listing | None:
        """A list with a line for each item, from its first line on, under a key at `above`."""
        found: list[Scalar] = []
        while (line := self.next_line(first.indent - 1)) is not None:
            if line.indent > first.indent:
                self.stray(line, first.indent, level)
                continue
            if not line.is_item:
                if first.indent == above:
                    break
                self.faults.append(remedies.not_an_item(line.base))
                self.at += 1
                continue
            self.at += 1
            item = self.item(line)
            if item is not None:
                found.append(item)
        if not found:
            return None
        return Listing(tuple(found), Span(first.base, found[-1].span.end), block=True)

    def item(self, line: Line) -> Scalar | None:
        """The text of one item."""
        if not line.sound:
            return None
        text = line.text
        if text == "-":
            self.faults.append(remedies.empty_item(line.base))
            return None
        if text[2] == " ":
            self.faults.append(remedies.item_spaces(line.base + 2))
            return None
        if text[2] in "[{" or text[2:].startswith("- "):
            self.faults.append(remedies.nested_item(text[2:], line.base + 2))
            return None
        scalar = read_scalar(text, line.base, 2)
        if isinstance(scalar, Fault):
            self.faults.append(scalar)
            return None
        return scalar
