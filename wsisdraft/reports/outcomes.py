"""The main outcomes of a meeting, as its chair reports them: every figure from the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from shlex import quote

from wsisdraft.reports.due import DueItem, DueKind, due
from wsisdraft.reports.issued_texts import IssuedText, UnderWay, issued_texts, under_way
from wsisdraft.reports.took_part import TookPart, took_part
from wsisdraft.reports.trend import Row
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Section, Text
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.process import Meeting, MeetingState, NextMeeting

UNDECIDED = "undecided"
"""How proposals are counted of which nothing has become."""


@frozen
class Considered:
    """A document that was tabled."""

    ref: str
    document: str
    title: str
    letter: str
    """The chapter's own name in its REF."""
    serial: str


@frozen
class CameIn:
    """A window whose submissions the meeting had before it."""

    name: str
    title: str
    opens: str
    closes: str
    submissions: int
    late: int
    proposals: int
    kinds: Mapping[str, int]
    """Submissions by kind of stakeholder; one of several kinds counts with each."""
    outcomes: Mapping[str, int]
    """Proposals by what became of them."""


@frozen
class Lack:
    """Something a report tells that is not on record."""

    message: str
    remedy: str


@frozen
class Outcomes:
    process: str
    title: str
    """The process in full."""
    meeting: Meeting
    as_of: str
    """The day of the text that is told of: that of the closing, or empty for the text of now."""
    participation: TookPart
    considered: tuple[Considered, ...]
    came_in: tuple[CameIn, ...]
    issued: tuple[IssuedText, ...]
    under_way: tuple[UnderWay, ...]
    rows: tuple[Row, ...]
    """What was open at each closing of a meeting up to this one, the oldest first."""
    deadlines: tuple[DueItem, ...]
    """What has a day, by day."""
    coming: tuple[NextMeeting, ...]
    facilitators: tuple[str, ...]
    leads: tuple[str, ...]
    """Who is charged with text, in reading order."""
    senders: int
    """Stakeholders who sent in."""
    lacks: tuple[Lack, ...]


def outcomes(
    text: Text, meeting: Meeting, rows: Sequence[Row], *, closed: bool, at: str = ""
) -> Outcomes:
    """The outcomes of a meeting from the text that it closed with, or as it stands.

    `meeting` is what its file says by now, which may have been completed since; `closed` whether
    the text is that of its closing, `rows` are those of the trend up to it.
    """
    day = meeting.closed or meeting.ends or at
    made = Outcomes(
        process=text.process.name,
        title=text.process.title,
        meeting=meeting,
        as_of=meeting.closed if closed else "",
        participation=took_part(meeting, text.stakeholders),
        considered=tuple(_considered(text, meeting)),
        came_in=tuple(_came_in(text, day)),
        issued=issued_texts(text, meeting),
        under_way=under_way(text, meeting),
        rows=tuple(rows),
        deadlines=tuple(_deadlines(text, meeting, day)),
        coming=tuple(_coming(text, meeting)),
        facilitators=_facilitators(text),
        leads=_leads(text),
        senders=0,
        lacks=(),
    )
    made = altered(made, senders=_senders(text, made.came_in))
    return altered(made, lacks=tuple(_lacks(made)))


def _considered(text: Text, meeting: Meeting) -> Iterator[Considered]:
    titles = {document.key: document.title for document in text.documents}
    for ref, serial in meeting.tabled:
        address = Address.of(ref)
        chapter = text.chapter(address) if address is not None else None
        key = f"{address.document}/" if address is not None else ""
        title = chapter.title if chapter is not None else ""
        letter = address.parts[-1] if address is not None and address.parts else ref
        yield Considered(ref, titles.get(key, ""), title, letter, serial)


def _came_in(text: Text, day: str) -> Iterator[CameIn]:
    """The windows that closed before the meeting did, and after the one before it."""
    since = max((m.closed for m in text.meetings if m.closed and m.closed < day), default="")
    kind_of = {each.name: each.kind for each in text.stakeholders}
    for window in text.windows:
        last = window.closes or window.opens
        own = [each for each in text.submissions if each.window == window.name]
        if not own or not since < last <= day:
            continue
        proposals = [p for each in own for p in each.proposals]
        kinds = Counter(
            kind for each in own for kind in {kind_of.get(name, "") for name in each.by} if kind
        )
        became = Counter(
            str(p.disposition.outcome) if p.disposition else UNDECIDED for p in proposals
        )
        yield CameIn(
            window.name,
            window.title,
            window.opens,
            window.closes,
            len(own),
            sum(1 for each in own if window.late(each.received)),
            len(proposals),
            dict(sorted(kinds.items())),
            dict(sorted(became.items())),
        )


def _senders(text: Text, came_in: Sequence[CameIn]) -> int:
    names = {each.name for each in came_in}
    return len({who for each in text.submissions if each.window in names for who in each.by})


def _deadlines(text: Text, meeting: Meeting, day: str) -> Iterator[DueItem]:
    """What has a day: in the text, among what came in, and of what was decided until then."""
    earlier = (m for m in text.meetings if m.closed and m.closed <= day)
    others = tuple(each for each in earlier if each.number != meeting.number)
    for item in due(altered(text, meetings=(*others, meeting)), "", day).items:
        if item.by and item.kind is not DueKind.MEETING:
            yield item


def _coming(text: Text, meeting: Meeting) -> Iterator[NextMeeting]:
    """The meeting that was announced, or came next, then others that are planned for later."""
    day = meeting.closed or meeting.ends or meeting.begins
    later = [each for each in text.meetings if day and each.begins > day]
    later.sort(key=lambda each: each.begins)
    announced = meeting.next
    if announced is not None:
        yield announced
    for position, each in enumerate(later):
        told = announced is not None and each.number == announced.number
        first = announced is None and position == 0
        if not told and (first or each.state is MeetingState.PLANNED):
            yield NextMeeting(each.number, each.begins, each.ends, each.place)


def _facilitators(text: Text) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for chapter in text.chapters():
        found |= dict.fromkeys(chapter.facilitators)
        for section in chapter.every_section():
            found |= dict.fromkeys(section.facilitators)
    return tuple(found)


def _leads(text: Text) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for chapter in text.chapters():
        places: tuple[Chapter | Section | Paragraph, ...] = (
            chapter,
            *chapter.every_section(),
            *chapter.paragraphs,
        )
        for mandate in (place.mandate for place in places):
            if mandate is not None:
                found |= dict.fromkeys(mandate.lead)
    return tuple(found)


def _lacks(made: Outcomes) -> Iterator[Lack]:
    """What the report has to leave out."""
    meeting = made.meeting
    file = f"in {meeting.path}, then wsisdraft record {meeting.path}"
    number = meeting.number
    if meeting.state is not MeetingState.CLOSED:
        yield Lack(
            f"Meeting {number} is not closed: it has issued nothing, and its text is that of now",
            f"wsisdraft meeting close {number}",
        )
    elif not made.as_of:
        yield Lack(
            f"The text that meeting {number} closed with is not in this clone; that of now is told",
            "git fetch --tags, or git fetch --unshallow",
        )
    for key, there in (
        ("title", meeting.title),
        ("from", meeting.begins),
        ("to", meeting.ends),
        ("place", meeting.place),
        ("chair", meeting.chair),
        ("vice-chairs", meeting.vice_chairs),
    ):
        if not there:
            yield Lack(f"{_OF_MEETING[key]} is not on record", f"Write `{key}:` {file}")
    yield from _lacks_of_people(made)
    if not meeting.tabled:
        yield Lack(
            "No document is on record that was considered",
            f"wsisdraft meeting table REF... --meeting {number}",
        )
    if meeting.closed and not made.issued:
        yield Lack("It issued no agreed text", f"wsisdraft meeting show {number}")
    unnamed = [each.ref for each in made.issued if not each.issued.symbol]
    if unnamed:
        yield Lack(
            f"No symbol is on record of {', '.join(unnamed)}",
            f"wsisdraft meeting table {unnamed[0]} --serial N gives one, before the closing",
        )
    if not meeting.decisions:
        yield Lack("No decision is on record", f"wsisdraft meeting decide TEXT --meeting {number}")
    if not made.coming:
        yield Lack("The next meeting is not on record", f"Write `next:` {file}")


_OF_MEETING = {
    "title": "What it is called",
    "from": "Its first day",
    "to": "Its last day",
    "place": "Where it was held",
    "chair": "Who chaired it",
    "vice-chairs": "Who its vice-chairs were",
}


def _lacks_of_people(made: Outcomes) -> Iterator[Lack]:
    number, here = made.meeting.number, made.participation
    attend = f"wsisdraft meeting attend WHO... --meeting {number}"
    if not here.named.stakeholders and not here.participants:
        yield Lack("Who took part is not on record", attend)
    elif not here.named.stakeholders:
        yield Lack("By kind and country nobody is on record as having taken part", attend)
    if here.without_kind:
        names = ", ".join(here.without_kind[:5]) + ", ..." * (len(here.without_kind) > 5)
        yield Lack(
            f"What kind of stakeholder they are is not on record of {names}",
            "Write `kind:` in drafts/stakeholders.yaml, then wsisdraft record "
            "drafts/stakeholders.yaml",
        )
    if here.without_country:
        names = ", ".join(here.without_country[:5]) + ", ..." * (len(here.without_country) > 5)
        yield Lack(
            f"Where they come from is not on record of {names}",
            f"wsisdraft meeting attend {quote(here.without_country[0])} --country COUNTRY "
            f"--meeting {number}",
        )
