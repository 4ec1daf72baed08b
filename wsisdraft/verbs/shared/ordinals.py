"""The ordinals that alternatives were given already, so that none is given twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wsisdraft.text.address import Address
from wsisdraft.view import View

__all__ = ["highest_given"]


def highest_given(view: View) -> Callable[[Sequence[Address]], int]:
    """For the addresses a paragraph has had: the highest ordinal in branches and records.

    Two git processes, however many paragraphs are asked about.
    """
    from wsisdraft.repository.branches import all_tips, recorded_branches

    own, fetched = all_tips(view.clone)
    highest: dict[str, int] = {}
    for name in (*own, *fetched, *recorded_branches(view.clone)):
        place, _, ordinal = name.removeprefix("alt/").rpartition("/")
        if ordinal.isascii() and ordinal.isdigit() and len(ordinal) < 10:
            highest[place] = max(highest.get(place, 0), int(ordinal))
    return lambda addresses: max((highest.get(str(each), 0) for each in addresses), default=0)
