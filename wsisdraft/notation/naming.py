"""What the files of a draft say of places, said of where these are to be."""

from __future__ import annotations

from collections.abc import Mapping

from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Value
from wsisdraft.notation.front_matter import read_front_matter, read_yaml
from wsisdraft.notation.handles import free_handle
from wsisdraft.notation.meeting_shapes import MEETING
from wsisdraft.notation.settling import declared_settled, exceptions_of
from wsisdraft.notation.shape import Record
from wsisdraft.notation.shapes import CHAPTER, PARAGRAPH, STATEMENT
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.exceptions import expand, shortest
from wsisdraft.text.frozen import EMPTY, frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.process import MeetingState
from wsisdraft.text.status import DELETED
from wsisdraft.text.wide_bracket import (
    EVERYTHING,
    WideBracket,
    held_by,
    wide_brackets,
    written_over,
)


@frozen
class Naming:
    """What becomes of addresses; those it does not know stay."""

    held: Mapping[Address, tuple[Address, ...]]
    """Paragraphs as exceptions and as what brackets hold: one split is several, one gone none."""
    called: Mapping[Address, Address]
    """What statements, `same-as`, markers and tabled documents name: paragraphs and places."""

    def images(self, address: Address) -> tuple[Address, ...]:
        """The paragraphs it is, or holds the words of, afterwards."""
        return self.held.get(address, (address,))

    def now(self, address: Address) -> Address:
        """The place as it is called afterwards."""
        return self.called.get(address, address)

    def ref(self, ref: str) -> str:
        """A full REF as it is to be written; one that names nothing known stays as it is."""
        address = Address.of(ref)
        return ref if address is None else str(self.called.get(address, ref))


def renamed(
    text: Text, after: Layout, naming: Naming, sources: Mapping[str, str] = EMPTY
) -> dict[str, str]:
    """The files that have to say something otherwise, whole, by the paths they have now.

    `after` is the draft as it will be, `sources` what else the same change makes of files. What a
    meeting issued stays as it is.
    """
    files = _Files(text, dict(sources))
    _wide_brackets(after, naming, files)
    _declarations(after, naming, files)
    for chapter in text.chapters():
        markers = [(chapter.path, chapter.moved_to)]
        markers += [(section.path, section.moved_to) for section in chapter.every_section()]
        for path, moved_to in markers:
            files.name(path, ("moved-to",), moved_to, naming, CHAPTER)
    for paragraph in text.paragraphs():
        files.name(paragraph.path, ("same-as",), paragraph.same_as, naming, PARAGRAPH)
    _statements(naming, files)
    _tabled(naming, files)
    return {path: new for path, new in files.changed.items() if new != sources.get(path)}


@frozen
class _Files:
    """Files on their way from what they say to what they are to say."""

    text: Text
    changed: dict[str, str]

    def source(self, path: str) -> str:
        return self.changed.get(path, self.text.sources.get(path, ""))

    def set(
        self, path: str, changes: Mapping[tuple[str, ...], Value | None], shape: Record
    ) -> None:
        """Fields of a file with new values; None takes one out."""
        source = self.source(path)
        splices = revise(source, changes, yaml=path.endswith(".yaml"), shape=shape)
        self.changed[path] = apply(source, splices)

    def name(
        self, path: str, keys: tuple[str, ...], ref: str, naming: Naming, shape: Record
    ) -> None:
        """A field that holds a full REF, where it is there."""
        if ref and naming.ref(ref) != ref:
            self.set(path, {keys: naming.ref(ref)}, shape)


def _declarations(after: Layout, naming: Naming, files: _Files) -> None:
    """Declarations of settled chapters, still true of what is in them then.

    What comes into such a chapter open is one of its exceptions.
    """
    text, ladder = files.text, files.text.process.ladder
    declared = [c for c in text.chapters() if declared_settled(c, ladder)]
    if not declared:
        return
    excepted = {held for chapter in declared for held in exceptions_of(chapter)}
    excepted |= {
        paragraph.address
        for paragraph in text.paragraphs()
        if _leaves(paragraph.address, naming)
        and paragraph.status != DELETED
        and not ladder.settled(paragraph.status)
    }
    images = {image for address in excepted for image in naming.images(address)}
    for chapter in declared:
        addresses = after.paragraphs(naming.now(chapter.address))
        _besides(chapter, images.intersection(addresses), addresses, files)


def _leaves(address: Address, naming: Naming) -> bool:
    """Whether a paragraph goes into another chapter."""
    chapter = address.chapter
    if address not in naming.held or chapter is None:
        return False
    return any(image.chapter != naming.now(chapter) for image in naming.images(address))


def _besides(
    chapter: Chapter, excepted: set[Address], addresses: tuple[Address, ...], files: _Files
) -> None:
    """One declaration's exceptions; untouched where they name just these as they are."""
    now = expand(chapter.besides, addresses)
    astray = [each for each in chapter.exceptions.unknown if each in now.unknown]
    if now.addresses != excepted or list(now.unknown) != astray:
        spans = [*shortest(excepted, addresses), *astray]
        files.set(chapter.path, {("besides",): spans or None}, CHAPTER)


def _wide_brackets(after: Layout, naming: Naming, files: _Files) -> None:
    """Brackets over whole paragraphs hold the same ones, in the file they stand in.

    One of which all paragraphs go into another chapter, or document, goes with them.
    """
    for wide in wide_brackets(files.text):
        if EVERYTHING in (span.strip() for span in wide.entry.over.split(",")):
            continue
        owner = naming.now(wide.owner)
        images = {image for held in wide.held for image in naming.images(held)}
        inside = {image for image in images if image.within(owner)}
        if inside or not images:
            _over(wide, owner, inside, after, files)
        for other in sorted({_like(owner, each) for each in images - inside}, key=str):
            _taken_along(wide, other, images, (after, naming), files)


def _over(
    wide: WideBracket, owner: Address, held: set[Address], after: Layout, files: _Files
) -> None:
    """The same bracket with other names for what it holds; gone where it holds nothing more."""
    addresses = after.paragraphs(owner)
    now, unknown = held_by(wide.entry.over, owner, addresses)
    if held == set(now) and unknown == wide.unknown:
        return
    keys = ("brackets", wide.handle)
    over = ", ".join(each for each in (written_over(held, owner, addresses), *wide.unknown) if each)
    if over:
        files.set(wide.path, {(*keys, "over"): over}, CHAPTER)
    else:
        files.set(wide.path, {keys: None}, CHAPTER)


def _like(owner: Address, address: Address) -> Address:
    """The chapter of a paragraph, or its document where the owner is one."""
    return Address(address.document, address.parts[: len(owner.parts)])


def _taken_along(
    wide: WideBracket,
    other: Address,
    images: set[Address],
    where: tuple[Layout, Naming],
    files: _Files,
) -> None:
    """The bracket in the file of another chapter or document, over what came there."""
    after, naming = where
    old = next((place for place, now in naming.called.items() if now == other), other)
    source = files.source(old.path)
    if not source:
        return  # there is no file that could hold it; it stays, and is found to hold nothing
    there = read_yaml(source, "").fields.get("brackets")
    handles = there if isinstance(there, dict) else {}
    handle = free_handle(handles) if wide.handle in handles else wide.handle
    own = read_yaml(files.source(wide.path), "").fields.get("brackets")
    entry = own.get(wide.handle) if isinstance(own, dict) else None
    entry = entry if isinstance(entry, dict) else _entry_of(wide, files.text)
    addresses = after.paragraphs(other)
    over = written_over({i for i in images if i.within(other)}, other, addresses)
    files.set(old.path, {("brackets", handle): {**entry, "over": over}}, CHAPTER)
    if not any(image.within(naming.now(wide.owner)) for image in images):
        files.set(wide.path, {("brackets", wide.handle): None}, CHAPTER)


def _entry_of(wide: WideBracket, text: Text) -> dict[str, Value]:
    """What is on record about it."""
    brackets = read_yaml(text.sources[wide.path], "").fields.get("brackets")
    entry = brackets.get(wide.handle) if isinstance(brackets, dict) else None
    return entry if isinstance(entry, dict) else {}


def _statements(naming: Naming, files: _Files) -> None:
    for statement in files.text.statements:
        about = list(dict.fromkeys(map(naming.ref, statement.about)))
        if about != list(statement.about):
            written = read_front_matter(files.source(statement.path), "").fields.get("about")
            value: Value = about if isinstance(written, list) else about[0]
            files.set(statement.path, {("about",): value}, STATEMENT)


def _tabled(naming: Naming, files: _Files) -> None:
    """Documents of meetings that are not closed; what a closed one had before it is history."""
    for meeting in files.text.meetings:
        if meeting.state is MeetingState.CLOSED:
            continue
        tabled = dict(meeting.tabled)
        for ref, serial in meeting.tabled:
            new = naming.ref(ref)
            if new != ref and new not in tabled:
                files.set(meeting.path, {("tabled", new): serial, ("tabled", ref): None}, MEETING)
