"""No bracket may stand in settled text, save the mark of a footnote."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate_key
from wsisdraft.rules.rule import Context, Rule, in_body, told
from wsisdraft.rules.settled_words import or_reopen, settled_words
from wsisdraft.text.bracket import Bracket, Role
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import place_of
from wsisdraft.text.wide_bracket import WideBracket, wide_brackets

NAME = "unresolved-bracket"

MOST_NAMED = 6
"""Paragraphs named in one sentence."""
LOOKED_AT = 240
"""Characters of a bracket that its first words are looked for in."""

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


def bracket_findings(paragraph: Paragraph, why: str) -> Iterator[Finding]:
    """What is told of the brackets of a paragraph that may have none; `why` says why not."""
    brackets = tuple(open_brackets(paragraph)) if paragraph.marks.brackets else ()
    return told(brackets, lambda bracket: bracket_finding(paragraph, bracket, why))


def bracket_finding(paragraph: Paragraph, bracket: Bracket, why: str) -> Finding:
    """A bracket that is open where it may not be, at its first mark; `why` says where that is."""
    from wsisdraft.notation.clean import opening_words

    ref = str(paragraph.address)
    words = opening_words(bracket.inside.of(paragraph.body)[:LOOKED_AT], 6)
    kind = "" if bracket.role is Role.TEXT else f" ({bracket.role})"
    remedy = f"Lift the brackets around it first{or_reopen(ref, why)}."
    if bracket.handle or bracket.index:
        lift = f"wsisdraft lift {ref} {bracket.handle or bracket.index}"
        how = "keeps its words, --drop takes them away"
        if member := _member(paragraph, bracket):
            how = f"--choose {member} keeps this one of the choice, --drop takes it away"
        remedy = f"{lift} {how}{or_reopen(ref, why)}."
    return Finding(
        in_body(paragraph, bracket.start),
        NAME,
        f"A bracket{kind} is open in text that is {why}: [{words}].",
        remedy,
        ref=ref,
    )


def _member(paragraph: Paragraph, bracket: Bracket) -> int:
    """Which member of a choice it is, from 1; 0 where it is of none."""
    brackets, choices = paragraph.marks.brackets, paragraph.marks.choices
    numbered = (pair for choice in choices for pair in enumerate(choice, 1))
    return next((number for number, at in numbered if brackets[at] == bracket), 0)


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph, why in settled_words(text):
        if paragraph.marks.brackets:
            yield from bracket_findings(paragraph, why)
    wide = tuple(wide_brackets(text))
    if wide:
        settled = frozenset(paragraph.address for paragraph, _ in settled_words(text))
        for bracket in wide:
            inside = tuple(str(address) for address in bracket.held if address in settled)
            if inside:
                yield _wide_finding(bracket, inside)


def _wide_finding(bracket: WideBracket, inside: tuple[str, ...]) -> Finding:
    span = locate_key(bracket.source, ("brackets", bracket.handle), yaml=True)
    more = f" and {len(inside) - MOST_NAMED} more" if len(inside) > MOST_NAMED else ""
    return Finding(
        place_of(bracket.path, bracket.source, span.start if span else 0),
        NAME,
        f"Bracket {bracket.handle} over whole paragraphs holds settled text: "
        f"{', '.join(inside[:MOST_NAMED])}{more}.",
        f"wsisdraft lift {bracket.owner} {bracket.handle}, or reopen these paragraphs.",
        ref=str(bracket.owner),
    )


RULE = Rule(
    NAME, Gravity.ERROR, "Settled text has no bracket but the marks of footnotes.", PAGE, _check
)
