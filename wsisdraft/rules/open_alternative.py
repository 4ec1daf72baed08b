"""No alternative may be open beside settled text."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule, argument, at_words
from wsisdraft.rules.settled_words import or_reopen, settled_words
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph

NAME = "open-alternative"

PAGE = """\
An alternative is another wording of a whole paragraph that somebody has put on the table. While
one is open it is not known which words are agreed, so a settled paragraph has none, and a chapter
that is declared settled has none outside its exceptions.

To mend it, look at the wordings with `wsisdraft alt list REF`, then take one with `wsisdraft
choose REF NAME` (`base` keeps the paragraph's own words). Choosing closes all the others. Where
the choice is still open, take the agreement back: `wsisdraft reopen REF --why TEXT`.
"""


def alternatives_finding(paragraph: Paragraph, why: str) -> Finding:
    """The alternatives open beside a paragraph, at its first words."""
    ref = str(paragraph.address)
    names = [alternative.name for alternative in paragraph.alternatives]
    told = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    verb = "is" if len(names) == 1 else "are"
    other = ", or another of them" if names[1:] else ""
    return Finding(
        at_words(paragraph),
        NAME,
        f"{told} {verb} open beside text that is {why}.",
        f"wsisdraft choose {ref} {argument(names[0])}{other}; "
        f"wsisdraft alt list {ref} shows the wordings{or_reopen(ref, why)}.",
        ref=ref,
    )


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph, why in settled_words(text):
        if paragraph.alternatives:
            yield alternatives_finding(paragraph, why)


RULE = Rule(NAME, Gravity.ERROR, "Settled text has no alternative beside it.", PAGE, _check)
