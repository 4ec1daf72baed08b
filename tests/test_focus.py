"""on: the part of the text a clone has in focus, and what a number means then."""

from __future__ import annotations

from tests.desk import Desk


def test_under_a_focus_a_number_is_enough(desk: Desk) -> None:
    assert desk.run("show", "27").code == 2
    title = "Priority areas to be addressed beyond 2015"
    answer = desk.done("on", "vision/B", "--format", "json")
    assert answer.json == {"focus": "vision/B", "title": title}
    assert desk.done("show", "27").out.startswith("vision/B.27")
    assert desk.done("show", "27-28", "--format", "json").json[1]["ref"] == "vision/B.28"
    assert desk.clean


def test_lists_of_numbers_are_one_commit(desk: Desk) -> None:
    desk.done("on", "vision/B")
    answer = desk.done("agree", "28-29,30", "3")
    assert "vision/B.28  under-review → pre-agreed" in answer.out
    refs = [value for key, value in desk.trailers() if key == "Ref"]
    assert refs == ["vision/B.28", "vision/B.29", "vision/B.30"]
    assert "besides: [2, 21, 27]" in desk.text("drafts/vision/B/chapter.yaml")


def test_a_paragraph_puts_its_chapter_in_focus(desk: Desk) -> None:
    assert "In focus: vision/B" in desk.done("on", "vision/B.27").out
    assert "In focus: vision/C.C5" in desk.done("on", "vision/C.C5").out
    assert desk.done("show", "1").out.startswith("vision/C.C5.1")


def test_the_focus_is_shown_and_taken_away(desk: Desk) -> None:
    assert "Nothing is in focus" in desk.done("on").out
    desk.done("on", "vision/")
    assert "In focus: vision/" in desk.done("on").out
    assert desk.done("on", "--off", "--format", "json").json == {"focus": None, "title": None}
    assert "Nothing is in focus" in desk.done("on").out


def test_a_focus_that_is_no_longer_there_counts_for_nothing(desk: Desk) -> None:
    desk.done("on", "vision/E")
    desk.git("rm", "-rq", "drafts/vision/E")
    desk.git("commit", "-qm", "the chapter goes")
    assert "Nothing is in focus" in desk.done("on").out
    assert desk.run("show", "1").code == 2


def test_what_cannot_be_in_focus(desk: Desk) -> None:
    assert desk.run("on", "vision/Q").code == 1
    answer = desk.run("on", "vision/B", "--off")
    assert answer.code == 2
    assert "exclude each other" in answer.err
    folder = desk.top / ".git" / "wsisdraft"
    if folder.exists():
        for each in folder.iterdir():
            each.unlink()
        folder.rmdir()
    folder.write_text("in the way")
    answer = desk.run("on", "vision/B")
    assert answer.code == 1
    assert "focus-not-kept" in answer.err
