"""Who facilitates what: agencies with the chapters and sections that are theirs."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Section, Text


def facilitated(chapter: Chapter, who: str) -> Iterator[Chapter | Section]:
    """The chapter where somebody facilitates it, else the sections that are theirs.

    Of a section inside one that is theirs nothing more is said.
    """
    if who in chapter.facilitators:
        yield chapter
    else:
        for section in chapter.sections:
            yield from _sections(section, who)


def _sections(section: Section, who: str) -> Iterator[Section]:
    if who in section.facilitators:
        yield section
    else:
        for inner in section.sections:
            yield from _sections(inner, who)


def facilitators_by_place(text: Text) -> dict[Address, tuple[str, ...]]:
    """Who facilitates each chapter and section: those of the chapter, then those of its parts.

    Places that nobody facilitates are left out.
    """
    found: dict[Address, tuple[str, ...]] = {}
    for chapter in text.chapters():
        found[chapter.address] = chapter.facilitators
        for section in chapter.sections:
            _fill(found, section, chapter.facilitators)
    return {place: names for place, names in found.items() if names}


def _fill(found: dict[Address, tuple[str, ...]], section: Section, above: tuple[str, ...]) -> None:
    names = tuple(dict.fromkeys((*above, *section.facilitators)))
    found[section.address] = names
    for inner in section.sections:
        _fill(found, inner, names)


def facilitators_words(names: tuple[str, ...], most: int = 4) -> str:
    """Who facilitates, in a phrase; of many the first few and how many others there are."""
    if len(names) <= most + 1:
        return f"facilitated by {', '.join(names)}"
    return f"facilitated by {', '.join(names[:most])} and {len(names) - most} others"
