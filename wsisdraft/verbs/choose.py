"""choose: take one alternative and close the others."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Edit, Record
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.alternatives import BASE, folded, named, no_alternative
from wsisdraft.verbs.shared.closing import closing
from wsisdraft.verbs.shared.completion import complete_chosen
from wsisdraft.verbs.shared.options import OneRef, Options, changing
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.view import Needs


def choose(scene: Scene, name: str) -> Decision:
    """Put an alternative's wording into the paragraph and close all alternatives.

    Their branches go too, save one that holds a wording which is not on record.
    """
    paragraph = scene.one()
    if paragraph is None:
        return misused("several", "A choice is made in one paragraph at a time.", "Name one.")
    if not paragraph.alternatives:
        return no_alternative(paragraph)
    if folded(name) == BASE:
        return _base(scene, paragraph)
    chosen = named(paragraph, name)
    if isinstance(chosen, Refusal):
        return chosen
    return _closing(scene, paragraph, chosen.name, _taken(paragraph, chosen), chosen.body)


def _base(scene: Scene, paragraph: Paragraph) -> Change | Refusal:
    if not paragraph.body.strip():
        ref = str(paragraph.address)
        return refuse(
            "no-base-text",
            f"{ref} has no words of its own to keep.",
            f"wsisdraft alt list {ref} shows the alternatives.",
            ref=ref,
        )
    return _closing(scene, paragraph, BASE, (), paragraph.body)


def _taken(paragraph: Paragraph, chosen: Alternative) -> tuple[Edit, ...]:
    """The paragraph's file with the alternative's words and its brackets' entries."""
    source = without_field(paragraph.source, ("brackets",))
    entries = read_front_matter(chosen.source, chosen.path).fields.get("brackets")
    if isinstance(entries, dict):
        fields: Fields = entries
        source = with_field(source, ("brackets",), fields)
    head = read_front_matter(source, paragraph.path).body_start
    return rewritten(paragraph.path, paragraph.source, source[:head] + chosen.body)


def _closing(
    scene: Scene, paragraph: Paragraph, name: str, edits: tuple[Edit, ...], body: str
) -> Change:
    ref = str(paragraph.address)
    told, closed = closing(scene, paragraph, paragraph.alternatives)
    rows = [("Ref", ref), ("Chosen", name), ("Wording", fingerprint(body)), *told]
    return Change(
        edits,
        removed=tuple(alternative.path for alternative in paragraph.alternatives),
        branches=closed,
        record=Record(f"{ref}: {name} chosen", trailers("choose", scene.occasion, rows)),
    )


@changing
def command(
    given: Options,
    ref: OneRef,
    name: Annotated[
        str,
        typer.Argument(
            help='The alternative, "ALT 2", or base.',
            metavar="NAME",
            autocompletion=complete_chosen,
        ),
    ],
) -> None:
    """Take one alternative, or the base text, and close the others.

    Example: wsisdraft choose B.21 "ALT 2"
    """
    change(
        lambda scene: choose(scene, name),
        [ref],
        given,
        needs=Needs.BRANCHES,
    )
