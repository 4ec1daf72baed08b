"""What `check --since` looks at: the text, the state it parted from, and what lies between."""

from __future__ import annotations

from collections.abc import Collection

from wsisdraft.notation.lineage import Lineage
from wsisdraft.reports.checked import Checked
from wsisdraft.reports.since import Moved, SettledMove, Since, changed_files, moved, settled_moves
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.lineage import between, common_state, cut_off, lineage
from wsisdraft.repository.snapshot import Revision
from wsisdraft.repository.when import commit_at
from wsisdraft.rules import check
from wsisdraft.rules.rule import Earlier
from wsisdraft.rules.settled_text_moved import NAME as SETTLED_TEXT_MOVED
from wsisdraft.text.finding import Finding, Refusal, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.layout import Layout
from wsisdraft.text.quoting import quoted
from wsisdraft.view import View, trunk_of


def checked_since(view: View, when: str) -> Checked | Refusal:
    """What a branch broke since it parted from WHEN, settled text that moved first.

    Told is what is found in the files that changed, and what was not there before in the others.
    """
    tip = view.base or view.clone.tip
    earlier = parting(view.clone, when, tip)
    if isinstance(earlier, Refusal):
        return earlier
    text, before = view.read(), earlier.read()
    files, those_moved = changed_files(before, text), moved(before, text)
    history = _history(view.clone, earlier, tip, those_moved)
    if isinstance(history, Refusal):
        return history
    settled = settled_moves(before, those_moved, history)
    by_hand = {each.path: _earlier(each, earlier.base) for each in settled if not each.on_record}
    known = frozenset(check(before, earlier.context(before)))
    found = check(text, altered(view.context(text), earlier=by_hand))
    new = (each for each in found if _is_new(each, files, known))
    return Checked(
        tuple(sorted(new, key=lambda finding: finding.rule != SETTLED_TEXT_MOVED)),
        tuple(
            p.address
            for p in text.paragraphs()
            if not files.isdisjoint({p.path, *(a.path for a in p.alternatives)})
        ),
        {**before.sources, **text.sources},
        Since(when, earlier.base, files, settled),
    )


def parting(clone: Clone, when: str, tip: str) -> View | Refusal:
    """The state at which the history of a commit and that of WHEN parted."""
    if not tip:
        return refuse(
            "no-commit", "Nothing is committed here yet.", "Commit the draft, then check it again."
        )
    commit = commit_at(clone, when, trunk_of(clone))
    base = common_state(clone, commit, tip)
    if not base and clone.shallow:
        return _too_shallow(when)
    if not base:
        return refuse(
            "no-common-state",
            f"{quoted(when)} and what is checked have no state in common.",
            "Name a state of this draft's own history: a meeting, a date, a tag or a revision.",
        )
    source = Revision(clone.git, base)
    return View(clone, source, when, base, Layout.of(source.names()))


def _too_shallow(when: str) -> Refusal:
    return refuse(
        "shallow-clone",
        f"This clone is shallow and does not reach back to where it parted from {quoted(when)}.",
        "git fetch --unshallow --tags, then check again.",
    )


def _history(
    clone: Clone, earlier: View, tip: str, those_moved: Collection[Moved]
) -> Lineage | Refusal:
    """The commits between as they concern the paragraphs that moved."""
    if not those_moved:
        return Lineage(tip, {}, {}, {}, {})
    parents = between(clone, earlier.base, tip)
    if cut_off(clone, parents):
        return _too_shallow(earlier.at)
    return lineage(clone, tip, parents, {p for each in those_moved for p in each.tracked.paths})


def _earlier(each: SettledMove, base: str) -> Earlier:
    return Earlier(each.ref, each.before, each.status[0], each.agreed, base)


def _is_new(finding: Finding, files: frozenset[str], known: frozenset[Finding]) -> bool:
    """Whether a finding lies in a file that changed, or was not there before."""
    changed = finding.place is not None and finding.place.path in files
    return changed or finding not in known
