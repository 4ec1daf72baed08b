"""What every verb puts on record, in one order; and findings at a paragraph's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from wsisdraft.notation.clean import without_ties
from wsisdraft.rules.rule import at_words, in_body
from wsisdraft.text.bracket import Role
from wsisdraft.text.finding import Finding
from wsisdraft.text.paragraph import BracketEntry, Paragraph, Worded
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


def bracket_said(name: str, words: str, entry: BracketEntry) -> str:
    """A bracket with what is on record about it, in one line."""
    said = [f"{name} [{words}]"]
    said += [f"by {', '.join(entry.by)}"] if entry.by else []
    said += [f"against {', '.join(entry.against)}"] if entry.against else []
    said += [f"since {entry.since}"] if entry.since else []
    said += [entry.proposal] if entry.proposal else []
    said += [f"came in as {entry.submission}"] if entry.submission else []
    named = ("role", entry.role), ("choice", entry.choice), ("group", entry.group)
    said += [f"{what} {name}" for what, name in (*named, ("label", entry.label)) if name]
    said += [entry.note] if entry.note else []
    return "; ".join(said)


def lifted_rows(
    worded: Worded, kept: Collection[int], dropped: Collection[int]
) -> Iterator[tuple[str, str]]:
    """A row for each pair that is no more, those inside dropped ones included; by positions."""
    end = 0
    for position, pair in enumerate(worded.marks.brackets):
        if position in dropped:
            end = max(end, pair.end)
        inside = pair.end <= end and pair.role is not Role.FOOTNOTE
        if position in kept or inside:
            entry = worded.brackets.get(pair.handle or "", BracketEntry())
            words = without_ties(pair.inside.of(worded.body))
            yield "Lifted", bracket_said(pair.handle or pair.index, words, entry)
