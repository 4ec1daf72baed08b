"""The sponsors of an alternative: who joins them, who leaves."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.parties import stakeholder
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.shapes import ALTERNATIVE
from wsisdraft.rules.rule import at_words
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.paragraph import Alternative, Paragraph
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["fewer_sponsors", "left_of", "sponsored", "with_sponsors"]


def with_sponsors(alternative: Alternative, by: Sequence[str]) -> str:
    """The file of an alternative with these sponsors."""
    source = alternative.source
    return apply(source, revise(source, {("by",): list(by)}, shape=ALTERNATIVE))


def left_of(
    scene: Scene, paragraph: Paragraph, alternative: Alternative
) -> tuple[str, ...] | Refusal:
    """The sponsors left when those on whose behalf the verb is given go; none where all go.

    None too where nobody in particular goes, or nobody sponsors it. Refused for whoever is none.
    """
    going = scene.occasion.parties
    if not going or not alternative.by:
        return ()
    sponsors = {who: _on_record(scene.text, who) for who in alternative.by}
    others = [who for who in going if who not in sponsors.values()]
    if not others:
        return tuple(who for who, party in sponsors.items() if party not in going)
    are = "is no sponsor" if len(others) == 1 else "are no sponsors"
    return refuse(
        "not-a-sponsor",
        f"{', '.join(others)} {are} of {alternative.name} of {paragraph.address}.",
        sponsored(alternative.by),
        place=at_words(alternative),
        ref=str(paragraph.address),
    )


def sponsored(by: Sequence[str]) -> str:
    """Who the sponsors are, in a sentence."""
    return f"Its sponsors: {', '.join(by)}." if by else "It has no sponsor on record."


def _on_record(text: Text, who: str) -> str:
    """A sponsor's name on record; as the file has it where nobody is known by that name."""
    party = stakeholder(text, who)
    return who if isinstance(party, Refusal) else str(party)


def fewer_sponsors(
    scene: Scene,
    paragraph: Paragraph,
    alternative: Alternative,
    left: Sequence[str],
    *,
    verb: str,
    why: str = "",
) -> Change:
    """The alternative stays on the table with fewer sponsors; its words and branch as they are."""
    ref = str(paragraph.address)
    rows = [
        ("Ref", ref),
        ("Alternative", alternative.name),
        ("Sponsors", f"{', '.join(alternative.by)} -> {', '.join(left)}"),
        *([("Why", why)] if why else []),
    ]
    subject = f"{ref}: {alternative.name} no longer sponsored by {scene.occasion.by}"
    source = with_sponsors(alternative, left)
    return Change(
        rewritten(alternative.path, alternative.source, source),
        record=Record(subject, trailers(verb, scene.occasion, rows)),
    )
