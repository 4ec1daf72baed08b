"""What is measured: our side, the peer, and the ratio we want to keep to."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import sleep

from benchmarks.generator import MEETINGS, Chapter, Kind, planned
from benchmarks.measuring import Command, Turn
from benchmarks.repository import git
from benchmarks.wordings import bracketed, plain

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
IMPORTED = 375_000
"""Bytes of a text from outside: four states of a large negotiating text in one file."""
TIE = re.compile(r"\{#b[0-9]+\}")
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


def _met(ground: Ground) -> Path:
    """A repository with a tag for each of four meetings, a tenth of the open text new at each."""
    if "met" in ground.made:
        return ground.made["met"]
    where = ground.repository("met")
    bracketed = ground.all_of(Kind.BRACKETED)
    for meeting in range(1, MEETINGS + 1):
        for _, path in bracketed[meeting::10]:
            file = where / path
            file.write_text(f"{file.read_text().rstrip()} So meeting {meeting} said.\n")
        git(where, ground.environ, "commit", "-q", "-a", "-m", f"Meeting {meeting} closed")
        git(where, ground.environ, "tag", "-a", "-m", "Closed", f"meeting/{meeting}")
    return where


def _trend(ground: Ground) -> Turn:
    where = _met(ground)
    return lambda _: Command(program("trend"), where)


def _status_at_each(ground: Ground) -> Turn:
    """The same counts had without `trend`: one call for each meeting, and one for now."""
    where = _met(ground)
    words = " ".join(program("status"))
    asked = " && ".join([*(f"{words} --at {n}" for n in range(1, MEETINGS + 1)), words])
    return lambda _: Command(("sh", "-c", asked), where)


def _compared(ground: Ground) -> Path:
    """A repository with two meetings, between which a tenth of all paragraphs got other words."""
    if "compared" in ground.made:
        return ground.made["compared"]
    where = ground.repository("compared")
    git(where, ground.environ, "tag", "-a", "-m", "Closed", "meeting/3")
    every = [path for kind in Kind for _, path in ground.all_of(kind)]
    for number, path in enumerate(every[::10]):
        file = where / path
        head, fence, body = file.read_text().partition("\n---\n")
        words = body.split(" ")
        place = number % (len(words) - 4) + 2
        words[place : place + number % 3] = ("every", "other", "harbour")[: number % 4]
        file.write_text(f"{head}{fence}{' '.join(words)}")
    git(where, ground.environ, "commit", "-q", "-a", "-m", "Other words")
    git(where, ground.environ, "tag", "-a", "-m", "Closed", "meeting/4")
    return where


def _diff(ground: Ground) -> Turn:
    where = _compared(ground)
    return lambda _: Command(program("diff", "3", "4"), where)


def _word_diff(ground: Ground) -> Turn:
    where = _compared(ground)
    words = ("git", "diff", "--word-diff=porcelain", "meeting/3", "meeting/4", "--", "drafts")
    return lambda _: Command(words, where)


def _foreign(ground: Ground) -> Path:
    """A text of 375 kB from outside, in ten chapters."""
    if "foreign" in ground.made:
        return ground.made["foreign"]
    file = ground.root / "foreign.md"
    random = Random(ground.seed)
    parts = ["# A text from outside"]
    size, number = 0, 0
    while size < IMPORTED:
        if number % (IMPORTED // 5_000) == 0:
            parts.append(f"## Chapter {number}")
        number += 1
        words = TIE.sub("", (bracketed if number % 3 else plain)(random).text)
        parts.append(f"{number}. {words}")
        size += len(parts[-1].encode()) + 2
    file.write_text("\n\n".join(parts) + "\n")
    ground.made["foreign"] = file
    return file


def _import(ground: Ground) -> Turn:
    source, where = str(_foreign(ground)), ground.repository("importing")
    return lambda number: Command(program("import", source, f"text{number}x/"), where)


def _add_and_commit(ground: Ground) -> Turn:
    """What git takes to record the same files, written just before."""
    where, source = ground.repository("adding"), _foreign(ground)
    paragraphs = [part for part in source.read_text().split("\n\n") if part[:1].isdigit()]

    def turn(number: int) -> Command:
        for at, words in enumerate(paragraphs):
            file = where / "drafts" / f"text{number}x" / str(at // 75) / f"{at}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"---\nid: a{at:05}\nstatus: zero-draft\n---\n{words}\n")
        synced = " ".join(SYNCED)
        asked = f"git {synced} add drafts && git {synced} commit -q -m 'A text from outside'"
        return Command(("sh", "-c", asked), where)

    return turn


_TYPER = _always(sys.executable, "-c", "import typer")

SCENARIOS = (
    Scenario("noise", "import typer", "itself", _TYPER, _TYPER, {}),
    Scenario(
        "version", "--version", "import typer", _always(*program("--version")), _TYPER, {0: 1.1}
    ),
    Scenario("help", "--help", "import typer", _always(*program("--help")), _TYPER, {0: 1.1}),
    Scenario(
        "completion",
        "completing a REF",
        "import typer",
        _always(
            "env",
            "_WSISDRAFT_COMPLETE=complete_bash",
            "COMP_WORDS=wsisdraft show charter/C1.",
            "COMP_CWORD=2",
            *program(),
        ),
        _TYPER,
        # A tenth of a second on a machine that has nothing else to do.
        {0: 1.4},
    ),
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
        "grep",
        "check",
        "git grep -c '['",
        _always(*program("check")),
        _always("git", "grep", "--count", "-F", "["),
        {10_000: 1.5},
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
    Scenario(
        "diff",
        "diff",
        "git diff",
        _diff,
        _word_diff,
        {10_000: 2.0},
        ours_start=_TYPER,
    ),
    Scenario("trend", "trend", "status x 5", _trend, _status_at_each, {1_000: 0.5}),
    Scenario(
        "import", "import", "git add, commit", _import, _add_and_commit, {}, ours_start=_TYPER
    ),
)
