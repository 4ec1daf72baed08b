"""One change at a time in a clone: a lock that the system lets go of when its holders are gone."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import shown
from wsisdraft.repository.ground import CannotProceed, held_up

PATIENCE = 30.0
"""Seconds to wait for others who are changing the same clone."""


_turns: dict[tuple[str, int, int], int] = {}
"""The locks we hold, by common folder, process and thread; each by its descriptor."""


def _key(clone: Clone) -> tuple[str, int, int]:
    return (os.path.realpath(clone.common_dir), os.getpid(), threading.get_ident())


@contextmanager
def holding(clone: Clone, patience: float = PATIENCE) -> Iterator[bool]:
    """Holds the clone's lock; whoever holds it may take it again, and is told False then."""
    key = _key(clone)
    if key in _turns:
        yield False
        return
    fd = _opened(clone.ours)
    try:
        _wait(fd, patience)
        with suppress(OSError):  # only to name us to whoever waits
            os.pwrite(fd, f"{os.getpid()}\n".ljust(16).encode(), 0)
        _turns[key] = fd
        yield True
    finally:
        _turns.pop(key, None)
        os.close(fd)


def held(clone: Clone) -> tuple[int, ...]:
    """The lock's descriptor, for processes that must keep it while they outlive us."""
    fd = _turns.get(_key(clone))
    return () if fd is None else (fd,)


def make_ours(ours: Path) -> None:
    """Makes our own folder under git's; CannotProceed where a link leads elsewhere instead."""
    ours.mkdir(exist_ok=True)
    if ours.is_symlink():
        raise CannotProceed(
            "foreign-folder",
            f"{ours.name} in git's folder is a link that leads elsewhere.",
            f"rm {shown(str(ours))}",
        )


def _opened(ours: Path) -> int:
    try:
        make_ours(ours)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        return os.open(ours / "lock", flags, 0o666)
    except OSError as error:
        raise held_up(error, "Locking the clone for a change") from None


def _wait(fd: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise _busy(fd, patience) from None
            time.sleep(0.004)
        except OSError as error:
            raise held_up(error, "Locking the clone for a change") from None
        else:
            return


def _busy(fd: int, patience: float) -> CannotProceed:
    holder = os.pread(fd, 32, 0).decode("ascii", "replace").split("\n")[0]
    which = f"process {holder}" if holder.isdigit() else "another process"
    return CannotProceed(
        "clone-busy",
        f"For {patience:.0f} seconds {which} has been changing this clone.",
        "let it end, or end it; then give the verb again",
    )
