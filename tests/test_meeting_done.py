"""meeting done: what a meeting decided has been carried out."""

from __future__ import annotations

import pytest

from tests.desk import Desk

FILE = "drafts/meetings/4.yaml"


def test_a_decision_is_done(desk: Desk) -> None:
    before, tree = desk.text(FILE), desk.git("rev-parse", "HEAD^{tree}")
    answer = desk.done(
        "meeting", "done", "Publish", "--on", "2014-05-14", "--result", "online  since the 14th"
    )
    assert "4/publish: done on 2014-05-14" in answer.out
    assert "4/publish: online since the 14th" in answer.out
    assert desk.text(FILE) == before.replace(
        "    due: 2014-05-15\n    date: 2014-04-17\n",
        "    due: 2014-05-15\n    date: 2014-04-17\n"
        "    done: 2014-05-14\n    result: online since the 14th\n",
    )
    assert desk.trailers() == [
        ("Verb", "meeting done"),
        ("Decision", "4/publish: all texts are published on the website"),
        ("Done", "2014-05-14"),
        ("Result", "online since the 14th"),
        ("On", "2014-05-14"),
    ]
    assert (
        "done on 2014-05-14: online since the 14th (4/publish)"
        in desk.done("meeting", "show", "4").out
    )
    assert "4/publish" not in desk.done("status", "--due").out
    assert "overdue" not in desk.done("check").out
    assert "4/publish is done since 2014-05-14." in desk.done("meeting", "done", "4/publish").out
    assert desk.clean
    assert "4/publish: not done" in desk.done("undo").out
    assert desk.git("rev-parse", "HEAD^{tree}") == tree


def test_a_result_can_be_told_afterwards_and_the_day_stays(desk: Desk) -> None:
    desk.done("meeting", "done", "4/annex", "--on", "2014-05-14")
    desk.done("meeting", "done", "4/annex", "--on", "2014-05-20", "--result", "one text")
    assert "    done: 2014-05-14\n    result: one text\n" in desk.text(FILE)


def test_a_name_that_two_meetings_gave(desk: Desk) -> None:
    desk.done("meeting", "open", "5", "--on", "2014-05-28")
    desk.done("meeting", "decide", "Published again", "--name", "publish", "--on", "2014-05-28")
    answer = desk.run("meeting", "done", "publish")
    assert answer.code == 2
    assert "ambiguous-decision" in answer.err
    assert "4/publish, 5/publish" in answer.err
    assert "Name the meeting too, as 4/publish." in answer.err
    desk.done("meeting", "done", "4/publish", "--on", "2014-05-28")
    # Only one is left that could be meant.
    answer = desk.done("meeting", "done", "publish", "--on", "2014-05-29", "--by", "Sweden")
    assert "5/publish: done on 2014-05-29" in answer.out
    assert ("Meeting", "5") in desk.trailers()
    assert ("By", "Sweden") in desk.trailers()


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("publsh",), 1, "unknown-decision", "Did you mean 4/publish?"),
        (("nothing",), 1, "unknown-decision", "4/publish, 4/annex, 4/action-lines"),
        (("4/nothing",), 1, "unknown-decision", "4/publish"),
        (("9/publish",), 1, "unknown-meeting", "3, 4, 5"),
        (("3/publish",), 1, "unknown-decision", "wsisdraft meeting decide"),
        (("",), 1, "unknown-decision", "4/publish"),
        (("publish", "--on", "2014-04-01"), 2, "malformed-date", "--on 2014-04-17"),
        (("publish", "--on", "yesterday"), 2, "malformed-date", "--on 2014-04-17"),
        (("publish", "--result", "a\x07b"), 2, "malformed-words", "ordinary characters"),
    ],
)
def test_what_is_refused(
    template: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    answer = template.run("meeting", "done", *words)
    assert answer.code == code, answer
    assert f"{rule}: " in answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert template.clean
