"""The words of a proposal as somebody hands them in, with brackets of their own or without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.handles import next_handle
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.splicing import spliced
from wsisdraft.notation.tidying import tidy_characters
from wsisdraft.text.bracket import Role, Stray
from wsisdraft.text.finding import Finding, Refusal, misused
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span, place_of
from wsisdraft.verbs.shared.entry_fields import entry_fields
from wsisdraft.verbs.shared.target import Target

_PARTNER = {"[": "closing", "]": "opening"}


@frozen
class ProposedWords:
    """Words for a bracket, and what goes on record about brackets inside them."""

    plain: str
    """Without ties."""
    tied: str
    """With ties to the brackets inside."""
    entries: Mapping[str, Fields]
    untied: int
    """Footnote marks in them, which have no tie."""

    def bracketed(self, handle: str) -> str:
        """The words in a pair of brackets with this handle."""
        return f"[{self.tied}]{{#{handle}}}"


def proposed_words(
    target: Target, given: str, option: str, taken: Iterable[str]
) -> ProposedWords | Refusal:
    """The words given with an option, each bracket inside tied to an entry of its own.

    Line ends and characters are brought into form. Refused at the line and column of the text
    given where its brackets do not balance; `taken` are handles for other brackets.
    """
    words = tidy_characters(given)
    marks = scan(words)
    if marks.strays:
        return Refusal(tuple(_stray(target, option, words, stray) for stray in marks.strays[:20]))
    words = without_ties(words).strip(" \n\t")
    if not words:
        return misused(
            "malformed-proposal",
            f"The text given with {option} is empty.",
            "Give some words; words that are there are taken out with --delete Q.",
        )
    marks = scan(words)
    entries: dict[str, Fields] = {}
    splices: list[tuple[Span, str]] = []
    for pair in marks.brackets:
        if pair.role is not Role.FOOTNOTE:
            handle = next_handle(target.worded, taken=[*taken, *entries])
            entries[handle] = entry_fields(target.scene.occasion, by=target.scene.occasion.parties)
            splices.append((Span(pair.end, pair.end), f"{{#{handle}}}"))
    untied = len(marks.brackets) - len(entries)
    return ProposedWords(words, spliced(words, splices), entries, untied)


def _stray(target: Target, option: str, words: str, stray: Stray) -> Finding:
    partner = _PARTNER[stray.char]
    return Finding(
        place_of(option, words, stray.offset),
        "unbalanced-bracket",
        f"This {stray.char} has no {partner} bracket in the text given.",
        f"Add the {partner} bracket, or write \\{stray.char} for the sign itself.",
        ref=target.ref,
    )
