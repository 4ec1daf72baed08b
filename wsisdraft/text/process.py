"""The process, its meetings, and who takes part."""

from __future__ import annotations

from enum import StrEnum

from wsisdraft.text.frozen import frozen
from wsisdraft.text.participation import Participant
from wsisdraft.text.status import PRESETS, Ladder


@frozen
class Process:
    """What `drafts/process.yaml` says."""

    name: str = ""
    title: str = ""
    symbol: str = ""
    """Template of document symbols, with `{meeting}`, `{serial}`, `{chapter}`, `{state}`."""
    submission_symbol: str = ""
    """Template of submissions' symbols; empty for the usual one of `text.submission_symbol`."""
    ladder: Ladder = PRESETS["mpp"]
    trunk: str = "main"
    """The branch that holds the text of record."""
    language: str = "en"
    bis_inserts: bool = True
    """Whether 21bis is a paragraph after 21; otherwise it is another version of it."""
    frozen_numbers: bool = False
    """Whether no chapter is renumbered while text of it is open."""
    longest_sentence: int = 0
    """Words of a sentence, of which more are warned of; 0 where the process says nothing."""
    acronyms: tuple[str, ...] = ()
    """Those that nobody needs to have written out."""


class MeetingState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


@frozen
class Issued:
    """A chapter as a meeting issued it, frozen when the meeting closed."""

    ref: str
    symbol: str
    status: str
    as_of: str
    besides: tuple[str, ...] = ()


@frozen
class Participation:
    """Who took part in a meeting, as far as it is on record."""

    participants: str
    """A number in digits, or empty."""
    countries: str
    modes: tuple[str, ...] = ()
    """`physical`, `remote`."""
    remark: str = ""


@frozen
class Decision:
    """What a meeting decided about the work."""

    name: str
    """Its key in the meeting's file: a word of its own, or `d1`, `d2`, ..."""
    text: str
    due: str = ""
    lead: tuple[str, ...] = ()
    """Who is to do it; parties by their names on record, or offices such as the Chairman."""
    date: str = ""
    """The day it was taken; empty where the file does not say."""
    done: str = ""
    """The day it was carried out; empty while it is open."""
    result: str = ""
    """What came of it, where that was said."""

    @property
    def open(self) -> bool:
        """Whether somebody still has something to do: a day or a lead, and not done."""
        return not self.done and bool(self.due or self.lead)


@frozen
class NextMeeting:
    """The next meeting as it was announced."""

    number: str = ""
    begins: str = ""
    ends: str = ""
    place: str = ""


@frozen
class Meeting:
    """What `drafts/meetings/4.yaml` says."""

    number: str
    path: str
    title: str = ""
    begins: str = ""
    """First day, ISO 8601: `from:` in the file."""
    ends: str = ""
    place: str = ""
    opened: str = ""
    closed: str = ""
    """The last time, where it was opened again."""
    reopened: tuple[str, ...] = ()
    """The days on which it was opened again after it had been closed."""
    chair: str = ""
    vice_chairs: tuple[str, ...] = ()
    issued: tuple[Issued, ...] = ()
    tabled: tuple[tuple[str, str], ...] = ()
    """REFs of the chapters tabled, each with its serial among the meeting's documents."""
    participation: Participation | None = None
    """In figures, as somebody has stated them."""
    participants: tuple[Participant, ...] = ()
    """By name, in the order of the file."""
    decisions: tuple[Decision, ...] = ()
    next: NextMeeting | None = None
    note: str = ""

    @property
    def state(self) -> MeetingState:
        if self.closed:
            return MeetingState.CLOSED
        return MeetingState.OPEN if self.opened else MeetingState.PLANNED

    @property
    def tag(self) -> str:
        """The annotated tag that names the commit which closed it: `meeting/4`, then 4.1."""
        again = f".{len(self.reopened)}" if self.reopened else ""
        return f"meeting/{self.number}{again}"

    def taken_on(self, decision: Decision) -> str:
        """The day of one of its decisions: its own, else the meeting's last on record."""
        return decision.date or self.closed or self.ends or self.opened or self.begins


@frozen
class Stakeholder:
    """Who takes part, under every name the room uses."""

    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """The groups it speaks in."""
    members: tuple[str, ...] = ()
    """Of a group: who belongs to it."""
