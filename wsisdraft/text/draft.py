"""The whole text: documents, chapters, sections, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from wsisdraft.text.address import Address
from wsisdraft.text.doubt import Doubt
from wsisdraft.text.exceptions import Covered, expand
from wsisdraft.text.finding import Finding
from wsisdraft.text.frozen import EMPTY, computed, frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import BracketEntry, Mandate, Paragraph
from wsisdraft.text.process import Meeting, MeetingState, Process, Stakeholder
from wsisdraft.text.statement import Statement

if TYPE_CHECKING:
    from wsisdraft.text.submission import Submission, Window


@frozen
class Section:
    """A part of a chapter with paragraphs of its own, as `vision/C/C5`."""

    address: Address
    path: str
    """Of its `section.yaml`, which need not exist."""
    title: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    mandate: Mandate | None = None
    moved_to: str = ""
    """Full REF of where all of it went; what is here is a marker then."""
    doubts: Mapping[str, Doubt] = EMPTY
    """What its importer was not sure of, by handle."""
    facilitators: tuple[str, ...] = ()
    """Who facilitates it besides those of the chapter, by their names on record."""

    def every_section(self) -> Iterator[Section]:
        """Itself, then the sections in it at any depth, in reading order."""
        yield self
        for section in self.sections:
            yield from section.every_section()

    def everything(self) -> Iterator[Paragraph]:
        """Its paragraphs in reading order, those of inner sections included."""
        yield from self.paragraphs
        for section in self.sections:
            yield from section.everything()


@frozen
class Chapter:
    """A chapter with what is declared of it."""

    address: Address
    path: str
    """Of its `chapter.yaml`."""
    source: str
    title: str
    symbol: str
    status: str
    """As declared; empty where nothing is."""
    as_of: str
    besides: tuple[str, ...]
    """As declared: numbers and ranges."""
    reading: str
    """`first`, `second` or `third`, as the room has come to; empty before any."""
    mandate: Mandate | None
    brackets: Mapping[str, BracketEntry]
    """Brackets over whole paragraphs, by handle."""
    addresses: tuple[Address, ...]
    """Of every paragraph there is, also of those whose files cannot be read; in reading order."""
    before: tuple[Paragraph, ...]
    """Paragraphs that come before any section."""
    sections: tuple[Section, ...] = ()
    after: tuple[Paragraph, ...] = ()
    """`end` and `annex`, which come after the sections."""
    moved_to: str = ""
    """Full REF of where all of it went; what is here is a marker then."""
    doubts: Mapping[str, Doubt] = EMPTY
    """What its importer was not sure of, by handle."""
    facilitators: tuple[str, ...] = ()
    """Who facilitates it, by their names on record."""
    # Asked for by several rules; the same declaration always comes to the same.
    _exceptions: list[Covered] = computed(lambda _: [])

    @property
    def exceptions(self) -> Covered:
        """What `besides` comes to among its paragraphs."""
        if not self._exceptions:
            self._exceptions.append(expand(self.besides, self.addresses))
        return self._exceptions[0]

    def every_section(self) -> Iterator[Section]:
        """Its sections at any depth, in reading order."""
        for section in self.sections:
            yield from section.every_section()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph in reading order."""
        inner = tuple(p for section in self.sections for p in section.everything())
        return self.before + inner + self.after


@frozen
class Document:
    key: str
    """`vision/`."""
    path: str
    """Of its `document.yaml`."""
    title: str
    language: str
    chapters: tuple[Chapter, ...]
    brackets: Mapping[str, BracketEntry] = EMPTY
    doubts: Mapping[str, Doubt] = EMPTY
    """What its importer was not sure of, by handle."""


@frozen
class Text:
    """A negotiating text at one moment, whole or the chapters a verb needs."""

    process: Process
    documents: tuple[Document, ...]
    meetings: tuple[Meeting, ...]
    stakeholders: tuple[Stakeholder, ...]
    statements: tuple[Statement, ...]
    layout: Layout
    """Addresses of every file there is, also of those this text does not hold."""
    sources: Mapping[str, str]
    """Decoded text by path, of every file read."""
    unread: tuple[Finding, ...]
    """What the reader could not take as it stands."""

    windows: tuple[Window, ...] = ()
    """Times for submissions, in natural order."""
    submissions: tuple[Submission, ...] = ()
    """What came in, by window and serial; only where the whole text was read."""

    def chapters(self) -> Iterator[Chapter]:
        for document in self.documents:
            yield from document.chapters

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in reading order."""
        for chapter in self.chapters():
            yield from chapter.paragraphs

    def paragraph(self, address: Address) -> Paragraph | None:
        return next((p for p in self.paragraphs() if p.address == address), None)

    def chapter(self, address: Address) -> Chapter | None:
        """The chapter an address lies in."""
        return next((c for c in self.chapters() if c.address == address.chapter), None)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is open, if one is."""
        return next((m for m in self.meetings if m.state is MeetingState.OPEN), None)
