"""The process, its meetings, and who takes part."""

from __future__ import annotations

from enum import StrEnum

from wsisdraft.text.frozen import frozen
from wsisdraft.text.status import PRESETS, Ladder


@frozen
class Process:
    """What `drafts/process.yaml` says."""

    name: str = ""
    title: str = ""
    symbol: str = ""
    """Template of document symbols, with `{meeting}`, `{serial}`, `{chapter}`, `{state}`."""
    ladder: Ladder = PRESETS["mpp"]
    trunk: str = "main"
    """The branch that holds the text of record."""
    language: str = "en"


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
    chair: str = ""
    vice_chairs: tuple[str, ...] = ()
    issued: tuple[Issued, ...] = ()
    tabled: tuple[tuple[str, str], ...] = ()
    """REFs of the chapters tabled, each with its serial among the meeting's documents."""

    @property
    def state(self) -> MeetingState:
        if self.closed:
            return MeetingState.CLOSED
        return MeetingState.OPEN if self.opened else MeetingState.PLANNED

    @property
    def tag(self) -> str:
        """The annotated tag that names the commit which closed it."""
        return f"meeting/{self.number}"


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
