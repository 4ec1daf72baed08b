"""delete: a paragraph leaves the text; its number and its file stay."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Decision
from wsisdraft.text.finding import Refusal, Unchanged, misused
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.deleting import paragraphs_deleted, settled_finding
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.view import Needs


def delete(scene: Scene, *, why: str) -> Decision:
    """Mark open paragraphs as deleted; their words stay in their files, their alternatives close.

    Exceptions of a declared chapter that are deleted are none any more.
    """
    if not why.strip():
        return misused("no-reason", "A reason belongs to it.", "Add --why TEXT.")
    named = scene.selection.mentions or (scene.selection,)
    if any(each.whole and each.scope.number is None for each in named):
        return misused(
            "several",
            "Paragraphs are deleted, not chapters or documents.",
            "Name the paragraphs, one or a range: wsisdraft delete vision/B.27-30 --why TEXT.",
        )
    targets = [p for p in scene.paragraphs() if p.status != DELETED]
    spoken = scene.selection.spoken
    if not targets:
        return Unchanged(spoken, f"{spoken} is deleted already.")
    findings = tuple(
        settled_finding(p) for p in targets if scene.text.process.ladder.settled(p.status)
    )
    if findings:
        return Refusal(findings)
    return paragraphs_deleted(scene, targets, why)


@changing
def command(
    given: Options,
    ref: Refs,
    why: Annotated[str, typer.Option(help="The reason, which goes on record.", metavar="TEXT")],
) -> None:
    """Delete paragraphs from the text; numbers and words stay on record, alternatives are closed.

    A deleted paragraph comes back with `wsisdraft reopen REF --why TEXT`.

    Example: wsisdraft delete B.27 --why "covered by 28"
    """
    change(
        lambda scene: delete(scene, why=why),
        ref,
        given,
        needs=Needs.BRANCHES,
    )
