"""No bracket may stand in settled text, save the mark of a footnote."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.lifting import opening_words
from wsisdraft.rules.rule import Context, Rule, in_body
from wsisdraft.rules.settled_words import (
    declared_settled,
    excepted_from,
    or_reopen,
    settled_words,
)
from wsisdraft.text.address import Address
from wsisdraft.text.bracket import Bracket, Role
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.exceptions import expand
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import Place

NAME = "unresolved-bracket"

PAGE = """\
Text that is settled says one thing. A square bracket says the opposite: somebody does not yet
agree to these words. So no bracket may be open in a paragraph whose status is a settled one, nor
in a chapter that is declared settled, outside the paragraphs its `besides:` names. Marks of
footnotes are the only brackets that may stay; a note, a status or an attribution in brackets has
to go to the front matter.

To mend it, look at the bracket with `wsisdraft show REF`, then lift it with `wsisdraft lift REF
HANDLE` (`--drop` takes the words away, `--choose K` keeps one of several). Where the words are in
truth still contested, take the agreement back: `wsisdraft reopen REF --why TEXT`.
"""


def open_brackets(paragraph: Paragraph) -> Iterator[Bracket]:
    """The brackets that keep a paragraph from being settled, outermost ones first in each place."""
    for bracket in paragraph.marks.brackets:
        if bracket.role not in (Role.FOOTNOTE, Role.PLACEHOLDER):
            yield bracket


def bracket_finding(paragraph: Paragraph, bracket: Bracket, why: str) -> Finding:
    """A bracket that is open where it may not be, at its first mark; `why` says where that is."""
    ref = str(paragraph.address)
    words = opening_words(bracket.inside.of(paragraph.body), 6)
    kind = "" if bracket.role is Role.TEXT else f" ({bracket.role})"
    lift = f"wsisdraft lift {ref} {bracket.handle or bracket.index}"
    return Finding(
        in_body(paragraph, bracket.start),
        NAME,
        f"A bracket{kind} is open in text that is {why}: [{words}].",
        f"{lift} keeps its words, --drop takes them away{or_reopen(ref, why)}.",
        ref=ref,
    )


def covering(chapter: Chapter) -> Iterator[tuple[str, frozenset[Address]]]:
    """Brackets over whole paragraphs of a chapter: handle, and the addresses each holds."""
    addresses = tuple(paragraph.address for paragraph in chapter.paragraphs)
    for handle, entry in chapter.brackets.items():
        if entry.over == "all":
            yield handle, frozenset(addresses)
        elif entry.over:
            spans = tuple(part.strip() for part in entry.over.split(","))
            yield handle, expand(spans, addresses).addresses


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph, why in settled_words(text):
        if paragraph.marks.brackets:
            for bracket in open_brackets(paragraph):
                yield bracket_finding(paragraph, bracket, why)
    for chapter in text.chapters():
        if chapter.brackets:
            yield from _over(text, chapter)


def _over(text: Text, chapter: Chapter) -> Iterator[Finding]:
    settled = [p.address for p in chapter.paragraphs if text.process.ladder.settled(p.status)]
    if declared_settled(text, chapter):
        excepted = excepted_from(chapter)
        settled = [p.address for p in chapter.paragraphs if p.address not in excepted]
    for handle, held in covering(chapter):
        inside = [str(address) for address in settled if address in held]
        if inside:
            told = ", ".join(inside[:6]) + (", …" if len(inside) > 6 else "")
            yield Finding(
                Place(chapter.path),
                NAME,
                f"Bracket {handle} over whole paragraphs holds settled text: {told}.",
                f"wsisdraft lift {chapter.address} {handle}, or reopen these paragraphs.",
                ref=str(chapter.address),
            )


RULE = Rule(
    NAME, Gravity.ERROR, "Settled text has no bracket but the marks of footnotes.", PAGE, _check
)
