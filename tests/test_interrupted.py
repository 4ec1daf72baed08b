"""Ctrl-C: a verb is done or not done, whole either way, and says which."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.desk import CHECKOUT, Desk
from tests.terminal import at_a_terminal

PROGRAM = """\
import os, signal, sys
from wsisdraft.repository import atomic_change, settlement

stop = lambda: os.kill(os.getpid(), signal.SIGINT)
{before}
from wsisdraft.cli import main

sys.argv = ["wsisdraft", *sys.argv[1:]]
main()
"""
WATCHING = """\
def watch(step):
    if step == {step!r}:
        stop()
settlement.unwatched = watch
"""
LATER = """\
from wsisdraft.pages.terminal import screen
show = screen.show
def stopped(*words, **named):
    stop()
    show(*words, **named)
screen.show = stopped
"""
BEHIND = """\
landed = []
def watch(step):
    if step == "settle:journal-dropped":
        landed.append(step)
end = atomic_change.ObjectReader.__exit__
def ended(self, *words):
    end(self, *words)
    if landed:
        stop()
atomic_change.ObjectReader.__exit__ = ended
settlement.unwatched = watch
"""
NOTE = ("note", "vision/B.3", "Checked with the editor.")


def interrupted(desk: Desk, before: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The program, which is interrupted where `before` has it."""
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(before=before), *words],
        cwd=desk.top,
        env=desk.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in made.stdout + made.stderr, made
    return made


@pytest.mark.parametrize("step", ["turn", "looked"])
def test_before_it_is_decided_nothing_is_changed(desk: Desk, step: str) -> None:
    tip = desk.git("rev-parse", "HEAD")
    made = interrupted(desk, WATCHING.format(step=step), *NOTE)
    assert (made.returncode, made.stdout) == (130, "")
    assert made.stderr == "wsisdraft: interrupted: nothing was changed.\n"
    assert desk.git("rev-parse", "HEAD") == tip
    assert desk.clean
    assert "left unfinished" in desk.done("recover").out


@pytest.mark.parametrize("step", ["journal", "files", "ref", "settle:index"])
def test_while_it_lands_it_is_too_late(desk: Desk, step: str) -> None:
    made = interrupted(desk, WATCHING.format(step=step), *NOTE)
    assert made.returncode == 0
    assert "Recorded between meetings as" in made.stdout
    assert desk.trailers()[0] == ("Verb", "note")
    assert desk.clean


def test_once_it_has_landed_that_is_told(desk: Desk) -> None:
    made = interrupted(desk, LATER, *NOTE)
    tip = desk.git("rev-parse", "HEAD").strip()
    assert made.returncode == 130
    assert made.stderr == f"wsisdraft: interrupted: the change is on record as {tip[:10]}.\n"
    assert desk.trailers()[0] == ("Verb", "note")
    assert desk.clean


def test_behind_a_change_that_landed_ctrl_c_is_too_late(desk: Desk) -> None:
    made = interrupted(desk, BEHIND, *NOTE)
    tip = desk.git("rev-parse", "HEAD").strip()
    assert tip[:10] in made.stdout + made.stderr
    assert desk.trailers()[0] == ("Verb", "note")
    assert desk.clean


@pytest.mark.parametrize("words", [("show", "vision/B"), ("check",), ("log", "vision/B.1")])
def test_a_verb_that_reads(template: Desk, words: tuple[str, ...]) -> None:
    made = interrupted(template, LATER, *words)
    assert (made.returncode, made.stderr) == (
        130,
        "wsisdraft: interrupted: nothing was changed.\n",
    )
    assert template.clean


@pytest.mark.parametrize("verb", ["init", "demo"])
def test_a_repository_under_way_is_left_without_a_trace(verb: str, desk: Desk) -> None:
    before = """
from wsisdraft.repository import starting, founding
from wsisdraft.repository.git import Git
ran = Git.run
def run(self, call, *more):
    answer = ran(self, call, *more)
    if call.command not in ("rev-parse", "version", "config", "init"):
        stop()
    return answer
Git.run = run
"""
    made = interrupted(desk, before, verb, str(desk.home / "new"))
    assert (made.returncode, made.stderr) == (130, "wsisdraft: interrupted: nothing was changed.\n")
    assert not (desk.home / "new").exists() or not list((desk.home / "new").iterdir())


def test_at_a_terminal_while_it_works(desk: Desk) -> None:
    """The line that tells of work is wiped, and the cursor stands where it stood."""
    program = """
import sys, time
from wsisdraft.pages.terminal import progress
progress.PATIENCE = 0.1
from wsisdraft.view import View
opened = View.open
def slowly(*words):
    print("begun", flush=True)
    time.sleep(30)
View.open = staticmethod(slowly)
from wsisdraft.cli import main
sys.argv = ["wsisdraft", "check"]
main()
"""
    made = at_a_terminal(
        [sys.executable, "-c", program],
        desk.top,
        {**desk.environment(), "PYTHONPATH": str(CHECKOUT)},
        [("Ctrl-C stops it", "\x03")],
    )
    assert made.code == 130
    assert "wsisdraft check: 0 s, Ctrl-C stops it" in made.words
    assert made.raw.endswith("\r\x1b[2Kwsisdraft: interrupted: nothing was changed.\r\n")


def test_a_signal_during_the_start_is_no_traceback(template: Desk) -> None:
    """Imports are inside of what is guarded."""
    program = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from wsisdraft.cli import main
sys.argv = ["wsisdraft", "status"]
main()
"""
    made = subprocess.run(
        [sys.executable, "-c", program],
        cwd=template.top,
        env=template.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (130, "wsisdraft: interrupted: nothing was changed.\n")
