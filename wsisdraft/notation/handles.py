"""Handles for new brackets: `b` and a number, one above the highest that a file knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wsisdraft.text.paragraph import Worded

__all__ = ["free_handle", "next_handle"]

_NUMBERED = re.compile(r"b([0-9]{1,9})")


def next_handle(worded: Worded, *, taken: Iterable[str] = ()) -> str:
    """The handle of a new bracket of these words; `taken` are others given in the same change."""
    ties = (pair.handle for pair in worded.marks.brackets if pair.handle)
    return free_handle((*worded.brackets, *ties, *taken))


def free_handle(handles: Iterable[str]) -> str:
    """`b` and one above the highest number among these handles."""
    known = set(handles)
    numbers = (int(match[1]) for handle in known if (match := _NUMBERED.fullmatch(handle)))
    number = 1 + max(numbers, default=0)
    while f"b{number}" in known:
        number += 1
    return f"b{number}"
