"""A real terminal: a program in a window of a size, what it shows, and what somebody types."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

PATIENCE = 60.0
"""Seconds for what has to come; nothing waits so long but a program that hangs."""
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[=>()][0-9A-B]?|\x07|\x1b\][^\x07]*\x07")


@dataclass(frozen=True, slots=True)
class Shown:
    code: int
    raw: str
    """Everything the terminal got."""

    @property
    def words(self) -> str:
        """The same without what moves the cursor and colours, lines ended as in a file."""
        return _CONTROL.sub("", self.raw).replace("\r\n", "\n")


def wsisdraft(*words: str) -> list[str]:
    """The program as a command."""
    return [sys.executable, "-m", "wsisdraft", *words]


def at_a_terminal(
    command: Sequence[str],
    directory: Path,
    environ: Mapping[str, str],
    typed: Iterable[tuple[str, str]] = (),
    *,
    columns: int = 80,
    lines: int = 24,
) -> Shown:
    """Runs a command in a window; `typed` are pairs of what is awaited, and what is typed then."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    process = subprocess.Popen(
        list(command),
        cwd=directory,
        env={"TERM": "xterm", **environ},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        # Ctrl-C reaches whoever has the terminal, and only those in the foreground.
        preexec_fn=_take_the_terminal,  # noqa: PLW1509  no threads here
    )
    os.close(theirs)
    waiting = list(typed)
    said = ""
    begun = monotonic()
    try:
        while monotonic() - begun < PATIENCE:
            if waiting and waiting[0][0] in _CONTROL.sub("", said):
                os.write(ours, waiting.pop(0)[1].encode())
            piece = _piece(ours)
            if piece is None:
                break
            said += piece
        else:
            raise AssertionError(f"nothing more came; awaited {waiting[:1]} in {said!r}")
        code = process.wait(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert not waiting, f"{waiting[0][0]!r} never came: {said!r}"
    assert "Traceback" not in said, said
    return Shown(code, said)


def _take_the_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _piece(terminal: int) -> str | None:
    """What comes in a while; None once nobody writes any more."""
    if not select.select([terminal], [], [], 0.1)[0]:
        return ""
    try:
        return os.read(terminal, 1 << 16).decode("utf-8", "replace") or None
    except OSError:
        return None
