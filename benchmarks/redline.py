"""The redline of two wordings in one process, and what else might find where two lists differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib import import_module
from random import Random
from statistics import median
from time import perf_counter

from benchmarks.wordings import plain
from wsisdraft.notation.subsequence import in_common
from wsisdraft.notation.words import tokens
from wsisdraft.reports.redline import redline

NAME = "redline"
SIZES = (80, 2_000, 10_000)
"""Words of a wording."""
SHARES = (0.02, 0.3, 1.0)
"""Of its words, how many are other ones in the second wording."""
GOAL = 10.0
"""Milliseconds for the redline of 2,000 words, however much of them changed."""
FURTHEST = 600
"""Words that come or go: Myers's algorithm stops there, as it would have to in use."""

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One pair of wordings: seconds of every round of the redline, and of each way to opcodes."""

    size: int
    share: float
    redline: tuple[float, ...]
    ways: dict[str, tuple[float, ...]]

    @property
    def what(self) -> str:
        return f"redline of {self.size:,} words, {self.share:.0%} new"

    @property
    def met(self) -> bool | None:
        """Whether the fastest round keeps to the goal: a busy machine disturbs it least."""
        return min(self.redline) * 1e3 <= GOAL if self.size == 2_000 else None


def compared(seed: int, rounds: int) -> Iterator[Compared]:
    """Every size and share; the ways in turns, round upon round."""
    ways = _ways()
    for size in SIZES:
        for share in SHARES:
            old = _wording(size, random := Random(f"{seed} {size} {share}"))
            new = _changed(old, share, random)
            one, other = ([w for w in tokens(" ".join(each)) if w != " "] for each in (old, new))
            texts = " ".join(old), " ".join(new)
            times: dict[str, list[float]] = {name: [] for name in ways}
            whole: list[float] = []
            for _ in range(rounds):
                whole.append(_seconds(redline, *texts))
                for name, way in ways.items():
                    # What takes a second takes one in every round.
                    if not times[name] or times[name][0] < 1:
                        times[name].append(_seconds(way, one, other))
            yield Compared(size, share, tuple(whole), {n: tuple(t) for n, t in times.items()})


def _seconds(run: Callable[..., object], *wordings: object) -> float:
    start = perf_counter()
    run(*wordings)
    return perf_counter() - start


def _ways() -> dict[str, Callable[[Words, Words], object]]:
    """Ours first; rapidfuzz where it is installed, which the program does without."""
    ways: dict[str, Callable[[Words, Words], object]] = {
        "ours": in_common,
        "difflib": lambda a, b: SequenceMatcher(None, a, b, autojunk=False).get_opcodes(),
        "Myers": myers,
    }
    with suppress(ImportError):
        ways["rapidfuzz"] = import_module("rapidfuzz.distance").Indel.opcodes
    return ways


def myers(one: Words, other: Words) -> list[dict[int, int]] | None:
    """The furthest places reached with every number of edits; None beyond the bound."""
    reached = {1: 0}
    trace = []
    for edits in range(min(len(one) + len(other), FURTHEST) + 1):
        trace.append(dict(reached))
        for diagonal in range(-edits, edits + 1, 2):
            below, above = reached.get(diagonal - 1, -1), reached.get(diagonal + 1, -1)
            down = diagonal == -edits or (diagonal != edits and below < above)
            i = above if down else below + 1
            j = i - diagonal
            while i < len(one) and j < len(other) and one[i] == other[j]:
                i, j = i + 1, j + 1
            reached[diagonal] = i
            if i >= len(one) and j >= len(other):
                return trace
    return None


def _wording(size: int, random: Random) -> list[str]:
    words: list[str] = []
    while len(words) < size:
        words += plain(random).text.split()
    return words[:size]


def _changed(words: Sequence[str], share: float, random: Random) -> list[str]:
    """A word in so many is left out, replaced, or gets another before it."""
    others = _wording(len(words), random)
    if share == 1:
        return others
    made: list[str] = []
    for word, another in zip(words, others, strict=True):
        if random.random() >= share:
            made.append(word)
        else:
            made += random.choice(([], [another], [another, word]))
    return made


Row = tuple[tuple[str, ...], dict[str, object]]


def rows(made: Compared) -> Iterator[Row]:
    """The redline against the goal, then our opcodes against each other way to them."""
    said: dict[str, object] = {"name": NAME, "words": made.size, "share": made.share}
    met = {None: "", True: "met", False: "NOT MET"}[made.met]
    times = f"{median(made.redline) * 1e3:.1f}, least {min(made.redline) * 1e3:.1f} ms"
    goal = f"<= {GOAL:g} ms" if made.met is not None else ""
    whole = {"goal_ms": GOAL, "met": made.met, "seconds": list(made.redline)}
    yield (made.what, times, "", "", "", goal, met, ""), said | whole
    ours = made.ways["ours"]
    for name, seconds in made.ways.items():
        if name != "ours":
            theirs, ratio = median(seconds), median(ours) / median(seconds)
            both = (f"{median(ours) * 1e3:.2f} ms", name, f"{theirs * 1e3:.2f} ms")
            each = {"peer": name, "seconds": {"ours": list(ours), name: list(seconds)}}
            yield ("  its opcodes", *both, f"{ratio:.2f}", "", "", ""), said | each
