"""split: words divided word for word, entries with their words, numbers by the process's rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from tests.test_move import paragraph, unharmed
from wsisdraft.notation.parting import parts
from wsisdraft.text.paragraph import fingerprint

B = "drafts/vision/B"
WORDS = (
    "Recalling the summit, it *calls* for [skills]{#b1}[tools]{#b2}; [It also asks [States]{#b4} "
    "to act.]{#b3}\n(a) in schools;\n(b) at home.[^1]\n\nLast \\[words\\] stand here.\n\n"
    "[^1]: Rented ones too."
)
ENTRIES = (
    "brackets:\n  b1:\n    by: [Norland]\n  b2:\n    by: [Estovia]\n  b3:\n    by: [Norland]\n"
    "    since: 1\n  b4:\n    by: [Estovia]\n"
)
FILES = {
    "process.yaml": "name: Trial\n",
    "stakeholders.yaml": "Norland:\n  kind: government\nEstovia:\n  kind: government\n",
    "vision/document.yaml": "title: Vision\n",
    "vision/B/chapter.yaml": (
        "title: Networks\nstatus: pre-agreed\nas-of: 2014-04-17\nbesides: [2, 5]\n"
        "brackets:\n  w1:\n    over: 2\n    by: [Norland]\n"
    ),
    "vision/B/1.md": paragraph("aaaaa1", "Networks are open.", "pre-agreed"),
    "vision/B/2.md": paragraph(
        "aaaaa2",
        WORDS,
        more=f"mandate:\n  lead: Norland\n{ENTRIES}printed: 9\nsource: proposal of the chair\n",
    ),
    "vision/B/2.alt-1.md": "---\nby: [Estovia]\n---\nRecalling skills for all.\n",
    "vision/B/3.md": paragraph("aaaaa3", "Homes.", "pre-agreed"),
    "vision/B/5.md": paragraph("aaaaa5", "Shared words. Of two sentences."),
    "vision/C/chapter.yaml": "title: Skills\n",
    "vision/C/1.md": paragraph("aaaac1", "See paragraph 2. And more.", "deleted"),
    "vision/C/5.md": paragraph(
        "aaaac5", "Shared words. Of two sentences.", more="same-as: vision/B.5\n"
    ),
    "meetings/1.yaml": "opened: 2014-01-01\nclosed: 2014-01-02\n",
    "statements/norland-1.md": (
        "---\nkind: reservation\nby: Norland\nabout: [vision/B.2]\n---\nHm.\n"
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


def body(desk: Desk, path: str) -> str:
    return desk.text(f"drafts/{path}").split("---\n", 2)[2]


def test_words_and_entries_go_to_their_parts(room: Desk) -> None:
    answer = room.done("split", "B.2", "--at", "It also asks", "--at", "(a) in schools")
    assert body(room, "vision/B/2.md") == (
        "Recalling the summit, it *calls* for [skills]{#b1}[tools]{#b2};\n"
    )
    assert body(room, "vision/B/2bis.md") == "[It also asks [States]{#b4} to act.]{#b3}\n"
    assert body(room, "vision/B/2ter.md").startswith("(a) in schools;\n(b) at home.[^1]\n\nLast")
    first, second, third = (
        room.done("show", f"vision/B.{n}", "--format", "json").json for n in ("2", "2bis", "2ter")
    )
    assert [each["id"] for each in first["brackets"]] == ["b1", "b2"]
    assert [(each["id"], each["since"]) for each in second["brackets"]] == [
        ("b3", "1"),
        ("b4", None),
    ]
    assert third["brackets"] == []
    assert first["id"] == "aaaaa2"
    assert len({first["id"], second["id"], third["id"]}) == 3
    for path in ("2bis", "2ter"):
        source = room.text(f"{B}/{path}.md")
        assert "split-from: aaaaa2\n" in source
        assert "mandate:\n  lead: Norland\n" in source
        assert "source: proposal of the chair\n" in source
        assert "printed" not in source
    assert "besides: [2-2ter, 5]\n" in room.text(f"{B}/chapter.yaml")
    assert "over: 2-2ter\n" in room.text(f"{B}/chapter.yaml")
    assert "ALT 1 stays with vision/B.2" in answer.out
    assert "Statements stay with vision/B.2" in answer.out
    assert room.run("check").code == 0
    assert room.clean
    rows = room.trailers()
    assert ("Split", "vision/B.2bis, vision/B.2ter") in rows
    assert (
        "Wording",
        f"{fingerprint(WORDS)} -> {fingerprint(body(room, 'vision/B/2.md'))}",
    ) in rows


def test_it_is_taken_back_whole(room: Desk) -> None:
    room.done("split", "B.2", "--at", "It also asks")
    room.done("undo", "B.2")
    assert room.text(f"{B}/2.md") == FILES["vision/B/2.md"]
    assert room.text(f"{B}/chapter.yaml") == FILES["vision/B/chapter.yaml"]
    assert not (room.top / B / "2bis.md").exists()
    assert room.clean


def test_a_part_that_was_touched_stands_in_the_way(room: Desk) -> None:
    room.done("split", "B.2", "--at", "It also asks")
    room.done("lift", "B.2bis", "b4")
    code, told = unharmed(room, "undo", "B.2")
    assert code == 1
    assert "touched-since" in told
    assert "2bis.md" in told


def test_what_the_first_part_got_since_stays(room: Desk) -> None:
    room.done("split", "B.2", "--at", "It also asks")
    room.done("edit", "B.2", "--replace", "Recalling", "--with", "Noting")
    room.done("undo")
    room.done("mandate", "B.2", "--end")
    room.git("config", "user.email", "other@desk.example")
    assert room.run("undo", "B.2").code == 0
    room.git("config", "--unset", "user.email")
    assert "lead: Norland" in room.text(f"{B}/2.md")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("--after", "for skills tools"), ""),
        (
            ("--after", "[tools]"),
            "Recalling the summit, it *calls* for [skills]{#b1}[tools]{#b2}\n",
        ),
        (("--before", "calls* for"), "Recalling the summit, it\n"),
        (("--at", "Last"), None),
    ],
)
def test_where_it_is_split(room: Desk, words: tuple[str, str], first: str | None) -> None:
    answer = room.run("split", "B.2", *words)
    if first is None:
        assert "footnote-cut" in answer.err
    elif not first:
        assert "no-such-words" in answer.err
    else:
        assert answer.code == 0, answer.err
        assert body(room, "vision/B/2.md") == first


def test_numbers_as_given(room: Desk) -> None:
    answer = room.done("split", "B.2", "--at", "It also asks", "--as", "7")
    assert (room.top / B / "7.md").exists()
    assert "In the order of the numbers comes vision/B.7 after vision/B.5." in answer.out
    assert "besides: [2, 5-7]\n" in room.text(f"{B}/chapter.yaml")
    assert room.run("check").code == 0


def test_where_bis_is_a_version_the_next_number_is_taken(room: Desk) -> None:
    room.write("drafts/process.yaml", "name: Trial\nnumbering: bis-versions\n")
    room.commit("bis is a version")
    room.done("split", "B.2", "--at", "It also asks", "--at", "(a) in schools")
    assert (room.top / B / "4.md").exists()
    assert (room.top / B / "6.md").exists()


@pytest.mark.parametrize(
    ("words", "code", "rule", "place", "remedy"),
    [
        (
            ("B.1", "--at", "are open"),
            1,
            "settled",
            f"{B}/1.md:8:1: ",
            "wsisdraft reopen vision/B.1",
        ),
        (("C.1", "--at", "And"), 1, "deleted", "drafts/vision/C/1.md:5:1: ", "wsisdraft reopen"),
        (("B.2",), 2, "malformed-words", "", "--at QUOTE"),
        (("B.2", "--at", "nowhere"), 1, "no-such-words", "", "wsisdraft show vision/B.2"),
        (
            ("B.2", "--at", "to act"),
            1,
            "bracket-cut",
            f"{B}/2.md:19:65: ",
            "wsisdraft lift vision/B.2 b3",
        ),
        (("B.2", "--at", "tools"), 1, "choice-cut", f"{B}/2.md:19:38: ", "--choose K"),
        (("B.2", "--at", "Recalling"), 1, "nothing-left", f"{B}/2.md:19:1: ", "inside"),
        (("B.2", "--at", "It also", "--at", "It also asks"), 1, "nothing", "", ""),
        (("B.2", "--at", "It also", "--as", "7,8"), 2, "malformed-number", "", "--as N"),
        (("B.2", "--at", "It also", "--as", "x!"), 2, "malformed-number", "", "22, 21bis"),
        (("B.2", "--at", "It also", "--as", "3"), 1, "already-there", f"{B}/3.md:1:1: ", "--as 4"),
        (
            ("B.5", "--at", "Of two"),
            1,
            "same-as",
            "drafts/vision/C/5.md:4:10: ",
            "wsisdraft record",
        ),
        (
            ("C.5", "--at", "Of two"),
            1,
            "same-as",
            "drafts/vision/C/5.md:4:10: ",
            "wsisdraft record",
        ),
        (("vision/B", "--at", "Of two"), 2, "several", "", "B.21"),
        (("B.99", "--at", "Of two"), 1, "unknown-ref", "", "Nearest"),
    ],
)
def test_what_is_refused(
    room: Desk, words: tuple[str, ...], code: int, rule: str, place: str, remedy: str
) -> None:
    if rule == "nothing":
        # Twice the same place is one place.
        room.done("split", *words, "--dry-run")
        return
    answered, told = unharmed(room, "split", *words)
    assert (answered, rule in told) == (code, True), told
    assert place in told
    assert remedy in " ".join(told.split()).partition("help: ")[2]


def test_log_follows_to_where_the_words_were(room: Desk) -> None:
    room.done("lift", "B.2", "b4")
    room.done("split", "B.2", "--at", "It also asks")
    told = [each["verb"] for each in room.done("log", "B.2bis", "--format", "json").json]
    assert told[-2:] == ["lift", "split"]


@given(st.text("ab \n", max_size=40), st.lists(st.integers(0, 40), max_size=4))
def test_no_word_is_lost(words: str, points: list[int]) -> None:
    edges = sorted({min(point, len(words)) for point in points})
    made = parts(words, edges)
    assert len(made) == len(edges) + 1
    assert "".join("".join(made).split()) == "".join(words.split())
    assert all(part == "" or part.endswith("\n") for part in made)
