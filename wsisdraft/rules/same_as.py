"""Paragraphs that have to have the same words have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule, in_body
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Paragraph, wording
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.status import DELETED

NAME = "same-as"
MOST_WORDS = 5
"""Words and blanks quoted from where two wordings part."""

PAGE = """\
Two documents may share a paragraph, as an annex to both. The one whose file says `same-as:` has to
have the words of the other, bracket for bracket; only the handles of brackets may differ. Otherwise
one room negotiates what the other believes unchanged.

To mend it, change the paragraph that is named first, then bring this one to the same words; or take
`same-as:` away where they are to part.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph in text.paragraphs():
        if paragraph.same_as and paragraph.status != DELETED:
            yield from _of_pair(text, paragraph)


def _of_pair(text: Text, paragraph: Paragraph) -> Iterator[Finding]:
    ref = paragraph.same_as
    address = Address.of(ref)
    if address is None or address.number is None or not text.layout.has(address):
        yield Finding(
            _at_field(paragraph),
            NAME,
            f"This paragraph has to read as {quoted(ref)}, which is not there.",
            "Write the full REF of a paragraph, as vision/B.21, or take `same-as:` away.",
            ref=str(paragraph.address),
        )
        return
    # A verb about one chapter does not read the others.
    other = text.paragraph(address)
    if other is not None and other.status != DELETED:
        yield from _differing(paragraph, other)


def _differing(paragraph: Paragraph, other: Paragraph) -> Iterator[Finding]:
    here, there = _words(paragraph), _words(other)
    if [word for _, word in here] == [word for _, word in there]:
        return
    shorter = min(len(here), len(there))
    same = next((at for at in range(shorter) if here[at][1] != there[at][1]), shorter)
    offset = here[same][0] if same < len(here) else len(paragraph.body.rstrip())
    mine, its = _few(here[same:]), _few(there[same:])
    ref = str(other.address)
    said = f"{mine or 'Nothing'} stands where {ref} has {its or 'nothing'}"
    if mine == its:
        said = f"Only the spaces or line breaks here are not those of {ref}"
    yield Finding(
        in_body(paragraph, offset),
        NAME,
        f"{said}.",
        f"Bring both to the same words; wsisdraft show {ref} shows the other.",
        ref=str(paragraph.address),
    )


def _words(paragraph: Paragraph) -> list[tuple[int, str]]:
    """The words with their offsets in the body, ties left out."""
    from wsisdraft.notation.words import tokens

    words = wording(paragraph.body)
    at = paragraph.body.index(words) if words else 0
    found: list[tuple[int, str]] = []
    for token in tokens(words):
        if not (token.startswith("{#") and found and found[-1][1] == "]"):
            found.append((at, token))
        at += len(token)
    return found


def _few(words: Sequence[tuple[int, str]]) -> str:
    few = " ".join("".join(word for _, word in words[:MOST_WORDS]).split())
    return quoted(few) if few else ""


def _at_field(paragraph: Paragraph) -> Place:
    span = locate(paragraph.source, ("same-as",))
    return place_of(paragraph.path, paragraph.source, span.start) if span else Place(paragraph.path)


RULE = Rule(NAME, Gravity.ERROR, "Paragraphs that share their words have the same.", PAGE, _check)
