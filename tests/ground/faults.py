"""Kind B: death or an error right after each step, and in the recovery that follows."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.ground.drive import fault_at
from tests.ground.kills import Tally, count
from tests.ground.oracle import judge
from tests.ground.processes import run
from tests.ground.template import fresh_copy


def steps_of(template: Path, room: Path, verb: str) -> tuple[str, ...]:
    """Every step a verb reports when nothing goes wrong."""
    log = room / "steps"
    log.write_text("")

    def watch(step: str) -> None:
        with log.open("a") as file:
            file.write(f"{step}\n")

    directory = fresh_copy(template, room / "steps-of")
    run(directory, verb, watch=watch)
    shutil.rmtree(directory)
    return tuple(log.read_text().split("\n")[:-1])


def at_every_step(template: Path, room: Path, verb: str) -> Tally:
    """Kills and errors after every step of a verb."""
    tally = Tally()
    for step in steps_of(template, room, verb):
        for how in ("kill", "raise"):
            directory = fresh_copy(template, room / f"fault-{verb}-{step.replace(':', '-')}-{how}")
            ended = run(directory, verb, watch=fault_at(f"{step}:{how}"))
            verdict = judge(directory, verb, ended.told)
            if how == "raise" and verdict.unfinished and "landed" not in ended.told:
                verdict.wrong.append("an error was not taken back at once")
            count(tally, f"{verb} {how} after {step}", ended.killed, verdict)
            shutil.rmtree(directory)
    return tally


RECOVERY = (
    "settle:decided",
    "settle:branches",
    "settle:files",
    "settle:index",
    "settle:journal-dropped",
)


def in_recovery(template: Path, room: Path, verb: str) -> Tally:
    """A verb killed before and after the branch moved, then its recovery killed at every step."""
    tally = Tally()
    for first in ("files", "ref"):
        for step in RECOVERY:
            directory = fresh_copy(template, room / f"twice-{verb}-{first}-{step[7:]}")
            run(directory, verb, watch=fault_at(f"{first}:kill"))
            ended = run(directory, "recover", watch=fault_at(f"{step}:kill"))
            verdict = judge(directory, verb, "")
            if verdict.landed is not (first == "ref"):
                verdict.wrong.append("recovery decided against the branch")
            count(tally, f"{verb} killed after {first}, then {step}", ended.killed, verdict)
            shutil.rmtree(directory)
    return tally
