"""What a rule is, and what it may know besides the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.frozen import EMPTY, altered, frozen
from wsisdraft.text.paragraph import Alternative, Paragraph
from wsisdraft.text.pattern import later
from wsisdraft.text.span import Place, place_of

DEEPEST = 100
"""Brackets inside brackets; real texts reach ten levels, and anything near this is an accident."""
LONGEST_CHARACTER = 4
"""Bytes of a character in UTF-8, at most."""
MOST_TOLD = 50
"""Findings of one rule about one file; one more counts the others."""

Words: TypeAlias = Paragraph | Alternative
"""What has a body."""
Thing = TypeVar("Thing")


@frozen
class BranchWording:
    """How a paragraph reads on the branch of one of its alternatives."""

    body: str
    """The body of the paragraph's own file on the branch."""
    recorded: str | None
    """The body of the alternative's file as the branch holds it, None where it holds none."""
    alternative: str = ""
    """Path of the alternative's file, where the branch's name alone does not tell it: numbers may
    have changed since."""


@frozen
class Earlier:
    """A paragraph as it was settled in an earlier state, where no verb accounts for what it is."""

    ref: str
    """Where the paragraph stands now, or stood before it went."""
    path: str
    """Of its file in that state."""
    status: str
    body: str
    at: str
    """The commit of that state."""


@frozen
class Context:
    """What rules need that is in no file of the text."""

    today: date
    agreed: Mapping[str, str | None] | None = None
    """For each path whose settled fingerprint no longer fits: the wording that was agreed, or None
    where this clone's history does not hold it. None altogether where nobody has looked yet."""
    branches: Mapping[str, BranchWording] = EMPTY
    """By branch, `alt/vision/B.21/1`."""
    on_branch: str = ""
    """The branch that is looked at, `main`; empty for an earlier state."""
    shallow: bool = False
    """Whether the clone holds only the last part of its history."""
    earlier: Mapping[str, Earlier] = EMPTY
    """By path, where the text is compared with an earlier state."""
    names: bool = True
    """Whether the names of files are looked at; they need not be where they stay as they were."""


@frozen
class Rule:
    """One thing that must hold, and the page that explains it."""

    name: str
    gravity: Gravity
    summary: str
    """A full sentence: what must hold."""
    page: str
    """Markdown: what it means, why, how to mend it."""
    check: Callable[[Text, Context], Iterator[Finding]]


def bodies(paragraph: Paragraph) -> tuple[Words, ...]:
    """A paragraph's own words and those of its alternatives."""
    return (paragraph, *paragraph.alternatives)


def in_body(words: Words, offset: int) -> Place:
    """The place of a character of a body."""
    return place_of(words.path, words.source, words.body_start + offset)


def at_words(words: Words) -> Place:
    """Where the words begin; the last line of the front matter where there are none."""
    body = words.body
    if not body.strip():
        before = words.source[: words.body_start].rstrip("\n")
        return place_of(words.path, words.source, before.rfind("\n") + 1)
    return in_body(words, len(body) - len(body.lstrip()))


def told(things: Sequence[Thing], tell: Callable[[Thing], Finding]) -> Iterator[Finding]:
    """What is to be said of things in one file; beyond the first many they are only counted."""
    yield from map(tell, things[:MOST_TOLD])
    more = len(things) - MOST_TOLD
    if more > 0:
        yield altered(
            tell(things[MOST_TOLD]),
            message=f"From here on, there {'is' if more == 1 else 'are'} {more} more of this kind.",
            remedy="Mend the findings above first.",
        )


def argument(name: str) -> str:
    """A name as an argument that can be copied into a shell, whatever is in it."""
    if _PLAIN_NAME.fullmatch(name):
        return f'"{name}"'
    quote = "'"
    return quote + name.replace(quote, "'\"'\"'") + quote


_PLAIN_NAME = later(r"[\w .,'-]+")
