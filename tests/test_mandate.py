"""mandate: who is asked to redraft what, by when, and how far that has come."""

from __future__ import annotations

import pytest

from tests.desk import Desk


def test_a_range_is_charged_in_one_commit(desk: Desk) -> None:
    answer = desk.done(
        "mandate", "vision/B.27-28", "--lead", "Sweden", "--lead", "Japan", "--task", "one text",
        "--due", "2014-05-15", "--state", "accepted",
    )  # fmt: skip
    assert "mandate Sweden, Japan (accepted), one text, due 2014-05-15" in answer.out
    text = desk.text("drafts/vision/B/28.md")
    assert (
        "mandate:\n  lead: [Sweden, Japan]\n  task: one text\n  due: 2014-05-15\n"
        "  state: accepted\n" in text
    )
    refs = [value for key, value in desk.trailers() if key == "Ref"]
    assert refs == ["vision/B.27", "vision/B.28"]
    assert desk.run("check", "vision/B").code == 0
    assert desk.clean


def test_the_state_alone_leaves_the_rest_as_it_is(desk: Desk) -> None:
    before = desk.text("drafts/vision/B/27.md")
    desk.done("mandate", "vision/B.27", "--state", "delivered")
    expected = before.replace("state: proposed", "state: delivered")
    assert desk.text("drafts/vision/B/27.md") == expected


def test_a_chapter_holds_its_mandate_itself(desk: Desk) -> None:
    answer = desk.done("mandate", "vision/E", "--lead", "Brazil", "--due", "2014-05-20")
    assert "vision/E" in answer.out
    assert "due 2014-05-20" in answer.out
    assert "lead: Brazil" in desk.text("drafts/vision/E/chapter.yaml")
    assert "vision/E" in desk.done("status", "vision/E").out


def test_a_section_without_a_file_gets_one(desk: Desk) -> None:
    desk.git("rm", "-q", "drafts/vision/C/C5/section.yaml")
    desk.git("commit", "-qm", "no file for the section")
    desk.done("mandate", "vision/C.C5", "--lead", "Ghana")
    assert desk.text("drafts/vision/C/C5/section.yaml") == "mandate:\n  lead: Ghana\n"
    assert desk.run("check", "vision/C").code == 0


def test_a_mandate_ends(desk: Desk) -> None:
    answer = desk.done("mandate", "vision/B.21", "--end")
    assert "mandate ended" in answer.out
    assert "mandate" not in desk.text("drafts/vision/B/21.md")
    assert "is so already" in desk.done("mandate", "vision/B.21", "--end").out


def test_whoever_is_new_is_registered_in_the_same_commit(desk: Desk) -> None:
    assert desk.run("mandate", "vision/B.2", "--lead", "Sudoria").code == 1
    desk.done("mandate", "vision/B.2", "--lead", "Sudoria", "--new")
    assert desk.text("drafts/stakeholders.yaml").count("\nSudoria:\n") == 1
    assert ("Registered", "Sudoria") in desk.trailers()
    assert desk.run("check").code == 0
    desk.done("undo")
    assert "Sudoria" not in desk.text("drafts/stakeholders.yaml")


def test_an_alias_is_put_on_record_under_its_name(desk: Desk) -> None:
    desk.done("mandate", "vision/B.2", "--lead", "ksa")
    assert "lead: Saudi Arabia" in desk.text("drafts/vision/B/2.md")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("vision/B.3", "--lead", "Sweden"), 1, "settled"),
        (("vision/B.2", "--state", "accepted"), 1, "wsisdraft mandate vision/B.2 --lead WHO"),
        (("vision/B.2", "--lead", "Swedn"), 1, "Did you mean Sweden?"),
        (("vision/B.2",), 2, "Nothing is said of the mandate"),
        (("vision/B.21", "--state", "done"), 2, "proposed, accepted, delivered"),
        (("vision/B.21", "--due", "soon"), 2, "--due 2014-04-17"),
        (("vision/B.21", "--end", "--state", "accepted"), 2, "takes the mandate away whole"),
        (("vision/B.21", "--task", "a\x1bb"), 2, "not seen"),
        (("vision/B.99", "--end"), 1, "vision/B"),
    ],
    ids=lambda each: " ".join(each).replace("\x1b", "ESC") if isinstance(each, tuple) else None,
)
def test_what_cannot_be(desk: Desk, words: tuple[str, ...], code: int, told: str) -> None:
    answer = desk.run("mandate", *words)
    assert answer.code == code
    assert told in answer.err
    assert desk.clean
