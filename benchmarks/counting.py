"""How many git processes a verb starts, in a small draft and in a larger one."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generator import Kind
from benchmarks.measuring import Command, Failed, run
from benchmarks.scenarios import Ground, program

SIZES = (100, 1_000)
NAME = "processes"


def _first(ground: Ground, kind: Kind, place: int = 0) -> str:
    return ground.all_of(kind)[place][0]


# In this order: each verb finds the text as those before it left it.
VERBS: tuple[tuple[str, Callable[[Ground], tuple[str, ...]]], ...] = (
    ("status", lambda _: ("status",)),
    ("status --at", lambda _: ("status", "--at", "main")),
    ("check", lambda _: ("check",)),
    ("show", lambda ground: ("show", _first(ground, Kind.SETTLED))),
    ("brackets", lambda _: ("brackets",)),
    ("diff", lambda _: ("diff", "main")),
    ("alt list", lambda ground: ("alt", "list", _first(ground, Kind.CONTESTED))),
    ("alt show", lambda ground: ("alt", "show", _first(ground, Kind.CONTESTED), "ALT 1")),
    ("meeting list", lambda _: ("meeting", "list")),
    ("agree --dry-run", lambda ground: ("agree", _first(ground, Kind.READY), "--dry-run")),
    ("agree", lambda ground: ("agree", _first(ground, Kind.READY))),
    ("reopen", lambda ground: ("reopen", _first(ground, Kind.READY), "--why", "a new proposal")),
    ("lift", lambda ground: ("lift", _first(ground, Kind.BRACKETED), "--all", "--drop")),
    (
        "alt add",
        lambda ground: ("alt", "add", _first(ground, Kind.READY, 1), "--text", "Shared charts."),
    ),
    ("choose", lambda ground: ("choose", _first(ground, Kind.CONTESTED), "ALT 1")),
    ("undo", lambda _: ("undo",)),
    ("log", lambda ground: ("log", _first(ground, Kind.READY))),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The git processes of one verb, by size of the draft; or why the verb did not run."""

    verb: str
    counts: Mapping[int, int]
    failure: str = ""

    @property
    def constant(self) -> bool:
        return not self.failure and len(set(self.counts.values())) == 1


def counted(root: Path, seed: int, environ: Mapping[str, str]) -> Iterator[Counted]:
    """Every verb in a draft of each size, one after the other."""
    tally = root / "tally"
    watched = _watched(root / "watched", tally, environ)
    grounds = [Ground(root / NAME, size, seed, environ) for size in SIZES]
    for verb, words in VERBS:
        counts: dict[int, int] = {}
        failure = ""
        for ground in grounds:
            tally.write_text("")
            command = Command(program(*words(ground)), ground.repository("counted"))
            try:
                run(command, watched)
            except Failed as failed:
                failure = str(failed)
            counts[ground.size] = len(tally.read_text().splitlines())
        yield Counted(verb, counts, failure)


def _watched(folder: Path, tally: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment with a git on PATH that leaves a line in the tally, then does its work."""
    real = shutil.which("git", path=environ["PATH"])
    assert real is not None, "git is not on PATH"
    folder.mkdir(parents=True)
    script = folder / "git"
    script.write_text(
        f'#!/bin/sh\necho >>{shlex.quote(str(tally))}\nexec {shlex.quote(real)} "$@"\n'
    )
    script.chmod(0o755)
    return {**environ, "PATH": f"{folder}:{environ['PATH']}"}
