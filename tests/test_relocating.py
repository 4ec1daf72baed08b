"""Relocating: each case a small draft, moves, and every file that reads otherwise then."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.change import Change, Record, apply
from wsisdraft.notation.reading import read
from wsisdraft.notation.relocating import Relocation, layout_after, relocated
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number

CASES = Path(__file__).parent / "cases" / "relocating.txt"
ALWAYS = {
    "drafts/process.yaml": "name: Trial\n",
    "drafts/vision/document.yaml": "title: V\n",
}


def address(ref: str) -> Address:
    found = Address.of(ref)
    assert found is not None, ref
    return found


def text_of(files: Mapping[str, str]) -> Text:
    snapshot = Snapshot({path: source.encode() for path, source in files.items()})
    return read(snapshot, Layout.of(files))


def file_of(path: str, said: str) -> str:
    """A file from one line of a case."""
    lines = [line.rstrip() if not line.startswith("  ") else line for line in said.split(" / ")]
    lines = [line.removesuffix(" /") for line in lines]
    if path.endswith(".yaml"):
        return "".join(f"{line}\n" for line in lines)
    first, *more = lines
    name, _, status = first.partition(" ")
    if ":" in name:
        return "---\n" + "".join(f"{line}\n" for line in lines) + "---\nWords.\n"
    fields = [f"id: {name}", f"status: {status}", *more]
    return "---\n" + "".join(f"{line}\n" for line in fields) + f"---\n{name}.\n"


class Case:
    def __init__(self, block: str) -> None:
        name, *lines = block.strip().splitlines()
        self.name = name
        self.files = dict(ALWAYS)
        self.moves: dict[Address, Address] = {}
        self.markers: list[Address] = []
        self.expected: dict[str, str | None] = {}
        for line in filter(None, lines):
            if line.startswith("= "):
                path, _, said = line[2:].partition(": ")
                self.expected[f"drafts/{path}"] = None if said == "-" else file_of(path, said)
            elif " -> " in line or " => " in line:
                old, arrow, new = line.split(" ")
                self.moves[address(old)] = address(new)
                self.markers += [address(old)] if arrow == "=>" else []
            else:
                path, _, said = line.partition(": ")
                self.files[f"drafts/{path}"] = file_of(path, said)


ALL = [Case(block) for block in CASES.read_text(encoding="utf-8").split("\n## ")[1:]]


def applied(files: Mapping[str, str], made: Relocation) -> dict[str, str]:
    change = Change(made.edits, made.new_files, made.removed, record=Record("moved"))
    return apply(files, change)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_every_file_that_reads_otherwise(case: Case) -> None:
    made = relocated(text_of(case.files), case.moves, markers=case.markers)
    after = applied(case.files, made)
    paths = sorted({*case.files, *after})
    otherwise = {p: after.get(p) for p in paths if case.files.get(p) != after.get(p)}
    assert otherwise == case.expected
    assert made.layout.documents == Layout.of(after).documents
    assert layout_after(text_of(case.files), case.moves).documents == made.layout.documents


def test_files_that_the_same_change_rewrites() -> None:
    case = ALL[0]
    own = {"drafts/vision/B/27.md": case.files["drafts/vision/B/27.md"].replace("7.\n", "7!\n")}
    after = applied(case.files, relocated(text_of(case.files), case.moves, own))
    assert after["drafts/vision/B/28.md"].endswith("aaaa27!\n")


def test_two_in_one_place_are_no_relocation() -> None:
    case = ALL[0]
    for to in ("vision/B.26", "vision/B.28"):
        with pytest.raises(ValueError, match="two files for one path"):
            relocated(text_of(case.files), {address("vision/B.27"): address(to)})


def test_what_cannot_be_read_is_not_moved() -> None:
    files = {**ALWAYS, "drafts/vision/B/1.md": "---\nid: aaaaa1\nstatus: under-review\n---\nOne.\n"}
    snapshot = Snapshot(
        {p: s.encode() for p, s in files.items()} | {"drafts/vision/B/1.md": b"\xff"}
    )
    with pytest.raises(ValueError, match="could not be read"):
        relocated(read(snapshot, Layout.of(files)), {address("vision/B.1"): address("vision/B.2")})


@st.composite
def drafts(draw: st.DrawFn) -> tuple[dict[str, str], dict[Address, Address]]:
    """A chapter declared with its exceptions, another one, and a permutation of their places."""
    count = draw(st.integers(2, 9))
    opened = draw(st.sets(st.integers(1, count)))
    over = sorted(draw(st.sets(st.integers(1, count), min_size=1)))
    files = dict(ALWAYS)
    besides = ", ".join(str(n) for n in sorted(opened))
    files["drafts/vision/B/chapter.yaml"] = (
        "title: B\nstatus: pre-agreed\n"
        + (f"besides: [{besides}]\n" if opened else "")
        + f"brackets:\n  w1:\n    over: {', '.join(map(str, over))}\n"
    )
    for n in range(1, count + 1):
        status = "under-review" if n in opened else "pre-agreed"
        files[f"drafts/vision/B/{n}.md"] = f"---\nid: aaaaa{n}\nstatus: {status}\n---\nNo {n}.\n"
        if n in opened and draw(st.booleans()):
            files[f"drafts/vision/B/{n}.alt-1.md"] = f"---\n---\nAlternative to {n}.\n"
    numbers = [str(n) for n in range(1, count + 6)] + ["3bis", "annex"]
    to = draw(st.permutations(numbers))[:count]
    moves = {
        Address("vision", ("B",), Number.of(str(n))): Address("vision", ("B",), Number.of(new))
        for n, new in enumerate(to, 1)
    }
    return files, moves


def excepted(text: Text) -> set[str]:
    """The ids of all exceptions."""
    return {
        p.id for c in text.chapters() for p in c.paragraphs if p.address in c.exceptions.addresses
    }


@given(drafts())
def test_there_and_back(made: tuple[dict[str, str], dict[Address, Address]]) -> None:
    files, moves = made
    text = text_of(files)
    after = applied(files, relocated(text, moves))
    then = text_of(after)
    assert {p.id for p in then.paragraphs()} == {p.id for p in text.paragraphs()}
    bodies = {p.id: (p.body, [a.body for a in p.alternatives]) for p in text.paragraphs()}
    assert {p.id: (p.body, [a.body for a in p.alternatives]) for p in then.paragraphs()} == bodies
    assert excepted(then) == excepted(text)
    back = applied(after, relocated(then, {new: old for old, new in moves.items()}))
    again = text_of(back)
    assert [(p.address, p.id) for p in again.paragraphs()] == [
        (p.address, p.id) for p in text.paragraphs()
    ]
    [chapter] = again.chapters()
    [was] = text.chapters()
    assert chapter.exceptions == was.exceptions
