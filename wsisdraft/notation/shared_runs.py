"""Which words two wordings have in a row in common, to be shown to people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.subsequence import in_common
from wsisdraft.notation.words import tokens

__all__ = ["shared_runs"]

SHORTEST = 2
"""Words that a run has at least; one word is in common by chance."""


def shared_runs(one: str, other: str) -> tuple[str, ...]:
    """Runs of words that stand in both wordings in the same order, the longest first.

    They are told as the one has them, without brackets and line breaks. Case, punctuation and
    brackets between two words do not part a run.
    """
    left, right = _words(one), _words(other)
    pairs = in_common([word for _, word in left], [word for _, word in right])
    runs = sorted(_runs(pairs), key=lambda run: (run[0] - run[1], run[0]))
    parts = tokens(without_ties(one))
    return tuple(_told(parts, left, first, end) for first, end in runs if end - first >= SHORTEST)


def _words(text: str) -> list[tuple[int, str]]:
    """The words with their positions among the tokens, folded as likeness folds them."""
    return [
        (at, normalize("NFC", token).casefold())
        for at, token in enumerate(tokens(without_ties(text)))
        if token[0].isalnum()
    ]


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """First and end, in the one, of words that are neighbours in both."""
    begun = 0
    for at in range(1, len(pairs) + 1):
        left, right = pairs[at - 1]
        if at == len(pairs) or pairs[at] != (left + 1, right + 1):
            yield pairs[begun][0], left + 1
            begun = at


def _told(parts: Sequence[str], words: Sequence[tuple[int, str]], first: int, end: int) -> str:
    shown = parts[words[first][0] : words[end - 1][0] + 1]
    return " ".join("".join(part for part in shown if part not in ("[", "]")).split())
