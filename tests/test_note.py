"""note: remarks beside the text, of the secretariat or of a party."""

from __future__ import annotations

import pytest

from tests.desk import Desk

FIRST = "drafts/statements/note-1.md"
WORDS = "To be read again with 27."


def test_a_note_is_nobodys_unless_a_party_is_named(desk: Desk) -> None:
    before = desk.text("drafts/vision/B/3.md")
    answer = desk.done("note", "vision/B.3", "vision/B.27-28", WORDS, "--on", "2014-04-20")
    assert desk.text(FIRST) == (
        "---\n"
        "kind: note\n"
        "about: [vision/B.3, vision/B.27, vision/B.28]\n"
        "date: 2014-04-20\n"
        "---\n"
        f"{WORDS}\n"
    )
    assert "Note, 2014-04-20, added:" in answer.out
    assert 'wsisdraft undo "vision/B.3, vision/B.27-28"' in answer.out
    assert desk.text("drafts/vision/B/3.md") == before
    desk.done("note", "vision/B.3", WORDS, "--by", "Estovia")
    assert "kind: note\nby: [Estovia]\n" in desk.text("drafts/statements/estovia-1.md")
    desk.done("note", "vision/B.3", "Another one.")
    assert (desk.top / "drafts/statements/note-2.md").exists()
    assert desk.run("check").code == 0
    assert desk.clean


def test_shown_and_told(desk: Desk) -> None:
    desk.done("note", "vision/B.3", WORDS, "--meeting", "4", "--on", "2014-04-16")
    assert "Note, 2014-04-16, meeting 4" in desk.done("show", "vision/B.3").out
    assert "; 1 note\n" in desk.done("status", "vision/B").out
    entry = desk.done("log", "vision/B.3", "--format", "json").json[-1]
    assert (entry["verb"], entry["by"], entry["meeting"]) == ("note", None, "4")
    assert entry["summary"] == "vision/B.3: note"


def test_taken_back_as_its_answer_says(desk: Desk) -> None:
    tree = desk.git("rev-parse", "HEAD^{tree}")
    answer = desk.done("note", "vision/B.3", "vision/E", WORDS)
    command = answer.out.rpartition("Take it back: wsisdraft ")[2].strip()
    verb, _, ref = command.partition(" ")
    desk.done(verb, ref.strip('"'))
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    assert desk.clean


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("vision/B.3",), 2, "Missing argument"),
        (("vision/B.3", ""), 1, "TEXT:1:1: no-words: The note has no words."),
        (("vision/B.3", "a\u202eb"), 1, "TEXT:1:2: text-characters: U+202E"),
        (("vision/B.99", WORDS), 1, "unknown-ref"),
        (("B.3", WORDS), 2, "ambiguous-ref"),
        (("vision/B.3", WORDS, "--by", "Norlund"), 1, "unknown-stakeholder"),
        (("vision/B.3", WORDS, "--meeting", "9"), 1, "unknown-meeting"),
    ],
)
def test_what_is_refused(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("note", *words)
    assert answer.code == code, answer
    assert said in answer.err
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.clean


def test_the_same_note_is_made_once(desk: Desk) -> None:
    desk.done("note", "vision/B.3", WORDS)
    answer = desk.run("note", "vision/B.3", WORDS)
    assert answer.code == 1
    assert "said-already: The secretariat said exactly this about vision/B.3 already" in answer.err
    desk.done("note", "vision/B.3", WORDS, "--by", "Norland")
