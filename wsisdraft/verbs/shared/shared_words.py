"""Paragraphs that have to have the same words, where one of them is about to get others."""

from __future__ import annotations

from wsisdraft.notation.front_matter import locate
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.status import DELETED

__all__ = ["shared_words"]


def shared_words(text: Text, paragraph: Paragraph, so: str) -> Refusal | None:
    """Refuses where this paragraph has to read as another, or another as this one.

    `so` ends the sentence: what is not possible therefore. The text has to be read whole.
    """
    ref = str(paragraph.address)
    if paragraph.same_as:
        return _refusal(paragraph, f"{ref} has to read as {paragraph.same_as}; {so}.")
    for other in text.paragraphs():
        if other.status != DELETED and Address.of(other.same_as) == paragraph.address:
            return _refusal(other, f"{other.address} has to read as {ref}; {so}.")
    return None


def _refusal(paragraph: Paragraph, said: str) -> Refusal:
    span = locate(paragraph.source, ("same-as",))
    place = Place(paragraph.path)
    if span is not None:
        place = place_of(paragraph.path, paragraph.source, span.start)
    return refuse(
        "same-as",
        said,
        f"Take `same-as:` out of {paragraph.path} and wsisdraft record {paragraph.path}, if the "
        "two are to part.",
        place=place,
        ref=str(paragraph.address),
    )
