"""declare: what a chapter says of itself, with its exceptions computed."""

from __future__ import annotations

import pytest

from tests.desk import Desk

CHAPTER = "drafts/vision/B/chapter.yaml"


def test_exceptions_are_computed_from_the_paragraphs(desk: Desk) -> None:
    text = desk.text(CHAPTER).replace("besides: [2, 21, 27-30]\n", "")
    desk.write(CHAPTER, text.replace("status: pre-agreed\n", ""))
    desk.commit("a declaration lost by hand")
    answer = desk.done("declare", "vision/B", "--on", "2014-04-18")
    assert "undeclared → pre-agreed, besides 2, 21, 27-30" in answer.out
    after = desk.text(CHAPTER)
    assert "besides: [2, 21, 27-30]\n" in after
    assert "as-of: 2014-04-18\n" in after
    told = dict(desk.trailers())
    assert told["Status"] == "undeclared -> pre-agreed"
    assert told["Besides"] == "2, 21, 27-30"
    assert desk.run("check", "vision/B").code == 0


def test_a_wrong_list_of_exceptions_is_put_right(desk: Desk) -> None:
    desk.replace(CHAPTER, "besides: [2, 21, 27-30]", "besides: [2, 3, 27-29]")
    desk.commit("a list typed by hand")
    assert desk.run("check", "vision/B").code == 1
    answer = desk.done("declare", "vision/B")
    assert "besides 2, 21, 27-30 (before: 2, 3, 27-29)" in answer.out
    assert desk.run("check", "vision/B").code == 0


def test_the_same_declaration_on_the_same_day_changes_nothing(desk: Desk) -> None:
    tip = desk.git("rev-parse", "HEAD")
    answer = desk.done("declare", "vision/B", "--on", "2014-04-17")
    assert "is declared so already" in answer.out
    assert desk.git("rev-parse", "HEAD") == tip


def test_an_open_step_is_declared_without_exceptions(desk: Desk) -> None:
    desk.done("declare", "vision/C", "--status", "under-review")
    text = desk.text("drafts/vision/C/chapter.yaml")
    assert "status: under-review\n" in text
    assert "besides" not in text
    desk.done("declare", "vision/B", "--status", "under-review")
    assert "besides" not in desk.text(CHAPTER)
    assert desk.run("check").code == 0


def test_what_is_open_goes_to_the_step_with_its_chapter(desk: Desk) -> None:
    before = desk.text("drafts/vision/C/C5/1.md")
    assert "status: first-draft" in before
    answer = desk.done("declare", "vision/C", "--status", "under-review", "--paragraphs")
    assert "vision/C.C5.1  first-draft → under-review" in answer.out
    after = before.replace("status: first-draft", "status: under-review")
    assert desk.text("drafts/vision/C/C5/1.md") == after
    assert ("Status", "first-draft -> under-review") in desk.trailers()
    assert desk.run("check").code == 0
    desk.done("undo")
    assert desk.text("drafts/vision/C/C5/1.md") == before


def test_declaring_settles_nothing(desk: Desk) -> None:
    answer = desk.run("declare", "vision/B", "--paragraphs")
    assert answer.code == 2
    assert "wsisdraft agree vision/B" in answer.err
    assert desk.clean


def test_a_document_declares_each_of_its_chapters(desk: Desk) -> None:
    desk.done("declare", "statement/", "--on", "2014-05-28")
    refs = [value for key, value in desk.trailers() if key == "Ref"]
    assert refs == ["statement/A", "statement/B", "statement/C"]


def test_the_declaration_is_taken_back(desk: Desk) -> None:
    tree = desk.git("rev-parse", "HEAD^{tree}")
    desk.done("declare", "vision/C", "--status", "under-review")
    desk.done("undo", "vision/C")
    assert desk.git("rev-parse", "HEAD^{tree}") == tree


def test_what_is_settled_below_the_step_is_named_in_one_line(desk: Desk) -> None:
    answer = desk.run("declare", "vision/B", "--status", "agreed")
    assert answer.code == 1
    spans = "vision/B.1,3-20,22-26,31-33"
    assert f"{spans} are settled below agreed" in answer.err
    assert f"wsisdraft agree {spans} --as agreed" in answer.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("vision/B.3",), 2, "no-chapter"),
        (("vision/B", "vision/B.3"), 0, ""),
        (("vision/B", "--status", "frozen"), 2, "Steps: zero-draft"),
        (("vision/B", "--status", "deleted"), 2, "unknown-status"),
        (("vision/C", "--status", "pre-agreed"), 1, "nothing-settled"),
        (("vision/B", "--on", "2014-04-31"), 2, "is no day"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else None,
)
def test_what_cannot_be_declared(desk: Desk, words: tuple[str, ...], code: int, told: str) -> None:
    answer = desk.run("declare", *words)
    assert answer.code == code
    assert told in answer.err
    assert desk.clean
