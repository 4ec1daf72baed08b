"""bracket: put words of a paragraph in brackets, or whole paragraphs of a chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.blocks import blocks
from wsisdraft.notation.bracketing import around, bracketed
from wsisdraft.notation.change import Decision
from wsisdraft.notation.clean import opening_words, without_ties
from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.handles import next_handle
from wsisdraft.notation.obstacles import pair_around, pair_with_words
from wsisdraft.notation.passages import with_marks, word_spans
from wsisdraft.notation.quotes import passage
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.frozen import frozen
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Span
from wsisdraft.verbs.shared.bracket_cuts import cutting, misread
from wsisdraft.verbs.shared.bracket_over import bracket_over
from wsisdraft.verbs.shared.entry_fields import entry_fields, unfit_entry
from wsisdraft.verbs.shared.options import Alt, Match, Options, Ref, changing
from wsisdraft.verbs.shared.target import Target, open_target
from wsisdraft.verbs.shared.trailers import bracket_said
from wsisdraft.view import Needs

_STRETCH = re.compile(r"\s*([0-9]{1,6})\s*(?:[-–]\s*([0-9]{1,6})\s*)?")


@frozen
class Bracketing:
    """Which words are put in brackets, and what is put on record with them."""

    quotes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Stretches of words by their numbers in the paragraph: `12-18`."""
    whole: bool = False
    over: str = ""
    """Whole paragraphs of a chapter: `3-4`."""
    note: str = ""
    role: str = ""
    match: int = 0
    """Which of several places of the quote, from 1; 0 where nobody said."""
    alternative: str = ""


def bracket(scene: Scene, how: Bracketing) -> Decision:
    """Put words in brackets, each pair tied to an entry with who asked for it and since when.

    The words stay as they are. A pair that would cut something is refused, and so is one around
    words that are in brackets already, unless it is quoted with its marks.
    """
    wrong = _misuse(scene, how) or unfit_entry(how.note, how.role)
    if wrong is not None:
        return wrong
    if how.over:
        return bracket_over(scene, how.over, note=how.note, role=how.role.strip().lower())
    target = open_target(scene, how.alternative, "Words are put in brackets")
    if isinstance(target, Refusal):
        return target
    spans = _spans(target, how)
    if isinstance(spans, Refusal):
        return spans
    wrong = _unfit(target, spans, how)
    return wrong or _bracketed(target, spans, how)


def _misuse(scene: Scene, how: Bracketing) -> Refusal | None:
    ways = sum(map(bool, (how.quotes, how.words, how.whole, how.over)))
    if ways != 1:
        said = "It is not said" if not ways else "It is said in several ways"
        return misused(
            "malformed-bracket",
            f"{said} which words are put in brackets.",
            "Quote them, or give one of --words 12-18, --whole, or --over 3-4 of a chapter.",
        )
    if how.match and len(how.quotes) != 1:
        return misused(
            "malformed-bracket",
            "--match says which place of one quote is meant.",
            "Give one quote with it, or quote more words of each.",
        )
    selection = scene.selection
    if not how.over and (selection.scope.number is None or len(selection.addresses) != 1):
        return misused(
            "several",
            "Words are put in brackets in one paragraph at a time.",
            "Name one: B.21. Whole paragraphs: wsisdraft bracket vision/B --over 3-4.",
        )
    if how.over and how.alternative:
        return misused(
            "malformed-bracket",
            "--over is about whole paragraphs, --alt about words of one.",
            "Give one of them.",
        )
    return None


def _spans(target: Target, how: Bracketing) -> tuple[Span, ...] | Refusal:
    """Where the words stand, in the order of the body."""
    body = target.worded.body
    if how.whole:
        start = len(body) - len(body.lstrip())
        return (Span(start, len(body.rstrip())),)
    found: list[Span] = []
    if how.words:
        markers = [block.marker for block in blocks(body) if block.marker]
        counted = word_spans(body, markers)
        for stretch in how.words:
            span = _numbered(target, counted, stretch)
            if isinstance(span, Refusal):
                return span
            found.append(with_marks(body, target.worded.marks, span))
    for quote in how.quotes:
        span = passage(target.worded, target.ref, quote, match=how.match)
        if isinstance(span, Refusal):
            return span
        found.append(span)
    return tuple(sorted(found))


def _numbered(target: Target, counted: Sequence[Span], stretch: str) -> Span | Refusal:
    """A stretch of words by their numbers."""
    read = _STRETCH.fullmatch(stretch)
    first, last = (int(read[1]), int(read[2] or read[1])) if read else (0, 0)
    if not 0 < first <= last:
        return misused(
            "malformed-words",
            f"{quoted(stretch)} names no words by their numbers.",
            "Write --words 12-18, or --words 12 for one word; they are counted from 1.",
        )
    if last > len(counted):
        return target.refuse(
            None,
            "no-such-words",
            f"{target.name} has {len(counted)} words; there is no word {last}.",
            f"{target.shows} shows them.",
        )
    return Span(counted[first - 1].start, counted[last - 1].end)


def _unfit(target: Target, spans: Sequence[Span], how: Bracketing) -> Refusal | None:
    worded = target.worded
    body, marks = worded.body, worded.marks
    for one, other in pairwise(spans):
        if other.start < one.end:
            words = quoted(opening_words(other.of(body), 6))
            return misused(
                "overlapping-quotes",
                f"Two of these passages overlap at {words}.",
                "Quote passages that lie apart; one inside the other goes in a second command.",
            )
    for span in spans:
        refusal = cutting(target, span)
        if refusal is not None:
            return refusal
        there = (pair_with_words if how.quotes else pair_around)(body, marks, span)
        if there is not None:
            pair = marks.brackets[there]
            name = pair.handle or pair.index
            quote = quoted(without_ties(body[pair.start : pair.end]))
            return target.refuse(
                pair.start,
                "already-bracketed",
                f"These words are in brackets already: {name}.",
                f"wsisdraft support {target.ref} {name}{target.option}{target.by} adds a name; a "
                f"second pair around it is quoted with its marks, {quote}.",
            )
    return None


def _bracketed(target: Target, spans: Sequence[Span], how: Bracketing) -> Decision:
    worded = target.worded
    entries: dict[str, Fields] = {}
    splices: list[tuple[Span, str]] = []
    for span in spans:
        handle = next_handle(worded, taken=entries)
        entries[handle] = entry_fields(
            target.scene.occasion,
            by=target.scene.occasion.parties,
            note=how.note,
            role=how.role.strip().lower(),
        )
        splices += around(span, handle)
    source = bracketed(worded, _in_order(splices), entries)
    if source is None:
        return misread(target, spans[0])
    rows = tuple(_rows(target, spans, entries))
    by = f", by {target.scene.occasion.by}" if target.scene.occasion.by else ""
    told = f"words put in brackets, {', '.join(entries)}{by}"
    return target.change(source, "bracket", told, rows)


def _in_order(splices: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Where one pair ends as the next begins, the closing mark comes first."""
    return sorted(splices, key=lambda each: (each[0].start, each[1][:1] == "["))


def _rows(
    target: Target, spans: Sequence[Span], entries: dict[str, Fields]
) -> Iterator[tuple[str, str]]:
    said = brackets_of({"brackets": {**entries}})
    for span, handle in zip(spans, entries, strict=True):
        yield "Bracketed", bracket_said(handle, span.of(target.worded.body), said[handle])


@changing
def command(
    given: Options,
    ref: Ref,
    quotes: Annotated[
        list[str] | None,
        typer.Argument(
            help="Words as they stand there; ... stands for words left out.",
            metavar="QUOTE...",
            show_default=False,
        ),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option(help="Words by their numbers: 12-18.", metavar="N-M", show_default=False),
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="All words of the paragraph.")] = False,
    over: Annotated[
        str,
        typer.Option(
            help="Whole paragraphs of a chapter: 3-4, or all.", metavar="LIST", show_default=False
        ),
    ] = "",
    note: Annotated[
        str, typer.Option(help="Why, to go on record.", metavar="TEXT", show_default=False)
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            help="What it is for, if not what its words tell: text, placeholder, note ...",
            metavar="ROLE",
            show_default=False,
        ),
    ] = "",
    match: Match = 0,
    alt: Alt = "",
) -> None:
    """Put words in brackets; they stay as they are, and are open.

    Examples: wsisdraft bracket B.27 "personal data" --by Egypt
              wsisdraft bracket B.27 "the protection ... life" --note "one term for both"
              wsisdraft bracket vision/B --over 27-30
    """
    how = Bracketing(
        tuple(quotes or ()), tuple(words or ()), whole, over.strip(), note, role, match, alt.strip()
    )
    change(
        lambda scene: bracket(scene, how),
        [ref],
        given,
        needs=Needs.BRANCHES if how.alternative else Needs.NOTHING,
    )
