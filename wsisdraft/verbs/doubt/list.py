"""doubt list: what an importer was not sure of and nobody has looked at yet."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_doubts import doubts_value
from wsisdraft.pages.terminal.doubts import doubts_page
from wsisdraft.text.ref import Selection
from wsisdraft.text.waiting import WaitingDoubt, waiting_doubts
from wsisdraft.verbs.shared.options import MaybeRef, Options, reading
from wsisdraft.view import View

Listed = tuple[tuple[WaitingDoubt, ...], str]
"""The doubts, and what was asked about."""


def listed(view: View, selection: Selection | None) -> Listed:
    """The doubts in a place, or all that wait."""
    doubts = waiting_doubts(view.read(selection))
    if selection is None:
        return tuple(doubts), ""
    covered = frozenset(selection.addresses)
    inside = (
        each
        for each in doubts
        if each.address in covered or (selection.whole and each.address.within(selection.scope))
    )
    return tuple(inside), selection.spoken


@reading
def command(given: Options, ref: MaybeRef = "") -> None:
    """List what an import was not sure of: kind, line and column of the source, what it is about.

    Example: wsisdraft doubt list vision/B
    """
    look(
        [ref] if ref else [],
        given,
        listed,
        page=lambda found: doubts_page(*found),
        value=lambda found: doubts_value(found[0]),
    )
