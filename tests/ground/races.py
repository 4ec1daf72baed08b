"""Several processes settling different paragraphs of one clone at once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.ground.drive import carry_out, outcome
from tests.ground.template import FOLDER, SETTLED, git, paragraph


@dataclass(frozen=True, slots=True)
class Race:
    told: tuple[str, ...]
    """What every process said of each of its changes."""
    commits: int
    """On the branch, over the base."""
    lost: tuple[str, ...]
    """Commits told as landed that history does not hold, and paragraphs that are not settled."""
    status: str
    """What `git status` still shows under the paragraphs settled."""


def race(directory: Path, processes: int, each: int) -> Race:
    """So many processes, each settling `each` paragraphs of its own, in a fresh copy."""
    base = git(directory, "rev-parse", "main").strip()
    numbers = [n for n in range(1, processes * each + 3) if n not in (2, 3)][: processes * each]
    children = []
    for first in range(processes):
        mine = numbers[first::processes]
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                lines = [outcome(partial(carry_out, directory, "agree", n)) for n in mine]
                os.write(writing, "\n".join(lines).encode())
            finally:
                os._exit(0)
        os.close(writing)
        children.append((child, reading))
    told: list[str] = []
    for child, reading in children:
        with os.fdopen(reading, "rb") as pipe:
            told += pipe.read().decode().split("\n")
        os.waitpid(child, 0)
    history = git(directory, "rev-list", f"{base}..main").split()
    landed = [words.split()[1] for words in told if words.startswith("landed")]
    lost = [commit for commit in landed if commit not in history]
    paths = [f"{FOLDER}/{n}.md" for n in numbers]
    lost += [
        path
        for path, number in zip(paths, numbers, strict=True)
        if git(directory, "show", f"main:{path}") != paragraph(number, SETTLED)
    ]
    status = git(directory, "status", "--porcelain", "--", *paths)
    return Race(tuple(told), len(history), tuple(lost), status)
