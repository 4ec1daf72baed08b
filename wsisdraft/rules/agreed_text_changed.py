"""The words of a settled paragraph are the words that were agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.rules.rule import Context, Rule, at_words, in_body
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph, fingerprint, wording
from wsisdraft.text.span import Place

NAME = "agreed-text-changed"

LONGEST = 60
"""Characters of the words that are quoted."""

PAGE = """\
Agreement is to exact words. When a paragraph is settled, the fingerprint of its wording (SHA-256
of the body with LF line ends and outer blank lines removed) is put on record under `settled:`. If
the fingerprint no longer fits, somebody changed words that were agreed, be it a single comma.

The place is the first word that differs from the wording that was agreed, as far as this clone's
history holds it. To mend it, put the agreed words back, for example with `git restore` where the
change is not committed yet. Where the room did agree to other words, reopen the paragraph and
agree it again: `wsisdraft reopen REF --why TEXT`, then `wsisdraft agree REF`.
"""


def broken(text: Text) -> tuple[Paragraph, ...]:
    """The settled paragraphs whose words do not fit the fingerprint on record."""
    ladder = text.process.ladder
    return tuple(
        paragraph
        for paragraph in text.paragraphs()
        if paragraph.settled is not None
        and ladder.settled(paragraph.status)
        and paragraph.settled.text != fingerprint(paragraph.body)
    )


def _check(text: Text, context: Context) -> Iterator[Finding]:
    ladder = text.process.ladder
    agreed = context.agreed
    if agreed is None:
        agreed = dict.fromkeys(paragraph.path for paragraph in broken(text))
    for paragraph in text.paragraphs():
        if paragraph.path in agreed:
            yield _changed(paragraph, agreed[paragraph.path], context.shallow)
        elif ladder.settled(paragraph.status) and paragraph.settled is None:
            yield _without_fingerprint(paragraph)


def _changed(paragraph: Paragraph, agreed: str | None, shallow: bool) -> Finding:
    ref = str(paragraph.address)
    lead = ""
    if agreed is None:
        lead = f"git fetch --unshallow, then wsisdraft check {ref} tells them. " if shallow else ""
        place, said = at_words(paragraph), "The words are not those that were agreed"
        said += "; this clone's history does not hold the agreed wording"
    else:
        place, said = first_difference(paragraph, agreed)
    return Finding(
        place,
        NAME,
        f"{said}.",
        f"{lead}Put the agreed words back, or wsisdraft reopen {ref} --why TEXT and agree the new "
        "ones.",
        ref=ref,
    )


def first_difference(paragraph: Paragraph, agreed: str) -> tuple[Place, str]:
    """The place of the first word that differs, and what stands there against what was agreed."""
    from wsisdraft.notation.words import tokens

    body, words = paragraph.body, wording(paragraph.body)
    lead = body.index(words) if words else 0
    now, then = tokens(words), tokens(wording(agreed))
    shorter = min(len(now), len(then))
    same = next((at for at in range(shorter) if now[at] != then[at]), shorter)
    place = in_body(paragraph, lead + sum(map(len, now[:same])))
    here, there = _quoted(now[same:]), _quoted(then[same:])
    if here == there:
        return place, "Only the spaces or line breaks here are not those that were agreed"
    return place, f"{here or 'Nothing'} stands where {there or 'nothing'} was agreed"


def _quoted(words: Sequence[str]) -> str:
    few = " ".join("".join(words[:5]).split())
    if len(few) > LONGEST:
        few = few[: LONGEST - 1] + "…"
    return f"“{few}”" if few else ""


def _without_fingerprint(paragraph: Paragraph) -> Finding:
    ref = str(paragraph.address)
    return Finding(
        at_words(paragraph),
        NAME,
        f"The status is {paragraph.status}, but no wording is on record as agreed.",
        f"Set the status back to an open one, then wsisdraft agree {ref}.",
        ref=ref,
    )


RULE = Rule(NAME, Gravity.ERROR, "Settled paragraphs read word for word as agreed.", PAGE, _check)
