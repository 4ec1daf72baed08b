"""choose: take one alternative and close the others."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import BranchClosed, Change, Edit, Record
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.text.address import branch
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.options import By, DryRun, Format, MeetingNumber, On, OneRef, Repo, options
from wsisdraft.verbs.trailers import trailers
from wsisdraft.view import Needs

BASE = "base"
"""The paragraph's own words, when the alternatives are turned down."""


def choose(scene: Scene, name: str) -> Change | Refusal | Unchanged:
    """Put an alternative's wording into the paragraph and close all alternatives.

    Their branches go too, save one that holds a wording which is not on record.
    """
    paragraph = scene.one()
    if paragraph is None:
        return misused("several", "A choice is made in one paragraph at a time.", "Name one.")
    ref = str(paragraph.address)
    if not paragraph.alternatives:
        return refuse(
            "no-alternative", f"{ref} has no alternative.", f"wsisdraft show {ref}", ref=ref
        )
    if _folded(name) == BASE:
        return _base(scene, paragraph)
    chosen = named(paragraph, name)
    if isinstance(chosen, Refusal):
        return chosen
    return _closing(scene, paragraph, chosen.name, _taken(paragraph, chosen), chosen.body)


def _folded(name: str) -> str:
    return re.sub(r"[\s._-]+", "", name).casefold()


def named(paragraph: Paragraph, name: str) -> Alternative | Refusal:
    """The alternative of a name; case and spaces do not matter, and its number is enough."""
    exact = [a for a in paragraph.alternatives if a.name == name]
    folded = [
        a
        for a in paragraph.alternatives
        if _folded(name) in (_folded(a.name), f"alt{a.ordinal}", str(a.ordinal))
    ]
    found = exact or folded
    if len(found) == 1:
        return found[0]
    ref = str(paragraph.address)
    names = ", ".join(f'"{a.name}"' for a in paragraph.alternatives)
    if found:
        told = ", ".join(f'"{a.name}" ({a.ordinal})' for a in found)
        return misused(
            "ambiguous-alternative", f"{quoted(name)} may mean {told}.", "Give its number."
        )
    return refuse(
        "unknown-alternative",
        f"{ref} has no alternative {quoted(name)}.",
        f"It has {names or 'none'}; wsisdraft alt list {ref} shows them.",
        ref=ref,
    )


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
    rows = [("Ref", ref), ("Chosen", name), ("Wording", fingerprint(body))]
    closed = []
    for alternative in paragraph.alternatives:
        rows.append(("Closed", f"{alternative.name}; {fingerprint(alternative.body)}"))
        branch_name = branch(paragraph.address, alternative.ordinal)
        state = scene.branches.get(branch_name)
        if state is not None and state.spare:
            closed.append(BranchClosed(branch_name, state.tip))
            rows.append(("Branch", f"{branch_name} {state.tip}"))
        elif state is not None:
            rows.append(("Branch-kept", f"{branch_name} {state.tip}"))
    return Change(
        edits,
        removed=tuple(alternative.path for alternative in paragraph.alternatives),
        branches=tuple(closed),
        record=Record(f"{ref}: {name} chosen", trailers("choose", scene.occasion, rows)),
    )


def command(
    ref: OneRef,
    name: Annotated[str, typer.Argument(help='The alternative, "ALT 2", or base.', metavar="NAME")],
    by: By = None,
    meeting: MeetingNumber = "",
    on: On = "",
    dry_run: DryRun = False,
    format: Format = "text",
    repo: Repo = ".",
) -> None:
    """Take one alternative, or the base text, and close the others.

    Example: wsisdraft choose B.21 "ALT 2"
    """
    change(
        lambda scene: choose(scene, name),
        [ref],
        options(repo=repo, format=format, by=by, meeting=meeting, on=on, dry_run=dry_run),
        needs=Needs.BRANCHES,
    )
