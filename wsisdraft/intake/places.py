"""Where the parts of a text from outside go in a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.intake.taken import Taken, TakenParagraph, TakenSection
from wsisdraft.text.address import Address
from wsisdraft.text.doubt import Doubt
from wsisdraft.text.frozen import EMPTY, altered, frozen
from wsisdraft.text.paragraph import BracketEntry


@frozen
class PlacedFolder:
    """A document, chapter or section with what its file is to say."""

    address: Address
    title: str
    """As printed; empty where the text has none for it."""
    brackets: Mapping[str, BracketEntry] = EMPTY
    """Over whole paragraphs, named relative to the folder."""
    doubts: tuple[Doubt, ...] = ()
    line: int = 0
    """Of the source."""
    in_text: bool = False
    """Whether the words of the title are words of the text that stand nowhere else."""


@frozen
class PlacedParagraph:
    """A paragraph with its place."""

    address: Address
    taken: TakenParagraph


@frozen
class Placed:
    """A text from outside with a place for everything in it."""

    folders: tuple[PlacedFolder, ...]
    """Outer ones first."""
    paragraphs: tuple[PlacedParagraph, ...]
    """In reading order."""


def placed(taken: Taken, place: Address) -> Placed:
    """The text as a document, or as a chapter of one.

    In a chapter its own chapters are sections, unless there is only one and it says no more than
    the text itself.
    """
    if not place.parts:
        outer = PlacedFolder(place, taken.title, taken.brackets, taken.doubts)
        return _under(outer, taken.chapters, (), place)
    only = taken.chapters[0] if len(taken.chapters) == 1 else None
    if only is not None and (not taken.title or only.title in ("", taken.title)):
        title = only.title or taken.title
        brackets = {**_merged(taken, only)}
        doubts = (*taken.doubts, *only.doubts)
        outer = PlacedFolder(place, title, brackets, doubts, only.line, _in_text(only))
        return _under(outer, only.sections, only.paragraphs, place)
    brackets = dict(taken.brackets)
    for section in taken.chapters:
        for entry in section.brackets.values():
            brackets[_free(brackets)] = altered(entry, over=_over(entry.over, section.name))
    outer = PlacedFolder(place, taken.title, brackets, taken.doubts)
    inner = tuple(altered(section, brackets=EMPTY) for section in taken.chapters)
    return _under(outer, inner, (), place)


def _merged(taken: Taken, only: TakenSection) -> Mapping[str, BracketEntry]:
    """The brackets of a text that is one chapter, as that chapter's own."""
    brackets = dict(only.brackets)
    for entry in taken.brackets.values():
        over = ", ".join(_inside(span.strip(), only.name) for span in entry.over.split(","))
        brackets[_free(brackets)] = altered(entry, over=over)
    return brackets


def _inside(span: str, name: str) -> str:
    return "all" if span == name else span.removeprefix(f"{name}.")


def _over(over: str, section: str) -> str:
    """What a bracket of a chapter is over, once the chapter is a section of another."""
    spans = (span.strip() for span in over.split(","))
    return ", ".join(section if span == "all" else f"{section}.{span}" for span in spans)


def _free(taken: Mapping[str, BracketEntry]) -> str:
    number = 1
    while f"b{number}" in taken:
        number += 1
    return f"b{number}"


def _under(
    outer: PlacedFolder,
    sections: tuple[TakenSection, ...],
    paragraphs: tuple[TakenParagraph, ...],
    place: Address,
) -> Placed:
    folders = [outer]
    before, after = _apart(paragraphs)
    found = list(_paragraphs(place, before))
    for section in sections:
        found += _section(section, place, folders)
    found += _paragraphs(place, after)
    return Placed(tuple(folders), tuple(found))


def _section(
    section: TakenSection, owner: Address, folders: list[PlacedFolder]
) -> Iterator[PlacedParagraph]:
    here = Address(owner.document, (*owner.parts, section.name))
    said = section.title, section.brackets, section.doubts, section.line
    folders.append(PlacedFolder(here, *said, _in_text(section)))
    before, after = _apart(section.paragraphs)
    yield from _paragraphs(here, before)
    for inner in section.sections:
        yield from _section(inner, here, folders)
    yield from _paragraphs(here, after)


def _in_text(section: TakenSection) -> bool:
    """A title that is itself negotiated is a paragraph, and its words are there."""
    titled = any(each.number.word == "title" for each in section.paragraphs)
    return bool(section.title) and not titled


def _apart(
    paragraphs: tuple[TakenParagraph, ...],
) -> tuple[tuple[TakenParagraph, ...], tuple[TakenParagraph, ...]]:
    """Those that come before inner sections, and those after them."""
    after = tuple(each for each in paragraphs if each.number.after_sections)
    return tuple(each for each in paragraphs if not each.number.after_sections), after


def _paragraphs(
    place: Address, paragraphs: tuple[TakenParagraph, ...]
) -> Iterator[PlacedParagraph]:
    for each in paragraphs:
        yield PlacedParagraph(Address(place.document, place.parts, each.number), each)
