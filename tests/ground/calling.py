"""The program called in a forked copy of this process: as from a shell, without its start-up."""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

REPO = Path(__file__).parents[2]
LONGEST = 30
"""Seconds for one call; whoever takes longer hangs."""
HUNG = -9
_USED_LATE = (
    *("difflib", "tempfile", "traceback", "git", "rich.console", "rich.text", "markdown_it"),
    *("jinja2.debug", "encodings.unicode_escape"),
)
"""What verbs import when they need it; somebody else's account may not be able to read it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a call came to."""

    code: int
    """The exit code; HUNG where it had to be killed."""
    out: str
    err: str
    seconds: float = 0.0


@dataclass(slots=True)
class Surroundings:
    """What a call finds around it, apart from the files."""

    variables: dict[str, str | None] = field(default_factory=dict)
    """Of the environment, over what this process has; None takes one away."""
    limits: Mapping[int, int] = field(default_factory=dict)
    """By the number of the resource, as `ulimit` sets them."""
    user: int | None = None
    """The account it runs under, where this process may choose one."""
    wrapper: tuple[str, ...] = ()
    """A program to start ours with."""
    started: bool = False
    """Whether it has to be started as a process: what Python reads at its start is under trial."""


def ready() -> None:
    """Imports all there is, so that no call of a copy has to."""
    import wsisdraft

    for module in pkgutil.walk_packages(wsisdraft.__path__, "wsisdraft."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in _USED_LATE:
        importlib.import_module(name)


def call(words: Sequence[str], where: Path, around: Surroundings, stdin: bytes = b"") -> Told:
    """Gives a command in a directory."""
    start = time.perf_counter()
    direct = around.started or around.wrapper
    told = _started(words, where, around, stdin) if direct else ended(begun(words, where, around))
    return Told(told.code, told.out, told.err, time.perf_counter() - start)


def _environment(around: Surroundings) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in around.variables}
    return kept | {k: v for k, v in around.variables.items() if v is not None}


def _limit(around: Surroundings) -> None:
    for which, most in around.limits.items():
        resource.setrlimit(which, (most, most))
    if around.user is not None and os.getuid() == 0:
        os.setgroups([])
        os.setgid(around.user)
        os.setuid(around.user)


def _started(words: Sequence[str], where: Path, around: Surroundings, stdin: bytes) -> Told:
    environment = _environment(around) | {"PYTHONPATH": str(REPO), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*around.wrapper, sys.executable, "-m", "wsisdraft", *words],
            cwd=where,
            env=environment,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=LONGEST,
            preexec_fn=lambda: _limit(around),
        )
    except subprocess.TimeoutExpired:
        return Told(HUNG, "", "")
    return _as_told(done.returncode, done.stdout, done.stderr)


def _as_told(code: int, *said: bytes) -> Told:
    out, err = (data.decode("utf-8", "backslashreplace") for data in said)
    return Told(code, out, err)


@dataclass(frozen=True, slots=True)
class Begun:
    """A call under way in a process group of its own."""

    pid: int
    pipes: tuple[int, int]
    """From which its output and its complaints are read."""


def begun(
    words: Sequence[str], where: Path, around: Surroundings, wait: int | None = None
) -> Begun:
    """Begins a call in a forked copy; with `wait` once something can be read from there."""
    out, err = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        _in_child(words, where, around, (out[1], err[1]), wait)
    os.close(out[1])
    os.close(err[1])
    return Begun(child, (out[0], err[0]))


def ended(child: Begun, longest: float = LONGEST) -> Told:
    """What came of a call; it is killed where it takes longer than so many seconds."""
    said = _drained(child, longest)
    _, status = os.waitpid(child.pid, 0)
    return _as_told(os.waitstatus_to_exitcode(status), *(said[pipe] for pipe in child.pipes))


def _drained(child: Begun, longest: float) -> dict[int, bytes]:
    pipes = child.pipes
    said, left = dict.fromkeys(pipes, b""), set(pipes)
    until = time.monotonic() + longest
    while left:
        ready_now, _, _ = select.select(list(left), [], [], max(0.0, until - time.monotonic()))
        if not ready_now:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            until += longest
        for pipe in ready_now:
            data = os.read(pipe, 1 << 16)
            said[pipe] += data
            if not data:
                left.discard(pipe)
                os.close(pipe)
    return said


def _in_child(
    words: Sequence[str],
    where: Path,
    around: Surroundings,
    pipes: tuple[int, int],
    wait: int | None,
) -> None:
    """Never returns: a copy of the tests must not go on as if it were them."""
    code = 70
    try:
        os.chdir(where)
        wanted = _environment(around)
        for name in set(os.environ) - set(wanted):
            del os.environ[name]
        os.environ.update(wanted)
        time.tzset()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(pipes[0], 1)
        os.dup2(pipes[1], 2)
        kept = -1 if wait is None else os.dup2(wait, 255)
        os.closerange(3, 255)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        _limit(around)
        if kept >= 0:
            os.read(kept, 1)
            os.close(kept)
        code = _given(words)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                code = code or 71
        os._exit(code)


def _given(words: Sequence[str]) -> int:
    from wsisdraft.cli import main
    from wsisdraft.repository import index

    index._PATIENCE = 0.05
    sys.argv = ["wsisdraft", *words]
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0
