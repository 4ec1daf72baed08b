"""One change, one commit, wholly or not at all; the order is told in docs/decisions."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from wsisdraft.notation.change import Change
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import failed, shown, told
from wsisdraft.repository.ground import CannotProceed, TextMoved, held_up
from wsisdraft.repository.index import Stamp, index_stamp, lock_index, write_index
from wsisdraft.repository.journal import Journal, RefStep, write_journal
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.places import find, make_folders, put, sync_folders, take_away
from wsisdraft.repository.plan import (
    Plan,
    refuse_edited,
    refuse_edited_again,
    refuse_moved,
    steps_of,
    work_out,
)
from wsisdraft.repository.preparing import Telling, prepare
from wsisdraft.repository.recovery import exclusive
from wsisdraft.repository.refs import move_refs
from wsisdraft.repository.settlement import Recovered, Watch, has_landed, settle, unwatched
from wsisdraft.repository.stage import clear_stage, make_stage, new_file
from wsisdraft.repository.work_state import head_now
from wsisdraft.text.frozen import frozen

__all__ = ["Landed", "exclusive", "record"]

_UNWANTED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@frozen
class Landed:
    """A change that is on record."""

    commit: str
    branch: str
    """As people name it: `main`."""
    notes: tuple[str, ...] = ()
    """What went wrong beside it, and what was found unfinished before; sentences."""


def record(
    clone: Clone,
    change: Change,
    base: str,
    *,
    when: datetime | None = None,
    watch: Watch = unwatched,
) -> Landed:
    """Makes a change one commit on HEAD's branch, with its branches, files and index entries.

    `base` is the commit the change was decided on, `when` an aware time at which it happened, if
    not now. Raises TextMoved where the branch or an alternative's has moved: decide again;
    CannotProceed where nothing was changed, with the reason; ValueError for a change that
    contradicts itself. Whatever is raised, the change did not happen.
    """
    landed: Recovered | None = None
    try:
        with exclusive(clone, watch=watch) as earlier, ObjectReader(clone.git) as objects:
            watch("turn")
            plan = work_out(clone, objects, change, base)
            watch("looked")
            stage = make_stage(clone.ours)
            try:
                prepared = prepare(clone, objects, plan, Telling(change, when, watch), stage)
            except BaseException:
                clear_stage(stage)
                raise
            landed = _land(clone, plan, prepared, watch)
    except OSError as error:
        raise held_up(error, "The change") from None
    except KeyboardInterrupt:
        if landed is None:
            raise
        # Ctrl-C came while we tidied up behind the change; that it landed is what has to be told.
        return Landed(landed.commit, clone.branch, landed.notes)
    return Landed(landed.commit, clone.branch, (*earlier.notes, *landed.notes))


def _land(clone: Clone, plan: Plan, prepared: tuple[Stamp, Journal], watch: Watch) -> Recovered:
    """Moves files, branches and index; the branch decides what became of it.

    From the lock on nothing but death interrupts: Ctrl-C waits until it is known what happened, and
    is forgotten where the change has landed.
    """
    journal = prepared[1]
    with _undisturbed():
        try:
            write_journal(clone.ours, journal)
            watch("journal")
            _move_all(clone, plan, prepared, watch)
        except BaseException as error:
            settled = _settled_after(clone, journal, error, watch)
            if not settled.commit:
                raise
            return settled
        return _settled(clone, journal, watch)


def _move_all(clone: Clone, plan: Plan, prepared: tuple[Stamp, Journal], watch: Watch) -> None:
    """Everything that can be seen from outside, up to and with the branches; the index is last."""
    seen, journal = prepared
    stage = clone.ours / journal.stage
    lock_index(clone, stage)
    watch("index-locked")
    if head_now(clone) != clone.head:
        raise TextMoved
    if index_stamp(clone) != seen:
        write_index(clone, stage, steps_of(plan.files), plan.folders)
    watch("rechecked")
    make_folders(clone.top, plan.folders)
    for number, file in enumerate(plan.files):
        path = file.step.path
        if file.step.taken is None:
            refuse_edited(path, find(clone.top, path), file.before)
        else:
            refuse_edited_again(path, find(clone.top, path), file.found.data)
        if file.stays:
            pass
        elif file.after is None:
            take_away(clone.top, path)
        else:
            put(clone.top, path, new_file(stage, number))
        watch(f"file-{number}")
    sync_folders(clone.top, [*(file.step.path for file in plan.files), *plan.folders])
    watch("files")
    reply = move_refs(clone, [RefStep(journal.ref, journal.old, journal.new), *journal.branches])
    watch("ref")
    if reply.code:
        raise _stuck(clone, plan, journal, reply.err)


def _stuck(clone: Clone, plan: Plan, journal: Journal, err: bytes) -> Exception:
    """Why the branches would not move."""
    with ObjectReader(clone.git) as objects:
        tip = objects.one(f"{journal.ref}^{{commit}}")
        if tip is None or tip.id != journal.old:
            return TextMoved()
        try:
            refuse_moved(objects, plan.made, plan.closed)
        except TextMoved as moved:
            return moved
    if b"File exists" in err:
        return CannotProceed(
            "ref-locked",
            f"Another git command holds a branch: {told(err)}.",
            "let it end, and give the verb again; if none runs, remove the lock named",
        )
    return failed("update-ref", err)


def _settled(clone: Clone, journal: Journal, watch: Watch) -> Recovered:
    """The change has landed; what still fails is told beside it."""
    try:
        return settle(clone, journal, landed=True, watch=watch)
    except Exception as error:
        return Recovered(True, journal.new, (_beside(error), _LATER))


def _settled_after(clone: Clone, journal: Journal, error: BaseException, watch: Watch) -> Recovered:
    """What became of a change after an error, taken back or finished as the branch decides."""
    try:
        settled = settle(clone, journal, watch=watch)
    except Exception as worse:
        with ObjectReader(clone.git) as objects:
            if has_landed(clone, journal, objects):
                return Recovered(True, journal.new, (_beside(error), _beside(worse), _LATER))
        raise CannotProceed(
            "unfinished",
            f"The change did not happen, and is not yet taken back: {_words(worse)}",
            "wsisdraft recover",
        ) from error
    if not settled.commit:
        return settled
    return Recovered(True, settled.commit, (_beside(error), *settled.notes))


_LATER = "The change is on record; the next verb, or wsisdraft recover, brings the rest along."


def _beside(error: BaseException) -> str:
    return f"The change is on record, but something failed beside it: {_words(error)}"


def _words(error: BaseException) -> str:
    if isinstance(error, CannotProceed):
        return error.message
    if isinstance(error, OSError):
        return held_up(error, "writing").message
    return shown(f"{type(error).__name__} {error}".strip()) + "."


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Holds off Ctrl-C and the like; one that came too late to stop the change is forgotten."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _UNWANTED)
    try:
        yield
        while signal.SIGINT in signal.sigpending():
            signal.sigwait({signal.SIGINT})
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
