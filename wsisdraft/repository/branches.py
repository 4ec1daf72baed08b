"""The branches on which alternatives are worked on."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from wsisdraft.repository.clone import HEADS, Clone
from wsisdraft.repository.git import Call
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.raw_log import RawRow, raw_log, raw_log_of_each
from wsisdraft.text.frozen import frozen

REMOTES = "refs/remotes/"
BRANCH_TRAILERS = ("Branch", "Branch-kept", "Branch-moved", "Branch-absent")
"""Trailers that name an alternative's branch."""
BodyOf = Callable[[bytes], str]


def tips(clone: Clone) -> dict[str, str]:
    """The commit of every alternative's branch by name, `alt/vision/B.21/1`.

    Where this clone has no such branch of its own, the one last fetched counts.
    """
    own, fetched = all_tips(clone)
    return fetched | own


def all_tips(clone: Clone) -> tuple[dict[str, str], dict[str, str]]:
    """The same for this clone's own branches, and for those it has only fetched."""
    options = ("--format=%(objectname) %(refname)",)
    out = clone.git.run(Call("for-each-ref", options, names=(f"{HEADS}alt", REMOTES)))
    own: dict[str, str] = {}
    fetched: dict[str, str] = {}
    for row in out.decode("utf-8", "replace").splitlines():
        commit, _, ref = row.partition(" ")
        if ref.startswith(HEADS):
            own[ref.removeprefix(HEADS)] = commit
        else:
            name = ref.removeprefix(REMOTES).partition("/")[2]
            if name.startswith("alt/"):
                fetched.setdefault(name, commit)
    return own, {name: commit for name, commit in fetched.items() if name not in own}


def files_at(clone: Clone, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """The bytes of files at commits, in one process; what is not there is left out."""
    found: dict[tuple[str, str], bytes] = {}
    with ObjectReader(clone.git) as objects:
        names = (f"{commit}:{path}" for commit, path in wanted)
        for key, stored in zip(wanted, objects.each(names, 1 << 20), strict=True):
            if stored is not None and stored.kind == "blob" and stored.data is not None:
                found[key] = stored.data
    return found


@frozen
class OnBranch:
    """Where an alternative is worked on, and what it stands for."""

    branch: str
    tip: str
    paragraph: str
    """Path of the paragraph's file, which reads as the alternative there."""
    alternative: str
    """Path of the alternative's file in the text of record."""
    earlier: tuple[str, ...] = ()
    """Paths that file had before the paragraph was renumbered; may hold the present one too."""
    there: str = ""
    """Path of the alternative's file on the branch; empty where it is the same."""


def spare(clone: Clone, branches: Sequence[OnBranch], body_of: BodyOf) -> Mapping[str, bool]:
    """For each branch whether every wording it holds is on record, so that nothing goes with it."""
    if not branches:
        return {}
    paths = {path for each in branches for path in (each.alternative, *each.earlier)}
    on_record = raw_log(clone, (clone.tip,), sorted(paths))
    changes = raw_log_of_each(clone, [each.tip for each in branches], clone.tip)
    there = {each.branch: changes[each.tip] for each in branches}
    blobs = {row.new for rows in (on_record, *there.values()) for row in rows if row.new}
    bodies = _bodies(clone, sorted(blobs), body_of)
    found = {
        each.branch: _is_spare(each, on_record, there[each.branch], bodies) for each in branches
    }
    left = [each for each in branches if not found[each.branch]]
    if left:
        # A renumbering that was undone leaves no trace in `former`: what is on record as an
        # alternative of any other paragraph is not lost either.
        elsewhere = [row for row in raw_log(clone, (clone.tip,), ("drafts",)) if _beside(row.path)]
        blobs = {row.new for row in elsewhere if row.new} - bodies.keys()
        recorded = bodies | _bodies(clone, sorted(blobs), body_of)
        known = {recorded[row.new] for row in elsewhere if row.new in recorded}
        for each in left:
            found[each.branch] = _all_known(each, there[each.branch], bodies, known)
    return found


def _beside(path: str) -> bool:
    """Whether a file is named as that of an alternative."""
    return ".alt-" in path.rpartition("/")[2]


def _is_spare(
    each: OnBranch, on_record: Sequence[RawRow], there: Sequence[RawRow], bodies: Mapping[str, str]
) -> bool:
    of_it = [row.new for row in on_record if row.path in (each.alternative, *each.earlier)]
    return _all_known(each, there, bodies, {bodies[blob] for blob in of_it if blob in bodies})


def _all_known(
    each: OnBranch, there: Sequence[RawRow], bodies: Mapping[str, str], known: Container[str]
) -> bool:
    """Whether a branch has changed its two files only, and each to a wording that is known."""
    files = (each.paragraph, each.there or each.alternative)
    return all(
        row.path in files and row.new in bodies and bodies[row.new] in known for row in there
    )


def _bodies(clone: Clone, blobs: Sequence[str], body_of: BodyOf) -> dict[str, str]:
    with ObjectReader(clone.git) as objects:
        found = zip(blobs, objects.each(blobs, 1 << 20), strict=True)
        return {
            blob: body_of(stored.data)
            for blob, stored in found
            if stored is not None and stored.data is not None
        }


def highest_recorded(clone: Clone, *prefixes: str) -> int:
    """The highest ordinal that any reachable record gave to a branch `alt/vision/B.21/`.

    Several prefixes are those of one paragraph that was renumbered.
    """
    return highest_ordinal(recorded_branches(clone), prefixes)


def recorded_branches(clone: Clone) -> tuple[str, ...]:
    """The names of all branches that reachable records tell of, `alt/vision/B.21/1`."""
    if not clone.tip:
        return ()
    options = ("--fixed-strings", "--grep=: alt/", "--format=%B")
    out = clone.git.run(Call("log", options, names=(clone.tip,))).decode("utf-8", "replace")
    rows = (line.partition(": ") for line in out.splitlines())
    return tuple(said.partition(" ")[0] for key, _, said in rows if key in BRANCH_TRAILERS)


def highest_ordinal(names: Iterable[str], prefixes: Sequence[str]) -> int:
    """The highest ordinal among branches with these prefixes, 0 where there is none."""
    found = (name.removeprefix(p) for name in names for p in prefixes if name.startswith(p))
    return max((int(n) for n in found if n.isascii() and n.isdigit() and len(n) < 10), default=0)
