"""What changed between two wordings, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    if old == new:
        return ((Sign.SAME, old),) if old else ()
    # Most changes leave the words as they are and need none of this.
    from wsisdraft.notation.comparing import differences
    from wsisdraft.notation.words import tokens
    from wsisdraft.reports.phrases import in_phrases

    before, after = tokens(old), tokens(new)
    changes = in_phrases(before, after, differences(before, after))
    return tuple(_runs(before, after, changes))


def _runs(
    before: Sequence[str], after: Sequence[str], changes: Iterable[tuple[int, int, int, int]]
) -> Iterator[tuple[Sign, str]]:
    done = 0
    for start, end, new_start, new_end in changes:
        if done < start:
            yield Sign.SAME, "".join(before[done:start])
        if start < end:
            yield Sign.TAKEN_OUT, "".join(before[start:end])
        if new_start < new_end:
            yield Sign.PUT_IN, "".join(after[new_start:new_end])
        done = end
    if done < len(before):
        yield Sign.SAME, "".join(before[done:])


def editorial(old: str, new: str) -> bool:
    """Whether a change is one of spaces, punctuation, case or marks of items only.

    Brackets are never editorial.
    """
    from wsisdraft.reports.editorial import editorial as judged

    return judged(old, new)
