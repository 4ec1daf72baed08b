"""A desk in the room: a draft repository, the program, and git, all in a pinned environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.forked import Program

CHECKOUT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("WSISDRAFT_SHARED", CHECKOUT.parent / "shared"))
"""Real texts that are not part of the project; tests skip where they are not there."""


LONGEST = 120
"""Seconds for one call."""
READ_BY_US = frozenset({"COLUMNS", "EDITOR", "GIT_COMMITTER_EMAIL", "GITHUB_ACTIONS"})
"""Variables that Python and what it imports do not look at when they start."""
STARTED = bool(os.environ.get("WSISDRAFT_TESTS_START"))
"""Whether each call is to be started from nothing, as a shell does."""


@cache
def waiting() -> Program:
    """The process that calls are copies of, in the environment that all of them share."""
    pinned = {"PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}
    return Program({"PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8", **pinned})


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Desk:
    top: Path
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """Nothing of whoever runs the tests reaches the program."""
        config = self.home / "gitconfig"
        if not config.exists():
            config.write_text("[user]\n\tname = Ana Desk\n\temail = ana@desk.example\n")
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(CHECKOUT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "GIT_CONFIG_GLOBAL": str(config),
            "GIT_CONFIG_NOSYSTEM": "1",
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            **more,
        }

    def run(self, *words: str, stdin: str | bytes = b"", **more: str) -> Answer:
        """One call of the program."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        call = self._forked if more.keys() <= READ_BY_US and not STARTED else self._started
        answer = call(words, data, self.environment(**more))
        assert "Traceback" not in answer.out + answer.err, answer
        assert "internal:" not in answer.err, answer
        return answer

    def _forked(self, words: Sequence[str], given: bytes, environment: dict[str, str]) -> Answer:
        ended = waiting().call(words, self.top, environment, given, LONGEST)
        return Answer(ended.code, ended.out.decode(), ended.err.decode())

    def _started(self, words: Sequence[str], given: bytes, environment: dict[str, str]) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "wsisdraft", *words],
            cwd=self.top,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
            timeout=LONGEST,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def done(self, *words: str, **more: str) -> Answer:
        """A call that must succeed."""
        answer = self.run(*words, **more)
        assert answer.code == 0, answer
        return answer

    def git(self, *words: str) -> str:
        """What git says, in the same environment."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.top,
            env=self.environment(),
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def write(self, path: str, text: str | bytes) -> None:
        place = self.top / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)

    def text(self, path: str) -> str:
        return (self.top / path).read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """One edit by hand."""
        text = self.text(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def commit(self, message: str) -> None:
        """Everything as it lies, committed with plain git."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def trailers(self, revision: str = "HEAD") -> list[tuple[str, str]]:
        out = self.git("log", "-1", "--format=%(trailers:only,unfold)", revision)
        pairs = (line.partition(": ") for line in out.splitlines() if line)
        return [(key, value) for key, _, value in pairs]

    @property
    def clean(self) -> bool:
        return self.git("status", "--porcelain") == ""
