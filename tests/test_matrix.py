"""Every verb in every state of a clone; `python -m tests.ground --matrix` tries all the pairs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ground import matrix
from tests.ground.calling import Told, call
from tests.ground.matrix import Ground, sampled, tried
from tests.ground.negotiation import LAWFUL, ROWS, Kind
from tests.ground.states import STATES, State
from wsisdraft.cli import VERBS

SAMPLED = sampled()
MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """In memory where there is a place for it: what reaches the disk is not under trial here."""
    with matrix.ground(MEMORY if MEMORY.is_dir() else None) as made:
        yield made


def test_every_verb_is_tried() -> None:
    verbs = {verb for _, rows in VERBS for verb, _, _ in rows}
    assert {row.verb for row in ROWS} == verbs
    assert len({row.label for row in ROWS}) == len(ROWS)


def test_every_verb_has_something_to_do(ground: Ground) -> None:
    plain = next(state for state in STATES if state.name == "plain")
    for row in ROWS:
        with ground.case(row, plain) as case:
            told = call(row.words, case.draft, case.around)
            assert told.code in (LAWFUL.get(row.label, 0), row.kind is Kind.READS), (row, told)
            if row.kind is Kind.CHANGES and not row.name:
                touched = case.git("show", "--format=", "--name-only", "HEAD").split()
                assert row.target in touched, row


def test_every_verb_is_taken_back_by_a_new_commit(ground: Ground) -> None:
    """Or says how else; an undoing is taken back by giving the verb again."""
    plain = next(state for state in STATES if state.name == "plain")
    kept = []
    for row in ROWS:
        if row.kind is not Kind.CHANGES or row.label in (*matrix.EXCUSED, "undo"):
            continue
        with ground.case(row, plain) as case:
            before = case.git("rev-parse", "HEAD^{tree}")
            call(row.words, case.draft, case.around)
            told = call(("undo",), case.draft, case.around)
            if told.code:
                assert "not-undone" in told.err, (row, told)
                kept.append(row.label)
            else:
                assert case.git("rev-parse", "HEAD^{tree}") == before, row
                assert case.git("rev-list", "--count", "HEAD~2..HEAD") == "2\n", row
    assert kept == ["meeting close", "init"]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_is_worked_in_or_refused_in_one_line(ground: Ground, state: State) -> None:
    impossible = state.possible()
    if impossible:
        pytest.skip(impossible)
    rows = [row for row, where in SAMPLED if where is state]
    assert rows
    wrong = [
        (pair.row.label, pair.wrong, pair.told)
        for pair in (tried(ground, row, state) for row in rows)
        if pair.wrong
    ]
    assert wrong == []


def test_a_wrong_pair_would_be_seen(ground: Ground) -> None:
    """A verb that broke into the user's own work, or said nothing, does not pass."""
    row = next(row for row in ROWS if row.label == "agree")
    plain = State("plain, but for a verb that lies", lambda case: None, refused="no-such-rule")
    assert tried(ground, row, plain).wrong == ["not refused as no-such-rule"]
    assert matrix.spoken(row, Told(3, "", "Something went wrong.\n")) == [
        "no line of rule and sentence",
        "no remedy",
    ]
