"""renumber: new numbers, and everything that names a paragraph follows in one commit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import Desk
from wsisdraft.text.number import Number, gaps, in_order
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.renumbering import carried, consecutive

B = "drafts/vision/B"


def paragraph(name: str, words: str, status: str = "under-review", more: str = "") -> str:
    known = f"id: {name}\n" if name else ""
    if status in ("pre-agreed", "agreed"):
        text = fingerprint(f"{words}\n")
        more = f"settled:\n  date: 2014-04-17\n  text: {text}\n{more}"
    return f"---\n{known}status: {status}\n{more}---\n{words}\n"


FILES = {
    "process.yaml": "name: Trial\nnumbering: bis-inserts\n",
    "stakeholders.yaml": "Norland:\n  kind: government\nEstovia:\n  kind: government\n",
    "vision/document.yaml": "title: Vision\n",
    "vision/B/chapter.yaml": (
        "title: Networks\nstatus: pre-agreed\nas-of: 2014-04-17\nbesides: [2, 5, 5bis, 9]\n"
        "brackets:\n  w1:\n    over: 5-5bis\n    by: [Norland]\n"
    ),
    "vision/B/1.md": paragraph("aaaaa1", "Networks as in paragraph 3 below.", "pre-agreed"),
    "vision/B/2.md": paragraph("aaaaa2", "Recalling [paragraphs 3 and 5]{#b1} below.",
                               more="brackets:\n  b1:\n    by: [Norland]\n"),
    "vision/B/2.alt-1.md": "---\nby: [Estovia]\n---\nRecalling B.5bis and paragraph 9 below.\n",
    "vision/B/3.md": paragraph("aaaaa3", "Skills for all.", "pre-agreed"),
    "vision/B/5.md": paragraph("aaaaa5", "As paragraph 5 of resolution 60/252 says."),
    "vision/B/5bis.md": paragraph("aaaab5", "Open to all.", more="printed: 5\n"),
    "vision/B/9.md": paragraph("aaaaa9", "Homes, [5] of them.",
                               more="mandate:\n  lead: Norland\n  task: join 9 and 5 bis\n"),
    "vision/B/9.a.md": paragraph("aaaac9", "Schools.", "pre-agreed"),
    "vision/B/annex.md": paragraph("aaaad9", "Places named in paragraph 9 (a).", "pre-agreed"),
    "vision/C/chapter.yaml": "title: Skills\n",
    "vision/C/1.md": paragraph("aaaac1", "Teachers of paragraph 9 above."),
    "other/document.yaml": "title: Other\n",
    "other/A/chapter.yaml": "title: A chapter\n",
    "other/A/9.md": paragraph("aaaao9", "Paragraph 9 and vision/B.9 are two.",
                              more="same-as: vision/B.3\n").replace(
                                  "Paragraph 9 and vision/B.9 are two.", "Skills for all."),
    "other/A/10.md": paragraph("aaao10", "Beside paragraph 9 stands vision/B.9."),
    "statements/norland-1.md": (
        "---\nkind: reservation\nby: Norland\nabout: [vision/B.9, vision/B.3]\n---\n"
        "Norland reads paragraph 9 otherwise.\n"
    ),
}  # fmt: skip
NEW = {"5": "4", "5bis": "5", "9": "6", "9.a": "6.a"}


def draft(desk: Desk, files: dict[str, str]) -> Desk:
    desk.git("rm", "-q", "-r", "drafts")
    for path, text in files.items():
        desk.write(f"drafts/{path}", text)
    desk.commit("A trial")
    return desk


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A small draft with one of everything that may name a paragraph."""
    draft(desk, FILES)
    for name in desk.git("branch", "--list", "alt/*", "--format=%(refname:short)").split():
        desk.git("branch", "-q", "-D", name)
    assert desk.run("check").code == 0, desk.run("check").out
    return desk


def body(desk: Desk, path: str) -> str:
    return desk.text(path).split("---\n", 2)[2].rstrip("\n")


def numbers(desk: Desk, folder: str = B) -> list[str]:
    names = (each.name for each in (desk.top / folder).glob("*.md"))
    found = [n for name in names if (n := Number.of(name.removesuffix(".md"))) is not None]
    return [str(n) for n in in_order(found)]


def refused(desk: Desk, *words: str, code: int = 1) -> str:
    """What a call that is refused says; nothing is otherwise afterwards."""
    head, status = desk.git("rev-parse", "HEAD"), desk.git("status", "--porcelain")
    answer = desk.run("renumber", *words)
    assert answer.code == code, answer
    assert "help: " in answer.err or code == 2
    assert (desk.git("rev-parse", "HEAD"), desk.git("status", "--porcelain")) == (head, status)
    return answer.err


def test_the_plan_comes_first_and_writes_nothing(room: Desk) -> None:
    before = room.git("rev-parse", "HEAD")
    told = room.done("renumber", "vision/B", COLUMNS="80").out
    assert "vision/B.4    was vision/B.5     As paragraph 5 of resolution 60/252 says.\n" in told
    assert "vision/B.6.a  was vision/B.9.a   Schools.\n" in told
    assert "Recalling [paragraphs 3 and {-5-}{+4+}] below." in told
    assert "Recalling {-B.5bis-}{+B.5+} and paragraph {-9-}{+6+} below." in told
    assert "vision/B  pre-agreed, besides 2, 4-6 (before: 2, 5, 5bis, 9)" in told
    assert "Reservation by Norland  now about vision/B.6, vision/B.3" in told
    assert "wsisdraft renumber vision/B --write writes it." in told
    assert "Nothing is recorded" in told
    assert all(len(line) <= 80 for line in told.splitlines())
    assert room.git("rev-parse", "HEAD") == before
    assert room.clean


def test_references_that_are_not_sure_are_listed_with_their_places(room: Desk) -> None:
    told = room.done("renumber", "vision/B").out
    assert "references are not sure. They stay as written, for somebody to look at:" in told
    for place, words, why in (
        (f"{B}/5.md:5:14", "5", "It is of another text, as it seems"),
        (f"{B}/9.md:8:8", "[5]", "The number stands alone in brackets"),
        (f"{B}/9.md:6:9", "join 9 and 5 bis", "It is the task of a mandate"),
        ("drafts/statements/norland-1.md:6:25", "9", "It is in a statement"),
    ):
        assert f"{place}: “{words}”. {why}" in told, told
    written = room.done("renumber", "vision/B", "--write").out
    assert f"{B}/4.md:6:14: “5”. It is of another text" in written
    assert body(room, f"{B}/4.md")[13:15] == "5 "
    assert f"{B}/6.md:9:8: “[5]”." in written


def test_everything_follows_in_one_commit(room: Desk) -> None:
    before = room.git("rev-parse", "HEAD").strip()
    answer = room.done("renumber", "vision/B", "--write", "--by", "Norland")
    assert room.git("rev-list", "--count", f"{before}..HEAD") == "1\n"
    assert "Take it back: wsisdraft undo vision/B" in answer.out
    assert numbers(room) == ["1", "2", "3", "4", "5", "6", "6.a", "annex"]
    assert room.text(f"{B}/4.md").startswith("---\nid: aaaaa5\n")
    assert "former: [vision/B.5]\n" in room.text(f"{B}/4.md").replace("\n  - ", " [", 1).replace(
        "vision/B.5\n---", "vision/B.5]\n---"
    )
    assert body(room, f"{B}/2.md") == "Recalling [paragraphs 3 and 4]{#b1} below."
    assert body(room, f"{B}/2.alt-1.md") == "Recalling B.5 and paragraph 6 below."
    assert body(room, f"{B}/annex.md") == "Places named in paragraph 6 (a)."
    assert body(room, "drafts/vision/C/1.md") == "Teachers of paragraph 6 above."
    assert body(room, "drafts/other/A/10.md") == "Beside paragraph 9 stands vision/B.6."
    assert "besides: [2, 4-6]" in room.text(f"{B}/chapter.yaml")
    assert "over: 4-5" in room.text(f"{B}/chapter.yaml")
    assert "about: [vision/B.6, vision/B.3]" in room.text("drafts/statements/norland-1.md")
    assert "printed" not in room.text(f"{B}/5.md")
    assert room.run("check").code == 0
    assert room.clean


def test_the_concordance_stands_in_the_trailers(room: Desk) -> None:
    old = fingerprint("Places named in paragraph 9 (a).\n")
    new = fingerprint("Places named in paragraph 6 (a).\n")
    room.done("renumber", "vision/B", "--write", "--by", "Norland")
    trailers = room.trailers()
    assert trailers[:2] == [("Verb", "renumber"), ("Ref", "vision/B")]
    for was, now in NEW.items():
        at = trailers.index(("Ref", f"vision/B.{now}"))
        assert trailers[at + 1] == ("Moved", f"vision/B.{was} -> vision/B.{now}")
    at = trailers.index(("Ref", "vision/B.annex"))
    assert trailers[at + 1] == ("Wording", f"{old} -> {new}")
    at = trailers.index(("Ref", "vision/B.2"))
    assert [key for key, _ in trailers[at : at + 4]] == ["Ref", "Wording", "In", "Wording"]
    assert ("By", "Norland") in trailers


def test_settled_text_stays_agreed_with_its_new_words(room: Desk) -> None:
    room.done("renumber", "vision/B", "--write")
    source = room.text(f"{B}/annex.md")
    assert f"text: {fingerprint('Places named in paragraph 6 (a).')}" in source
    assert "date: 2014-04-17" in source
    assert room.run("check", "--since", "HEAD~1").code == 0
    moved = room.done("check", "--since", "HEAD~1", "--format", "json").json["since"]["settled"]
    told = {each["ref"]: each for each in moved}
    assert told["vision/B.annex"]["on_record"]
    assert [step["verb"] for step in told["vision/B.annex"]["steps"]] == ["renumber"]


def test_words_changed_along_with_it_by_hand_are_not_excused(room: Desk) -> None:
    room.done("renumber", "vision/B", "--write")
    room.replace(f"{B}/annex.md", "Places named", "Towns named")
    answer = room.run("check", "--since", "HEAD~1")
    assert answer.code == 1
    assert "settled-text-moved" in answer.out


def test_an_alternatives_branch_reads_the_same(room: Desk) -> None:
    room.done("alt", "amend", "vision/B.2", "1", "--text", "Recalling paragraph 9 below.")
    room.done("alt", "add", "vision/B.9", "--text", "Homes of paragraph 5 above.")
    room.done("renumber", "vision/B", "--write")
    assert body(room, f"{B}/2.alt-1.md") == "Recalling paragraph 6 below."
    assert body(room, f"{B}/6.alt-1.md") == "Homes of paragraph 4 above."
    assert "Recalling paragraph 6 below." in room.git("show", f"alt/vision/B.2/1:{B}/2.md")
    assert "Homes of paragraph 4 above." in room.git("show", f"alt/vision/B.9/1:{B}/9.md")
    keys = [key for key, _ in room.trailers()]
    assert keys.count("Branch-moved") == 2
    assert room.run("check").code == 0
    assert [a["branch"] for a in room.done("alt", "list", "--format", "json").json] == [
        "alt/vision/B.2/1", "alt/vision/B.9/1",
    ]  # fmt: skip


def test_a_branch_with_other_words_is_not_written_over(room: Desk) -> None:
    room.done("alt", "amend", "vision/B.2", "1", "--text", "Recalling paragraph 9 below.")
    room.git("switch", "-q", "alt/vision/B.2/1")
    room.replace(f"{B}/2.md", "Recalling", "Noting")
    room.commit("more work on it")
    room.git("switch", "-q", "main")
    said = refused(room, "vision/B", "--write")
    assert "alternative-moved" in said
    assert f"{B}/2.alt-1.md:" in said


def test_it_is_taken_back_all_at_once(room: Desk) -> None:
    room.done("alt", "amend", "vision/B.2", "1", "--text", "Recalling paragraph 9 below.")
    room.done("alt", "add", "vision/B.9", "--text", "Homes of paragraph 5 above.")
    tree = room.git("rev-parse", "HEAD^{tree}")
    branches = room.git("branch", "--list", "alt/*")
    room.done("renumber", "vision/B", "--write")
    room.done("undo", "vision/B")
    assert room.git("rev-parse", "HEAD^{tree}") == tree
    assert room.git("branch", "--list", "alt/*") == branches
    assert "Homes of paragraph 5 above." in room.git("show", f"alt/vision/B.9/1:{B}/9.md")
    assert room.run("check").code == 0


def test_a_paragraph_with_another_id_is_never_mixed_with_it(room: Desk) -> None:
    room.done("renumber", "vision/B", "--write")
    room.done("edit", "vision/B.5", "--text", "Open to everybody.")
    answer = room.run("undo", "vision/B", "--why", "too early")
    answer = answer if answer.code else room.run("undo")
    known = {
        re.search("id: (.*)", room.text(f"{B}/{n}.md"))[1]: body(room, f"{B}/{n}.md")  # type: ignore[index]
        for n in numbers(room)
    }
    assert known["aaaaa5"] == "As paragraph 5 of resolution 60/252 says."
    assert known["aaaab5"] in ("Open to all.", "Open to everybody.")
    assert room.run("check").code == 0


def test_old_numbers_are_told_with_the_new_ones(room: Desk) -> None:
    room.done("renumber", "vision/B", "--write")
    answer = room.run("agree", "vision/B.9", "--by", "Norland")
    assert answer.code == 1
    assert "renumbered: vision/B.9 is now vision/B.6." in answer.err
    assert "help: wsisdraft agree vision/B.6 --by Norland" in answer.err
    answer = room.run("show", "vision/B.1,b.9.a")
    assert "renumbered: vision/B.9.a is now vision/B.6.a." in answer.err
    assert "help: wsisdraft show vision/B.1,vision/B.6.a" in answer.err
    answer = room.run("show", "vision/B.5bis-9")
    assert "vision/B.5bis is now vision/B.5; vision/B.9 is now vision/B.6" in answer.err
    assert "Name what is meant by its number of today" in answer.err
    answer = room.run("show", "vision/B.99")
    assert "unknown-ref: vision/B has no paragraph 99." in answer.err
    assert room.clean


def test_a_number_that_is_anothers_now_means_that(room: Desk) -> None:
    room.done("renumber", "vision/B", "--write")
    shown = room.done("show", "vision/B.5").out
    assert "Open to all." in shown
    assert "formerly vision/B.5bis" in shown
    assert "what was vision/B.5 before is vision/B.4 now" in shown
    value = room.done("show", "vision/B.5", "--format", "json").json
    assert (value["former"], value["formerly_here"]) == (["vision/B.5bis"], ["vision/B.4"])
    assert "formerly" not in room.done("show", "vision/B.3").out
    assert "As paragraph 5" in room.done("show", "vision/B.5", "--at", "HEAD~1").out


def test_a_history_goes_on_under_the_new_number(room: Desk) -> None:
    room.done("edit", "vision/B.9", "--text", "Homes, each of them.")
    room.done("edit", "vision/B.5", "--text", "As resolution 60/252 says.")
    room.done("renumber", "vision/B", "--write")
    verbs = [each["verb"] for each in room.done("log", "vision/B.6", "--format", "json").json]
    assert verbs[-3:] == [None, "edit", "renumber"]
    verbs = [each["verb"] for each in room.done("log", "vision/B.5", "--format", "json").json]
    assert verbs[-2:] == [None, "renumber"]
    assert "Moved: vision/B.9 → vision/B.6" in room.done("log", "vision/B.6").out


def test_numbers_that_are_so_already(room: Desk) -> None:
    room.done("renumber", "vision/B", "--write")
    head = room.git("rev-parse", "HEAD")
    answer = room.done("renumber", "vision/B", "--write")
    assert answer.out == "vision/B is numbered without a gap already.\n"
    answer = room.done("renumber", "vision/B", "--from", "2", "--to", "2", "--write")
    assert answer.out == "vision/B has these numbers already.\n"
    assert room.git("rev-parse", "HEAD") == head


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (("--start", "1"), "1 2 3 4 5 6 6.a annex"),
        (("--start", "11"), "11 12 13 14 15 16 16.a annex"),
        (("--from", "5", "--to", "7"), "1 2 3 7 8 9 9.a annex"),
        (("--from", "5bis", "--to", "6"), "1 2 3 5 6 7 7.a annex"),
        (("--from", "1-3", "--to", "11"), "5 5bis 9 9.a 11 12 13 annex"),
        (("--from", "9", "--to", "4"), "1 2 3 4 4.a 5 5bis annex"),
        (("--map", "9=4"), "1 2 3 4 4.a 5 5bis annex"),
        (("--map", "3=5, 5=3"), "1 2 3 5 5bis 9 9.a annex"),
        (("--map", "9.a=9.b"), "1 2 3 5 5bis 9 9.b annex"),
        (("--map", "9=4,9.a=10"), "1 2 3 4 5 5bis 10 annex"),
    ],
    ids=str,
)
def test_the_ways_to_give_numbers(room: Desk, words: tuple[str, ...], after: str) -> None:
    room.done("renumber", "vision/B", *words, "--write")
    assert numbers(room) == after.split()
    assert room.run("check").code == 0
    assert room.clean


def test_two_that_change_places(room: Desk) -> None:
    told = room.done("renumber", "vision/B", "--map", "3=5,5=3").out
    assert "vision/B.3  was vision/B.5" in told
    assert "vision/B.5  was vision/B.3" in told
    assert "{-Skills" not in told
    room.done("renumber", "vision/B", "--map", "3=5,5=3", "--write")
    assert body(room, f"{B}/5.md") == "Skills for all."
    assert body(room, f"{B}/1.md") == "Networks as in paragraph 5 below."
    assert "same-as: vision/B.5" in room.text("drafts/other/A/9.md")


@pytest.mark.parametrize(
    ("words", "code", "rule", "said", "remedy"),
    [
        (("vision/B", "--map", "3=5"), 1, f"{B}/5.md:1:1: number-taken",
         "vision/B.3 would be vision/B.5, and there is a vision/B.5", "counts all anew"),
        (("vision/B", "--map", "2=7,3=7"), 1, f"{B}/3.md:1:1: number-taken",
         "vision/B.2 and vision/B.3 would both be vision/B.7", "another number"),
        (("vision/B", "--from", "2-3", "--to", "4"), 1, f"{B}/5.md:1:1: number-taken",
         "vision/B.3 would be vision/B.5", "--from 2 --to 4 takes along all that follows"),
        (("vision/B", "--map", "7=8"), 1, "unknown-ref", "no paragraph 7", "show vision/B"),
        (("vision/B", "--from", "7", "--to", "8"), 1, "unknown-ref", "no paragraph 7", "show"),
        (("vision/B", "--map", "3"), 2, "malformed-numbers", "which number becomes", "27=28,28=29"),
        (("vision/B", "--map", "3=x-y"), 2, "malformed-numbers", '"x-y"', "27bis"),
        (("vision/B", "--map", "3=7,3=8"), 2, "malformed-numbers", "listed twice", "one new"),
        (("vision/B", "--from", "3"), 2, "malformed-numbers", "belong together", "--to 28"),
        (("vision/B", "--to", "3"), 2, "malformed-numbers", "belong together", "--from 27"),
        (("vision/B", "--from", "9.a", "--to", "9.b"), 2, "malformed-numbers", "nothing can be",
         "--map 9.a=9.b"),
        (("vision/B", "--from", "3", "--to", "OP3"), 2, "malformed-numbers", "one series", "--map"),
        (("vision/B", "--from", "5-3", "--to", "8"), 2, "malformed-numbers", "comes after",
         "--from 27-30"),
        (("vision/B", "--start", "2", "--map", "3=7"), 2, "malformed-numbers", "exclude", "one"),
        (("vision/B", "--start", "-1"), 2, "malformed-numbers", "0 or above", "--start 1"),
        (("vision/", "--from", "3", "--to", "4"), 2, "several", "each by itself", "B --from"),
        (("vision/B.3",), 2, "several", "as a whole", "--from 3 --to NUMBER"),
        (("vision/B.3-5",), 2, "several", "as a whole", "vision/B --from 3-5 --to NUMBER"),
        (("vision/D",), 1, "unknown-ref", "no", "vision/"),
        (("vision/B", "--meeting", "9", "--write"), 1, "unknown-meeting", "9", "none"),
        (("vision/B", "--by", "Sudoria", "--write"), 1, "", "Sudoria", "--new"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_refused(
    room: Desk, words: tuple[str, ...], code: int, rule: str, said: str, remedy: str
) -> None:
    told = refused(room, *words, code=code)
    assert rule in told
    assert said in told
    assert remedy in told


def test_agreed_words_that_were_changed_by_hand_are_not_given_a_new_fingerprint(room: Desk) -> None:
    room.replace(f"{B}/annex.md", "Places", "Towns")
    room.commit("outside the verbs")
    said = refused(room, "vision/B", "--write")
    assert f"{B}/annex.md:8:1: agreed-text-changed" in said
    assert "wsisdraft reopen vision/B.annex --why TEXT" in said


def test_a_file_that_cannot_be_read_goes_nowhere(room: Desk) -> None:
    room.write(f"{B}/9.md", b"\xff\n")
    room.commit("not text")
    said = refused(room, "vision/B", "--write")
    assert f"{B}/9.md:1:1: file-format" in said


def test_work_of_somebody_in_its_files_is_not_written_over(room: Desk) -> None:
    room.replace(f"{B}/9.md", "Homes", "Houses")
    said = refused(room, "vision/B", "--write", code=3)
    assert f"{B}/9.md" in said
    assert "Houses" in room.text(f"{B}/9.md")
    room.git("checkout", "-q", "--", f"{B}/9.md")
    room.write(f"{B}/4.md", "Mine.\n")
    said = refused(room, "vision/B", "--write", code=3)
    assert f"{B}/4.md" in said


def test_frozen_numbers_stay_while_text_is_open(room: Desk) -> None:
    room.replace(
        "drafts/process.yaml", "bis-inserts\n", "bis-inserts\nrenumbering: frozen-while-open\n"
    )
    room.commit("frozen")
    said = refused(room, "vision/B")
    assert f"{B}/2.md:8:1: numbers-frozen" in said
    assert "vision/B.2, vision/B.5, vision/B.5bis and 1 more" in said
    assert "renumbering: frozen-while-open" in said
    room.done("delete", "vision/B.5", "vision/B.5bis", "vision/B.9", "--why", "covered")
    room.done("lift", "vision/B", "w1")
    room.done("choose", "vision/B.2", "1")
    room.done("agree", "vision/B.2")
    room.done("renumber", "vision/B", "--write")
    assert numbers(room)[:5] == ["1", "2", "3", "4", "5"]


def test_a_deleted_paragraph_keeps_its_place_unless_it_is_to_leave(room: Desk) -> None:
    room.done("delete", "vision/B.5", "--why", "covered by 3")
    told = room.done("renumber", "vision/B").out
    assert "vision/B.4 is deleted and keeps its number; --without-deleted takes it out" in told
    told = room.done("renumber", "vision/B", "--without-deleted").out
    assert "vision/B.5  paragraph removed, deleted" in told
    assert "wsisdraft renumber vision/B --without-deleted --write writes it." in told
    room.done("renumber", "vision/B", "--without-deleted", "--write")
    assert numbers(room) == ["1", "2", "3", "4", "5", "5.a", "annex"]
    assert body(room, f"{B}/2.md") == "Recalling [paragraphs 3 and 5]{#b1} below."
    assert "over: 4\n" in room.text(f"{B}/chapter.yaml")
    trailers = room.trailers()
    at = trailers.index(("Removed", "paragraph"))
    assert trailers[at - 1] == ("Ref", "vision/B.5")
    assert trailers[at + 1][0] == "Wording"
    assert room.run("check").code == 0
    room.done("undo")
    assert "status: deleted" in room.text(f"{B}/5.md")


def test_a_reference_to_what_leaves_is_listed(room: Desk) -> None:
    room.done("delete", "vision/B.5", "--why", "covered by 3")
    told = room.done("renumber", "vision/B", "--without-deleted").out
    assert f"{B}/2.md:8:29: “5”. vision/ has no paragraph 5." in told


def test_what_is_spoken_about_does_not_leave(room: Desk) -> None:
    room.done("delete", "vision/B.9", "--why", "covered by 3")
    said = refused(room, "vision/B", "--without-deleted", "--write")
    assert "drafts/statements/norland-1.md:1:1: named-elsewhere" in said
    assert "vision/B.9" in said


def test_bis_may_be_another_version(room: Desk) -> None:
    room.replace("drafts/process.yaml", "bis-inserts", "bis-versions")
    room.commit("as the Manual has it")
    told = room.done("renumber", "vision/B").out
    assert "vision/B.5bis is another version of its paragraph and stays with it" in told
    room.done("renumber", "vision/B", "--write")
    assert numbers(room) == ["1", "2", "3", "4", "4bis", "5", "5.a", "annex"]
    assert body(room, f"{B}/2.alt-1.md") == "Recalling B.4bis and paragraph 5 below."


THROUGH = {
    "process.yaml": "name: Trial\n",
    "vision/document.yaml": "title: Vision\n",
    "vision/A/chapter.yaml": "title: First\n",
    "vision/A/1.md": paragraph("aaaaa1", "One."),
    "vision/A/3.md": paragraph("aaaaa3", "Three, before paragraph 4."),
    "vision/B/chapter.yaml": "title: Second\n",
    "vision/B/4.md": paragraph("aaaaa4", "Four, after paragraph 3."),
    "vision/B/C5/section.yaml": "title: Inner\n",
    "vision/B/C5/5.md": paragraph("aaaaa5", "Five."),
    "vision/B/C5/7A.md": paragraph("aaaaa7", "Seven A."),
    "vision/C/chapter.yaml": "title: Third\n",
    "vision/C/1.md": paragraph("aaaac1", "One again."),
    "vision/D/chapter.yaml": "title: A resolution\n",
    "vision/D/PP2.md": paragraph("aaaap2", "Recalling."),
    "vision/D/OP1.md": paragraph("aaaao1", "Decides, as PP2 and OP4 say."),
    "vision/D/OP4.md": paragraph("aaaao4", "Asks."),
}


def test_chapters_that_count_on_do_so_afterwards(desk: Desk) -> None:
    draft(desk, THROUGH)
    told = desk.done("renumber", "vision/A").out
    assert "vision/B goes on counting from what is renumbered here" in told
    assert "wsisdraft renumber vision/ renumbers both" in told
    desk.done("renumber", "vision/", "--write")
    assert numbers(desk, "drafts/vision/A") == ["1", "2"]
    assert numbers(desk, "drafts/vision/B") == ["3"]
    assert numbers(desk, "drafts/vision/B/C5") == ["4", "5"]
    assert numbers(desk, "drafts/vision/C") == ["1"]
    assert numbers(desk, "drafts/vision/D") == ["PP1", "OP1", "OP2"]
    assert body(desk, "drafts/vision/A/2.md") == "Three, before paragraph 3."
    assert body(desk, "drafts/vision/B/3.md") == "Four, after paragraph 2."
    assert body(desk, "drafts/vision/D/OP1.md") == "Decides, as PP1 and OP2 say."
    assert desk.run("check").code == 0


def test_a_section_by_itself_and_a_first_number(desk: Desk) -> None:
    draft(desk, THROUGH)
    desk.done("renumber", "vision/B.C5", "--start", "1", "--write")
    assert numbers(desk, "drafts/vision/B/C5") == ["1", "2"]
    said = refused(desk, "vision/D", "--start", "3", code=2)
    assert "preambular and operative" in said
    assert "wsisdraft renumber vision/D --from PP1 --to PP3" in said


def test_a_number_that_is_not_enough_any_more_gets_its_chapter(desk: Desk) -> None:
    files = {**THROUGH, "vision/C/1.md": paragraph("aaaac1", "As paragraph 4 says.")}
    draft(desk, files)
    desk.done("renumber", "vision/B", "--start", "1", "--write")
    assert body(desk, "drafts/vision/C/1.md") == "As paragraph B.1 says."


def test_json_tells_the_places(room: Desk) -> None:
    value = room.done("renumber", "vision/B", "--format", "json").json
    assert (value["verb"], value["ref"], value["commit"]) == ("renumber", "vision/B", None)
    moved = {each["ref"]: each["from"] for each in value["places"] if each["what"] == "moved"}
    assert moved == {f"vision/B.{now}": f"vision/B.{was}" for was, now in NEW.items()}


SEGMENTS = st.one_of(
    st.integers(1, 12).map(str),
    st.tuples(st.integers(1, 12), st.sampled_from(["bis", "ter", "A", "Abis"])).map(
        lambda pair: f"{pair[0]}{pair[1]}"
    ),
)
NUMBERS = st.tuples(
    st.sampled_from(["", "", "PP", "OP"]), SEGMENTS, st.sampled_from(["", "", ".a", ".b", ".iv"])
).map("".join)
WORDS = st.sampled_from(["title", "annex", "annex.1", "a", "end"])


def _read(names: set[str]) -> tuple[Number, ...]:
    found = [Number.of(name) for name in names]
    return in_order([number for number in found if number is not None])


@settings(max_examples=300)
@given(st.sets(st.one_of(NUMBERS, WORDS), max_size=14).map(_read), st.booleans())
def test_counted_anew_numbers_stay_apart_and_in_order(
    old: tuple[Number, ...], inserts: bool
) -> None:
    new = consecutive(old, {}, bis_inserts=inserts)
    every = [new.get(number, number) for number in old]
    assert len(set(every)) == len(old)
    assert list(in_order(every)) == every
    assert not gaps(every)
    assert all(n.series == m.series for n, m in zip(old, every, strict=True))
    assert all(len(n.segments) == len(m.segments) for n, m in zip(old, every, strict=True))
    again = consecutive(every, {}, bis_inserts=inserts)
    assert all(again.get(number, number) == number for number in every)
    if inserts:
        tops = [n.segments[0] for n in new.values()]
        assert not any(top.latin or top.letters for top in tops)


@settings(max_examples=200)
@given(st.sets(NUMBERS, min_size=1, max_size=10).map(_read), st.data())
def test_parts_go_with_what_is_mapped(old: tuple[Number, ...], data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(old))
    target = Number.of("99")
    assert target is not None
    new = carried({whole: target}, old)
    assert new[whole] == target
    for number in old:
        inside = number != whole and f"{number}".startswith(f"{whole}.")
        assert (number in new) == (inside or number == whole)
        if inside:
            assert str(new[number]) == f"99{str(number).removeprefix(str(whole))}"
