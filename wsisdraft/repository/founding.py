"""A repository with a whole history, written at once and the same everywhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wsisdraft.repository.git import Call, Git, shown
from wsisdraft.repository.ground import CannotProceed, held_up


@dataclass(frozen=True, slots=True)
class FoundingBranch:
    """A branch of one commit on top of the founding commit it belongs to."""

    name: str
    """`alt/vision/B.21/1`."""
    files: Mapping[str, str]
    message: str


@dataclass(frozen=True, slots=True)
class FoundingCommit:
    files: Mapping[str, str | None]
    """What it writes; None for a file it removes."""
    message: str
    time: str
    """ISO 8601 with offset."""
    tag: str = ""
    """An annotated tag that names it."""
    branches: tuple[FoundingBranch, ...] = ()


@dataclass(frozen=True, slots=True)
class Founder:
    """Whose hand the history is."""

    name: str
    email: str


def found(directory: str, commits: Sequence[FoundingCommit], founder: Founder) -> str:
    """Writes the repository, its work tree and index; answers the id of its last commit.

    Raises CannotProceed where the directory is not empty or cannot be written; what was begun
    there is taken away again.
    """
    place = Path(directory)
    was_there = there_but_empty(place)
    try:
        place.mkdir(parents=True, exist_ok=True)
        return _written(place, commits, founder)
    except BaseException as error:
        cleared(place, was_there=was_there)
        if isinstance(error, OSError):
            raise held_up(error, f"Writing {shown(directory)}") from None
        raise


def there_but_empty(place: Path) -> bool:
    """Whether the directory is there already; refuses one that holds something."""
    try:
        if not place.exists() and not place.is_symlink():
            return False
        if place.is_dir() and not any(place.iterdir()):
            return True
    except OSError as error:
        raise held_up(error, f"Looking into {shown(str(place))}") from None
    raise CannotProceed(
        "not-empty",
        f"{shown(str(place))} is there already and not empty.",
        "Name a new directory.",
    )


def cleared(place: Path, *, was_there: bool) -> None:
    """Takes away what was begun in a directory, and the directory where it was not there."""
    if was_there:
        for inner in place.iterdir():
            shutil.rmtree(inner, ignore_errors=True) if inner.is_dir() else inner.unlink()
    else:
        shutil.rmtree(place, ignore_errors=True)


def _written(place: Path, commits: Sequence[FoundingCommit], founder: Founder) -> str:
    git = Git(str(place.absolute()))
    options = ("--quiet", "--template=", "--initial-branch=main", "--object-format=sha1")
    git.run(Call("init", options))
    stream = b"".join(_stream(commits, founder))
    git.run(Call("fast-import", ("--quiet", "--date-format=raw"), data=stream))
    files: dict[str, str] = {}
    for commit in commits:
        for path, text in commit.files.items():
            if text is None:
                del files[path]
            else:
                files[path] = text
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(text.encode())
    git.run(Call("read-tree", names=("refs/heads/main",)))
    git.ask(Call("update-index", ("-q", "--refresh")))
    return git.run(Call("rev-parse", ("--verify",), names=("refs/heads/main",))).decode().strip()


def _stream(commits: Sequence[FoundingCommit], founder: Founder) -> Iterator[bytes]:
    mark = 0
    for commit in commits:
        mark += 1
        trunk = mark
        yield _commit("refs/heads/main", mark, commit, founder, from_=mark_before(trunk, commits))
        for branch in commit.branches:
            mark += 1
            inner = FoundingCommit(branch.files, branch.message, commit.time)
            yield _commit(f"refs/heads/{branch.name}", mark, inner, founder, from_=trunk)
        if commit.tag:
            subject = f"{commit.tag}\n"
            yield (
                f"tag {commit.tag}\nfrom :{trunk}\n"
                f"tagger {founder.name} <{founder.email}> {_raw(commit.time)}\n"
            ).encode() + _data(subject)


def mark_before(mark: int, commits: Sequence[FoundingCommit]) -> int:
    """The mark of the trunk's commit before the one of this mark, 0 for the first."""
    at, before = 1, 0
    for commit in commits:
        if at == mark:
            return before
        before, at = at, at + 1 + len(commit.branches)
    return before


def _commit(ref: str, mark: int, commit: FoundingCommit, founder: Founder, from_: int) -> bytes:
    who = f"{founder.name} <{founder.email}> {_raw(commit.time)}"
    head = f"commit {ref}\nmark :{mark}\nauthor {who}\ncommitter {who}\n".encode()
    parts = [head, _data(commit.message)]
    if from_:
        parts.append(f"from :{from_}\n".encode())
    for path, text in sorted(commit.files.items()):
        if text is None:
            parts.append(f"D {path}\n".encode())
        else:
            parts += [f"M 100644 inline {path}\n".encode(), _data(text)]
    return b"".join([*parts, b"\n"])


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


def _raw(time: str) -> str:
    moment = datetime.fromisoformat(time)
    return f"{int(moment.timestamp())} {moment.strftime('%z')}"
