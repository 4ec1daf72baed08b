"""init: a draft in a new repository, in one that is there; and what stands in its way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk

ATTRIBUTES = "-text -ident -filter -working-tree-encoding\n"


@pytest.fixture
def room(tmp_path: Path) -> Desk:
    """An empty folder, and somebody whom git knows."""
    (tmp_path / "room").mkdir()
    return Desk(tmp_path / "room", tmp_path)


def inside(desk: Desk, folder: str) -> Desk:
    return Desk(desk.top / folder, desk.home)


def test_from_nothing_to_a_closed_meeting(room: Desk) -> None:
    answer = room.done("init", "forum", "--symbol", "F/{meeting}/{serial}/{chapter}/{state}")
    draft = inside(room, "forum")
    assert 'cd forum ; wsisdraft add vision/ --title "Vision"' in answer.out
    assert "wsisdraft meeting open 1" in answer.out
    assert "wsisdraft status" in answer.out
    assert draft.clean
    assert draft.text(".gitattributes") == f"drafts/** {ATTRIBUTES}"
    assert draft.git("log", "-1", "--format=%an <%ae> %s") == (
        "Ana Desk <ana@desk.example> forum: the draft is started\n"
    )
    assert draft.git("symbolic-ref", "HEAD") == "refs/heads/main\n"
    assert draft.run("check").out == "0 paragraphs checked: no errors.\n"
    assert "wsisdraft add vision/ --title TEXT" in draft.done("status").out
    draft.done("add", "vision/", "--title", "Vision")
    assert "wsisdraft add vision/A --title TEXT" in draft.done("status").out
    draft.done("add", "A", "--title", "Preamble")
    draft.done("add", "B", "--title", "Priority areas")
    draft.done("add", "A.1", "--text", "We recall the first phase.")
    draft.done("add", "A.2", "--text", "We note [with concern] the gap.")
    draft.done("add", "B.1", "--text", "Access for all.", "--by", "Norland", "--new")
    draft.done("meeting", "open", "1")
    draft.done("meeting", "table", "vision/", "--serial", "7")
    draft.done("agree", "vision/A", "--besides", "2")
    draft.done("agree", "vision/B")
    draft.done("meeting", "close")
    assert draft.git("tag", "-n") == "meeting/1       Meeting 1 closed\n"
    assert "symbol: F/1/8/B/Pre-agreed" in draft.text("drafts/vision/B/chapter.yaml")
    assert draft.run("check").code == 0
    assert draft.clean


def test_the_process_as_it_was_asked_for(room: Desk) -> None:
    room.done("init", "un", "--preset", "UNGA", "--name", "Res: x", "--title", "A # title")
    process = room.text("un/drafts/process.yaml")
    assert 'name: "Res: x"\ntitle: "A # title"\n' in process
    assert "  under-discussion: open\n  suggested-for-closure: settled\n" in process
    assert "# symbol: " in process
    assert inside(room, "un").run("check").code == 0
    assert inside(room, "un").done("status", "--format", "json").json["process"] == "Res: x"


@pytest.mark.parametrize("preset", ["mpp", "unga", "ad-ref", "inb"])
def test_every_preset_carries_a_text(room: Desk, preset: str) -> None:
    room.done("init", ".", "--preset", preset)
    room.done("add", "text/", "--title", "Text")
    room.done("add", "text/A", "--title", "Part")
    room.done("add", "text/A.1", "--text", "Words.")
    room.done("agree", "text/A")
    assert room.run("check", "--strict").code == 0


def test_in_a_repository_that_is_there(room: Desk) -> None:
    room.git("init", "-q", "-b", "trunk")
    room.write("README.md", "ours\n")
    room.write(".gitattributes", "*.md text\n")
    room.commit("before")
    room.write("README.md", "half done\n")
    room.write("new.txt", "untracked\n")
    room.git("add", "new.txt")
    before = room.git("status", "--porcelain")
    made = room.done("init", "--format", "json").json
    assert made["branch"] == "trunk"
    assert made["commit"] == room.git("rev-parse", "HEAD").strip()
    assert made["files"] == [
        "drafts/.gitattributes",
        "drafts/process.yaml",
        "drafts/stakeholders.yaml",
    ]
    assert room.git("status", "--porcelain") == before
    assert room.git("diff", "--stat", "HEAD~1", "HEAD", "--", "README.md", ".gitattributes") == ""
    assert room.text("drafts/.gitattributes") == f"* {ATTRIBUTES}"
    assert "text: unset" in room.git("check-attr", "text", "drafts/vision/A/1.md")
    assert "trunk: trunk" in room.text("drafts/process.yaml")
    room.done("add", "vision/", "--title", "Vision")
    assert room.run("check").code == 0


def test_in_a_repository_without_a_commit(room: Desk) -> None:
    room.git("init", "-q", "-b", "main")
    room.write("notes.txt", "staged\n")
    room.git("add", "notes.txt")
    room.done("init")
    assert room.git("status", "--porcelain") == "A  notes.txt\n"
    assert room.git("ls-tree", "-r", "--name-only", "HEAD").split() == [
        "drafts/.gitattributes",
        "drafts/process.yaml",
        "drafts/stakeholders.yaml",
    ]
    room.done("add", "vision/", "--title", "Vision")


def test_a_repository_with_the_longer_ids(room: Desk) -> None:
    (room.home / "gitconfig").write_text(
        "[user]\n\tname = Ana Desk\n\temail = ana@desk.example\n"
        "[init]\n\tdefaultObjectFormat = sha256\n"
    )
    room.git("init", "-q", "--object-format=sha256", "-b", "main", "long")
    long = inside(room, "long")
    long.done("init")
    long.done("add", "vision/", "--title", "Vision")
    long.done("meeting", "open", "1")
    long.done("meeting", "close")
    assert len(long.git("rev-parse", "meeting/1^{commit}").strip()) == 64
    assert long.run("check").code == 0


def test_nothing_is_left_where_git_does_not_know_who_we_are(room: Desk) -> None:
    (room.home / "gitconfig").write_text("[core]\n\tpager = cat\n")
    answer = room.run("init", "deep/er/forum")
    assert answer.code == 3
    assert "no-identity" in answer.err
    assert "git config --global user.name" in answer.err
    assert list(room.top.iterdir()) == []
    (room.top / "there").mkdir()
    assert room.run("init", "there").code == 3
    assert list((room.top / "there").iterdir()) == []


def test_the_first_commit_is_signed_where_the_user_says_so(room: Desk) -> None:
    (room.home / "gitconfig").write_text(
        "[user]\n\tname = Ana Desk\n\temail = ana@desk.example\n"
        "[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = no-such-program\n"
    )
    answer = room.run("init", "forum")
    assert answer.code == 3
    assert "not-signed" in answer.err
    assert not (room.top / "forum").exists()


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("x", "--preset", "nought"), 2, "unknown-preset", "mpp, unga, ad-ref, inb"),
        (("x", "--symbol", "F/{number}"), 2, "malformed-symbol", "{meeting}, {serial}"),
        (("x", "--symbol", "F/{meeting"), 2, "malformed-symbol", "{meeting}, {serial}"),
        (("x", "--name", "a\u202eb"), 2, "malformed-words", "on one line"),
        (("x", "--title", "a\nb"), 2, "malformed-words", "on one line"),
        (("full",), 3, "not-empty", "git init there"),
        (("full/file.txt",), 3, "not-empty", "git init there"),
        (("repository/inner",), 3, "inside-repository", "/repository, or name a new directory"),
        (("draft",), 1, "draft-there: draft holds a draft", "wsisdraft status --repo draft"),
        (("half",), 1, "drafts/notes.md", "name: NAME"),
        (("bare",), 3, "bare-repository", "git clone"),
        (("x", "--format", "xml"), 2, "unknown-format", "text, json"),
    ],
)
def test_where_no_draft_is_started(
    room: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    room.write("full/file.txt", "something\n")
    room.git("init", "-q", "-b", "main", "repository")
    room.write("repository/inner/file.txt", "something\n")
    room.done("init", "draft")
    room.git("init", "-q", "-b", "main", "half")
    room.write("half/drafts/notes.md", "something\n")
    room.git("init", "-q", "--bare", "bare")
    before = sorted(str(path) for path in room.top.rglob("*"))
    answer = room.run("init", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert remedy in answer.err
    assert sorted(str(path) for path in room.top.rglob("*")) == before
    assert inside(room, "draft").clean


def test_a_draft_on_record_counts_also_where_its_files_are_gone(room: Desk) -> None:
    room.done("init")
    room.git("rm", "-rq", "--cached", "drafts")
    for name in (".gitattributes", "process.yaml", "stakeholders.yaml"):
        (room.top / "drafts" / name).unlink(missing_ok=True)
    assert "draft-there" in room.run("init").err


def test_a_head_on_no_branch(room: Desk) -> None:
    room.git("init", "-q", "-b", "main")
    room.write("README.md", "ours\n")
    room.commit("before")
    room.git("switch", "-q", "--detach")
    answer = room.run("init")
    assert answer.code == 3
    assert "detached-head" in answer.err
    assert room.clean
