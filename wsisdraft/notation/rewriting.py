"""From a file's old text to its new one, as the smallest splice."""

from __future__ import annotations

from wsisdraft.notation.change import Edit
from wsisdraft.notation.field_edits import apply, remove_field, set_field
from wsisdraft.notation.fields import Value
from wsisdraft.text.span import Span


def rewritten(path: str, old: str, new: str) -> tuple[Edit, ...]:
    """One splice from the first to the last character that differs; none where nothing does."""
    if old == new:
        return ()
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return (Edit(path, Span(head, len(old) - tail), new[head : len(new) - tail]),)


def with_field(source: str, keys: tuple[str, ...], value: Value, *, yaml: bool = False) -> str:
    """A file's text with one field set; everything else stays as it is."""
    return apply(source, set_field(source, keys, value, yaml=yaml))


def without_field(source: str, keys: tuple[str, ...], *, yaml: bool = False) -> str:
    """A file's text with one field taken out; everything else stays as it is."""
    return apply(source, remove_field(source, keys, yaml=yaml))
