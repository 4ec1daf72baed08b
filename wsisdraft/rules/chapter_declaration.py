"""What is declared of a chapter is true of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.exceptions import expand
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.status import DELETED, Ladder

NAME = "chapter-declaration"

PAGE = """\
A chapter's file may declare it settled, besides some paragraphs: `status: pre-agreed`, `besides:
[2, 21, 27-30]`. Delegations rely on that sentence, so it must be true: every paragraph outside
`besides` stands at that step of the ladder or a later one, and every paragraph inside is open. A
conditional agreement counts as settled; deleted paragraphs are left out. A chapter that is
declared open has no exceptions, and every exception names a paragraph that exists.

The verbs that settle or unsettle a paragraph keep `besides` true in the same commit. To mend it
by hand, correct `besides:`, or settle the paragraph (`wsisdraft agree REF`), or take its
agreement back (`wsisdraft reopen REF --why TEXT`).
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    ladder = text.process.ladder
    for chapter in text.chapters():
        if chapter.besides or chapter.status:
            yield from _declaration(chapter, ladder)


def _declaration(chapter: Chapter, ladder: Ladder) -> Iterator[Finding]:
    if not chapter.status or not ladder.settled(chapter.status):
        if chapter.besides:
            declared = chapter.status or "nothing"
            yield _at(
                chapter,
                f"Exceptions are declared, but the chapter is declared {declared}, not settled.",
                "Take `besides:` away, or wsisdraft agree the chapter with --besides.",
            )
        return
    covered = expand(chapter.besides, tuple(p.address for p in chapter.paragraphs))
    for unknown in covered.unknown:
        yield _at(
            chapter,
            f"The exception {unknown} names no paragraph of {chapter.address}.",
            "Correct `besides:`.",
        )
    for paragraph in chapter.paragraphs:
        if paragraph.status != DELETED:
            yield from _paragraph(
                chapter, paragraph, ladder, paragraph.address in covered.addresses
            )


def _paragraph(
    chapter: Chapter, paragraph: Paragraph, ladder: Ladder, excepted: bool
) -> Iterator[Finding]:
    ref = str(paragraph.address)
    number = paragraph.address.number
    reaches = ladder.reaches(paragraph.status, chapter.status)
    if excepted and ladder.settled(paragraph.status):
        yield _at(
            chapter,
            f"Paragraph {number} is declared an exception, but it is {paragraph.status}.",
            f"Take {number} out of `besides:`, or wsisdraft reopen {ref} --why TEXT.",
        )
    elif not excepted and not reaches:
        place = place_of(paragraph.path, paragraph.source, _status_offset(paragraph))
        yield Finding(
            place,
            NAME,
            f"{chapter.address} is declared {chapter.status}, but this paragraph is "
            f"{paragraph.status or 'without a status'} and is no exception of it.",
            f"wsisdraft agree {ref}, or add {number} to `besides:` in {chapter.path}.",
            ref=ref,
        )


def _status_offset(paragraph: Paragraph) -> int:
    span = locate(paragraph.source, ("status",))
    return span.start if span else 0


def _at(chapter: Chapter, message: str, remedy: str) -> Finding:
    span = locate(chapter.source, ("besides",), yaml=True) or locate(
        chapter.source, ("status",), yaml=True
    )
    place = place_of(chapter.path, chapter.source, span.start) if span else Place(chapter.path)
    return Finding(place, NAME, message, remedy, ref=str(chapter.address))


RULE = Rule(NAME, Gravity.ERROR, "A chapter's declaration is true of its paragraphs.", PAGE, _check)
