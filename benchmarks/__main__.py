"""`python -m benchmarks`: measures, and prints a table of ratios."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.counting import NAME, counted
from benchmarks.generator import Kind
from benchmarks.measuring import Failed, in_turns, ratio, surroundings
from benchmarks.redline import NAME as REDLINE
from benchmarks.redline import compared
from benchmarks.redline import rows as redline_rows
from benchmarks.scenarios import SCENARIOS, Ground, Scenario
from benchmarks.submissions import NAME as SUBMISSIONS
from benchmarks.submissions import measured as submitted
from benchmarks.table import (
    Json,
    Measured,
    counted_row,
    counted_value,
    failed_row,
    lines,
    measured_row,
    measured_value,
    piled_row,
    piled_value,
    timed_row,
    timed_value,
)
from benchmarks.verbs import NAME as VERBS
from benchmarks.verbs import piled, timed

SMALLEST = 100
"""Paragraphs of a draft that has some of every kind."""


@dataclass(frozen=True, slots=True)
class Told:
    """One result: its row, its value, and what went wrong, if it could not be had."""

    row: tuple[str, ...]
    value: Json
    failure: str = ""


def main() -> int:
    """0 where everything ran, whether or not it kept to its goal; 1 where something did not."""
    asked = _asked()
    told: list[Told] = []
    with tempfile.TemporaryDirectory(prefix="wsisdraft-benchmarks-") as folder:
        root = Path(folder)
        environ = surroundings(root / "home")
        for each in _results(asked, root, environ):
            told.append(each)
            if sys.stderr.isatty():
                sys.stderr.write(f"{' '.join(filter(None, each.row))}\n")
    print(_about(asked, environ))
    print("\n".join(lines([each.row for each in told])))
    failures = [each.failure for each in told if each.failure]
    print("".join(f"{failure}\n" for failure in failures), end="")
    if asked.json:
        values = {"size": asked.size, "seed": asked.seed, "results": [each.value for each in told]}
        asked.json.write_text(json.dumps(values, indent=1) + "\n")
    return 1 if failures else 0


def _asked() -> Namespace:
    names = [*(scenario.name for scenario in SCENARIOS), REDLINE, NAME, VERBS, SUBMISSIONS]
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=1_000, metavar="N", help="paragraphs")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="runs of each side")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the generated draft")
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME", help=", ".join(names)
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run into a file")
    asked = parser.parse_args()
    if asked.size < SMALLEST or asked.rounds < 1:
        parser.error(f"--size is {SMALLEST} at least, --rounds 1")
    return asked


def _results(asked: Namespace, root: Path, environ: Mapping[str, str]) -> Iterator[Told]:
    ground = Ground(root, asked.size, asked.seed, environ)
    for scenario in SCENARIOS:
        if not asked.only or scenario.name in asked.only:
            yield _measured(scenario, ground, asked.rounds)
    if not asked.only or REDLINE in asked.only:
        for pair in compared(asked.seed, asked.rounds):
            yield from (Told(row, value) for row, value in redline_rows(pair))
    if not asked.only or NAME in asked.only:
        for each in counted(root, asked.seed, environ):
            yield Told(counted_row(each), counted_value(each), each.failure)
    yield from _of_verbs(asked, ground, environ)


def _of_verbs(asked: Namespace, ground: Ground, environ: Mapping[str, str]) -> Iterator[Told]:
    """Verbs that change the text, and those about what came in."""
    if not asked.only or VERBS in asked.only:
        rounds = min(asked.rounds, len(ground.all_of(Kind.READY)) // 3 - 1)
        for verb in timed(ground, rounds, environ):
            yield Told(timed_row(verb), timed_value(verb), verb.failure)
        proposals = piled(ground, environ)
        yield Told(piled_row(proposals), piled_value(proposals), proposals.failure)
    if not asked.only or SUBMISSIONS in asked.only:
        for result in submitted(ground, asked.rounds, environ):
            yield Told(result.row, result.value, result.failure)


def _measured(scenario: Scenario, ground: Ground, rounds: int) -> Told:
    # Every round of a verb that changes the text takes a fresh paragraph, the one to warm up too.
    rounds = min(rounds, len(ground.all_of(Kind.READY)) - 1) if scenario.fresh else rounds
    sides = [side for side in (scenario.ours, scenario.peer, scenario.ours_start) if side]
    try:
        runs = in_turns([side(ground) for side in sides], rounds, ground.environ)
    except Failed as failed:
        return Told(failed_row(scenario), {"name": scenario.name}, str(failed))
    ours, peer = runs[:2]
    start = runs[2] if len(runs) > 2 else None
    made = Measured(scenario, ground.size, ours, peer, ratio(ours, peer, start), start)
    return Told(measured_row(made), measured_value(made))


def _about(asked: Namespace, environ: Mapping[str, str]) -> str:
    """What it was measured on; figures of two machines cannot be compared, ratios can."""
    asking = ("git", "--version")
    git = subprocess.run(asking, env=environ, capture_output=True, text=True, check=True).stdout
    python = ".".join(map(str, sys.version_info[:3]))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{asked.size:,} paragraphs, {asked.rounds} rounds; Python {python}, {git.strip()}, "
        f"{os.cpu_count()} cores, load {load}"
    )


if __name__ == "__main__":
    sys.exit(main())
