"""Transcripts in Markdown: commands with what they answered, given again and compared.

In a block fenced as `console`, a line `$ command` is given to a shell; the lines under it are what
it printed, stdout and stderr as they came. A line `...` stands for any lines, `(exit 1)` for an
exit code other than 0, and a command that ends in a backslash, or is given its input by `<<`, goes
on in lines `> `. The blocks of a page are one session: it begins in an empty directory, and keeps
the directory it changes to. A block fenced as `console day=2014-04-15` happens on that day.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import SequenceMatcher
from hashlib import sha1
from pathlib import Path

from tests.desk import CHECKOUT

CUT = "..."
"""A line of a transcript that stands for any lines."""
DAY = "2014-05-05"
"""The day of every block that names none, between the fourth meeting and the fifth."""

_FENCE = re.compile(r"```(\w*)(?: +(.*))?")
_ID = re.compile(r"\b[0-9a-f]{10}(?:[0-9a-f]{30})?\b")
_SECONDS = 60
_PROGRAM = f"""\
#!{sys.executable}
import datetime
import os

day = os.environ.get("TRANSCRIPT_DAY")
if day:

    class Day(datetime.date):
        @classmethod
        def today(cls):
            return cls.fromisoformat(day)

    datetime.date = Day

from wsisdraft.cli import main

main()
"""
"""The program, for which it is the day of the transcript where that names one."""
_POWER_CUT = _PROGRAM.replace(
    "main()",
    """import signal
import sys
from functools import partial

from wsisdraft.repository import atomic_change


def watch(step):
    if step == cut:
        os.kill(os.getpid(), signal.SIGKILL)


# The child is what loses its power; a shell would tell of its death in words of its own.
child = os.fork()
if child:
    _, ended = os.waitpid(child, 0)
    sys.exit(137 if os.WIFSIGNALED(ended) else os.waitstatus_to_exitcode(ended))
cut = {"before": "files", "after": "ref"}[sys.argv[1]]
del sys.argv[:2]
atomic_change.record = partial(atomic_change.record, watch=watch)
main()""",
)
"""`power-cut before wsisdraft VERB ...`: stops it dead just before or after its change counts."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block of a page."""

    language: str
    title: str
    """What follows the language, as `title=drafts/process.yaml` or `day=2014-04-15`."""
    line: int
    """Of its first line inside, from 1."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and what the page says it answers."""

    typed: tuple[str, ...]
    """Its lines as they stand on the page."""
    command: str
    line: int
    told: tuple[str, ...]
    day: str = ""
    """The day on which it is given, empty where the page names none."""


def fences(page: str) -> Iterator[Fence]:
    """The fenced blocks of a page in order; ValueError for one that is not closed."""
    lines = iter(enumerate(page.splitlines(), 1))
    for number, line in lines:
        opening = _FENCE.fullmatch(line)
        if opening is None:
            continue
        inside: list[str] = []
        for _, inner in lines:
            if inner == "```":
                break
            inside.append(inner)
        else:
            raise ValueError(f"the block in line {number} is not closed")
        yield Fence(opening[1], opening[2] or "", number + 1, tuple(inside))


def steps(block: Fence) -> tuple[Step, ...]:
    """The commands of a console block; ValueError where it does not begin with one."""
    found: list[Step] = []
    lines = list(enumerate(block.lines, block.line))
    while lines:
        number, line = lines.pop(0)
        if not line.startswith("$ "):
            raise ValueError(f"line {number} is no command: {line}")
        typed = [line]
        while lines and f"{lines[0][1]} ".startswith("> ") and _goes_on(typed):
            typed.append(lines.pop(0)[1])
        told: list[str] = []
        while lines and not lines[0][1].startswith("$ "):
            told.append(lines.pop(0)[1])
        command = "\n".join(each[2:] for each in typed)
        day = block.title.removeprefix("day=") if block.title.startswith("day=") else ""
        found.append(Step(tuple(typed), command, number, tuple(told), day))
    return tuple(found)


def _goes_on(typed: Sequence[str]) -> bool:
    return typed[-1].endswith("\\") or "<<" in typed[0]


def given_again(page: str, session: Session) -> str:
    """A page with what its commands answer now, cut where it was cut."""
    lines = page.splitlines()
    made = list(lines)
    given = [each for block in fences(page) if block.language == "console" for each in steps(block)]
    answered = [(step, session.answer(step.command, step.day)) for step in given]
    # From the last to the first, so that the lines before stand where they stood.
    for step, answer in reversed(answered):
        if not fits(step.told, answer):
            start = step.line - 1 + len(step.typed)
            made[start : start + len(step.told)] = renewed(step.told, answer)
    return "\n".join(made) + "\n"


def fits(told: Sequence[str], answered: Sequence[str]) -> bool:
    """Whether a command answered what the page says, cuts allowed for."""
    first, *others = _parts(told)
    if not others:
        return list(answered) == first
    if list(answered[: len(first)]) != first:
        return False
    rest = list(answered[len(first) :])
    *middle, last = others
    for part in middle:
        at = next((i for i in range(len(rest) + 1) if rest[i : i + len(part)] == part), None)
        if at is None:
            return False
        rest = rest[at + len(part) :]
    return len(rest) >= len(last) and rest[len(rest) - len(last) :] == last


def renewed(told: Sequence[str], answered: Sequence[str]) -> tuple[str, ...]:
    """What the page should say: the same lines as before where they are found, cut as before."""
    if fits(told, answered):
        return tuple(told)
    parts = _parts(told)
    if len(parts) == 1:
        return tuple(answered)
    kept: list[str] = []
    rest = list(answered)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        at = 0 if number == 0 else len(rest) - len(part) if last else _likest(part, rest)
        kept += [CUT] if number else []
        kept += rest[max(at, 0) : max(at, 0) + len(part)]
        rest = rest[max(at, 0) + len(part) :]
    return tuple(kept) if fits(kept, answered) else tuple(answered)


def _parts(told: Sequence[str]) -> list[list[str]]:
    """The lines between the cuts."""
    parts: list[list[str]] = [[]]
    for line in told:
        if line == CUT:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _likest(part: Sequence[str], lines: Sequence[str]) -> int:
    """Where the lines read most like a part."""

    def likeness(at: int) -> float:
        here = lines[at : at + len(part)]
        return SequenceMatcher(None, "\n".join(part), "\n".join(here)).ratio()

    return max(range(max(len(lines) - len(part), 0) + 1), key=likeness)


@dataclass(slots=True)
class Session:
    """A person at a keyboard: a directory, an identity, a day, and nothing else of this machine."""

    home: Path
    known: Collection[str]
    """Commit ids that are the same everywhere."""
    directory: Path = field(init=False)
    _ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.directory = self.home / "desk"
        self.directory.mkdir(parents=True)
        config = "[user]\n\tname = Conference Officer\n\temail = officer@example.org\n"
        (self.home / "gitconfig").write_text(config, encoding="utf-8")
        for name, source in (("wsisdraft", _PROGRAM), ("power-cut", _POWER_CUT)):
            program = self.home / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(source, encoding="utf-8")
            program.chmod(0o755)

    def answer(self, command: str, day: str = "") -> tuple[str, ...]:
        """What a command prints, and its exit code where that is not 0.

        With a day it is that day for git and the program.
        """
        today = {datetime.now(UTC).date().isoformat()}
        where = self.home / "where"
        script = f'{command}\ncode=$?\npwd -P > "{where}"\nexit $code\n'
        made = subprocess.run(
            ["sh", "-c", script],
            cwd=self.directory,
            env=surroundings(self.home, day),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
            check=False,
        )
        self.directory = Path(where.read_text(encoding="utf-8").rstrip("\n"))
        today.add(datetime.now(UTC).date().isoformat())
        lines = made.stdout.decode().splitlines()
        lines += [f"(exit {made.returncode})"] if made.returncode else []
        return tuple(self._same_everywhere(line, today) for line in lines)

    def _same_everywhere(self, line: str, today: Collection[str]) -> str:
        """A line with its new commits and the present day put as every machine shows them."""
        for day in today:
            line = line.replace(day, DAY)
        line = line.replace(str(self.home), "/home/officer")
        return _ID.sub(lambda match: self._named(match[0]), line)

    def _named(self, commit: str) -> str:
        """A commit's id, or one that stands for it: the first new one has the same everywhere."""
        short = commit[:10]
        if any(known.startswith(short) for known in self.known):
            return commit
        if short not in self._ids:
            self._ids[short] = sha1(b"%d" % len(self._ids)).hexdigest()
        return self._ids[short][: len(commit)]


def surroundings(home: Path, day: str = "") -> dict[str, str]:
    """The environment of a transcript's commands."""
    moment = f"{day or DAY}T10:00:00+02:00"
    return {
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(home),
        "TMPDIR": str(home),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_PAGER": "cat",
        "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_DATE": moment,
        "TRANSCRIPT_DAY": day,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }
