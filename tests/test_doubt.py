"""doubt list and doubt settle: what waits, what is taken off, and what the record keeps of it."""

from __future__ import annotations

import pytest

from tests.desk import Desk

DOUBTS = """\
doubts:
  d1:
    kind: stray-bracket
    line: 12
    column: 40
    said: The ] has no partner.
  d2:
    kind: unsure-role
    line: 12
    column: 3
    said: "[1998] may be a note, or words."
"""
OF_CHAPTER = """\
doubts:
  d1:
    kind: number-printed
    line: 9
    column: 5
    said: The heading counts 27-30.
"""


@pytest.fixture
def doubtful(desk: Desk) -> Desk:
    """Two doubts at a paragraph, one at another, one at the chapter."""
    desk.replace("drafts/vision/E/1.md", "\n---\n", f"\n{DOUBTS}---\n")
    one = DOUBTS.partition("  d2:")[0]
    desk.replace("drafts/vision/E/3.md", "\n---\n", f"\n{one}---\n")
    chapter = desk.text("drafts/vision/E/chapter.yaml")
    desk.write("drafts/vision/E/chapter.yaml", chapter + OF_CHAPTER)
    desk.commit("doubts, as an import leaves them")
    return desk


def test_what_waits_is_listed_with_its_place_in_the_source(doubtful: Desk) -> None:
    rows = doubtful.done("doubt", "list", "--format", "json").json
    assert [(row["ref"], row["id"], row["kind"], row["line"], row["column"]) for row in rows] == [
        ("vision/E", "d1", "number-printed", 9, 5),
        ("vision/E.1", "d1", "stray-bracket", 12, 40),
        ("vision/E.1", "d2", "unsure-role", 12, 3),
        ("vision/E.3", "d1", "stray-bracket", 12, 40),
    ]
    assert rows[0]["path"] == "drafts/vision/E/chapter.yaml"
    told = doubtful.done("doubt", "list", "vision/E.1").out
    assert "vision/E.1  d2  unsure-role  line 12, column 3\n  [1998] may be a note" in told
    assert "2 doubts wait: 1 stray-bracket, 1 unsure-role." in told
    assert "wsisdraft doubt settle vision/E.1 d1" in told
    assert doubtful.done("doubt", "list", "vision/B").out == "No doubt waits here.\n"
    ranged = doubtful.done("doubt", "list", "E.2-3", "--format", "json").json
    assert [row["ref"] for row in ranged] == ["vision/E.3"]


def test_they_are_warnings_of_check(doubtful: Desk) -> None:
    report = doubtful.done("check", "vision/E", "--format", "json").json
    found = [f for f in report["findings"] if f["rule"] == "import-doubt"]
    assert len(found) == 4
    assert {f["gravity"] for f in found} == {"warning"}
    assert doubtful.run("check", "vision/E", "--strict").code == 1
    lines = doubtful.text("drafts/vision/E/1.md").splitlines()
    first = next(f for f in found if f["path"] == "drafts/vision/E/1.md")
    assert lines[first["line"] - 1].strip() == "d1:"
    assert "wsisdraft doubt settle vision/E.1 d1" in first["remedy"]


def test_settled_ones_go_and_the_record_keeps_them(doubtful: Desk) -> None:
    before = doubtful.text("drafts/vision/E/1.md")
    answer = doubtful.done("doubt", "settle", "vision/E.1", "d2", "--by", "Egypt")
    assert doubtful.text("drafts/vision/E/1.md") == before.replace(
        DOUBTS[DOUBTS.index("  d2:") :], ""
    )
    assert "wsisdraft undo vision/E.1" in answer.out
    assert doubtful.trailers() == [
        ("Verb", "doubt settle"),
        ("Ref", "vision/E.1"),
        ("Doubt", "d2 unsure-role at 12:3; [1998] may be a note, or words."),
        ("By", "Egypt"),
        *[each for each in doubtful.trailers() if each[0] == "On"],
    ]
    told = doubtful.done("log", "vision/E.1").out
    assert "vision/E.1: doubt settled, unsure-role, by Egypt" in told
    assert "Doubt: d2 unsure-role at 12:3; [1998] may be a note, or words." in told
    assert doubtful.clean
    doubtful.done("undo", "vision/E.1")
    assert doubtful.text("drafts/vision/E/1.md") == before


def test_the_last_one_takes_the_key_along(doubtful: Desk) -> None:
    doubtful.done("doubt", "settle", "vision/E", "d1")
    assert "doubts" not in doubtful.text("drafts/vision/E/chapter.yaml")
    doubtful.done("doubt", "settle", "E.1", "d1", "d2")
    assert "doubts" not in doubtful.text("drafts/vision/E/1.md")


def test_all_of_a_place(doubtful: Desk) -> None:
    answer = doubtful.done("doubt", "settle", "vision/E", "--all", "--dry-run")
    assert "dry run" in answer.out
    assert len(doubtful.done("doubt", "list", "--format", "json").json) == 4
    doubtful.done("doubt", "settle", "vision/E", "--all")
    assert doubtful.done("doubt", "list").out == "No doubt waits.\n"
    refs = [value for key, value in doubtful.trailers() if key == "Ref"]
    assert refs == ["vision/E", "vision/E.1", "vision/E.3"]
    assert doubtful.git("log", "-1", "--format=%s") == "vision/E: 4 doubts settled\n"
    again = doubtful.done("doubt", "settle", "vision/E", "--all")
    assert again.out == "No doubt waits in vision/E.\n"


@pytest.mark.parametrize(
    ("words", "code", "rule", "told"),
    [
        (("vision/E.1", "d9"), 1, "unknown-doubt", "Doubts there: d1, d2;"),
        (("vision/E.2", "d1"), 1, "unknown-doubt", "wsisdraft doubt list shows"),
        (("vision/", "d1"), 1, "unknown-doubt", "shows those inside it"),
        (("vision/E.1",), 2, "malformed-doubt", "--all"),
        (("vision/E.1", "d1", "--all"), 2, "malformed-doubt", "exclude each other"),
        (("vision/E.1-3", "d1"), 2, "several", "--all"),
        (("vision/E.77", "d1"), 1, "unknown-ref", "help: "),
    ],
)
def test_what_is_refused(
    doubtful: Desk, words: tuple[str, ...], code: int, rule: str, told: str
) -> None:
    answer = doubtful.run("doubt", "settle", *words)
    assert answer.code == code
    assert f"{rule}:" in answer.err
    assert told in answer.err
    assert "help: " in answer.err
    assert doubtful.clean


def test_an_earlier_state_still_has_them(doubtful: Desk) -> None:
    doubtful.done("doubt", "settle", "vision/", "--all")
    rows = doubtful.done("doubt", "list", "--at", "HEAD~1", "--format", "json").json
    assert len(rows) == 4
