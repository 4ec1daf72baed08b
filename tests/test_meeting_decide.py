"""meeting decide: what was decided about the work, who does it, and by when."""

from __future__ import annotations

import pytest

from tests.desk import Desk

FILE = "drafts/meetings/4.yaml"


def test_a_decision_of_the_meeting_that_is_open(desk: Desk) -> None:
    desk.done("meeting", "open", "5", "--on", "2014-05-28")
    answer = desk.done(
        "meeting", "decide", "Both annexes are  read together", "--due", "2014-06-20",
        "--lead", "ksa", "--lead", "Chairman", "--on", "2014-05-29",
    )  # fmt: skip
    told = "decided: Both annexes are read together; lead Saudi Arabia, Chairman; due 2014-06-20"
    assert f"{told} (5/d1)" in answer.out
    assert "Recorded in meeting 5" in answer.out
    assert "Take it back: wsisdraft undo\n" in answer.out
    assert desk.text("drafts/meetings/5.yaml").endswith(
        "decisions:\n"
        "  d1:\n"
        "    text: Both annexes are read together\n"
        "    due: 2014-06-20\n"
        "    lead: [Saudi Arabia, Chairman]\n"
        "    date: 2014-05-29\n"
    )
    assert desk.trailers() == [
        ("Verb", "meeting decide"),
        (
            "Decision",
            "5/d1: Both annexes are read together; due 2014-06-20; Saudi Arabia, Chairman",
        ),
        ("Meeting", "5"),
        ("On", "2014-05-29"),
    ]
    assert desk.clean
    desk.done("meeting", "decide", "The hosts are thanked.", "--by", "Sweden")
    assert "  d2:\n    text: The hosts are thanked.\n" in desk.text("drafts/meetings/5.yaml")
    assert ("By", "Sweden") in desk.trailers()
    made = desk.done("meeting", "show", "5", "--format", "json").json["decisions"]
    assert [(each["name"], each["due"], each["done"]) for each in made] == [
        ("d1", "2014-06-20", None),
        ("d2", None, None),
    ]
    tree = desk.git("rev-parse", "HEAD~2^{tree}")
    desk.done("undo")
    assert "no longer on record: Both annexes are read together (5/d1)" in desk.done("undo").out
    assert desk.git("rev-parse", "HEAD^{tree}") == tree


def test_a_decision_written_up_after_the_meeting_and_given_another_day(desk: Desk) -> None:
    before = desk.text(FILE)
    desk.done("meeting", "decide", "A glossary is drawn up", "--meeting", "4", "--name", "glossary")
    # On which day of the meeting nobody has said.
    entry = "  glossary:\n    text: A glossary is drawn up\n"
    assert desk.text(FILE) == before.replace("issued:\n", f"{entry}issued:\n")
    again = desk.done("meeting", "decide", "A glossary is drawn up", "--meeting", "4")
    assert "Meeting 4 decided that already: glossary." in again.out
    later = desk.done(
        "meeting", "decide", "--meeting", "4", "--name", "PUBLISH", "--due", "2014-06-01"
    )
    assert "4/publish: due 2014-06-01; before: 2014-05-15" in later.out
    assert desk.text(FILE) == before.replace("issued:\n", f"{entry}issued:\n").replace(
        "    due: 2014-05-15\n", "    due: 2014-06-01\n"
    )
    charged = desk.done(
        "meeting", "decide", "--meeting", "4", "--name", "annex", "--lead", "Sweden"
    )
    assert "4/annex: lead Sweden; before: Switzerland" in charged.out
    same = desk.done("meeting", "decide", "--meeting", "4", "--name", "annex", "--lead", "Sweden")
    assert "4/annex is on record so already." in same.out
    assert desk.clean


def test_words_and_names_that_a_file_has_to_quote(desk: Desk) -> None:
    text = 'Really: "all" texts # and [none] {else}'
    desk.done("meeting", "decide", text, "--meeting", "4", "--name", "no")
    made = desk.done("meeting", "show", "4", "--format", "json").json["decisions"][-1]
    assert (made["name"], made["text"]) == ("no", text)
    long = "We decide " + "so and so " * 400
    desk.done("meeting", "decide", long, "--meeting", "4")
    made = desk.done("meeting", "show", "4", "--format", "json").json["decisions"][-1]
    assert made["text"] == long.strip()
    assert len(desk.git("log", "-1", "--format=%s").strip()) < 100
    assert dict(desk.trailers())["Decision"] == f"4/d1: {long.strip()}"


def test_whoever_is_new_is_registered_in_the_same_commit(desk: Desk) -> None:
    desk.done("meeting", "decide", "So be it", "--meeting", "4", "--lead", "Sudoria", "--new")
    assert desk.text("drafts/stakeholders.yaml").count("\nSudoria:\n") == 1
    assert desk.run("check").code == 0
    desk.done("undo")
    assert "Sudoria" not in desk.text("drafts/stakeholders.yaml")
    assert "So be it" not in desk.text(FILE)


def test_a_dry_run_writes_nothing(template: Desk) -> None:
    answer = template.done("meeting", "decide", "So be it", "--meeting", "4", "--dry-run")
    assert "decided: So be it (4/d1)" in answer.out
    assert template.clean


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("So be it",), 1, "no-open-meeting", "name one that is on record with --meeting N"),
        (("So be it", "--meeting", "5"), 1, "meeting-planned", "wsisdraft meeting open 5"),
        (("So be it", "--meeting", "9"), 1, "unknown-meeting", "3, 4, 5"),
        (("--meeting", "4"), 2, "malformed-words", "wsisdraft meeting decide"),
        ((" \t", "--meeting", "4"), 2, "malformed-words", "wsisdraft meeting decide"),
        (("--meeting", "4", "--name", "gone", "--due", "2014-06-01"), 2, "malformed-words",
         "Say it in a sentence"),
        (("a\x1bb", "--meeting", "4"), 2, "malformed-words", "ordinary characters"),
        (("So be it", "--meeting", "4", "--due", "soon"), 2, "malformed-date", "--due 2014-04-17"),
        (("So be it", "--meeting", "4", "--due", "2014-02-30"), 2, "malformed-date", "--due"),
        (("So be it", "--meeting", "4", "--lead", "Swedn"), 1, "unknown-stakeholder",
         "Did you mean Sweden?"),
        (("So be it", "--meeting", "4", "--name", "a/b"), 2, "malformed-name", "--name publish"),
        (("So be it", "--meeting", "4", "--name", "x" * 33), 2, "malformed-name", "at most 32"),
        (("So be it", "--meeting", "4", "--name", "publish"), 1, "name-taken", "another --name"),
        (("--meeting", "4", "--name", "publish"), 2, "malformed-decision", "--due DATE"),
    ],
    ids=lambda each: " ".join(each).replace("\x1b", "ESC") if isinstance(each, tuple) else None,
)  # fmt: skip
def test_what_is_refused(
    template: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    before = template.git("rev-parse", "HEAD")
    answer = template.run("meeting", "decide", *words)
    assert answer.code == code, answer
    assert f"{rule}: " in answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert template.git("rev-parse", "HEAD") == before
    assert template.clean


def test_a_file_that_cannot_be_read_is_not_written_over(desk: Desk) -> None:
    desk.replace(FILE, "due: 2014-05-15", "due: in May")
    desk.commit("a day by hand")
    line = desk.text(FILE).split("\n").index("    due: in May") + 1
    answer = desk.run("meeting", "decide", "So be it", "--meeting", "4")
    assert answer.code == 1
    assert answer.err.startswith(f"{FILE}:{line}:10: file-format: `in May` is not a day")
    assert desk.clean
