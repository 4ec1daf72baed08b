"""Files of the work tree reached without following a link, and put in place by a rename."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from wsisdraft.text.frozen import frozen

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

_LARGEST = 1 << 26


@frozen
class Found:
    """What lies at a path of the work tree."""

    data: bytes | None
    """None where nothing is there, or no plain file."""
    odd: str = ""
    """What it is instead of a plain file, in words; empty for a plain file or nothing."""
    mode: int = 0o644
    stamp: tuple[int, int, int] = (0, 0, 0)
    """Inode, size and time of last change in nanoseconds: differs once somebody wrote to it."""


NOTHING = Found(None)


def stamp_of(state: os.stat_result) -> tuple[int, int, int]:
    return (state.st_ino, state.st_size, state.st_mtime_ns)


def find(top: str, path: str) -> Found:
    """What lies at a path; a link on the way to it makes it odd. OSError where it is unreadable."""
    try:
        with folder_of(top, path) as folder:
            fd = os.open(Path(path).name, _FILE, dir_fd=folder)
    except FileNotFoundError:
        return NOTHING
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
            return Found(None, "a symbolic link, or behind one")
        if error.errno == errno.ENXIO:
            return Found(None, "a socket or pipe")
        raise
    try:
        state = os.fstat(fd)
        if not stat.S_ISREG(state.st_mode):
            return Found(None, "a folder" if stat.S_ISDIR(state.st_mode) else "a device or pipe")
        return Found(_contents(fd), "", stat.S_IMODE(state.st_mode), stamp_of(state))
    finally:
        os.close(fd)


def _contents(fd: int) -> bytes:
    """All bytes of a file, or as many as show that it is far beyond a draft's."""
    pieces, room = [], _LARGEST
    while room and (piece := os.read(fd, min(room, 1 << 20))):
        pieces.append(piece)
        room -= len(piece)
    return b"".join(pieces)


@contextmanager
def folder_of(top: str, path: str) -> Iterator[int]:
    """A descriptor of the folder a path lies in; FileNotFoundError where that is not there."""
    fd = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in Path(path).parent.parts:
            inner = os.open(part, _FOLDER, dir_fd=fd)
            os.close(fd)
            fd = inner
        yield fd
    finally:
        os.close(fd)


def missing_folders(top: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The folders that must be made before files can be put at these paths, outer ones first."""
    missing: set[str] = set()
    for path in paths:
        for folder in [str(f) for f in Path(path).parents][:-1]:
            try:
                with folder_of(top, f"{folder}/x"):
                    break
            except FileNotFoundError:
                missing.add(folder)
    return tuple(sorted(missing))


def make_folders(top: str, folders: Iterable[str]) -> None:
    for folder in folders:
        with folder_of(top, folder) as outer, suppress(FileExistsError):
            os.mkdir(Path(folder).name, dir_fd=outer)


def drop_empty_folders(top: str, folders: Iterable[str]) -> None:
    """Removes those of these folders in which nothing is left; inner ones must come first."""
    for folder in folders:
        with suppress(OSError), folder_of(top, folder) as outer:
            os.rmdir(Path(folder).name, dir_fd=outer)


def put(top: str, path: str, staged: Path) -> None:
    """Moves a prepared file of the same file system to its path, replacing what is there."""
    with folder_of(top, path) as folder:
        os.rename(staged, Path(path).name, dst_dir_fd=folder)


def keep_link(top: str, path: str, kept: Path) -> None:
    """A second name for the file at a path, under which it outlives being replaced."""
    with folder_of(top, path) as folder:
        os.link(Path(path).name, kept, src_dir_fd=folder, follow_symlinks=False)


def take_away(top: str, path: str) -> None:
    with suppress(FileNotFoundError), folder_of(top, path) as folder:
        os.unlink(Path(path).name, dir_fd=folder)


def sync_folders(top: str, paths: Iterable[str]) -> None:
    """Makes renames lasting in every folder these paths lie in, and in those above made new."""
    for path in sorted({f"{Path(p).parent}/x" for p in paths}):
        with suppress(FileNotFoundError), folder_of(top, path) as folder:
            os.fsync(folder)


def sync_folder(folder: str | Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_synced(path: Path, data: bytes, mode: int = 0o666) -> None:
    """A new file whose bytes have reached the disk; FileExistsError where one is there."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        os.fsync(fd)
    finally:
        os.close(fd)


MANY = 64
"""Files from which the disk is waited for once, not for each of them."""


def write_all_synced(folder: Path, files: Sequence[tuple[Path, bytes]]) -> None:
    """New files in one folder whose bytes have reached the disk, however many."""
    if len(files) < MANY:
        for path, data in files:
            write_synced(path, data)
        return
    for path, data in files:
        with path.open("xb") as file:
            file.write(data)
    if _whole_synced(folder):
        return
    for path, _ in files:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _whole_synced(folder: Path) -> bool:
    """Waits until all of a folder's file system has reached the disk; False where it cannot."""
    import ctypes

    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        return int(ctypes.CDLL(None, use_errno=True).syncfs(fd)) == 0
    except (OSError, AttributeError):
        return False
    finally:
        os.close(fd)
