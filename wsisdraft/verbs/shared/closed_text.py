"""Text that is not open: what is settled, and what is deleted."""

from __future__ import annotations

from wsisdraft.rules.rule import at_words
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import Standing

__all__ = ["closed_text"]


def closed_text(scene: Scene, paragraph: Paragraph, *, beside: bool = False) -> Refusal | None:
    """Refuses to touch a paragraph that is settled or deleted, or to put wordings `beside` it."""
    ref = str(paragraph.address)
    standing = scene.text.process.ladder.standing(paragraph.status)
    if standing is Standing.SETTLED:
        slip = "" if beside else f"wsisdraft correct {ref} is for slips of the pen, "
        return refuse(
            "settled",
            f"{ref} is {paragraph.status}; "
            f"{'nothing is put beside settled text' if beside else 'its words are not open'}.",
            f"wsisdraft reopen {ref} --why TEXT opens it; {slip}"
            f"wsisdraft reserve {ref} puts a statement beside it.",
            place=at_words(paragraph),
            ref=ref,
        )
    if standing is Standing.DELETED:
        return refuse(
            "deleted",
            f"{ref} is deleted; nothing is {'put beside' if beside else 'negotiated in'} it.",
            f"wsisdraft log {ref} shows when that was; wsisdraft reopen {ref} --why TEXT brings it "
            "back.",
            place=at_words(paragraph),
            ref=ref,
        )
    return None
