"""Files of the work tree and of commits are read as bytes; what is odd is named, never a hang."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.ground.room import pinned
from tests.ground.template import git
from wsisdraft.notation.snapshot import Oddity, OddityKind
from wsisdraft.repository.clone import Clone, open_clone
from wsisdraft.repository.focus import read_focus, write_focus
from wsisdraft.repository.objects import ObjectReader, blob_id
from wsisdraft.repository.snapshot import LARGEST, Revision, WorkTree


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pinned(tmp_path / "home", monkeypatch)
    draft = tmp_path / "draft"
    (draft / "drafts/vision/B").mkdir(parents=True)
    (draft / "drafts/process.yaml").write_text("name: Trial\n")
    (draft / "drafts/vision/B/21.md").write_bytes(b"CR LF\r\nand \xff no end")
    (draft / "outside.md").write_text("Not of the draft.\n")
    git(draft, "init", "-q", "-b", "main", "--template=")
    return draft


def committed(draft: Path) -> Clone:
    git(draft, "add", "-A")
    git(draft, "commit", "-q", "-m", "All")
    return open_clone(draft)


def oddities(draft: Path) -> dict[str, OddityKind]:
    return {path: odd.kind for path, odd in WorkTree(str(draft)).read().oddities.items()}


def test_bytes_are_read_as_they_lie(room: Path) -> None:
    git(room, "config", "core.autocrlf", "true")
    (room / ".gitattributes").write_text("* text=auto eol=crlf\n")
    source = WorkTree(str(room))
    assert source.names() == ("drafts/process.yaml", "drafts/vision/B/21.md")
    assert source.read().files == {
        "drafts/process.yaml": b"name: Trial\n",
        "drafts/vision/B/21.md": b"CR LF\r\nand \xff no end",
    }


def test_a_commit_reads_as_it_was(room: Path) -> None:
    clone = committed(room)
    before = WorkTree(clone.top).read()
    (room / "drafts/vision/B/21.md").write_text("Changed.\n")
    source = Revision(clone.git, clone.tip)
    assert source.read() == before
    assert source.names() == tuple(before.files)
    assert source.blobs()["drafts/process.yaml"] == blob_id(b"name: Trial\n", "sha1")
    assert clone.git.processes == 3


def test_only_what_is_asked_for_is_read(room: Path) -> None:
    clone = committed(room)
    asked = ["drafts/process.yaml", "drafts/none.md", "outside.md", "../../etc/passwd"]
    for source in (WorkTree(clone.top), Revision(clone.git, clone.tip)):
        assert dict(source.read(asked).files) == {"drafts/process.yaml": b"name: Trial\n"}


def test_a_draft_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert WorkTree(str(tmp_path)).read().files == {}
    assert WorkTree(str(tmp_path)).names() == ()


def test_odd_things_in_the_work_tree(room: Path) -> None:
    chapter = room / "drafts/vision/B"
    (chapter / "1.md").symlink_to(room / "outside.md")
    (chapter / "linked").symlink_to(room)
    (chapter / "2.md").mkdir()
    (chapter / "2.md/inner.md").write_text("hidden")
    os.mkfifo(chapter / "3.md")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(chapter / "4.md"))
    (chapter / "5.md").write_bytes(b"x" * (LARGEST + 1))
    (chapter / "6.md").write_bytes(b"x" * LARGEST)
    (room / "drafts/inner/sub").mkdir(parents=True)
    (room / "drafts/inner/.git").write_text("gitdir: elsewhere\n")
    (room / "drafts/inner/sub/1.md").write_text("of another repository")
    Path(os.fsdecode(os.fsencode(chapter) + b"/7\xff.md")).write_text("x")
    assert oddities(room) == {
        "drafts/vision/B/1.md": OddityKind.SYMLINK,
        "drafts/vision/B/linked": OddityKind.SYMLINK,
        "drafts/vision/B/2.md": OddityKind.DIRECTORY,
        "drafts/vision/B/3.md": OddityKind.SPECIAL,
        "drafts/vision/B/4.md": OddityKind.SPECIAL,
        "drafts/vision/B/5.md": OddityKind.TOO_LARGE,
        "drafts/inner": OddityKind.SUBMODULE,
        "drafts/vision/B/7\\xff.md": OddityKind.NAME,
    }
    source = WorkTree(str(room))
    assert len(source.read().files["drafts/vision/B/6.md"]) == LARGEST
    assert set(oddities(room)) <= set(source.names())
    assert "drafts/vision/B/2.md/inner.md" not in source.names()


@pytest.mark.parametrize(("make", "kind"), [("link", "symlink"), ("file", "special")])
def test_a_draft_folder_that_is_none(tmp_path: Path, make: str, kind: str) -> None:
    if make == "link":
        (tmp_path / "drafts").symlink_to("/")
    else:
        (tmp_path / "drafts").write_text("x")
    snapshot = WorkTree(str(tmp_path)).read()
    assert snapshot.files == {}
    assert snapshot.oddities == {"drafts": Oddity(OddityKind(kind))}


@pytest.mark.skipif(os.geteuid() == 0, reason="the system lets root read everything")
def test_a_file_that_may_not_be_read(room: Path) -> None:
    (room / "drafts/process.yaml").chmod(0)
    assert oddities(room) == {"drafts/process.yaml": OddityKind.UNREADABLE}


def test_a_file_that_goes_while_we_read_is_not_there(room: Path) -> None:
    source = WorkTree(str(room))
    source.names()
    (room / "drafts/process.yaml").unlink()
    assert list(source.read().files) == ["drafts/vision/B/21.md"]


def test_a_file_that_turns_into_a_pipe_while_we_read_does_not_hang(room: Path) -> None:
    source = WorkTree(str(room))
    source.names()
    (room / "drafts/process.yaml").unlink()
    os.mkfifo(room / "drafts/process.yaml")
    assert source.read().files["drafts/process.yaml"] == b""


def test_odd_things_in_a_commit(room: Path) -> None:
    (room / "drafts/1.md").symlink_to("/etc/passwd")
    (room / "drafts/2.md").write_bytes(b"x" * (LARGEST + 1))
    clone = committed(room)
    git(room, "update-index", "--add", "--cacheinfo", f"160000,{clone.tip},drafts/sub")
    git(room, "commit", "-q", "-m", "Submodule")
    clone = open_clone(room)
    snapshot = Revision(clone.git, clone.tip).read()
    assert {path: odd.kind for path, odd in snapshot.oddities.items()} == {
        "drafts/1.md": OddityKind.SYMLINK,
        "drafts/2.md": OddityKind.TOO_LARGE,
        "drafts/sub": OddityKind.SUBMODULE,
    }
    assert list(snapshot.files) == ["drafts/process.yaml", "drafts/vision/B/21.md"]


def test_a_text_missing_from_the_clone_is_told(room: Path) -> None:
    clone = committed(room)
    blob = Revision(clone.git, clone.tip).blobs()["drafts/process.yaml"]
    (room / ".git/objects" / blob[:2] / blob[2:]).unlink()
    snapshot = Revision(clone.git, clone.tip).read()
    assert snapshot.oddities["drafts/process.yaml"].kind is OddityKind.UNREADABLE


def test_reading_writes_nothing(room: Path) -> None:
    clone = committed(room)
    before = _states(room)
    for source in (WorkTree(clone.top), Revision(clone.git, clone.tip)):
        source.read()
    assert read_focus(clone) == ""
    assert _states(room) == before


def _states(room: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in room.rglob("*")}


def test_many_objects_come_through_one_process(room: Path) -> None:
    texts = [f"Text {n} {'x' * (n % 300)}\n".encode() for n in range(3000)]
    for number, text in enumerate(texts):
        (room / f"drafts/vision/B/{number}.md").write_bytes(text)
    clone = committed(room)
    ids = [blob_id(text, "sha1") for text in texts]
    with ObjectReader(clone.git) as objects:
        found = list(objects.each([*ids, "0" * 40, "no such name"], cap=250))
    assert [each.data for each in found[:10] if each] == texts[:10]
    assert {each.data is None for each in found[:3000] if each and each.size > 250} == {True}
    assert found[3000:] == [None, None]
    assert clone.git.processes == 2


def test_a_name_with_a_line_break_is_refused(room: Path) -> None:
    clone = committed(room)
    with ObjectReader(clone.git) as objects, pytest.raises(ValueError):
        objects.one("HEAD\nHEAD")


def test_other_formats_of_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned(tmp_path / "home", monkeypatch)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/process.yaml").write_text("name: Trial\n")
    git(tmp_path, "init", "-q", "-b", "main", "--object-format=sha256")
    clone = committed(tmp_path)
    assert clone.object_format == "sha256"
    blobs = Revision(clone.git, clone.tip).blobs()
    assert blobs["drafts/process.yaml"] == blob_id(b"name: Trial\n", "sha256")


def test_the_focus_is_kept_in_the_clone(room: Path) -> None:
    clone = committed(room)
    write_focus(clone, "vision/B")
    assert read_focus(clone) == "vision/B"
    write_focus(clone, "")
    assert read_focus(clone) == ""


@pytest.mark.parametrize("said", [b"\x1b[2J", b"x" * 300, b"\xff", b"a\nb\n"])
def test_a_focus_that_is_none_is_passed_over(room: Path, said: bytes) -> None:
    clone = committed(room)
    clone.ours.mkdir()
    (clone.ours / "focus").write_bytes(said)
    assert read_focus(clone) == ""


def test_a_focus_that_cannot_be_written_is_no_error(room: Path, tmp_path: Path) -> None:
    clone = committed(room)
    clone.ours.symlink_to(tmp_path)
    write_focus(clone, "vision/B")
    assert not (tmp_path / "focus").exists()
    clone.ours.unlink()
    clone.ours.write_text("in the way")
    write_focus(clone, "vision/B")
    assert read_focus(clone) == ""
