"""Several processes settling different paragraphs of one clone at once."""

from __future__ import annotations

import os
import subprocess
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


def plain_git(directory: Path, processes: int, each: int) -> tuple[int, int]:
    """The same by an edit, `git add` and `git commit`: how many were told done, how many are."""
    base = git(directory, "rev-parse", "main").strip()
    numbers = [n for n in range(1, processes * each + 3) if n not in (2, 3)][: processes * each]
    running = []
    for first in range(processes):
        lines = [_by_hand(f"{FOLDER}/{n}.md") for n in numbers[first::processes]]
        words = ["sh", "-c", "\n".join(lines)]
        running.append(
            subprocess.Popen(
                words,
                cwd=directory,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        )
    told = sum(process.communicate()[0].count("done") for process in running)
    return told, len(git(directory, "rev-list", f"{base}..main").split())


def _by_hand(path: str) -> str:
    edit = f"sed -i s/under-review/pre-agreed/ {path}"
    return f"{edit} && git add {path} && git commit -q -m {path} && echo done"
