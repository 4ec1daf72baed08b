"""A redline to be looked at: of long stretches that stay, only the words next to a change."""

from __future__ import annotations

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
    if len(run) <= (after + before) * context + _WORTH_IT:
        return run
    # Of a long run only the ends are looked at, if they hold words enough.
    room = (context + _WORTH_IT) * _LONG
    if len(run) > (after + before + 1) * room:
        left, right = run[:room] if after else "", run[-room:] if before else ""
        short = _cut(f"{left} {ELLIPSIS} {right}", after, before, context)
        if short.count(ELLIPSIS) == 1:
            return short
    return _cut(run, after, before, context) or run


def _cut(run: str, after: bool, before: bool, context: int) -> str:
    """Its first and last words, or nothing where it has not many more."""
    from wsisdraft.notation.words import tokens

    parts = tokens(run)
    places = [at for at, part in enumerate(parts) if part[0].isalnum()]
    if len(places) <= (after + before) * context + _WORTH_IT:
        return ""
    end, start = 0, len(parts)
    if after and context:
        end = places[context - 1] + 1
        while parts[end] in _CLOSING:
            end += 1
    if before and context:
        start = places[-context]
        while parts[start - 1] in _OPENING:
            start -= 1
    left, right = "".join(parts[:end]), "".join(parts[start:])
    if after and not context and parts[0].isspace():
        left = parts[0]
    if before and not context and parts[-1].isspace():
        right = parts[-1]
    left += " " if left and not left[-1].isspace() else ""
    right = (" " if right and not right[0].isspace() else "") + right
    return f"{left}{ELLIPSIS}{right}"
