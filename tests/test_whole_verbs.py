"""Whole verbs killed and failed; `python -m tests.ground --whole all --kills 100` runs it large."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ground import matrix, syscalls, whole
from tests.ground.drive import fault_at
from tests.ground.matrix import Ground
from tests.ground.negotiation import copied
from tests.ground.template import git
from wsisdraft.notation.change import Change, Record
from wsisdraft.repository.atomic_change import record
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.recovery import recover

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with matrix.ground(MEMORY if MEMORY.is_dir() else None) as made:
        yield made


def test_all_kinds_of_change_are_among_those_tried() -> None:
    assert set(whole.NEW_KINDS) <= whole.BY_ROW.keys()


@pytest.mark.parametrize("label", ["init", "meeting close", "record"])
def test_a_verb_killed_at_any_moment_happened_or_did_not(ground: Ground, label: str) -> None:
    tally = whole.random_kills(ground.room, label, 12)
    assert tally.wrong == []
    assert tally.killed > 2


@pytest.mark.skipif(not syscalls.available(), reason="strace is not here, or may not watch")
def test_a_verb_whose_renames_fail_tells_so(ground: Ground) -> None:
    tally = whole.until_none_is_hit(ground.room, "on", "rename,renameat,renameat2")
    assert tally.wrong == []
    assert tally.runs > 3


@pytest.mark.parametrize("step", ["journal", "file-0", "files", "ref"])
def test_the_first_files_of_a_draft_can_be_recovered(
    ground: Ground, tmp_path: Path, step: str
) -> None:
    """The journal names drafts/ itself then, among the folders that were made."""
    copied(ground.room / "none", tmp_path / "none")
    clone = open_clone(tmp_path / "none")
    change = Change(new_files=(("drafts/process.yaml", "name: Trial\n"),), record=Record("Started"))
    child = os.fork()
    if child == 0:
        try:
            record(clone, change, clone.tip, watch=fault_at(f"{step}:kill"))
        finally:
            os._exit(1)
    os.waitpid(child, 0)
    recovered = recover(open_clone(clone.top))
    assert recovered.found
    assert bool(recovered.commit) is (step == "ref")
    assert (tmp_path / "none/drafts").exists() is (step == "ref")
    assert git(tmp_path / "none", "status", "--porcelain") == "?? scratch.txt\n"
