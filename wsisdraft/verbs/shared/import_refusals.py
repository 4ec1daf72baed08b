"""Why a text from outside is not taken in: each reason at its line of the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wsisdraft.intake.counting import Lost
from wsisdraft.intake.laying import Laid
from wsisdraft.intake.placing import Conflict, Placing, settled_chapters
from wsisdraft.notation.decoding import MOST_BYTES
from wsisdraft.text.address import DEEPEST
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Refusal, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Place

__all__ = ["broken_rules", "not_alike", "settled_text", "too_large", "words_differ"]

MOST_TOLD = 20
"""Findings told one by one; one more counts the others."""
FEW = 5
"""Paragraphs on record from which it is asked whether a text is a later state of them."""
LEAST_ALIKE = 10
"""Of a hundred paragraphs on record, those that a later state of the text still has."""


def _limited(findings: Sequence[Finding], what: str) -> tuple[Finding, ...]:
    more = len(findings) - MOST_TOLD
    if more <= 0:
        return tuple(findings)
    told = altered(
        findings[MOST_TOLD],
        message=f"There {'is' if more == 1 else 'are'} {more} more {what}.",
    )
    return (*findings[:MOST_TOLD], told)


def too_large(source: str, laid: Iterable[Laid]) -> Refusal | None:
    """Paragraphs and alternatives longer than any file of words may be."""
    findings = [
        Finding(
            Place(source, max(line, 1)),
            "too-large",
            f"The words that begin here have {size:,} bytes; a paragraph has at most "
            f"{MOST_BYTES:,}.",
            "Part them into paragraphs by blank lines, then import the text again.",
        )
        for each in laid
        for line, body in (
            (each.placed.taken.line, each.placed.taken.body),
            *((a.line, a.body) for a in each.placed.taken.alternatives),
        )
        if (size := len(body.encode())) > MOST_BYTES
    ]
    return Refusal(_limited(findings, "such paragraphs")) if findings else None


def too_deep(source: str, placing: Placing) -> Refusal | None:
    """Sections inside sections, more than a draft holds."""
    for each in placing.laid:
        if len(each.placed.address.parts) > DEEPEST:
            return refuse(
                "too-deep",
                f"Headings lie in one another at most {DEEPEST} deep.",
                "Give the headings here a higher level, then import the text again.",
                place=Place(source, max(each.placed.taken.line, 1)),
            )
    return None


def not_alike(source: str, spoken: str, placing: Placing, there: int) -> Refusal | None:
    """A text that is no later state of what is on record."""
    if there < FEW or 100 * placing.pairs >= LEAST_ALIKE * there:
        return None
    found = f"{placing.pairs} are" if placing.pairs != 1 else "1 is"
    return refuse(
        "other-text",
        f"Of {there:,} paragraphs on record in {spoken}, {found} found in {quoted(source)}.",
        "If it is another text, import it under a REF of its own, without --update.",
        ref=spoken,
    )


def settled_text(text: Text, source: str, placing: Placing) -> Refusal | None:
    """Settled paragraphs that would change, settled chapters into which something would come."""
    findings = [_conflict(source, each) for each in placing.conflicts]
    for chapter, line in settled_chapters(text, placing.laid).items():
        declared = text.chapter(chapter)
        status = declared.status if declared else "settled"
        findings.append(
            Finding(
                Place(source, max(line, 1)),
                "settled",
                f"{chapter} is declared {status}, and the paragraph here would be new in it.",
                f"wsisdraft add {chapter}.NUMBER takes a new paragraph up among its exceptions.",
                ref=str(chapter),
            )
        )
    if not findings:
        return None
    return Refusal(_limited(findings, "settled paragraphs that would change"))


_WHAT = {
    "words": "the words here are others",
    "alternatives": "an alternative here would stand beside it",
    "gone": "it is not in the source any more",
}


def _conflict(source: str, conflict: Conflict) -> Finding:
    paragraph = conflict.paragraph
    ref = str(paragraph.address)
    place = Place(source, conflict.line) if conflict.line else Place(paragraph.path)
    return Finding(
        place,
        "settled",
        f"{ref} is {paragraph.status}, and {_WHAT[conflict.what]}.",
        f"wsisdraft reopen {ref} --why TEXT, if the room goes back to it; then import again.",
        ref=ref,
    )


def words_differ(source: str, lost: Lost) -> Refusal:
    """A word that is on one side only: nothing is recorded then."""
    if lost.line:
        return refuse(
            "words-differ",
            f"The word {quoted(lost.word)} here would not be on record.",
            "Nothing was recorded. Write this place more plainly, and report it, please.",
            place=Place(source, lost.line, lost.column),
        )
    return refuse(
        "words-differ",
        f"The word {quoted(lost.word)} would be on record in {lost.ref}, and is not so often in "
        f"{quoted(source)}.",
        "Nothing was recorded. Report it, please, with the text.",
        ref=lost.ref,
    )


def broken_rules(source: str, findings: Iterable[Finding], laid: Iterable[Laid]) -> Refusal:
    """Rules that the text would break on record, each at the line of the source it comes from."""
    lines: dict[str, int] = {}
    for each in laid:
        taken = each.placed.taken
        lines[each.placed.address.path] = taken.line
        for new in each.new:
            lines[new.path] = taken.line
    told = [
        altered(
            finding,
            place=Place(source, max(lines[finding.place.path], 1)),
            remedy="Correct the text at this line, then import it again.",
        )
        if finding.place is not None and finding.place.path in lines
        else finding
        for finding in findings
    ]
    return Refusal(_limited(told, "of this kind"))
