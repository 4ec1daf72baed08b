"""What commits did to the files of a paragraph or chapter."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.record import Record
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import FIXED, HARDENED, environment
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.raw_log import raw_log

if TYPE_CHECKING:
    from git import Commit


def history(
    clone: Clone,
    start: str,
    folders: Sequence[str],
    wanted: Callable[[str], bool],
    *,
    contents: Callable[[str], bool] = lambda _: True,
    since: str = "",
) -> tuple[PastCommit, ...]:
    """The commits reachable from `start` that changed wanted files in the folders, oldest first.

    Of files whose contents are not asked for only the names are told. `since` leaves out what that
    commit rests on.
    """
    by_commit: dict[str, list[tuple[str, str, str]]] = {}
    for row in raw_log(clone, (start, f"^{since}^@") if since else (start,), folders):
        if wanted(row.path):
            by_commit.setdefault(row.commit, []).append((row.path, row.old, row.new))
    blobs = sorted(
        {
            blob
            for rows in by_commit.values()
            for path, old, new in rows
            if contents(path)
            for blob in (old, new)
            if blob
        }
    )
    with ObjectReader(clone.git) as objects:
        stored = dict(zip(blobs, objects.each(blobs, 1 << 20), strict=True))
    data = {blob: each.data for blob, each in stored.items() if each is not None}

    def changes(rows: list[tuple[str, str, str]]) -> tuple[FileChange, ...]:
        return tuple(FileChange(path, data.get(old), data.get(new)) for path, old, new in rows)

    return tuple(
        PastCommit(*told, changes(by_commit[told[0]]))
        for told in _commits(clone, tuple(reversed(by_commit)))
    )


def _commits(clone: Clone, ids: Sequence[str]) -> tuple[tuple[str, str, str, str, Record], ...]:
    """Who, when and the record of each commit, read by GitPython."""
    if not ids:
        return ()
    from git import Commit, Repo

    with _scrubbed():
        repo = Repo(clone.top, expand_vars=False)
        try:
            repo.git.update_environment(**FIXED)
            repo.git.set_persistent_git_options(c=list(HARDENED[1::2]))
            return tuple(_told(Commit(repo, bytes.fromhex(each))) for each in ids)
        finally:
            repo.close()


def _told(commit: Commit) -> tuple[str, str, str, str, Record]:
    message = commit.message
    return (
        commit.hexsha,
        commit.author.name or "",
        commit.committer.email or "",
        commit.authored_datetime.isoformat(timespec="seconds"),
        Record.read(message if isinstance(message, str) else message.decode("utf-8", "replace")),
    )


@contextmanager
def _scrubbed() -> Iterator[None]:
    """Our own environment without the variables that steer git, which GitPython would pass on."""
    kept = dict(os.environ)
    inner = environment(kept)
    try:
        os.environ.clear()
        os.environ.update(inner)
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
