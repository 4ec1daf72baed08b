"""A small language for what a kind of file may say, and what is told where a file says otherwise.

A shape is a value. `enforce` holds the fields of a file against one; the JSON schemas are made of
the same values, so an editor that knows the schemas and the reader agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from wsisdraft.notation.fields import Fields, Value
from wsisdraft.text.finding import Finding
from wsisdraft.text.frozen import computed, frozen
from wsisdraft.text.pattern import later
from wsisdraft.text.span import Place, place_of

if TYPE_CHECKING:
    from wsisdraft.notation.line_tree import Entries

_SHOWN = 60


@frozen
class Word:
    """A text of a certain form."""

    must: str
    """What it must be, to follow "is not": `a day that exists, as in 2014-04-17`."""
    pattern: str
    """A regular expression for the whole text, the same in Python, ECMAScript and Rust."""
    example: str
    number: bool = False
    """Whether it may look like a number to other readers of YAML, who do not take all for text."""
    _fits: re.Pattern[str] = computed(lambda word: later(word.pattern))

    def accepts(self, value: Value) -> bool:
        return isinstance(value, str) and self._fits.fullmatch(value) is not None

    def flaws(self, value: Value, keys: Keys) -> Iterator[Flaw]:
        if not isinstance(value, str):
            yield Flaw(keys, f"{_named(keys)} must be a text.", self._write(keys))
        elif not self.accepts(value):
            yield Flaw(keys, f"{_shown(value)} is not {self.must}.", self._write(keys))

    def _write(self, keys: Keys) -> str:
        return f"Write, for example, `{keys[-1]}: {self.example}`."


@frozen
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def example(self) -> str:
        return self.words[0]

    def accepts(self, value: Value) -> bool:
        return value in self.words

    def flaws(self, value: Value, keys: Keys) -> Iterator[Flaw]:
        if self.accepts(value):
            return
        told = _shown(value) if isinstance(value, str) else _named(keys)
        near = _nearest(value, self.words) if isinstance(value, str) else ""
        one_of = f"Write one of {_any_of(self.words)}."
        remedy = f"Write `{keys[-1]}: {near}`." if near else one_of
        yield Flaw(keys, f"{told} is not one of the words that may stand here.", remedy)


@frozen
class Many:
    """A list of texts; a single one may be written without brackets."""

    each: Word
    least: int = 0

    @property
    def example(self) -> str:
        return f"[{self.each.example}]"

    def accepts(self, value: Value) -> bool:
        if isinstance(value, list):
            return len(value) >= self.least and all(map(self.each.accepts, value))
        return self.each.accepts(value)

    def flaws(self, value: Value, keys: Keys) -> Iterator[Flaw]:
        if isinstance(value, str):
            yield from self.each.flaws(value, keys)
        elif isinstance(value, list):
            for position, item in enumerate(value):
                for flaw in self.each.flaws(item, keys):
                    yield Flaw(keys, flaw.message, flaw.remedy, item=position)
            if len(value) < self.least:
                yield Flaw(keys, f"{_named(keys)} is an empty list.", self._write(keys))
        else:
            yield Flaw(keys, f"{_named(keys)} must be a text or a list.", self._write(keys))

    def _write(self, keys: Keys) -> str:
        return f"Write, for example, `{keys[-1]}: {self.example}`."


@frozen
class Field:
    """A key of a record."""

    shape: Shape
    about: str
    """What it means, in a sentence or two, for whoever edits the file."""
    required: bool = False


@frozen
class Record:
    """A mapping with known keys, in the order they are written in."""

    name: str
    """What it is, to follow "a field of": `a mandate`."""
    fields: Mapping[str, Field]
    _shapes: Mapping[str, Shape] = computed(
        lambda record: {key: each.shape for key, each in record.fields.items()}
    )
    _required: frozenset[str] = computed(
        lambda record: frozenset(key for key, each in record.fields.items() if each.required)
    )

    @property
    def example(self) -> str:
        inner = [(key, each) for key, each in self.fields.items() if each.required]
        told = inner or list(self.fields.items())[:1]
        return "{" + ", ".join(f"{key}: {each.shape.example}" for key, each in told) + "}"

    def accepts(self, value: Value) -> bool:
        if not isinstance(value, dict):
            return False
        shapes = self._shapes
        for key, item in value.items():
            shape = shapes.get(key)
            if shape is None or not shape.accepts(item):
                return False
        return self._required <= value.keys()

    def flaws(self, value: Value, keys: Keys) -> Iterator[Flaw]:
        if not isinstance(value, dict):
            remedy = f"Write, for example, `{keys[-1]}: {self.example}`."
            yield Flaw(keys, f"{_named(keys)} must have fields of its own.", remedy)
            return
        for key, item in value.items():
            shape = self._shapes.get(key)
            if shape is None:
                yield self._unknown(key, keys)
            else:
                yield from shape.flaws(item, (*keys, key))
        for key in self.fields:
            if key in self._required and key not in value:
                example = f"{key}: {self.fields[key].shape.example}"
                message = f"`{key}` is missing from {self.name}."
                yield Flaw(keys, message, f"Add, for example, `{example}`.", at_key=True)

    def _unknown(self, key: str, keys: Keys) -> Flaw:
        near = _nearest(key, tuple(self.fields))
        remedy = f"Write `{near}`." if near else f"Known here: {_any_of(tuple(self.fields))}."
        message = f"{_shown(key)} is not a field of {self.name}."
        return Flaw((*keys, key), message, remedy, at_key=True)


@frozen
class Table:
    """A mapping whose keys are names of the file's own, each with the same shape under it."""

    name: str
    key: Word
    each: Shape
    among: tuple[str, ...] = ()
    """Words each of which must be the value of one entry at least."""

    @property
    def example(self) -> str:
        return f"{{{self.key.example}: {self.each.example}}}"

    def accepts(self, value: Value) -> bool:
        if not isinstance(value, dict):
            return False
        accepts_key, accepts = self.key.accepts, self.each.accepts
        for key, item in value.items():
            if not (accepts_key(key) and accepts(item)):
                return False
        return not self.among or all(word in value.values() for word in self.among)

    def flaws(self, value: Value, keys: Keys) -> Iterator[Flaw]:
        if not isinstance(value, dict):
            remedy = f"Write, under it and indented, `{self.key.example}:` and its fields."
            yield Flaw(keys, f"{_named(keys)} must have fields of its own.", remedy)
            return
        for key, item in value.items():
            if not self.key.accepts(key):
                message = f"{_shown(key)} is not {self.key.must}."
                remedy = f"Write, for example, `{self.key.example}:`."
                yield Flaw((*keys, key), message, remedy, at_key=True)
            yield from self.each.flaws(item, (*keys, key))
        for word in self.among:
            if word not in value.values():
                message = f"Nothing is {word} in {self.name}."
                yield Flaw(keys, message, f"Give one of its names the value `{word}`.", at_key=True)


Shape: TypeAlias = Word | Choice | Many | Record | Table
Keys: TypeAlias = tuple[str, ...]


@frozen
class Flaw:
    """Where fields do not have their shape."""

    keys: Keys
    message: str
    remedy: str
    at_key: bool = False
    """Whether the key itself is at fault, not its value; with no keys, the file as a whole."""
    item: int | None = None
    """Position in a list."""


def enforce(fields: Fields, shape: Record | Table, source: str, path: str) -> tuple[Finding, ...]:
    """What in a file's fields does not have its shape; places are looked for only then.

    A path that ends in `.yaml` is a whole YAML file, any other has front matter.
    """
    if shape.accepts(fields):
        return ()
    from wsisdraft.notation.exact_fields import MOST_FINDINGS, RULE, exact

    flaws = list(islice(shape.flaws(fields, ()), MOST_FINDINGS + 1))
    read = exact(source, yaml=path.endswith(".yaml"))
    findings = [
        Finding(_place(flaw, read.entries, source, path), RULE, flaw.message, flaw.remedy)
        for flaw in flaws
    ]
    if len(flaws) > MOST_FINDINGS:
        message = "More fields of this file do not have their form."
        place = place_of(path, source, read.header.start)
        findings[-1] = Finding(place, RULE, message, "Mend the other findings first.")
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _place(flaw: Flaw, entries: Entries, source: str, path: str) -> Place:
    from wsisdraft.notation.line_tree import Listing, find

    entry = find(entries, flaw.keys)
    if entry is None:
        return Place(path)
    if flaw.at_key:
        return place_of(path, source, entry.key_span.start)
    value = entry.value
    if flaw.item is not None and isinstance(value, Listing) and flaw.item < len(value.items):
        return place_of(path, source, value.items[flaw.item].span.start)
    return place_of(path, source, value.span.start)


def _named(keys: Keys) -> str:
    return f"`{keys[-1]}`" if keys else "The file"


def _shown(text: str) -> str:
    return f"`{text}`" if len(text) <= _SHOWN else f"`{text[: _SHOWN - 1]}…`"


def _any_of(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _nearest(text: str, words: tuple[str, ...]) -> str:
    """The one of the words that was most likely meant, or empty."""
    from difflib import get_close_matches  # only a faulty file pays for it

    plain = text.lower().replace("_", "-").replace(" ", "-")
    return next(iter(get_close_matches(plain, words, n=1, cutoff=0.65)), "")
