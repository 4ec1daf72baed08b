"""Whole processes timed in turns, so that what slows the machine slows all sides alike."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its words, and where it is run."""

    words: tuple[str, ...]
    where: Path


Turn = Callable[[int], Command]
"""What a side runs in a round, from 0; whatever the command needs is prepared here, untimed."""


class Failed(Exception):  # noqa: N818  it says what happened
    """A command that ended in anything but 0."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end."""

    seconds: float
    """Of wall time."""
    peak: int
    """Bytes it had in memory at most, itself and its children; at least what we have ourselves."""


@dataclass(frozen=True, slots=True)
class Series:
    """The runs of one side, in the order of the rounds."""

    runs: tuple[Run, ...]

    @property
    def seconds(self) -> tuple[float, ...]:
        return tuple(run.seconds for run in self.runs)

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def peak(self) -> int:
        return max(run.peak for run in self.runs)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long one side took, round by round."""

    each: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.each)

    def __str__(self) -> str:
        return f"{self.median:.2f} ({min(self.each):.2f}-{max(self.each):.2f})"


def surroundings(home: Path) -> dict[str, str]:
    """An environment that owes nothing to the person who measures; makes its HOME."""
    home.mkdir(parents=True, exist_ok=True)
    config = home / "gitconfig"
    config.write_text(
        "[user]\n\tname = Secretariat\n\temail = secretariat@example.org\n"
        # Neither side stops to tidy up.
        "[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n"
    )
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }


def run(command: Command, environ: Mapping[str, str]) -> Run:
    """Runs a command to its end, its output thrown away.

    Raises Failed with what it complained of where it ends in anything but 0.
    """
    with tempfile.TemporaryFile() as complaints:
        start = perf_counter()
        process = subprocess.Popen(
            command.words,
            cwd=command.where,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            said = complaints.read(2_000).decode("utf-8", "replace").strip()
            raise Failed(f"{' '.join(command.words)} ended in {process.returncode}: {said}")
    return Run(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def in_turns(sides: Sequence[Turn], rounds: int, environ: Mapping[str, str]) -> tuple[Series, ...]:
    """The sides one after the other, round upon round; a first round only warms the caches.

    Raises Failed.
    """
    runs: list[list[Run]] = [[] for _ in sides]
    for number in range(rounds + 1):
        for side, turn in zip(runs, sides, strict=True):
            done = run(turn(number), environ)
            if number:
                side.append(done)
    return tuple(Series(tuple(side)) for side in runs)


def ratio(ours: Series, peer: Series, start: Series | None = None) -> Ratio:
    """Ours by the peer's, ours less the median of a start-up where one is given."""
    less = start.median if start else 0.0
    return Ratio(tuple((a - less) / b for a, b in zip(ours.seconds, peer.seconds, strict=True)))
