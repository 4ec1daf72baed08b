"""Which paragraph of one text is which of another that was made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.paragraph import Paragraph


def earlier_selves(before: Text, after: Text) -> dict[Address, Paragraph]:
    """What each paragraph of the later text was: the one of its id, else the one of its address.

    By its address there; those that are new are not in it.
    """
    by_address = {paragraph.address: paragraph for paragraph in before.paragraphs()}
    if before.layout is after.layout and all(
        by_address[p.address].id in ("", p.id)
        for p in after.paragraphs()
        if p.address in by_address
    ):
        return by_address
    by_id = {paragraph.id: paragraph for paragraph in before.paragraphs() if paragraph.id}
    left = {paragraph.id for paragraph in after.paragraphs()} - {""}
    found: dict[Address, Paragraph] = {}
    for paragraph in after.paragraphs():
        was = by_id.get(paragraph.id) if paragraph.id else None
        here = by_address.get(paragraph.address)
        if here is not None and (here.id == paragraph.id or (was is None and here.id not in left)):
            was = here
        if was is not None:
            found[paragraph.address] = was
    return found


Found = tuple[str, str, str]
"""The path, the rule and the message of something that does not hold."""


def found_elsewhere(known: Collection[Found], before: Text, after: Text) -> Iterator[Found]:
    """What was found in paragraphs that stand elsewhere now, as it would be found there."""
    moved = {
        was.path.removesuffix(".md"): (str(was.address), now)
        for now, was in earlier_selves(before, after).items()
        if was.address != now
    }
    for path, rule, message in known:
        stem, beside, ordinal = path.removesuffix(".md").partition(".alt-")
        if stem in moved:
            old, now = moved[stem]
            new = now.path.removesuffix(".md")
            yield f"{new}{beside}{ordinal}.md", rule, message.replace(old, str(now))
