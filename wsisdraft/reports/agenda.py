"""The agenda of the next meeting: what is open, who moves, by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.reports.due import Due, DueItem, DueKind
from wsisdraft.reports.due_beside_text import announced
from wsisdraft.text.address import Address
from wsisdraft.text.charges import is_open
from wsisdraft.text.draft import Chapter, Document, Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.process import Meeting, MeetingState
from wsisdraft.text.status import DELETED

_IN_TEXT = (DueKind.MANDATE, DueKind.CONDITION, DueKind.TEXT)
_CAME_IN = (DueKind.PROPOSAL, DueKind.WINDOW)
_LAST = "9999"


@frozen
class AgendaChapter:
    """A chapter of which something is open."""

    ref: str
    title: str
    symbol: str
    status: str
    """As declared; empty where nothing is."""
    reading: str
    paragraphs: int
    """Deleted ones left out."""
    open: int
    """Those that stand at no settled step."""
    items: tuple[DueItem, ...]


@frozen
class AgendaDocument:
    key: str
    title: str
    chapters: tuple[AgendaChapter, ...]


@frozen
class Moves:
    """What one party or office has to do."""

    who: str
    items: tuple[DueItem, ...]


@frozen
class Agenda:
    process: str
    title: str
    """Of the process, in full."""
    day: str
    """As of which it is drawn up."""
    meeting: Meeting | None
    """The one that comes next; None where none is planned or announced."""
    last: Meeting | None
    """The one that was closed last."""
    decisions: tuple[DueItem, ...]
    documents: tuple[AgendaDocument, ...]
    """Those with open text, in the order of the draft."""
    settled: tuple[str, ...]
    """REFs of the chapters in which nothing is open."""
    came_in: tuple[DueItem, ...]
    """Proposals that wait, and windows that are open."""
    dated: tuple[DueItem, ...]
    """All that has a day, by day, but the meeting itself."""
    moves: tuple[Moves, ...]
    """By whoever moves next, in the order in which they are met."""
    lacking: tuple[str, ...]
    """What an agenda should say and the record does not: a sentence, a colon, its remedy."""


def agenda(text: Text, due: Due) -> Agenda:
    """The agenda that what is due makes for the meeting that comes next."""
    meeting = coming_meeting(text)
    documents = tuple(_documents(text, due))
    told = {chapter.ref for document in documents for chapter in document.chapters}
    here = [chapter for chapter in text.chapters() if not chapter.moved_to]
    return Agenda(
        process=text.process.name,
        title=text.process.title,
        day=due.day,
        meeting=meeting,
        last=_last(text),
        decisions=tuple(each for each in due.items if each.kind is DueKind.DECISION),
        documents=documents,
        settled=tuple(
            str(chapter.address)
            for chapter in here
            if chapter.addresses and str(chapter.address) not in told
        ),
        came_in=tuple(each for each in due.items if each.kind in _CAME_IN),
        dated=tuple(
            each
            for each in due.items
            if each.by and not (meeting and each.key == f"meeting {meeting.number}")
        ),
        moves=tuple(_moves(due)),
        lacking=tuple(_lacking(meeting, due)),
    )


def coming_meeting(text: Text) -> Meeting | None:
    """The first of the meetings that are planned, else the one that was announced last."""
    planned = [each for each in text.meetings if each.state is MeetingState.PLANNED]
    if planned:
        return min(planned, key=lambda meeting: meeting.begins or _LAST)
    coming = announced(text)
    if coming is None:
        return None
    return Meeting(coming.number, "", begins=coming.begins, ends=coming.ends, place=coming.place)


def _last(text: Text) -> Meeting | None:
    closed = [each for each in text.meetings if each.state is MeetingState.CLOSED]
    return max(closed, key=lambda meeting: meeting.closed) if closed else None


def _documents(text: Text, due: Due) -> Iterator[AgendaDocument]:
    by_chapter: dict[Address, list[DueItem]] = {}
    for item in due.items:
        chapter = item.places[0].chapter if item.kind in _IN_TEXT else None
        if chapter is not None:
            by_chapter.setdefault(chapter, []).append(item)
    for document in text.documents:
        chapters = tuple(_chapters(text, document, by_chapter))
        if chapters:
            yield AgendaDocument(document.key, document.title, chapters)


def _chapters(
    text: Text, document: Document, by_chapter: dict[Address, list[DueItem]]
) -> Iterator[AgendaChapter]:
    ladder = text.process.ladder
    for chapter in document.chapters:
        items = by_chapter.get(chapter.address)
        if not items:
            continue
        present = [p for p in chapter.paragraphs if p.status != DELETED]
        yield AgendaChapter(
            ref=str(chapter.address),
            title=chapter.title,
            symbol=chapter.symbol,
            status=chapter.status,
            reading=chapter.reading,
            paragraphs=len(present),
            open=sum(is_open(p, ladder) for p in present),
            items=tuple(_in_order(chapter, items)),
        )


def _in_order(chapter: Chapter, items: Sequence[DueItem]) -> list[DueItem]:
    """As the text is read; what is about the chapter or a section comes first."""
    order = {address: position for position, address in enumerate(chapter.addresses)}
    return sorted(items, key=lambda item: order.get(item.places[0], -1))


def _moves(due: Due) -> Iterator[Moves]:
    by_name: dict[str, list[DueItem]] = {}
    for item in due.items:
        if item.kind is not DueKind.MEETING:
            for name in item.who:
                by_name.setdefault(name, []).append(item)
    return (Moves(name, tuple(items)) for name, items in by_name.items())


def _lacking(meeting: Meeting | None, due: Due) -> Iterator[str]:
    if meeting is None:
        yield "Which meeting comes next is not on record: wsisdraft meeting close N --next M"
    else:
        path = meeting.path or f"drafts/meetings/{meeting.number}.yaml"
        facts = (
            (meeting.begins, "When it begins", "from"),
            (meeting.place, "Where it is held", "place"),
            (meeting.chair, "Who chairs it", "chair"),
        )
        for said, what, key in facts:
            if not said:
                lack = f"{what} is not on record of meeting {meeting.number}"
                yield f"{lack}: Write `{key}:` in {path}"
    for item in due.items:
        if item.who:
            continue
        if item.kind is DueKind.DECISION:
            number, _, name = item.name.partition("/")
            command = f"wsisdraft meeting decide --meeting {number} --name {name} --lead WHO"
            yield f"Nobody is named who carries out {item.name}: {command}"
        elif item.kind is DueKind.TEXT and item.next.endswith("--lead WHO"):
            yield f"Nobody is charged with {item.name}: {item.next}"
