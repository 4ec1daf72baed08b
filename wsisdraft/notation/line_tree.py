"""Keys and values with the places they stand at, as the exact reader finds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from wsisdraft.notation.fields import Fields, Value
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span


@frozen
class Fault:
    """Something a file may not say, at an offset of the whole file."""

    offset: int
    message: str
    remedy: str


@frozen
class Scalar:
    text: str
    """Quotes and escapes taken away."""
    span: Span
    """As written, quotes included."""


@frozen
class Listing:
    items: tuple[Scalar, ...]
    span: Span
    """Both brackets, or from the first dash to the end of the last item."""
    block: bool
    """Whether every item has a line of its own."""


@frozen
class Entries:
    entries: tuple[Entry, ...]
    span: Span
    """Both braces, or from the first key to the end of the last value."""
    block: bool

    def get(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key == key), None)


@frozen
class Entry:
    """A key and its value; a key that stands twice is an entry once, the first time."""

    key: str
    key_span: Span
    value: Node
    lines: Span
    """Every line it stands on, with the last line's end; inside `{...}`, key and value alone."""


Node: TypeAlias = Scalar | Listing | Entries


def value_of(node: Node) -> Value:
    """What a node says, without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [item.text for item in node.items]
    return fields_of(node)


def fields_of(entries: Entries) -> Fields:
    """What a mapping says, without its places."""
    return {entry.key: value_of(entry.value) for entry in entries.entries}


def find(entries: Entries, keys: Sequence[str]) -> Entry | None:
    """The entry that a path of keys leads to, `("brackets", "b1", "by")`."""
    entry: Entry | None = None
    node: Node = entries
    for key in keys:
        entry = node.get(key) if isinstance(node, Entries) else None
        if entry is None:
            return None
        node = entry.value
    return entry
