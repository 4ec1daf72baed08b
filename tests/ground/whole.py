"""Whole verbs, from the command to its answer, killed at any moment or failed by the system.

What a clone may be afterwards is what it was before, or what the verb makes of it undisturbed; the
two are compared byte by byte, as commits of trials have the same ids every time.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.ground.calling import HUNG, Surroundings, Told, begun, call, ended
from tests.ground.kills import Tally
from tests.ground.matrix import everything, spoken
from tests.ground.negotiation import ROWS, Kind, Row, copied
from tests.ground.syscalls import CALLS
from tests.ground.template import git

BY_ROW = {row.label: row for row in ROWS}
NEW_KINDS = (
    *("record", "alt amend", "alt add", "choose", "meeting close", "meeting open", "add"),
    *("add a chapter", "delete", "init", "on", "edit in an editor", "reserve", "undo"),
)
"""Verbs of every kind of change: hand edits, moved, made and closed branches, tags, folders."""
_MOST = 400
_PATIENCE = 12.0
"""Seconds for a verb with a fault in it; after that it is killed, and judged as if it had been."""
_LEFT = ("lock", "focus", "kept")


@dataclass(frozen=True, slots=True)
class Stand:
    """Everything about a clone that somebody could miss."""

    refs: str
    index: str
    status: str
    files: tuple[tuple[str, object], ...]

    @staticmethod
    def of(room: Path) -> Stand:
        draft = room / "draft"
        seen = everything(room, strict=False)
        files = {path: said for path, said in seen.items() if "/.git" not in path}
        focus = draft / ".git/wsisdraft/focus"
        files["focus"] = (focus.read_text() if focus.exists() else "",)
        return Stand(
            git(draft, "symbolic-ref", "HEAD") + git(draft, "for-each-ref"),
            git(draft, "ls-files", "-s", "-v"),
            git(draft, "status", "--porcelain", "-uall"),
            tuple(sorted(files.items(), key=lambda each: each[0])),
        )

    def unlike(self, other: Stand) -> list[str]:
        """What differs, in words."""
        said = [
            name
            for name in ("refs", "index", "status")
            if getattr(self, name) != getattr(other, name)
        ]
        mine, theirs = dict(self.files), dict(other.files)
        return said + sorted(p for p in mine.keys() | theirs if mine.get(p) != theirs.get(p))[:4]


@dataclass(slots=True)
class Trial:
    """A verb, the draft it is given in, and the two ways in which it may end."""

    drafts: Path
    row: Row
    before: Stand = field(init=False)
    after: Stand = field(init=False)
    usual: float = field(init=False)
    number: int = 0

    def __post_init__(self) -> None:
        room = self.fresh()
        self.before = Stand.of(room)
        times = []
        for _ in range(3):
            told = call(self.row.words, room / "draft", Surroundings())
            assert told.code == 0, (self.row.label, told)
            times.append(told.seconds)
            self.after = Stand.of(room)
            shutil.rmtree(room)
            room = self.fresh()
        shutil.rmtree(room)
        self.usual = statistics.median(times)
        assert self.before != self.after, self.row.label

    def fresh(self) -> Path:
        self.number += 1
        room = self.drafts / f"whole-{os.getpid()}-{self.number}"
        room.mkdir()
        copied(self.drafts / self.row.draft, room / "draft")
        return room

    def judged(self, tally: Tally, room: Path, what: str, told: Told | None) -> None:
        """Recovers as a user would, then compares; `told` is None where the verb was killed."""
        tally.runs += 1
        tally.killed += told is None
        wrong = []
        recovered = call(("recover",), room / "draft", Surroundings())
        tally.unfinished += "was settled" in recovered.out
        if recovered.code:
            wrong.append(f"recover: exit {recovered.code}, {recovered.err[:300]}")
        now = Stand.of(room)
        landed = now == self.after
        tally.landed += landed
        if now not in (self.before, self.after):
            near = min((now.unlike(self.before), now.unlike(self.after)), key=len)
            wrong.append(f"neither before nor after: {near}")
        if told is not None:
            wrong += spoken(self.row, told)
            # A focus is no record: that it could not be told is all that its code says.
            true = self.row.kind is not Kind.CHANGES or (told.code == 0) is landed
            if not true and now in (self.before, self.after):
                wrong.append(f"exit {told.code}, but landed is {landed}: {told.err[:200]}")
        wrong += _left(room / "draft")
        if "fatal" in (fsck := _fsck(room / "draft")) or "missing" in fsck:
            wrong.append(f"fsck: {fsck[:200]}")
        tally.wrong += [f"{what}: {each}" for each in wrong]
        shutil.rmtree(room)


def _left(draft: Path) -> list[str]:
    locks = [p.name for p in (draft / ".git").rglob("*.lock")]
    ours = draft / ".git/wsisdraft"
    names = [p.name for p in ours.iterdir()] if ours.is_dir() else []
    # What is being written in an editor is nobody's to remove, once its verb has not.
    said = [n for n in names if n not in _LEFT and not n.startswith("writing-")]
    return [f"left behind: {each}" for each in (*locks, *said)]


def _fsck(draft: Path) -> str:
    done = subprocess.run(
        ["git", "fsck", "--no-dangling", "--no-progress"],
        cwd=draft,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def random_kills(drafts: Path, label: str, times: int, seed: int = 1) -> Tally:
    """So many kills of a verb and all it started, over 1.1 times its usual duration.

    A machine that had more to do when that was measured has less now: a call that came to its end
    before its kill tells how long one takes at most.
    """
    trial, tally = Trial(drafts, BY_ROW[label]), Tally()
    chance, usual = random.Random(f"{label} {seed}"), trial.usual
    for _ in range(times):
        room = trial.fresh()
        moment = chance.uniform(0, 1.1 * usual)
        child = begun(trial.row.words, room / "draft", Surroundings())
        time.sleep(moment)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        told = ended(child)
        what = f"{label} killed after {moment * 1000:.1f} ms"
        usual = usual if told.code < 0 else min(usual, moment)
        trial.judged(tally, room, what, None if told.code < 0 else told)
    return tally


def until_none_is_hit(drafts: Path, label: str, call_: str, stride: int = 1) -> Tally:
    """Every system call of a kind in turn, with every fault, until there are no more.

    With a stride only the first of so many is failed.
    """
    trial, tally = Trial(drafts, BY_ROW[label]), Tally()
    for fault in CALLS[call_]:
        for nth in range(1, _MOST, stride):
            room = trial.fresh()
            told, hit = injected(trial.row, room, call_, fault, nth)
            what = f"{label} {call_} {fault} #{nth}"
            trial.judged(tally, room, what, None if told.code in (HUNG, -signal.SIGKILL) else told)
            if not hit:
                break
    return tally


def injected(row: Row, room: Path, calls: str, fault: str, nth: int) -> tuple[Told, bool]:
    """What the verb told, and whether the fault was hit, in git's processes or in ours."""
    how = "signal=KILL" if fault == "KILL" else f"error={fault}"
    log = room.parent / f"{room.name}.strace"
    ready, go = os.pipe()
    child = begun(row.words, room / "draft", Surroundings(), wait=ready)
    os.close(ready)
    strace = subprocess.Popen(
        [
            *("strace", "-f", "-o", str(log), "-p", str(child.pid)),
            *("-e", f"trace={calls}", "-e", f"inject={calls}:{how}:when={nth}"),
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert strace.stderr is not None
    while "attached" not in strace.stderr.readline():
        assert strace.poll() is None
    with contextlib.suppress(BrokenPipeError):
        os.write(go, b"go")
    os.close(go)
    told = ended(child, _PATIENCE)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    strace.wait()
    strace.stderr.close()
    lines = log.read_text()
    log.unlink()
    return told, "(INJECTED)" in lines or (fault == "KILL" and "killed by SIGKILL" in lines)


# git's own way to the same, for comparison.


def plain_git(drafts: Path, times: int, seed: int = 1) -> dict[str, int]:
    """An edit, `git add` and `git commit`, killed as the verbs are; figures by what came of it."""
    path = "drafts/vision/B/5.md"
    script = (
        f"sed -i s/under-review/first-draft/ {path} && git add {path} && git commit -q -m Edited"
    )
    figures = {"runs": times, "killed": 0, "half-done": 0, "swept": 0, "landed": 0, "stale": 0}
    chance = random.Random(f"git {seed}")
    usual = 0.0
    for number in range(-3, times):
        room = drafts / f"plain-{os.getpid()}-{number}"
        room.mkdir()
        copied(drafts / "open", room / "draft")
        before = Stand.of(room)
        started = time.perf_counter()
        process = subprocess.Popen(["sh", "-c", script], cwd=room / "draft", start_new_session=True)
        if number >= 0:
            time.sleep(chance.uniform(0, 1.1 * usual))
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
        usual = max(usual, time.perf_counter() - started) if number < 0 else usual
        if number >= 0:
            locks = list((room / "draft/.git").rglob("*.lock"))
            figures["killed"] += code < 0
            figures["stale"] += bool(locks)
            for lock in locks:
                lock.unlink()
            landed = git(room / "draft", "log", "-1", "--format=%s") == "Edited\n"
            figures["landed"] += landed
            names = git(room / "draft", "show", "--format=", "--name-only", "HEAD").split()
            figures["swept"] += landed and len(names) > 1
            figures["half-done"] += not landed and Stand.of(room) != before
        shutil.rmtree(room)
    return figures
