"""status, show, brackets, log, meeting list: what they print and the JSON others rely on."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from tests.desk import Desk


def test_status_counts_are_true(desk: Desk) -> None:
    value = desk.done("status", "--format", "json").json
    assert set(value) == {
        *("process", "at", "meeting", "documents", "totals"),
        *("settled_by", "facilitator"),
    }
    assert (value["process"], value["meeting"]) == ("WSIS+10", None)
    assert [document["key"] for document in value["documents"]] == ["statement/", "vision/"]
    chapters = {c["ref"]: c for document in value["documents"] for c in document["chapters"]}
    b = chapters["vision/B"]
    assert b["status"] == "pre-agreed"
    assert b["besides"] == ["2", "21", "27-30"]
    assert b["symbol"] == "WSIS+10/4/26/Pre-agreed"
    assert b["as_of"] == "2014-04-17"
    assert b["statuses"] == {"under-review": 6, "pre-agreed": 27}
    assert (b["paragraphs"], b["bracket_pairs"], b["contested_slots"]) == (33, 3, 3)
    assert (b["paragraphs_with_brackets"], b["alternatives"], b["pending"]) == (2, 2, 0)
    for ref, chapter in chapters.items():
        folder = desk.top / "drafts" / ref
        files = [p for p in folder.rglob("*.md") if ".alt-" not in p.name]
        assert chapter["paragraphs"] == len(files), ref


def test_an_earlier_state_has_more_brackets(desk: Desk) -> None:
    now = desk.done("status", "--format", "json").json["totals"]
    then = desk.done("status", "--at", "3", "--format", "json").json
    assert then["at"] == "3"
    assert then["totals"]["bracket_pairs"] > 3 * now["bracket_pairs"]
    assert then["totals"]["settled"] == 0


def test_show_as_json(desk: Desk) -> None:
    value = desk.done("show", "B.27", "--format", "json").json
    assert value["ref"] == "vision/B.27"
    assert (value["number"], value["printed"]) == ("27", "28")
    assert "{#" not in value["text"]
    assert value["text"].replace("[", "").replace("]", "") == value["clean"]
    assert value["mandate"] == {
        "lead": ["Saudi Arabia"],
        "task": "redraft 27 to 30 together",
        "due": None,
        "state": "proposed",
    }
    (bracket,) = value["brackets"]
    assert (bracket["id"], bracket["index"], bracket["depth"]) == ("b1", "1", 0)
    assert (bracket["by"], bracket["since"]) == (["Saudi Arabia"], "3")
    assert value["settled"] is None
    several = desk.done("show", "vision/B", "--format", "json").json
    assert [each["number"] for each in several] == [str(n) for n in range(1, 34)]


def test_alternatives_with_their_branches(desk: Desk) -> None:
    value = desk.done("alt", "list", "B.21", "--format", "json").json
    assert [each["branch"] for each in value] == ["alt/vision/B.21/1", "alt/vision/B.21/2"]
    for each in value:
        assert each["tip"] == desk.git("rev-parse", each["branch"]).strip()


def test_brackets_have_their_places(desk: Desk) -> None:
    rows = desk.done("brackets", "vision/B", "--format", "json").json
    assert [row["role"] for row in rows].count("alternative") == 2
    for row in rows:
        if row["role"] != "alternative":
            line = desk.text(row["path"]).split("\n")[row["line"] - 1]
            assert line[row["column"] - 1] == "["


@pytest.mark.parametrize(
    "ref", ["B.21", "b.21", "vision/B.21", "vision/B/21.md", "drafts/vision/B/21.md", "B 21"]
)
def test_refs_as_people_write_them(desk: Desk, ref: str) -> None:
    assert desk.done("show", ref, "--format", "json").json["ref"] == "vision/B.21"


def test_meetings(desk: Desk) -> None:
    value = desk.done("meeting", "list", "--format", "json").json
    assert [(m["number"], m["state"], m["tag"]) for m in value] == [
        ("3", "closed", "meeting/3"),
        ("4", "closed", "meeting/4"),
        ("5", "planned", None),
    ]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_holds_the_words_and_nothing_that_acts(desk: Desk) -> None:
    path = "drafts/vision/E/2.md"
    head = desk.text(path).split("---\n")[1]
    body = '<script>alert(1)</script> [x](javascript:y) <img src=x> "quoted" & more'
    desk.write(path, f"---\n{head}---\n{body}\n")
    page = _Tags()
    page.feed(desk.done("show", "vision/E", "--format", "html").out)
    assert not page.tags & {"script", "img", "a", "iframe", "link"}
    assert body in "".join(page.words)


def test_no_control_character_reaches_a_terminal(desk: Desk) -> None:
    path = "drafts/vision/E/2.md"
    head = desk.text(path).split("---\n")[1]
    desk.write(path, f"---\n{head}---\nA \x1b]0;owned\x07 \u202eb\u202c [c\u200b].\n")
    for verb in (("show", "vision/E"), ("brackets",), ("check",), ("show", "\x1b[2J")):
        answer = desk.run(*verb, COLUMNS="60", CLICOLOR_FORCE="0")
        for char in "\x1b\x07\u202e\u200b":
            assert char not in answer.out + answer.err


def test_colour_is_asked_for_and_never_the_only_signal(desk: Desk) -> None:
    plain = desk.done("status", COLUMNS="80")
    coloured = desk.done("status", COLUMNS="80", CLICOLOR_FORCE="1", TERM="xterm")
    assert "\x1b[" not in plain.out
    assert "\x1b[" in coloured.out
    assert "\x1b[" not in desk.done("status", COLUMNS="80", NO_COLOR="1", CLICOLOR_FORCE="1").out
    assert max(map(len, plain.out.splitlines())) <= 80


def test_completion_knows_refs_and_rules(desk: Desk) -> None:
    def completed(words: str) -> set[str]:
        answer = desk.run(
            _WSISDRAFT_COMPLETE="complete_bash", COMP_WORDS=f"wsisdraft {words}", COMP_CWORD="2"
        )
        return set(answer.out.split())

    assert {"vision/B.21", "vision/B.20"} <= completed("show vision/B.2")
    assert "B.21" in completed("show B.2")
    assert completed("explain too") == {"too-large", "too-deep"}
