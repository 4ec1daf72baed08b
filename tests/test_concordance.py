"""concordance: old numbers against new ones, for any two states of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk
from tests.test_renumber import draft, paragraph

B = "drafts/vision/B"
FILES = {
    "process.yaml": "name: Trial\n",
    "vision/document.yaml": "title: Vision\n",
    "vision/B/chapter.yaml": "title: Networks\n",
    "vision/B/1.md": paragraph("aaaaa1", "Networks for all who want them."),
    "vision/B/3.md": paragraph("aaaaa3", "Skills for all who teach them."),
    "vision/B/4.md": paragraph("aaaaa4", "Homes and schools alike."),
    "vision/B/5.md": paragraph("aaaaa5", "Clinics in the mountains."),
    "vision/C/chapter.yaml": "title: Skills\n",
    "vision/C/1.md": paragraph("aaaac1", "Teachers first of all."),
    "vision/C/2.md": paragraph("aaaac2", "Learners as well."),
}


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A draft with a tag at its beginning."""
    draft(desk, FILES)
    desk.git("tag", "begun")
    return desk


def rows(desk: Desk, *words: str) -> list[tuple[str, str | None, str | None]]:
    made = desk.done("concordance", *words, "--format", "json").json
    return [(each["action"], each["from"], each["to"]) for each in made["rows"]]


def changed(desk: Desk) -> None:
    """One of everything."""
    desk.done("delete", "vision/B.4", "--why", "covered by 3")
    desk.done("add", "vision/B.6", "--text", "New words on rivers.")
    desk.done("renumber", "vision/B", "--write")
    desk.git("mv", f"{B}/5.md", "drafts/vision/C/3.md")
    desk.commit("by hand to another chapter")


EXPECTED = [
    ("renumbered", "vision/B.3", "vision/B.2"),
    ("deleted", "vision/B.4", None),
    ("renumbered", "vision/B.5", "vision/B.4"),
    ("new", None, "vision/C.3"),
]


def test_every_kind_of_row(room: Desk) -> None:
    changed(room)
    assert rows(room, "begun", "now") == EXPECTED
    assert rows(room, "begun") == EXPECTED
    assert rows(room, "begun", "HEAD") == EXPECTED
    assert room.clean


def test_moved_to_another_chapter(room: Desk) -> None:
    room.git("mv", f"{B}/5.md", "drafts/vision/C/3.md")
    assert rows(room, "begun") == [("moved", "vision/B.5", "vision/C.3")]


def test_gone_without_a_trace(room: Desk) -> None:
    (room.top / f"{B}/4.md").unlink()
    assert rows(room, "begun") == [("deleted", "vision/B.4", None)]


def test_restored(room: Desk) -> None:
    room.done("delete", "vision/B.4", "--why", "x")
    room.git("tag", "without")
    room.done("reopen", "vision/B.4", "--why", "missed")
    assert rows(room, "without") == [("restored", "vision/B.4", "vision/B.4")]
    assert rows(room, "begun") == []


def test_split_and_merged_keep_their_ties(room: Desk) -> None:
    room.write(f"{B}/6.md", paragraph("aaaaa6", "Who want them.", more="split-from: aaaaa1\n"))
    room.replace(f"{B}/1.md", " who want them", "")
    (room.top / f"{B}/4.md").unlink()
    room.replace(f"{B}/3.md", "---\nSkills", "merged-from: [aaaaa4]\n---\nSkills")
    assert rows(room, "begun") == [
        ("unchanged", "vision/B.1", "vision/B.1"),
        ("unchanged", "vision/B.3", "vision/B.3"),
        ("merged_into", "vision/B.4", None),
        ("split_from", None, "vision/B.6"),
    ]
    told = room.done("concordance", "begun").out
    assert "split: see vision/B.6" in told
    assert "with the words of vision/B.4" in told
    assert "merged into vision/B.3" in told
    assert "split from vision/B.1" in told


def test_the_table_fits_a_narrow_window(room: Desk) -> None:
    changed(room)
    told = room.done("concordance", "begun", "now", COLUMNS="80").out
    lines = told.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0] == "Trial  begun to the work tree"
    assert "3 unchanged; 2 renumbered; 1 new; 1 deleted" in lines
    assert "  New         Old         What became of it" in lines
    assert "  vision/B.2  vision/B.3  renumbered         Skills for all who teach them." in lines
    assert "  -           vision/B.4  deleted            Homes and schools alike." in lines
    assert "  vision/C.3  -           new                New words on rivers." in lines
    assert "  1 paragraph unchanged" in lines
    narrow = room.done("concordance", "begun", "now", COLUMNS="44").out.splitlines()
    assert "  vision/B.2  vision/B.3  renumbered" in narrow


def test_what_keeps_its_number_is_folded_unless_all_is_asked_for(room: Desk) -> None:
    room.done("edit", "vision/C.1", "--text", "Teachers, first of all.")
    told = room.done("concordance", "begun").out
    assert "6 unchanged" in told
    assert "Every paragraph has the number it had." in told
    every = rows(room, "begun", "now", "--all")
    assert [old for action, old, new in every if action == "unchanged" and old == new] == [
        "vision/B.1", "vision/B.3", "vision/B.4", "vision/B.5", "vision/C.1", "vision/C.2",
    ]  # fmt: skip
    changed(room)
    told = room.done("concordance", "begun", "now").out
    assert "Unchanged throughout: vision/C" not in told
    assert "  2 paragraphs unchanged" in told


def test_a_part_of_the_text(room: Desk) -> None:
    changed(room)
    assert rows(room, "begun", "now", "vision/C") == [("new", None, "vision/C.3")]
    assert rows(room, "begun", "now", "vision/B.4") == [
        ("deleted", "vision/B.4", None),
        ("renumbered", "vision/B.5", "vision/B.4"),
    ]
    assert room.done("concordance", "begun", "now", "vision/B.1").out.endswith(
        "Every paragraph has the number it had.\n"
    )


def test_the_same_the_other_way_round_is_said(room: Desk) -> None:
    changed(room)
    told = room.done("concordance", "HEAD", "begun").out
    assert "read it as going back" in told
    found = rows(room, "HEAD", "begun")
    assert ("renumbered", "vision/B.2", "vision/B.3") in found
    assert ("deleted", "vision/C.3", None) in found


def test_one_state_with_itself(room: Desk) -> None:
    told = room.done("concordance", "begun", "begun").out
    assert "is compared with itself" in told
    assert "Every paragraph has the number it had." in told


def test_two_histories_are_paired_by_ids_all_the_same(room: Desk) -> None:
    room.done("renumber", "vision/B", "--write")
    tree = room.git("rev-parse", "HEAD^{tree}").strip()
    other = room.git("commit-tree", "-m", "another history", tree).strip()
    told = room.done("concordance", "begun", other).out
    assert "no commit in common" in told
    assert ("renumbered", "vision/B.3", "vision/B.2") in rows(room, "begun", other)


def test_a_state_from_before_there_was_a_draft(room: Desk) -> None:
    room.git("checkout", "-q", "--orphan", "older")
    room.git("rm", "-q", "-r", "--cached", ".")
    room.write("letter.txt", "A letter.\n")
    room.git("add", "letter.txt")
    room.git("commit", "-q", "-m", "before")
    before = room.git("rev-parse", "HEAD").strip()
    room.git("checkout", "-q", "-f", "main")
    told = room.done("concordance", before, "main").out
    assert "There is no draft at" in told
    assert {action for action, _, _ in rows(room, before, "main")} == {"new"}


def test_what_has_no_id_is_paired_by_likeness_and_that_is_said(room: Desk) -> None:
    source = room.text(f"{B}/5.md").replace("id: aaaaa5\n", "")
    (room.top / f"{B}/5.md").unlink()
    room.write(f"{B}/2.md", source)
    told = room.done("concordance", "begun").out
    assert "renumbered (100% alike)" in told
    [row] = room.done("concordance", "begun", "--format", "json").json["rows"]
    assert (row["from"], row["to"], row["by_likeness"]) == ("vision/B.5", "vision/B.2", True)


def test_in_markdown(room: Desk) -> None:
    room.replace(f"{B}/5.md", "Clinics", "|Clinics| <b>")
    room.commit("marks of markup")
    changed(room)
    told = room.done("concordance", "begun", "now", "--format", "markdown").out
    assert told.startswith("## Concordance: Trial, begun to the work tree\n")
    assert "| New | Old | What became of it | It begins |\n| :-- | :-- | :-- | :-- |\n" in told
    assert "| vision/C\\.3 | - | new | New words on rivers\\. |" in told
    assert "&#124;Clinics&#124; &#60;b&#62;" in told


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("nowhere",), 1, "unknown-moment", "Name a meeting"),
        (("begun", "nowhere"), 1, "unknown-moment", "Name a meeting"),
        (("begun", "now", "vision/D"), 1, "unknown-ref", "vision/"),
        (("begun", "now", "vision/B.99"), 1, "unknown-ref", "Nearest"),
        (("begun", "now", "B.."), 2, "malformed-ref", "vision/B.21"),
        (("begun", "--format", "docx"), 2, "unknown-format", "text, json, markdown"),
    ],
    ids=str,
)
def test_what_is_refused(
    room: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    answer = room.run("concordance", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert "help: " in answer.err
    assert remedy in answer.err
    assert room.clean


def test_where_there_is_no_draft_at_all(tmp_path: Path) -> None:
    answer = Desk(tmp_path, tmp_path).run("concordance", "3", "4")
    assert answer.code == 3
    assert "no-repository" in answer.err
