"""What every verb puts on record, in one order; and findings at a paragraph's words."""

from __future__ import annotations

from collections.abc import Iterable

from wsisdraft.rules.rule import at_words, in_body
from wsisdraft.text.finding import Finding
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.scene import Occasion


def trailers(
    verb: str, occasion: Occasion, rows: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The trailers of a verb: what it is, what it is about, then the occasion.

    A `Status` and whatever else follows a `Ref` belongs to that `Ref`.
    """
    closing = (("Meeting", occasion.meeting), ("By", occasion.by), ("On", occasion.date))
    return (("Verb", verb), *rows, *((key, value) for key, value in closing if value))


def about(paragraph: Paragraph, offset: int, rule: str, message: str, remedy: str) -> Finding:
    """A finding at a character of a paragraph's body, or at its first words for offset 0."""
    place = in_body(paragraph, offset) if offset else at_words(paragraph)
    return Finding(place, rule, message, remedy, ref=str(paragraph.address))
