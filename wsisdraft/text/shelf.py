"""What the files of one chapter's or section's own folder are, judged by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from wsisdraft.text.address import Address, is_name
from wsisdraft.text.frozen import frozen
from wsisdraft.text.number import Number, in_order
from wsisdraft.text.pattern import later
from wsisdraft.text.quoting import quoted

Misplaced = tuple[str, str, str]
"""Path, reason and remedy: sentences, here still without their full stops."""

# Left behind by editors and file managers; nobody means them as text.
_LEFT_BEHIND = later(r".*~|#.*#|\.#.*|\..*\.sw[a-p]|\.DS_Store", re.DOTALL)
_EVERYWHERE = frozenset({"README.md", ".gitattributes", ".gitignore", ".gitkeep"})
_ALTERNATIVE = later(r"(.+)\.alt-([1-9][0-9]{0,8})", re.DOTALL)
_DESCRIPTIONS = {"document.yaml": 0, "chapter.yaml": 1, "section.yaml": 2}


def passes_anywhere(name: str) -> bool:
    """Whether a file may lie in any folder without being part of the text."""
    return name in _EVERYWHERE or _LEFT_BEHIND.fullmatch(name) is not None


def is_meeting(name: str) -> bool:
    """Whether a file in meetings/ may be called so: a meeting's number, then `.yaml`."""
    stem = name[:-5]
    known = stem.isascii() and stem.isdecimal() and stem[0] != "0" and len(stem) <= 9
    return name.endswith(".yaml") and (known or is_name(stem))


@frozen
class Shelf:
    """The paragraphs and alternatives directly in one folder, in reading order."""

    before: tuple[Address, ...]
    """Paragraphs that come before the sections in the same folder."""
    after: tuple[Address, ...]
    """`end` and `annex` with their parts, which come after the sections."""
    numbers: Mapping[Number, Address]
    """The same, in reading order."""
    alternatives: Mapping[Number, tuple[tuple[int, str], ...]]
    """Ordinals and paths, by paragraph."""
    misplaced: tuple[Misplaced, ...]

    @property
    def own(self) -> tuple[Address, ...]:
        return self.before + self.after


def shelf(address: Address, names: Iterable[str]) -> Shelf:
    """The shelf of a chapter or section from the names of the files in its folder."""
    paragraphs: list[Number] = []
    rest: list[str] = []
    for name in names:
        number = Number.of(name[:-3]) if name.endswith(".md") else None
        if number is None:
            rest.append(name)
        else:
            paragraphs.append(number)
    document, parts = address.document, address.parts
    numbers = {n: Address(document, parts, n) for n in in_order(paragraphs)}
    alternatives, misplaced = _rest(address, rest, numbers)
    last = [a for n, a in numbers.items() if n.plain < 0 and n.after_sections]
    own = tuple(numbers.values())
    first = own[: len(own) - len(last)]
    return Shelf(first, tuple(last), numbers, alternatives, tuple(misplaced))


def _rest(
    address: Address, names: Iterable[str], numbers: Mapping[Number, Address]
) -> tuple[Mapping[Number, tuple[tuple[int, str], ...]], list[Misplaced]]:
    alternatives: dict[Number, list[tuple[int, str]]] = {}
    misplaced: list[Misplaced] = []
    for name in names:
        path = f"{address.folder}/{name}"
        match = _ALTERNATIVE.fullmatch(name[:-3]) if name.endswith(".md") else None
        number = Number.of(match[1]) if match else None
        if match and number is not None and number in numbers:
            alternatives.setdefault(number, []).append((int(match[2]), path))
        elif match and number is not None:
            misplaced.append((path, *_without_paragraph(number)))
        elif _DESCRIPTIONS.get(name) != min(len(address.parts), 2) and not passes_anywhere(name):
            misplaced.append((path, *_judgement(address, name, numbers)))
    return {number: tuple(sorted(found)) for number, found in alternatives.items()}, misplaced


def _without_paragraph(number: Number) -> tuple[str, str]:
    return (
        f"This is an alternative to paragraph {number}, and there is no {number}.md beside it",
        f"Write {number}.md, which may have an empty body, or remove the alternative",
    )


def _judgement(address: Address, name: str, numbers: Mapping[Number, Address]) -> tuple[str, str]:
    """Why a file does not belong in a chapter or section, and what to do."""
    if name in _DESCRIPTIONS:
        held = ("a document", "a chapter", "a section")[_DESCRIPTIONS[name]]
        here = "a chapter" if len(address.parts) == 1 else "a section"
        due = "chapter.yaml" if len(address.parts) == 1 else "section.yaml"
        return (
            f"{name} describes {held}, and {address} is {here}",
            f"Rename it to {due}, or move the folder to where it belongs",
        )
    if name.endswith(".md"):
        return _misnumbered(name, numbers)
    return (
        f"{quoted(name)} is no file of a negotiating text",
        "Keep only paragraphs, alternatives and the description here; move it out of drafts/",
    )


def _misnumbered(name: str, numbers: Mapping[Number, Address]) -> tuple[str, str]:
    stem, ending = name[:-3], ".md"
    base, mark, ordinal = stem.rpartition(".alt-")
    if mark:
        digits = ordinal.isascii() and ordinal.isdecimal() and len(ordinal) <= 9
        stem, ending = base, f".alt-{max(int(ordinal), 1) if digits else 1}.md"
    meant = Number.read(stem)
    if mark and meant is not None and meant == Number.of(stem):
        reason = f"{quoted(name)} does not end in the number of an alternative, as .alt-1.md does"
    else:
        reason = f"{quoted(stem)} is not a paragraph's number as file names spell it"
    if meant in numbers and not mark:
        return reason, f"There is {meant}.md already; give this one another number"
    if meant is not None:
        return reason, f"Rename it to {meant}{ending}"
    return reason, "Name the file by its number, as 21.md, 21bis.md, 24.a.md or annex.md"
