"""move: paragraphs, sections and chapters elsewhere; what follows, what stays, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk import Desk
from wsisdraft.text.paragraph import fingerprint

B = "drafts/vision/B"


def paragraph(name: str, words: str, status: str = "under-review", more: str = "") -> str:
    settled = ""
    if status in ("pre-agreed", "agreed"):
        settled = f"settled:\n  date: 2014-04-17\n  text: {fingerprint(f'{words}' + chr(10))}\n"
    return f"---\nid: {name}\nstatus: {status}\n{settled}{more}---\n{words}\n"


FILES = {
    "process.yaml": "name: Trial\n",
    "stakeholders.yaml": "Norland:\n  kind: government\nEstovia:\n  kind: government\n",
    "vision/document.yaml": "title: Vision\n",
    "vision/B/chapter.yaml": (
        "# Kept as it is.\ntitle: Networks\nstatus: pre-agreed\nas-of: 2014-04-17\n"
        "besides: [2, 3]\nbrackets:\n  w1:\n    over: 2-3\n    by: [Norland]\n"
    ),
    "vision/B/1.md": paragraph("aaaaa1", "Networks are open.", "pre-agreed"),
    "vision/B/2.md": paragraph(
        "aaaaa2", "Recalling [skills]{#b1}.", more="brackets:\n  b1:\n    by: [Norland]\n"
    ),
    "vision/B/2.alt-1.md": "---\nby: [Estovia]\n---\nRecalling skills for all.\n",
    "vision/B/3.md": paragraph("aaaaa3", "Homes and schools."),
    "vision/B/4.md": paragraph("aaaaa4", "Clinics.", "pre-agreed"),
    "vision/B/4.a.md": paragraph("aaaab4", "Nurses.", "pre-agreed"),
    "vision/C/chapter.yaml": "title: Skills\nsymbol: T/7\n",
    "vision/C/1.md": paragraph("aaaac1", "Teachers, as in paragraph 2."),
    "vision/C/2.md": paragraph("aaaac2", "Pupils."),
    "vision/C/C5/section.yaml": "title: Confidence\n",
    "vision/C/C5/3.md": paragraph("aaaac3", "Trust."),
    "vision/D/chapter.yaml": "title: Settled\nstatus: agreed\nas-of: 2014-04-17\n",
    "vision/D/1.md": paragraph("aaaad1", "Done.", "agreed"),
    "report/document.yaml": "title: Report\n",
    "report/A/chapter.yaml": "title: Front\n",
    "report/A/1.md": paragraph("aaaar1", "Homes and schools.", more="same-as: vision/B.3\n"),
    "statements/norland-1.md": (
        "---\nkind: reservation\nby: Norland\nabout: [vision/B.3, vision/C]\n---\nHm.\n"
    ),
    "meetings/1.yaml": (
        "opened: 2014-01-01\nclosed: 2014-01-02\nissued:\n  vision/C:\n    status: under-review\n"
    ),
    "meetings/2.yaml": "opened: 2014-05-01\ntabled:\n  vision/C: 7\n",
}


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A small draft with one of everything that may name a paragraph."""
    desk.git("rm", "-q", "-r", "drafts")
    for path, text in FILES.items():
        desk.write(f"drafts/{path}", text)
    desk.commit("A trial")
    for name in desk.git("branch", "--list", "alt/*", "--format=%(refname:short)").split():
        desk.git("branch", "-q", "-D", name)
    desk.done("alt", "amend", "B.2", "1", "--text", "Recalling skills for everybody.")
    assert desk.run("check").code == 0, desk.run("check").out
    return desk


def refs(desk: Desk) -> list[str]:
    made = [*desk.done("show", "vision/", "--format", "json").json]
    made += desk.done("show", "report/", "--format", "json").json
    return [each["ref"] for each in made]


def places(made: Any) -> list[tuple[str, str, str | None]]:
    return [(each["ref"], each["what"], each["from"]) for each in made["places"]]


def unharmed(room: Desk, *words: str) -> tuple[int, str]:
    """A verb that is refused changes nothing."""
    head, branches = room.git("rev-parse", "HEAD"), room.git("branch", "-v")
    answer = room.run(*words)
    assert room.git("rev-parse", "HEAD") == head
    assert room.git("branch", "-v") == branches
    assert room.clean
    return answer.code, answer.err


def test_a_paragraph_goes_to_another_number(room: Desk) -> None:
    made = room.done("move", "B.2", "7", "--format", "json").json
    assert made["ref"] == "vision/B.7"
    assert ("vision/B.7", "moved", "vision/B.2") in places(made)
    assert not (room.top / B / "2.md").exists()
    assert not (room.top / B / "2.alt-1.md").exists()
    moved = room.text(f"{B}/7.md")
    assert moved.replace("former: [vision/B.2]\n", "") == FILES["vision/B/2.md"] != moved
    assert room.text(f"{B}/7.alt-1.md").endswith("Recalling skills for everybody.\n")
    chapter = room.text(f"{B}/chapter.yaml")
    assert "besides: [3, 7]\n" in chapter
    assert "over: 3, 7\n" in chapter
    assert chapter.startswith("# Kept as it is.\n")
    assert ("Ref", "vision/B.7") in room.trailers()
    assert ("Moved", "vision/B.2 -> vision/B.7") in room.trailers()
    assert room.run("check").code == 0


def test_its_branch_keeps_the_name_and_goes_on(room: Desk) -> None:
    branch = room.git("branch", "--list", "alt/*", "--format=%(refname:short)").split()
    room.done("move", "B.2", "7")
    assert room.git("branch", "--list", "alt/*", "--format=%(refname:short)").split() == branch
    [listed] = room.done("alt", "list", "B.7", "--format", "json").json
    assert listed["branch"] == "alt/vision/B.2/1"
    assert listed["tip"]
    shown = room.done("alt", "show", "B.7", "1", "--format", "json").json
    assert shown["text"] == "Recalling skills for everybody."
    room.done("alt", "amend", "B.7", "1", "--text", "Recalling all skills.")
    assert room.run("check").code == 0
    room.done("choose", "B.7", "1")
    assert room.text(f"{B}/7.md").endswith("---\nRecalling all skills.\n")
    assert room.git("branch", "--list", "alt/*") == ""


def test_a_range_goes_into_another_chapter_with_all_that_names_it(room: Desk) -> None:
    made = room.done("move", "B.2-3", "C.6", "--format", "json").json
    assert made["ref"] == "vision/C.6-7"
    beside = {each["ref"]: each["beside"] for each in made["chapters"]}
    assert beside["vision/B"] == ["w1 over 2-3 went to vision/C"]
    assert beside["vision/C"] == ["w1 over 6-7 by Norland"]
    assert "besides" not in room.text(f"{B}/chapter.yaml")
    assert "brackets" not in room.text(f"{B}/chapter.yaml")
    assert room.text("drafts/vision/C/chapter.yaml") == (
        "title: Skills\nsymbol: T/7\nbrackets:\n  w1:\n    over: 6-7\n    by: [Norland]\n"
    )
    assert "about: [vision/C.7, vision/C]" in room.text("drafts/statements/norland-1.md")
    assert "same-as: vision/C.7\n" in room.text("drafts/report/A/1.md")
    assert room.run("check").code == 0
    room.done("undo", "vision/C.6-7")
    for path, text in FILES.items():
        if path != "vision/B/2.alt-1.md":
            assert room.text(f"drafts/{path}") == text
    assert room.clean


def test_overlapping_numbers_move_at_once(room: Desk) -> None:
    room.done("move", "B.2-4", "3")
    assert refs(room)[:5] == [f"vision/B.{n}" for n in ("1", "3", "4", "5", "5.a")]
    ids = [each["id"] for each in room.done("show", "vision/B", "--format", "json").json]
    assert ids == ["aaaaa1", "aaaaa2", "aaaaa3", "aaaaa4", "aaaab4"]
    assert room.run("check").code == 0
    room.done("undo", "vision/B.3-5")
    assert room.text(f"{B}/3.md") == FILES["vision/B/3.md"]
    assert room.text(f"{B}/2.md") == FILES["vision/B/2.md"]


def test_parts_go_with_their_paragraph_and_agreement_with_the_words(room: Desk) -> None:
    answer = room.done("move", "B.4", "C.9")
    assert "What is a part of it went along: vision/B.4.a." in answer.out
    moved = room.done("show", "vision/C.9", "--format", "json").json
    assert moved["status"] == "pre-agreed"
    assert moved["settled"]["text"] == fingerprint("Clinics.\n")
    assert (room.top / "drafts/vision/C/9.a.md").exists()
    told = room.done("check", "--since", "HEAD~1", "--format", "json").json
    assert told["since"]["settled"] == []
    assert room.run("check").code == 0


def test_words_changed_by_hand_after_a_move_are_still_found(room: Desk) -> None:
    room.done("move", "B.4", "C.9")
    room.replace("drafts/vision/C/9.md", "Clinics.", "Clinic.")
    told = room.run("check", "--since", "HEAD~1", "--format", "json").json
    found = {finding["rule"]: finding["message"] for finding in told["findings"]}
    assert "settled-text-moved" in found
    assert "Clinics" in found["agreed-text-changed"]


def test_what_comes_open_into_a_settled_chapter_is_one_of_its_exceptions(room: Desk) -> None:
    """Without a number in TO the paragraphs keep theirs."""
    answer = room.done("move", "C.2", "D")
    assert "vision/D.2" in refs(room)
    assert "besides 2 (before: nothing)" in answer.out
    assert "besides: [2]\n" in room.text("drafts/vision/D/chapter.yaml")
    assert room.run("check").code == 0


def test_a_section_goes_to_another_chapter(room: Desk) -> None:
    made = room.done("move", "C.C5", "B", "--format", "json").json
    assert ("vision/B.C5", "moved", "vision/C.C5") in places(made)
    assert "vision/B.C5.3" in refs(room)
    assert "vision/C.C5" not in room.done("status").out
    assert "besides: [2-3, C5]\n" in room.text(f"{B}/chapter.yaml")
    room.done("move", "B.C5", "C6")
    assert "vision/B.C6.3" in refs(room)
    room.done("undo", "vision/B.C6")
    room.done("undo", "vision/B.C5")
    assert room.text("drafts/vision/C/C5/section.yaml") == "title: Confidence\n"
    assert room.text("drafts/vision/C/C5/3.md") == FILES["vision/C/C5/3.md"]


def test_a_chapter_leaves_a_marker_in_its_document(room: Desk) -> None:
    made = room.done("move", "vision/C", "report/", "--format", "json").json
    assert places(made) == [("report/C", "moved", "vision/C")]
    assert room.text("drafts/vision/C/chapter.yaml") == "title: Skills\nmoved-to: report/C\n"
    assert room.text("drafts/report/C/chapter.yaml") == FILES["vision/C/chapter.yaml"]
    assert refs(room)[-3:] == ["report/C.1", "report/C.2", "report/C.C5.3"]
    assert "former: [vision/C.C5.3]\n" in room.text("drafts/report/C/C5/3.md")
    assert "about: [vision/B.3, report/C]" in room.text("drafts/statements/norland-1.md")
    assert room.text("drafts/meetings/1.yaml") == FILES["meetings/1.yaml"]
    assert "tabled:\n  report/C: 7\n" in room.text("drafts/meetings/2.yaml")
    assert room.run("check").code == 0, room.run("check").out


def test_readers_show_the_marker_and_count_nothing(room: Desk) -> None:
    before = room.done("status", "--format", "json").json["totals"]
    room.done("move", "vision/C", "report/")
    now = room.done("status", "--format", "json").json
    assert now["totals"] == before
    chapters = {c["ref"]: c for d in now["documents"] for c in d["chapters"]}
    assert chapters["vision/C"]["moved_to"] == "report/C"
    assert chapters["vision/C"]["paragraphs"] == 0
    assert chapters["report/C"]["moved_to"] is None
    assert "vision/C  moved to report/C" in room.done("status").out
    assert "vision/C  moved to report/C" in room.done("show", "vision/C").out
    assert room.done("show", "vision/C", "--format", "json").json == []
    page = room.done("show", "vision/C", "--format", "html").out
    assert "<title>vision/C</title>" in page
    assert "<p>Moved to report/C.</p>" in page


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("agree", "vision/C"), "report/C"),
        (("mandate", "vision/C", "--lead", "Norland"), "report/C"),
        (("add", "vision/C.1", "--text", "Words."), "wsisdraft move vision/C.1 report/C"),
        (("move", "vision/B.3", "vision/C.1"), "wsisdraft move vision/B.3 report/C.1"),
        (("move", "vision/C", "vision/F"), "wsisdraft move report/C vision/F"),
    ],
)
def test_nothing_is_done_to_a_marker(room: Desk, words: tuple[str, ...], remedy: str) -> None:
    room.done("move", "vision/C", "report/")
    code, told = unharmed(room, *words)
    assert code == 1
    assert "moved-away" in told
    assert remedy in " ".join(told.split())


def test_a_chapter_comes_back_to_its_marker(room: Desk) -> None:
    room.done("move", "vision/C", "report/")
    room.done("move", "report/C", "vision/C")
    assert room.text("drafts/vision/C/chapter.yaml") == FILES["vision/C/chapter.yaml"]
    assert room.text("drafts/report/C/chapter.yaml") == "title: Skills\nmoved-to: vision/C\n"
    assert room.run("check").code == 0
    room.done("undo", "vision/C")
    assert room.text("drafts/vision/C/chapter.yaml") == "title: Skills\nmoved-to: report/C\n"
    room.done("undo", "report/C")
    assert room.text("drafts/vision/C/1.md") == FILES["vision/C/1.md"]
    assert not (room.top / "drafts/report/C").exists()


def test_a_chapter_under_another_letter_leaves_none(room: Desk) -> None:
    room.done("move", "vision/C", "vision/F")
    assert not (room.top / "drafts/vision/C").exists()
    assert "vision/F.C5.3" in refs(room)
    room.done("undo")
    assert room.text("drafts/vision/C/C5/3.md") == FILES["vision/C/C5/3.md"]


def test_references_in_open_words_follow(room: Desk) -> None:
    room.done("move", "C.2", "8")
    assert room.text("drafts/vision/C/1.md").endswith("Teachers, as in paragraph 8.\n")
    room.done("undo", "vision/C.8")
    assert room.text("drafts/vision/C/1.md") == FILES["vision/C/1.md"]


def test_a_later_verb_on_other_fields_stays_when_a_move_is_taken_back(room: Desk) -> None:
    room.done("move", "C.2", "B.6")
    room.done("mandate", "vision/B.6", "--lead", "Norland")
    room.git("config", "user.email", "other@desk.example")
    room.done("note", "vision/B.6", "To be read again.")
    room.git("config", "--unset", "user.email")
    room.done("undo")  # the mandate
    room.done("undo")  # the move
    assert "about: [vision/C.2]" in room.text("drafts/statements/note-1.md")
    assert room.run("check").code == 0
    assert "besides: [2, 3]\n" in room.text(f"{B}/chapter.yaml")


def test_undo_names_what_stands_in_the_way(room: Desk) -> None:
    room.done("move", "C.2", "8")
    room.done("add", "vision/C.2", "--text", "Another.")
    room.git("config", "user.email", "other@desk.example")
    code, told = unharmed(room, "undo", "vision/C.8")
    assert code == 1
    assert "touched-since" in told
    assert "vision/C.2: added" in told


def test_the_old_ref_leads_to_the_new_one(room: Desk) -> None:
    room.done("move", "B.2-3", "C.6")
    code, told = unharmed(room, "show", "vision/B.2")
    assert code == 1
    assert "vision/B.2 is now vision/C.6" in told


def test_log_tells_what_happened_under_every_number(room: Desk) -> None:
    room.done("bracket", "vision/B.3", "schools")
    room.done("move", "C.1", "B.9")
    room.done("bracket", "vision/B.9", "Teachers")
    told = room.done("log", "vision/B.9", "--format", "json").json
    assert [(each["verb"], each["ref"]) for each in told[-2:]] == [
        ("move", "vision/B.9"),
        ("bracket", "vision/B.9"),
    ]
    assert told[0]["summary"].endswith("A trial")
    assert not any("schools" in each["summary"] for each in told)
    room.done("move", "vision/C", "report/")
    told = room.done("log", "report/C", "--format", "json").json
    assert told[-1]["verb"] == "move"
    assert any("A trial" in each["summary"] for each in told)


def test_a_file_moved_by_hand_is_taken_up_as_moved(room: Desk) -> None:
    for name in ("2.md", "2.alt-1.md"):
        room.git("mv", f"{B}/{name}", f"{B}/{name.replace('2', '8', 1)}")
    room.git("mv", f"{B}/1.md", f"{B}/7.md")
    room.done("record")
    assert "former: [vision/B.1]\n" in room.text(f"{B}/7.md")
    assert "former: [vision/B.2]\n" in room.text(f"{B}/8.md")
    assert {("Moved", "vision/B.1 -> vision/B.7"), ("Moved", "vision/B.2 -> vision/B.8")} <= set(
        room.trailers()
    )
    assert "alt/vision/B.2/1" in room.git("branch", "--list", "alt/*")
    assert "besides: [3, 8]\n" in room.text(f"{B}/chapter.yaml")
    assert room.clean


def test_agreed_words_are_not_changed_on_the_way(room: Desk) -> None:
    room.git("mv", f"{B}/1.md", f"{B}/7.md")
    room.replace(f"{B}/7.md", "open.", "closed.")
    answer = room.run("record")
    assert answer.code == 1
    assert f"{B}/7.md:8:14: agreed-text-changed" in answer.err


@pytest.mark.parametrize(
    ("words", "code", "rule", "place", "remedy"),
    [
        (("C.1", "B.1"), 1, "already-there", f"{B}/1.md:8:1: ", "wsisdraft move vision/C.1"),
        (("C.1", "2"), 1, "already-there", "drafts/vision/C/2.md:5:1: ", "renumber vision/C"),
        (("vision/C", "vision/B"), 1, "already-there", f"{B}/chapter.yaml", "vision/C"),
        (("vision/C", "report/A"), 1, "already-there", "drafts/report/A", "another name"),
        (("vision/C", "chair/C"), 1, "unknown-ref", "", "wsisdraft add chair/ --title T"),
        (("vision/C", "chair/"), 1, "unknown-ref", "", "wsisdraft add chair/ --title T"),
        (("C.1", "vision/F.1"), 1, "unknown-ref", "", "wsisdraft add vision/F --title T"),
        (("C.1", "vision/F"), 1, "unknown-ref", "", "wsisdraft add vision/F --title T"),
        (("C.99", "7"), 1, "unknown-ref", "", "Nearest"),
        (("B.4", "4.b"), 2, "malformed-move", "", "outside"),
        (("C.C5", "C.C5.C6"), 2, "malformed-move", "", "outside"),
        (("vision/", "report/"), 2, "malformed-move", "", "report/B"),
        (("C.1", "report/"), 2, "malformed-move", "", "report/C"),
        (("vision/C", "report/A.C"), 2, "malformed-move", "", "report/C"),
        (("C.1-2", "B.7-9"), 2, "malformed-move", "", "first number alone"),
        (("C.1", "???"), 2, "malformed-ref", "", "vision/B.21"),
        (("B.3", "C.7"), 1, "bracket-cut", f"{B}/chapter.yaml:", "wsisdraft lift vision/B w1"),
        (("B.1", "D.2"), 1, "chapter-declaration", f"{B}/1.md:8:1: ", "--as agreed"),
        (("B.1,C.1", "D.2"), 2, "several", "", "one after the other"),
    ],
)  # fmt: skip
def test_what_is_refused(
    room: Desk, words: tuple[str, str], code: int, rule: str, place: str, remedy: str
) -> None:
    answered, told = unharmed(room, "move", *words)
    said = " ".join(told.split())
    assert (answered, rule in said) == (code, True), told
    assert place in told
    assert remedy in said.partition("help: ")[2]


def test_a_settled_paragraph_gives_way_to_nothing(room: Desk) -> None:
    _, told = unharmed(room, "move", "C.1", "B.1")
    assert "pre-agreed: settled text gives way to nothing" in " ".join(told.split())


def test_a_file_that_cannot_be_read_goes_nowhere(room: Desk) -> None:
    room.write("drafts/vision/C/1.md", "---\nid: aaaac1\nstatus: [\n---\nTeachers.\n")
    room.commit("broken by hand")
    code, told = unharmed(room, "move", "C.1", "7")
    assert code == 1
    assert "drafts/vision/C/1.md:3:" in told
    assert "file-format" in told


def test_what_is_there_already_is_no_change(room: Desk) -> None:
    head = room.git("rev-parse", "HEAD")
    assert "there already" in room.done("move", "C.1", "1").out
    assert "there already" in room.done("move", "vision/C", "vision/C").out
    assert room.git("rev-parse", "HEAD") == head


def test_a_dry_run_writes_nothing(room: Desk) -> None:
    head = room.git("rev-parse", "HEAD")
    answer = room.done("move", "C.1", "7", "--dry-run")
    assert "vision/C.7" in answer.out
    assert "Nothing is recorded" in answer.out
    assert room.git("rev-parse", "HEAD") == head
    assert room.clean


def test_an_edit_that_is_not_on_record_is_not_moved(room: Desk) -> None:
    room.replace("drafts/vision/C/1.md", "Teachers", "Tutors")
    answer = room.run("move", "C.1", "7")
    assert answer.code == 3
    assert "wsisdraft record drafts/vision/C/1.md" in answer.err
