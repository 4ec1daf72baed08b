"""Finishing or taking back a change that was cut short, decided from where its branch stands."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from wsisdraft.repository.clone import Clone, open_clone
from wsisdraft.repository.git import Call, failed, shown, told
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.index import (
    index_entries,
    index_is_ours,
    install_index,
    let_go_of_index,
    lock_index,
    unlock_index,
    write_index,
)
from wsisdraft.repository.journal import (
    FileStep,
    Journal,
    RefStep,
    drop_journal,
    journal_time,
)
from wsisdraft.repository.objects import ObjectReader, blob_id
from wsisdraft.repository.places import (
    drop_empty_folders,
    find,
    make_folders,
    put,
    sync_folder,
    sync_folders,
    take_away,
    write_synced,
)
from wsisdraft.repository.refs import move_refs, refuse_unread, release_ref_locks
from wsisdraft.repository.stage import clear_stage, new_file, old_file
from wsisdraft.repository.trees import leaves_at, tree_of
from wsisdraft.repository.work_state import head_now
from wsisdraft.text.frozen import computed, frozen

Watch = Callable[[str], None]
"""Told the name of each step when it is done; the tests end or fail the process there."""


def unwatched(step: str) -> None:
    """Nobody watches."""


@frozen
class Recovered:
    """What had been left unfinished in a clone, and what became of it."""

    found: bool = False
    commit: str = ""
    """The commit, where the change had happened; empty where it was taken back."""
    notes: tuple[str, ...] = ()
    """What could not be put right without overwriting somebody's work."""


NOTHING_FOUND = Recovered()


def _left_by(files: tuple[FileStep, ...]) -> list[str]:
    """Folders that may be empty now that files were removed from them, inner ones first."""
    return sorted(
        {str(f) for step in files if not step.new for f in list(Path(step.path).parents)[:-2]},
        reverse=True,
    )


@frozen
class _Settling:
    """One settling under way."""

    clone: Clone
    """Through which git is asked; any work tree of the repository."""
    there: Clone | None
    """The work tree concerned; None where it is gone."""
    journal: Journal
    stage: Path
    watch: Watch
    notes: list[str] = computed(lambda _: [])


def settle(
    clone: Clone, journal: Journal, *, landed: bool = False, watch: Watch = unwatched
) -> Recovered:
    """Brings files, index and branches to where the branch of the change stands, then forgets it.

    `landed` says that the caller saw all refs move and nothing fail; else it is found out. Safe to
    be cut short and done again. Must be called by the holder of the clone's lock.
    """
    stage = clone.ours / journal.stage
    work = _Settling(clone, _work_tree(clone, journal), journal, stage, watch)
    since = journal_time(clone.ours)
    if not landed:
        work.notes.extend(release_ref_locks(clone, journal, since))
        with ObjectReader(clone.git) as objects:
            landed = has_landed(clone, journal, objects)
            watch("settle:decided")
            _bring_branches(work, objects, landed=landed)
            watch("settle:branches")
            if work.there is not None:
                _bring_files(work, work.there, objects, landed=landed)
        watch("settle:files")
    release_ref_locks(clone, journal, since)  # what git could not remove although it moved the refs
    if work.there is not None:
        _bring_index(work, work.there, landed=landed)
        if landed:
            drop_empty_folders(work.there.top, _left_by(journal.files))
    watch("settle:index")
    _make_lasting(work)
    _keep_what_changed(work)
    drop_journal(clone.ours)
    watch("settle:journal-dropped")
    clear_stage(stage)
    return Recovered(True, journal.new if landed else "", tuple(work.notes))


def _work_tree(clone: Clone, journal: Journal) -> Clone | None:
    """The work tree the change was made in, which need not be the one we are in."""
    git_dir = os.path.realpath(Path(clone.common_dir, journal.git_dir))
    if git_dir == os.path.realpath(clone.git_dir):
        return clone
    if not (Path(git_dir).is_dir() and Path(journal.top).is_dir()):
        return None
    there = open_clone(journal.top)
    return there if os.path.realpath(there.git_dir) == git_dir else None


def has_landed(clone: Clone, journal: Journal, objects: ObjectReader) -> bool:
    """Whether the branch stands at the change's commit, or has gone on from it."""
    tip = objects.one(f"{journal.ref}^{{commit}}")
    if tip is None:
        refuse_unread(clone, journal.ref)
    if tip is None or tip.id == journal.old:
        return False
    if tip.id == journal.new:
        return True
    reply = clone.git.ask(Call("merge-base", ("--is-ancestor",), names=(journal.new, tip.id)))
    if reply.code > 1 and objects.one(journal.new) is not None:
        raise failed("merge-base", reply.err)
    return reply.code == 0


def _bring_branches(work: _Settling, objects: ObjectReader, *, landed: bool) -> None:
    """Alternatives' branches follow the branch of the change; one moved by others stays."""
    moves = []
    for step in work.journal.branches:
        want, other = (step.new, step.old) if landed else (step.old, step.new)
        stored = objects.one(step.ref)
        if stored is None:
            refuse_unread(work.clone, step.ref)
        have = stored.id if stored else ""
        if have == want:
            continue
        if have == other:
            moves.append(RefStep(step.ref, have, want))
        else:
            work.notes.append(f"The branch {shown(step.ref)} was moved meanwhile and is left so.")
    if moves and (reply := move_refs(work.clone, moves)).code:
        raise CannotProceed(
            "unfinished",
            f"The alternatives' branches could not be brought along: {told(reply.err)}.",
            "wsisdraft recover",
        )


def _bring_files(work: _Settling, there: Clone, objects: ObjectReader, *, landed: bool) -> None:
    """Each file of the change becomes what the work tree's own HEAD says, if it is ours to move.

    An edit of the user's that the change was to take up comes back where it did not.
    """
    files = work.journal.files
    wanted = _at_head(there, objects, tuple(step.path for step in files))
    made = False
    for number, step in enumerate(files):
        want = wanted[step.path]
        if step.taken is not None and want == step.old and not (landed and step.old == step.new):
            want = step.taken
        found = find(there.top, step.path)
        have = blob_id(found.data, there.object_format) if found.data is not None else ""
        if have == want and not found.odd:
            continue
        known = (step.lying, step.new)
        if found.odd or have not in known or want not in known:
            work.notes.append(f"{shown(step.path)} was changed meanwhile and is left as it is.")
            continue
        if want and not made:
            make_folders(there.top, work.journal.folders)
            made = True
        _bring(work, there, (number, step, want), objects)
    drop_empty_folders(there.top, reversed(work.journal.folders))
    sync_folders(there.top, [*(s.path for s in files), *work.journal.folders])


def _bring(
    work: _Settling,
    there: Clone,
    wanted: tuple[int, FileStep, str],
    objects: ObjectReader,
) -> None:
    """One file becomes what it should be, from the copy that lies ready or from git's own."""
    number, step, want = wanted
    if not want:
        take_away(there.top, step.path)
        return
    ready = new_file(work.stage, number) if want == step.new else old_file(work.stage, number)
    data = ready.read_bytes() if ready.is_file() and not ready.is_symlink() else None
    if data is None or blob_id(data, there.object_format) != want:
        stored = objects.one(want)
        if stored is None or stored.data is None:
            work.notes.append(f"{shown(step.path)} could not be restored: git lacks its text.")
            return
        ready = work.stage / f"again-{number}"
        ready.unlink(missing_ok=True)
        write_synced(ready, stored.data, 0o777 if step.mode == "100755" else 0o666)
    put(there.top, step.path, ready)


def _at_head(there: Clone, objects: ObjectReader, paths: tuple[str, ...]) -> dict[str, str]:
    """The blob ids at HEAD of the work tree concerned, empty for what is not there."""
    head = head_now(there)
    commit = objects.one(f"{head}^{{commit}}" if head else there.reopened().tip)
    if commit is None or commit.data is None:
        refuse_unread(there, head)
        return dict.fromkeys(paths, "")
    leaves = leaves_at(objects, tree_of(commit), paths)
    return {path: leaf.id if leaf else "" for path, leaf in leaves.items()}


def _bring_index(work: _Settling, there: Clone, *, landed: bool) -> None:
    """Our `index.lock` becomes the index where the change landed, else it goes away."""
    journal = work.journal
    ours = index_is_ours(there, work.stage)
    if landed and head_now(there) == journal.ref:
        if ours:
            install_index(there)
        else:
            _mend_index(work, there)
    elif ours:
        unlock_index(there)


def _mend_index(work: _Settling, there: Clone) -> None:
    """Brings the entries along where somebody took our `index.lock` away before it counted."""
    files = work.journal.files
    entries = {e.path: e for e in index_entries(there, tuple(step.path for step in files))}
    behind = []
    for step in files:
        entry = entries.get(step.path)
        have = entry.id if entry else ""
        if have in (step.old, step.lying) and have != step.new:
            behind.append(step)
        elif have != step.new:
            work.notes.append(f"The staged state of {shown(step.path)} is left as it is.")
    if behind:
        let_go_of_index(there, work.stage)
        write_index(there, work.stage, behind, ())
        lock_index(there, work.stage)
        install_index(there)


def _make_lasting(work: _Settling) -> None:
    """Has the system write down the renames of refs and index before the journal goes."""
    if work.there is not None:
        sync_folder(work.there.git_dir)
    folders: set[Path] = set()
    for ref in (work.journal.ref, *(step.ref for step in work.journal.branches)):
        folders |= {Path(work.clone.common_dir, folder) for folder in list(Path(ref).parents)[:-2]}
    for folder in sorted(folders):
        if folder.is_dir():  # git packs refs, and drops folders of which nothing is left
            sync_folder(folder)


def _keep_what_changed(work: _Settling) -> None:
    """Saves what a program that held an old file open wrote into it after it was replaced."""
    for number, step in enumerate(work.journal.files):
        old = old_file(work.stage, number)
        if not step.lying or not old.is_file() or old.is_symlink():
            continue
        data = old.read_bytes()
        if blob_id(data, work.clone.object_format) == step.lying or _in_place(work, step, old):
            continue
        kept = work.clone.ours / "kept"
        kept.mkdir(exist_ok=True)
        place = kept / f"{work.journal.stage}-{Path(step.path).name}"
        old.replace(place)
        work.notes.append(
            f"{shown(step.path)} was written to while it was being replaced; "
            f"what was written is in {shown(str(place))}."
        )


def _in_place(work: _Settling, step: FileStep, old: Path) -> bool:
    """Whether the old file still is the one in the work tree, and so in no danger."""
    if work.there is None:
        return False
    try:
        return os.path.samestat(Path(work.there.top, step.path).lstat(), old.lstat())
    except OSError:
        return False
