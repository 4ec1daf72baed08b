"""Many objects as one pack: git takes them for its own, commits of branches among them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from wsisdraft.repository.objects import object_id
from wsisdraft.repository.packing import MANY, packed, storing_packed

OBJECTS = st.lists(st.binary(max_size=300), min_size=1, max_size=5, unique=True)


def git(room: Path, *words: str, data: bytes = b"") -> bytes:
    done = subprocess.run(["git", *words], cwd=room, input=data, capture_output=True, check=True)
    return done.stdout


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_git_stores_every_object_of_a_pack(object_format: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", f"--object-format={object_format}")
    blobs = [f"Words of paragraph {n}.\n".encode() * (n * n) for n in range(80)]
    tree = b"100644 1.md\0" + bytes.fromhex(object_id("blob", blobs[1], object_format))
    objects = [*(("blob", data) for data in blobs), ("tree", tree), ("blob", blobs[3])]
    call, said = storing_packed(objects, object_format)
    assert git(tmp_path, call.command, *call.options, data=call.data).decode() == said
    for kind, data in objects:
        name = object_id(kind, data, object_format)
        assert git(tmp_path, "cat-file", kind, name) == data
    assert git(tmp_path, "fsck", "--strict", "--no-dangling") == b""


@given(OBJECTS)
def test_the_sizes_in_a_pack_are_those_of_its_objects(objects: list[bytes]) -> None:
    pack = packed([("blob", data) for data in objects], "sha1")
    assert pack.startswith(b"PACK\0\0\0\2" + len(objects).to_bytes(4, "big"))
    at, size, shift = 12, 0, 4
    byte = pack[at]
    size = byte & 0b1111
    while byte & 0x80:
        at += 1
        byte = pack[at]
        size |= (byte & 0x7F) << shift
        shift += 7
    assert size == len(objects[0])


def test_a_broken_pack_is_not_taken(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    call, _ = storing_packed([("blob", b"Words.\n")], "sha1")
    broken = bytearray(call.data)
    broken[-25] ^= 1
    with pytest.raises(subprocess.CalledProcessError):
        git(tmp_path, call.command, *call.options, data=bytes(broken))


@pytest.mark.parametrize("ending", ["", "i18n.commitEncoding=latin-1"])
def test_many_branches_get_the_commits_that_git_would_make(tmp_path: Path, ending: str) -> None:
    assert Desk(tmp_path, tmp_path).run("init", "p").code == 0
    desk = Desk(tmp_path / "p", tmp_path)
    if ending:
        desk.git("config", *ending.split("="))
    options = "\n\n".join(
        f"{n}. **Option 1:** Wording {n} of it.\n\n   **Option 2:** Another wording of {n}."
        for n in range(1, MANY)
    )
    desk.write("../many.md", f"# Many\n\n## A. Options\n\n{options}\n")
    desk.done("import", "../many.md", "many/")
    names = desk.git("branch", "--list", "alt/*", "--format=%(refname:short)").split()
    assert len(names) == 2 * (MANY - 1)
    who = "--format=%an%ae%ad%cn%ce%cd%e"
    known = desk.git("log", "-1", who)
    for name in (names[0], names[-1]):
        assert desk.git("log", "-1", who, name) == known
        assert desk.git("rev-parse", f"{name}^") == desk.git("rev-parse", "HEAD")
        assert "the paragraph as Option" in desk.git("log", "-1", "--format=%s", name)
        assert desk.git("diff", "--stat", "HEAD", name).count("|") == 1
    assert desk.git("fsck", "--strict", "--no-dangling") == ""
    assert desk.clean
    assert desk.done("check", "--format", "json").json["summary"]["errors"] == 0
    desk.done("undo", "many/")
    assert desk.git("branch", "--list", "alt/*") == ""
