"""What is open as of a day, for the verbs that tell who moves next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wsisdraft.repository.recorded import recorded
from wsisdraft.text.address import Address
from wsisdraft.text.day import malformed_day
from wsisdraft.text.finding import Refusal
from wsisdraft.text.ref import Selection
from wsisdraft.view import View

if TYPE_CHECKING:
    from wsisdraft.reports.agenda import Agenda
    from wsisdraft.reports.due import Due
    from wsisdraft.text.draft import Text


def due_at(
    view: View, selection: Selection | None = None, facilitator: str = "", day: str = ""
) -> Due | Refusal:
    """Who moves next on what is open: on all, or on what is named or somebody facilitates.

    The day is today, or of an earlier state the day on which it was recorded.
    """
    wrong = malformed_day("--on", day)
    if wrong is not None:
        return wrong
    # What came in is followed to where it stands now, and only a whole text can tell.
    text = view.read()
    scopes: tuple[Address, ...] | None = None
    if selection is not None:
        scopes = tuple(
            place
            for each in selection.mentions or (selection,)
            for place in ((each.scope,) if each.whole else each.addresses)
        )
    if facilitator:
        places = _facilitated(text, facilitator)
        if isinstance(places, Refusal):
            return places
        scopes = places if scopes is None else _narrower(places, scopes)
    return _due(view, text, day, scopes)


def _due(view: View, text: Text, day: str, scopes: tuple[Address, ...] | None = None) -> Due:
    from wsisdraft.reports.due import due

    made = recorded(view.clone, view.base or view.clone.tip)
    when = day or (made.day if view.at != "now" else "")
    today = when or date.today().isoformat()  # noqa: DTZ011  the day where the room is
    return due(text, view.at, today, scopes, made.moment)


def agenda_of(view: View) -> Agenda:
    """The agenda of the next meeting, as what is open today makes it."""
    from wsisdraft.reports.agenda import agenda

    text = view.read()
    return agenda(text, _due(view, text, ""))


def _facilitated(text: Text, facilitator: str) -> tuple[Address, ...] | Refusal:
    """The chapters and sections that somebody facilitates."""
    from wsisdraft.notation.parties import known_stakeholder
    from wsisdraft.reports.facilitating import facilitated

    who = known_stakeholder(text, facilitator, "--facilitator")
    if isinstance(who, Refusal):
        return who
    return tuple(
        place.address for chapter in text.chapters() for place in facilitated(chapter, who)
    )


def _narrower(places: tuple[Address, ...], scopes: tuple[Address, ...]) -> tuple[Address, ...]:
    """What lies in one of the places and in one of the scopes, by the narrower of the two."""
    pairs = ((place, scope) for place in places for scope in scopes)
    found = (
        place if place.within(scope) else scope
        for place, scope in pairs
        if place.within(scope) or scope.within(place)
    )
    return tuple(dict.fromkeys(found))
