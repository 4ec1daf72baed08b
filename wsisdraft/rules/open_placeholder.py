"""No blank may wait for its word in settled text."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule, in_body, told
from wsisdraft.rules.settled_words import TO_BE_AGREED, or_reopen, settled_words
from wsisdraft.text.bracket import Bracket, Role
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph

NAME = "open-placeholder"

LOOKED_AT = 240
"""Characters of a placeholder that its first words are looked for in."""

PAGE = """\
`[X]`, `[…]`, `[20xx]` and the like hold the place of a word or figure that nobody has given yet.
Agreement is to exact words, so a paragraph with such a blank cannot be settled, and a chapter
that is declared settled has none outside its exceptions.

To mend it, write the word in place of the blank with `wsisdraft edit REF`, or lift the bracket
with `wsisdraft lift REF HANDLE` where the sign in it is meant to stay. Where the figure is truly
not known yet, take the agreement back: `wsisdraft reopen REF --why TEXT`.
"""


def placeholders(paragraph: Paragraph) -> Iterator[Bracket]:
    """The blanks in a paragraph that still wait for a word."""
    for bracket in paragraph.marks.brackets:
        if bracket.role is Role.PLACEHOLDER:
            yield bracket


def placeholder_findings(paragraph: Paragraph, why: str) -> Iterator[Finding]:
    """What is told of the blanks of a paragraph that may have none; `why` says why not."""
    blanks = tuple(placeholders(paragraph))
    return told(blanks, lambda bracket: placeholder_finding(paragraph, bracket, why))


def placeholder_finding(paragraph: Paragraph, bracket: Bracket, why: str) -> Finding:
    """A blank where none may be, at its bracket."""
    from wsisdraft.notation.clean import opening_words

    ref = str(paragraph.address)
    inside = opening_words(bracket.inside.of(paragraph.body)[:LOOKED_AT], 6)
    return Finding(
        in_body(paragraph, bracket.start),
        NAME,
        f"The placeholder [{inside}] waits for a word in text that is {why}.",
        _putting_in(ref, inside) if why == TO_BE_AGREED else _in_its_place(ref, why),
        ref=ref,
    )


def _putting_in(ref: str, inside: str) -> str:
    quoted = inside and not inside.endswith("…") and '"' not in inside
    words = f' --replace "[{inside}]" --with WORD' if quoted else ""
    return f"wsisdraft edit {ref}{words} puts the word in its place."


def _in_its_place(ref: str, why: str) -> str:
    return f"Put the word in its place{or_reopen(ref, why)}."


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph, why in settled_words(text):
        if paragraph.marks.brackets:
            yield from placeholder_findings(paragraph, why)


RULE = Rule(NAME, Gravity.ERROR, "Settled text has no placeholder.", PAGE, _check)
