"""Kind A: the whole process group killed at a random moment."""

from __future__ import annotations

import random
import shutil
import statistics
from dataclasses import dataclass, field
from pathlib import Path

from tests.ground.oracle import Verdict, judge
from tests.ground.processes import run
from tests.ground.template import fresh_copy


@dataclass(slots=True)
class Tally:
    """What many trials came to."""

    runs: int = 0
    killed: int = 0
    """Those that were still alive when the signal came."""
    landed: int = 0
    unfinished: int = 0
    """Those that left something to recover."""
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.runs} runs, {self.killed} killed alive, {self.landed} landed, "
            f"{self.unfinished} recovered, {len(self.wrong)} wrong"
        )


def random_kills(template: Path, room: Path, verb: str, times: int, seed: int = 1) -> Tally:
    """So many kills of one verb, at moments spread over 1.1 times its usual duration."""
    chance = random.Random(seed)
    usual = statistics.median(
        run(fresh_copy(template, room / f"usual-{n}"), verb).seconds for n in range(3)
    )
    tally = Tally()
    for number in range(times):
        directory = fresh_copy(template, room / f"kill-{verb}-{number}")
        moment = chance.uniform(0, 1.1 * usual)
        ended = run(directory, verb, kill_after=moment)
        verdict = judge(directory, verb, ended.told)
        count(tally, f"{verb} killed after {moment * 1000:.1f} ms", ended.killed, verdict)
        shutil.rmtree(directory)
    for number in range(3):
        shutil.rmtree(room / f"usual-{number}")
    return tally


def count(tally: Tally, what: str, killed: bool, verdict: Verdict) -> None:
    tally.runs += 1
    tally.killed += killed
    tally.landed += verdict.landed
    tally.unfinished += verdict.unfinished
    tally.wrong += [f"{what}: {wrong}" for wrong in verdict.wrong]
