"""Words of a body replaced by others, the blanks mended where words are only taken out."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.seams import Cut, Draft, closed, escaped_signs, mended
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.span import Span

__all__ = ["reworded", "taking_out"]


def reworded(body: str, replaced: Sequence[tuple[Span, str]]) -> str:
    """The body with new words for each passage; spaces and commas are mended where none are given.

    Raises ValueError where passages overlap.
    """
    spliced(body, replaced)  # raises where they overlap
    for span, words in sorted(replaced, key=lambda each: each[0], reverse=True):
        # From the end: a seam takes no more before its words than blanks, and no passage ends so.
        body = spliced(body, [(span, words)] if words.strip() else taking_out(body, span))
    return body


def taking_out(body: str, span: Span) -> list[tuple[Span, str]]:
    """What has to be spliced to take a passage out, blanks and commas beside it mended."""
    draft = Draft(body, escaped_signs(body), frozenset())
    seams = closed(draft, [Cut(span.start, span.end, dropped=True)])
    return [(Span(seam.start, seam.end), mended(draft, seam)) for seam in seams]
