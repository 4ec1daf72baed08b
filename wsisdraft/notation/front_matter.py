"""Front matter and YAML files: what they say, and every line that says it in no way we read.

The language is a strict part of YAML that every YAML parser reads the same; each scalar is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wsisdraft.notation.fast_fields import fast_front_matter, fast_yaml
from wsisdraft.notation.fences import Header, header_of, whole
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.line_tree import Entries, Entry, Fault, fields_of, find
from wsisdraft.notation.yaml_lines import read_lines
from wsisdraft.text.finding import Finding
from wsisdraft.text.span import Span, place_of

__all__ = [
    "Fields",
    "FrontMatter",
    "Value",
    "locate",
    "locate_key",
    "read_exactly",
    "read_front_matter",
    "read_yaml",
]

RULE = "file-format"
MOST_FINDINGS = 100
"""Of one file; the last of them counts the others."""


@dataclass(frozen=True, slots=True)
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
    header, entries, faults = tree_of(source, yaml=yaml)
    return FrontMatter(fields_of(entries), header.body_start, _findings(faults, source, path))


def tree_of(source: str, *, yaml: bool) -> tuple[Header, Entries, tuple[Fault, ...]]:
    """The header's place, its entries with their places, and all faults in order."""
    header = whole(source) if yaml else header_of(source)
    entries, faults = read_lines(source, header.start, header.end)
    if header.faults:
        faults = tuple(sorted(header.faults + faults, key=lambda fault: fault.offset))
    return header, entries, faults


def locate(source: str, keys: Sequence[str], *, yaml: bool = False) -> Span | None:
    """Where the value of a field stands, `("brackets", "b1", "by")`; None where it is not there."""
    entry = _entry(source, keys, yaml=yaml)
    return entry.value.span if entry is not None else None


def locate_key(source: str, keys: Sequence[str], *, yaml: bool = False) -> Span | None:
    """Where the last key of a path stands; None where it is not there."""
    entry = _entry(source, keys, yaml=yaml)
    return entry.key_span if entry is not None else None


def _entry(source: str, keys: Sequence[str], *, yaml: bool) -> Entry | None:
    _, entries, _ = tree_of(source, yaml=yaml)
    return find(entries, keys)


def _findings(faults: Sequence[Fault], source: str, path: str) -> tuple[Finding, ...]:
    told = faults if len(faults) <= MOST_FINDINGS else faults[: MOST_FINDINGS - 1]
    findings = [
        Finding(place_of(path, source, fault.offset), RULE, fault.message, fault.remedy)
        for fault in told
    ]
    if len(told) < len(faults):
        place = place_of(path, source, faults[len(told)].offset)
        more = len(faults) - len(told)
        message = f"From here on, {more} more lines of this file cannot be read as they stand."
        findings.append(Finding(place, RULE, message, "Mend the findings above first."))
    return tuple(findings)
