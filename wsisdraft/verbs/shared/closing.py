"""What becomes of alternatives' branches when the alternatives are off the table."""

from __future__ import annotations

from collections.abc import Iterable

from wsisdraft.notation.change import BranchClosed
from wsisdraft.text.branch_names import branch_names
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint
from wsisdraft.text.scene import Scene

Rows = tuple[tuple[str, str], ...]


def closing(
    scene: Scene, paragraph: Paragraph, alternatives: Iterable[Alternative]
) -> tuple[Rows, tuple[BranchClosed, ...]]:
    """What the record tells of alternatives that are closed, and the branches that go with them.

    The scene must have been set with `Needs.BRANCHES`.
    """
    rows: list[tuple[str, str]] = []
    branches: list[BranchClosed] = []
    for alternative in alternatives:
        told, closed = branch_closing(scene, paragraph, alternative)
        rows += [("Closed", f"{alternative.name}; {fingerprint(alternative.body)}"), *told]
        branches += closed
    return tuple(rows), tuple(branches)


def branch_closing(
    scene: Scene, paragraph: Paragraph, alternative: Alternative
) -> tuple[Rows, tuple[BranchClosed, ...]]:
    """The branch of one alternative, if it goes, and the trailer that tells of it.

    One that holds a wording which is not on record stays. Where this clone has none, the trailer
    still names it, so that its number is not given again.
    """
    found = scene.branch_of(alternative)
    if found is None:
        elsewhere = scene.fetched_branch_of(alternative)
        names = branch_names(paragraph, alternative.ordinal)
        return (("Branch-absent", elsewhere[0] if elsewhere else names[-1]),), ()
    name, state = found
    told = f"{name} {state.tip}"
    if not state.spare:
        return (("Branch-kept", told),), ()
    return (("Branch", told),), (BranchClosed(name, state.tip),)
