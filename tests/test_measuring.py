"""The benchmarks time what they say they time, in turns, and say so when a command fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.counting import Counted
from benchmarks.measuring import (
    Command,
    Failed,
    Run,
    Series,
    in_turns,
    ratio,
    run,
    surroundings,
)
from benchmarks.scenarios import SCENARIOS
from benchmarks.table import Measured, lines, measured_row


def series(*seconds: float) -> Series:
    return Series(tuple(Run(each, 1_000) for each in seconds))


def python(where: Path, code: str) -> Command:
    return Command((sys.executable, "-c", code), where)


def test_sides_run_in_turns_and_the_first_round_is_left_out(tmp_path: Path) -> None:
    environ = surroundings(tmp_path / "home")
    order: list[str] = []

    def side(name: str, number: int) -> Command:
        order.append(f"{name}{number}")
        return python(tmp_path, "pass")

    runs = in_turns(
        (lambda number: side("a", number), lambda number: side("b", number)), 2, environ
    )
    assert order == ["a0", "b0", "a1", "b1", "a2", "b2"]
    assert [len(one.runs) for one in runs] == [2, 2]


def test_a_run_tells_time_and_memory(tmp_path: Path) -> None:
    environ = surroundings(tmp_path / "home")
    slow = run(python(tmp_path, "import time; time.sleep(0.05)"), environ)
    large = run(python(tmp_path, "x = bytearray(b'x') * 200_000_000"), environ)
    assert slow.seconds >= 0.05
    assert large.peak > 200_000_000


def test_a_failure_says_what_was_complained_of(tmp_path: Path) -> None:
    command = python(tmp_path, "import sys; sys.exit('no such bracket')")
    with pytest.raises(Failed, match="ended in 1: no such bracket"):
        run(command, surroundings(tmp_path / "home"))


def test_nothing_of_the_outer_environment_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    environ = surroundings(tmp_path / "home")
    git = {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"}
    assert set(environ) == git | {"PATH", "HOME", "XDG_CONFIG_HOME", "TZ", "LC_ALL"}
    said = subprocess.run(
        ("git", "var", "GIT_COMMITTER_IDENT"),
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert said.stdout.startswith(b"Secretariat <secretariat@example.org>")


def test_ratios_are_taken_round_by_round() -> None:
    made = ratio(series(2.0, 9.0, 3.0), series(1.0, 3.0, 1.0))
    assert made.each == (2.0, 3.0, 3.0)
    assert str(made) == "3.00 (2.00-3.00)"


def test_start_up_is_taken_off_our_side() -> None:
    made = ratio(series(2.0, 3.0), series(1.0, 1.0), series(0.5, 0.5))
    assert made.each == (1.5, 2.5)


@pytest.mark.parametrize(
    ("seconds", "met", "said"), [(1.9, True, "met"), (2.0, True, "met"), (2.1, False, "NOT MET")]
)
def test_the_median_decides_whether_a_goal_is_met(seconds: float, met: bool, said: str) -> None:
    scenario = next(each for each in SCENARIOS if each.name == "status")
    ours, peer = series(seconds, seconds, 9.0), series(1.0, 1.0, 1.0)
    made = Measured(scenario, 1_000, ours, peer, ratio(ours, peer))
    assert made.met is met
    assert said in measured_row(made)
    elsewhere = Measured(scenario, 5_000, ours, peer, ratio(ours, peer))
    assert elsewhere.met is None


def test_counts_are_constant_where_they_do_not_grow() -> None:
    assert Counted("check", {100: 3, 1_000: 3}).constant
    assert not Counted("check", {100: 3, 1_000: 12}).constant
    assert not Counted("check", {100: 3, 1_000: 3}, "ended in 1").constant


def test_columns_line_up() -> None:
    table = lines([("status", "1 ms", "import typer", "1 ms", "1.00", "<= 2", "met", "20 MB")])
    assert table[0].index("peer") == table[1].index("import typer")
