"""States of a clone in which no verb may change the text: each is told in one line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from wsisdraft.repository.clone import HEADS, Clone
from wsisdraft.repository.git import Call, shown
from wsisdraft.repository.ground import CannotProceed

ALTERNATIVES = f"{HEADS}alt/"
_UNDER_WAY = (
    ("rebase-merge", "A rebase", "git rebase --continue, or git rebase --abort"),
    ("rebase-apply/applying", "git am", "git am --continue, or git am --abort"),
    ("rebase-apply", "A rebase", "git rebase --continue, or git rebase --abort"),
    ("MERGE_HEAD", "A merge", "git commit, or git merge --abort"),
    ("CHERRY_PICK_HEAD", "A cherry-pick", "git cherry-pick --continue, or --abort"),
    ("REVERT_HEAD", "A revert", "git revert --continue, or --abort"),
    ("sequencer", "A series of picks", "git cherry-pick --continue, or --abort"),
    ("BISECT_LOG", "A bisection", "git bisect reset"),
)
"""What git leaves in its folder while something is under way."""


def refuse_states(clone: Clone, branches: Iterable[str]) -> None:
    """Raises CannotProceed unless HEAD's branch can take a commit and `branches` may be moved.

    `branches` are full ref names of alternatives' branches that the change makes or closes.
    """
    for mark, what, remedy in _UNDER_WAY:
        if os.path.lexists(Path(clone.git_dir, mark)):
            raise CannotProceed("under-way", f"{what} is under way in this clone.", remedy)
    if not clone.head:
        raise CannotProceed(
            "detached-head",
            "HEAD stands on no branch, so a change would be lost from sight.",
            "git switch main, or git switch -c NAME",
        )
    if not clone.tip:
        raise CannotProceed(
            "no-commit-yet",
            f"The branch {shown(clone.branch)} has no commit yet.",
            "commit the draft once: git add drafts, then git commit",
        )
    if clone.head.startswith(ALTERNATIVES):
        raise CannotProceed(
            "alternative-branch",
            f"{shown(clone.branch)} is an alternative's branch: verbs act on the text of record.",
            "git switch main; wordings on this branch are changed with plain git",
        )
    moved = {clone.head, *branches}
    for ref, where in _elsewhere(clone):
        if ref in moved:
            raise CannotProceed(
                "branch-in-use",
                f"{shown(ref.removeprefix(HEADS))} is checked out in {shown(where)} too.",
                "work there, or switch that work tree to another branch",
            )


def head_now(clone: Clone) -> str:
    """The branch HEAD names at this moment, as a full ref name; empty where detached."""
    ref = _symref(Path(clone.git_dir, "HEAD"))
    if ref is None:
        out = clone.git.ask(Call("symbolic-ref", ("--quiet", "HEAD"))).out
        ref = out.decode("utf-8", "surrogateescape").strip()
    return ref


def _elsewhere(clone: Clone) -> Iterator[tuple[str, str]]:
    """Branches checked out in other work trees of the repository, with where."""
    folders = [Path(clone.common_dir)]
    linked = Path(clone.common_dir, "worktrees")
    if linked.is_dir():
        folders += sorted(linked.iterdir())
    for folder in folders:
        if os.path.realpath(folder) == os.path.realpath(clone.git_dir):
            continue
        try:
            ref = _symref(folder / "HEAD") or _rebased(folder)
        except FileNotFoundError:
            continue
        if ref:
            yield ref, _place(folder)


def _symref(head: Path) -> str | None:
    """What a HEAD file names: a ref, empty for a commit, None where the file does not tell.

    OSError where it cannot be read: "no branch" would be a wrong answer then.
    """
    text = head.read_text("utf-8", "surrogateescape")
    if not text.startswith("ref:"):
        return ""
    ref = text.removeprefix("ref:").strip()
    return None if ref == f"{HEADS}.invalid" else ref


def _rebased(folder: Path) -> str:
    """The branch that a rebase in another work tree will move when it ends."""
    for place in ("rebase-merge/head-name", "rebase-apply/head-name"):
        try:
            return (folder / place).read_text("utf-8", "surrogateescape").strip()
        except FileNotFoundError:
            continue
    return ""


def _place(folder: Path) -> str:
    """Where a work tree lies, as well as its folder under git's can tell."""
    try:
        return str(Path((folder / "gitdir").read_text("utf-8", "surrogateescape").strip()).parent)
    except OSError:
        return str(folder.parent)
