"""What a change under way needs to be finished or taken back by whoever comes next."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path
from typing import Any

from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.places import sync_folder, write_synced
from wsisdraft.text.address import DRAFTS
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later

VERSION = 1
_NAME = "journal"
_ID = later(r"[0-9a-f]{40}([0-9a-f]{24})?|")
_PATH = later(r"drafts(/[^/\0]+)+")
_FOLDER = later(r"drafts(/[^/\0]+)*")
_REF = later(r"refs/heads/[^\0\n ]+")
_STAGE = later(r"change-[0-9a-z-]{1,60}")
_GIT_DIR = later(r"\.|worktrees/(?!\.\.?$)[^/\0]+")
_ANYTHING = later(r"[^\0]+", re.DOTALL)
_MODE = later(r"100(644|755)")
_LARGEST = 1 << 26


@frozen
class FileStep:
    """One file of the change; an empty id stands for no file."""

    path: str
    mode: str
    old: str
    """Blob id before."""
    new: str
    """Blob id after."""
    taken: str | None = None
    """Blob id of the user's own edit that the change takes up, empty for a file removed by hand;
    None where the work tree held what was on record."""

    @property
    def lying(self) -> str:
        """Blob id of what lay in the work tree before."""
        return self.old if self.taken is None else self.taken


@frozen
class RefStep:
    """One branch of an alternative; an empty id stands for no branch."""

    ref: str
    old: str
    new: str


@frozen
class Journal:
    """A change whose objects exist and whose files lie ready, as noted before anything moves."""

    ref: str
    """The branch; where it stands decides whether the change happened."""
    old: str
    new: str
    git_dir: str
    """Of the work tree concerned, seen from the common folder: `.` or `worktrees/NAME`."""
    top: str
    """Where that work tree lay; a clone may have been moved since."""
    stage: str
    """Name of the folder beside the journal with the new files, the old ones and the index."""
    files: tuple[FileStep, ...]
    folders: tuple[str, ...]
    """Folders made for new files, outer ones first."""
    branches: tuple[RefStep, ...]


def write_journal(ours: Path, journal: Journal) -> None:
    """Puts the journal in place, whole and lasting, after all it names."""
    aside = ours / f"{journal.stage}.journal"
    said = {"version": VERSION} | _fields(journal)
    write_synced(aside, json.dumps(said, default=_fields).encode("utf-8"))
    aside.rename(ours / _NAME)
    sync_folder(ours)


def _fields(value: Any) -> dict[str, Any]:  # noqa: ANN401  any of the values above
    return {name: getattr(value, name) for name in type(value).__match_args__}


def read_journal(ours: Path) -> Journal | None:
    """The journal of an unfinished change, if there is one.

    Raises CannotProceed where it says anything we would not have written: nothing is done on the
    word of a file that may have come with the clone.
    """
    try:
        fd = os.open(ours / _NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError:
        raise _unreadable(ours) from None
    try:
        with os.fdopen(fd, "rb") as file:
            return _checked(json.loads(file.read(_LARGEST).decode("utf-8", "surrogateescape")))
    except (ValueError, TypeError, KeyError, OSError, RecursionError):
        raise _unreadable(ours) from None


def drop_journal(ours: Path) -> None:
    (ours / _NAME).unlink(missing_ok=True)


def journal_time(ours: Path) -> int:
    """When the journal was written, in nanoseconds as the file system counts; now if it was not."""
    try:
        return (ours / _NAME).stat().st_mtime_ns
    except FileNotFoundError:
        return time.time_ns()


def lawful_path(path: str) -> bool:
    """Whether a path names something inside `drafts/` that a change may touch."""
    parts = {part.lower() for part in path.split("/")}
    return _PATH.fullmatch(path) is not None and not parts & {".", "..", ".git"}


def _checked(said: dict[str, object]) -> Journal:
    """The journal, or ValueError, TypeError or KeyError for what is not one."""
    if said.pop("version") != VERSION:
        raise ValueError("another version")
    files = tuple(FileStep(**step) for step in _mappings(said.pop("files")))
    branches = tuple(RefStep(**step) for step in _mappings(said.pop("branches")))
    folders = tuple(_matching(_FOLDER, f) for f in _sequence(said.pop("folders")))
    journal = Journal(**said, files=files, folders=folders, branches=branches)  # type: ignore[arg-type]
    for step in files:
        _matching(_MODE, step.mode)
    below = (folder for folder in folders if folder != DRAFTS)
    if not all(lawful_path(path) for path in (*below, *(step.path for step in files))):
        raise ValueError("a path that leaves the draft")
    for branch in branches:
        _matching(_REF, branch.ref)
    ids = [journal.old, journal.new]
    ids += [each for step in files for each in (step.old, step.new, step.lying)]
    ids += [each for step in branches for each in (step.old, step.new)]
    for each in ids:
        _matching(_ID, each)
    _matching(_REF, journal.ref)
    _matching(_STAGE, journal.stage)
    _matching(_GIT_DIR, journal.git_dir)
    _matching(_ANYTHING, journal.top)
    return journal


def _mappings(value: object) -> list[dict[str, str]]:
    return [dict(each) for each in _sequence(value)]  # type: ignore[call-overload]


def _sequence(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _matching(shape: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError("an unexpected value")
    return value


def _unreadable(ours: Path) -> CannotProceed:
    return CannotProceed(
        "journal-unreadable",
        "The note of an unfinished change cannot be read: it can be neither finished nor undone.",
        f"compare `git status` with `git log`, then remove {ours.name}/{_NAME} from git's folder",
    )
