"""No two submissions share a symbol."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import place_of
from wsisdraft.text.submission import Submission

NAME = "duplicate-symbol"

PAGE = """\
A submission is given its symbol once, and whoever sent it in has it on their receipt. Its proposals
go by it, and entries of brackets and alternatives say with it where their words came from. Two
submissions with one symbol, most often a copied file or two clones that filed at the same time,
make it unknown which of them is meant.

To mend it, give the later one the next symbol that nobody has, and send a new receipt.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    first: dict[str, Submission] = {}
    for submission in text.submissions:
        if not submission.symbol:
            continue
        other = first.setdefault(submission.symbol.casefold(), submission)
        if other is not submission:
            source = text.sources.get(submission.path, "")
            span = locate(source, ("symbol",))
            yield Finding(
                place_of(submission.path, source, span.start if span else 0),
                NAME,
                f"The symbol {submission.symbol} is that of {other.path} as well.",
                "Give the one that was filed later another symbol, then wsisdraft record "
                f"{submission.path}.",
            )


RULE = Rule(NAME, Gravity.ERROR, "A symbol belongs to one submission.", PAGE, _check)
