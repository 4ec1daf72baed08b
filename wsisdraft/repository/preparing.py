"""Laying a change ready: its objects in git, its files and index in the stage, and the journal."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
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
from wsisdraft.repository.objects import ObjectReader, blob_id, object_id
from wsisdraft.repository.packing import MANY, storing_packed
from wsisdraft.repository.places import (
    keep_link,
    stamp_of,
    sync_folder,
    write_all_synced,
    write_synced,
)
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
    trees = [_Object("tree", tree, data) for tree, data in grove.made.items()]
    storing = _storing((*blobs, *trees), stage, clone.object_format)
    watch("written")
    with clone.git.at_work(storing.calls) as stored:
        index = work_on_index(clone, stage, steps_of(plan.files), plan.folders)
        # The index is written as long as a commit is made: the larger it is, the more it helps.
        with clone.git.at_work(index.calls) as indexed:
            _refuse_damaged(b"".join(stored()), storing.said)
            watch("objects")
            commit = Committing(clone, identity, telling.when)
            new = commit.made(tree, plan.base, telling.change.record.message())
            made = _branch_steps(commit, objects, plan.made, grown, new)
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


@frozen
class _Object:
    """An object that git is to store."""

    kind: str
    id: str
    data: bytes
    place: Path | None = None
    """Its file in the stage, where it has one anyway."""


@frozen
class _Storing:
    """The calls that store objects, and what git says where all of them are stored."""

    calls: tuple[Call, ...]
    said: bytes


def _blobs(
    clone: Clone, plan: Plan, stage: Path
) -> tuple[list[_Object], list[dict[str, Leaf | None]]]:
    """Writes every new text into the stage; answers also which files each branch has on top."""
    made: list[_Object] = []
    written: list[tuple[Path, bytes]] = []
    for number, file in enumerate(plan.files):
        if file.after is not None:
            place = new_file(stage, number)
            written.append((place, file.after))
            made.append(_Object("blob", file.step.new, file.after, place))
        if file.step.taken and file.found.data is not None:
            # The user's own edit is stored too: it can be put back even where its file was lost.
            place = stage / f"taken-{number}"
            written.append((place, file.found.data))
            made.append(_Object("blob", file.step.taken, file.found.data, place))
    write_all_synced(stage, written)
    for number, file in enumerate(plan.files):
        if file.after is not None and file.before is not None:
            new_file(stage, number).chmod(file.found.mode)
        elif file.after is not None and file.step.taken:
            new_file(stage, number).chmod(file.found.mode & ~0o111)
    branches: list[dict[str, Leaf | None]] = []
    for branch in plan.made:
        leaves: dict[str, Leaf | None] = {}
        for path, data in branch.files:
            blob = blob_id(data, clone.object_format)
            leaves[path] = Leaf("100644", blob)
            made.append(_Object("blob", blob, data))
        branches.append(leaves)
    return made, branches


def _storing(objects: Sequence[_Object], stage: Path, object_format: str) -> _Storing:
    """One call for each kind of a few objects, one for all where they are many."""
    if len(objects) >= MANY:
        call, said = storing_packed(((each.kind, each.data) for each in objects), object_format)
        return _Storing((call,), said.encode())
    kinds = {kind: [each for each in objects if each.kind == kind] for kind in ("blob", "tree")}
    calls = [_one_by_one(kind, of_kind, stage) for kind, of_kind in kinds.items() if of_kind]
    ids = (each.id for of_kind in kinds.values() for each in of_kind)
    return _Storing(tuple(calls), "".join(f"{each}\n" for each in ids).encode())


def _one_by_one(kind: str, objects: Sequence[_Object], stage: Path) -> Call:
    names = []
    for number, each in enumerate(objects):
        place = each.place
        if place is None:
            place = stage / f"{kind}-{number}"
            place.write_bytes(each.data)
        names.append(f"{place}\n")
    options = ("-t", kind, "-w", "--no-filters", "--stdin-paths")
    return Call("hash-object", options, data="".join(names).encode("utf-8", "surrogateescape"))


def _refuse_damaged(told: bytes, expected: bytes) -> None:
    if told.split() != expected.split():
        raise CannotProceed(
            "damaged-write", "Git stored other words than it was given.", "give the verb again"
        )


def _branch_steps(
    commit: Committing,
    objects: ObjectReader,
    branches: Sequence[PlannedBranch],
    trees: Sequence[str],
    new: str,
) -> list[RefStep]:
    """Where each branch is to stand; of very many the commits are made together."""
    with_files = [branch for branch in branches if branch.files or not branch.parent]
    heads = commit.heads(objects, new) if len(with_files) >= MANY else ()
    if not heads:
        return [
            RefStep(branch.ref, branch.tip, commit.on_branch(branch, its_tree, new))
            for branch, its_tree in zip(branches, trees, strict=True)
        ]
    steps: list[RefStep] = []
    made: list[tuple[str, bytes]] = []
    for branch, its_tree in zip(branches, trees, strict=True):
        if branch.parent and not branch.files:
            steps.append(RefStep(branch.ref, branch.tip, branch.parent))
            continue
        data = commit.like(heads, its_tree, branch.parent or new, branch.subject)
        made.append(("commit", data))
        its_id = object_id("commit", data, commit.clone.object_format)
        steps.append(RefStep(branch.ref, branch.tip, its_id))
    call, said = storing_packed(made, commit.clone.object_format)
    with commit.clone.git.at_work([call]) as stored:
        _refuse_damaged(b"".join(stored()), said.encode())
    return steps


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

    def heads(self, objects: ObjectReader, commit: str) -> tuple[bytes, ...]:
        """The lines that say who made a commit of ours and when; none where it is signed.

        Another commit with these lines is as git would have made it in the same moment.
        """
        if signing(self.clone.config).wanted:
            return ()
        stored = objects.one(commit)
        lines = (stored.data or b"").partition(b"\n\n")[0].split(b"\n") if stored else []
        kept = tuple(line for line in lines if not line.startswith((b"tree ", b"parent ")))
        known = all(line.startswith((b"author ", b"committer ", b"encoding ")) for line in kept)
        return kept if known else ()

    def like(self, heads: Sequence[bytes], tree: str, parent: str, subject: str) -> bytes:
        """A commit by the same hand in the same moment, as git stores it."""
        lines = (f"tree {tree}".encode(), f"parent {parent}".encode(), *heads)
        return b"\n".join((*lines, b"", f"{subject_line(subject)}\n".encode()))

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
