"""How far a long piece of work has come; on a terminal, and only when it takes a while."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


class _Bar:
    """Work under way, and its picture once there is one."""

    def __init__(self, label: str, total: int) -> None:
        self.label = label
        self.total = total
        self.done = 0
        self.next = monotonic() + PATIENCE
        self.shown = sys.stderr.isatty() and os.environ.get("TERM", "") not in ("", "dumb")
        self.picture: Progress | None = None

    def advance(self, steps: int = 1) -> None:
        self.done += steps
        if not self.shown or monotonic() < self.next:
            return
        if self.picture is None:
            self.picture = _picture(self.label, self.total)
        task = self.picture.task_ids[0]
        self.picture.update(task, completed=min(self.done, self.total), refresh=True)
        self.next = monotonic() + _AGAIN

    def end(self) -> None:
        if self.picture is not None:
            self.picture.stop()


def _picture(label: str, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    made = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        console=Console(stderr=True, markup=False, emoji=False, highlight=False),
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
