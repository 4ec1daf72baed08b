"""What was typed to file something, as the text understands it: who, where, about what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wsisdraft.notation.parties import parties
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.ref import Selection
from wsisdraft.text.scene import Occasion, Scene
from wsisdraft.text.submission import Proposal, Window
from wsisdraft.verbs.shared.filing import Filed, filed, named_places
from wsisdraft.verbs.shared.sent_file import SentFile
from wsisdraft.verbs.shared.windows import known_window, window_names

__all__ = ["Ready", "Sent", "Typed", "first_place", "understood"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came in, and what is known of it."""

    file: SentFile
    window: Window
    on: tuple[Address, ...]
    received: str
    """A day, or a time with its offset."""
    base: str = ""
    """The commit whose text it speaks of, empty where that is not known."""
    again: bool = False
    """Whether it is filed although it is on record."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed."""

    file: SentFile
    by: tuple[str, ...]
    on: tuple[str, ...]
    window: str
    received: str
    again: bool = False
    new: bool = False
    """Whether whoever nobody knows is registered."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What can be filed."""

    scene: Scene
    sent: Sent
    proposals: Filed


def understood(text: Text, typed: Typed, focus: str = "") -> Ready | Refusal:
    """What was typed, as the whole text understands it: who, which window, which places.

    The whole of it is needed, since a REF may be of an earlier numbering.
    """
    named = parties(text, typed.by, new=typed.new, option="--from")
    if isinstance(named, Refusal):
        return named
    window = _window(text, typed.window, typed.received[:10])
    if isinstance(window, Refusal):
        return window
    places = named_places(text, typed.on, focus)
    if isinstance(places, Refusal):
        return places
    made = filed(text, typed.file.incoming, places.places)
    sent = Sent(
        typed.file,
        window,
        places.places,
        typed.received,
        again=typed.again,
        notes=places.notes,
    )
    meeting = text.meeting.number if text.meeting else ""
    scene = Scene(text, _selection(made), Occasion(typed.received[:10], meeting, *named))
    return Ready(scene, sent, made)


def _selection(made: Filed) -> Selection:
    """The places it is about; no words are decided on."""
    scope = first_place(made.proposals) or Address("")
    return Selection(scope, (), ", ".join(dict.fromkeys(each.ref for each in made.proposals)))


def _window(text: Text, name: str, day: str) -> Window | Refusal:
    """The window that was named, or the only one that is open on a day."""
    if name:
        return known_window(text, name)
    opened = [
        each
        for each in text.windows
        if (not each.opens or each.opens <= day) and not each.closed(day)
    ]
    if len(opened) == 1:
        return opened[0]
    said = "No window is" if not opened else f"{len(opened)} windows are"
    names = ", ".join(each.name for each in opened) or window_names(text)
    return misused(
        "no-window",
        f"{said} open on {day}.",
        f"Say which one is meant with --window: {names}; wsisdraft window open NAME makes one.",
    )


def first_place(proposals: Sequence[Proposal]) -> Address | None:
    """The place of the first REF that is one."""
    return next((each.address for each in proposals if each.address is not None), None)
