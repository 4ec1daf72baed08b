"""What was settled in an earlier state stands, unless verbs on record changed it."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.notation.reading import PROCESS_FILE
from wsisdraft.rules.agreed_text_changed import first_difference
from wsisdraft.rules.rule import Context, Earlier, Rule, at_words
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph, wording
from wsisdraft.text.span import Place, place_of

NAME = "settled-text-moved"

PAGE = """\
What was settled may be changed in the open only: by reopening it, or by a correction that names
the old words and the new. `wsisdraft check --since WHEN` compares the text with an earlier state
and follows each paragraph that was settled there through the commits since. It is found here if
its words, its status or its settlement are other ones now, or it is gone, and no chain of verbs on
record leads from the one to the other: somebody edited the file by hand. A fingerprint that was
worked out anew for the new words does not help, and neither does a record of something else.

To mend it, put the file back as it was, which the help beside the finding does, and commit that.
Where the room did agree to other words, reopen the paragraph on top of that, change it, and agree
it again. When commits are squashed into one, the records of all but one are lost: merge such a
branch without squashing. The records are taken at their word here as far as the files bear them
out; whether their authors had the right is a question of signatures.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    there = (
        {paragraph.path: paragraph for paragraph in text.paragraphs()} if context.earlier else {}
    )
    for path, earlier in context.earlier.items():
        paragraph = there.get(path)
        place, said = (
            _gone(text, path, earlier) if paragraph is None else _moved(paragraph, earlier)
        )
        yield Finding(
            place,
            NAME,
            f"{said}, and no verb since {earlier.at[:10]} accounts for it.",
            f"git restore --source {earlier.at[:10]} -- {earlier.path}, and commit that; "
            f"then wsisdraft reopen {earlier.ref} --why TEXT, if the room wants other words.",
            ref=earlier.ref,
        )


def _gone(text: Text, path: str, earlier: Earlier) -> tuple[Place, str]:
    """At the file that cannot be read; else at what describes the place where it stood."""
    said = f"{earlier.ref} was {earlier.status} and"
    if any(f.place is not None and f.place.path == path for f in text.unread):
        return Place(path), f"{said} cannot be read"
    address = Address.of(earlier.ref)
    above = (address.chapter, Address(address.document)) if address is not None else ()
    there = (a.path for a in above if a is not None and a.path in text.sources)
    return Place(next(there, PROCESS_FILE)), f"{said} is gone"


def _moved(paragraph: Paragraph, earlier: Earlier) -> tuple[Place, str]:
    if wording(paragraph.body) != wording(earlier.body):
        return first_difference(paragraph, earlier.body)
    span = locate(paragraph.source, ("status",))
    place = at_words(paragraph) if span is None else _at(paragraph, span.start)
    if paragraph.status != earlier.status:
        return place, f"{earlier.ref} was {earlier.status} and is {paragraph.status}"
    span = locate(paragraph.source, ("settled",))
    place = place if span is None else _at(paragraph, span.start)
    return place, "The day, meeting or condition of the agreement is another one"


def _at(paragraph: Paragraph, offset: int) -> Place:
    return place_of(paragraph.path, paragraph.source, offset)


RULE = Rule(
    NAME,
    Gravity.ERROR,
    "What was settled in an earlier state is changed by verbs on record.",
    PAGE,
    _check,
)
