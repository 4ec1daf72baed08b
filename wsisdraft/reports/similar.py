"""Which paragraphs and alternatives of a draft are most like one of them."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from wsisdraft.notation.clean import opening_words, without_ties
from wsisdraft.notation.likeness import likeness
from wsisdraft.notation.shared_runs import shared_runs
from wsisdraft.notation.subsequence import Measure
from wsisdraft.notation.words import tokens, unspaced
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, Paragraph, Worded
from wsisdraft.text.status import DELETED

LEAST = 0.2
"""How like a wording is at least to be told: any two wordings have words such as `of` in common."""
RUNS = 3
"""Runs of common words that are told."""
LETTERS = 4
"""Of a word that says something."""


@frozen
class Alike:
    ref: str
    name: str
    """Of an alternative; empty for a paragraph's own words."""
    mine: str
    """The alternative of the paragraph asked about that it is like; empty for that one's words."""
    status: str
    likeness: float
    """From 0 to 1: the share of the words of both that stand in both in the same order."""
    opening: str
    common: tuple[str, ...]
    """Runs of words that both have, the longest first."""


@frozen
class Similar:
    ref: str
    status: str
    opening: str
    alike: tuple[Alike, ...]
    """The likest first."""


@frozen
class _Pair:
    """A wording of the paragraph asked about, and one of another."""

    mine: Worded
    paragraph: Paragraph
    words: Worded
    share: float
    """Of the words of both, those that both have in the same order."""


def similar(text: Text, paragraph: Paragraph, most: int) -> Similar:
    """The wordings most like those of a paragraph, its own words or its alternatives.

    These are not held against each other, and deleted paragraphs not looked at. Of each wording in
    the draft the best match is told.
    """
    best: list[_Pair] = []
    for pair in _pairs(text, paragraph):
        if len(best) < most or pair.share > best[-1].share:
            best = sorted([*best, pair], key=lambda each: -each.share)[:most]
    own = _own(paragraph)
    return Similar(
        str(paragraph.address),
        paragraph.status,
        opening_words(own[0].body) if own else "",
        tuple(map(_alike, best)),
    )


def _own(paragraph: Paragraph) -> tuple[Worded, ...]:
    """What a paragraph says: its words and those of its alternatives, as far as there are any."""
    every: tuple[Worded, ...] = (paragraph, *paragraph.alternatives)
    return tuple(words for words in every if words.body.strip())


def _pairs(text: Text, paragraph: Paragraph) -> Iterator[_Pair]:
    """Every other wording with the one of the paragraph that it is most like, in reading order."""
    own = [(words, Measure(_words(words))) for words in _own(paragraph)]
    for other in text.paragraphs():
        if other.address == paragraph.address or other.status == DELETED:
            continue
        for words in _own(other):
            theirs = _words(words)
            shares = [
                2 * measure.common(theirs) / (measure.size + len(theirs) or 1) for _, measure in own
            ]
            share = max(shares, default=0.0)
            if share >= LEAST:
                yield _Pair(own[shares.index(share)][0], other, words, share)


def _words(words: Worded) -> list[str]:
    """The words in order, folded as likeness folds them."""
    folded = normalize("NFC", without_ties(words.body)).casefold()
    return [token for token in tokens(folded) if token[0].isalnum()]


def _alike(pair: _Pair) -> Alike:
    return Alike(
        ref=str(pair.paragraph.address),
        name=_name(pair.words),
        mine=_name(pair.mine),
        status=pair.paragraph.status,
        likeness=likeness(without_ties(pair.mine.body), without_ties(pair.words.body)),
        opening=opening_words(pair.words.body),
        common=tuple(filter(_telling, shared_runs(pair.words.body, pair.mine.body)))[:RUNS],
    )


def _telling(run: str) -> bool:
    """Whether a run has a word that says something, and not only `of the` and the like."""
    return any(len(word) >= LETTERS or unspaced(word[0]) for word in run.split())


def _name(words: Worded) -> str:
    return words.name if isinstance(words, Alternative) else ""
