"""Starting a draft: in a new repository, or as one commit in one that is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from wsisdraft.notation.change import Change, Record
from wsisdraft.repository.atomic_change import record
from wsisdraft.repository.clone import Clone, open_clone
from wsisdraft.repository.founding import cleared, there_but_empty
from wsisdraft.repository.git import Call, Git, failed, shown
from wsisdraft.repository.ground import CannotProceed, TextMoved, held_up
from wsisdraft.repository.identity import identities
from wsisdraft.repository.journal import RefStep
from wsisdraft.repository.objects import ObjectReader, blob_id
from wsisdraft.repository.places import write_synced
from wsisdraft.repository.preparing import Committing
from wsisdraft.repository.recovery import exclusive
from wsisdraft.repository.refs import move_refs
from wsisdraft.repository.snapshot import Revision, WorkTree
from wsisdraft.repository.trees import Grove, Leaf
from wsisdraft.repository.work_state import refuse_states
from wsisdraft.text.frozen import frozen

Files = Callable[[str, bool], Mapping[str, str]]
"""Paths and texts, from the name of the trunk and whether the repository is a new one."""


@frozen
class Started:
    commit: str
    branch: str
    """As people name it: `main`."""
    files: tuple[str, ...]


def there_already(directory: str) -> tuple[str, ...]:
    """Paths under drafts/, in the work tree or on record, of the repository a directory is.

    Empty where it is none yet. Raises CannotProceed where no draft could be started in it.
    """
    clone = _clone(directory)
    if clone is None:
        return ()
    recorded = Revision(clone.git, clone.tip).names() if clone.tip else ()
    return (*WorkTree(clone.top).names(), *recorded)


def start(directory: str, files: Files, said: Record) -> Started:
    """Puts the files on record: as the first commit of a repository, or on top of HEAD's branch.

    Raises CannotProceed where that cannot be; then nothing was changed.
    """
    clone = _clone(directory)
    try:
        if clone is None:
            return _in_new(Path(directory), files, said)
        if not clone.tip:
            return _first(clone, files(clone.branch, False), said)
        refuse_states(clone, (clone.head,))
        texts = files(clone.branch, False)
        landed = record(clone, Change(new_files=tuple(texts.items()), record=said), clone.tip)
    except TextMoved:
        raise CannotProceed(
            "lost-race", "Somebody changed this repository meanwhile.", "give the verb again"
        ) from None
    except OSError as error:
        raise held_up(error, f"Writing {shown(directory)}") from None
    return Started(landed.commit, clone.branch, tuple(texts))


def _clone(directory: str) -> Clone | None:
    """The repository a directory is the top of; None for a directory that is free for a new one."""
    place = Path(directory)
    if not place.exists() and not place.is_symlink():
        return None
    clone = None
    try:
        clone = open_clone(place) if place.is_dir() else None
    except CannotProceed as ground:
        if ground.rule != "no-repository" or (place / ".git").exists():
            raise
    if clone is not None and os.path.realpath(clone.top) == os.path.realpath(place):
        return clone
    try:
        free = place.is_dir() and not any(place.iterdir())
    except OSError as error:
        raise held_up(error, f"Looking into {shown(directory)}") from None
    if free:
        return None
    if clone is not None:
        raise CannotProceed(
            "inside-repository",
            f"{shown(directory)} lies inside the repository {shown(clone.top)}.",
            f"wsisdraft init {shown(clone.top)}, or name a new directory",
        )
    raise CannotProceed(
        "not-empty",
        f"{shown(directory)} holds files and is no repository.",
        "git init there and commit them, then wsisdraft init again; or name a new directory",
    )


def _in_new(place: Path, files: Files, said: Record) -> Started:
    was_there = there_but_empty(place)
    above = [folder for folder in place.absolute().parents if not folder.exists()]
    try:
        place.mkdir(parents=True, exist_ok=True)
        Git(str(place.absolute())).run(Call("init", ("--quiet", "--initial-branch=main")))
        clone = open_clone(place)
        return _first(clone, files(clone.branch, True), said)
    except BaseException:
        cleared(place, was_there=was_there)
        for folder in above:
            with suppress(OSError):
                folder.rmdir()
        raise


def _first(clone: Clone, texts: Mapping[str, str], said: Record) -> Started:
    """The first commit of a branch; what else lies in the work tree and the index stays there."""
    written: list[Path] = []
    with exclusive(clone):
        try:
            blobs = {path: text.encode() for path, text in texts.items()}
            commit = _committed(clone, blobs, said)
            for path, data in blobs.items():
                place = Path(clone.top, path)
                place.parent.mkdir(parents=True, exist_ok=True)
                write_synced(place, data)
                written.append(place)
            _enter(clone, blobs)
            _branch_made(clone, commit)
        except FileExistsError as error:
            _taken_away(written)
            raise CannotProceed(
                "uncommitted-edit",
                f"{shown(str(error.filename))} is there already.",
                "move it away, then give the verb again",
            ) from None
        except BaseException:
            _taken_away(written)
            raise
    return Started(commit, clone.branch, tuple(texts))


def _committed(clone: Clone, blobs: Mapping[str, bytes], said: Record) -> str:
    identity = identities(clone)
    leaves: dict[str, Leaf | None] = {
        path: Leaf("100644", blob_id(data, clone.object_format)) for path, data in blobs.items()
    }
    with ObjectReader(clone.git) as objects:
        grove = Grove(objects, clone.object_format)
        tree = grove.grown("", leaves)
    for data in blobs.values():
        _stored(clone, "blob", data)
    for data in grove.made.values():
        _stored(clone, "tree", data)
    return Committing(clone, identity, None).made(tree, "", said.message())


def _stored(clone: Clone, kind: str, data: bytes) -> None:
    clone.git.run(Call("hash-object", ("-t", kind, "-w", "--no-filters", "--stdin"), data=data))


def _branch_made(clone: Clone, commit: str) -> None:
    reply = move_refs(clone, [RefStep(clone.head, "", commit)])
    if reply.code:
        raise failed("update-ref", reply.err)


def _enter(clone: Clone, blobs: Mapping[str, bytes]) -> None:
    """The files in the index, beside whatever is in it."""
    rows = "".join(
        f"100644 {blob_id(data, clone.object_format)}\t{path}\n" for path, data in blobs.items()
    )
    clone.git.run(Call("update-index", ("--add", "--index-info"), data=rows.encode()))
    clone.git.ask(Call("update-index", ("-q", "--refresh")))


def _taken_away(written: list[Path]) -> None:
    for place in written:
        with suppress(OSError):
            place.unlink()
