"""The harness, large: `python -m tests.ground --kills 300`; exit 1 where anything is wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.ground import faults, kills, lasting, matrix, races, syscalls, whole
from tests.ground.room import pinned
from tests.ground.template import VERBS, fresh_copy, make_template


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def told(what: str, trial: Callable[[], kills.Tally]) -> bool:
    """Runs a trial and tells its figures; answers whether nothing was wrong."""
    started = time.perf_counter()
    tally = trial()
    say(f"{what}: {tally}, {time.perf_counter() - started:.0f} s")
    for wrong in tally.wrong:
        say(f"    {wrong}")
    return not tally.wrong


def raced(room: Path, processes: int, each: int) -> bool:
    wide = make_template(room / "race", processes * each + 2)
    done, there = races.plain_git(fresh_copy(wide, room / "race-by-git"), processes, each)
    say(f"git add and git commit {processes} x {each}: {done} told done, {there} commits")
    race = races.race(wide, processes, each)
    landed = sum(words.startswith("landed") for words in race.told)
    say(
        f"race {processes} x {each}: {landed} told landed, {race.commits} commits, "
        f"{len(race.lost)} lost, status {race.status!r}"
    )
    return landed == race.commits == processes * each and not race.lost and not race.status


def lasts(template: Path, room: Path) -> bool:
    late, placed = lasting.unsynced(fresh_copy(template, room / "lasting"), "choose")
    say(f"put in place: {placed}, before their bytes were on the disk: {late}")
    return placed > 0 and not late


def all_pairs(asked: str) -> bool:
    """Every verb in every state, or the pairs that hold one of the words asked for."""
    wanted = matrix.pairs() if asked == "all" else matrix.apart(asked)
    worked, refused, wrong = 0, 0, 0
    impossible: dict[str, str] = {}
    started = time.perf_counter()
    with matrix.ground() as ground:
        for row, state in wanted:
            if why := state.possible():
                impossible[state.name] = why
                continue
            pair = matrix.tried(ground, row, state)
            worked, refused = worked + pair.worked, refused + (not pair.worked)
            wrong += bool(pair.wrong)
            for each in pair.wrong:
                say(f"    {pair}: {each}; told {pair.told}")
    for name, why in impossible.items():
        say(f"left out: {name}, as {why}")
    seconds = time.perf_counter() - started
    say(f"matrix: {worked} worked, {refused} refused, {wrong} wrong, {seconds:.0f} s")
    return not wrong


def whole_verbs(labels: list[str], times: int, seed: int, calls: list[str], stride: int) -> bool:
    good = True
    with matrix.ground() as ground:
        for label in labels:
            if times:
                trial = partial(whole.random_kills, ground.room, label, times, seed)
                good &= told(f"kills, whole {label}", trial)
            for call in calls:
                trial = partial(whole.until_none_is_hit, ground.room, label, call, stride)
                good &= told(f"calls, whole {label}, {call}", trial)
        if times:
            say(f"git add and git commit: {whole.plain_git(ground.room, times, seed)}")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.ground", description=__doc__)
    parser.add_argument("--kills", type=int, default=0, help="random kills of each verb")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", action="store_true", help="death and error after every step")
    parser.add_argument("--calls", default="", help="system calls: `all`, or names by spaces")
    parser.add_argument("--race", default="", help="processes x changes each, as 8x15")
    parser.add_argument("--lasting", action="store_true", help="what is synced before it counts")
    parser.add_argument(
        "--verbs", default=" ".join(VERBS), help="changes, as the verbs hand them over"
    )
    parser.add_argument(
        "--whole", default="", help="whole verbs, by commas, or `all` kinds of change"
    )
    parser.add_argument("--stride", type=int, default=1, help="of the calls of whole verbs")
    parser.add_argument(
        "--matrix", nargs="?", const="all", default="", help="verbs in states; words to choose"
    )
    given = parser.parse_args()
    verbs = given.verbs.split()
    calls = list(syscalls.CALLS) if given.calls == "all" else given.calls.split()
    good = True
    if given.matrix:
        good &= all_pairs(given.matrix)
    if given.whole:
        labels = list(whole.NEW_KINDS) if given.whole == "all" else given.whole.split(",")
        good &= whole_verbs(labels, given.kills, given.seed, calls, given.stride)
        return 0 if good else 1
    with tempfile.TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patch:
        room = Path(made)
        pinned(room / "home", patch)
        template = make_template(room / "template")
        for verb in verbs:
            if given.kills:
                trial = partial(kills.random_kills, template, room, verb, given.kills, given.seed)
                good &= told(f"kills, {verb}", trial)
            if given.steps:
                good &= told(f"steps, {verb}", partial(faults.at_every_step, template, room, verb))
                good &= told(f"recovery, {verb}", partial(faults.in_recovery, template, room, verb))
            for call in calls:
                trial = partial(syscalls.until_none_is_hit, template, room, verb, [call])
                good &= told(f"calls, {verb}, {call}", trial)
        if given.race:
            processes, _, each = given.race.partition("x")
            good &= raced(room, int(processes), int(each))
        if given.lasting:
            good &= lasts(template, room)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
