"""delete: a paragraph leaves the text; its number and its file stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import BranchClosed, Change, Decision, Edit, Record
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.notation.settling import exceptions_kept
from wsisdraft.text.finding import Finding, Refusal, Unchanged, misused
from wsisdraft.text.paragraph import Paragraph, fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.closing import closing
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.verbs.shared.trailers import about, trailers
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
    findings = tuple(_settled(p) for p in targets if scene.text.process.ladder.settled(p.status))
    if findings:
        return Refusal(findings)
    return _deleted(scene, targets, why)


def _settled(paragraph: Paragraph) -> Finding:
    ref = str(paragraph.address)
    return about(
        paragraph,
        0,
        "settled",
        f"{ref} is {paragraph.status}, and settled text is not deleted.",
        f"wsisdraft reopen {ref} --why TEXT, if the room goes back to it; then delete it.",
    )


def _deleted(scene: Scene, targets: Sequence[Paragraph], why: str) -> Change:
    edits: list[Edit] = []
    removed: list[str] = []
    rows: list[tuple[str, str]] = []
    branches: list[BranchClosed] = []
    for paragraph in targets:
        source = with_field(paragraph.source, ("status",), DELETED)
        edits += rewritten(paragraph.path, paragraph.source, source)
        removed += [alternative.path for alternative in paragraph.alternatives]
        told, closed = closing(scene, paragraph, paragraph.alternatives)
        branches += closed
        rows += [
            ("Ref", str(paragraph.address)),
            ("Status", f"{paragraph.status} -> {DELETED}"),
            ("Wording", fingerprint(paragraph.body)),
            *told,
        ]
    rows.append(("Why", why))
    spoken = scene.selection.spoken
    return Change(
        (*edits, *exceptions_kept(scene.text, closed=[p.address for p in targets])),
        removed=tuple(removed),
        branches=tuple(branches),
        record=Record(f"{spoken}: deleted, {why}", trailers("delete", scene.occasion, rows)),
    )


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
