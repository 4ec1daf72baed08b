"""import: a text from outside as a document or chapter, later states of it, and what is refused."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from tests.desk import SHARED, Desk

FIRST = """\
# Vision of the Forum

## A. Preamble

1. Recalling the [first] meeting of the working group,

2. Noting with concern the [poor] state of the networks] in many places,

## B. Actions

1. Parties shall keep their networks open [to all].

2. **Option 1:** Parties need not report at all.

   **Option 2:** Parties may report whenever they like.

3. Parties shall help each other to build networks that last.
"""
SECOND = """\
# Vision of the Forum

## A. Preamble

1. Recalling the first meeting of the working group,

2. Thanking the hosts for their hospitality and patience,

3. Noting with concern the [poor] state of the networks] in many places,

## B. Actions

1. Parties shall keep their networks open [to all] at all times.

2. **Option 1:** Parties need not report at all, if they are small.

   **Option 2:** Parties may report whenever they like.

   **Option 3:** Reports are written by the secretariat.
"""
AS = ("--as", "first-draft")


@pytest.fixture
def room(tmp_path: Path) -> Desk:
    """A draft with nothing in it but the first meeting."""
    assert Desk(tmp_path, tmp_path).run("init", "forum", "--name", "FORUM").code == 0
    desk = Desk(tmp_path / "forum", tmp_path)
    desk.done("meeting", "open", "1", "--on", "2014-02-17")
    desk.write("../first.md", FIRST)
    desk.write("../second.md", SECOND)
    return desk


def shown(desk: Desk, ref: str) -> dict[str, object]:
    found = desk.done("show", ref, "--format", "json").json
    assert isinstance(found, dict)
    return found


def ids(desk: Desk) -> dict[str, str]:
    found = desk.done("show", "vision/", "--format", "json").json
    return {each["ref"]: each["id"] for each in found}


def branches(desk: Desk) -> list[str]:
    return desk.git("branch", "--list", "alt/*", "--format=%(refname:short)").split()


def rules_broken(desk: Desk, *words: str) -> set[tuple[str, str]]:
    report = json.loads(desk.run("check", *words, "--format", "json").out)
    return {(f["rule"], f["gravity"]) for f in report["findings"]}


# A text that is new.


def test_a_text_becomes_a_document_as_one_commit(room: Desk) -> None:
    before = room.git("rev-list", "--count", "HEAD")
    answer = room.done("import", "../first.md", "vision/", *AS)
    assert "vision/A  Preamble\n  2 paragraphs, 2 pairs of brackets\n" in answer.out
    assert "vision/B  Actions\n  3 paragraphs, 1 pair of brackets, 2 alternatives\n" in answer.out
    assert "1 doubt waits: 1 stray-bracket." in answer.out
    assert "vision/A.2  d1  stray-bracket  line 7, column 56\n" in answer.out
    assert "67 words in, 67 on record." in answer.out
    assert "Recorded in meeting 1 as " in answer.out
    assert "Take it back: wsisdraft undo vision/" in answer.out
    assert int(room.git("rev-list", "--count", "HEAD")) == int(before) + 1
    assert shown(room, "vision/B.1")["text"] == "Parties shall keep their networks open [to all]."
    assert shown(room, "vision/B.1")["status"] == "first-draft"
    assert "state of the networks\\] in many places" in room.text("drafts/vision/A/2.md")
    assert room.done("status", "--format", "json").json["documents"][0]["title"] == (
        "Vision of the Forum"
    )
    assert ("import-doubt", "warning") in rules_broken(room)
    assert room.run("check").code == 0
    assert room.clean


def test_what_the_record_keeps_of_it(room: Desk) -> None:
    room.done("import", "../first.md", "vision/", *AS, "--on", "2014-02-18")
    digest = hashlib.sha256(FIRST.encode()).hexdigest()
    rows = room.trailers()
    assert rows[:4] == [
        ("Verb", "import"),
        ("Ref", "vision/"),
        ("Source", f"first.md; sha256:{digest}"),
        ("Counted", "67 words in, 67 on record"),
    ]
    assert rows[-2:] == [("Meeting", "1"), ("On", "2014-02-18")]
    told = room.done("log", "vision/").out
    assert "vision/: imported from first.md, 5 paragraphs" in told
    assert f"Source: first.md; sha256:{digest[:10]}\n" in told
    assert "imported from first.md" in room.done("log", "vision/B.3").out


def test_alternatives_have_their_branches_in_the_same_commit(room: Desk) -> None:
    room.done("import", "../first.md", "vision/", *AS)
    views = room.done("alt", "list", "B.2", "--format", "json").json
    assert [(v["name"], v["text"]) for v in views] == [
        ("Option 1", "Parties need not report at all."),
        ("Option 2", "Parties may report whenever they like."),
    ]
    assert branches(room) == ["alt/vision/B.2/1", "alt/vision/B.2/2"]
    for view in views:
        on_branch = room.git("show", f"{view['branch']}:drafts/vision/B/2.md")
        assert on_branch.endswith(f"---\n{view['text']}\n")
        assert room.git("rev-parse", f"{view['branch']}^") == room.git("rev-parse", "HEAD")
    room.done("choose", "B.2", "Option 2")
    assert shown(room, "B.2")["text"] == "Parties may report whenever they like."
    assert branches(room) == []


def test_undo_takes_it_back_branches_and_all(room: Desk) -> None:
    tree = room.git("rev-parse", "HEAD^{tree}")
    room.done("import", "../first.md", "vision/", *AS)
    answer = room.done("undo", "vision/")
    assert "vision/B  chapter removed\n" in answer.out
    assert room.git("rev-parse", "HEAD^{tree}") == tree
    assert branches(room) == []
    assert room.clean
    room.done("import", "../first.md", "vision/", *AS)
    # The numbers of alternatives are never given again, not even after an undo.
    assert branches(room) == ["alt/vision/B.2/3", "alt/vision/B.2/4"]
    assert room.run("check").code == 0


def test_a_dry_run_tells_the_same_and_writes_nothing(room: Desk) -> None:
    tip = room.git("rev-parse", "HEAD")
    dry = room.done("import", "../first.md", "vision/", *AS, "--dry-run")
    assert "Nothing is recorded: this was a dry run." in dry.out
    assert room.git("rev-parse", "HEAD") == tip
    assert branches(room) == []
    assert not (room.top / "drafts/vision").exists()
    done = room.done("import", "../first.md", "vision/", *AS)
    assert done.out.splitlines()[:-2] == dry.out.splitlines()[:-1]


def test_json_tells_every_paragraph_and_doubt(room: Desk) -> None:
    value = room.done("import", "../first.md", "vision/", *AS, "--format", "json").json
    assert (value["verb"], value["ref"], value["meeting"]) == ("import", "vision/", "1")
    assert [p["ref"] for p in value["places"] if p["kind"] == "paragraph"] == [
        "vision/A.1",
        "vision/A.2",
        "vision/B.1",
        "vision/B.2",
        "vision/B.3",
    ]
    (doubt,) = value["doubts"]
    assert (doubt["ref"], doubt["id"], doubt["line"], doubt["column"]) == (
        "vision/A.2",
        "d1",
        7,
        56,
    )
    assert value["notes"][-1] == "67 words in, 67 on record."


def test_a_chapter_of_a_document_that_is_there(desk: Desk) -> None:
    desk.write("../one.md", "# Finance\n\n1. Money is needed.\n\n2. [Much] of it.\n")
    answer = desk.done("import", "../one.md", "vision/F")
    assert (
        "New paragraphs are zero-draft, the first step; --as STATUS says otherwise." in answer.out
    )
    assert shown(desk, "vision/F.2")["text"] == "[Much] of it."
    assert desk.text("drafts/vision/F/chapter.yaml") == "title: Finance\n"
    assert desk.run("check", "vision/F").code == 0
    desk.done("undo", "vision/F")
    assert not (desk.top / "drafts/vision/F").exists()


def test_lines_that_are_no_part_of_the_text_are_listed(room: Desk) -> None:
    header = "---\ntitle: Vision\nedit: true\n---\n\n"
    room.write("../first.md", header + FIRST)
    answer = room.done("import", "../first.md", "vision/", *AS, "--dry-run")
    told = re.search(
        r"([0-9]+) words in, ([0-9]+) on record; 4 lines left out \(([0-9]+) words\):\n", answer.out
    )
    assert told is not None
    given, on_record, left_out = map(int, told.groups())
    assert (on_record, given) == (67, 67 + left_out)
    assert "line 2: title: Vision\n" in answer.out
    many = "---\n" + "".join(f"key{n}: value\n" for n in range(20)) + "---\n\n"
    room.write("../first.md", many + FIRST)
    short = room.done("import", "../first.md", "vision/", *AS, "--dry-run")
    assert "22 lines left out (40 words), which --left-out lists." in short.out
    assert "key7" not in short.out
    whole = room.done("import", "../first.md", "vision/", *AS, "--dry-run", "--left-out")
    assert "line 9: key7: value\n" in whole.out


def test_standard_input_and_other_encodings(room: Desk) -> None:
    room.done("import", "-", "one/", stdin="# One\n\n1. Words come by a pipe.\n")
    assert ("Source") in dict(room.trailers())
    assert dict(room.trailers())["Source"].startswith("standard-input; sha256:")
    words = "# Café\n\n1. Déjà vu, señor.\r\n"
    room.write("../latin.txt", words.encode("latin-1"))
    room.done("import", "../latin.txt", "two/", "--encoding", "latin-1")
    assert shown(room, "two/A.1")["text"] == "Déjà vu, señor."
    room.write("../wide.txt", words.encode("utf-16"))
    room.done("import", "../wide.txt", "three/", "--encoding", "utf-16")
    assert shown(room, "three/A.1")["text"] == "Déjà vu, señor."
    room.write("../marked.txt", b"\xef\xbb\xbf" + words.encode())
    room.done("import", "../marked.txt", "four/")
    assert shown(room, "four/A.1")["text"] == "Déjà vu, señor."


def test_a_status_that_the_source_marks_is_said_and_not_guessed(room: Desk) -> None:
    room.write(
        "../marked.md", "## A. One\n\n1. [Agreed] Keep networks open.\n\n2. Keep them free.\n"
    )
    answer = room.done("import", "../marked.md", "vision/", *AS)
    if shown(room, "vision/A.1")["status"] == "agreed":
        assert "vision/A.1 → agreed" in answer.out
        assert ("Status", "agreed") in room.trailers()
    assert shown(room, "vision/A.2")["status"] == "first-draft"
    assert room.run("check").code == 0


# A later state.


@pytest.fixture
def imported(room: Desk) -> Desk:
    room.done("import", "../first.md", "vision/", *AS)
    room.done("meeting", "close", "1", "--on", "2014-02-18")
    room.done("meeting", "open", "2", "--on", "2014-04-14")
    return room


def test_a_later_state_keeps_ids(imported: Desk) -> None:
    before = ids(imported)
    answer = imported.done("import", "../second.md", "vision/", "--update")
    now = ids(imported)
    assert now == {
        "vision/A.1": before["vision/A.1"],
        "vision/A.2": now["vision/A.2"],
        "vision/A.3": before["vision/A.2"],
        "vision/B.1": before["vision/B.1"],
        "vision/B.2": before["vision/B.2"],
    }
    assert now["vision/A.2"] not in before.values()
    assert "vision/A  Preamble\n  3 paragraphs, 1 new, 1 changed, 1 moved, " in answer.out
    assert "2 changed, 1 gone" in answer.out
    assert "Doubt" not in answer.out
    assert "doubts wait" not in answer.out
    assert imported.text("drafts/vision/A/3.md").count("former: [vision/A.2]\n") == 1
    assert "line: 9\n" in imported.text("drafts/vision/A/3.md")
    rows = imported.trailers()
    assert ("Moved", "vision/A.2 -> vision/A.3") in rows
    assert ("Removed", "paragraph") in rows
    assert imported.run("check").code == 0
    assert imported.clean


def test_its_alternatives_are_paired_and_their_branches_keep_step(imported: Desk) -> None:
    imported.done("import", "../second.md", "vision/", "--update")
    views = imported.done("alt", "list", "B.2", "--format", "json").json
    assert [(v["name"], v["branch"]) for v in views] == [
        ("Option 1", "alt/vision/B.2/1"),
        ("Option 2", "alt/vision/B.2/2"),
        ("Option 3", "alt/vision/B.2/3"),
    ]
    for view in views:
        on_branch = imported.git("show", f"{view['branch']}:drafts/vision/B/2.md")
        assert on_branch.endswith(f"---\n{view['text']}\n")
    assert "since: 2\n" in imported.text("drafts/vision/B/2.alt-3.md")
    assert rules_broken(imported) == {("import-doubt", "warning")}


def test_it_is_taken_back_too(imported: Desk) -> None:
    tree = imported.git("rev-parse", "HEAD^{tree}")
    imported.done("import", "../second.md", "vision/", "--update")
    imported.done("undo", "vision/")
    assert imported.git("rev-parse", "HEAD^{tree}") == tree
    assert branches(imported) == ["alt/vision/B.2/1", "alt/vision/B.2/2"]
    for branch, words in (("1", "need not report at all."), ("2", "whenever they like.")):
        file = imported.git("show", f"alt/vision/B.2/{branch}:drafts/vision/B/2.md")
        assert file.endswith(f"{words}\n")
    assert imported.run("check").code == 0
    imported.done("import", "../second.md", "vision/", "--update")
    assert imported.run("check").code == 0


def test_branches_of_a_paragraph_that_moved_come_back_under_their_names(imported: Desk) -> None:
    moved = SECOND.replace(
        "1. Parties shall keep", "1. Everybody takes part.\n\n2. Parties shall keep"
    )
    moved = moved.replace("2. **Option 1", "3. **Option 1")
    imported.write("../third.md", moved)
    imported.done("import", "../third.md", "vision/", "--update")
    assert len(imported.done("alt", "list", "B.3", "--format", "json").json) == 3
    none = moved[: moved.index("3. **Option 1")] + "3. Parties need not report at all.\n"
    imported.write("../fourth.md", none)
    imported.done("import", "../fourth.md", "vision/", "--update")
    assert branches(imported) == []
    imported.done("undo", "vision/")
    assert branches(imported) == ["alt/vision/B.2/1", "alt/vision/B.2/2", "alt/vision/B.3/3"] or (
        branches(imported) == ["alt/vision/B.2/1", "alt/vision/B.2/2", "alt/vision/B.2/3"]
    )
    assert imported.run("check").code == 0
    imported.done("undo", "vision/")
    assert branches(imported) == ["alt/vision/B.2/1", "alt/vision/B.2/2"]
    imported.done("undo", "vision/")
    assert branches(imported) == []
    assert not (imported.top / "drafts/vision").exists()


def test_the_same_text_again_is_nothing_to_record(imported: Desk) -> None:
    answer = imported.done("import", "../first.md", "vision/", "--update")
    assert answer.out == "vision/ is on record as first.md has it.\n"


def test_what_was_recorded_about_brackets_and_doubts_stays(imported: Desk) -> None:
    imported.write("drafts/stakeholders.yaml", "Norland:\n  kind: government\n")
    imported.done("record", "-m", "who takes part")
    imported.done("lift", "B.1", "1")
    imported.done("bracket", "B.1", "to all", "--by", "Norland")
    imported.done("mandate", "B.1", "--lead", "Norland")
    imported.done("doubt", "settle", "A.2", "d1")
    imported.done("import", "../second.md", "vision/", "--update")
    file = imported.text("drafts/vision/B/1.md")
    assert "[to all]{#b1} at all times." in file
    assert "brackets:\n  b1:\n    by: [Norland]\n    since: 2\n" in file
    assert "mandate:\n  lead: Norland\n" in file
    # Somebody had looked at the stray mark, and its paragraph reads as it did.
    assert "doubts" not in imported.text("drafts/vision/A/3.md")
    assert imported.run("check").code == 0


def test_a_status_given_lifts_what_stands_below_it(imported: Desk) -> None:
    imported.done("import", "../second.md", "vision/", "--update", "--as", "under-review")
    found = imported.done("show", "vision/", "--format", "json").json
    assert {each["status"] for each in found} == {"under-review"}
    assert ("Status", "first-draft -> under-review") in imported.trailers()
    again = imported.done("import", "../second.md", "vision/", "--update", "--as", "zero-draft")
    assert "is on record as second.md has it" in again.out


def test_a_title_that_changed_keeps_what_else_the_chapter_says(imported: Desk) -> None:
    imported.done("meeting", "table", "vision/B", "--serial", "7")
    imported.done("mandate", "vision/B", "--lead", "the Chairman")
    imported.write("../third.md", FIRST.replace("## B. Actions", "## B. What is to be done"))
    imported.done("import", "../third.md", "vision/", "--update")
    file = imported.text("drafts/vision/B/chapter.yaml")
    assert file.startswith("title: What is to be done\n")
    assert "mandate:" in file


def test_settled_text_is_not_touched(imported: Desk) -> None:
    imported.done("agree", "B.3")
    imported.write("../third.md", FIRST.replace("networks that last", "networks that stay"))
    answer = imported.run("import", "../third.md", "vision/", "--update")
    assert answer.code == 1
    assert "third.md:17:1: settled: vision/B.3 is pre-agreed, and the words here" in answer.err
    assert "wsisdraft reopen vision/B.3 --why TEXT" in answer.err
    gone = imported.run("import", "../second.md", "vision/", "--update")
    assert "settled: vision/B.3 is pre-agreed, and it is not in the source" in gone.err
    assert imported.clean
    assert imported.git("log", "-1", "--format=%s").startswith("vision/B.3: pre-agreed")
    imported.done("import", "../first.md", "vision/", "--update")
    imported.done("reopen", "B.3", "--why", "the room goes back to it")
    imported.done("import", "../third.md", "vision/", "--update")
    assert shown(imported, "B.3")["text"] == (
        "Parties shall help each other to build networks that stay."
    )


def test_nothing_new_comes_into_a_chapter_declared_settled(desk: Desk) -> None:
    chapter = desk.done("show", "vision/B", "--format", "json").json
    body = "\n\n".join(f"{p['number']}. {p['text']}" for p in chapter)
    desk.write("../b.md", f"# Priority areas\n\n{body}\n\n77. Something new comes here.\n")
    answer = desk.run("import", "../b.md", "vision/B", "--update")
    assert answer.code == 1
    assert "settled: " in answer.err
    assert "help: wsisdraft " in answer.err
    assert desk.clean


# What is refused.


def refused(desk: Desk, *words: str, code: int = 1, **more: str) -> str:
    tip = desk.git("rev-parse", "HEAD")
    answer = desk.run("import", *words, **more)
    assert answer.code == code, answer
    assert answer.out == ""
    assert len([line for line in answer.err.splitlines() if line.startswith("help: ")]) >= 1
    assert desk.git("rev-parse", "HEAD") == tip
    assert desk.git("status", "--porcelain") == ""
    return answer.err


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, 'unreadable-file: "../odd.md" cannot be read: no such file'),
        (b"", 'nothing-there: "../odd.md" holds no words.'),
        (b" \n\r\n\xef\xbb\xbf", 'nothing-there: "../odd.md" holds no words.'),
        (b"%PDF-1.4\n\x00\x01", 'no-text: "odd.md" is a PDF, and no text.'),
        (b"PK\x03\x04\x00\x00", 'no-text: "odd.md" is a Word file or another archive'),
        (b"Words\nand \x00 more", "odd.md:2:5: no-text: "),
        (b"Words\nand a caf\xe9 more", "odd.md:2:10: text-characters: The byte 0xE9 here is not"),
        (b"\xff\xfeW\x00", 'odd.md:1:1: text-characters: "odd.md" is in UTF-16.'),
        (b"Words. " * 700_000, 'too-large: "../odd.md" has more than 4,194,304 bytes'),
    ],
)
def test_a_file_that_is_no_text(room: Desk, data: bytes | None, told: str) -> None:
    if data is not None:
        room.write("../odd.md", data)
    said = refused(room, "../odd.md", "vision/")
    assert told in said
    if "0xE9" in told:
        assert "--encoding latin-1" in said
        assert "iconv -f LATIN1 -t UTF-8" in said


def test_two_megabytes_in_one_line_come_in_whole(room: Desk) -> None:
    words = "Words go on and on. " * 100_000
    room.write("../long.txt", words)
    answer = room.done("import", "../long.txt", "vision/", *AS)
    assert "500,000 words in, 500,000 on record." in answer.out
    assert room.done("check", "--format", "json").json["summary"]["errors"] == 0


def test_other_files_that_cannot_be_read(room: Desk) -> None:
    assert "cannot be read: is a directory" in refused(room, "..", "vision/")
    assert "unknown-encoding" in refused(
        room, "../first.md", "vision/", "--encoding", "klingon", code=2
    )
    room.write("../latin.md", "Déjà vu".encode("latin-1"))
    assert "latin.md:1:2: text-characters: The byte 0xE9 here is not ASCII." in refused(
        room, "../latin.md", "vision/", "--encoding", "ascii"
    )


@pytest.mark.parametrize(
    ("ref", "code", "told"),
    [
        ("vision/B.21.x!", 2, "malformed-ref"),
        ("a b c/", 2, "malformed"),
        ("21", 2, "does not say in which document"),
        ("vision", 2, "wsisdraft import FILE vision/"),
        ("other/B", 1, "wsisdraft add other/"),
    ],
)
def test_a_place_that_cannot_be(room: Desk, ref: str, code: int, told: str) -> None:
    assert told in refused(room, "../first.md", ref, code=code)


def test_what_is_there_already_and_what_is_not(imported: Desk) -> None:
    for ref in ("vision/", "vision/B", "B"):
        said = refused(imported, "../first.md", ref)
        assert "already-there: vision/" in said
        assert "--update takes a later state" in said
    assert "is a section" in refused(imported, "../first.md", "vision/B.B1", code=2)
    said = refused(imported, "../first.md", "paris/", "--update")
    assert "unknown-ref" in said
    assert "Without --update it is imported as new." in said
    assert "is no document and no chapter" in refused(
        imported, "../first.md", "vision/B.2", "--update", code=2
    )


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("agreed", '"agreed" is a settled step'),
        ("deleted", '"deleted" is no open step'),
        ("third-draft", '"third-draft" is no open step'),
    ],
)
def test_a_step_that_text_cannot_come_in_at(room: Desk, status: str, told: str) -> None:
    said = refused(room, "../first.md", "vision/", "--as", status, code=2)
    assert told in said
    assert "Open steps: zero-draft, first-draft, under-review" in said


def test_another_text_is_no_later_state(imported: Desk) -> None:
    other = "\n\n".join(f"{n}. Fish {n} swim in oceans of their own." for n in range(1, 9))
    imported.write("../other.md", f"## X. Fish\n\n{other}\n")
    said = refused(imported, "../other.md", "vision/", "--update")
    assert "other-text: Of 5 paragraphs on record in vision/, 0 are found" in said


def test_an_edit_by_hand_is_not_overwritten(imported: Desk) -> None:
    imported.replace("drafts/vision/B/1.md", "open", "wide open")
    answer = imported.run("import", "../second.md", "vision/", "--update")
    assert answer.code == 3
    assert "uncommitted-edit: drafts/vision/B/1.md" in answer.err
    assert "wide open" in imported.text("drafts/vision/B/1.md")


def test_a_branch_somebody_worked_on_is_not_overwritten(imported: Desk) -> None:
    imported.git("switch", "-q", "alt/vision/B.2/1")
    imported.replace("drafts/vision/B/2.md", "at all", "to anybody")
    imported.commit("more work on it")
    imported.git("switch", "-q", "main")
    answer = imported.run("import", "../second.md", "vision/", "--update")
    assert answer.code == 1
    assert "alternative-moved" in answer.err


def test_a_thousand_brackets_without_partners(room: Desk) -> None:
    paragraphs = "\n\n".join(f"{n}. Some ] words [ of text ] here." for n in range(1, 401))
    heap = "401. " + " ] x" * 1000
    room.write("../odd.md", f"## A. Odd\n\n{paragraphs}\n\n{heap}\n")
    answer = room.done("import", "../odd.md", "vision/", *AS)
    assert len(answer.out.splitlines()) < 60
    assert "more: wsisdraft doubt list vision/" in answer.out
    report = room.done("check")
    assert "no errors" in report.out
    doubts = room.done("doubt", "list", "--format", "json").json
    assert {each["kind"] for each in doubts} <= {"stray-bracket", "unsure-pair"}
    last = [each for each in doubts if each["ref"] == "vision/A.401"][-1]
    assert "there are more" in last["said"]
    rows = [row for row in report.out.splitlines() if row.startswith("drafts/vision/A/401.md")]
    assert len(rows) <= 22  # twenty, one that counts those that are not told, and their number


# Real texts.

CORPUS = SHARED / "corpus"
real = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real texts is not here")
STATES = ("23-oct", "4-dec", "9-dec", "12-dec")


@real
def test_four_states_of_one_text_as_four_meetings(tmp_path: Path) -> None:
    assert Desk(tmp_path, tmp_path).run("init", "p").code == 0
    desk = Desk(tmp_path / "p", tmp_path)
    pairs, known = [], []
    for number, state in enumerate(STATES, 1):
        desk.done("meeting", "open", str(number))
        more = AS if number == 1 else ("--update",)
        answer = desk.done("import", str(CORPUS / f"paris-{state}-2015.md"), "paris/", *more)
        assert f"Recorded in meeting {number}" in answer.out
        assert len(answer.out.splitlines()) < 220
        report = desk.done("check", "--format", "json").json
        assert report["summary"]["errors"] == 0
        assert desk.clean
        desk.done("meeting", "close", str(number))
        totals = desk.done("status", "--format", "json").json["totals"]
        pairs.append(totals["bracket_pairs"])
        shown = desk.done("show", "paris/", "--format", "json").json
        known.append({each["id"] for each in shown})
    assert pairs[0] > 800
    assert pairs == sorted(pairs, reverse=True)
    assert pairs[-1] <= 6
    for earlier, later in pairwise(known):
        assert len(earlier & later) * 2 > min(len(earlier), len(later))
    for _ in STATES:
        desk.done("undo", "paris/")
    assert not (desk.top / "drafts/paris").exists()
    assert branches(desk) == []


@real
@pytest.mark.parametrize(
    "name", ["paris-nonpaper-5-oct-2015.txt", "response-measures-2014.txt", "paris-9-dec-2015.md"]
)
def test_other_real_texts_come_in_without_an_error(name: str, tmp_path: Path) -> None:
    assert Desk(tmp_path, tmp_path).run("init", "p").code == 0
    desk = Desk(tmp_path / "p", tmp_path)
    desk.done("import", str(CORPUS / name), "text/")
    assert desk.done("check", "--format", "json").json["summary"]["errors"] == 0
    again = desk.done("import", str(CORPUS / name), "text/", "--update")
    assert "is on record as" in again.out
    subprocess.run(["git", "fsck", "--strict"], cwd=desk.top, check=True, capture_output=True)
