"""reopen: take an agreement back, the reason on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.settling import exceptions_kept, unsettle
from wsisdraft.text.finding import misused, refuse
from wsisdraft.text.paragraph import Paragraph, fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.verbs.shared.trailers import trailers


def reopen(scene: Scene, *, why: str) -> Decision:
    """Return settled paragraphs to the last open step; their words stay as they are.

    A deleted paragraph comes back by it too, where it is named by itself.
    A chapter declared settled takes them up among its exceptions in the same commit.
    """
    if not why.strip():
        return misused("no-reason", "A reason belongs to it.", "Add --why TEXT.")
    ladder = scene.text.process.ladder
    named = {each.scope for each in scene.selection.mentions or (scene.selection,)}
    settled = [
        p
        for p in scene.paragraphs()
        if ladder.settled(p.status) or (p.status == DELETED and p.address in named)
    ]
    spoken = scene.selection.spoken
    if not settled:
        return refuse(
            "not-settled",
            f"{spoken} is not settled.",
            f"wsisdraft status {spoken} shows where it stands.",
            ref=spoken,
        )
    edits = tuple(edit for p in settled for edit in unsettle(p, ladder.last_open))
    return Change(
        (*edits, *exceptions_kept(scene.text, opened=[p.address for p in settled])),
        record=_record(scene, settled, ladder.last_open, why),
    )


def _record(scene: Scene, reopened: Sequence[Paragraph], status: str, why: str) -> Record:
    rows: list[tuple[str, str]] = []
    for paragraph in reopened:
        text = paragraph.settled.text if paragraph.settled else fingerprint(paragraph.body)
        rows += [
            ("Ref", str(paragraph.address)),
            ("Status", f"{paragraph.status} -> {status}"),
            ("Wording", text),
        ]
    rows.append(("Why", why))
    subject = f"{scene.selection.spoken}: reopened, {why}"
    return Record(subject, trailers("reopen", scene.occasion, rows))


@changing
def command(
    given: Options,
    ref: Refs,
    why: Annotated[str, typer.Option(help="The reason, which goes on record.", metavar="TEXT")],
) -> None:
    """Take an agreement back; the words stay, the reason goes on record.

    A deleted paragraph comes back with it.

    Example: wsisdraft reopen B.3 --why "capital has not confirmed"
    """
    change(
        lambda scene: reopen(scene, why=why),
        ref,
        given,
    )
