"""What changed between two wordings, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum


class Sign(StrEnum):
    SAME = "="
    TAKEN_OUT = "-"
    PUT_IN = "+"


Redline = tuple[tuple[Sign, str], ...]
"""Runs of words in reading order, none of them empty; those of SAME and TAKEN_OUT join to the old
wording, those of SAME and PUT_IN to the new one."""


def redline(old: str, new: str) -> Redline:
    """The redline between two wordings; what is taken out comes before what is put in."""
    from wsisdraft.notation.words import tokens  # most changes leave the words as they are

    return tuple((sign, words) for sign, words in _runs(tokens(old), tokens(new)) if words)


def _runs(before: list[str], after: list[str]) -> Iterator[tuple[Sign, str]]:
    done = 0
    for start, end, new_start, new_end in _trimmed(before, after):
        yield Sign.SAME, "".join(before[done:start])
        yield Sign.TAKEN_OUT, "".join(before[start:end])
        yield Sign.PUT_IN, "".join(after[new_start:new_end])
        done = end
    yield Sign.SAME, "".join(before[done:])


def _trimmed(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The differences without what both sides of one begin or end with, a space most often."""
    from wsisdraft.notation.comparing import differences

    for start, end, new_start, new_end in differences(before, after):
        while start < end and new_start < new_end and before[start] == after[new_start]:
            start, new_start = start + 1, new_start + 1  # noqa: PLW2901  the bounds move inwards
        while start < end and new_start < new_end and before[end - 1] == after[new_end - 1]:
            end, new_end = end - 1, new_end - 1  # noqa: PLW2901
        yield start, end, new_start, new_end
