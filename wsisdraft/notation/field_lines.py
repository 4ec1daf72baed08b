"""Fields as lines of a file: one-line lists, mappings in block form, two spaces a level."""

from __future__ import annotations

from wsisdraft.notation import spelling
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.shape import Record, Shape, Table
from wsisdraft.notation.yaml_lines import LEVELS


def entry_lines(key: str, value: Value, indent: int, shape: Shape | None) -> list[str]:
    """The lines of a key and its value, without line ends.

    Raises ValueError for text that no file can hold, and for a fourth level of mappings.
    """
    head = " " * indent + key_text(key)
    if not isinstance(value, dict) or not value:
        return [f"{head}: {inline(value, indent)}"]
    return [f"{head}:", *mapping_lines(value, indent + 2, shape)]


def mapping_lines(fields: Fields, indent: int, shape: Shape | None) -> list[str]:
    """The lines of a mapping's entries, in the order of its shape."""
    if indent // 2 >= LEVELS:
        raise ValueError("mappings go three levels deep")
    return [
        line
        for key in in_order(fields, shape)
        for line in entry_lines(key, fields[key], indent, inner(shape, key))
    ]


def inline(value: Value, indent: int = 0) -> str:
    """A value that stands on the line of its key; of mappings only the empty one does.

    Raises ValueError for text that no file can hold, and for any mapping on the last level.
    """
    if isinstance(value, dict):
        if value or indent // 2 >= LEVELS - 1:
            raise ValueError("a mapping cannot stand here")
        return "{}"
    written = spelling.scalar(value) if isinstance(value, str) else spelling.listing(value)
    if written is None:
        raise ValueError(f"no file can hold this text: {value!a}")
    return written


def inside(value: Value) -> str:
    """A value inside `{...}`; raises ValueError for text that no file can hold."""
    if isinstance(value, list):
        return inline(value)
    written = spelling.scalar(value, flow=True) if isinstance(value, str) else None
    if written is None:
        raise ValueError(f"this cannot stand inside braces: {value!a}")
    return written


def key_text(key: str) -> str:
    """A key as written; raises ValueError where it is empty, too long or unfit."""
    written = spelling.key(key)
    if written is None:
        raise ValueError(f"no file can hold this key: {key!a}")
    return written


def in_order(fields: Fields, shape: Shape | None) -> list[str]:
    """The keys in the order of a record; those it does not know come last, as they are."""
    return sorted(fields, key=lambda key: rank(shape, key))


def rank(shape: Shape | None, key: str) -> int:
    """The place of a key in a record, the last one for all that it does not know."""
    if not isinstance(shape, Record):
        return 0
    known = list(shape.fields)
    return known.index(key) if key in known else len(known)


def inner(shape: Shape | None, key: str) -> Shape | None:
    """The shape of what stands under a key."""
    if isinstance(shape, Table):
        return shape.each
    if isinstance(shape, Record) and key in shape.fields:
        return shape.fields[key].shape
    return None
