"""What a terminal shows: pager, colours, widths, and the page of status that fits a screen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.desk import Desk
from tests.terminal import Shown, at_a_terminal, wsisdraft
from wsisdraft.cli import VERBS
from wsisdraft.pages.terminal.page import laid_out, plain, width_of
from wsisdraft.pages.terminal.standing import standing_page
from wsisdraft.reports.standing import ChapterStanding, DocumentStanding, Standing
from wsisdraft.text.frozen import EMPTY

PAGER = """sed -e 1i'in the pager' -e '$a the end'"""


def shown(desk: Desk, *words: str, **more: str) -> Shown:
    """In a window of 80 by 24, or of as many LINES as are given."""
    lines = int(more.pop("LINES", "24"))
    return at_a_terminal(wsisdraft(*words), desk.top, desk.environment(**more), lines=lines)


def test_what_is_longer_than_the_window_is_shown_in_the_pager(template: Desk) -> None:
    made = shown(template, "show", "vision/B", PAGER=PAGER)
    assert made.code == 0
    assert made.words.startswith("in the pager\nvision/B.1  pre-agreed\n")
    assert made.words.endswith("the end\n")
    assert "\x1b[" in made.raw, "the pager is given colours"
    assert (
        made.words.splitlines()[1:-1]
        == template.done("show", "vision/B", COLUMNS="80").out.splitlines()
    )


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (("show", "vision/B.1"), {}),
        (("--no-pager", "show", "vision/B"), {}),
        (("show", "vision/B"), {"WSISDRAFT_PAGER": ""}),
        (("show", "vision/B"), {"WSISDRAFT_PAGER": "cat"}),
        (("show", "vision/B"), {"PAGER": "cat"}),
        (("show", "vision/B"), {"PAGER": "nowhere-to-be-found"}),
        (("show", "vision/B"), {"TERM": "dumb"}),
        (("show", "vision/B", "--format", "json"), {}),
        (("show", "vision/NOWHERE"), {}),
    ],
)
def test_what_no_pager_is_asked_for(
    template: Desk, words: tuple[str, ...], more: dict[str, str]
) -> None:
    made = shown(template, *words, **{"PAGER": PAGER, **more})
    assert "in the pager" not in made.words
    piped = template.run(*words, COLUMNS="80")
    assert made.code == piped.code
    assert all(line in made.words for line in (piped.out + piped.err).splitlines())


def test_what_a_verb_did_is_not_shown_in_a_pager(desk: Desk) -> None:
    made = shown(desk, "bracket", "vision/E.1", "--whole", LINES="3", PAGER=PAGER)
    assert (made.code, "Take it back:" in made.words) == (0, True)
    assert "in the pager" not in made.words


def test_a_pager_of_our_own_comes_before_that_of_all_programs(template: Desk) -> None:
    made = shown(template, "show", "vision/B", PAGER="cat", WSISDRAFT_PAGER=PAGER)
    assert "in the pager" in made.words


def test_whoever_leaves_the_pager_early_has_not_failed(template: Desk) -> None:
    made = shown(template, "show", "vision/", PAGER="head -1")
    assert (made.code, made.words) == (0, "vision/A.1  pre-agreed\n")
    # The exit code of a check is that of the check.
    template_code = template.run("check", "--strict").code
    assert (
        shown(template, "check", "--strict", LINES="5", PAGER="head -1").code == template_code == 1
    )


def test_ctrl_c_is_the_pagers(template: Desk) -> None:
    # It waits in short steps, as a shell looks at what it trapped only between two programs.
    waiting = (
        'sh -c \'head -1; trap "echo stopped; exit 7" INT; echo ready; '
        "for step in $(seq 300); do sleep 0.1; done'"
    )
    made = at_a_terminal(
        wsisdraft("show", "vision/B"),
        template.top,
        template.environment(PAGER=waiting),
        [("ready", "\x03")],
    )
    assert made.code == 0
    assert "stopped" in made.words
    assert "interrupted" not in made.words


def test_no_pager_in_a_pipe(template: Desk) -> None:
    assert "in the pager" not in template.done("show", "vision/B", PAGER=PAGER).out


COLOURS = [
    ({}, False, True),
    ({"NO_COLOR": "1"}, False, False),
    ({"NO_COLOR": ""}, False, True),
    ({"CLICOLOR": "0"}, False, False),
    ({"CLICOLOR_FORCE": "1"}, True, True),
    ({"FORCE_COLOR": "1"}, True, True),
    ({"FORCE_COLOR": "0"}, False, True),
    ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
    ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ({"TERM": "dumb"}, False, False),
]


@pytest.mark.parametrize(("more", "piped", "on_a_terminal"), COLOURS)
def test_colours(template: Desk, more: dict[str, str], piped: bool, on_a_terminal: bool) -> None:
    words = ("show", "vision/B.2")
    assert ("\x1b[" in template.done(*words, **more).out) is piped
    assert ("\x1b[" in shown(template, *words, **more).raw) is on_a_terminal


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "vision/B"),
        ("show", "vision/B.21"),
        ("brackets", "vision/B"),
        ("diff", "3", "4", "vision/B"),
        ("alt", "list", "vision/B.21"),
        ("trend",),
        ("meeting", "show", "4"),
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_the_window(
    template: Desk, words: tuple[str, ...], columns: int
) -> None:
    made = template.done(*words, COLUMNS=str(columns))
    assert made.out.strip()
    # A command is to be copied; it is never broken in the middle of a word.
    wide = [line for line in made.out.splitlines() if len(line) > columns]
    assert all(max(map(len, line.split())) > columns - 10 for line in wide), wide


def test_the_help_lists_all_verbs_at_the_width_of_the_window(template: Desk) -> None:
    told = template.done("--help", COLUMNS="80").out
    assert max(map(len, told.splitlines())) <= 80
    assert re.findall(r"(?m)^(\w[\w ]+):$", told) == ["Options", *(title for title, _ in VERBS)]


def test_status_is_a_line_a_chapter(template: Desk) -> None:
    told = template.done("status", COLUMNS="80").out
    assert told.splitlines()[3].split() == ["settled", "[", "]", "ALT", "status"]
    assert (
        "  vision/B     [########..]   27/33    3    2  pre-agreed besides 2, 21, 27-30\n" in told
    )
    assert "  statement/B  [##########]   12/12            pre-agreed: Overview of" in told
    assert len(told.splitlines()) <= 23, "it fits a screen"
    assert "\nNext: wsisdraft alt list vision/B, then wsisdraft choose REF NAME\n" in told
    assert "wsisdraft status vision/B shows what waits there" in told


def test_status_of_a_chapter_tells_all_of_it(template: Desk) -> None:
    told = template.done("status", "vision/B", COLUMNS="80").out
    assert "vision/B  [########..] 27/33  pre-agreed besides 2, 21, 27-30\n" in told
    assert "vision/B.21: 2 alternatives; mandate HEP" in told
    assert "shows what waits there" not in told


def test_status_in_a_pipe_is_told_in_words(template: Desk) -> None:
    told = template.done("status").out
    status = "pre-agreed besides 2, 21, 27-30; 3 brackets, 2 alternatives"
    assert f"  vision/B     [########..] 27/33  {status}\n" in told


def chapter(ref: str, **more: Any) -> ChapterStanding:
    facts: dict[str, Any] = {
        "title": "",
        "symbol": "",
        "status": "",
        "as_of": "",
        "besides": (),
        "paragraphs": 4,
        "statuses": EMPTY,
        "bracket_pairs": 0,
        "contested_slots": 0,
        "paragraphs_with_brackets": 0,
        "alternatives": 0,
        "pending": 0,
        "settled": 0,
        "mandate": None,
        "waiting": (),
    }
    return ChapterStanding(ref=ref, **{**facts, **more})


def lines(width: int | None, *chapters: ChapterStanding) -> list[str]:
    made = Standing("P", "now", None, (DocumentStanding("a/", "", tuple(chapters)),))
    return [plain(row) for row in laid_out(standing_page(made), width)]


LONG = "A title of wide signs, " + "\u5b57" * 40
MANY = chapter(
    "a/B",
    title=LONG,
    status="pre-agreed",
    besides=tuple(str(n) for n in range(1, 60, 2)),
    settled=3,
    pending=1,
    bracket_pairs=1200,
)


@pytest.mark.parametrize("width", [72, 80, 100, 200])
def test_a_row_is_cut_to_the_window(width: int) -> None:
    made = lines(width, chapter("a/A", title=LONG), MANY)
    rows = [row for row in made if row.startswith("  a/")]
    assert len(rows) == 2
    assert all(width_of(row) <= width for row in rows)
    assert rows[0].split()[:3] == ["a/A", "[..........]", "0/4"]
    assert rows[1].split()[:4] == ["a/B", "[#######...]", "3/4", "1200"]
    assert rows[1].endswith("…") or width == 200


def test_without_a_window_nothing_is_cut() -> None:
    row = next(row for row in lines(None, chapter("a/A"), MANY) if row.startswith("  a/B"))
    assert "besides 1, 3, 5" in row
    assert "59; 1200 brackets, 1 pending" in row


@pytest.mark.parametrize(
    ("more", "command"),
    [
        ({"alternatives": 1, "bracket_pairs": 2}, "wsisdraft alt list a/B, then wsisdraft choose"),
        ({"bracket_pairs": 2}, "wsisdraft brackets a/B, then wsisdraft lift REF HANDLE"),
        ({}, "wsisdraft agree a/B"),
        ({"settled": 4}, "wsisdraft check"),
    ],
)
def test_what_to_do_next(more: dict[str, Any], command: str) -> None:
    made = lines(80, chapter("a/A", settled=4), chapter("a/B", **more))
    told = next(row for row in made if row.startswith("Next: "))
    assert told.startswith(f"Next: {command}")
    shows = [row for row in made if "shows what waits there" in row]
    assert len(shows) == (0 if more.get("settled") else 1)
