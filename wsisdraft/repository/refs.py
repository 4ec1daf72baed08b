"""Moving branches together, each only from where it was seen, and the locks left by a death."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import Call, Reply, shown
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.journal import Journal, RefStep
from wsisdraft.repository.lock import held

_LIVE = 3.0
"""Seconds after which a lock on a ref is nobody's: git holds one for milliseconds."""


def move_refs(clone: Clone, steps: Iterable[RefStep]) -> Reply:
    """Moves all these refs in one transaction, or none of them.

    The process has a session of its own, so that a signal to our group does not cut it between two
    refs, and inherits our lock, so that nobody judges the outcome while it runs.
    """
    none = "0" * (64 if clone.object_format == "sha256" else 40)
    lines = [
        f"update {step.ref}\0{step.new}\0{step.old or none}\0"
        if step.new
        else f"delete {step.ref}\0{step.old}\0"
        for step in steps
    ]
    return clone.git.ask(
        Call(
            "update-ref",
            ("--stdin", "-z", "--create-reflog", "-m", "wsisdraft"),
            data="".join(lines).encode("utf-8", "surrogateescape"),
            keeping=held(clone),
            apart=True,
        )
    )


def refuse_unread(clone: Clone, ref: str) -> None:
    """Raises CannotProceed where git calls a branch absent that its folder seems to hold.

    Git says "missing" also of a branch it could not read, as with too many files open.
    """
    packed = Path(clone.common_dir, "packed-refs")
    loose = Path(clone.common_dir, ref)
    there = os.path.lexists(loose) and not loose.is_dir()  # a folder of other branches
    if not there and packed.exists():
        there = f" {ref}\n" in packed.read_text("utf-8", "surrogateescape")
    if there:
        raise CannotProceed(
            "unfinished",
            f"The branch {shown(ref)} could not be read.",
            "wsisdraft recover, once nothing else is wrong with the machine",
        )


def release_ref_locks(clone: Clone, journal: Journal, since: int) -> list[str]:
    """Removes the locks that a git process of the unfinished change left when it was killed.

    Ours is a lock that holds the id we were writing; or one made after the journal (`since`, in
    nanoseconds), empty or with the id an alternative's branch was being put back to, that stands
    unchanged longer than any living git keeps one.
    Any other is left; the answer is a sentence about each.
    """
    steps = (RefStep(journal.ref, "", journal.new), *journal.branches)
    places = {Path(clone.common_dir, f"{step.ref}.lock"): (step.new, step.old) for step in steps}
    places[Path(clone.common_dir, journal.git_dir, "HEAD.lock")] = ("", "")
    if not all(step.new and step.old for step in journal.branches):
        places[Path(clone.common_dir, "packed-refs.lock")] = ("*", "")
    left = [place for place, ids in places.items() if not _released(place, ids, since)]
    return [
        f"{shown(place.name)} is held by another git command, and is left so." for place in left
    ]


def _released(lock: Path, ids: tuple[str, str], since: int) -> bool:
    """Whether there is no such lock, or none any more; the ids are those after and before."""
    new, old = ids
    stale = (b"", f"{old}\n".encode() if old else b"")
    until = time.monotonic() + _LIVE
    first = _state(lock)
    while (now := _state(lock)) is not None:
        kind, changed, words = now
        if new not in ("", "*") and words == f"{new}\n".encode():
            lock.unlink(missing_ok=True)
            return True
        maybe = words in stale or new == "*"
        if not stat.S_ISREG(kind) or changed < since or not maybe or now != first:
            return False
        if time.monotonic() > until:
            lock.unlink(missing_ok=True)
            return True
        time.sleep(0.05)
    return True


def _state(lock: Path) -> tuple[int, int, bytes] | None:
    """Kind, time of last change and first bytes of a lock; None once it is gone."""
    try:
        fd = os.open(lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError:
        return (0, 0, b"")
    try:
        state = os.fstat(fd)
        return (state.st_mode, state.st_mtime_ns, os.read(fd, 100))
    finally:
        os.close(fd)
