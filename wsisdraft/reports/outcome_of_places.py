"""What a change makes or takes away: places of the text, and what it does to meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.record import MOVED, Record
from wsisdraft.reports.continuity import earlier_selves
from wsisdraft.reports.outcome_of_decisions import decisions_changed
from wsisdraft.reports.outcome_of_participants import participants_changed
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import wording
from wsisdraft.text.process import Meeting


@frozen
class PlaceOutcome:
    """A document, chapter, section or paragraph that came, went or stands elsewhere."""

    ref: str
    what: str
    """`added`, `removed` or `moved`."""
    kind: str
    """`document`, `chapter`, `section` or `paragraph`."""
    status: str
    """Of a paragraph."""
    text: str
    """The title, or the words of a paragraph, ties left out."""
    origin: str = ""
    """Where it stood before it moved."""


@frozen
class MeetingOutcome:
    """A meeting before and after."""

    number: str
    state: tuple[str, str]
    """`planned`, `open` or `closed`; empty where the meeting is not on record."""
    said: tuple[str, ...]
    """What else the meeting's file says now: dates, place, chair, documents, symbols."""


_Place = tuple[str, str, str, str]
"""REF, kind, status, title or words."""


Moves: TypeAlias = Mapping[Address, Address]
"""Chapters and sections that went to other addresses."""
NOWHERE: Moves = {}


def moved_places(record: Record) -> Moves:
    """The chapters and sections that a record says were moved."""
    rows = (value.partition(" -> ") for value in record.values(MOVED))
    pairs = ((Address.of(old), Address.of(new)) for old, _, new in rows)
    return {
        old: new for old, new in pairs if old is not None and new is not None and not new.number
    }


def place_outcomes(before: Text, after: Text, moves: Moves = NOWHERE) -> Iterator[PlaceOutcome]:
    """What is in one text only or stands elsewhere, in reading order: what came, then what went.

    What went along with a chapter or section of `moves` is not told by itself.
    """
    selves = earlier_selves(before, after)
    now = {was.address: address for address, was in selves.items() if was.address != address}
    if before.layout is after.layout and not now:
        return
    old, new = ({place[0]: place for place in _places(text)} for text in (before, after))
    origins = {str(to): str(place) for place, to in (*moves.items(), *now.items())}
    # What is left of a chapter that moved is its marker, which is nothing new.
    markers = {str(place) for place in moves}
    gone = {str(place) for place in now} | markers
    stays = {was.address for was in selves.values()}
    # Another paragraph may have the number of one that is gone.
    left = {str(p.address) for p in before.paragraphs() if p.address not in stays}
    went = (_along(address, moves) for address in (*now, *_folders(old)))
    along = {str(address) for address in went if address is not None}
    for ref, kind, status, text in new.values():
        if ref in origins:
            if ref not in along:
                yield PlaceOutcome(ref, "moved", kind, status, text, origins[ref])
        elif (ref not in old or ref in (gone | left) - markers) and ref not in along:
            yield PlaceOutcome(ref, "added", kind, status, text)
    for ref, kind, status, text in old.values():
        address = Address.of(ref)
        inside = address is not None and _along(address, moves) is not None
        if (ref not in new or ref in left) and ref not in gone and not inside:
            yield PlaceOutcome(ref, "removed", kind, status, text)


def _folders(places: Iterable[str]) -> Iterator[Address]:
    found = (Address.of(ref) for ref in places)
    return (address for address in found if address is not None and address.number is None)


def _along(address: Address, moves: Moves) -> Address | None:
    """Where a place comes to stand that goes with the chapter or section it lies in."""
    for old, new in moves.items():
        if address != old and address.within(old):
            parts = (*new.parts, *address.parts[len(old.parts) :])
            return Address(new.document, parts, address.number)
    return None


def _places(text: Text) -> Iterator[_Place]:
    for document in text.documents:
        yield document.key, "document", "", document.title
        for chapter in document.chapters:
            yield str(chapter.address), "chapter", "", chapter.title
            for section in chapter.every_section():
                yield str(section.address), "section", "", section.title
            for each in chapter.paragraphs:
                words = without_ties(wording(each.body))
                yield str(each.address), "paragraph", each.status, words


def meeting_outcomes(before: Text, after: Text) -> Iterator[MeetingOutcome]:
    """Every meeting whose file changed."""
    old = {meeting.number: meeting for meeting in before.meetings}
    for meeting in after.meetings:
        was = old.pop(meeting.number, None)
        if was != meeting:
            state = ("" if was is None else str(was.state), str(meeting.state))
            yield MeetingOutcome(meeting.number, state, tuple(_said(was, meeting)))
    for gone in old.values():
        yield MeetingOutcome(gone.number, (str(gone.state), ""), ())


def _said(was: Meeting | None, now: Meeting) -> Iterator[str]:
    was = was or Meeting(now.number, now.path)
    if now.title and now.title != was.title:
        yield now.title
    if (now.begins, now.ends) != (was.begins, was.ends):
        yield f"{now.begins or '?'} to {now.ends or '?'}"
    if now.place and now.place != was.place:
        yield now.place
    if now.chair and now.chair != was.chair:
        yield f"chair {now.chair}"
    if now.vice_chairs and now.vice_chairs != was.vice_chairs:
        yield f"vice-chairs {', '.join(now.vice_chairs)}"
    if now.opened and now.opened != was.opened:
        yield f"opened on {now.opened}"
    if now.reopened != was.reopened and now.reopened:
        yield f"opened again on {now.reopened[-1]}"
    if now.closed and now.closed != was.closed:
        yield f"closed on {now.closed}"
    yield from _documents(was, now)
    yield from _decided(was, now)


def _decided(was: Meeting, now: Meeting) -> Iterator[str]:
    """Who took part, and what was decided."""
    took_part = now.participation
    if took_part and took_part != was.participation:
        counted = (took_part.participants, "participants"), (took_part.countries, "countries")
        yield ", ".join(f"{number} {what}" for number, what in counted if number)
    yield from participants_changed(was, now)
    yield from decisions_changed(was, now)


def _documents(was: Meeting, now: Meeting) -> Iterator[str]:
    """What was tabled and what was issued."""
    tabled, issued = dict(was.tabled), {each.ref: each for each in was.issued}
    for ref, serial in now.tabled:
        if tabled.get(ref) != serial:
            before = f" (before: {tabled[ref]})" if ref in tabled else ""
            yield f"{ref} tabled as document {serial}{before}"
    for ref in tabled.keys() - dict(now.tabled).keys():
        yield f"{ref} no longer tabled"
    for each in now.issued:
        if issued.get(each.ref) != each:
            besides = f", besides {', '.join(each.besides)}" if each.besides else ""
            symbol = f" as {each.symbol}" if each.symbol else ""
            yield f"{each.ref} issued{symbol}: {each.status}{besides}"
