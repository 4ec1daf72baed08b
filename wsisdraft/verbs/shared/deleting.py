"""Paragraphs leave the text; their numbers and files stay."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.change import BranchClosed, Change, Edit, Record
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.notation.settling import exceptions_kept
from wsisdraft.text.finding import Finding
from wsisdraft.text.paragraph import Paragraph, fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.closing import closing
from wsisdraft.verbs.shared.trailers import about, trailers

__all__ = ["paragraphs_deleted", "settled_finding"]


def settled_finding(paragraph: Paragraph) -> Finding:
    ref = str(paragraph.address)
    return about(
        paragraph,
        0,
        "settled",
        f"{ref} is {paragraph.status}, and settled text is not deleted.",
        f"wsisdraft reopen {ref} --why TEXT, if the room goes back to it; then delete it.",
    )


def paragraphs_deleted(scene: Scene, targets: Sequence[Paragraph], why: str) -> Change:
    """Open paragraphs marked as deleted; their alternatives close, exceptions stay true."""
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
