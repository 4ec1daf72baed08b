"""Who wrote commits and when, as `log` tells it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wsisdraft.notation.past_commit import Authorship
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import FIXED, HARDENED, environment

if TYPE_CHECKING:
    from git import Commit


def authorship(clone: Clone, ids: Sequence[str]) -> Mapping[str, Authorship]:
    """The author and the author's time of each commit, read by GitPython."""
    if not ids:
        return {}
    from git import Commit, Repo

    with _scrubbed():
        repo = Repo(clone.top, expand_vars=False)
        try:
            repo.git.update_environment(**FIXED)
            repo.git.set_persistent_git_options(c=list(HARDENED[1::2]))
            return {each: _written(Commit(repo, bytes.fromhex(each))) for each in ids}
        finally:
            repo.close()


def _written(commit: Commit) -> Authorship:
    when = commit.authored_datetime.isoformat(timespec="seconds")
    return Authorship(commit.author.name or "", when)


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
