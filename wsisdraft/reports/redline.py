"""What changed between two wordings, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

from wsisdraft.notation.words import tokens

MOST_WORDS = 3_000
"""Beyond this the common beginning and end are kept and the middle is shown as replaced whole."""


class Sign(StrEnum):
    SAME = "="
    TAKEN_OUT = "-"
    PUT_IN = "+"


Redline = tuple[tuple[Sign, str], ...]
"""Runs of words in reading order; those of SAME and TAKEN_OUT join to the old wording, those of
SAME and PUT_IN to the new one."""


def redline(old: str, new: str) -> Redline:
    """The redline between two wordings; unchanged words at both ends cost nothing."""
    before, after = tokens(old), tokens(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle = _middle(before[head : len(before) - tail], after[head : len(after) - tail])
    runs = [
        (Sign.SAME, "".join(before[:head])),
        *middle,
        (Sign.SAME, "".join(before[len(before) - tail :])),
    ]
    return tuple(_joined(runs))


def _common(one: list[str], other: list[str]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _middle(before: list[str], after: list[str]) -> Iterator[tuple[Sign, str]]:
    if len(before) + len(after) > MOST_WORDS:
        yield Sign.TAKEN_OUT, "".join(before)
        yield Sign.PUT_IN, "".join(after)
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Sign.SAME, "".join(before[i1:i2])
        else:
            yield Sign.TAKEN_OUT, "".join(before[i1:i2])
            yield Sign.PUT_IN, "".join(after[j1:j2])


def _joined(runs: list[tuple[Sign, str]]) -> Iterator[tuple[Sign, str]]:
    """Runs without empty ones; a lone space between two changes belongs to both."""
    taken = put = ""
    for position, (sign, words) in enumerate(runs):
        following = runs[position + 1 :]
        lone = sign is Sign.SAME and words.isspace() and (taken or put)
        if lone and any(s is not Sign.SAME and w for s, w in following[:2]):
            taken, put = taken + words, put + words
        elif sign is Sign.TAKEN_OUT:
            taken += words
        elif sign is Sign.PUT_IN:
            put += words
        elif words:
            yield from _changed(taken, put)
            taken = put = ""
            yield sign, words
    yield from _changed(taken, put)


def _changed(taken: str, put: str) -> Iterator[tuple[Sign, str]]:
    if taken:
        yield Sign.TAKEN_OUT, taken
    if put:
        yield Sign.PUT_IN, put
