"""Laying a change ready: its objects in git, its files and index in the stage, and the journal."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path

from wsisdraft.notation.change import Change
from wsisdraft.notation.record import subject_line
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import Call, failed, told
from wsisdraft.repository.ground import CannotProceed, TextMoved, held_up
from wsisdraft.repository.identity import identities
from wsisdraft.repository.index import Stamp, work_on_index
from wsisdraft.repository.journal import Journal, RefStep
from wsisdraft.repository.objects import ObjectReader, blob_id
from wsisdraft.repository.places import keep_link, stamp_of, sync_folder, write_synced
from wsisdraft.repository.plan import Plan, PlannedBranch, PlannedFile, steps_of
from wsisdraft.repository.settlement import Watch
from wsisdraft.repository.signing import signing
from wsisdraft.repository.stage import new_file, old_file
from wsisdraft.repository.trees import Grove, Leaf
from wsisdraft.text.frozen import frozen

_NO_LINKS = (errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)


@frozen
class Telling:
    """What is said of the change, to the record and to whoever watches."""

    change: Change
    when: datetime | None
    watch: Watch


def prepare(
    clone: Clone, objects: ObjectReader, plan: Plan, telling: Telling, stage: Path
) -> tuple[Stamp, Journal]:
    """Makes every object and lays every file ready; nothing of the user's has moved yet.

    Answers the state of the index all this was made from, and what is to be noted before it counts.
    """
    watch = telling.watch
    identity = identities(clone)
    blobs, branch_leaves = _blobs(clone, plan, stage)
    trunk = {
        file.step.path: Leaf(file.step.mode, file.step.new) if file.step.new else None
        for file in plan.files
    }
    grove = Grove(objects, clone.object_format)
    tree = grove.grown(plan.tree, trunk)
    grown = [
        grove.grown(branch.tree or tree, leaves)
        for branch, leaves in zip(plan.made, branch_leaves, strict=True)
    ]
    trees = _trees(grove, stage)
    watch("written")
    stores = [_storing(kind, f) for kind, f in (("blob", blobs), ("tree", trees)) if f]
    with clone.git.at_work(stores) as stored:
        index = work_on_index(clone, stage, steps_of(plan.files), plan.folders)
        # The index is written as long as a commit is made: the larger it is, the more it helps.
        with clone.git.at_work(index.calls) as indexed:
            _refuse_damaged(b"".join(stored()), [*blobs, *trees])
            watch("objects")
            commit = Committing(clone, identity, telling.when)
            new = commit.made(tree, plan.base, telling.change.record.message())
            made = [
                RefStep(branch.ref, branch.tip, commit.on_branch(branch, its_tree, new))
                for branch, its_tree in zip(plan.made, grown, strict=True)
            ]
            watch("commits")
            _lay_ready(clone, plan, stage)
            watch("staged")
            listed, _ = indexed()
    index.done(listed)
    sync_folder(stage)
    watch("index-ready")
    return index.seen, Journal(
        ref=clone.head,
        old=plan.base,
        new=new,
        git_dir=os.path.relpath(clone.git_dir, clone.common_dir),
        top=clone.top,
        stage=stage.name,
        files=steps_of(plan.files),
        folders=plan.folders,
        branches=(*made, *(RefStep(ref, tip, "") for ref, tip in plan.closed)),
    )


_Staged = list[tuple[Path, str]]
"""Files of the stage, and the ids that git is to store them under."""


def _blobs(clone: Clone, plan: Plan, stage: Path) -> tuple[_Staged, list[dict[str, Leaf | None]]]:
    """Writes every new text into the stage; answers also which files each branch has on top."""
    staged: _Staged = []
    for number, file in enumerate(plan.files):
        if file.after is not None:
            place = new_file(stage, number)
            write_synced(place, file.after)
            if file.before is not None:
                place.chmod(file.found.mode)
            elif file.step.taken:
                place.chmod(file.found.mode & ~0o111)
            staged.append((place, file.step.new))
        if file.step.taken and file.found.data is not None:
            # The user's own edit is stored too: it can be put back even where its file was lost.
            place = stage / f"taken-{number}"
            write_synced(place, file.found.data)
            staged.append((place, file.step.taken))
    branches: list[dict[str, Leaf | None]] = []
    for number, branch in enumerate(plan.made):
        leaves: dict[str, Leaf | None] = {}
        for path, data in branch.files:
            place = stage / f"branch-{number}-{len(leaves)}"
            place.write_bytes(data)
            blob = blob_id(data, clone.object_format)
            leaves[path] = Leaf("100644", blob)
            staged.append((place, blob))
        branches.append(leaves)
    return staged, branches


def _trees(grove: Grove, stage: Path) -> _Staged:
    staged: _Staged = []
    for tree, data in grove.made.items():
        place = stage / f"tree-{len(staged)}"
        place.write_bytes(data)
        staged.append((place, tree))
    return staged


def _storing(kind: str, staged: _Staged) -> Call:
    names = "".join(f"{place}\n" for place, _ in staged)
    options = ("-t", kind, "-w", "--no-filters", "--stdin-paths")
    return Call("hash-object", options, data=names.encode("utf-8", "surrogateescape"))


def _refuse_damaged(told: bytes, staged: _Staged) -> None:
    if told.decode().split() != [expected for _, expected in staged]:
        raise CannotProceed(
            "damaged-write", "Git stored other words than it was given.", "give the verb again"
        )


@frozen
class Committing:
    """How this clone's user makes commits."""

    clone: Clone
    identity: dict[str, str]
    when: datetime | None

    def on_branch(self, branch: PlannedBranch, tree: str, change: str) -> str:
        """The commit a branch is to stand at: its own, or its parent where it has no files."""
        if branch.parent and not branch.files:
            return branch.parent
        return self.made(tree, branch.parent or change, f"{subject_line(branch.subject)}\n")

    def made(self, tree: str, parent: str, message: str) -> str:
        """A commit's id, a first one's without a parent; signed where the user says so."""
        sign = signing(self.clone.config)
        dated = {}
        if self.when is not None:
            zone = self.when.strftime("%z") or "+0000"
            dated["GIT_AUTHOR_DATE"] = f"@{int(self.when.timestamp())} {zone[:5]}"
        reply = self.clone.git.ask(
            Call(
                "commit-tree",
                (
                    *(("-p", parent) if parent else ()),
                    *(("-S",) if sign.wanted else ()),
                    *("-F", "-"),
                ),
                names=(tree,),
                data=message.encode("utf-8"),
                extra={**self.identity, **dated},
                settings=sign.settings,
            )
        )
        if reply.code and sign.wanted:
            raise CannotProceed(
                "not-signed",
                f"The commit could not be signed: {told(reply.err)}.",
                "mend your signing set-up, or git config commit.gpgSign false",
            )
        if reply.code:
            raise failed("commit-tree", reply.err)
        return reply.out.decode().strip()


def _lay_ready(clone: Clone, plan: Plan, stage: Path) -> None:
    """Gives every file that will be replaced a second name, by which it can be put back."""
    if stage.stat().st_dev != Path(clone.top).stat().st_dev:
        raise held_up(OSError(errno.EXDEV, os.strerror(errno.EXDEV)), "Laying the files ready")
    for number, file in enumerate(plan.files):
        if file.found.data is None:
            continue
        kept = old_file(stage, number)
        try:
            keep_link(clone.top, file.step.path, kept)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            write_synced(kept, file.found.data)
            kept.chmod(file.found.mode)
        else:
            _refuse_replaced(file, kept)


def _refuse_replaced(file: PlannedFile, kept: Path) -> None:
    if stamp_of(kept.lstat()) != file.found.stamp:
        raise TextMoved
