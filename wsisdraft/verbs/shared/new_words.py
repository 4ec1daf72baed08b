"""New words for a text that is there: quotes replaced, or the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Annotated

import typer

from wsisdraft.notation.change import Decision
from wsisdraft.notation.obstacles import pair_with_words
from wsisdraft.notation.passages import with_marks
from wsisdraft.notation.quotes import passage
from wsisdraft.notation.rewording import reworded
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.tidying import tidied, tidy_characters
from wsisdraft.rules.unbalanced_bracket import stray_findings
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.paragraph import Worded, fingerprint, wording
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Span
from wsisdraft.verbs.shared.target import Target
from wsisdraft.verbs.shared.trailers import bracket_said
from wsisdraft.view import Needs

__all__ = [
    "NewWords",
    "Replace",
    "Text",
    "TextFile",
    "Way",
    "With",
    "drafted",
    "gone",
    "pairs",
    "tidy_source",
    "with_emptied",
]

Replace = Annotated[
    list[str] | None,
    typer.Option(
        help="Words to be replaced, as they are read out; may be given several times.",
        metavar="Q",
        show_default=False,
    ),
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        help='The words instead, one for each --replace; "" takes words out.',
        metavar="T",
        show_default=False,
    ),
]
Text = Annotated[
    str | None, typer.Option(help="All the words, ties included.", metavar="T", show_default=False)
]
TextFile = Annotated[
    str | None,
    typer.Option(
        help="A file with all the words, - for standard input.", metavar="F", show_default=False
    ),
]


@frozen
class NewWords:
    """What a text is to read: some of its words replaced, or all of them."""

    replaced: tuple[tuple[str, str], ...] = ()
    """Quotes, and what is to stand instead."""
    whole: str | None = None
    """All the words; None where some are replaced."""
    match: int = 0
    """Which place a single quote means, from 1; 0 where it stands once."""
    seen: str = ""
    """Fingerprint of the words that were looked at while these were written, empty if none were."""


@frozen
class Way:
    """What a verb that gives a text other words does in its own way."""

    verb: str
    opening: Callable[[Scene, NewWords | None], Target | Refusal]
    """Which text it is, or why its words may not be touched; without words where an editor is to
    ask for them."""
    closing: Callable[[Target, str], Decision]
    """The change to the drafted source of that text."""
    rules: Sequence[str]
    """What may be written, for whoever writes in an editor."""
    more: str = ""
    """Options besides the words, to give the verb again as it was."""
    needs: Needs = Needs.NOTHING


def pairs(
    replace: Sequence[str] | None, by: Sequence[str] | None, match: int
) -> tuple[tuple[str, str], ...] | Refusal:
    """Each quote with what is to stand instead."""
    quotes, words = replace or (), by or ()
    if len(quotes) != len(words):
        return misused(
            "malformed-words",
            f"There are {len(quotes)} --replace and {len(words)} --with.",
            'Give one --with for each --replace; --with "" takes the words out.',
        )
    if match and len(quotes) != 1:
        return misused(
            "malformed-words",
            "--match says which place a single quote means.",
            "Give it with one --replace Q --with T.",
        )
    return tuple(zip(quotes, words, strict=True))


def drafted(target: Target, words: NewWords) -> str | Refusal:
    """The whole source of a text with new words, not tidied yet.

    Refused where a quote is not found, or the text is no longer the one that was looked at.
    """
    worded = target.worded
    if words.seen and words.seen != fingerprint(worded.body):
        return refuse(
            "text-moved",
            f"Somebody changed the words of {target.name} while you were writing.",
            f"{target.shows} shows them as they are now.",
            ref=target.ref,
        )
    body = words.whole
    if body is None:
        found = _replaced(worded, target.ref, words)
        if isinstance(found, Refusal):
            return found
        body = reworded(worded.body, found)
    body = tidy_characters(wording(body))
    if wording(body) == wording(worded.body):
        body = worded.body
    return worded.source[: worded.body_start] + body


def _replaced(worded: Worded, ref: str, words: NewWords) -> tuple[tuple[Span, str], ...] | Refusal:
    found: list[tuple[Span, str]] = []
    for quote, new in words.replaced:
        span = passage(worded, ref, quote, match=words.match)
        if isinstance(span, Refusal):
            return span
        if not new.strip():
            span = with_emptied(worded, span)
        found.append((span, new))
    spans = sorted(span for span, _ in found)
    for one, other in pairwise(spans):
        if other.start < one.end:
            return misused(
                "malformed-words",
                "Two of the quotes share words, so it is not clear what replaces what.",
                "Quote them as one, with one --with.",
            )
    return tuple(found)


def with_emptied(worded: Worded, span: Span) -> Span:
    """Words that are taken out with the marks of each bracket that would be left empty."""
    body, marks = worded.body, worded.marks
    span = with_marks(body, marks, span)
    while (position := pair_with_words(body, marks, span)) is not None:
        span = marks.brackets[position].span
    return span


def tidy_source(target: Target, source: str) -> str | Refusal | Unchanged:
    """The drafted source made tidy; unchanged where it reads as it does on record."""
    worded = target.worded
    if source == worded.source:
        return Unchanged(target.ref, f"{target.name} reads so already; nothing changed.")
    if not source[worded.body_start :].strip() and not target.paragraph.alternatives:
        return target.refuse(
            None,
            "nothing-left",
            f"Nothing would be left of {target.name}.",
            f"wsisdraft delete {target.ref} deletes it; else give it words.",
        )
    marks = scan(source[worded.body_start :])
    if marks.strays:
        drafted_words = altered(worded, source=source, marks=marks)
        return Refusal(tuple(stray_findings(drafted_words, target.ref)))
    return tidied(worded.path, worded.source, source, ref=target.ref)


def gone(worded: Worded, source: str, body_start: int) -> Iterator[tuple[str, str]]:
    """Trailers for the brackets of which something is on record and that are no longer there."""
    left = {bracket.handle for bracket in scan(source[body_start:]).brackets}
    for bracket in worded.marks.brackets:
        entry = worded.brackets.get(bracket.handle or "")
        if entry is not None and bracket.handle not in left:
            words = bracket.inside.of(worded.body)
            yield "Lifted", bracket_said(bracket.handle or "", words, entry)
