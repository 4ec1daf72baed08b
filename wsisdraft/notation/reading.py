"""From the bytes of a snapshot to a text, with everything that could not be read as it stands.

Reading never stops at the first problem and raises nothing for what a person wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from wsisdraft.notation.chapter_files import (
    ChapterFile,
    DocumentFile,
    SectionFile,
    read_chapter,
    read_document,
    read_section,
)
from wsisdraft.notation.decoding import decode, odd
from wsisdraft.notation.paragraph_file import read_alternative, read_paragraph
from wsisdraft.notation.process_files import (
    read_meeting,
    read_process,
    read_stakeholders,
    read_statement,
)
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.text.address import DRAFTS, Address
from wsisdraft.text.draft import Chapter, Document, Section, Text
from wsisdraft.text.finding import Finding
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import Alternative, Paragraph
from wsisdraft.text.process import Meeting, Process, Stakeholder
from wsisdraft.text.statement import Statement

if TYPE_CHECKING:
    from wsisdraft.text.submission import Submission, Window

PROCESS_FILE = f"{DRAFTS}/process.yaml"
STAKEHOLDERS_FILE = f"{DRAFTS}/stakeholders.yaml"
NOBODY: tuple[Stakeholder, ...] = ()

T = TypeVar("T")
Readings: TypeAlias = "dict[tuple[object, ...], tuple[Paragraph, tuple[Finding, ...]]]"
"""What files said that were read already: by place and bytes, of which it is a pure function."""


def read(snapshot: Snapshot, layout: Layout, known: Readings | None = None) -> Text:
    """The text that a snapshot's files say; chapters of which it holds no file are left out.

    Where several states are read, `known` is handed from one to the next: what they have in common
    is read once.
    """
    reader = _Reader(snapshot, layout, known)
    process = reader.one(PROCESS_FILE, read_process, Process())
    stakeholders = reader.one(STAKEHOLDERS_FILE, read_stakeholders, NOBODY)
    meetings = tuple(reader.meetings())
    documents = tuple(each for _, each in sorted(reader.documents(), key=_place))
    statements = tuple(reader.statements())
    windows, submissions = reader.came_in()
    reader.odd()
    return Text(
        process=process,
        documents=documents,
        meetings=meetings,
        stakeholders=stakeholders,
        statements=statements,
        layout=layout,
        sources=reader.sources,
        unread=tuple(reader.findings),
        windows=windows,
        submissions=submissions,
    )


class _Reader:
    """One reading under way: what has been decoded and found so far."""

    def __init__(self, snapshot: Snapshot, layout: Layout, known: Readings | None) -> None:
        self.snapshot = snapshot
        self.layout = layout
        self.known = known
        self.sources: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.names: dict[str, set[str]] = {}
        """Of a snapshot that holds a part of the files, their names by folder; else nothing."""
        if 2 * len(snapshot.files) < sum(map(len, layout.files.values())):
            for path in snapshot.files:
                place, _, name = path.rpartition("/")
                self.names.setdefault(place, set()).add(name)
        self.folders: set[str] = set()
        """Every folder that holds a file of the snapshot at any depth."""
        for folder in {path.rpartition("/")[0] for path in self.snapshot.files}:
            here = folder
            while here and here not in self.folders:
                self.folders.add(here)
                here = here.rpartition("/")[0]

    def source(self, path: str) -> str | None:
        """A file's text, or None where it is absent or cannot be decoded."""
        data = self.snapshot.files.get(path)
        if data is None:
            return None
        text, findings = decode(path, data)
        if findings:
            self.findings.extend(findings)
        if text is not None:
            self.sources[path] = text
        return text

    def one(
        self, path: str, reading: Callable[[str, str], tuple[T, tuple[Finding, ...]]], absent: T
    ) -> T:
        source = self.source(path)
        if source is None:
            return absent
        value, findings = reading(path, source)
        self.findings.extend(findings)
        return value

    def meetings(self) -> Iterator[Meeting]:
        for number, path in self.layout.meetings:
            source = self.source(path)
            if source is not None:
                meeting, findings = read_meeting(number, path, source)
                self.findings.extend(findings)
                yield meeting

    def documents(self) -> Iterator[tuple[int, Document]]:
        for address in self.layout.documents:
            path = f"{address.folder}/document.yaml"
            chapters = tuple(c for a in self.layout.chapters(address) for c in self.chapter(a))
            if not chapters and path not in self.snapshot.files:
                continue
            said = self.one(path, read_document, DocumentFile())
            yield (
                said.order,
                Document(
                    key=str(address),
                    path=path,
                    title=said.title,
                    language=said.language,
                    chapters=chapters,
                    brackets=said.brackets,
                    doubts=said.doubts,
                ),
            )

    def chapter(self, address: Address) -> Iterator[Chapter]:
        if address.folder not in self.folders:
            # A verb that concerns one chapter does not look into the others.
            return
        path = f"{address.folder}/chapter.yaml"
        own = self.paragraphs(address)
        sections = self.sections(address)
        if not own and not sections and path not in self.snapshot.files:
            return
        said = self.one(path, read_chapter, ChapterFile())
        last = tuple([p for p in own if _comes_last(p)])
        yield Chapter(
            address=address,
            path=path,
            source=self.sources.get(path, ""),
            title=said.title,
            symbol=said.symbol,
            status=said.status,
            as_of=said.as_of,
            besides=said.besides,
            reading=said.reading,
            mandate=said.mandate,
            facilitators=said.facilitators,
            brackets=said.brackets,
            addresses=self.layout.paragraphs(address),
            before=own[: len(own) - len(last)],
            sections=sections,
            after=last,
            moved_to=said.moved_to,
            doubts=said.doubts,
        )

    def sections(self, address: Address) -> tuple[Section, ...]:
        """The sections in a chapter or section: by number, those without one by `order:`."""
        read = [found for inner in self.layout.sections(address) for found in self.section(inner)]
        unnumbered = iter(sorted((each for each in read if not _numbered(each[1])), key=_place))
        return tuple(each[1] if _numbered(each[1]) else next(unnumbered)[1] for each in read)

    def section(self, address: Address) -> Iterator[tuple[int, Section]]:
        path = f"{address.folder}/section.yaml"
        own = self.paragraphs(address)
        inner = self.sections(address)
        if not own and not inner and path not in self.snapshot.files:
            return
        said = self.one(path, read_section, SectionFile())
        yield (
            said.order,
            Section(
                address=address,
                path=path,
                title=said.title,
                paragraphs=own,
                sections=inner,
                mandate=said.mandate,
                facilitators=said.facilitators,
                moved_to=said.moved_to,
                doubts=said.doubts,
            ),
        )

    def paragraphs(self, address: Address) -> tuple[Paragraph, ...]:
        found = []
        shelf = self.layout.shelf(address)
        numbers = shelf.numbers
        if self.names:
            names = self.names.get(address.folder, ())
            numbers = {n: own for n, own in numbers.items() if f"{n.text}.md" in names}
        for number, own in numbers.items():
            path = own.path
            source = self.source(path)
            if source is not None:
                beside = shelf.alternatives.get(number) if shelf.alternatives else None
                if self.known is None:
                    alternatives = self.alternatives(beside) if beside else ()
                    paragraph, findings = read_paragraph(own, path, source, alternatives)
                else:
                    paragraph, findings = self.once(own, source, beside or ())
                if findings:
                    self.findings.extend(findings)
                found.append(paragraph)
        return tuple(found)

    def once(
        self, own: Address, source: str, beside: tuple[tuple[int, str], ...]
    ) -> tuple[Paragraph, tuple[Finding, ...]]:
        """A paragraph that need not be read where the same files lay in a state before."""
        assert self.known is not None
        key = (own.path, source, *((path, self.snapshot.files.get(path)) for _, path in beside))
        reading = self.known.get(key)
        if reading is None:
            earlier = len(self.findings)
            alternatives = self.alternatives(beside)
            beyond = tuple(self.findings[earlier:])
            del self.findings[earlier:]
            paragraph, findings = read_paragraph(own, own.path, source, alternatives)
            reading = self.known[key] = paragraph, (*beyond, *findings)
        else:
            self.sources |= {a.path: a.source for a in reading[0].alternatives}
        return reading

    def alternatives(self, beside: tuple[tuple[int, str], ...]) -> tuple[Alternative, ...]:
        """The alternatives of a paragraph, from their ordinals and paths."""
        found = []
        for ordinal, path in beside:
            source = self.source(path)
            if source is not None:
                alternative, findings = read_alternative(path, ordinal, source)
                self.findings.extend(findings)
                found.append(alternative)
        return tuple(found)

    def statements(self) -> Iterator[Statement]:
        """What parties said beside the text, in the order of the files' names."""
        for path in self.layout.statements:
            source = self.source(path)
            if source is not None:
                statement, findings = read_statement(path, source)
                self.findings.extend(findings)
                yield statement

    def came_in(self) -> tuple[tuple[Window, ...], tuple[Submission, ...]]:
        """The windows, and what was sent in."""
        if f"{DRAFTS}/submissions" not in self.layout.inner:
            return (), ()
        from wsisdraft.notation.submission_files import read_submission, read_window

        windows = tuple(self.each(self.layout.windows, read_window))
        return windows, tuple(self.each(self.layout.submissions, read_submission))

    def each(
        self,
        places: tuple[tuple[str, str], ...],
        reading: Callable[[str, str, str], tuple[T, tuple[Finding, ...]]],
    ) -> Iterator[T]:
        """What the files say that lie in the folders of windows."""
        for window, path in places:
            source = self.source(path)
            if source is not None:
                value, findings = reading(window, path, source)
                self.findings.extend(findings)
                yield value

    def odd(self) -> None:
        """What is no file at all."""
        for path, oddity in self.snapshot.oddities.items():
            self.findings.append(odd(path, oddity))


def _numbered(section: Section) -> bool:
    return any(char.isdigit() for char in section.address.parts[-1])


def _place(read: tuple[int, Section | Document]) -> tuple[bool, int]:
    """What has no `order:` comes last, by name."""
    return read[0] == 0, read[0]


def _comes_last(paragraph: Paragraph) -> bool:
    number = paragraph.address.number
    return number is not None and number.plain < 0 and number.after_sections
