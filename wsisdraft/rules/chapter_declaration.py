"""What is declared of a chapter is true of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule, told
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.frozen import frozen
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

The verbs that settle or unsettle a paragraph keep `besides` true in the same commit; a merge with
plain git may not. To mend it, `wsisdraft declare CHAPTER` counts the exceptions anew; or settle
the paragraph (`wsisdraft agree REF`), or take its agreement back (`wsisdraft reopen REF --why
TEXT`).
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    ladder = text.process.ladder
    for chapter in text.chapters():
        if chapter.besides or chapter.status:
            yield from _declaration(chapter, ladder)


@frozen
class _Untrue:
    """What the chapter's own file says that is not so."""

    exception: str
    """The one concerned, as it should be written."""
    message: str
    remedy: str


def _declaration(chapter: Chapter, ladder: Ladder) -> Iterator[Finding]:
    if not ladder.settled(chapter.status):
        if chapter.besides:
            yield from _at_besides(chapter, (_not_settled(chapter),))
        return
    covered = chapter.exceptions
    untrue = [_names_nothing(chapter, name) for name in covered.unknown]
    for paragraph in chapter.paragraphs:
        if paragraph.address in covered.addresses:
            if ladder.settled(paragraph.status):
                untrue.append(_no_exception(chapter, paragraph))
        elif paragraph.status != DELETED and not ladder.reaches(paragraph.status, chapter.status):
            yield _below(chapter, paragraph)
    if untrue:
        yield from _at_besides(chapter, untrue)


def _not_settled(chapter: Chapter) -> _Untrue:
    declared = f"is declared {chapter.status}, not settled" if chapter.status else "has no status"
    return _Untrue(
        "",
        f"Exceptions are declared, but {chapter.address} {declared}.",
        "Take `besides:` away, or wsisdraft agree the chapter with --besides.",
    )


def _names_nothing(chapter: Chapter, name: str) -> _Untrue:
    return _Untrue(
        name,
        f"The exception {name} names no paragraph of {chapter.address}.",
        f"Correct `besides:`, or wsisdraft declare {chapter.address} counts it anew.",
    )


def _no_exception(chapter: Chapter, paragraph: Paragraph) -> _Untrue:
    name = _in_chapter(paragraph.address)
    return _Untrue(
        name,
        f"Paragraph {name} is declared an exception, but it is {paragraph.status}.",
        f"wsisdraft declare {chapter.address} takes it out of the exceptions; wsisdraft reopen "
        f"{paragraph.address} --why TEXT opens it.",
    )


def _below(chapter: Chapter, paragraph: Paragraph) -> Finding:
    ref = str(paragraph.address)
    span = locate(paragraph.source, ("status",))
    status = paragraph.status or "without a status"
    return Finding(
        place_of(paragraph.path, paragraph.source, span.start if span else 0),
        NAME,
        f"{chapter.address} is declared {chapter.status}, but this paragraph is {status} "
        "and is no exception of it.",
        f"wsisdraft agree {ref} settles it; wsisdraft declare {chapter.address} puts "
        f"{_in_chapter(paragraph.address)} among the exceptions.",
        ref=ref,
    )


def _in_chapter(address: Address) -> str:
    """How `besides:` names a paragraph: `21`, `C5.3`."""
    return ".".join((*address.parts[1:], str(address.number)))


def _at_besides(chapter: Chapter, untrue: Sequence[_Untrue]) -> Iterator[Finding]:
    """Findings at the exception concerned, or at the list where it stands within a range."""
    # The exact reader is for files with something to say; most have nothing.
    from wsisdraft.notation.exact_fields import exact
    from wsisdraft.notation.line_tree import Listing

    entry = exact(chapter.source, yaml=True).entries.get("besides")
    offsets: dict[str, int] = {}
    if entry is not None and isinstance(entry.value, Listing):
        offsets = {item.text: item.span.start for item in entry.value.items}
    begin = entry.value.span.start if entry is not None else 0

    def finding(each: _Untrue) -> Finding:
        offset = offsets.get(each.exception, begin)
        place = place_of(chapter.path, chapter.source, offset) if offset else Place(chapter.path)
        return Finding(place, NAME, each.message, each.remedy, ref=str(chapter.address))

    return told(untrue, finding)


RULE = Rule(NAME, Gravity.ERROR, "A chapter's declaration is true of its paragraphs.", PAGE, _check)
