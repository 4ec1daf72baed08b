"""The folder under git's own in which a change lies ready before anything moves."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from wsisdraft.text.pattern import later

_NAME = later(r"(change-[0-9a-z-]{1,60}|focus\.[0-9]+)")
"""Of a stage, and of a focus on its way."""


def make_stage(ours: Path) -> Path:
    """A new empty stage."""
    stage = ours / f"change-{os.getpid()}-{os.urandom(4).hex()}"
    stage.mkdir()
    return stage


def new_file(stage: Path, number: int) -> Path:
    """Where the new text of the change's file of this number (from 0) lies ready."""
    return stage / f"new-{number}"


def old_file(stage: Path, number: int) -> Path:
    """The file that was there before, under a second name."""
    return stage / f"old-{number}"


def clear_stages(ours: Path, keeping: str = "") -> None:
    """Removes what died before it came to a journal, and stages that are done with."""
    for entry in list(os.scandir(ours)):
        stage = entry.name.removesuffix(".journal")
        if stage != keeping and _NAME.fullmatch(stage):
            clear_stage(ours / entry.name)


def clear_stage(stage: Path) -> None:
    """Removes a stage that is done with; what resists stays for the next who comes."""
    with suppress(OSError):
        stage.with_name(f"{stage.name}.journal").unlink(missing_ok=True)
    if stage.is_dir() and not stage.is_symlink():
        shutil.rmtree(stage, ignore_errors=True)
    else:
        with suppress(OSError):
            stage.unlink(missing_ok=True)
