"""The files of documents, chapters and sections: titles, declarations, brackets over paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from wsisdraft.notation.entries import (
    brackets_of,
    count,
    doubts_of,
    listing,
    mandate_of,
    scalar,
)
from wsisdraft.notation.front_matter import read_yaml
from wsisdraft.notation.shape import enforce
from wsisdraft.notation.shapes import CHAPTER, DOCUMENT, SECTION
from wsisdraft.text.doubt import Doubt
from wsisdraft.text.finding import Finding
from wsisdraft.text.frozen import EMPTY, frozen
from wsisdraft.text.paragraph import BracketEntry, Mandate


@frozen
class DocumentFile:
    """What a `document.yaml` says."""

    title: str = ""
    language: str = ""
    order: int = 0
    """Its place among the documents, from 1; 0 where none is given."""
    brackets: Mapping[str, BracketEntry] = EMPTY
    doubts: Mapping[str, Doubt] = EMPTY


@frozen
class ChapterFile:
    """What a `chapter.yaml` says."""

    title: str = ""
    symbol: str = ""
    status: str = ""
    as_of: str = ""
    besides: tuple[str, ...] = ()
    reading: str = ""
    mandate: Mandate | None = None
    facilitators: tuple[str, ...] = ()
    brackets: Mapping[str, BracketEntry] = EMPTY
    moved_to: str = ""
    """Full REF of where all of it went."""
    doubts: Mapping[str, Doubt] = EMPTY


@frozen
class SectionFile:
    """What a `section.yaml` says."""

    title: str = ""
    order: int = 0
    """Its place among sections whose names hold no number, from 1; 0 where none is given."""
    mandate: Mandate | None = None
    facilitators: tuple[str, ...] = ()
    moved_to: str = ""
    """Full REF of where all of it went."""
    doubts: Mapping[str, Doubt] = EMPTY


def read_document(path: str, source: str) -> tuple[DocumentFile, tuple[Finding, ...]]:
    """`document.yaml`: title and language."""
    read = read_yaml(source, path)
    fields = read.fields
    said = DocumentFile(
        title=scalar(fields, "title"),
        language=scalar(fields, "language"),
        order=count(scalar(fields, "order")),
        brackets=brackets_of(fields),
        doubts=doubts_of(fields),
    )
    return said, read.findings + enforce(fields, DOCUMENT, source, path)


@lru_cache(maxsize=1 << 10)
def read_chapter(path: str, source: str) -> tuple[ChapterFile, tuple[Finding, ...]]:
    """`chapter.yaml`: title, symbol and what is declared of its paragraphs."""
    read = read_yaml(source, path)
    fields = read.fields
    said = ChapterFile(
        title=scalar(fields, "title"),
        symbol=scalar(fields, "symbol"),
        status=scalar(fields, "status"),
        as_of=scalar(fields, "as-of"),
        besides=listing(fields, "besides"),
        reading=scalar(fields, "reading"),
        mandate=mandate_of(fields),
        facilitators=listing(fields, "facilitators"),
        brackets=brackets_of(fields),
        moved_to=scalar(fields, "moved-to"),
        doubts=doubts_of(fields),
    )
    return said, read.findings + enforce(fields, CHAPTER, source, path)


def read_section(path: str, source: str) -> tuple[SectionFile, tuple[Finding, ...]]:
    """`section.yaml`: its title."""
    read = read_yaml(source, path)
    fields = read.fields
    said = SectionFile(
        title=scalar(fields, "title"),
        order=count(scalar(fields, "order")),
        mandate=mandate_of(fields),
        facilitators=listing(fields, "facilitators"),
        moved_to=scalar(fields, "moved-to"),
        doubts=doubts_of(fields),
    )
    return said, read.findings + enforce(read.fields, SECTION, source, path)
