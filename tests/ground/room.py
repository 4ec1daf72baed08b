"""A room for trials on real repositories, cut off from the machine's own git configuration."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ground.template import make_template, surroundings


def pinned(home: Path, patch: pytest.MonkeyPatch) -> None:
    """Makes the trial's surroundings those of this process and its children."""
    home.mkdir(exist_ok=True)
    (home / "gitconfig").touch()
    inner = surroundings(home)
    for name in set(os.environ) - set(inner):
        patch.delenv(name)
    for name, value in inner.items():
        patch.setenv(name, value)
    for date in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        patch.setenv(date, "@1397728800 +0200")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The draft of the trials, made once for a module; its tests work on copies."""
    with pytest.MonkeyPatch.context() as patch:
        room = tmp_path_factory.mktemp("trial")
        pinned(room / "home", patch)
        yield make_template(room / "template")
