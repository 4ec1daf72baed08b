"""A pager for what is longer than the window: on a terminal only, with the manners of git's."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

_NOT_THERE = (126, 127)
"""How a shell ends that cannot start what it is asked to."""
_LESS = {"LESS": "FRX", "LV": "-c"}
"""As git has it: colours as they are, nothing wiped at the end, gone where one screen is enough."""


def pager() -> str:
    """The command of the user's pager; empty where none is wanted or none is there.

    `WSISDRAFT_PAGER`, then `PAGER`, then less. Nothing that comes with a clone is asked.
    """
    if os.environ.get("TERM", "") in ("", "dumb") or not sys.stdout.isatty():
        return ""
    for name in ("WSISDRAFT_PAGER", "PAGER"):
        named = os.environ.get(name)
        if named is not None:
            return "" if named.strip() in ("", "cat") else named
    return "less" if shutil.which("less") else ""


def shown_in(command: str, written: str) -> bool:
    """Shows it in a pager, until whoever reads leaves that; False where it could not be started."""
    before = signal.signal(signal.SIGINT, _leave_it_to_the_pager)
    try:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            stdin=subprocess.PIPE,
            env={**_LESS, **os.environ},
            errors="backslashreplace",
            encoding="utf-8",
        )
        # Whoever has seen enough leaves before the end; that is no failure.
        with suppress(BrokenPipeError):
            process.communicate(written)
        return process.wait() not in _NOT_THERE
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)


def _leave_it_to_the_pager(number: int, frame: object) -> None:
    """Ctrl-C is the pager's, which stops searching by it; a new program does not inherit this."""
