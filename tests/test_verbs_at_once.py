"""Several at one clone: every success that was told is in history, and nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.desk import Desk


def many_open(desk: Desk, count: int) -> None:
    """A chapter with so many paragraphs that could be agreed at once."""
    desk.write("drafts/vision/F/chapter.yaml", "title: Many\n")
    for n in range(1, count + 1):
        desk.write(
            f"drafts/vision/F/{n}.md",
            f"---\nid: m{n:05}\nstatus: first-draft\n---\nWords of paragraph {n}.\n",
        )
    desk.commit("many")


def start(desk: Desk, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "wsisdraft", *words],
        cwd=desk.top,
        env=desk.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def test_several_processes_settle_different_paragraphs(desk: Desk) -> None:
    many_open(desk, 9)
    before = int(desk.git("rev-list", "--count", "HEAD"))
    for row in range(3):
        running = [start(desk, "agree", f"vision/F.{3 * row + n}") for n in (1, 2, 3)]
        for process in running:
            out, err = process.communicate(timeout=60)
            assert process.returncode == 0, (out, err)
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 9
    assert desk.clean
    statuses = desk.done("status", "vision/F", "--format", "json").json
    assert statuses["documents"][0]["chapters"][0]["statuses"] == {"pre-agreed": 9}
    assert desk.run("check", "vision/F").code == 0


def test_two_settle_the_same_paragraph(desk: Desk) -> None:
    many_open(desk, 1)
    before = int(desk.git("rev-list", "--count", "HEAD"))
    running = [start(desk, "agree", "vision/F.1") for _ in range(3)]
    told = [(*process.communicate(timeout=60), process.returncode) for process in running]
    assert all(code == 0 for _, _, code in told), told
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 1
    assert sum(b"since" in out for out, _, _ in told) == 2


def test_a_killed_verb_happened_wholly_or_not_at_all(desk: Desk) -> None:
    many_open(desk, 8)
    desk.write("notes.txt", "mine, and not yet added\n")
    killed = 0
    for n in range(1, 9):
        process = start(desk, "agree", f"vision/F.{n}")
        time.sleep(0.02 + 0.022 * n)
        try:
            os.killpg(process.pid, signal.SIGKILL)
            killed += process.poll() is None
        except ProcessLookupError:
            pass
        process.communicate(timeout=30)
        desk.done("recover")
        assert desk.git("status", "--porcelain") == "?? notes.txt\n"
        recorded = f"vision/F.{n}: pre-agreed" in desk.git("log", "--format=%s")
        assert recorded == ("settled:" in desk.text(f"drafts/vision/F/{n}.md"))
    assert killed > 0
    assert desk.git("fsck", "--no-dangling") == ""
    assert desk.run("check", "vision/F").code == 0


def test_a_closed_output_does_not_unsay_what_landed(desk: Desk) -> None:
    many_open(desk, 1)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "wsisdraft", "agree", "vision/F.1"],
            cwd=desk.top,
            env=desk.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert b"is on record" in done.stderr
    assert "settled:" in desk.text("drafts/vision/F/1.md")
