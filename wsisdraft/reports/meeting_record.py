"""A meeting as it stands on record: its facts, and what the verbs did in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wsisdraft.notation.past_commit import PastCommit
from wsisdraft.notation.record import UNDOES
from wsisdraft.reports.history import borne_out, claims
from wsisdraft.text.address import Address
from wsisdraft.text.exceptions import shortest
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.process import Meeting
from wsisdraft.text.status import Ladder

UNDO = "undo"


@frozen
class MeetingRecord:
    meeting: Meeting
    verbs: tuple[tuple[str, int], ...]
    """What was recorded in it and stands, with how often; the most frequent first."""
    settled: tuple[str, ...]
    """Paragraphs settled in it and not unsettled again in it, as REFs and ranges in order."""
    tag_commit: str
    """The commit that the meeting's tag names in this clone; empty where it has no such tag."""


def meeting_record(
    meeting: Meeting, commits: Sequence[PastCommit], ladder: Ladder, layout: Layout, tag_commit: str
) -> MeetingRecord:
    """The record of one meeting from the commits of the whole history, oldest first.

    What was taken back counts for nothing, and neither do records that their files do not bear out.
    """
    stands = tuple(_of_meeting(meeting.number, commits))
    counted = Counter(commit.record.value("Verb") for commit in stands)
    verbs = tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    settled = _settled(stands, ladder)
    return MeetingRecord(meeting, verbs, tuple(_spans(settled, layout)), tag_commit)


def _of_meeting(number: str, commits: Sequence[PastCommit]) -> Iterator[PastCommit]:
    undone = {commit.record.value(UNDOES) for commit in commits}
    for commit in commits:
        record = commit.record
        verb = record.value("Verb")
        if record.value("Meeting") != number or verb in ("", UNDO) or commit.id in undone:
            continue
        if borne_out(commit):
            yield commit


def _settled(commits: Iterable[PastCommit], ladder: Ladder) -> tuple[Address, ...]:
    settled: dict[Address, None] = {}
    for commit in commits:
        for claim in claims(commit.record):
            address, step = Address.of(claim.ref), claim.status
            if address is None or address.number is None or step is None:
                continue
            if ladder.settled(step[1]):
                settled.setdefault(address)
            else:
                settled.pop(address, None)
    return tuple(settled)


def _spans(settled: Sequence[Address], layout: Layout) -> Iterator[str]:
    """Neighbours as ranges, in reading order; what is not there any more by its old REF."""
    wanted = frozenset(settled)
    for document in layout.documents:
        for chapter in layout.chapters(document):
            addresses = layout.paragraphs(chapter)
            inside = [address for address in addresses if address in wanted]
            if len(inside) == len(addresses) and inside:
                yield str(chapter)
            else:
                yield from (f"{chapter}.{span}" for span in shortest(inside, addresses))
    yield from (str(address) for address in settled if not layout.has(address))
