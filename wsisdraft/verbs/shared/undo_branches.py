"""What undo does with alternatives' branches: each goes back with its alternative's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wsisdraft.notation.change import BranchClosed, BranchMade, BranchMoved, Edit
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.past_commit import PastCommit
from wsisdraft.notation.record import MOVED as ADDRESS_MOVED
from wsisdraft.notation.splicing import spliced
from wsisdraft.reports.history import claims
from wsisdraft.rules.rule import argument
from wsisdraft.text.branch_names import addresses_of, path_beside
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, Paragraph, wording
from wsisdraft.text.scene import BranchState, Scene
from wsisdraft.verbs.shared.alternative_as_base import worded_as
from wsisdraft.verbs.shared.hand_edits import subject_of
from wsisdraft.verbs.shared.in_step import MADE, MOVED
from wsisdraft.view import View

Step = BranchMade | BranchMoved | BranchClosed


@frozen
class Files:
    """The files that undo puts back."""

    edits: tuple[Edit, ...]
    new_files: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    moved: frozenset[str] = frozenset()
    """Paths of those that only go to another place."""


@dataclass(frozen=True, slots=True)
class Back:
    """The branches as they go back, and the trailers that tell of it."""

    steps: list[Step] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)

    def take(self, step: Step, row: tuple[str, str]) -> None:
        self.steps.append(step)
        self.rows.append(row)


@frozen
class Earlier:
    """Commits at which the branches stood before, as far as this clone has them."""

    there: frozenset[str]
    files: Mapping[tuple[str, str], str]
    """By commit and path."""


def earlier(view: View, scene: Scene, commit: PastCommit) -> Earlier:
    """What is needed of the branches as they stood before a commit; two git processes at most."""
    from wsisdraft.repository.branches import files_at
    from wsisdraft.repository.objects import ObjectReader

    closed = [tip for _, tip in _stood(commit, MADE) if tip]
    moved = dict(_stood(commit, MOVED))
    wanted = [
        (moved[name], path)
        for name, state in scene.branches.items()
        if name in moved
        for path, _ in (state.own, state.beside)
    ]
    there: frozenset[str] = frozenset()
    if closed:
        with ObjectReader(view.clone.git) as objects:
            found = zip(closed, objects.each(closed, 1 << 20), strict=True)
            there = frozenset(tip for tip, stored in found if stored and stored.kind == "commit")
    files = files_at(view.clone, wanted) if wanted else {}
    return Earlier(there, {key: data.decode("utf-8", "replace") for key, data in files.items()})


def touched_alternatives(text: Text, commit: PastCommit) -> list[Paragraph]:
    """The paragraphs with an alternative that the commit touched and that is still there."""
    paths = {change.path for change in commit.changes}
    return [p for p in text.paragraphs() if paths & {a.path for a in p.alternatives}]


def branches_back(
    scene: Scene, commit: PastCommit, files: Files, before: Earlier
) -> Back | Refusal:
    """Branches of alternatives that come back, that go, and that read as they did.

    Refused where a branch that the commit moved has other words by now.
    """
    back = Back()
    _come_back(back, scene, (commit, files, before))
    for paragraph in scene.text.paragraphs():
        for alternative in paragraph.alternatives:
            found = scene.branch_of(alternative)
            if found is None:
                continue
            name, state = found
            if alternative.path in files.removed and not _went(commit, paragraph, alternative):
                if state.spare:
                    back.take(BranchClosed(name, state.tip), (MADE, f"{name} {state.tip}"))
                continue
            touched = commit.change(alternative.path) is not None
            moved = _stood_at(commit, name) if touched else None
            if moved is None:
                continue
            if state.words != wording(alternative.body):
                return _other_words(paragraph, alternative, name, commit)
            _goes_back(back, found, moved, before)
    return back


def _went(commit: PastCommit, paragraph: Paragraph, alternative: Alternative) -> bool:
    """Whether the commit brought the alternative along with its paragraph from another address."""
    for address in addresses_of(paragraph)[:-1]:
        change = commit.change(address.path)
        beside = commit.change(path_beside(address.path, alternative.ordinal))
        if change is None or change.old is None or beside is None or beside.old is None:
            continue
        fields = read_front_matter(change.old.decode("utf-8", "replace"), "").fields
        if paragraph.id and fields.get("id") == paragraph.id:
            return True
    return False


def _stood(commit: PastCommit, key: str) -> Iterator[tuple[str, str]]:
    """Branches that a commit tells of, and the commits they stood at; empty for one it made."""
    for value in commit.record.values(key):
        name, _, tip = value.partition(" ")
        yield name, tip


def _stood_at(commit: PastCommit, name: str) -> str | None:
    """Where a branch stood before a commit moved it; empty where the commit made it."""
    return dict((*_stood(commit, MADE), *_stood(commit, MOVED))).get(name)


def _come_back(back: Back, scene: Scene, undone: tuple[PastCommit, Files, Earlier]) -> None:
    """Branches that were closed with alternatives whose files come back."""
    commit, files, before = undone
    closed = _closed(commit)
    if not closed:
        return
    for path, source in files.new_files:
        subject = subject_of(path, scene.text.layout) if ".alt-" in path else None
        if subject is None or subject.address is None or not subject.ordinal:
            continue
        name, tip = closed.get((str(subject.address), subject.ordinal), ("", ""))
        if not name or name in scene.branch_names:
            continue
        told = f"{subject.address}: alternative {subject.ordinal} as it was"
        if tip in before.there:
            back.take(BranchMade(name, (), told, tip), (MADE, name))
            continue
        own = _as_restored(subject.address.path, scene, files)
        base = ((subject.address.path, worded_as(own, source, subject.address.path)),)
        back.take(BranchMade(name, base, told), (MADE, name))


def _closed(commit: PastCommit) -> dict[tuple[str, int], tuple[str, str]]:
    """Branches that a commit closed, with the commits they stood at.

    By the address their paragraph had before the commit, and the ordinal.
    """
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for claim in claims(commit.record):
        went = next((value for key, value in claim.said if key == ADDRESS_MOVED), "")
        ref = went.partition(" -> ")[0] or claim.ref
        for key, value in claim.said:
            name, _, tip = value.partition(" ")
            ordinal = name.rpartition("/")[2]
            if key == MADE and tip and ordinal.isdecimal():
                found[ref, int(ordinal)] = name, tip
    return found


def _as_restored(path: str, scene: Scene, files: Files) -> str:
    """A paragraph's file as undo leaves it."""
    for new, source in files.new_files:
        if new == path:
            return source
    edits = [(edit.span, edit.new) for edit in files.edits if edit.path == path]
    return spliced(scene.text.sources.get(path, ""), edits)


def _goes_back(back: Back, found: tuple[str, BranchState], stood_at: str, before: Earlier) -> None:
    """The branch reads as it did, by a commit on top; one that was made goes, if it is spare."""
    name, state = found
    row = f"{name} {state.tip}"
    if not stood_at:
        if state.spare:
            back.take(BranchClosed(name, state.tip), (MADE, row))
        return
    files = tuple(
        (path, before.files[stood_at, path])
        for path, now in (state.own, state.beside)
        if before.files.get((stood_at, path), now) != now
    )
    if files:
        told = f"{name}: back to the words before"
        back.take(BranchMoved(name, state.tip, files, told), (MOVED, row))


def _other_words(
    paragraph: Paragraph, alternative: Alternative, name: str, commit: PastCommit
) -> Refusal:
    ref = str(paragraph.address)
    return refuse(
        "touched-since",
        f"The branch {name} was worked on after “{commit.record.subject}” ({commit.id[:10]}).",
        f"wsisdraft alt amend {ref} {argument(alternative.name)} --text T gives it the former "
        "words; --from-branch takes those of the branch.",
        ref=ref,
    )
