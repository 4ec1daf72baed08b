"""window open, close, list: when stakeholders are asked to send in, and about what."""

from __future__ import annotations

import pytest

from tests.desk import Desk

PATH = "drafts/submissions/2014-06/window.yaml"


def test_a_window_is_one_file_and_one_commit(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD").strip()
    answer = desk.done(
        "window", "open", "2014-06", "--opens", "2014-06-02", "--closes", "2014-06-20",
        "--on", "vision/", "--on", "statement/A,statement/B",
        "--base", "4", "--title", "Last words",
    )  # fmt: skip
    assert desk.text(PATH) == (
        "title: Last words\n"
        "opens: 2014-06-02\n"
        "closes: 2014-06-20\n"
        "about: [statement/A, statement/B, vision/]\n"
        "base: 4\n"
    )
    for said in ("Window 2014-06  Last words", "last day 2014-06-20", "as meeting 4 left it", PATH):
        assert said in answer.out
    assert "Take it back: wsisdraft undo\n" in answer.out
    assert desk.git("rev-parse", "HEAD~1").strip() == before
    assert desk.trailers()[:3] == [
        ("Verb", "window open"), ("Ref", "statement/A"), ("Window", "2014-06"),
    ]  # fmt: skip
    assert desk.run("check").code == 0
    assert desk.clean


def test_what_is_left_out_is_today_and_everything(desk: Desk) -> None:
    desk.done("window", "open", "spring")
    made = desk.done("window", "list", "--format", "json").json[-1]
    assert made["name"] == "spring"
    assert (made["closes"], made["about"], made["base"], made["state"]) == (None, [], None, "open")
    assert made["opens"] in desk.text("drafts/submissions/spring/window.yaml")


def test_a_window_gets_another_last_day(desk: Desk) -> None:
    answer = desk.done("window", "open", "2014-05", "--closes", "2014-05-20")
    assert "last day 2014-05-20" in answer.out
    assert desk.text("drafts/submissions/2014-05/window.yaml") == (
        "title: Comments on the texts of the fourth meeting\n"
        "opens: 2014-04-22\ncloses: 2014-05-20\nabout: [statement/, vision/]\nbase: 4\n"
    )
    again = desk.done("window", "open", "2014-05", "--closes", "2014-05-20")
    assert "is on record so already: 2014-04-22 to 2014-05-20" in again.out


def test_a_later_last_day_takes_the_mark_off_what_was_late(desk: Desk) -> None:
    late = desk.done("submissions", "--format", "json").json["submissions"]
    assert [each["symbol"] for each in late if each["late"]] == ["V1/B/12"]
    answer = desk.done("window", "open", "2014-03", "--closes", "2014-03-24")
    assert "12 submissions are on record in it" in answer.out
    now = desk.done("submissions", "--format", "json").json["submissions"]
    assert not any(each["late"] for each in now)


def test_closing_gives_it_its_last_day(desk: Desk) -> None:
    desk.done("window", "open", "long", "--opens", "2014-06-02", "--closes", "2099-12-31")
    answer = desk.done("window", "close", "LONG", "--format", "json")
    today = answer.json["windows"][0]["closes"]
    assert f"closes: {today}\n" in desk.text("drafts/submissions/long/window.yaml")
    assert today < "2099-12-31"
    again = desk.done("window", "close", "long")
    assert f"The window long has its last day on {today}." in again.out
    assert desk.trailers()[0] == ("Verb", "window close")


def test_the_list_counts_what_came_in(desk: Desk) -> None:
    made = desk.done("window", "list", "--format", "json").json
    assert [(w["name"], w["submissions"], w["late"], w["proposals"], w["open"]) for w in made] == [
        ("2014-03", 12, 1, 35, 0),
        ("2014-05", 0, 0, 0, 0),
    ]
    page = desk.done("window", "list", COLUMNS="80").out
    assert "12 submissions (1 late), 35\n  proposals, 0 open." in page
    assert all(len(line) <= 80 for line in page.splitlines())
    assert desk.done("window", "list", "--at", "3").out.startswith("No window for submissions")
    desk.done("window", "open", "far", "--opens", "2098-01-01")
    assert desk.done("window", "list", "--format", "json").json[-1]["state"] == "planned"


def test_taken_back(desk: Desk) -> None:
    tree = desk.git("rev-parse", "HEAD^{tree}")
    desk.done("window", "open", "2014-06", "--on", "vision/")
    answer = desk.done("undo")
    assert "The window 2014-06 is no longer on record." in answer.out
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    desk.done("window", "open", "2014-05", "--closes", "2014-05-20")
    desk.done("undo")
    assert desk.git("rev-parse", "HEAD^{tree}") == tree


def test_not_taken_back_while_something_is_in_it(desk: Desk) -> None:
    desk.done("window", "open", "2014-06", "--on", "vision/B")
    desk.write("../s.md", "Words.\n")
    desk.done("submit", "../s.md", "--from", "Norland", "--on", "vision/B", "--window", "2014-06")
    desk.git("commit", "-q", "--allow-empty", "-m", "by hand")
    desk.done("undo")
    desk.done("undo")
    assert not (desk.top / "drafts/submissions/2014-06").exists()


def test_held_while_something_is_in_it(desk: Desk) -> None:
    desk.done("window", "open", "2014-06", "--on", "vision/B.2")
    desk.write("../s.md", "Words.\n")
    desk.done("submit", "../s.md", "--from", "Norland", "--on", "vision/B.3", "--window", "2014-06")
    answer = desk.run("undo", "vision/B.2")
    assert answer.code == 1
    assert "touched-since: drafts/submissions/2014-06/1.md lies in" in answer.err
    assert "submission by submission: wsisdraft undo" in answer.err
    assert desk.clean


def test_told_by_the_log_of_its_texts(desk: Desk) -> None:
    desk.done("window", "open", "2014-06", "--on", "vision/B.2")
    assert "Window: 2014-06" in desk.done("log", "vision/B.2").out
    assert "2014-06" not in desk.done("log", "vision/B.3").out


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    answer = desk.done("window", "open", "2014-06", "--dry-run")
    assert "Nothing is recorded" in answer.out
    assert not (desk.top / PATH).exists()


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("open", "a/b"), 2, "malformed-window", "letters and digits"),
        (("open", ".."), 2, "malformed-window", "letters and digits"),
        (("open", "con"), 2, "malformed-window", "letters and digits"),
        (("open", "x" * 33), 2, "malformed-window", "at most 32"),
        (("open", "w", "--closes", "31 March"), 2, "malformed-date", "--closes 2014-04-17"),
        (("open", "w", "--closes", "2014-02-30"), 2, "malformed-date", "--closes"),
        (("open", "w", "--opens", "2014-06-02", "--closes", "2014-06-01"), 2, "malformed-date",
         "the earlier day with --opens"),
        (("open", "2014-03", "--closes", "2014-03-01"), 2, "malformed-date", "--closes"),
        (("open", "w", "--on", "vision/X"), 1, "unknown-ref", "vision"),
        (("open", "w", "--base", "17"), 1, "unknown-moment", "Name a meeting"),
        (("open", "w", "--title", "a\x1bb"), 2, "malformed-words", "ordinary characters"),
        (("close", "2015"), 1, "unknown-window", "2014-03, 2014-05"),
    ],
)  # fmt: skip
def test_what_is_refused(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("window", *words)
    assert answer.code == code, answer
    assert f"{rule}: " in answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.clean


def test_a_window_that_is_still_to_come_is_not_closed(desk: Desk) -> None:
    desk.done("window", "open", "far", "--opens", "2098-01-01", "--closes", "2098-02-01")
    answer = desk.run("window", "close", "far")
    assert answer.code == 1
    assert "window-not-open: The window far opens on 2098-01-01 only." in answer.err
    assert "wsisdraft window open far --opens" in answer.err


def test_a_file_that_cannot_be_read_is_not_written_over(desk: Desk) -> None:
    path = "drafts/submissions/2014-05/window.yaml"
    desk.write(path, "opens: 2014-04-22\ncloses: soon\n")
    desk.commit("a window by hand")
    found = desk.run("check", "--format", "json").json["findings"]
    (wrong,) = [each for each in found if each["gravity"] == "error"]
    assert (wrong["path"], wrong["line"], wrong["column"]) == (path, 2, 9)
    answer = desk.run("window", "close", "2014-05")
    assert answer.code == 1
    assert answer.err.startswith(f"{path}:2:9: file-format: `soon` is not a day")
    assert desk.clean
