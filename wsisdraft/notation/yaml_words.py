"""The words of one line: keys, scalars, lists and mappings in brackets, with their places.

Every function takes a line's text and the offset of its first character in the file; what may not
stand there comes back as a Fault, which the caller collects.
"""

from __future__ import annotations

import re

from wsisdraft.notation import yaml_remedies as remedies
from wsisdraft.notation.line_tree import Entries, Entry, Fault, Listing, Node, Scalar
from wsisdraft.notation.spelling import LONGEST_KEY, MISREAD, is_plain
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later
from wsisdraft.text.span import Span

_KEY = later(r"([^\W_][^\[\]{},:#?]*)(?<! ):(?= |$)")
_QUOTED_KEY = later(r"""("(?:[^"\\]|\\["\\])*"|'(?:[^']|'')*'):(?= |$)""")
_QUOTED = later(r""""(?:[^"\\]|\\["\\])*"|'(?:[^']|'')*'""")
_FLOW_PLAIN = later(r"[^,\[\]{}]*")
_SPACES = later(r" *")


@frozen
class Word:
    """A word and where the line goes on after it."""

    text: str
    span: Span
    after: int
    """Index in the line."""


def read_key(line: str, base: int, *, at: int = 0) -> Word | Fault:
    """A key with its colon, at an index of the line."""
    found = _KEY.match(line, at)
    if found is not None:
        text = found[1]
        if len(text) > LONGEST_KEY:
            return remedies.long_key(base + at)
        if text in MISREAD:
            return remedies.misread_key(base + at, text)
        return Word(text, Span(base + at, base + at + len(text)), found.end())
    found = _QUOTED_KEY.match(line, at)
    if found is None:
        return remedies.no_key(line[at:], base + at)
    text = unquoted(found[1])
    if not 0 < len(text) <= LONGEST_KEY:
        return remedies.long_key(base + at)
    return Word(text, Span(base + found.start(1), base + found.end(1)), found.end())


def read_value(line: str, base: int, at: int, *, maps: bool = True) -> Node | Fault:
    """A value from an index of the line to its end; without `maps`, `{...}` is refused."""
    sign = line[at]
    if sign == "[":
        return _whole(read_list(line, base, at), line, base, at)
    if sign == "{":
        if not maps:
            return remedies.fourth_level(base + at)
        return _whole(_read_map(line, base, at), line, base, at)
    return read_scalar(line, base, at)


def read_scalar(line: str, base: int, at: int) -> Scalar | Fault:
    """A plain or quoted scalar from an index of the line to its end."""
    text = line[at:]
    if text[0] in "\"'":
        found = _QUOTED.match(text)
        if found is None:
            return remedies.unclosed_quote(text, base + at)
        if found.end() < len(text):
            return remedies.after_quote(text, found.end(), base + at)
        return Scalar(unquoted(text), Span(base + at, base + len(line)))
    if not is_plain(text):
        return remedies.not_plain(text, base + at)
    return Scalar(text, Span(base + at, base + len(line)))


def unquoted(text: str) -> str:
    """What a quoted spelling stands for."""
    inner = text[1:-1]
    if text[0] == "'":
        return inner.replace("''", "'")
    return re.sub(r"\\(.)", r"\1", inner) if "\\" in inner else inner


_Read = tuple[Node, int]
"""A node, and the index in the line after it."""


def _whole(read: _Read | Fault, line: str, base: int, at: int) -> Node | Fault:
    """The node, if the line ends where it does."""
    if isinstance(read, Fault):
        return read
    node, after = read
    if after < len(line):
        return remedies.after_bracket(line[at:], after - at, base + at)
    return node


def _flow_scalar(line: str, base: int, at: int) -> tuple[Scalar, int] | Fault:
    """A scalar inside brackets, and the index of the sign that ends it, spaces skipped."""
    found = _QUOTED.match(line, at)
    if found is not None:
        scalar = Scalar(unquoted(found[0]), Span(base + at, base + found.end()))
        return scalar, _skip(line, found.end())
    if line.startswith(('"', "'"), at):
        return remedies.unclosed_quote(line[at:], base + at)
    end = _end_of_flow_plain(line, at)
    text = line[at:end].rstrip(" ")
    if not is_plain(text, flow=True):
        return remedies.not_plain_inside(line, at, text, base)
    return Scalar(text, Span(base + at, base + at + len(text))), end


def _end_of_flow_plain(line: str, at: int) -> int:
    found = _FLOW_PLAIN.match(line, at)
    return found.end() if found is not None else at


def _skip(line: str, at: int) -> int:
    found = _SPACES.match(line, at)
    return found.end() if found is not None else at


def read_list(line: str, base: int, start: int) -> tuple[Listing, int] | Fault:
    """A list in square brackets, and the index after it."""
    items: list[Scalar] = []
    at = _skip(line, start + 1)
    if line.startswith("]", at):
        return Listing((), Span(base + start, base + at + 1), block=False), at + 1
    while True:
        read = _flow_scalar(line, base, at)
        if isinstance(read, Fault):
            return read
        scalar, at = read
        items.append(scalar)
        if line.startswith("]", at):
            span = Span(base + start, base + at + 1)
            return Listing(tuple(items), span, block=False), at + 1
        if not line.startswith(",", at):
            return remedies.unclosed(line, start, at, base)
        at = _skip(line, at + 1)
        if line.startswith("]", at):
            return remedies.trailing_comma(line, at, base)


def _read_map(line: str, base: int, start: int) -> tuple[Entries, int] | Fault:
    """A mapping in braces, and the index after it."""
    entries: dict[str, Entry] = {}
    at = _skip(line, start + 1)
    if line.startswith("}", at):
        return Entries((), Span(base + start, base + at + 1), block=False), at + 1
    while True:
        read = _read_pair(line, base, at)
        if isinstance(read, Fault):
            return read
        entry, at = read
        if entry.key in entries:
            return remedies.twice(entry.key_span.start, entry.key)
        entries[entry.key] = entry
        if line.startswith("}", at):
            span = Span(base + start, base + at + 1)
            return Entries(tuple(entries.values()), span, block=False), at + 1
        if not line.startswith(",", at):
            return remedies.unclosed(line, start, at, base)
        at = _skip(line, at + 1)
        if line.startswith("}", at):
            return remedies.trailing_comma(line, at, base)


def _read_pair(line: str, base: int, start: int) -> tuple[Entry, int] | Fault:
    """`key: value` inside braces, and the index of the sign that ends it."""
    key = read_key(line, base, at=start)
    if isinstance(key, Fault):
        return key
    at = _skip(line, key.after)
    if at == len(line) or line[at] in ",}":
        return remedies.empty(key.span.start, key.text)
    read = read_list(line, base, at) if line[at] == "[" else _flow_scalar(line, base, at)
    if isinstance(read, Fault):
        return read
    node, after = read
    lines = Span(key.span.start, node.span.end)
    return Entry(key.text, key.span, node, lines), _skip(line, after)
