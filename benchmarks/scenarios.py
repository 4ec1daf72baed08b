"""What is measured: our side, the peer, and the ratio we want to keep to."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

from benchmarks.generator import Chapter, Kind, planned
from benchmarks.measuring import Command, Turn
from benchmarks.repository import git

READING = """\
import os
folders = ["drafts"]
while folders:
    with os.scandir(folders.pop()) as entries:
        for entry in entries:
            if entry.is_dir():
                folders.append(entry.path)
            else:
                with open(entry.path, "rb") as file:
                    file.read()
"""
"""Bare Python reading all files: the walk, then every byte."""
SYNCED = ("-c", "core.fsync=committed")
"""As the verbs have git write: a commit told is a commit kept."""


def program(*words: str) -> tuple[str, ...]:
    """A call of ours, the way it is installed beside the Python that runs this."""
    script = Path(sys.executable).parent / "wsisdraft"
    ours = (str(script),) if script.exists() else (sys.executable, "-m", "wsisdraft")
    return (*ours, *words)


@dataclass(slots=True)
class Ground:
    """Repositories of one size, made when they are first wanted; same size, same bytes."""

    root: Path
    size: int
    seed: int
    environ: Mapping[str, str]
    made: dict[str, Path] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()

    def __post_init__(self) -> None:
        self.chapters = planned(self.size, self.seed)

    def repository(self, name: str) -> Path:
        """The repository of this name, for those who change it one each."""
        if name not in self.made:
            directory = self.root / f"{name}-{self.size}"
            # In a process of its own: what we hold in memory counts for all we start.
            words = ("--paragraphs", str(self.size), "--seed", str(self.seed))
            subprocess.run(
                (sys.executable, "-m", "benchmarks.repository", str(directory), *words),
                cwd=Path(__file__).parent.parent,
                env=self.environ,
                check=True,
            )
            # An index written in the same second as the files has git read them all again.
            sleep(1.1)
            git(directory, self.environ, "reset", "--quiet", "--hard")
            self.made[name] = directory
        return self.made[name]

    def all_of(self, kind: Kind) -> list[tuple[str, str]]:
        """REF and path of the paragraphs of one kind."""
        return [each for chapter in self.chapters for each in chapter.refs(kind)]


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    what: str
    peer_name: str
    ours: Callable[[Ground], Turn]
    peer: Callable[[Ground], Turn]
    goals: Mapping[int, float]
    """The ratio to stay below by size of the draft; 0 stands for any size."""
    ours_start: Callable[[Ground], Turn] | None = None
    """What is taken off our side; the peer's is left whole."""
    fresh: bool = False
    """Whether every round needs a paragraph that is ready to be agreed."""

    def goal(self, size: int) -> float | None:
        return self.goals.get(size, self.goals.get(0))


def _always(*words: str) -> Callable[[Ground], Turn]:
    """The same command in every round, in a repository that nobody changes."""
    return lambda ground: lambda _: Command(words, ground.repository("read"))


def _agree(ground: Ground) -> Turn:
    ready = ground.all_of(Kind.READY)
    where = ground.repository("agreed")
    return lambda number: Command(program("agree", ready[number][0]), where)


def _commit(ground: Ground) -> Turn:
    """git's own commit of one file, edited by hand just before."""
    ready = ground.all_of(Kind.READY)
    where = ground.repository("committed")

    def turn(number: int) -> Command:
        ref, path = ready[number]
        file = where / path
        file.write_text(file.read_text().replace("under-review", "pre-agreed"))
        words = ("commit", "-q", "-m", f"{ref}: pre-agreed", "--", path)
        return Command(("git", *SYNCED, *words), where)

    return turn


_TYPER = _always(sys.executable, "-c", "import typer")

SCENARIOS = (
    Scenario("noise", "import typer", "itself", _TYPER, _TYPER, {}),
    Scenario(
        "version", "--version", "import typer", _always(*program("--version")), _TYPER, {0: 1.1}
    ),
    Scenario("help", "--help", "import typer", _always(*program("--help")), _TYPER, {0: 1.1}),
    Scenario("status", "status", "import typer", _always(*program("status")), _TYPER, {1_000: 2.0}),
    Scenario("check", "check", "import typer", _always(*program("check")), _TYPER, {1_000: 2.0}),
    Scenario(
        "reading",
        "check",
        "Python reads all",
        _always(*program("check")),
        _always(sys.executable, "-c", READING),
        {10_000: 3.0},
        ours_start=_TYPER,
    ),
    Scenario(
        "agree",
        "agree",
        "git commit -- f",
        _agree,
        _commit,
        {0: 2.0},
        ours_start=_TYPER,
        fresh=True,
    ),
)
