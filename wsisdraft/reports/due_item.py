"""Something that is open: who moves next, and by when."""

from __future__ import annotations

from enum import StrEnum

from wsisdraft.text.address import Address
from wsisdraft.text.frozen import frozen


class DueKind(StrEnum):
    """What is open."""

    DECISION = "decision"
    """What a meeting decided is still to be done."""
    MANDATE = "mandate"
    """Text is to be redrafted, or was and is to be taken up."""
    CONDITION = "condition"
    """An agreement waits for something outside the room."""
    TEXT = "text"
    """Open text with which nobody is charged."""
    PROPOSAL = "proposal"
    """What came in waits for its author, for whom it was referred to, or for an outcome."""
    WINDOW = "window"
    """Stakeholders may send in."""
    MEETING = "meeting"
    """It is to be opened, or closed."""


@frozen
class DueItem:
    kind: DueKind
    name: str
    """What it goes by: `vision/B.27-30`, `4/publish`, `V1/B/5/2`, a window's or meeting's name."""
    what: str
    """What is to be done, as it stands on record; empty where that says nothing."""
    key: str
    """The same for as long as it is the same thing, whatever its day, words or number become."""
    who: tuple[str, ...] = ()
    """Who moves next, by names on record; empty where the record names nobody."""
    by: str = ""
    """The day by which; empty where none is set."""
    until: str = ""
    """The last day of something that takes several."""
    late: bool = False
    """Whether its day is past."""
    state: str = ""
    """How far it has come: `proposed`, `stale`, `planned`, ..."""
    places: tuple[Address, ...] = ()
    """What it is about, in reading order; empty where it is about nothing in the text."""
    holds: str = ""
    """What keeps text open: `2 alternatives`."""
    holders: tuple[str, ...] = ()
    """Whose brackets and alternatives these are."""
    venue: str = ""
    """Of a meeting: where it is held."""
    next: str = ""
    """The command that moves it on."""

    @property
    def about(self) -> tuple[str, ...]:
        """Its places as full REFs."""
        return tuple(map(str, self.places))


def concerns(place: Address, scopes: tuple[Address, ...]) -> bool:
    """Whether a place lies in one of these, or holds one; any place where there are none."""
    return not scopes or any(place.within(each) or each.within(place) for each in scopes)
