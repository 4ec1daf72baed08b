"""How far a long piece of work has come; on a terminal, and only when it takes a while."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from shutil import get_terminal_size
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from wsisdraft.pages.terminal.page import cut
from wsisdraft.text.characters import seen_in_line

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds that pass before anything is shown."""
_AGAIN = 0.1
"""Seconds between two pictures."""
_WIDEST_LABEL = 40
_CONTROL = len("^C")
_WIPED = "\r\x1b[2K"


class Advance(Protocol):
    """Tells that so many more steps are done."""

    def __call__(self, steps: int = 1) -> None: ...


@contextmanager
def progress(label: str, total: int) -> Iterator[Advance]:
    """A bar on standard error while the `with` lasts, gone when it ends.

    `label` says what is being done, `total` is the number of steps. Into a pipe, on a dumb
    terminal, and for work that takes less than a second nothing is shown, and Rich not imported.
    """
    bar = _Bar(label, total)
    try:
        yield bar.advance
    finally:
        bar.end()


@contextmanager
def at_work(label: str) -> Iterator[None]:
    """A line on standard error that says how long it has taken, while the `with` lasts.

    For what has no steps to be counted. It gives way to a bar, and is shown and wiped as that is.
    """
    if not _shown():
        yield
        return
    import signal

    clock = _Clock(label)
    before = signal.signal(signal.SIGALRM, clock.tick)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        clock.end()


def _shown() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


class _Clock:
    """Seconds of work, and whether they stand on the line where the cursor is."""

    bars = 0
    """Bars that are shown; there is one line, and it is theirs."""

    def __init__(self, label: str) -> None:
        self.label = cut(seen_in_line(label), _WIDEST_LABEL)
        self.begun = monotonic()
        self.shown = False

    @staticmethod
    def give_way() -> None:
        """A bar takes the line."""
        _Clock.bars += 1
        _write(_WIPED)

    def tick(self, *_: object) -> None:
        if not _Clock.bars:
            self.shown = True
            seconds = int(monotonic() - self.begun)
            _write(f"{_WIPED}{self.label}: {seconds} s, Ctrl-C stops it")

    def end(self) -> None:
        if self.shown and not _Clock.bars:
            _write(_WIPED)


def _write(text: str) -> None:
    """Past Python's buffers, into which something may just be written."""
    with suppress(OSError):
        os.write(sys.stderr.fileno(), text.encode("utf-8", "backslashreplace"))


class _Bar:
    """Work under way, and its picture once there is one."""

    def __init__(self, label: str, total: int) -> None:
        self.label = label
        self.total = total
        self.done = 0
        self.next = monotonic() + PATIENCE
        self.shown = _shown()
        self.picture: Progress | None = None

    def advance(self, steps: int = 1) -> None:
        self.done += steps
        if not self.shown or monotonic() < self.next:
            return
        if self.picture is None:
            _Clock.give_way()
            self.picture = _picture(self.label, self.total)
        task = self.picture.task_ids[0]
        self.picture.update(task, completed=min(self.done, self.total), refresh=True)
        self.next = monotonic() + _AGAIN

    def end(self) -> None:
        if self.picture is not None:
            self.picture.stop()
            _Clock.bars -= 1


def _picture(label: str, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    made = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        console=Console(
            stderr=True,
            markup=False,
            emoji=False,
            highlight=False,
            # What a terminal shows of Ctrl-C has room behind it, or the line would not be wiped.
            width=max(get_terminal_size().columns - _CONTROL, 20),
        ),
        transient=True,
        # Refreshed as the work goes on: no thread of its own beside processes of git.
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
        expand=True,
    )
    made.add_task(cut(seen_in_line(label), _WIDEST_LABEL), total=total)
    made.start()
    return made
