"""A redline to be looked at: of long stretches that stay, only the words next to a change."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.reports.redline import Redline, Sign

CONTEXT = 12
"""Words that stay, shown on either side of a change unless it is said otherwise."""
ELLIPSIS = "…"
_WORTH_IT = 6
"""Words that must be left out for an ellipsis to help a reader."""
_LONG = 9
"""Characters of a word and the space behind it, rather more than they have on the average."""
_OPENING = frozenset("[(“‘«「『（《")
_CLOSING = frozenset("])”’».,;:!?」』）》，。；：、")
"""Signs that are not parted from the word they belong to."""


def shortened(words: Redline, context: int | None = CONTEXT) -> Redline:
    """The redline with an ellipsis for what stays and is further from a change than so many words.

    None for `context` keeps everything. Of a script without spaces every character is a word.
    """
    if context is None or all(sign is Sign.SAME for sign, _ in words):
        return words
    last = len(words) - 1
    return tuple(
        (sign, _middle(run, at > 0, at < last, context) if sign is Sign.SAME else run)
        for at, (sign, run) in enumerate(words)
    )


def _middle(run: str, after: bool, before: bool, context: int) -> str:
    """A run that stays after a change, before one, or between two."""
    from wsisdraft.notation.words import tokens

    least = (after + before) * context + _WORTH_IT
    if len(run) <= least:
        return run
    # Of a long run only the ends are looked at, if they hold words enough.
    room = (context + _WORTH_IT) * _LONG
    if len(run) > (after + before) * room:
        left, right = tokens(run[:room]) if after else [], tokens(run[-room:]) if before else []
        if all(len(_words(side)) > context + _WORTH_IT for side in (left, right) if side):
            return f"{_beginning(left, context)}{ELLIPSIS}{_ending(right, context)}"
    parts = tokens(run)
    if len(_words(parts)) <= least:
        return run
    left, right = parts if after else [], parts if before else []
    return f"{_beginning(left, context)}{ELLIPSIS}{_ending(right, context)}"


def _words(parts: Sequence[str]) -> list[int]:
    """Where the words stand among words, blanks and signs."""
    return [at for at, part in enumerate(parts) if part[0].isalnum()]


def _beginning(parts: Sequence[str], context: int) -> str:
    """The first so many words and a blank; nothing of nothing."""
    if not context:
        return parts[0] if parts and parts[0].isspace() else ""
    if not parts:
        return ""
    end = _words(parts)[context - 1] + 1
    while parts[end] in _CLOSING:
        end += 1
    left = "".join(parts[:end])
    return left if left[-1].isspace() else f"{left} "


def _ending(parts: Sequence[str], context: int) -> str:
    """A blank and the last so many words; nothing of nothing."""
    if not context:
        return parts[-1] if parts and parts[-1].isspace() else ""
    if not parts:
        return ""
    start = _words(parts)[-context]
    while parts[start - 1] in _OPENING:
        start -= 1
    right = "".join(parts[start:])
    return right if right[0].isspace() else f" {right}"
