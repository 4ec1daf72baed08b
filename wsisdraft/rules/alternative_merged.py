"""Base text that reads as one of its own alternatives was not chosen, but merged."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule, argument, at_words
from wsisdraft.text.branch_names import branch_names
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import wording

NAME = "alternative-merged"

PAGE = """\
Whoever merges an alternative's branch with plain git changes the paragraph's own words and
nothing else: the alternative is still on the table, beside a paragraph that already says the
same. Nobody has chosen.

To mend it, either make the choice, `wsisdraft choose REF NAME`, which takes the wording and
closes all alternatives; or put the former words of the paragraph back. On the alternative's own
branch the paragraph reads as the alternative on purpose, and nothing is said.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    for paragraph in text.paragraphs():
        if not paragraph.alternatives or not wording(paragraph.body):
            continue
        words = wording(paragraph.body)
        for alternative in paragraph.alternatives:
            own = context.on_branch in branch_names(paragraph, alternative.ordinal)
            if wording(alternative.body) == words and not own:
                ref = str(paragraph.address)
                yield Finding(
                    at_words(paragraph),
                    NAME,
                    f"The paragraph reads as {alternative.name}, which is still open.",
                    f"wsisdraft choose {ref} {argument(alternative.name)}, "
                    "or put the former words back.",
                    ref=ref,
                )


RULE = Rule(
    NAME, Gravity.ERROR, "No paragraph reads as an alternative that is still open.", PAGE, _check
)
