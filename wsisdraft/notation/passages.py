"""Words of a body found again by quoting them, as a delegate reads them out.

A run of blanks in the quote is a run of blanks in the body, a line break too; ties are passed
over; `...` or `…` between words of the quote stands for whatever the body has there, the shortest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, product
from unicodedata import category, normalize

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.scanner import TIE
from wsisdraft.notation.words import tokens
from wsisdraft.text.bracket import Marks
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span

__all__ = ["as_spoken", "find", "nearest", "with_marks", "word_spans"]

MOST_LEFT_OUT = 10
"""Ellipses of one quote that stand for other words; in a quote with more they are plain signs."""
MOST_COMPARED = 60
"""Words of a quote that the nearest words of a body are looked for with."""

_TIE = re.compile(TIE)
_RUN = re.compile(r"\s+|\S+")
_ELLIPSIS = re.compile(r" ?(?:\.{3}|…) ?")
_TYPED = str.maketrans("’‘ʼ“”„«»–—‑‐", '\'\'\'"""""----')
"""Signs that keyboards do not have, as they are typed."""
_WORD = re.compile(r"[^\W_]")
_NO_WORD = re.compile(r"\\|\[\^|\{#")
"""How an escape, a footnote mark and a tie begin."""


@frozen
class _Reading:
    """A body as it is compared with a quote."""

    text: str
    offsets: Sequence[int]
    """Where each character stands in the body."""


def find(body: str, marks: Marks, quote: str) -> tuple[Span, ...]:
    """Every passage of a body that a quote may mean, in the body's order; none where it is nowhere.

    The best kind of match decides for all: whole words spelt so, whole words in any case and with
    typewriter signs, then the same two for parts of words. A passage that ends with a bracket ends
    behind its tie.
    """
    wanted = as_spoken(without_ties(quote))
    if not wanted:
        return ()
    ties = _ties(body, marks)
    reading = _reading(body, [Span(end, after) for end, after in ties.items()])
    texts = (reading.text, _in_any_case(reading.text))
    edges = set(accumulate(map(len, tokens(body)), initial=0))
    parts = _ELLIPSIS.split(wanted)
    ways = [[wanted]]
    if all(parts) and 1 < len(parts) <= MOST_LEFT_OUT + 1:
        ways.append(parts)
    for pieces, whole, any_case in product(ways, (True, False), (False, True)):
        said = list(map(_in_any_case, pieces)) if any_case else pieces
        found = _windows(body, reading, texts[any_case], said, edges if whole else None)
        if found:
            return tuple(Span(start, ties.get(end, end)) for start, end in found)
    return ()


def _ties(body: str, marks: Marks) -> dict[int, int]:
    """Where ties begin and end, those behind a stray mark included."""
    ties = {pair.end: pair.after for pair in marks.brackets if pair.after > pair.end}
    for stray in marks.strays:
        tie = _TIE.match(body, stray.offset + 1) if stray.char == "]" else None
        if tie:
            ties[tie.start()] = tie.end()
    return ties


def as_spoken(quote: str) -> str:
    """A quote without blanks around it and with single ones inside, in the form NFC."""
    return " ".join(normalize("NFC", quote).split())


def _reading(body: str, gone: Sequence[Span]) -> _Reading:
    """The body without these stretches and with one space for each run of blanks."""
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for stretch in (*sorted(gone), Span(len(body), len(body))):
        for run in _RUN.finditer(body, done, stretch.start):
            if run[0].isspace():
                pieces.append(" ")
                offsets.append(run.start())
            else:
                pieces.append(run[0])
                offsets += range(*run.span())
        done = stretch.end
    return _Reading("".join(pieces), offsets)


def _in_any_case(text: str) -> str:
    """Small letters and the signs of a keyboard, as many characters as before."""
    if text.isascii():
        return text.lower()
    folded = text.casefold()
    if len(folded) != len(text):
        # A letter that becomes two stays as it is, so that places in both texts are the same.
        folded = "".join(low if len(low := char.casefold()) == 1 else char for char in text)
    return folded.translate(_TYPED)


def _windows(
    body: str,
    reading: _Reading,
    text: str,
    pieces: Sequence[str],
    edges: Container[int] | None,
) -> list[tuple[int, int]]:
    """Offsets in the body where the pieces stand one after the other, the shortest ways."""
    *before, last = pieces
    ends = {at: at + len(last) for at in _occurrences(body, reading, text, last, edges)}
    for piece in reversed(before):
        following = list(ends)
        here = _occurrences(body, reading, text, piece, edges)
        behind = ((at, bisect_left(following, at + len(piece))) for at in here)
        ends = {at: ends[following[n]] for at, n in behind if n < len(following)}
    # Of passages that end at one place the last to begin is the shortest.
    begins = {end: start for start, end in ends.items()}
    offsets = reading.offsets
    return sorted((offsets[start], offsets[end - 1] + 1) for end, start in begins.items())


def _occurrences(
    body: str, reading: _Reading, text: str, piece: str, edges: Container[int] | None
) -> Iterator[int]:
    """Where a piece stands in the text that is compared, in order; whole words where edges say."""
    offsets = reading.offsets
    at = text.find(piece)
    while at >= 0:
        start, end = offsets[at], offsets[at + len(piece) - 1] + 1
        if edges is None:
            if not (_joined(body, start) or _joined(body, end)):
                yield at
        elif start in edges and end in edges:
            yield at
        at = text.find(piece, at + 1)


def _joined(body: str, offset: int) -> bool:
    """Whether the character there only shapes the letter before it."""
    following = body[offset : offset + 1]
    return following > "\x7f" and (following in "\u200c\u200d" or category(following)[0] == "M")


def word_spans(body: str, skipped: Sequence[Span] = ()) -> list[Span]:
    """The words of a body as a delegate counts them: no signs, marks of brackets or of footnotes.

    `skipped` are stretches in order whose words are not counted, such as the markers of items.
    """
    spans: list[Span] = []
    start = next_skipped = 0
    for token in tokens(body):
        end = start + len(token)
        while next_skipped < len(skipped) and skipped[next_skipped].end <= start:
            next_skipped += 1
        counted = next_skipped == len(skipped) or skipped[next_skipped].start >= end
        if counted and _WORD.search(token) and not _NO_WORD.match(token):
            spans.append(Span(start, end))
        start = end
    return spans


def nearest(body: str, marks: Marks, quote: str) -> str:
    """The words of a body that are most like a quote that is not in it; empty where none are.

    As they stand there, brackets included and ties left out.
    """
    spans = word_spans(body)
    words = [_in_any_case(span.of(body)) for span in spans]
    wanted = [_in_any_case(span.of(quote)) for span in word_spans(quote)][:MOST_COMPARED]
    if not words or not wanted:
        return ""
    from difflib import SequenceMatcher, get_close_matches

    same = SequenceMatcher(None, words, wanted, autojunk=False).find_longest_match()
    at, there = same.a, same.b
    if not same.size:
        longest = max(wanted, key=len)
        close = get_close_matches(longest, dict.fromkeys(words), 1, 0.6)
        if not close:
            return ""
        at, there = words.index(close[0]), wanted.index(longest)
    first = max(0, at - there)
    last = min(len(words), first + len(wanted)) - 1
    around = with_marks(body, marks, Span(spans[first].start, spans[last].end))
    return " ".join(without_ties(around.of(body)).split())


def with_marks(body: str, marks: Marks, span: Span) -> Span:
    """The span with both marks of each bracket that it holds all the words of."""
    start, end = span.start, span.end
    # Inner brackets come after the ones they lie in.
    for pair in reversed(marks.brackets):
        opens, closes = start <= pair.start < end, start < pair.end <= end
        if opens != closes and not _WORD.search(_outside(body, pair.span, Span(start, end))):
            start, end = min(start, pair.start), max(end, pair.after)
    return Span(start, end)


def _outside(body: str, pair: Span, span: Span) -> str:
    """What of a bracket lies outside a span; its tie is no part of it."""
    return without_ties(body[pair.start : span.start] + body[max(span.end, pair.start) : pair.end])
