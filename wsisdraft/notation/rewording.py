"""Words of a body replaced by others, the blanks mended where words are only taken out."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.seams import Cut, Draft, escaped_signs, mended, remains, seams_of
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.span import Span

__all__ = ["reworded"]

ROUNDS = 4
"""Times that what words leave behind is looked at again."""


def reworded(body: str, replaced: Sequence[tuple[Span, str]]) -> str:
    """The body with new words for each passage; spaces and commas are mended where none are given.

    Raises ValueError where passages overlap.
    """
    spliced(body, replaced)  # raises where they overlap
    for span, words in sorted(replaced, key=lambda each: each[0], reverse=True):
        # From the end: a seam takes no more before its words than blanks, and no passage ends so.
        body = spliced(body, [(span, words)] if words.strip() else _without(body, span))
    return body


def _without(body: str, span: Span) -> list[tuple[Span, str]]:
    cuts = [Cut(span.start, span.end, dropped=True)]
    draft = Draft(body, escaped_signs(body), frozenset())
    seams = seams_of(body, cuts)
    for _ in range(ROUNDS):
        left_over = [cut for seam in seams for cut in remains(draft, seam)]
        if not left_over:
            break
        cuts += left_over
        seams = seams_of(body, cuts)
    return [(Span(seam.start, seam.end), mended(draft, seam)) for seam in seams]
