"""What somebody was asked to deliver by a day has come by that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Mandate, Paragraph
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.status import DELETED, Ladder

NAME = "overdue"
DELIVERED = "delivered"

PAGE = """\
A mandate says who redrafts a paragraph, section or chapter, and may say by which day. Once that
day is past and nothing was delivered, the next meeting will find the text as it left it. It is a
warning: only those charged can mend it. A mandate over text that is settled meanwhile, or
deleted, is spent and not looked at.

To mend it, remind whoever leads. `wsisdraft mandate REF --state delivered` says that it has come,
`--due DATE` gives more time, `--end` takes the mandate away.
"""


@frozen
class _Held:
    """A mandate in the file that holds it."""

    ref: str
    path: str
    mandate: Mandate


def _check(text: Text, context: Context) -> Iterator[Finding]:
    today = context.today.isoformat()
    for held in _held(text):
        due = held.mandate.due
        if due and due < today and held.mandate.state != DELIVERED:
            yield _finding(text, held)


def _held(text: Text) -> Iterator[_Held]:
    """The mandates over text that is still open."""
    ladder = text.process.ladder
    for chapter in text.chapters():
        if chapter.mandate is not None and _any_open(chapter.paragraphs, ladder):
            yield _Held(str(chapter.address), chapter.path, chapter.mandate)
        for section in chapter.every_section():
            if section.mandate is not None and _any_open(tuple(section.everything()), ladder):
                yield _Held(str(section.address), section.path, section.mandate)
        for paragraph in chapter.paragraphs:
            if paragraph.mandate is not None and _any_open((paragraph,), ladder):
                yield _Held(str(paragraph.address), paragraph.path, paragraph.mandate)


def _any_open(paragraphs: Sequence[Paragraph], ladder: Ladder) -> bool:
    """Whether any is still to be redrafted; of a place without paragraphs all are to come."""
    if not paragraphs:
        return True
    return any(p.status != DELETED and not ladder.settled(p.status) for p in paragraphs)


def _finding(text: Text, held: _Held) -> Finding:
    source = text.sources.get(held.path, "")
    span = locate(source, ("mandate", "due"), yaml=held.path.endswith(".yaml"))
    return Finding(
        place_of(held.path, source, span.start) if span else Place(held.path),
        NAME,
        f"{held.ref} was due on {held.mandate.due}, from {', '.join(held.mandate.lead)}.",
        f"wsisdraft mandate {held.ref} --state delivered, or --due DATE for more time.",
        Gravity.WARNING,
        held.ref,
    )


RULE = Rule(NAME, Gravity.WARNING, "What is due by a day is delivered by that day.", PAGE, _check)
