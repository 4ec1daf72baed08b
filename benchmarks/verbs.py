"""Every verb that changes the text, as a ratio to `agree` in the same round; and many proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.generator import Kind
from benchmarks.measuring import Command, Failed, Ratio, Run, Series, ratio, run
from benchmarks.repository import git
from benchmarks.scenarios import Ground, program

NAME = "verbs"
GOAL = 1.3
"""No verb is to take more than so many times as long as `agree`."""
PROPOSALS = 40
LINEAR = 1.5
"""Nor the last five of forty proposals in one paragraph than so many times the first five."""
VISITOR = "Visitors"
"""A party that nothing on record is by."""
_MEASURED = 5


@dataclass(frozen=True, slots=True)
class Timed:
    """A verb's runs, round by round, and those of `agree` beside them; or why it did not run."""

    verb: str
    ours: Series
    agree: Series
    failure: str = ""

    @property
    def ratio(self) -> Ratio:
        return ratio(self.ours, self.agree)

    @property
    def met(self) -> bool:
        return not self.failure and self.ratio.median <= GOAL


@dataclass(frozen=True, slots=True)
class Piled:
    """Proposals put into one paragraph one after the other."""

    seconds: tuple[float, ...]
    failure: str = ""

    @property
    def slope(self) -> float:
        """The last five by the first five."""
        return median(self.seconds[-_MEASURED:]) / median(self.seconds[:_MEASURED])

    @property
    def total(self) -> float:
        """All of them by as many of the first five."""
        return sum(self.seconds) / (len(self.seconds) * median(self.seconds[:_MEASURED]))

    @property
    def met(self) -> bool:
        return not self.failure and self.slope <= LINEAR


@dataclass(frozen=True, slots=True)
class Round:
    """What a verb of this round acts on: no paragraph is used twice."""

    ground: Ground
    number: int

    def ref(self, kind: Kind, place: int) -> str:
        return self.ground.all_of(kind)[self._at(kind, place)][0]

    def path(self, kind: Kind, place: int) -> Path:
        where = self.ground.repository(NAME)
        return where / self.ground.all_of(kind)[self._at(kind, place)][1]

    def _at(self, kind: Kind, place: int) -> int:
        return place + self.number * _SHARES[kind]


_SHARES = {Kind.READY: 3, Kind.BRACKETED: 14, Kind.SETTLED: 5}
"""Paragraphs of each kind that one round uses up."""
_BY = ("--by", VISITOR)
_NEW = ("--text", "Harbours are kept open, and networks are kept safe.")
Words = Callable[[Round], tuple[str, ...]]


def _on(kind: Kind, place: int, verb: str, *more: str) -> Words:
    return lambda now: (*verb.split(), now.ref(kind, place), *more)


def _plain(*words: str) -> Words:
    return lambda _: words


def _numbered(*words: str) -> Words:
    return lambda now: tuple(word.format(n=now.number + 5, m=now.number + 900) for word in words)


OPEN, READY, SETTLED = Kind.BRACKETED, Kind.READY, Kind.SETTLED
_AGREE = _on(READY, 0, "agree")
# In the order of a round; before each, untimed, what it needs.
VERBS: tuple[tuple[str, Words, tuple[Words, ...]], ...] = (
    ("agree", _AGREE, ()),
    ("confirm", _on(READY, 1, "confirm"),
     (_on(READY, 1, "agree", "--pending", "capital", "--until", "2099-01-01"),)),
    ("reopen", _on(SETTLED, 0, "reopen", "--why", "a new proposal"), ()),
    ("mandate", _on(OPEN, 0, "mandate", "--lead", "Norland"), ()),
    ("undo", _plain("undo"), ()),
    ("propose", _on(OPEN, 1, "propose", "--insert", "Indeed,", "--at-start", *_BY), ()),
    ("bracket", _on(READY, 2, "bracket", "--words", "1-3"), ()),
    ("support", _on(OPEN, 2, "support", "b1", *_BY), ()),
    ("withdraw", _on(OPEN, 2, "withdraw", "b1", *_BY), ()),
    ("lift", _on(OPEN, 3, "lift", "--all", "--drop"), ()),
    ("edit", _on(OPEN, 4, "edit", *_NEW), ()),
    ("correct", _on(SETTLED, 1, "correct", "--why", "a slip", *_NEW), ()),
    ("record", _on(OPEN, 5, "record"), ()),
    ("reserve", _on(SETTLED, 2, "reserve", *_BY, *_NEW), ()),
    ("note", _on(SETTLED, 3, "note", "To be read again."), ()),
    ("alt add", _on(OPEN, 6, "alt add", *_NEW), ()),
    ("alt amend", _on(OPEN, 6, "alt amend", "ALT 1", "--text", "Newer words."), ()),
    ("alt withdraw", _on(OPEN, 6, "alt withdraw", "ALT 1"), ()),
    ("choose", _on(OPEN, 7, "choose", "ALT 1"), (_on(OPEN, 7, "alt add", *_NEW),)),
    ("add", _numbered("add", "outlook/C25.{m}", *_NEW), ()),
    ("delete", _on(OPEN, 8, "delete", "--why", "covered elsewhere"), ()),
    ("declare", lambda now: ("declare", _chapter(now), "--status", "zero-draft"), ()),
    ("meeting open", _numbered("meeting", "open", "{n}"), ()),
    ("meeting table", lambda now: ("meeting", "table", _chapter(now), "--serial", "1"), ()),
    ("meeting reading", lambda now: ("meeting", "reading", _chapter(now), "first"), ()),
    ("meeting close", _plain("meeting", "close"), ()),
)  # fmt: skip


def _chapter(now: Round) -> str:
    """A chapter that is declared open, another in every round."""
    open_ones = [c for c in now.ground.chapters if not c.declared_settled]
    chosen = open_ones[now.number % len(open_ones)]
    return f"{chosen.document}/{chosen.name}"


def timed(ground: Ground, rounds: int, environ: Mapping[str, str]) -> Iterator[Timed]:
    """The verbs in turns, round upon round; a first round only warms the caches."""
    where = ground.repository(NAME)
    with (where / "drafts/stakeholders.yaml").open("a") as file:
        file.write(f"{VISITOR}:\n  kind: civil society\n")
    git(where, environ, "commit", "--quiet", "--all", "--message=Visitors")
    runs: dict[str, list[Run]] = {verb: [] for verb, _, _ in VERBS}
    failures: dict[str, str] = {}
    for number in range(rounds + 1):
        now = Round(ground, number)
        for verb, words, before in VERBS:
            if verb in failures:
                continue
            try:
                for each in before:
                    run(Command(program(*each(now)), where), environ)
                if verb == "record":
                    with now.path(OPEN, 5).open("a") as file:
                        file.write("\nA paragraph written by hand.\n")
                done = run(Command(program(*words(now)), where), environ)
            except Failed as failed:
                failures[verb] = str(failed)
                continue
            if number:
                runs[verb].append(done)
    agree = _series(runs["agree"])
    for verb, _, _ in VERBS[1:]:
        yield Timed(verb, _series(runs[verb]), agree, failures.get(verb, ""))


def _series(runs: list[Run]) -> Series:
    return Series(tuple(runs))


def piled(ground: Ground, environ: Mapping[str, str]) -> Piled:
    """Forty proposals in one paragraph."""
    where = ground.repository("piled")
    ref = ground.all_of(READY)[0][0]
    seconds: list[float] = []
    try:
        for number in range(PROPOSALS):
            words = ("propose", ref, "--insert", f"word {number},", "--at-end", "--by", "Norland")
            seconds.append(run(Command(program(*words), where), environ).seconds)
    except Failed as failed:
        return Piled(tuple(seconds), str(failed))
    return Piled(tuple(seconds))
