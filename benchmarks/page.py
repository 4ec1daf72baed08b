"""`python -m benchmarks.page FILE`: everything measured, peers included, and written as a page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks.counting import SIZES, counted
from benchmarks.measuring import Command, Failed, Series, in_turns, ratio, surroundings
from benchmarks.peers import PEERS, Peer, laid
from benchmarks.peers import timed as timed_peer
from benchmarks.scenarios import SCENARIOS, Ground, Scenario, program

SMALL, LARGE, LARGEST = 1_000, 10_000, 100_000
PARTS: Mapping[int, tuple[str, ...]] = {
    SMALL: ("noise", "version", "help", "status", "check", "trend"),
    LARGE: ("completion", "reading", "grep", "agree", "diff"),
}
"""What is measured against Python and git, by size."""
GROWTH = 12.0
"""Ten times the paragraphs are to take no more than so many times as long."""
MEMORY = 400e6
"""Bytes that a check of the largest draft may hold."""
PROFILED = {
    "reading": ("check",),
    "grep": ("check",),
    "check": ("check",),
    "status": ("status",),
    "diff": ("diff", "3", "4"),
}
"""The verb of a scenario whose time is told by module where its goal is not met."""
MODULES = 12
"""Of a profile, those that took most."""
Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the page, under a heading, with what is to be known of it."""

    title: str
    said: str
    heads: tuple[str, ...]
    rows: Rows

    def written(self) -> str:
        lines = [f"| {' | '.join(self.heads)} |", f"|{'---|' * len(self.heads)}"]
        lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
                  for row in self.rows]  # fmt: skip
        return "\n\n".join(filter(None, (f"## {self.title}", self.said, "\n".join(lines))))


@dataclass(frozen=True, slots=True)
class Paired:
    """A scenario at a size with what it came to, or why it did not run."""

    scenario: Scenario
    size: int
    ours: Series | None = None
    peer: Series | None = None
    start: Series | None = None
    failure: str = ""

    @property
    def median(self) -> float:
        assert self.ours is not None
        assert self.peer is not None
        return ratio(self.ours, self.peer, self.start).median

    @property
    def met(self) -> bool | None:
        goal = self.scenario.goal(self.size)
        if self.failure:
            return False
        return None if goal is None else self.median <= goal

    def row(self) -> tuple[str, ...]:
        goal = self.scenario.goal(self.size)
        asked = f"at most {goal:g}" if goal else ""
        what = f"`{self.scenario.what}`{', less start-up' if self.scenario.ours_start else ''}"
        against = f"`{self.scenario.peer_name}`"
        if self.ours is None or self.peer is None:
            return (f"{self.size:,}", what, "", against, "", "did not run", asked, met(self.met))
        came = ratio(self.ours, self.peer, self.start)
        return (
            f"{self.size:,}",
            what,
            milliseconds(self.ours.median - (self.start.median if self.start else 0.0)),
            against,
            milliseconds(self.peer.median),
            f"**{came.median:.2f}** ({min(came.each):.2f} to {max(came.each):.2f})",
            asked,
            met(self.met),
        )


@dataclass(frozen=True, slots=True)
class Growth:
    """`check` at each size, whole processes; and the start-up that is taken off for ratios."""

    start: Series
    by_size: Mapping[int, Series]

    def median(self, size: int) -> float:
        return self.by_size[size].median

    def rows(self) -> Iterator[tuple[str, ...]]:
        sizes = sorted(self.by_size)
        for smaller, size in pairwise(sizes):
            times = self._less(size) / self._less(smaller)
            yield (
                f"{smaller:,} to {size:,} paragraphs",
                f"{milliseconds(self._less(smaller))} to {milliseconds(self._less(size))}",
                f"**{times:.1f}** times",
                f"at most {GROWTH:g}",
                met(times <= GROWTH),
            )
        peak = self.by_size[sizes[-1]].peak
        yield (
            f"memory at {sizes[-1]:,}",
            f"{peak / 1e6:.0f} MB",
            "",
            f"at most {MEMORY / 1e6:.0f} MB",
            met(peak <= MEMORY),
        )

    def _less(self, size: int) -> float:
        return self.median(size) - self.start.median


def main() -> int:
    """0 where everything ran, whether or not it kept to its goal; 1 where something did not."""
    asked = _asked()
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="wsisdraft-benchmarks-") as folder:
        root = Path(folder)
        environ = surroundings(root / "home")
        on, parts = about(environ), []
        # Half an hour is long: what has been measured so far is on the page already.
        for part in _measured(asked, root, environ, failures):
            parts.append(part)
            asked.page.write_text(page(parts, on), encoding="utf-8")
    print("".join(f"{failure}\n" for failure in failures), end="")
    return 1 if failures else 0


def _asked() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("page", type=Path, metavar="FILE", help="where the page is written")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="runs of each side")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the generated drafts")
    parser.add_argument(
        "--peers",
        type=int,
        default=LARGE,
        metavar="N",
        help="largest draft that other checkers are given; 0 leaves them out",
    )
    parser.add_argument(
        "--largest", type=int, default=LARGEST, metavar="N", help="paragraphs of the largest draft"
    )
    return parser.parse_args()


def _measured(
    asked: Namespace, root: Path, environ: Mapping[str, str], failures: list[str]
) -> Iterator[Part]:
    """The parts of the page in order; what did not run is added to the failures."""
    grounds = {n: Ground(root, n, asked.seed, environ) for n in (SMALL, LARGE, asked.largest)}
    pairs = [
        _said(_paired(scenario, grounds[size], asked.rounds))
        for size, names in PARTS.items()
        for scenario in SCENARIOS
        if scenario.name in names
    ]
    failures += [pair.failure for pair in pairs if pair.failure]
    yield Part("Against Python and git", PAIRED_SAID, PAIRED_HEADS, [pair.row() for pair in pairs])
    growth = _growth(grounds, max(3, asked.rounds // 2))
    heads = ("", "takes", "grows", "goal", "met")
    yield Part("With the size of the draft", "`check`, less start-up.", heads, [*growth.rows()])
    unmet = [p.scenario.name for p in pairs if p.met is False and not p.failure]
    for words in sorted({PROFILED[name] for name in unmet if name in PROFILED}):
        name = "compared" if words[0] == "diff" else "read"
        yield _profile(words, grounds[LARGE].repository(name), environ)
    processes = list(counted(root, asked.seed, environ))
    failures += [each.failure for each in processes if each.failure]
    yield Part(
        "Git processes",
        "The same number at any size.",
        ("verb", *(f"at {n:,}" for n in SIZES), "met"),
        [
            (f"`{p.verb}`", *(str(p.counts.get(n, "")) for n in SIZES), met(p.constant))
            for p in processes
        ],
    )
    yield _keeping(grounds, environ)
    sizes = [size for size in (SMALL, LARGE) if size <= asked.peers]
    if sizes:
        rows, missing = _peer_rows(root / "peers", sizes, asked.seed, growth, environ)
        failures += missing
        yield Part("Beside other checkers", PEERS_SAID, PEERS_HEADS, rows)


def _keeping(grounds: Mapping[int, Ground], environ: Mapping[str, str]) -> Part:
    """What a cache would have to be measured by, in seconds of the processor."""
    by_size: dict[int, dict[str, float]] = {}
    for size, ground in grounds.items():
        asking = (sys.executable, "-m", "benchmarks.keeping", str(ground.repository("read")))
        by_size[size] = json.loads(_told(asking, environ))
    names = next(iter(by_size.values()))
    rows = [(name, *(milliseconds(each[name]) for each in by_size.values())) for name in names]
    return Part(
        "What a cache would gain",
        "In one process, in seconds of the processor. Why there is none stands in "
        "[a decision](decisions/no-cache.md).",
        ("", *(f"at {size:,}" for size in by_size)),
        rows,
    )


def _told(words: Sequence[str], environ: Mapping[str, str]) -> bytes:
    """What a program of this folder prints."""
    here = Path(__file__).parent.parent
    return subprocess.run(words, cwd=here, env=environ, capture_output=True, check=True).stdout


PAIRED_SAID = "Whole processes, in turns; a ratio is that of two runs next to each other."
PAIRED_HEADS = ("paragraphs", "what", "takes", "against", "takes", "ratio", "goal", "met")
PEERS_SAID = (
    "Each tool in an environment of its own, checking the same words with one paragraph a file, "
    "start-up included on both sides. They check other things than rules of a negotiation: this "
    "says how long somebody waits, and not who does the same in less time."
)
PEERS_HEADS = ("paragraphs", "tool", "takes", "`check` takes", "times faster", "goal", "met")


def _paired(scenario: Scenario, ground: Ground, rounds: int) -> Paired:
    sides = [side for side in (scenario.ours, scenario.peer, scenario.ours_start) if side]
    try:
        runs = in_turns([side(ground) for side in sides], rounds, ground.environ)
    except Failed as failed:
        return Paired(scenario, ground.size, failure=str(failed))
    return Paired(scenario, ground.size, runs[0], runs[1], runs[2] if len(runs) > 2 else None)


def _said(pair: Paired) -> Paired:
    if sys.stderr.isatty():
        sys.stderr.write(f"{'  '.join(pair.row())}\n")
    return pair


def _growth(grounds: Mapping[int, Ground], rounds: int) -> Growth:
    environ = next(iter(grounds.values())).environ
    commands = [
        Command((sys.executable, "-c", "import typer"), Path.cwd()),
        *(Command(program("check"), ground.repository("read")) for ground in grounds.values()),
    ]
    start, *series = in_turns([lambda _, c=c: c for c in commands], rounds, environ)  # type: ignore[misc]
    return Growth(start, dict(zip(grounds, series, strict=True)))


def _peer_rows(
    root: Path, sizes: Sequence[int], seed: int, growth: Growth, environ: Mapping[str, str]
) -> tuple[Rows, list[str]]:
    rows: Rows = []
    failures = []
    for peer in PEERS:
        for size in sizes:
            folder = root / f"{peer.name}-{size}" / "repository"
            try:
                laid(peer, folder, size, seed, environ)
                runs = timed_peer(peer, folder, peer.rounds[size], environ)
            except Failed as failed:
                failures.append(str(failed))
                rows.append((f"{size:,}", f"{peer.title}, {peer.what}", "did not run", *[""] * 4))
                continue
            seconds = median([run.seconds for run in runs])
            rows.append(peer_row(peer, size, seconds, growth.median(size)))
            if sys.stderr.isatty():
                sys.stderr.write(f"{'  '.join(rows[-1])}\n")
    return rows, failures


def peer_row(peer: Peer, size: int, seconds: float, ours: float) -> tuple[str, ...]:
    """A peer's time beside ours, both in seconds."""
    times, goal = seconds / ours, peer.goals.get(size)
    return (
        f"{size:,}",
        f"{peer.title}, {peer.what}",
        f"{seconds:.2f} s",
        f"{ours:.2f} s",
        f"**{times:.0f}**",
        f"at least {goal:g}" if goal else "",
        met(None if goal is None else times >= goal),
    )


def _profile(words: Sequence[str], where: Path, environ: Mapping[str, str]) -> Part:
    asking = (sys.executable, "-m", "benchmarks.profiling", str(where), *words)
    shares: dict[str, float] = json.loads(_told(asking, environ))
    verb = " ".join(words)
    return Part(
        f"Where the time of `{verb}` goes",
        f"At {LARGE:,} paragraphs, as a profiler tells it: of the whole, what is spent in a module "
        "and in what it calls that is not ours.",
        ("share", "module"),
        [
            (f"{share:.0%}", f"`{module}`" if module.endswith(".py") else module)
            for module, share in list(shares.items())[:MODULES]
        ],
    )


def about(environ: Mapping[str, str]) -> str:
    """What it was measured on: figures of two machines cannot be compared, ratios can."""
    asking = ("git", "--version")
    told = subprocess.run(asking, env=environ, capture_output=True, text=True, check=True).stdout
    python = ".".join(map(str, sys.version_info[:3]))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    day = date.today().isoformat()  # noqa: DTZ011  where it is measured
    return f"{day}; Python {python}, {told.strip()}, {os.cpu_count()} cores, load {load}"


def page(parts: Sequence[Part], measured_on: str) -> str:
    """The whole page."""
    return "\n\n".join((HEAD.format(on=measured_on), *(part.written() for part in parts))) + "\n"


HEAD = """\
# How fast it is

<!-- Written by `make bench`; edits here are lost. -->

Times are of one machine on one day; believe the ratios, of which both sides were measured in one
run. Where the smallest and the largest ratio lie far apart the machine was busy. What is measured,
and how, stands in [benchmarks/README.md](../benchmarks/README.md).

Measured on {on}.

The drafts are generated: eighty words a paragraph, 30 of a hundred with brackets, 63 settled."""


def milliseconds(seconds: float) -> str:
    """`12.3 ms`, `1,234 ms`."""
    thousandths = seconds * 1e3
    return f"{thousandths:.1f} ms" if abs(thousandths) < 100 else f"{thousandths:,.0f} ms"


def met(kept: bool | None) -> str:
    """`yes`, **no**, or nothing where there is no goal."""
    return {None: "", True: "yes", False: "**no**"}[kept]


if __name__ == "__main__":
    sys.exit(main())
