"""What a rule is, and what it may know besides the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import Place, place_of


@dataclass(frozen=True, slots=True)
class BranchWording:
    """How a paragraph reads on the branch of one of its alternatives."""

    body: str
    """The body of the paragraph's own file on the branch."""
    recorded: str | None
    """The body of the alternative's file as the branch holds it, None where it holds none."""


@dataclass(frozen=True, slots=True)
class Context:
    """What rules need that is in no file of the text."""

    today: date
    agreed: Mapping[str, str | None] = field(default_factory=dict)
    """For each path whose settled fingerprint no longer fits: the wording that was agreed, or None
    where this clone's history does not hold it."""
    branches: Mapping[str, BranchWording] = field(default_factory=dict)
    """By branch, `alt/vision/B.21/1`."""
    on_branch: str = ""
    """The branch that is looked at, `main`; empty for an earlier state."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold, and the page that explains it."""

    name: str
    gravity: Gravity
    summary: str
    """A full sentence: what must hold."""
    page: str
    """Markdown: what it means, why, how to mend it."""
    check: Callable[[Text, Context], Iterator[Finding]]


def in_body(paragraph: Paragraph, offset: int) -> Place:
    """The place of a character of a paragraph's body."""
    return place_of(paragraph.path, paragraph.source, paragraph.body_start + offset)


def at_words(paragraph: Paragraph) -> Place:
    """Where a paragraph's words begin; the last line of its front matter where it has none."""
    body = paragraph.body
    if not body.strip():
        return place_of(paragraph.path, paragraph.source, max(paragraph.body_start - 4, 0))
    return in_body(paragraph, len(body) - len(body.lstrip("\n")))
