"""Strangers' words inside our sentences."""

from __future__ import annotations

from wsisdraft.text.characters import seen_in_line

LONGEST_QUOTE = 80
"""Characters of a quotation, before it is cut with an ellipsis."""


def quoted(text: str) -> str:
    """The words in double quotes, cut to a line, nothing in them that a terminal would act on.

    What is not seen, and what cannot be shown at all, appears as `<U+202E>`.
    """
    cut = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return (
        '"'
        + "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in seen_in_line(cut))
        + '"'
    )
