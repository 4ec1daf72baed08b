"""Each statement is about something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate_item
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection, resolve
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.statement import Statement

NAME = "statement-without-paragraph"

PAGE = """\
A reservation, interpretation, objection or note stands in a file of its own and says under
`about:` which paragraphs, chapters or documents it is about. Where one of them is not there, the
statement is shown with nothing, and whoever made it is not heard. Deleted paragraphs are there.

To mend it, write the full REF of what is meant, as `vision/B.21`; where a paragraph was
renumbered, its new one.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for statement in text.statements:
        for position, ref in enumerate(statement.about):
            address = Address.of(ref)
            if address is None or not text.layout.has(address):
                yield _finding(text, statement, position)


def _finding(text: Text, statement: Statement, position: int) -> Finding:
    ref = statement.about[position]
    malformed = Address.of(ref) is None
    said = "is no full REF" if malformed else "is not there"
    return Finding(
        _place(text, statement, position),
        NAME,
        f"This statement is about {quoted(ref)}, which {said}.",
        _remedy(text, ref),
        ref="" if malformed else ref,
    )


def _remedy(text: Text, ref: str) -> str:
    now = next((p.address for p in text.paragraphs() if ref in p.former), None)
    if now is not None:
        return f"Write {now}, as it is called now."
    answer = resolve(ref, text.layout)
    if isinstance(answer, Selection) and answer.whole:
        return f"Write {answer.spoken}."
    return "Write a full REF, as vision/B.21."


def _place(text: Text, statement: Statement, position: int) -> Place:
    source = text.sources.get(statement.path, "")
    span = locate_item(source, ("about",), position)
    return place_of(statement.path, source, span.start) if span else Place(statement.path)


RULE = Rule(NAME, Gravity.ERROR, "What a statement is about is in the text.", PAGE, _check)
