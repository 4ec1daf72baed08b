"""How far a long piece of work has come: on a terminal, after a second, and gone at the end."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys

import pytest

from tests.desk import CHECKOUT
from tests.terminal import at_a_terminal as window
from wsisdraft.pages.terminal import progress as page
from wsisdraft.pages.terminal.progress import progress

WORK = """\
import sys
from wsisdraft.pages.terminal import progress as page
page.PATIENCE, page._AGAIN = {patience}, 0
with page.progress("Reading [bold]the meetings\\u202e", 4) as advance:
    for _ in range(2):
        advance()
    advance(2)
sys.stdout.write("done\\n")
if "rich" in sys.modules:
    sys.stdout.write("with Rich\\n")
"""


def at_a_terminal(patience: float, **more: str) -> str:
    """What a terminal of 60 columns gets on standard error and output."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "COLUMNS": "60", **more}
    with subprocess.Popen(
        [sys.executable, "-c", WORK.format(patience=patience)],
        env={"TERM": "xterm", **environment} if "TERM" not in more else environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        said = b""
        while select.select([ours], [], [], 30)[0]:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # nobody writes any more
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    assert process.returncode == 0, said
    return said.decode()


def test_a_bar_that_is_gone_at_the_end() -> None:
    said = at_a_terminal(0)
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said)
    assert "Reading [bold]the meetings<U+202E>" in shown
    assert "━" in shown
    assert "4/4" in shown
    assert said.endswith("done\r\nwith Rich\r\n")
    last = said[: said.index("done")]
    assert "\x1b[2K" in last[last.rindex("4/4") :], "the line was wiped"
    assert last.rindex("\x1b[?25h") > last.rindex("\x1b[?25l"), "the cursor is there again"


@pytest.mark.parametrize(("patience", "term"), [(60, "xterm"), (0, "dumb")])
def test_quick_work_and_dumb_terminals_see_nothing(patience: float, term: str) -> None:
    assert at_a_terminal(patience, TERM=term) == "done\r\n"


def test_a_pipe_sees_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "PATIENCE", 0)
    with progress("Reading", 3) as advance:
        advance()
        advance(5)
    assert capsys.readouterr() == ("", "")


def test_work_that_fails_is_not_kept_from_saying_so() -> None:
    def work() -> None:
        with progress("Reading", 3) as advance:
            advance()
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        work()


BOTH = """\
import sys, time
from wsisdraft.pages.terminal import progress as page
page.PATIENCE, page._AGAIN = 0.2, 0
with page.at_work("reading \x1b[2J"):
    time.sleep(0.5)
    with page.progress("Counting", 3) as advance:
        for _ in range(3):
            time.sleep(0.4)
            advance()
sys.stdout.write("done\\n")
"""


def test_seconds_give_way_to_a_bar() -> None:
    command = [sys.executable, "-c", BOTH]
    surroundings = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    said = window(command, CHECKOUT, surroundings, columns=60).raw
    begun, bar = said.index("reading <U+001B>[2J: 0 s, Ctrl-C stops it"), said.index("Counting")
    assert begun < said.index("\r\x1b[2K", begun) < bar, "the line was wiped for the bar"
    assert "Ctrl-C" not in said[bar:]
    assert "3/3" in said[bar:]
    assert said.endswith("done\r\n")
    quiet = window(command, CHECKOUT, {**surroundings, "TERM": "dumb"})
    assert quiet.raw == "done\r\n"
