"""check, as CI and a secretariat run it."""

from __future__ import annotations

import pytest

from tests.desk import SHARED, Desk


def test_the_drafts_hold(desk: Desk) -> None:
    answer = desk.done("check")
    assert answer.out.endswith("106 paragraphs checked: no errors, 3 warnings.\n")
    assert desk.run("check", "--strict").code == 1


def test_one_word_changed_by_hand_fails_at_that_word(desk: Desk) -> None:
    path = "drafts/vision/B/4.md"
    source = desk.text(path)
    lines = source.split("\n")
    row = next(i for i, line in enumerate(lines) if i > 6 and len(line) > 60)
    words = lines[row].split(" ")
    column = len(" ".join(words[:5])) + 2
    words[5] = "otherwise"
    lines[row] = " ".join(words)
    desk.write(path, "\n".join(lines))
    answer = desk.run("check")
    assert answer.code == 1
    assert f"{path}:{row + 1}:{column}: agreed-text-changed: “otherwise" in answer.out
    desk.commit("and committed")
    assert desk.run("check").code == 1


def test_a_bracket_in_an_agreed_chapter_fails(desk: Desk) -> None:
    path = "drafts/statement/B/2.md"
    desk.write(path, desk.text(path).rstrip("\n") + " [More.]\n")
    answer = desk.run("check", "--format", "json")
    assert answer.code == 1
    rules = {finding["rule"] for finding in answer.json["findings"]}
    assert {"unresolved-bracket", "agreed-text-changed"} <= rules
    assert answer.json["summary"]["errors"] == 2


def test_a_part_of_the_text(desk: Desk) -> None:
    path = "drafts/statement/B/2.md"
    desk.write(path, desk.text(path).rstrip("\n") + " [More.]\n")
    assert desk.run("check", "vision/").code == 0
    assert desk.run("check", "statement/B.2").code == 1
    assert desk.run("check", "statement/B.3").code == 0
    assert desk.run("check", "statement/B").code == 1


def test_an_untracked_file_is_checked_too(desk: Desk) -> None:
    desk.write("drafts/vision/B/34.md", "no front matter [\n")
    answer = desk.run("check")
    assert answer.code == 1
    assert "drafts/vision/B/34.md" in answer.out


def test_an_earlier_state(desk: Desk) -> None:
    assert desk.run("check", "--at", "3").code == 0
    assert desk.run("check", "--at", "2014-04-15").code in (0, 1)
    assert desk.run("check", "--at", "meeting/4").code == 0
    answer = desk.run("check", "--at", "7")
    assert answer.code == 1
    assert "unknown-moment" in answer.err


READING = [
    ("status",),
    ("status", "vision/B", "--at", "3"),
    ("show", "vision/B"),
    ("show", "B.21", "--at", "3", "--clean"),
    ("log", "B.21"),
    ("brackets",),
    ("check",),
    ("alt", "list"),
    ("alt", "show", "B.21", "ALT 1"),
    ("meeting", "list"),
    ("explain", "too-deep"),
    ("agree", "vision/B.28", "--dry-run"),
    ("lift", "B.27", "b1", "--dry-run"),
]


@pytest.mark.parametrize("verb", READING, ids=" ".join)
def test_reading_writes_nothing(desk: Desk, verb: tuple[str, ...]) -> None:
    desk.write("drafts/vision/B/28.md", desk.text("drafts/vision/B/28.md"))

    def everything() -> dict[str, bytes]:
        files = (path for path in desk.top.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    before = everything()
    assert desk.run(*verb).code == 0
    assert desk.run(*verb, "--format", "json").code == 0
    after = everything()
    # Preparing a change may leave objects that nothing refers to; no file, index or ref moves.
    assert {p: b for p, b in after.items() if "/objects/" not in p} == {
        p: b for p, b in before.items() if "/objects/" not in p
    }
    if "--dry-run" not in verb:
        assert after == before


HOSTILE = {
    "empty": b"",
    "binary": bytes(range(256)),
    "utf-16": "---\nid: abcdef\n---\n".encode("utf-16"),
    "bom": b"\xef\xbb\xbf---\nid: abcdef\nstatus: first-draft\n---\nx\n",
    "crlf": b"---\r\nid: abcdef\r\nstatus: first-draft\r\n---\r\nx\r\n",
    "nul": b"---\nid: abcdef\nstatus: first-draft\n---\nx\x00y\n",
    "duplicate keys": b"---\nid: abcdef\nid: abcdeg\nstatus: first-draft\n---\nx\n",
    "alias": b"---\nid: &a abcdef\nstatus: *a\n---\nx\n",
    "tag": b"---\nid: !!python/object/apply:os.system [x]\n---\nx\n",
    "deep": b"---\nid: abcdef\nstatus: first-draft\n---\n" + b"[" * 20_000,
    "deep yaml": b"---\n" + b"".join(b"  " * n + b"a:\n" for n in range(500)) + b"---\n",
    "escape": b"---\nid: abcdef\nstatus: first-draft\n---\n\x1b]0;title\x07 \xe2\x80\xae\n",
    "huge": b"x" * 3_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", ["vision/B/28.md", "vision/B/chapter.yaml", "process.yaml"])
def test_any_bytes_in_any_file(desk: Desk, name: str, path: str) -> None:
    desk.write(f"drafts/{path}", HOSTILE[name])
    answer = desk.run("check")
    assert answer.code == 1
    assert f"drafts/{path}:" in answer.out
    assert "help: " in answer.out
    assert len(answer.out) < 60_000
    assert not any(ord(c) < 32 and c != "\n" for c in answer.out)
    assert "\u202e" not in answer.out
    assert desk.run("status").code == 0


def test_a_directory_where_a_file_should_be(desk: Desk) -> None:
    (desk.top / "drafts/vision/B/28.md").unlink()
    (desk.top / "drafts/vision/B/28.md").mkdir()
    answer = desk.run("check")
    assert answer.code == 1
    assert "drafts/vision/B/28.md:1:1: file-format: This is a directory" in answer.out


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real texts are not beside us")
def test_a_real_text_is_scanned_whole(desk: Desk) -> None:
    path = SHARED / "corpus" / "paris-4-dec-2015.md"
    answer = desk.run("scan", str(path), "--format", "json")
    text = path.read_bytes().decode()
    found = answer.json
    marks = text.count("[") + text.count("]")
    assert marks == 2 * len(found["brackets"]) + len(found["strays"])
    for bracket in found["brackets"]:
        assert text[bracket["start"]] == "["
        assert text[bracket["end"] - 1] == "]"
    assert answer.code == (1 if found["strays"] else 0)
