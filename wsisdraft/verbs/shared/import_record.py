"""A text from outside as one change: its files, the branches of alternatives, what is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.intake.counting import Counted
from wsisdraft.intake.laying import Laid
from wsisdraft.intake.placing import Placing
from wsisdraft.notation.change import BranchClosed, BranchMade, BranchMoved, Change, Record
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.record import MOVED
from wsisdraft.text.address import Address, branch
from wsisdraft.text.finding import Refusal
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint, wording
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.alternative_as_base import worded_as
from wsisdraft.verbs.shared.closing import closing
from wsisdraft.verbs.shared.foreign_source import ForeignSource
from wsisdraft.verbs.shared.in_step import MADE, in_step
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["counted_words", "imported", "with_count"]

SOURCE = "Source"
"""The trailer that names the file a text came from, and the SHA-256 of its bytes."""

Rows = list[tuple[str, str]]
Branches = list[BranchMade | BranchMoved | BranchClosed]


@frozen
class _Step:
    """What is recorded of one paragraph, and the branches of its alternatives."""

    rows: Rows
    branches: Branches


def imported(scene: Scene, source: ForeignSource, placing: Placing) -> Change | Refusal:
    """The change; refused where an alternative's branch reads otherwise than its file.

    On an update the scene must have been set with the branches of every alternative.
    """
    former = {new: old for old, new in placing.moved.items()}
    rows: Rows = []
    branches: Branches = []
    for each in placing.laid:
        step = _of_paragraph(scene, each, former.get(each.placed.address))
        if isinstance(step, Refusal):
            return step
        rows += step.rows
        branches += step.branches
    for paragraph in placing.gone:
        told, closed = closing(scene, paragraph, paragraph.alternatives)
        rows += [("Ref", str(paragraph.address)), ("Removed", "paragraph")]
        rows += [("Wording", fingerprint(paragraph.body)), *told]
        branches += closed
    spoken = scene.selection.spoken
    head: Rows = [("Ref", spoken), (SOURCE, f"{source.name}; {source.fingerprint}")]
    return Change(
        placing.edits,
        placing.new_files,
        placing.removed,
        tuple(branches),
        record=Record(
            f"{spoken}: {_summary(source, placing)}",
            trailers("import", scene.occasion, (*head, *rows)),
        ),
    )


def _summary(source: ForeignSource, placing: Placing) -> str:
    """What the first line of the record says."""
    laid = placing.laid
    many = f"{len(laid):,} paragraph{'' if len(laid) == 1 else 's'}"
    if all(each.was is None for each in laid) and not placing.gone:
        return f"imported from {source.name}, {many}"
    new = sum(each.was is None for each in laid)
    changed = sum(_changed(each) for each in laid)
    counts = (new, "new"), (changed, "changed"), (len(placing.moved), "moved")
    told = [f"{n:,} {what}" for n, what in (*counts, (len(placing.gone), "gone")) if n]
    return f"brought up to {source.name}, {many}" + (f": {', '.join(told)}" if told else "")


def _changed(each: Laid) -> bool:
    """Whether it has other words or alternatives than on record."""
    was, taken = each.was, each.placed.taken
    if was is None:
        return False
    words = without_ties(wording(was.body)) != without_ties(wording(taken.body))
    return words or bool(each.new or each.changed or each.gone)


def _of_paragraph(scene: Scene, each: Laid, former: Address | None) -> _Step | Refusal:
    address = each.placed.address
    rows: Rows = []
    if former is not None:
        rows.append((MOVED, f"{former} -> {address}"))
    if each.was is None and each.settles:
        rows.append(("Status", each.status))
    elif each.was is not None and each.was.status != each.status:
        rows.append(("Status", f"{each.was.status} -> {each.status}"))
    if each.settles:
        rows.append(("Wording", fingerprint(each.placed.taken.body)))
    told = _Step(rows, [])
    for new in each.new:
        _add(told, each, new.name, new.source, branch(address, new.ordinal))
    original = scene.text.paragraph(former or address) if each.was is not None else None
    if original is not None:
        known = {a.ordinal: a for a in original.alternatives}
        for changed in each.changed:
            was = known[changed.was.ordinal]
            step = in_step(scene, original, was, changed.source)
            if isinstance(step, Refusal):
                return step
            rows += [("Alternative", was.name), ("Wording", _wordings(was, changed.source))]
            rows += step.rows
            told.branches.extend(step.branches)
        _close(scene, told, original, [known[a.ordinal] for a in each.gone])
    if rows:
        rows.insert(0, ("Ref", str(address)))
    return told


def _add(told: _Step, each: Laid, name: str, source: str, branch_name: str) -> None:
    """A new alternative, with its branch."""
    address = each.placed.address
    told.rows.extend((("Alternative", name), (MADE, branch_name)))
    own = ((address.path, worded_as(each.source, source, address.path)),)
    subject = f"{address}: the paragraph as {name} would have it"
    told.branches.append(BranchMade(branch_name, own, subject))


def _close(scene: Scene, told: _Step, original: Paragraph, gone: Sequence[Alternative]) -> None:
    rows, closed = closing(scene, original, gone)
    told.rows.extend(rows)
    told.branches.extend(closed)


def _wordings(was: Alternative, source: str) -> str:
    from wsisdraft.notation.front_matter import read_front_matter

    now = source[read_front_matter(source, "").body_start :]
    return f"{fingerprint(was.body)} -> {fingerprint(now)}"


def with_count(record: Record, counted: Counted) -> Record:
    """The record with the count of words, behind the source that they came from."""
    said = f"{counted.given} words in, {counted.on_record} on record"
    if counted.lines:
        said += f", {counted.left_out} left out with {counted.lines} lines"
    rows = []
    for row in record.trailers:
        rows.append(row)
        if row[0] == SOURCE:
            rows.append(("Counted", said))
    return Record(record.subject, tuple(rows))


FEW_LINES = 10
"""Lines left out that are listed without being asked for."""


def counted_words(
    counted: Counted, left_out: Sequence[tuple[int, str]], *, every_line: bool
) -> Iterator[str]:
    """What became of the words of a source, and the lines that are no part of the text."""
    if not counted.lines:
        yield f"{counted.given:,} words in, {counted.on_record:,} on record."
        return
    lines = f"{counted.lines:,} line{'' if counted.lines == 1 else 's'} left out"
    words = f"{counted.left_out:,} word{'' if counted.left_out == 1 else 's'}"
    listed = every_line or counted.lines <= FEW_LINES
    more = ":" if listed else ", which --left-out lists."
    yield f"{counted.given:,} words in, {counted.on_record:,} on record; {lines} ({words}){more}"
    if listed:
        for number, said in left_out:
            yield f"line {number}: {said}"
