"""What was agreed on a condition is confirmed by the day that was set for it."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph, Pending
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.status import DELETED

NAME = "pending-expired"

PAGE = """\
A paragraph may be agreed on a condition, as that a capital has to confirm, with a day by which it
should. Once that day is past, nobody knows whether the agreement holds; it stays counted as
conditional. It is a warning, since the room decides what silence means.

To mend it, ask. `wsisdraft confirm REF` says that the condition is met, and `wsisdraft reopen REF
--why TEXT` that the agreement did not come about.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    today = context.today.isoformat()
    for paragraph in text.paragraphs():
        pending = paragraph.pending
        if pending is None or paragraph.status == DELETED:
            continue
        if pending.until and pending.until < today:
            yield _finding(paragraph, pending)


def _finding(paragraph: Paragraph, pending: Pending) -> Finding:
    ref = str(paragraph.address)
    span = locate(paragraph.source, ("pending", "until"))
    return Finding(
        place_of(paragraph.path, paragraph.source, span.start) if span else Place(paragraph.path),
        NAME,
        f"The condition of {ref} was to be met by {pending.until}: {pending.reason}.",
        f"wsisdraft confirm {ref}, or wsisdraft reopen {ref} --why TEXT.",
        Gravity.WARNING,
        ref,
    )


RULE = Rule(
    NAME, Gravity.WARNING, "A condition is met by the day that was set for it.", PAGE, _check
)
