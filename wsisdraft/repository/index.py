"""The user's index with our files in it and every other entry as it was, prepared aside."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import Call, shown
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.journal import FileStep
from wsisdraft.repository.objects import blob_id
from wsisdraft.repository.places import stamp_of
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later

PREPARED = "index"
"""Name of the prepared index in the stage; it becomes `index.lock` by a second link."""
_ASIDE = "index.work"
_LOCK = "index.lock"
_PATIENCE = 2.0
"""Seconds to wait for another git command that holds the index."""
_BY_NAME = 500
"""Paths given one by one; beyond that the whole draft is listed."""
_FILTER = later(r"filter\..+\.(clean|smudge|process|required)", re.DOTALL)


Stamp = tuple[int, int, int] | None
"""What tells one state of the index from another; None where there is no index."""


@frozen
class IndexEntry:
    """One entry of the index."""

    path: str
    mode: str
    id: str
    stage: str
    """`0`, or a side of a conflict."""
    tag: str
    """`H` for a usual entry, `S` outside a sparse checkout, a small letter for assume-unchanged."""


def index_stamp(clone: Clone) -> Stamp:
    try:
        return stamp_of(Path(clone.git_dir, "index").stat())
    except FileNotFoundError:
        return None


def index_entries(clone: Clone, paths: Sequence[str]) -> tuple[IndexEntry, ...]:
    """The entries at and below these paths."""
    return _entries(clone.git.run(_listing(paths)))


def _listing(paths: Sequence[str]) -> Call:
    asked = tuple(paths) if len(paths) <= _BY_NAME else ("drafts",)
    return Call("ls-files", ("-z", "-s", "-v"), paths=asked)


def _entries(out: bytes) -> tuple[IndexEntry, ...]:
    entries = []
    for line in out.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        facts, _, path = line.partition("\t")
        tag, mode, blob, stage = facts.split(" ")
        entries.append(IndexEntry(path, mode, blob, stage, tag))
    return tuple(entries)


@frozen
class IndexWork:
    """The index as it will be, under way: `calls` are to be made before it is done."""

    stage: Path
    files: tuple[FileStep, ...]
    folders: tuple[str, ...]
    seen: Stamp
    """The user's index it is made from."""
    mode: int | None
    calls: tuple[Call, Call]
    """Listing the entries that are there, and writing ours into the copy."""

    def done(self, listed: bytes) -> None:
        """Puts the finished index into the stage, always into the same file of it.

        Raises CannotProceed where the index holds anything of the user's at a path of the change.
        """
        if self.files:
            _refuse_staged(_entries(listed), self.files, self.folders)
        aside = self.stage / _ASIDE
        _overwrite(self.stage / PREPARED, aside.read_bytes(), self.mode)
        aside.unlink()


def work_on_index(
    clone: Clone, stage: Path, files: Sequence[FileStep], folders: Sequence[str]
) -> IndexWork:
    """Copies the user's index aside, where our entries are to go into it.

    The copy keeps the time of the index: by it git tells which entries were written in the same
    tick as their files, and must be compared by content.
    """
    seen, mode = index_stamp(clone), None
    aside = stage / _ASIDE
    aside.unlink(missing_ok=True)
    with suppress(FileNotFoundError), Path(clone.git_dir, "index").open("rb") as file:
        state = os.fstat(file.fileno())
        aside.write_bytes(file.read())
        os.utime(aside, ns=(state.st_atime_ns, state.st_mtime_ns))
        mode = state.st_mode & 0o777
    calls = (
        _listing([*(step.path for step in files), *folders] or ["drafts"]),
        Call(
            "update-index",
            ("-z", "--index-info"),
            data="".join(map(_info, files)).encode("utf-8", "surrogateescape"),
            extra={"GIT_INDEX_FILE": str(aside)},
            settings=_without_filters(clone),
        ),
    )
    return IndexWork(stage, tuple(files), tuple(folders), seen, mode, calls)


def _info(step: FileStep) -> str:
    return f"{step.mode} {step.new}\t{step.path}\0" if step.new else f"0 {step.old}\t{step.path}\0"


def write_index(
    clone: Clone, stage: Path, files: Sequence[FileStep], folders: Sequence[str]
) -> Stamp:
    """The whole work at once; answers the state of the user's index it was made from."""
    work = work_on_index(clone, stage, files, folders)
    listed, _ = clone.git.together(work.calls)
    work.done(listed)
    return work.seen


def _refuse_staged(
    entries: Sequence[IndexEntry], files: Sequence[FileStep], folders: Sequence[str]
) -> None:
    by_path: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        by_path.setdefault(entry.path, []).append(entry)
    for step in files:
        _refuse_entry(step, by_path.get(step.path, []))
    new = {step.path for step in files if not step.old}
    for entry in entries:
        if entry.path in folders or any(str(f) in new for f in Path(entry.path).parents):
            raise _staged(entry.path)


def _refuse_entry(step: FileStep, entries: list[IndexEntry]) -> None:
    name = shown(step.path)
    if any(entry.stage != "0" for entry in entries):
        raise CannotProceed(
            "conflict", f"{name} is in conflict.", f"resolve it, then git add {name} and commit"
        )
    entry = entries[0] if entries else None
    if entry is not None and entry.tag.islower():
        raise CannotProceed(
            "assume-unchanged",
            f"{name} is marked assume-unchanged, so hand edits of it would not be seen.",
            f"git update-index --no-assume-unchanged {name}",
        )
    if entry is not None and entry.tag == "S":
        raise CannotProceed(
            "sparse-checkout",
            f"{name} lies outside this sparse checkout.",
            "git sparse-checkout add drafts",
        )
    if step.taken is None:
        if (entry.id if entry else "") != step.old or (entry and entry.mode != step.mode):
            raise _staged(step.path)
    elif (entry.id if entry else "") not in (step.old, step.taken, _only_named(step, entry)):
        raise _staged_apart(step.path)


def _only_named(step: FileStep, entry: IndexEntry | None) -> str:
    """The id of nothing, by which `git add --intent-to-add` names a file that is new."""
    if entry is None or step.old:
        return step.old
    return blob_id(b"", "sha256" if len(entry.id) == 64 else "sha1")


def _staged_apart(path: str) -> CannotProceed:
    name = shown(path)
    return CannotProceed(
        "staged-edit",
        f"What is staged of {name} is neither on record nor what the work tree holds.",
        f"git add {name} to take the work tree's words, or git restore --staged {name}",
    )


def _staged(path: str) -> CannotProceed:
    name = shown(path)
    return CannotProceed(
        "staged-edit",
        f"{name} has changes staged by hand.",
        f"wsisdraft record {name}, or take them off the stage: git restore --staged {name}",
    )


def _without_filters(clone: Clone) -> tuple[tuple[str, str], ...]:
    """Every content filter off: git compares files by content here, and must run no program."""
    off = {}
    for entry in clone.config.entries:
        if match := _FILTER.fullmatch(entry.key):
            off[entry.key] = "false" if match[1] == "required" else ""
    return tuple(off.items())


def _overwrite(path: Path, data: bytes, mode: int | None) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        if mode is not None:
            os.fchmod(fd, mode)
        os.fsync(fd)
    finally:
        os.close(fd)


def lock_index(clone: Clone, stage: Path) -> None:
    """Makes the prepared index git's `index.lock`; CannotProceed where another one stays there."""
    lock = Path(clone.git_dir, _LOCK)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            os.link(stage / PREPARED, lock)
        except FileExistsError:
            if time.monotonic() > until:
                raise _held(lock) from None
            time.sleep(0.02)
        else:
            return


def index_is_ours(clone: Clone, stage: Path) -> bool:
    """Whether `index.lock` is the very file of the stage, and so no other git's."""
    try:
        lock = os.lstat(Path(clone.git_dir, _LOCK))
        return os.path.samestat(lock, os.lstat(stage / PREPARED))
    except FileNotFoundError:
        return False


def let_go_of_index(clone: Clone, stage: Path) -> None:
    """Parts the prepared index from the index itself, so that the one can be written anew."""
    prepared = stage / PREPARED
    with suppress(FileNotFoundError):
        if os.path.samestat(prepared.lstat(), Path(clone.git_dir, "index").lstat()):
            prepared.unlink()


def install_index(clone: Clone) -> None:
    """Turns `index.lock` into the index, lastingly."""
    Path(clone.git_dir, _LOCK).replace(Path(clone.git_dir, "index"))


def unlock_index(clone: Clone) -> None:
    Path(clone.git_dir, _LOCK).unlink(missing_ok=True)


def _held(lock: Path) -> CannotProceed:
    try:
        age = max(0, int(time.time() - lock.lstat().st_mtime))
    except FileNotFoundError:
        age = 0
    return CannotProceed(
        "index-locked",
        f"Another git command holds the index; its lock is {age} seconds old.",
        f"let it end, and give the verb again; if none runs, remove {shown(str(lock))}",
    )
