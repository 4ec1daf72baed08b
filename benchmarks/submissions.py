"""A draft with what stakeholders sent in: the compilation, `check` with and without, grouping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time

from benchmarks.generator import LAST_DAY, MEETINGS, STAKEHOLDERS, Kind
from benchmarks.measuring import Command, Failed, Series, in_turns, ratio
from benchmarks.repository import git
from benchmarks.scenarios import TIE, Ground, program
from benchmarks.wordings import plain
from wsisdraft.reports.redline import redline
from wsisdraft.reports.same_proposals import Edit, edit_of, same_proposals

NAME = "submissions"
WINDOW = "2014-05"
SHARE = 2
"""Paragraphs to a submission: 500 submissions on 1,000 of them."""
PROPOSALS = 10
"""In every submission."""
COMPILED = 2.0
"""Seconds in which a chapter is to be compiled."""
CHECKED = 4 / 3
"""`check` is to take no longer than so many times what it takes without what came in."""
GROUPED = (1_250, 2_500, 5_000)
"""Proposals on one paragraph."""
LINEAR = 1.5
"""What four times as many may take, by four times what one takes."""
REPEATED = 0.3
"""Of the proposals, those that take up one made before, in the same words or nearly."""
_KINDS = ("replace", "replace", "replace", "insert", "insert", "delete", "substantive", "editorial")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal of the generated draft."""

    ref: str
    kind: str
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one measure came to: a row of the table, a value, why it did not run."""

    row: tuple[str, ...]
    value: dict[str, object]
    failure: str = ""


def sent_in(places: Sequence[tuple[str, str]], seed: int) -> Iterator[tuple[str, str]]:
    """Paths and texts of a window's files; `places` are REFs with the words that stand there.

    Each paragraph gets ten proposals on the average; the same seed gives the same files.
    """
    random = Random(f"submissions {seed}")
    folder = f"drafts/submissions/{WINDOW}"
    yield (
        f"{folder}/window.yaml",
        (
            f"title: Comments on the fourth drafts\nopens: {LAST_DAY}\ncloses: 2099-12-31\n"
            f"base: {MEETINGS}\n"
        ),
    )
    made: list[Proposed] = []
    for serial in range(1, len(places) // SHARE + 1):
        proposals = []
        for _ in range(PROPOSALS):
            if made and random.random() < REPEATED:
                proposals.append(_taken_up(random.choice(made), random))
            else:
                proposals.append(_proposed(*random.choice(places), random))
        made += proposals
        yield f"{folder}/{serial}.md", _submission(serial, proposals, random)


def _proposed(ref: str, words: str, random: Random) -> Proposed:
    kind = random.choice(_KINDS)
    parts = TIE.sub("", words).split(" ")
    start = random.randrange(len(parts) - 8)
    quote = " ".join(parts[start : start + random.randint(3, 6)])
    said = " ".join(plain(random).text.split(" ")[: random.randint(4, 14)]).rstrip(",.")
    if kind == "replace" and random.random() < 0.2:
        return Proposed(ref, kind, "", f"{said} {plain(random).text}")
    return Proposed(ref, kind, quote, "" if kind == "delete" else said)


def _taken_up(other: Proposed, random: Random) -> Proposed:
    """The same again, or with one of its words another."""
    words = other.text.split(" ")
    if len(words) > 5 and random.random() < 0.5:
        words[random.randrange(len(words))] = "lasting"
    return Proposed(other.ref, other.kind, other.quote, " ".join(words))


def _submission(serial: int, proposals: Sequence[Proposed], random: Random) -> str:
    lines = [
        f"---\nfrom: [{random.choice(STAKEHOLDERS)}]\nsymbol: W/{serial}\n",
        f"received: 2014-05-{random.randint(1, 28):02}\nproposals:\n",
    ]
    for number, each in enumerate(proposals, 1):
        lines.append(f"  {number}:\n    ref: {each.ref}\n    kind: {each.kind}\n")
        said = (("quote", each.quote), ("text", each.text))
        lines += [f"    {key}: {_scalar(words)}\n" for key, words in said if words]
        if random.random() < 0.5:
            lines.append("    outcome: declined\n    date: 2014-06-02\n    why: said elsewhere\n")
    return "".join([*lines, "---\n"])


def _scalar(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _submitted(ground: Ground) -> Path:
    """A repository whose last meeting sent out the draft, with what came in since."""
    if NAME in ground.made:
        return ground.made[NAME]
    where = ground.repository(NAME)
    git(where, ground.environ, "tag", "-a", "-m", "Closed", f"meeting/{MEETINGS}")
    places = []
    for kind in (Kind.BRACKETED, Kind.READY, Kind.SETTLED):
        for ref, path in ground.all_of(kind):
            places.append((ref, (where / path).read_text().split("---\n", 2)[2].strip()))
    for path, text in sent_in(places, ground.seed):
        file = where / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    git(where, ground.environ, "add", "drafts")
    git(where, ground.environ, "commit", "-q", "-m", "What came in")
    return where


def measured(ground: Ground, rounds: int, environ: Mapping[str, str]) -> Iterator[Result]:
    """Every measure; a failure of one leaves the others."""
    where = _submitted(ground)
    chapter = ground.chapters[len(ground.chapters) // 2]
    ref = f"{chapter.document}/{chapter.name}"
    for words in (("compile", ref), ("compile", ref, "--format", "html"), ("compile",)):
        yield _timed(Command(program(*words), where), rounds, environ)
    yield _checked(ground, where, rounds, environ)
    yield _grouping(ground.seed, rounds)


def _timed(command: Command, rounds: int, environ: Mapping[str, str]) -> Result:
    words = command.words[command.words.index("compile") :]
    name = " ".join(words)
    goal = COMPILED if len(words) > 1 else None
    try:
        (ours,) = in_turns([lambda _: command], rounds, environ)
    except Failed as failed:
        return Result((name, "", "", "", "did not run", "", "NOT MET", ""), {}, str(failed))
    met = None if goal is None else ours.median <= goal
    told = f"{ours.median * 1e3:.0f}, least {min(ours.seconds) * 1e3:.0f} ms"
    goal_told = f"<= {goal:g} s" if goal else ""
    row = (name, told, "", "", "", goal_told, _met(met), f"{ours.peak / 1e6:.0f} MB")
    return Result(row, _value(name, met, {"ours": ours}))


def _checked(ground: Ground, where: Path, rounds: int, environ: Mapping[str, str]) -> Result:
    name = "check, with what came in"
    sides = [
        lambda _: Command(program("check"), where),
        lambda _: Command(program("check"), ground.repository("read")),
    ]
    try:
        ours, peer = in_turns(sides, rounds, environ)
    except Failed as failed:
        return Result((name, "", "", "", "did not run", "", "NOT MET", ""), {}, str(failed))
    made = ratio(ours, peer)
    met = made.median <= CHECKED
    times = (f"{ours.median * 1e3:.0f} ms", "without", f"{peer.median * 1e3:.0f} ms")
    row = (name, *times, str(made), f"<= {CHECKED:.2f}", _met(met), f"{ours.peak / 1e6:.0f} MB")
    return Result(row, _value(name, met, {"ours": ours, "peer": peer}))


def _grouping(seed: int, rounds: int) -> Result:
    """Groups of proposals on one paragraph, by how many of them there are; least of all rounds."""
    seconds: dict[int, float] = {}
    for size in GROUPED:
        edits = _edits(size, seed)
        seconds[size] = min(_seconds(edits) for _ in range(max(3, rounds // 3)))
    one, *_, four = GROUPED
    slope = seconds[four] / (seconds[one] * four / one)
    told = ", ".join(f"{seconds[size] * 1e3:.0f}" for size in GROUPED)
    name = "grouping at 1, 2, 4 times 1,250"
    row = (name, f"{told} ms", "", "", f"{slope:.2f}", f"<= {LINEAR:g}", _met(slope <= LINEAR), "")
    by_size = {str(size): each for size, each in seconds.items()}
    return Result(row, {"name": NAME, "what": name, "slope": slope, "seconds": by_size})


def _seconds(edits: Sequence[Edit]) -> float:
    """Of the processor's time: what else runs on the machine does not count."""
    start = process_time()
    same_proposals(edits)
    return process_time() - start


def _edits(size: int, seed: int) -> list[Edit]:
    """So many proposals on one paragraph, all of which put other words in its place."""
    random = Random(f"grouping {seed}")
    base = plain(random).text
    made: list[str] = []
    while len(made) < size:
        if made and random.random() < REPEATED:
            other = Proposed("", "replace", "", random.choice(made))
            made.append(_taken_up(other, random).text)
        else:
            words = base.split(" ")
            start = random.randrange(len(words) - 8)
            words[start : start + 6] = plain(random).text.split(" ")[: random.randint(4, 14)]
            made.append(" ".join(words))
    return [edit_of("wording", words, redline(base, words)) for words in made]


def _value(name: str, met: bool | None, sides: Mapping[str, Series]) -> dict[str, object]:
    seconds = {side: list(series.seconds) for side, series in sides.items()}
    return {"name": NAME, "what": name, "met": met, "seconds": seconds}


def _met(met: bool | None) -> str:
    return {None: "", True: "met", False: "NOT MET"}[met]
