"""add: paragraphs, sections, chapters, documents; what cannot be added, and where that is told."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from wsisdraft.notation.shapes import ID


def source(desk: Desk, path: str) -> str:
    return desk.text(f"drafts/{path}")


@pytest.mark.parametrize(
    ("ref", "path", "after"),
    [
        ("vision/B.21bis", "vision/B/21bis.md", "vision/B.21"),
        ("vision/b. 21 ter", "vision/B/21ter.md", "vision/B.21"),
        ("vision/B.34", "vision/B/34.md", "vision/B.33"),
        ("vision/B.24 (a)", "vision/B/24.a.md", "vision/B.24"),
        ("vision/B.annex", "vision/B/annex.md", "vision/B.33"),
        ("vision/B.title", "vision/B/title.md", ""),
        ("E.chapeau", "vision/E/chapeau.md", ""),
        ("C5.9", "vision/C/C5/9.md", "vision/C.C5."),
        ("drafts/vision/E/7.md", "vision/E/7.md", "vision/E.6"),
    ],
)
def test_a_paragraph_comes_where_its_number_says(
    desk: Desk, ref: str, path: str, after: str
) -> None:
    answer = desk.done("add", ref, "--text", "New words [here].")
    _, header, body = source(desk, path).split("---\n", 2)
    assert body == "New words [here].\n"
    assert "status: zero-draft\n" in header
    assert ID.accepts(header.split("id: ")[1].split("\n")[0])
    told = f"It comes after {after}" if after else "It comes first in"
    assert told in answer.out
    assert desk.clean
    assert desk.run("check").code == 0
    spoken = path.removesuffix(".md").partition("/")[2].replace("/", ".")
    assert ("Ref", f"vision/{spoken}") in desk.trailers()


def test_what_is_said_of_a_new_paragraph(desk: Desk) -> None:
    words = "Of two lines,\nthe second.\r\n\n"
    desk.write("../words.txt", words)
    desk.done(
        *("add", "vision/E.7", "--file", "../words.txt", "--status", "under-review"),
        *("--source", "proposal of the chair", "--by", "egypt", "--on", "2014-05-02"),
    )
    header, body = source(desk, "vision/E/7.md").split("---\n")[1:]
    assert body == "Of two lines,\nthe second.\n"
    assert header.endswith("status: under-review\nsource: proposal of the chair\n")
    assert {("By", "Egypt"), ("On", "2014-05-02"), ("Status", "under-review")} <= set(
        desk.trailers()
    )
    shown = desk.done("show", "vision/E.7", "--format", "json").json
    assert (shown["status"], shown["text"]) == ("under-review", "Of two lines,\nthe second.")


def test_whose_text_it_is_may_be_whose_it_is_added_for(desk: Desk) -> None:
    desk.done("add", "vision/E.7", "--text", "Words.", "--by", "Norland", "--new")
    assert "source: Norland\n" in source(desk, "vision/E/7.md")
    assert "Norland:" in desk.text("drafts/stakeholders.yaml")
    assert desk.clean


def test_a_number_without_words(desk: Desk) -> None:
    desk.done("add", "vision/E.7", "--no-text")
    assert source(desk, "vision/E/7.md").endswith("status: zero-draft\n---\n")
    assert "no-wording" in desk.run("agree", "vision/E.7").err
    assert desk.run("check").code == 0


def test_a_settled_chapter_takes_it_up_among_its_exceptions(desk: Desk) -> None:
    answer = desk.done("add", "vision/B.34", "--text", "Words.")
    assert "besides 2, 21, 27-30, 34 (before: 2, 21, 27-30)" in answer.out
    desk.done("add", "vision/B.27bis", "--text", "Words inside a range.")
    assert "besides: [2, 21, 27-30, 34]" in source(desk, "vision/B/chapter.yaml")
    assert desk.run("check").code == 0
    desk.done("undo", "vision/B.34")
    assert "besides: [2, 21, 27-30]" in source(desk, "vision/B/chapter.yaml")
    assert not (desk.top / "drafts/vision/B/34.md").exists()
    assert desk.run("check").code == 0
    assert desk.clean


def test_a_gap_in_the_numbers_is_told_as_the_rule_tells_it(desk: Desk) -> None:
    answer = desk.done("add", "vision/E.9", "--text", "Words.")
    assert "number-gap: In vision/E, 7-8 are missing before 9." in answer.out
    assert "In vision/E, 7-8 are missing before 9." in desk.run("check").out
    answer = desk.done("add", "vision/E.10", "--text", "Words.")
    assert "number-gap" not in answer.out


def test_ids_differ_though_places_come_back(desk: Desk) -> None:
    desk.done("add", "vision/E.7", "--text", "Words.")
    first = source(desk, "vision/E/7.md")
    desk.git("mv", "drafts/vision/E/7.md", "drafts/vision/E/8.md")
    desk.commit("renumbered by hand")
    desk.done("add", "vision/E.7", "--text", "Words.")
    assert source(desk, "vision/E/7.md") != first
    assert desk.run("check").code == 0


def test_chapters_sections_and_documents(desk: Desk) -> None:
    assert "chapter added" in desk.done("add", "vision/F", "--title", "Follow-up").out
    assert source(desk, "vision/F/chapter.yaml") == "title: Follow-up\n"
    assert "after vision/C.C11" in desk.done("add", "vision/c.C12", "--title", "E-health: more").out
    assert source(desk, "vision/C/C12/section.yaml") == 'title: "E-health: more"\n'
    assert "document added" in desk.done("add", "outcome/", "--title", "Outcome").out
    assert source(desk, "outcome/document.yaml") == "title: Outcome\n"
    desk.done("add", "outcome/A", "--title", "Preamble")
    desk.done("add", "outcome/A.1", "--text", "We meet.")
    desk.done("agree", "outcome/A.1")
    assert desk.run("check").code == 0
    assert desk.clean
    names = [d["key"] for d in desk.done("status", "--format", "json").json["documents"]]
    assert names == ["outcome/", "statement/", "vision/"]


def test_the_focus_is_enough(desk: Desk) -> None:
    desk.done("on", "vision/E")
    assert "vision/E.7" in desk.done("add", "7", "--text", "Words.").out
    assert "vision/G  chapter added" in desk.done("add", "G", "--title", "T").out


def test_taking_a_chapter_back(desk: Desk) -> None:
    desk.done("add", "vision/F", "--title", "Follow-up")
    assert "vision/F  chapter removed" in desk.done("undo", "vision/F").out
    assert not (desk.top / "drafts/vision/F").exists()
    desk.done("add", "outcome/", "--title", "Outcome")
    assert "outcome/  document removed" in desk.done("undo").out
    assert desk.clean


def test_the_outcome_as_json(desk: Desk) -> None:
    made = desk.done("add", "vision/E.9", "--text", "Words.", "--format", "json").json
    assert made["places"] == [
        {
            "ref": "vision/E.9",
            "what": "added",
            "kind": "paragraph",
            "status": "zero-draft",
            "text": "Words.",
            "from": None,
        }
    ]
    assert made["ref"] == "vision/E.9"
    assert made["commit"] == desk.git("rev-parse", "HEAD").strip()
    assert any(note.startswith("number-gap: ") for note in made["notes"])


def test_a_dry_run_adds_nothing(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD")
    assert "zero-draft" in desk.done("add", "vision/E.7", "--text", "W.", "--dry-run").out
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.clean


TEXT = ("--text", "Words.")
TITLE = ("--title", "Title")


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("vision/B.21", *TEXT), 1, "already-there: vision/B.21 is", "wsisdraft edit vision/B.21"),
        (("VISION/b.21", *TEXT), 1, "already-there: vision/B.21 is", "wsisdraft edit vision/B.21"),
        (("B.34", *TEXT), 2, "ambiguous-ref", "statement/B.34 or vision/B.34"),
        (("34", *TEXT), 2, "ambiguous-ref", "vision/B.34"),
        (("vision/G.1", *TEXT), 1, "unknown-ref", "wsisdraft add vision/G --title T makes"),
        (("visoin/B.34", *TEXT), 1, "unknown-ref", "--title T makes it first"),
        (("vision/21", *TEXT), 2, "malformed-ref", "vision/B.21"),
        (("vision/B.34-36", *TEXT), 2, "malformed-ref", "one by one"),
        (("vision/B", *TEXT), 2, "malformed-ref", "a chapter is added with --title"),
        (("vision/B.xyz", *TEXT), 2, "malformed-ref", "B.21bis"),
        (("", *TEXT), 2, "malformed-ref", "Write it as"),
        (("vision/E.7", "--text", "a [b"), 1, "unbalanced-bracket: The [ at 1:3", "\\["),
        (("vision/E.7", "--text", " "), 2, "malformed-words", "--no-text"),
        (("vision/E.7", *TEXT, "--no-text"), 2, "malformed-words", "--text T"),
        (("vision/E.7",), 2, "malformed-words", "--text T"),
        (("vision/E.7", *TEXT, *TITLE), 2, "malformed-words", "--title T"),
        (("vision/E.7", *TEXT, "--status", "agreed"), 2, "unknown-status", "wsisdraft agree"),
        (("vision/E.7", *TEXT, "--status", "nought"), 2, "unknown-status", "zero-draft"),
        (("vision/E.7", *TEXT, "--source", "a\u202eb"), 2, "malformed-source", "ordinary"),
        (("vision/E.7", "--text", "a [b]{#b9}"), 1, "bracket-record", "b9"),
        (("vision/E.7", *TEXT, "--by", "Nobody"), 1, "unknown-stakeholder", "--new"),
        (("vision/E.7", *TEXT, "--on", "2014-02-30"), 2, "malformed-date", "2014-04-17"),
        (("vision/E.7", "--file", "none.txt"), 1, "unreadable-file", "Name a file"),
        (("vision/c", *TITLE), 1, "already-there: vision/C is", "wsisdraft status vision/C"),
        (("vision/", *TITLE), 1, "already-there: vision/ is", "wsisdraft status vision/"),
        (("F", *TITLE), 2, "ambiguous-ref", "statement/F or vision/F"),
        (("C.C12", *TITLE), 2, "ambiguous-ref", "statement/C.C12 or vision/C.C12"),
        (("vision/x.y.z", *TITLE), 1, "unknown-ref", "makes it first"),
        (("nowhere/A", *TITLE), 1, "unknown-ref", "wsisdraft add nowhere/ --title T makes"),
        (("vision/c", *TITLE), 1, "already-there", "its title is in drafts/vision/C/chapter.yaml"),
        (("vision/iv", *TITLE), 2, "malformed-name", "Letters and digits"),
        (("vision/aux", *TITLE), 2, "malformed-name", "Letters and digits"),
        (("statements/", *TITLE), 2, "malformed-name", "another name"),
        (("vision/F", "--title", " "), 2, "malformed-title", "one line"),
        (("vision/F", "--title", "a\nb"), 2, "malformed-title", "one line"),
        (("vision/F", *TITLE, "--status", "zero-draft"), 2, "malformed-words", "--title T"),
    ],
)
def test_what_cannot_be_added(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("add", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert remedy in answer.err.partition("help:")[2]
    assert desk.clean
    assert desk.git("rev-parse", "HEAD") == before


def test_a_file_that_lies_there_unrecorded_is_not_overwritten(desk: Desk) -> None:
    desk.write("drafts/vision/E/7.md", "mine\n")
    answer = desk.run("add", "vision/E.7", "--text", "Words.")
    assert answer.code == 3
    assert "drafts/vision/E/7.md is there already, but not on record" in answer.err
    assert source(desk, "vision/E/7.md") == "mine\n"


def test_a_deleted_paragraph_is_there_still(desk: Desk) -> None:
    desk.done("delete", "vision/E.6", "--why", "no longer wanted")
    answer = desk.run("add", "vision/E.6", "--text", "Words.")
    assert answer.code == 1
    assert "already-there: vision/E.6 is there already, but deleted." in answer.err
    assert "help: wsisdraft reopen vision/E.6 --why TEXT brings it back." in answer.err
    assert "It comes after vision/E.6, deleted: “" in desk.done("add", "E.7", "--no-text").out


def test_a_chapter_in_which_something_stands_is_not_taken_back(desk: Desk) -> None:
    desk.done("add", "vision/F", "--title", "Follow-up")
    desk.done("add", "F.1", "--text", "Words.", GIT_COMMITTER_EMAIL="other@desk.example")
    answer = desk.run("undo")
    assert answer.code == 1
    assert "touched-since: drafts/vision/F/1.md lies in what" in answer.err
    assert "wsisdraft log vision/F" in answer.err
    assert desk.clean
    desk.done("undo", "vision/F.1")
    desk.done("undo")
    assert not (desk.top / "drafts/vision/F").exists()
