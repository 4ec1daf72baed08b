"""confirm: the condition of an agreement is met."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.settling import confirm as confirmed
from wsisdraft.rules.agreed_text_changed import broken
from wsisdraft.text.finding import Finding, Refusal, Unchanged, refuse
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.conditions import condition_rows
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.verbs.shared.trailers import about, trailers


def confirm(scene: Scene) -> Decision:
    """Lift the conditions of agreed paragraphs; words, status and day of agreement stay.

    In a range or a chapter, those that wait for something are confirmed and the others left.
    """
    spoken = scene.selection.spoken
    waiting = [p for p in scene.paragraphs() if p.pending is not None]
    if not waiting:
        return _nothing_waits(scene)
    findings = tuple(_changed(scene, waiting))
    if findings:
        return Refusal(findings)
    rows: list[tuple[str, str]] = []
    for paragraph in waiting:
        rows += [("Ref", str(paragraph.address)), *condition_rows(paragraph.pending)]
    many = f", {len(waiting)} paragraphs" if len(waiting) != 1 else ""
    return Change(
        tuple(edit for p in waiting for edit in confirmed(p)),
        record=Record(f"{spoken}: condition met{many}", trailers("confirm", scene.occasion, rows)),
    )


def _nothing_waits(scene: Scene) -> Refusal | Unchanged:
    spoken = scene.selection.spoken
    ladder = scene.text.process.ladder
    open_ones = [p for p in scene.paragraphs() if not ladder.settled(p.status)]
    if len(open_ones) < len(scene.selection.addresses):
        return Unchanged(spoken, f"{spoken} waits for nothing; nothing is to be confirmed.")
    return refuse(
        "not-settled",
        f"{spoken} is not agreed, so nothing is to be confirmed.",
        f"wsisdraft agree {spoken}",
        ref=spoken,
    )


def _changed(scene: Scene, waiting: list[Paragraph]) -> Iterator[Finding]:
    """What no longer reads as it was agreed cannot be confirmed."""
    changed = {p.path for p in broken(scene.text)}
    for paragraph in waiting:
        if paragraph.path in changed:
            yield about(
                paragraph,
                0,
                "agreed-text-changed",
                f"{paragraph.address} no longer reads as it was agreed on the condition.",
                f"wsisdraft check {paragraph.address} shows the word that changed.",
            )


@changing
def command(
    given: Options,
    ref: Refs,
) -> None:
    """Confirm what was agreed on a condition, now that it is met.

    Example: wsisdraft confirm B.27
    """
    change(
        confirm,
        ref,
        given,
    )
