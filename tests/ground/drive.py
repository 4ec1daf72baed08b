"""Carries out one change for real, as the shell around the verbs will, and tells what came of it.

`python -m tests.ground.drive DIR VERB [--number N] [--fault STEP:kill|raise] [--patience S]`
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.ground.template import change_of
from wsisdraft.repository.atomic_change import Landed, exclusive, record
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.ground import CannotProceed, TextMoved
from wsisdraft.repository.recovery import Watch, recover, unwatched

PATIENCE = 30.0


class Fault(Exception):  # noqa: N818
    """Raised at a step by the trial."""


def fault_at(fault: str) -> Watch:
    """A watcher that ends or fails the process after the step named in `STEP:kill` or `:raise`."""
    step, _, how = fault.rpartition(":")

    def watch(done: str) -> None:
        if done == step and how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if done == step and how == "raise":
            raise Fault(step)

    return watch


def carry_out(
    directory: Path,
    verb: str,
    number: int = 21,
    watch: Watch = unwatched,
    patience: float = PATIENCE,
) -> Landed:
    """Decides and records until it lands, for so many seconds at most."""
    until = time.monotonic() + patience
    clone = open_clone(directory)
    with exclusive(clone, watch=watch):
        while True:
            clone = clone.reopened()
            try:
                return record(clone, change_of(verb, directory, number), clone.tip, watch=watch)
            except TextMoved:
                if time.monotonic() > until:
                    raise


def outcome(act: Callable[[], Landed]) -> str:
    """`landed COMMIT`, or `refused RULE: ...`; a fault of the trial counts as refused."""
    try:
        landed = act()
    except CannotProceed as stopped:
        return f"refused {stopped.rule}: {stopped.message}"
    except (Fault, TextMoved) as fault:
        return f"refused {type(fault).__name__}: {fault}"
    return f"landed {landed.commit} {' '.join(landed.notes)}".strip()


def say(words: str) -> None:
    """Tells once more where the trial's own fault hit the telling: that is not under trial."""
    line = f"{words}\n".encode()
    with contextlib.suppress(OSError):
        os.write(1, line)
        return
    os.write(1, line)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=Path)
    parser.add_argument("verb")
    parser.add_argument("--number", type=int, default=21)
    parser.add_argument("--fault", default="")
    parser.add_argument("--patience", type=float, default=PATIENCE)
    parser.add_argument("--wait", action="store_true")
    given = parser.parse_args()
    if given.wait:
        change_of(given.verb, given.directory, given.number)
        say("ready")
        sys.stdin.readline()
    watch, number = fault_at(given.fault) if given.fault else unwatched, given.number
    if given.verb == "recover":
        say(str(recover(open_clone(given.directory), watch=watch)))
        return 0
    said = outcome(lambda: carry_out(given.directory, given.verb, number, watch, given.patience))
    say(said)
    return 0 if said.startswith("landed") else 3


if __name__ == "__main__":
    sys.exit(main())
