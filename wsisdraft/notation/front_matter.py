"""Front matter and YAML files: what they say, and every line that says it in no way we read.

The language is a strict part of YAML that every YAML parser reads the same; each scalar is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from wsisdraft.notation.fast_fields import fast_front_matter, fast_yaml
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.text.finding import Finding
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span

if TYPE_CHECKING:
    from wsisdraft.notation.line_tree import Entries, Entry

__all__ = [
    "Fields",
    "FrontMatter",
    "Value",
    "locate",
    "locate_item",
    "locate_key",
    "read_exactly",
    "read_front_matter",
    "read_yaml",
]


@frozen
class FrontMatter:
    """What the fields of a file say."""

    fields: Fields
    """What is well formed, also where other lines are not."""
    body_start: int
    """Offset of the first character after the closing `---` line; in a YAML file, its length."""
    findings: tuple[Finding, ...] = ()


def read_front_matter(source: str, path: str) -> FrontMatter:
    """The front matter of a paragraph's, alternative's or statement's file."""
    fast = fast_front_matter(source)
    if fast is not None:
        return FrontMatter(fast[0], fast[1])
    return read_exactly(source, path)


def read_yaml(source: str, path: str) -> FrontMatter:
    """A whole YAML file: the same lines without the fences."""
    fast = fast_yaml(source)
    if fast is not None:
        return FrontMatter(fast, len(source))
    return read_exactly(source, path, yaml=True)


def read_exactly(source: str, path: str, *, yaml: bool = False) -> FrontMatter:
    """What the exact reader says, which decides wherever the fast one gives up."""
    from wsisdraft.notation.exact_fields import exact

    read = exact(source, yaml=yaml)
    return FrontMatter(read.fields, read.header.body_start, read.findings(source, path))


def locate(source: str, keys: Sequence[str], *, yaml: bool = False) -> Span | None:
    """Where the value of a field stands, `("brackets", "b1", "by")`; None where it is not there."""
    entry = _entry(source, keys, yaml=yaml)
    return entry.value.span if entry is not None else None


def locate_item(
    source: str, keys: Sequence[str], position: int, *, yaml: bool = False
) -> Span | None:
    """Where one item of a list stands, counted from 0; a text by itself is a list of one."""
    from wsisdraft.notation.line_tree import Listing

    entry = _entry(source, keys, yaml=yaml)
    if entry is None:
        return None
    value = entry.value
    if isinstance(value, Listing) and position < len(value.items):
        return value.items[position].span
    return value.span


def locate_key(source: str, keys: Sequence[str], *, yaml: bool = False) -> Span | None:
    """Where the last key of a path stands; None where it is not there."""
    entry = _entry(source, keys, yaml=yaml)
    return entry.key_span if entry is not None else None


def _entry(source: str, keys: Sequence[str], *, yaml: bool) -> Entry | None:
    from wsisdraft.notation.line_tree import find

    return find(_entries(source, yaml), keys)


@lru_cache(maxsize=4)
def _entries(source: str, yaml: bool) -> Entries:
    """Rules ask for many places of one file, one after the other."""
    from wsisdraft.notation.exact_fields import exact

    return exact(source, yaml=yaml).entries
