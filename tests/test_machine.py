"""A machine that is not as it should be: one line with what to do, or nothing noticed at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.desk import Desk

READING: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("show", "vision/B.21"),
    ("check",),
    ("log", "vision/B.21"),
)
NOTE = ("note", "vision/B.3", "Checked.")


def with_git(desk: Desk, script: str) -> dict[str, str]:
    """A PATH on which git is this script."""
    folder = desk.home / "bin"
    folder.mkdir(exist_ok=True)
    program = folder / "git"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


@pytest.mark.parametrize("words", [*READING, NOTE, ("init", "../new"), ("demo", "../new")])
def test_no_git(desk: Desk, words: tuple[str, ...]) -> None:
    (desk.home / "empty").mkdir()
    answer = desk.run(*words, PATH=str(desk.home / "empty"))
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(
        "wsisdraft: git-missing: Git is not installed, or not on PATH.\nhelp: "
    )
    assert not (desk.home / "new").exists()
    assert desk.clean


OLD = """\
case "$*" in
  *version*) echo "git version 2.20.1" ;;
  *) echo "error: unknown option: --path-format=absolute" >&2; echo "--path-format=absolute"
     exit 129 ;;
esac"""


@pytest.mark.parametrize("words", [("status",), NOTE, ("init", "../new")])
def test_a_git_that_is_too_old(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.run(*words, **with_git(desk, OLD))
    assert (answer.code, answer.out) == (3, "")
    told = answer.err.splitlines()
    assert told[0] == "wsisdraft: git-too-old: This is git 2.20.1."
    assert told[1].startswith("help: Install git 2.34 or later")
    assert desk.clean


def test_a_git_that_fails_without_a_word(desk: Desk) -> None:
    answer = desk.run("status", **with_git(desk, "exit 1"))
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("wsisdraft: git-failed: git rev-parse failed: no reason given.")


def test_a_home_that_cannot_be_written_is_not_noticed(desk: Desk) -> None:
    nowhere = {"HOME": "/proc/self/nowhere", "XDG_CONFIG_HOME": "/proc/self/nowhere"}
    for words in READING:
        assert desk.run(*words, **nowhere) == desk.run(*words)
    assert desk.done(*NOTE, **nowhere).err == ""
    answer = desk.run("--install-completion", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert answer.code == 2
    answer = desk.run(
        *("--install-completion", "bash"),
        _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1",
        **nowhere,
    )
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("wsisdraft: system: ")


def test_completion_is_installed_where_home_can_be_written(desk: Desk) -> None:
    for shell, place in (
        ("bash", ".bash_completions/wsisdraft.sh"),
        ("zsh", ".zfunc/_wsisdraft"),
        ("fish", ".config/fish/completions/wsisdraft.fish"),
    ):
        desk.done(
            *("--install-completion", shell), _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"
        )
        assert f"complete_{shell}" in (desk.home / place).read_text()


def closed(desk: Desk, streams: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The program by a shell that has closed some of its streams."""
    return subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m wsisdraft "$@" {streams}', sys.executable, *words],
        cwd=desk.top,
        env=desk.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_streams_that_are_closed(desk: Desk) -> None:
    whole = desk.done("show", "vision/B.21").out
    assert closed(desk, "<&-", "show", "vision/B.21").stdout == whole
    made = closed(desk, "<&- 2>&-", "show", "vision/B.21")
    assert (made.returncode, made.stdout) == (0, whole)
    assert closed(desk, "<&- >&- 2>&-", *NOTE).returncode == 0
    assert desk.trailers()[0] == ("Verb", "note")
    assert desk.clean, "no file was taken for a stream"
    assert closed(desk, "2>&-", "show", "vision/NOWHERE").returncode == 1
    made = closed(desk, "<&-", "edit", "vision/B.2")
    assert made.returncode == 1
    assert made.stderr.startswith("wsisdraft: no-editor: ")
    made = closed(desk, "<&-", "scan", "-")
    assert (made.returncode, "0 bracket pairs" in made.stdout) == (0, True)


def test_whoever_reads_our_output_has_had_enough(template: Desk) -> None:
    made = subprocess.run(
        [
            *("/bin/sh", "-c"),
            '{ "$0" -m wsisdraft show vision/ --format json; echo $? >&2; } | head -c 1',
            sys.executable,
        ],
        cwd=template.top,
        env=template.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.stderr == "0\n"


@pytest.fixture
def full_disk(template: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The demonstration on a disk of its own on which nothing more has room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        shutil.copytree(template.top, disk / "wsis", symlinks=True)
        with (disk / "fill").open("wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                with suppress(OSError):
                    while True:
                        file.write(b"x" * size)
        yield Desk(disk / "wsis", tmp_path)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk(full_disk: Desk) -> None:
    desk = full_disk
    tip = desk.git("rev-parse", "HEAD")
    for words in READING:
        answer = desk.run(*words)
        assert answer.code == 0
        assert "full" not in answer.err
    for changing in (NOTE, ("init", "../new"), ("demo", "../new")):
        answer = desk.run(*changing)
        assert (answer.code, answer.out) == (3, "")
        told = answer.err.splitlines()
        assert told[0].startswith("wsisdraft: disk-full: ")
        assert told[1].startswith("help: Free some space")
        assert len(told) == 2
    assert not (desk.top.parent / "new").exists()
    assert desk.git("rev-parse", "HEAD") == tip
    (desk.top.parent / "fill").unlink()
    assert desk.clean
    assert "left unfinished" in desk.done("recover").out
    desk.done(*NOTE)
    assert desk.clean
