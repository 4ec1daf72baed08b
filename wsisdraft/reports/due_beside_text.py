"""What is open beside the text: decisions, what came in, windows, meetings."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.reports.due_item import DueItem, DueKind, concerns
from wsisdraft.text.address import Address
from wsisdraft.text.came_in import places_now, window_called
from wsisdraft.text.draft import Text
from wsisdraft.text.process import Meeting, MeetingState, NextMeeting
from wsisdraft.text.submission import (
    Disposition,
    Outcome,
    Proposal,
    ProposalKind,
    Submission,
    Window,
)

_PROPOSED = {
    ProposalKind.REPLACE: "replacement",
    ProposalKind.INSERT: "insertion",
    ProposalKind.DELETE: "deletion",
}
_WAITING = (Outcome.STALE, Outcome.REFERRED)


def due_decisions(text: Text, day: str) -> Iterator[DueItem]:
    """What meetings decided that has a day or a lead and is not done, by meeting."""
    for meeting in text.meetings:
        for decision in meeting.decisions:
            if decision.open:
                name = f"{meeting.number}/{decision.name}"
                yield DueItem(
                    DueKind.DECISION,
                    name,
                    decision.text,
                    f"decision {name}",
                    who=decision.lead,
                    by=decision.due,
                    late=bool(decision.due) and decision.due < day,
                    next=f"wsisdraft meeting done {name}",
                )


def due_proposals(text: Text, day: str, scopes: tuple[Address, ...] = ()) -> Iterator[DueItem]:
    """Stale and referred proposals; and of each closed window how many have no outcome."""
    if not text.submissions:
        return
    now = places_now(text)
    left: dict[str, list[Address | None]] = {}
    for submission in text.submissions:
        for proposal in submission.proposals:
            place = now.get(proposal.ref)
            if scopes and (place is None or not concerns(place, scopes)):
                continue
            decided = proposal.disposition
            if decided is None:
                left.setdefault(submission.window, []).append(place)
            elif decided.outcome in _WAITING:
                yield _waiting(submission, proposal, decided, place)
    for name, places in left.items():
        window = window_called(text, name)
        if window is None or window.closed(day):
            yield _undecided(name, places)


def _waiting(
    submission: Submission, proposal: Proposal, decided: Disposition, place: Address | None
) -> DueItem:
    name = submission.name_of(proposal)
    stale = decided.outcome is Outcome.STALE
    kind = f"{proposal.kind} comment" if proposal.kind.comment else _PROPOSED[proposal.kind]
    what = f"{kind} on {place or proposal.ref}"
    said = f"make it anew on the words as they are now: {what}" if stale else f"advise on: {what}"
    return DueItem(
        DueKind.PROPOSAL,
        name,
        f"{said}; {decided.why}" if decided.why else said,
        f"proposal {name}",
        who=submission.by if stale else decided.to,
        state=str(decided.outcome),
        places=() if place is None else (place,),
        next=f"wsisdraft dispose {name}",
    )


def _undecided(window: str, places: list[Address | None]) -> DueItem:
    many = len(places) != 1
    return DueItem(
        DueKind.PROPOSAL,
        window,
        f"{len(places)} proposal{'s' if many else ''} without an outcome",
        f"undecided {window}",
        state="undecided",
        places=tuple(dict.fromkeys(place for place in places if place is not None)),
        next=f"wsisdraft submissions --matrix --window {window}",
    )


def due_windows(text: Text, day: str, scopes: tuple[Address, ...] = ()) -> Iterator[DueItem]:
    """Windows that are open or still to open."""
    for window in text.windows:
        places = tuple(a for a in map(Address.of, window.about) if a is not None)
        if window.closed(day) or (places and not any(concerns(place, scopes) for place in places)):
            continue
        yield _window(window, day, places)


def _window(window: Window, day: str, places: tuple[Address, ...]) -> DueItem:
    planned = window.opens > day
    return DueItem(
        DueKind.WINDOW,
        window.name,
        window.title,
        f"window {window.name}",
        by=window.closes,
        state=f"opens on {window.opens}" if planned else "open",
        places=places,
        next=f"wsisdraft submit FILE --from WHO --on REF --window {window.name}",
    )


def due_meetings(text: Text, day: str) -> Iterator[DueItem]:
    """The meeting that is open, and those that are planned or announced."""
    for meeting in text.meetings:
        if meeting.state is MeetingState.OPEN:
            late = bool(meeting.ends) and meeting.ends < day
            yield _meeting(meeting, meeting.ends, "", late, f"close {meeting.number}")
        elif meeting.state is MeetingState.PLANNED:
            last = meeting.ends or meeting.begins
            late = bool(last) and last < day
            yield _meeting(meeting, meeting.begins, last, late, f"open {meeting.number}")
    coming = announced(text)
    if coming is not None:
        planned = Meeting(
            coming.number, "", begins=coming.begins, ends=coming.ends, place=coming.place
        )
        last = coming.ends or coming.begins
        late = bool(last) and last < day
        yield _meeting(planned, coming.begins, last, late, f"open {coming.number}")


def _meeting(meeting: Meeting, by: str, until: str, late: bool, command: str) -> DueItem:
    return DueItem(
        DueKind.MEETING,
        meeting.number,
        meeting.title,
        f"meeting {meeting.number}",
        who=(meeting.chair,) if meeting.chair else (),
        by=by,
        until=until if until != by else "",
        late=late,
        state=str(meeting.state),
        venue=meeting.place,
        next=f"wsisdraft meeting {command}",
    )


def announced(text: Text) -> NextMeeting | None:
    """The next meeting as the one closed last announced it, where it has no file of its own."""
    closed = [each for each in text.meetings if each.closed and each.next is not None]
    if not closed:
        return None
    coming = max(closed, key=lambda meeting: meeting.closed).next
    known = {each.number.casefold() for each in text.meetings}
    if coming is None or not coming.number or coming.number.casefold() in known:
        return None
    return coming
