"""delete: what stays, what goes, what it does to counts and declarations; and coming back."""

from __future__ import annotations

import pytest

from tests.desk import Desk

WHY = ("--why", "covered elsewhere")


def chapter(desk: Desk, ref: str) -> dict[str, object]:
    documents = desk.done("status", "--format", "json").json["documents"]
    return next(c for d in documents for c in d["chapters"] if c["ref"] == ref)


def test_number_and_words_stay_on_record(desk: Desk) -> None:
    before = desk.text("drafts/vision/E/2.md")
    answer = desk.done("delete", "vision/E.2", *WHY, "--by", "Egypt")
    assert "→ deleted" in answer.out
    old = next(line for line in before.splitlines() if line.startswith("status: "))
    assert desk.text("drafts/vision/E/2.md") == before.replace(old, "status: deleted")
    trailers = desk.trailers()
    assert trailers[0] == ("Verb", "delete")
    assert ("Status", f"{old.removeprefix('status: ')} -> deleted") in trailers
    assert ("Why", "covered elsewhere") in trailers
    assert ("By", "Egypt") in trailers
    assert desk.run("check").code == 0
    assert desk.clean


def test_alternatives_close_with_their_branches(desk: Desk) -> None:
    answer = desk.done("delete", "B.21", *WHY)
    assert "ALT 1 closed" in answer.out
    assert not (desk.top / "drafts/vision/B/21.alt-1.md").exists()
    assert desk.git("branch", "--list", "alt/*") == ""
    keys = [key for key, _ in desk.trailers()]
    assert keys.count("Closed") == keys.count("Branch") == 2
    desk.done("undo", "B.21")
    assert len(desk.git("branch", "--list", "alt/*").split()) == 2
    assert (desk.top / "drafts/vision/B/21.alt-1.md").exists()
    assert desk.run("check").code == 0


def test_a_branch_with_words_that_are_not_on_record_stays(desk: Desk) -> None:
    desk.git("switch", "-q", "alt/vision/B.21/1")
    desk.replace("drafts/vision/B/21.md", "Acknowledging", "Recalling")
    desk.commit("more work on it")
    desk.git("switch", "-q", "main")
    answer = desk.done("delete", "B.21", *WHY)
    assert "The branch alt/vision/B.21/1 stays" in answer.out
    assert "alt/vision/B.21/1" in desk.git("branch", "--list", "alt/*")
    assert [key for key, _ in desk.trailers()].count("Branch-kept") == 1


def test_exceptions_of_a_settled_chapter_stay_true(desk: Desk) -> None:
    answer = desk.done("delete", "B.27-28", *WHY)
    assert "besides 2, 21, 29-30 (before: 2, 21, 27-30)" in answer.out
    assert desk.run("check").code == 0
    desk.done("reopen", "B.28", "--why", "missed by the room")
    assert "besides: [2, 21, 28-30]" in desk.text("drafts/vision/B/chapter.yaml")
    assert desk.run("check").code == 0
    assert desk.clean


def test_deleted_words_count_nowhere(desk: Desk) -> None:
    before = chapter(desk, "vision/B")
    desk.done("delete", "B.27", "B.21", *WHY)
    after = chapter(desk, "vision/B")
    assert before["paragraphs"] == 33
    assert (after["paragraphs"], after["alternatives"]) == (31, 0)
    assert (after["bracket_pairs"], after["contested_slots"]) == (2, 2)
    assert after["statuses"] == {"under-review": 4, "pre-agreed": 27, "deleted": 2}
    refs = {row["ref"] for row in desk.done("brackets", "vision/B", "--format", "json").json}
    assert refs == {"vision/B.2"}
    assert "number-gap" not in desk.run("check").out


def test_a_deleted_paragraph_is_shown_struck(desk: Desk) -> None:
    desk.done("delete", "B.27", *WHY)
    shown = desk.done("show", "B.27").out
    assert "vision/B.27  deleted" in shown
    assert "{-Earning the trust" in shown
    assert "b1" not in shown
    clean = desk.done("show", "B.26-28", "--clean").out
    assert "27. (deleted)" in clean
    assert "Earning the trust" not in clean
    page = desk.done("show", "B.27", "--format", "html").out
    assert '<section id="p-vision/B.27" class="deleted">' in page
    value = desk.done("show", "B.27", "--format", "json").json
    assert (value["status"], value["brackets"]) == ("deleted", [])


def test_deleted_already(desk: Desk) -> None:
    desk.done("delete", "B.27", *WHY)
    before = desk.git("rev-parse", "HEAD")
    assert desk.done("delete", "B.27", *WHY).out == "vision/B.27 is deleted already.\n"
    assert desk.git("rev-parse", "HEAD") == before


def test_it_is_not_agreed_to_while_it_is_deleted(desk: Desk) -> None:
    desk.done("delete", "vision/E.2", *WHY)
    answer = desk.run("agree", "vision/E.2")
    assert answer.code == 1
    assert "drafts/vision/E/2.md:" in answer.err
    assert "deleted: vision/E.2 is deleted." in answer.err
    assert "help: wsisdraft reopen vision/E.2 --why TEXT" in answer.err
    desk.done("agree", "vision/E.2-3")
    assert chapter(desk, "vision/E")["statuses"] == {
        "first-draft": 4,
        "pre-agreed": 1,
        "deleted": 1,
    }


def test_it_comes_back_at_the_last_open_step(desk: Desk) -> None:
    desk.done("delete", "B.27", *WHY)
    answer = desk.done("reopen", "B.27", "--why", "back on the table")
    assert "deleted → under-review" in answer.out
    assert ("Status", "deleted -> under-review") in desk.trailers()
    assert "Status: under-review → deleted" in desk.done("log", "B.27").out


def test_a_chapter_that_is_reopened_leaves_what_is_deleted(desk: Desk) -> None:
    desk.done("delete", "vision/B.27", *WHY)
    desk.done("reopen", "vision/B", "--why", "all of it")
    assert chapter(desk, "vision/B")["statuses"] == {"under-review": 32, "deleted": 1}


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (
            ("vision/B.3", *WHY),
            1,
            "drafts/vision/B/3.md:9:1: settled:",
            "wsisdraft reopen vision/B.3",
        ),
        (("vision/B.2-4", *WHY), 1, "settled: vision/B.4 is pre-agreed", "reopen vision/B.4"),
        (("vision/E.2", "--why", " "), 2, "no-reason", "--why TEXT"),
        (("vision/E", *WHY), 2, "several", "wsisdraft delete vision/B.27-30"),
        (("vision/", *WHY), 2, "several", "wsisdraft delete vision/B.27-30"),
        (("vision/E.99", *WHY), 1, "unknown-ref", "Nearest: vision/E.5 and vision/E.6"),
        (("vision/E.2", *WHY, "--meeting", "9"), 1, "unknown-meeting", "3, 4, 5"),
        (("vision/E.2",), 2, "--why", ""),
    ],
)
def test_what_cannot_be_deleted(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("delete", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert remedy in answer.err
    assert desk.clean
    assert desk.git("rev-parse", "HEAD") == before
