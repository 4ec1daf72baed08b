"""The page on speed tells what was measured, and the same words go to everyone who is measured."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.keeping import from_kept, kept
from benchmarks.measuring import Failed, Run, Series, surroundings
from benchmarks.page import Growth, Paired, Part, page, peer_row
from benchmarks.peers import FOLDER, PEERS, Peer, installed, items, laid
from benchmarks.profiling import ELSEWHERE, PACKAGE, STARTING, by_module
from benchmarks.scenarios import SCENARIOS
from tests.desk import CHECKOUT, Desk
from wsisdraft.view import View

DIFF = next(each for each in SCENARIOS if each.name == "diff")


def series(*seconds: float, peak: int = 50_000_000) -> Series:
    return Series(tuple(Run(each, peak) for each in seconds))


def test_a_row_tells_the_ratio_less_start_up_and_whether_the_goal_is_met() -> None:
    start = series(0.1, 0.1, 0.1)
    met = Paired(DIFF, 10_000, series(0.2, 0.3, 0.4), series(0.1, 0.1, 0.1), start)
    assert met.row() == (
        "10,000",
        "`diff`, less start-up",
        "200 ms",
        "`git diff`",
        "100 ms",
        "**2.00** (1.00 to 3.00)",
        "at most 2",
        "yes",
    )
    unmet = Paired(DIFF, 10_000, series(0.4), series(0.1), series(0.1))
    assert unmet.row()[-1] == "**no**"
    elsewhere = Paired(DIFF, 500, series(0.4), series(0.1), series(0.1))
    assert elsewhere.row()[-2:] == ("", "")


def test_what_did_not_run_meets_no_goal() -> None:
    failed = Paired(DIFF, 10_000, failure="git diff ended in 128")
    assert failed.met is False
    assert failed.row()[-3:] == ("did not run", "at most 2", "**no**")


def test_growth_is_told_from_size_to_size_and_memory_of_the_largest() -> None:
    sizes = {
        1_000: series(0.2),
        10_000: series(1.1),
        100_000: series(20.1, peak=500_000_000),
    }
    rows = list(Growth(series(0.1), sizes).rows())
    assert [row[2:] for row in rows] == [
        ("**10.0** times", "at most 12", "yes"),
        ("**20.0** times", "at most 12", "**no**"),
        ("", "at most 400 MB", "**no**"),
    ]


@pytest.mark.parametrize(("seconds", "met"), [(6.0, "yes"), (4.9, "**no**")])
def test_a_peer_has_to_take_many_times_as_long(seconds: float, met: str) -> None:
    doorstop = PEERS[0]
    row = peer_row(doorstop, 1_000, seconds, 0.1)
    assert row[-3:] == (f"**{seconds / 0.1:.0f}**", "at least 50", met)


def test_the_page_is_markdown_in_which_no_cell_breaks_a_table() -> None:
    written = page([Part("Of bars", "", ("what",), [("`a | b`",)])], "Monday")
    assert "Measured on Monday." in written
    assert "## Of bars\n\n| what |\n|---|\n| `a \\| b` |\n" in written


def test_all_checkers_get_the_paragraphs_of_the_draft_without_our_ties() -> None:
    found = list(items(100, seed=0))
    assert [item.number for item in found] == list(range(1, 101))
    assert all(item.place.count("/") == 1 and item.text for item in found)
    assert any("[" in item.text for item in found)
    assert not any("{#" in item.text or "status:" in item.text for item in found)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_each_checker_has_a_file_for_every_paragraph(peer: Peer, tmp_path: Path) -> None:
    environ = surroundings(tmp_path / "home")
    laid(peer, tmp_path / "laid", 100, 0, environ)
    tracked = subprocess.run(
        ("git", "ls-files"),
        cwd=tmp_path / "laid",
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    beside = {"reqs/.doorstop.yml", "LICENSES/CC0-1.0.txt"}
    held = [path for path in tracked if path not in beside]
    assert len(held) == 100
    first = next(items(100, 0))
    assert any(first.text in (tmp_path / "laid" / path).read_text() for path in held)


def test_a_checker_that_cannot_be_installed_is_told_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "peers").write_text("no folder")
    monkeypatch.setenv(FOLDER, str(tmp_path / "peers"))
    with pytest.raises(Failed, match=re.escape("doorstop 3.2 could not be installed: ")):
        installed(PEERS[0])
    assert (tmp_path / "peers").read_text() == "no folder"


def test_a_profile_puts_what_is_not_ours_down_to_whoever_called_it() -> None:
    scan = (f"{PACKAGE}notation/scanner.py", 1, "scan")
    top = (f"{PACKAGE}cli.py", 1, "<module>")
    other = ("/usr/lib/python3/json/decoder.py", 1, "decode")
    findall = ("~", 0, "<method 'findall'>")
    shares = by_module(
        {
            scan: (1, 1, 2.0, 4.0, {}),
            top: (1, 1, 1.0, 1.0, {}),
            findall: (3, 3, 4.0, 4.0, {scan: (2, 2, 3.0, 3.0), other: (1, 1, 1.0, 1.0)}),
            other: (1, 1, 3.0, 3.0, {}),
        }
    )
    assert shares == {"notation/scanner.py": 0.5, ELSEWHERE: 0.4, STARTING: 0.1}
    assert list(shares) == ["notation/scanner.py", ELSEWHERE, STARTING]


def test_a_verb_can_be_profiled_in_any_draft(template: Desk) -> None:
    made = subprocess.run(
        (sys.executable, "-m", "benchmarks.profiling", str(template.top), "status"),
        cwd=CHECKOUT,
        env=template.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    shares = json.loads(made.stdout)
    assert "notation/reading.py" in shares
    assert sum(shares.values()) == pytest.approx(1)


def test_the_trial_of_a_cache_says_of_every_paragraph_what_reading_says(template: Desk) -> None:
    paragraphs = list(View.open(str(template.top), "").read().paragraphs())
    plain = [p for p in paragraphs if not (p.alternatives or p.mandate or p.pending or p.former)]
    assert any(p.marks.brackets for p in plain)
    for paragraph in plain:
        again = from_kept(kept(paragraph), paragraph)
        assert again.marks == paragraph.marks
        assert (again.id, again.status, again.body) == (
            paragraph.id,
            paragraph.status,
            paragraph.body,
        )
        assert (again.settled, again.brackets) == (paragraph.settled, paragraph.brackets)
