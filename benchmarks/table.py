"""Results as rows of a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.counting import NAME, SIZES, Counted
from benchmarks.measuring import Ratio, Series
from benchmarks.scenarios import Scenario
from benchmarks.verbs import GOAL, LINEAR, PROPOSALS, Piled, Timed
from benchmarks.verbs import NAME as VERBS

Json = dict[str, object]
HEADS = ("what", "ours", "peer", "", "ratio (min-max)", "goal", "", "memory")


@dataclass(frozen=True, slots=True)
class Measured:
    """A scenario with its runs, at one size."""

    scenario: Scenario
    size: int
    ours: Series
    peer: Series
    ratio: Ratio
    start: Series | None = None

    @property
    def met(self) -> bool | None:
        """Whether the median keeps to the goal; None where this size has none."""
        goal = self.scenario.goal(self.size)
        return None if goal is None else self.ratio.median <= goal


def measured_row(made: Measured) -> tuple[str, ...]:
    goal = made.scenario.goal(made.size)
    return (
        made.scenario.what,
        _time(made.ours, made.start),
        made.scenario.peer_name,
        _time(made.peer),
        str(made.ratio),
        f"<= {goal:g}" if goal else "",
        _met(made.met),
        f"{made.ours.peak / 1e6:.0f} MB",
    )


def counted_row(made: Counted) -> tuple[str, ...]:
    small, large = SIZES
    name = f"git processes of {made.verb}"
    if made.failure:
        return (name, "", "", "", "did not run", "equal", "NOT MET", "")
    counts = (f"{made.counts[large]} at {large:,}", "", f"{made.counts[small]} at {small:,}")
    return (name, *counts, "", "equal", _met(made.constant), "")


def failed_row(scenario: Scenario) -> tuple[str, ...]:
    return (scenario.what, "", scenario.peer_name, "", "did not run", "", "NOT MET", "")


def measured_value(made: Measured) -> Json:
    """Seconds by side and round, with what they come to."""
    sides = {"ours": made.ours, "peer": made.peer, "start": made.start}
    return {
        "name": made.scenario.name,
        "size": made.size,
        "ratio": made.ratio.median,
        "ratios": list(made.ratio.each),
        "goal": made.scenario.goal(made.size),
        "met": made.met,
        "peak_bytes": made.ours.peak,
        "seconds": {name: list(side.seconds) for name, side in sides.items() if side is not None},
    }


def counted_value(made: Counted) -> Json:
    counts = {str(size): count for size, count in made.counts.items()}
    said = {"name": NAME, "verb": made.verb, "git_processes": counts, "met": made.constant}
    return said | ({"failure": made.failure} if made.failure else {})


def timed_row(made: Timed) -> tuple[str, ...]:
    if made.failure:
        return (made.verb, "", "agree", "", "did not run", f"<= {GOAL:g}", "NOT MET", "")
    goal, memory = f"<= {GOAL:g}", f"{made.ours.peak / 1e6:.0f} MB"
    times = (_least(made.ours), "agree", _least(made.agree))
    return (made.verb, *times, str(made.ratio), goal, _met(made.met), memory)


def timed_value(made: Timed) -> Json:
    if made.failure:
        return {"name": VERBS, "verb": made.verb, "met": False, "failure": made.failure}
    seconds = {"ours": list(made.ours.seconds), "agree": list(made.agree.seconds)}
    ratios = list(made.ratio.each)
    said = {"name": VERBS, "verb": made.verb, "ratio": made.ratio.median, "ratios": ratios}
    return said | {"goal": GOAL, "met": made.met, "seconds": seconds}


def piled_row(made: Piled) -> tuple[str, ...]:
    name = f"{PROPOSALS} x propose in one paragraph"
    if made.failure:
        return (name, "", "", "", "did not run", f"<= {LINEAR:g}", "NOT MET", "")
    told = f"{made.slope:.2f}, all {made.total:.2f}"
    times = (f"{sum(made.seconds[-5:]) * 200:.0f} ms", "the first", "")
    return (name, *times, told, f"<= {LINEAR:g}", _met(made.met), "")


def piled_value(made: Piled) -> Json:
    said: Json = {"name": VERBS, "verb": "proposals", "seconds": list(made.seconds)}
    return said | {"met": made.met} | ({"failure": made.failure} if made.failure else {})


def _least(series: Series) -> str:
    """The median in milliseconds, and the least, which a busy machine disturbs little."""
    return f"{series.median * 1e3:.0f}, least {min(series.seconds) * 1e3:.0f} ms"


def _time(series: Series, start: Series | None = None) -> str:
    """The median in milliseconds, and how much of it is start-up."""
    less = f" - {start.median * 1e3:.0f}" if start else ""
    return f"{series.median * 1e3:.0f}{less} ms"


def _met(met: bool | None) -> str:
    return {None: "", True: "met", False: "NOT MET"}[met]


def lines(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The rows under their heads, in columns."""
    widths = [max(len(row[n]) for row in (HEADS, *rows)) for n in range(len(HEADS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (HEADS, *rows)
    ]
