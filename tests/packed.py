"""The project as somebody who fetches it has it: the files on record and those about to be."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.desk import CHECKOUT


def sources(into: Path) -> Path:
    """A copy of the project without what lies about in this checkout; skips where git is not."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("the project is not in git here, so what belongs to it is not known")
    for name in filter(None, listed.stdout.split("\0")):
        here = CHECKOUT / name
        if here.is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(here, into / name)
    return into
