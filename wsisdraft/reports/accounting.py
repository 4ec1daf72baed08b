"""Whether the record accounts for how a settled paragraph came to read as it does.

Content decides, and a commit's trailers are believed only where they say what its files show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wsisdraft.notation.fields import Value
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.lineage import Lineage
from wsisdraft.notation.record import UNDOES, Record
from wsisdraft.reports.history import Claim, claims
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import fingerprint, wording
from wsisdraft.text.status import Ladder

CORRECTING = ("correct", "renumber", "move", "split", "merge")
"""Verbs that give settled text other words and put both fingerprints on record."""


@frozen
class State:
    """What agreement is about in one state of a paragraph's file."""

    status: str
    settled: Value
    """Day, meeting and fingerprint of the agreement, as the file states them."""
    pending: Value
    words: str


def state_of(source: str) -> State:
    """The state that a paragraph's file gives it, whatever else the file may hold."""
    return _read(source)[1]


def _read(source: str) -> tuple[str, State]:
    """The paragraph's id and its state."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    read = read_front_matter(source, "")
    fields = read.fields
    return _text(fields.get("id")), State(
        _text(fields.get("status")),
        fields.get("settled", ""),
        fields.get("pending", ""),
        wording(source[read.body_start :]),
    )


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


@frozen
class Tracked:
    """A paragraph that is followed through the history, by its id where it has one."""

    id: str
    paths: tuple[str, ...]
    """Where its file is, was, or is said to have been."""
    refs: tuple[str, ...]
    """The REFs that go with these paths, under which a record may name it."""

    def state(self, files: Mapping[str, bytes | None]) -> State | None:
        """Its state in these files; None where it is in none of them."""
        for path in self.paths:
            data = files.get(path)
            if data is not None:
                own, state = _read(data.decode("utf-8", "replace"))
                if not (own and self.id) or own == self.id:
                    return state
        return None


@frozen
class Step:
    """One change of a settled paragraph's words, status or settlement."""

    commit: str
    """Empty for an edit in the work tree."""
    verb: str
    """The verb that accounts for it; empty where none does."""


@frozen
class Derivation:
    """How a state follows from an earlier one."""

    accounted: bool
    steps: tuple[Step, ...]
    """Oldest first; where the record does not account for them, only those that are by hand."""


def derivation(
    tracked: Tracked, earlier: State, now: State | None, lineage: Lineage, ladder: Ladder
) -> Derivation:
    """Looks for a chain of lawful steps from the earlier state to the one now.

    Settled words may change only by verbs, open ones freely. A merge may take either side; the
    chain must begin at the earlier state itself, so that a verb about other words is no excuse.
    """
    terms = (tracked, ladder, lineage.records)
    at_tip = tracked.state(lineage.at_tip)
    in_work_tree = _step(Record(""), "", at_tip, now, terms)
    if in_work_tree is not None:
        return Derivation(False, (in_work_tree,))
    by_hand: list[Step] = []
    trail: tuple[Step, ...] = ()
    waiting = [(lineage.tip, at_tip, trail)]
    seen = {lineage.tip}
    while waiting:
        commit, state, trail = waiting.pop()
        if state == earlier:
            return Derivation(True, trail)
        for parent in lineage.parents.get(commit, ()):
            before = _before(tracked, state, lineage, (commit, parent))
            step = _step(lineage.records.get(commit, Record("")), commit, before, state, terms)
            if step is not None and not step.verb:
                by_hand.append(step)
            elif parent not in seen:
                seen.add(parent)
                waiting.append((parent, before, trail if step is None else (step, *trail)))
    return Derivation(False, tuple(dict.fromkeys(reversed(by_hand))))


_Terms = tuple[Tracked, Ladder, Mapping[str, Record]]


def _before(
    tracked: Tracked, state: State | None, lineage: Lineage, edge: tuple[str, str]
) -> State | None:
    """The state at a parent, from the one at the commit and what differs between them."""
    changes = lineage.changes.get(edge, ())
    new = tracked.state({each.path: each.new for each in changes})
    old = tracked.state({each.path: each.old for each in changes})
    return state if new is None and old is None else old


def _step(
    record: Record, commit: str, old: State | None, new: State | None, terms: _Terms
) -> Step | None:
    """The step between two states; None where it needs no account, as between open ones."""
    tracked, ladder, records = terms
    settled = [each is not None and ladder.settled(each.status) for each in (old, new)]
    if old == new or not any(settled):
        return None
    said = tuple(claim for claim in claims(record) if claim.ref in tracked.refs)
    lawful = (
        bool(said) and (not settled[1] or _fits(new)) and _done(record, said, old, new, records)
    )
    return Step(commit, record.value("Verb") if lawful else "")


def _fits(state: State | None) -> bool:
    """Whether the fingerprint of the agreement is that of the words."""
    if state is None or not isinstance(state.settled, dict):
        return False
    return state.settled.get("text") == fingerprint(state.words)


def _done(
    record: Record,
    said: Sequence[Claim],
    old: State | None,
    new: State | None,
    records: Mapping[str, Record],
) -> bool:
    """Whether what the record says of the paragraph is what was done to it."""
    if old is None or new is None:
        return True
    if old.status != new.status:
        claimed = (old.status, new.status) in [claim.status for claim in said]
        return claimed and old.words == new.words
    return old.words == new.words or _corrected(record, said, (old, new), records)


def _corrected(
    record: Record,
    said: Sequence[Claim],
    states: tuple[State, State],
    records: Mapping[str, Record],
) -> bool:
    """Whether it is a correction of these very words, or one that was taken back.

    References that follow paragraphs to other numbers are corrections too.
    """
    if record.value("Verb") == "undo":
        record = records.get(record.value(UNDOES), Record(""))
        refs = {claim.ref for claim in said}
        said = [claim for claim in claims(record) if claim.ref in refs]
    told = " ".join(value for claim in said for _, value in claim.said)
    fingerprints = [fingerprint(state.words) for state in states]
    return record.value("Verb") in CORRECTING and all(each in told for each in fingerprints)
