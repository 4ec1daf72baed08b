"""No two paragraphs of a document say nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.rules.near_duplicates import Repeated, near_duplicates
from wsisdraft.rules.open_text import redrafting
from wsisdraft.rules.rule import Context, Rule, Words, at_words, bodies
from wsisdraft.text.draft import Document, Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.pattern import later
from wsisdraft.text.quoting import quoted
from wsisdraft.text.status import DELETED

NAME = "repeated-substance"
MOST_QUOTED = 12
"""Words of what two paragraphs have in common."""

PAGE = """\
What a document says once need not be said again; where it is, the two wordings drift apart, and
each has to be negotiated. Two paragraphs are told where six of ten words that either has are words
of both, `of`, `the` and their like not counted; brackets and the order of sentences play no part.
It is a warning, at the second of the two, or at the one that is still open: settled paragraphs are
compared with, but redrafting is for open text, and nothing in a chapter that is settled whole is
found fault with. Alternatives of one paragraph are no repetition, and neither are paragraphs of
sections that are options to each other, as `Option-1` and `Option-2`, or those that share their
words by `same-as:`.

To mend it, look at both with `wsisdraft similar REF`, then say it once: `wsisdraft edit REF` or
`wsisdraft delete REF --why TEXT`.
"""

_OPTION = later(r"(?i)(?:option|alt)(?![a-z])")
_Owned = tuple[Paragraph, Words]


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for document in text.documents:
        owned = [(p, words) for p in _present(document) for words in bodies(p)]
        settled = text.process.ladder.settled
        still_open = [not settled(paragraph.status) for paragraph, _ in owned]
        if not any(still_open):
            continue
        told: set[tuple[str, str]] = set()
        paths = [paragraph.path for paragraph, _ in owned]
        for found in near_duplicates([words.body for _, words in owned], paths, still_open):
            first, second = owned[found.first][0], owned[found.second][0]
            pair = (first.path, second.path)
            if pair not in told and not _shared(first, second) and not _options(first, second):
                told.add(pair)
                yield _finding(owned, found)


def _present(document: Document) -> Iterator[Paragraph]:
    for chapter in document.chapters:
        yield from (p for p in chapter.paragraphs if p.status != DELETED)


def _shared(one: Paragraph, other: Paragraph) -> bool:
    """Whether the two have the same words because they have to."""
    named = {one.same_as, other.same_as}
    return bool(named & {str(one.address), str(other.address)}) or (
        one.same_as != "" and one.same_as == other.same_as
    )


def _options(one: Paragraph, other: Paragraph) -> bool:
    """Whether the two stand in options of one place, of which one will be left."""
    for here, there in zip(one.address.parts, other.address.parts, strict=False):
        if here != there:
            return bool(_OPTION.match(here) and _OPTION.match(there))
    return False


def _finding(owned: Sequence[_Owned], found: Repeated) -> Finding:
    from wsisdraft.notation.shared_runs import shared_runs

    first, second = owned[found.first], owned[found.second]
    ref = str(second[0].address)
    runs = shared_runs(second[1].body, first[1].body)
    # Words in another order may be in no run at all.
    both = f"; both have {quoted(_few(runs[0]))}" if runs else ""
    return Finding(
        at_words(second[1]),
        NAME,
        f"{ref} says nearly the same as {first[0].address}{both}.",
        f"wsisdraft similar {ref} shows both; say it once: {redrafting(*second)}, or "
        f"wsisdraft delete {ref} --why TEXT.",
        Gravity.WARNING,
        ref,
    )


def _few(words: str) -> str:
    each = words.split(" ")
    return words if len(each) <= MOST_QUOTED else f"{' '.join(each[:MOST_QUOTED])} …"


RULE = Rule(NAME, Gravity.WARNING, "What one paragraph says no other says again.", PAGE, _check)
