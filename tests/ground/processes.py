"""Changes carried out in a process of their own, which can be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from tests.ground.drive import carry_out, outcome
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.recovery import Watch, recover, unwatched


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a process."""

    told: str
    """What it said of the outcome; empty where it was killed before."""
    killed: bool
    seconds: float


def run(
    directory: Path,
    verb: str,
    *,
    number: int = 21,
    watch: Watch = unwatched,
    kill_after: float | None = None,
) -> Ended:
    """Carries out a change in a forked process group, killed after so many seconds if asked."""
    reading, writing = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _in_child(directory, (verb, number), watch, writing)
    os.close(writing)
    if kill_after is not None:
        time.sleep(kill_after)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return Ended(told, os.WIFSIGNALED(status), time.perf_counter() - started)


def _in_child(directory: Path, asked: tuple[str, int], watch: Watch, writing: int) -> None:
    """Never returns: a forked copy of the tests must not go on as if it were them."""
    told = "refused: a bug of the trial"
    verb, number = asked
    try:
        os.setsid()
        if verb == "recover":
            told = str(recover(open_clone(directory), watch=watch))
        else:
            told = outcome(lambda: carry_out(directory, verb, number, watch))
    except BaseException as error:
        told = f"refused {type(error).__name__}: {error}"
    finally:
        os.write(writing, told.encode())
        os._exit(0)
