"""Every verb in every state: it works and leaves all lawful, or is refused in one clear line."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.ground.calling import HUNG, Surroundings, Told, call, ready
from tests.ground.negotiation import EDITOR, LAWFUL, OWN, ROWS, Kind, Row, copied, make_drafts
from tests.ground.room import pinned
from tests.ground.states import CANARY, STATES, Case, State

TELLING = (
    "plain",
    "detached HEAD",
    "index locked just now",
    "edited by hand",
    "symbolic link",
    "hooks and configuration planted",
)
"""The states in which every verb is tried every time."""
EXCUSED = (*LAWFUL, "agree --dry-run")
"""Rows whose refusal is another, or none, where a change would be refused."""
WAITING = (("scan", "a FIFO"),)
"""Who scans a pipe waits for what will come through it."""
EVERY = 23
"""Of the other pairs one in so many is tried every time."""
ALWAYS = (
    *(("undo", "shallow"), ("meeting open", "UTF-16"), ("alt add", "invalid UTF-8")),
    *(("edit in an editor", "our folder is a link"), ("record", "100 MB")),
)
"""Pairs in which something was wrong once."""
SLOW = ("100 MB",)
"""States that take too long for every time."""
_SPOKEN = re.compile(r"^(?:\S.*:\d+:\d+|\S[^:]*): [a-z]+(?:-[a-z]+)*: (?:warning: )?\S")
_OURS = ("lock", "focus", "kept")
"""What may lie in our folder under git's when a verb has ended."""


@dataclass(slots=True)
class Pair:
    """One verb in one state, and what was wrong with it."""

    row: Row
    state: State
    told: Told | None = None
    wrong: list[str] = field(default_factory=list)
    worked: bool = False

    def __str__(self) -> str:
        return f"{self.row.label} | {self.state.name}"


Snapshot = dict[str, tuple[object, ...]]


def everything(room: Path, *, strict: bool) -> Snapshot:
    """Every file below a place. Strictly: times, objects and our own folder too."""
    found: Snapshot = {}
    waiting = [os.fspath(room)]
    while waiting:
        folder = waiting.pop()
        for entry in os.scandir(folder):
            path = entry.path.removeprefix(f"{room}/")
            if not strict and ("/objects" in path or "/wsisdraft" in path or "/logs" in path):
                continue
            about = entry.stat(follow_symlinks=False)
            time = about.st_mtime_ns if strict else 0
            if entry.is_symlink():
                found[path] = (about.st_mode, str(Path(entry.path).readlink()))
            elif entry.is_dir(follow_symlinks=False):
                if strict or "/refs/" not in path:  # git takes empty ones away
                    found[path] = (about.st_mode, time)
                waiting.append(entry.path)
            elif stat.S_ISREG(about.st_mode) and about.st_size < 1 << 24:
                data = hashlib.sha1(Path(entry.path).read_bytes()).hexdigest()
                found[path] = (about.st_mode, time, data)
            else:
                found[path] = (about.st_mode, time, about.st_size)
    return found


def differing(before: Snapshot, after: Snapshot) -> list[str]:
    return sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))


@dataclass(slots=True)
class Standing:
    """What a clone is worth: where its branch stands, what is the user's, what is broken."""

    head: str
    tip: str
    status: dict[str, str]
    errors: frozenset[tuple[str, str, str]]

    @staticmethod
    def of(case: Case) -> Standing:
        head = _asked(case, "symbolic-ref", "-q", "HEAD")
        tip = _asked(case, "rev-parse", "--verify", "-q", "HEAD")
        return Standing(head, tip, _status(case), _errors(case))


def _asked(case: Case, *words: str) -> str:
    done = subprocess.run(
        ["git", "--no-optional-locks", "-c", "safe.directory=*", "-c", "core.fsmonitor=false",
         "-c", "core.attributesFile=/dev/null", *words],
        cwd=case.draft,
        capture_output=True,
        check=False,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "surrogateescape").strip("\n")


def _status(case: Case) -> dict[str, str]:
    lines = _asked(case, "status", "--porcelain", "--no-renames", "-uall", "-z").split("\0")[:-1]
    return {line[3:]: line[:2] for line in lines}


def _errors(case: Case) -> frozenset[tuple[str, str, str]]:
    told = call(("check", "--format", "json"), case.draft, Surroundings())
    try:
        found = json.loads(told.out)["findings"]
    except (ValueError, KeyError, TypeError):
        return frozenset()
    wrong = [each for each in found if each["gravity"] == "error"]
    return frozenset((each["path"], each["rule"], each["message"]) for each in wrong)


class Ground:
    """The drafts, made once; each pair gets a fresh copy in its state."""

    def __init__(self, room: Path) -> None:
        self.room = room
        self.count = 0
        self.known: dict[tuple[str, str, str, str], Standing] = {}
        make_drafts(room)

    def standing(self, case: Case, row: Row, state: State) -> Standing:
        """As it is before the verb; the same for all verbs in the same draft, state and file."""
        target = row.target if state.of_target else ""
        tip = _asked(case, "rev-parse", "--verify", "-q", "HEAD")
        key = (row.draft, state.name, target, tip)
        if key not in self.known:
            self.known[key] = Standing.of(case)
        return self.known[key]

    @contextmanager
    def case(self, row: Row, state: State) -> Iterator[Case]:
        self.count += 1
        room = self.room / f"case-{self.count}"
        room.mkdir()
        room.chmod(0o755)
        copied(self.room / row.draft, room / "draft")
        case = Case(room, row.target)
        try:
            state.make(case)
            yield case
        finally:
            _removed(room, state)


def _removed(room: Path, state: State) -> None:
    if state.name == "immutable file":
        subprocess.run(["chattr", "-R", "-i", str(room)], capture_output=True, check=False)
    shutil.rmtree(room)


@contextmanager
def ground(inside: Path | None = None) -> Iterator[Ground]:
    """A ground in a folder that other accounts may walk through, too."""
    made = tempfile.mkdtemp(prefix="ground-", dir=inside)
    Path(made).chmod(0o755)
    try:
        with pytest.MonkeyPatch.context() as patch:
            pinned(Path(made, "home"), patch)
            patch.setenv("GIT_EDITOR", EDITOR)
            ready()
            yield Ground(Path(made))
    finally:
        shutil.rmtree(made)


def tried(ground: Ground, row: Row, state: State) -> Pair:
    """One pair, judged."""
    pair = Pair(row, state)
    with ground.case(row, state) as case:
        before = everything(case.room, strict=row.kind is Kind.READS)
        standing = ground.standing(case, row, state) if row.kind is Kind.CHANGES else None
        (case.room / CANARY).unlink(missing_ok=True)  # git's own status runs filters
        told = pair.told = call(row.words, case.draft, case.around)
        after = everything(case.room, strict=row.kind is Kind.READS)
        pair.worked = told.code == 0
        pair.wrong += spoken(row, told)
        if os.path.lexists(case.room / CANARY):
            pair.wrong.append("a planted program was run")
        if standing is not None and told.code == 0:
            pair.wrong += changed_rightly(row, state, case, standing)
        elif row.kind is Kind.FOUNDS and told.code == 0:
            other = [p for p in differing(before, after) if "founded" not in Path(p).parts]
            pair.wrong += [f"changed {path}" for path in other]
        elif row.kind is Kind.FOCUSES or row.kind is Kind.MENDS:
            pair.wrong += [f"changed {path}" for path in differing(before, after)]
        else:
            other = differing(before, after)
            if state.fetches:
                other = [path for path in other if "objects" not in Path(path).parts]
            pair.wrong += [f"changed {path}, exit {told.code}" for path in other[:5]]
        due = row.kind is Kind.CHANGES and row.draft != "none" and row.label not in EXCUSED
        if state.refused and due and f"{state.refused}:" not in told.err:
            pair.wrong.append(f"not refused as {state.refused}")
    return pair


def spoken(row: Row, told: Told) -> list[str]:
    """What is wrong with what a verb said."""
    wrong = []
    both = told.out + told.err
    if told.code == HUNG:
        return ["hangs"]
    if told.code not in (0, 1, 2, 3):
        wrong.append(f"exit {told.code}")
    wrong += [f"says {word!r}" for word in ("Traceback", "internal:") if word in both]
    if told.code == 0 or (row.kind is Kind.READS and told.code == 1 and told.out):
        return wrong
    lines = told.err.splitlines()
    if not lines or not _SPOKEN.match(lines[0]):
        wrong.append("no line of rule and sentence")
    if not any(line.startswith("help: ") for line in lines):
        wrong.append("no remedy")
    return wrong


def changed_rightly(row: Row, state: State, case: Case, before: Standing) -> list[str]:
    """What is wrong with a clone after a verb that said it worked."""
    wrong = []
    after = Standing.of(case)
    steps = _asked(case, "rev-list", f"{before.tip}..{after.tip}").split() if before.tip else []
    if row.name == "--dry-run" and steps:
        wrong.append("a dry run made a commit")
    if after.head != before.head:
        wrong.append(f"HEAD is {after.head}")
    if len(steps) > 1 or (
        before.tip and _asked(case, "merge-base", before.tip, after.tip) != before.tip
    ):
        wrong.append(f"{len(steps)} commits")
    touched = (
        _asked(
            case, "diff-tree", "-r", "-z", "--root", "--no-commit-id", "--name-only", after.tip
        ).split("\0")
        if steps or not before.tip
        else []
    )
    wrong += [f"took {path} along" for path in OWN if path in touched]
    left = {path: said for path, said in before.status.items() if path not in touched}
    if after.status != left:
        odd = {p for p in left.keys() | after.status.keys() if left.get(p) != after.status.get(p)}
        told = {p: (left.get(p, "--"), after.status.get(p, "--")) for p in sorted(odd)[:4]}
        wrong.append(f"status otherwise: {told}")
    worse = frozenset() if state.unchecked else after.errors - before.errors
    wrong += [f"check is worse: {each}" for each in sorted(worse)[:3]]
    return wrong if state.refused else [*wrong, *leftovers(case)]


def leftovers(case: Case) -> list[str]:
    """What a verb that ended must not leave behind."""
    folder = _asked(case, "rev-parse", "--path-format=absolute", "--git-common-dir")
    if not folder:
        return []
    ours = Path(folder, "wsisdraft")
    names = [each.name for each in ours.iterdir()] if ours.is_dir() else []
    return [f"left behind: {name}" for name in names if name not in _OURS]


def pairs() -> list[tuple[Row, State]]:
    """Every verb in every state, but for those that wait for somebody, as they should."""
    every = [(row, state) for state in STATES for row in ROWS]
    return [pair for pair in every if (pair[0].label, pair[1].name) not in WAITING]


def sampled() -> list[tuple[Row, State]]:
    """All verbs in the most telling states, and of the rest a part, always the same."""
    return [
        (row, state)
        for number, (row, state) in enumerate(pairs())
        if state.name in TELLING
        or (row.label, state.name) in ALWAYS
        or (number % EVERY == 0 and state.name not in SLOW)
    ]


def apart(words: str) -> list[tuple[Row, State]]:
    """Pairs whose label or state holds one of the words given, parted by commas."""
    asked = [each.strip() for each in words.split(",")]
    return [
        (row, state)
        for row, state in pairs()
        if any(each in f"{row.label} | {state.name}" for each in asked)
    ]
