"""merge: neighbours become one; entries, statuses, mandates, and what names the others."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from tests.test_move import paragraph, refs, unharmed

B = "drafts/vision/B"
ENTRY = (
    "brackets:\n  b1:\n    by: [Norland]\n    choice: order\n"
    "  b2:\n    by: [Estovia]\n    choice: order\n"
)
FILES = {
    "process.yaml": "name: Trial\n",
    "stakeholders.yaml": "Norland:\n  kind: government\nEstovia:\n  kind: government\n",
    "vision/document.yaml": "title: Vision\n",
    "report/document.yaml": "title: Report\n",
    "vision/B/chapter.yaml": (
        "title: Networks\nstatus: pre-agreed\nas-of: 2014-04-17\nbesides: [2-5, 7]\n"
        "brackets:\n  w1:\n    over: 3-4\n    by: [Norland]\n"
    ),
    "vision/B/1.md": paragraph("aaaaa1", "Networks are open.", "pre-agreed"),
    "vision/B/2.md": paragraph("aaaaa2", "Calling for [skills]{#b1} and [tools]{#b2}", more=ENTRY),
    "vision/B/2.alt-1.md": "---\nby: [Estovia]\n---\nSkills for all.\n",
    "vision/B/3.md": paragraph(
        "aaaaa3",
        "[at home]{#b1} or [at school]{#b2}.",
        "first-draft",
        more=f"mandate:\n  lead: Norland\n{ENTRY}former: vision/B.9\n",
    ),
    "vision/B/4.md": paragraph(
        "aaaaa4",
        "[Clinics]{#b1} too.[^1]\n\n[^1]: Rented.",
        more="brackets:\n  b1:\n    by: [Norland]\n",
    ),
    "vision/B/5.md": paragraph("aaaaa5", "Nurses.[^1]\n\n[^1]: Of all kinds."),
    "vision/B/5.alt-1.md": "---\nby: [Estovia]\n---\nDoctors.\n",
    "vision/B/6.md": paragraph("aaaaa6", "Gone.", "deleted"),
    "vision/B/7.md": paragraph("aaaaa7", "Teachers.", more="mandate:\n  lead: Estovia\n"),
    "vision/C/chapter.yaml": "title: Skills\n",
    "vision/C/1.md": paragraph("aaaac1", "One."),
    "vision/C/2.md": paragraph("aaaac2", "Two."),
    "vision/C/3.md": paragraph(
        "aaaac3", "Three.[one]{#b1}", more="brackets:\n  b1:\n    note: a\n"
    ),
    "vision/C/4.md": paragraph(
        "aaaac4", "[two]{#b1} Four.", more="brackets:\n  b1:\n    note: b\n"
    ),
    "report/A/chapter.yaml": "title: Front\n",
    "report/A/1.md": paragraph("aaaar1", "Two.", more="same-as: vision/C.2\n"),
    "statements/norland-1.md": (
        "---\nkind: reservation\nby: Norland\nabout: [vision/B.3, vision/B.2]\n---\nHm.\n"
    ),
}


@pytest.fixture
def room(desk: Desk) -> Desk:
    desk.git("rm", "-q", "-r", "drafts")
    for path, text in FILES.items():
        desk.write(f"drafts/{path}", text)
    desk.commit("A trial")
    assert desk.run("check").code == 0, desk.run("check").out
    return desk


def test_words_become_blocks_of_the_first(room: Desk) -> None:
    answer = room.done("merge", "B.2", "B.3")
    source = room.text(f"{B}/2.md")
    assert source.endswith(
        "---\nCalling for [skills]{#b1} and [tools]{#b2}\n\n[at home]{#b3} or [at school]{#b4}.\n"
    )
    assert "id: aaaaa2\nstatus: first-draft\n" in source
    assert "mandate:\n  lead: Norland\n" in source
    assert "former: [vision/B.9, vision/B.3]\n" in source
    assert "merged-from: [aaaaa3]\n" in source
    brackets = room.done("show", "vision/B.2", "--format", "json").json["brackets"]
    assert [each["id"] for each in brackets] == ["b1", "b2", "b3", "b4"]
    assert [each["choice"] for each in brackets] == ["1", "1", "3", "3"]
    assert "choice: order-2\n" in source
    assert not (room.top / B / "3.md").exists()
    assert "about: [vision/B.2]\n" in room.text("drafts/statements/norland-1.md")
    chapter = room.text(f"{B}/chapter.yaml")
    assert "over: 2-4\n" in chapter
    assert "besides: [2-5, 7]\n" in chapter
    told = " ".join(answer.out.split())
    assert "Brackets of vision/B.3 are called otherwise now: b1 is b3, b2 is b4." in told
    assert "ALT 1 stays with vision/B.2" in told
    assert "under-review → first-draft" in told
    assert room.run("check").code == 0, room.run("check").out
    rows = room.trailers()
    assert {
        ("Merged", "vision/B.3 aaaaa3"),
        ("Merged-into", "vision/B.2"),
        ("Status", "under-review -> first-draft"),
        ("Handle", "b1 -> b3"),
    } <= set(rows)
    assert room.clean


def test_it_is_taken_back_whole(room: Desk) -> None:
    room.done("merge", "B.2-3")
    room.done("undo", "vision/B.2")
    for path, text in FILES.items():
        assert room.text(f"drafts/{path}") == text
    assert room.clean


def test_undo_keeps_what_others_did_beside_it(room: Desk) -> None:
    room.done("merge", "B.3", "B.4", "--with", " ")
    room.done("bracket", "vision/B", "--over", "3,5", "--by", "Estovia")
    room.git("config", "user.email", "other@desk.example")
    room.done("note", "vision/B.3", "Both together.")
    assert room.run("undo", "vision/B.3").code == 0  # the note, which is about it
    room.git("config", "--unset", "user.email")
    assert room.run("undo", "vision/B.3").code == 0
    assert room.text(f"{B}/4.md") == FILES["vision/B/4.md"]
    assert "over: 3-4\n" in room.text(f"{B}/chapter.yaml")
    assert "over: 3-5\n" in room.text(f"{B}/chapter.yaml")
    assert room.run("check").code == 0


def test_the_others_refs_lead_to_the_first(room: Desk) -> None:
    room.done("merge", "C.3", "C.4", "--with", " and ")
    assert room.text("drafts/vision/C/3.md").endswith("Three.[one]{#b1} and [two]{#b2} Four.\n")
    code, told = unharmed(room, "show", "C.4")
    assert code == 1
    assert "vision/C.4 is now vision/C.3" in told
    shown = room.done("show", "C.3", "--format", "json").json
    assert shown["former"] == ["vision/C.4"]


def test_counts_stay_true(room: Desk) -> None:
    before = room.done("status", "--format", "json").json["totals"]
    room.done("merge", "C.3", "C.4")
    after = room.done("status", "--format", "json").json["totals"]
    assert after == before | {
        "paragraphs": before["paragraphs"] - 1,
        "paragraphs_with_brackets": before["paragraphs_with_brackets"] - 1,
    }


def test_deleted_ones_between_are_passed_over(room: Desk) -> None:
    room.done("alt", "withdraw", "B.5", "1")
    room.done("merge", "B.5", "B.7")
    assert "vision/B.6" in refs(room)
    assert "lead: Estovia" in room.text(f"{B}/5.md")


def test_log_follows_into_what_was_merged(room: Desk) -> None:
    room.done("bracket", "C.2", "Two", "--dry-run")
    room.done("lift", "C.4", "b1")
    room.done("merge", "C.3", "C.4")
    told = [each["verb"] for each in room.done("log", "C.3", "--format", "json").json]
    assert told[-2:] == ["lift", "merge"]


@pytest.mark.parametrize(
    ("words", "code", "rule", "place", "remedy"),
    [
        (("B.1", "B.2"), 1, "settled", f"{B}/1.md:8:1: ", "wsisdraft reopen vision/B.1"),
        (("B.4", "B.5"), 1, "open-alternative", f"{B}/5.md:5:1: ", "wsisdraft choose vision/B.5"),
        (("B.6", "B.7"), 1, "deleted", f"{B}/6.md:5:1: ", "wsisdraft reopen vision/B.6"),
        (("B.2", "B.4"), 1, "not-neighbours", "", "move it away"),
        (("B.2", "C.1"), 1, "not-neighbours", "", "wsisdraft move vision/C.1 vision/B"),
        (("C.1", "C.2"), 1, "same-as", "drafts/report/A/1.md:4:10: ", "wsisdraft record"),
        (("B.2",), 2, "malformed-merge", "", "neighbour"),
        (("vision/C",), 2, "several", "", "wsisdraft merge"),
        (("C.3", "C.4", "--with", " ["), 2, "malformed-words", "", "without it"),
        (("C.3", "C.4", "--with", ""), 1, "choice-joined", "drafts/vision/C/3.md:", "--with"),
        (("C.3", "C.99"), 1, "unknown-ref", "", "Nearest"),
    ],
)  # fmt: skip
def test_what_is_refused(
    room: Desk, words: tuple[str, ...], code: int, rule: str, place: str, remedy: str
) -> None:
    answered, told = unharmed(room, "merge", *words)
    assert (answered, rule in told) == (code, True), told
    assert place in told
    assert remedy in " ".join(told.split()).partition("help: ")[2]


def test_footnotes_that_are_called_alike(room: Desk) -> None:
    room.done("alt", "withdraw", "B.5", "1")
    code, told = unharmed(room, "merge", "B.4", "B.5")
    assert code == 1
    assert f"{B}/5.md:5:8: footnote-joined" in told
    assert "wsisdraft edit vision/B.5" in told


def test_words_are_not_added_to_a_note(room: Desk) -> None:
    room.done("alt", "withdraw", "B.5", "1")
    room.done("edit", "B.5", "--text", "Nurses.")
    code, told = unharmed(room, "merge", "B.4", "B.5", "--with", " ")
    assert code == 1
    assert "note-joined" in told
    assert "Leave --with out" in told


def test_two_mandates(room: Desk) -> None:
    room.done("mandate", "B.4", "--lead", "Estovia")
    code, told = unharmed(room, "merge", "B.3", "B.4")
    assert code == 1
    assert f"{B}/4.md:" in told
    assert "two-mandates" in told
    assert "wsisdraft mandate vision/B.4 --end" in told
