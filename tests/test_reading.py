"""Reading whatever lies in the files: findings with place and remedy, never an exception."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draft_cases import TODAY
from wsisdraft.notation.decoding import MOST_BYTES_MD, MOST_BYTES_YAML, decode, odd
from wsisdraft.notation.reading import read
from wsisdraft.notation.snapshot import Oddity, OddityKind, Snapshot
from wsisdraft.reports.open_brackets import open_brackets
from wsisdraft.reports.standing import standing
from wsisdraft.rules import check
from wsisdraft.rules.rule import Context
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.layout import Layout

SMALL = {
    "drafts/process.yaml": b"name: MPP\ntrunk: main\n",
    "drafts/stakeholders.yaml": b"Norland:\n  kind: government\n",
    "drafts/meetings/4.yaml": b"from: 2014-04-14\nopened: 2014-04-14\n",
    "drafts/statements/norland-1.md": (
        b"---\nkind: note\nby: Norland\nabout: vision/B.1\n---\nNoted.\n"
    ),
    "drafts/vision/document.yaml": b"title: Vision\nbrackets:\n  b1:\n    over: C\n",
    "drafts/vision/B/chapter.yaml": (
        b"title: Priorities\nstatus: pre-agreed\nbesides: [1, annex]\n"
        b"brackets:\n  b1:\n    over: 1-annex\n"
    ),
    "drafts/vision/B/1.md": (
        b"---\nid: aaaaa1\nstatus: under-review\nmandate:\n  lead: Norland\n"
        b"brackets:\n  b1:\n    by: [Norland]\n---\nWe [recall]{#b1} them.\n"
    ),
    "drafts/vision/B/1.alt-1.md": b"---\nsince: 4\n---\nWe reaffirm them.\n",
    "drafts/vision/B/annex.md": b"---\nstatus: first-draft\n---\n(a) one;\n(b) two.\n",
    "drafts/vision/C/chapter.yaml": b"title: Action lines\n",
    "drafts/vision/C/C5/section.yaml": b"title: Five\n",
    "drafts/vision/C/C5/1.md": b"---\nstatus: zero-draft\n---\nWe note them.\n",
}
FRONT = b"---\nstatus: agreed\n---\n"
HOSTILE = {
    "empty": b"",
    "only a line end": b"\n",
    "only a fence": b"---",
    "a fence and its line end": b"---\n",
    "two fences": b"---\n---\n",
    "fences without a line end": b"---\nstatus: agreed\n---",
    "spaces": b" " * 500,
    "blank lines": b"\n" * 20_000,
    "binary": bytes(range(256)) * 40,
    "UTF-16, little-endian": "---\nstatus: agreed\n---\nText\n".encode("utf-16"),
    "UTF-16, big-endian": b"\xfe\xff" + "title: Text\n".encode("utf-16-be"),
    "UTF-16 without a mark": "title: Text\n".encode("utf-16-le"),
    "UTF-32": "title: Text\n".encode("utf-32"),
    "Latin-1": FRONT + "Société\n".encode("latin-1"),
    "a byte order mark": b"\xef\xbb\xbf" + FRONT + b"Text\n",
    "many byte order marks": b"\xef\xbb\xbf" * 6_000,
    "half a byte order mark": b"\xef\xbb",
    "CRLF": (FRONT + b"[Text]\n").replace(b"\n", b"\r\n"),
    "CR alone": (FRONT + b"[Text]\n").replace(b"\n", b"\r"),
    "CR at the very end": FRONT + b"Text\r",
    "NUL": FRONT + b"Te\x00xt\n",
    "only NUL": b"\x00" * 10_000,
    "half a character": b"\xed\xa0\x80\xed\xbf\xbf",
    "noncharacters": "\ufffe\uffff\ufdd0\U0010ffff".encode(),
    "overlong": b"\xc0\xaf\xe0\x80\xaf",
    "cut in a character": FRONT + "é".encode()[:1],
    "control and bidi": "---\nstatus: \x1b[2J\u202e\n---\n\x9b31m\u2066\n".encode(),
    "duplicate keys": b"---\nstatus: agreed\nstatus: agreed\nid: x\nid: y\n---\n",
    "aliases": b"---\na: &a [x]\nb: *a\nc: *b\n---\n",
    "a bomb of aliases": b"a: &a [x,x]\n" + b"".join(b"b%d: [*a,*a]\n" % n for n in range(500)),
    "tags": b"---\nstatus: !!python/object/apply:os.system [ls]\n---\n",
    "merge keys": b"---\n<<: {status: agreed}\n---\n",
    "multi-line scalars": b"---\nstatus: |\n  agreed\nid: >\n  folded\n---\n",
    "words YAML misreads": b"on: yes\nno: off\ny: null\n~: true\n",
    "deep block": b"".join(b" " * (2 * n) + b"k%d:\n" % n for n in range(150)),
    "deep flow": b"k: " + b"[" * 10_000 + b"]" * 10_000,
    "deep braces": b"k: " + b"{a: " * 5_000 + b"}" * 5_000,
    "20 kB of [": b"[" * 20_480,
    "20 kB of ]": b"]" * 20_480,
    "20 kB of [ as words": FRONT + b"[" * 20_400,
    "20 kB of [] as words": FRONT + b"[]" * 10_200,
    "deep brackets as words": FRONT + b"[" * 10_200 + b"a" + b"]" * 10_200,
    "20 kB of [^": FRONT + b"[^" * 10_200,
    "20 kB of ]{#": FRONT + b"[a]{#" * 4_000,
    "20 kB of ties": FRONT + b"[a]{#b}" * 2_900,
    "20 kB of backslashes": FRONT + b"\\" * 20_400,
    "20 kB of *": FRONT + b"*" * 20_400,
    "20 kB of (": FRONT + b"(" * 20_400,
    "20 kB of quotes": b'"' * 20_480,
    "20 kB of dashes": b"- " * 10_240,
    "20 kB of fences": b"---\n" * 5_000,
    "20 kB of colons": b":" * 20_480,
    "20 kB of keys": b"".join(b"k%d: v\n" % n for n in range(2_000)),
    "20 kB of one key": b"k: v\n" * 4_000,
    "20 kB of entries": b"brackets:\n" + b"".join(b"  b%d:\n    by: x\n" % n for n in range(900)),
    "20 kB of exceptions": b"title: T\nstatus: agreed\nbesides: [" + b"1-9, " * 4_000 + b"9]\n",
    "20 kB of other exceptions": (
        b"title: T\nstatus: agreed\nbesides:\n" + b"".join(b"  - %d\n" % n for n in range(2_000))
    ),
    "20 kB of steps": b"name: M\nladder:\n" + b"".join(b"  s%d: open\n" % n for n in range(1_500)),
    "huge line": b"title: " + b"x" * 20_000 + b"\n",
    "huge key": b"k" * 20_000 + b": v\n",
    "huge number": b"order: " + b"9" * 20_000 + b"\n",
    "too large for a paragraph": FRONT + b"a" * (MOST_BYTES_MD + 1 - len(FRONT)),
    "too large": b"a" * (MOST_BYTES_YAML + 1),
    "too large and binary": b"\xff" * 500_000,
}
EMPTY = ("stakeholders.yaml", "meetings/4.yaml", "section.yaml")
"""Kinds of files that need say nothing."""
LAWFUL = {
    "empty": EMPTY,
    "only a line end": EMPTY,
    "spaces": EMPTY,
    "blank lines": EMPTY,
    "two fences": (".alt-1.md",),
    "20 kB of fences": (".alt-1.md",),
    "huge line": ("meetings/4.yaml", "document.yaml", "chapter.yaml", "section.yaml"),
}
"""Where such bytes are as they may be: an alternative without text, a very long title."""
MOST_FINDINGS = 2_000


def text_of(files: dict[str, bytes], oddities: dict[str, Oddity] | None = None) -> Text:
    odd_ones = oddities or {}
    return read(Snapshot(files, odd_ones), Layout.of([*files, *odd_ones]))


def sound(text: Text, files: dict[str, bytes]) -> tuple[Finding, ...]:
    """The findings, after whatever must hold of them in every draft."""
    findings = check(text, Context(TODAY))
    orders = [finding.order for finding in findings]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)
    assert len(findings) < MOST_FINDINGS

    @cache
    def lines_of(path: str) -> list[str]:
        data = files.get(path, b"").decode("utf-8", "replace")
        return text.sources.get(path, data).split("\n")

    for finding in findings:
        place = finding.place
        assert place is not None
        assert finding.message
        assert finding.remedy
        lines = lines_of(place.path)
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    assert standing(text, "now").totals["paragraphs"] <= sum(1 for _ in text.paragraphs())
    for row in open_brackets(text):
        assert row.place.path in files
    return findings


def test_the_small_draft_says_what_it_says() -> None:
    text = text_of(SMALL)
    found = [(str(f.place), f.rule) for f in sound(text, SMALL)]
    assert found == [("drafts/vision/B/annex.md:2:9", "exception-without-mandate")]
    assert text.process.name == "MPP"
    assert [each.name for each in text.stakeholders] == ["Norland"]
    assert text.meeting is not None
    assert text.meeting.number == "4"
    assert [str(p.address) for p in text.paragraphs()] == [
        "vision/B.1",
        "vision/B.annex",
        "vision/C.C5.1",
    ]
    first = next(text.paragraphs())
    assert [a.name for a in first.alternatives] == ["ALT 1"]
    assert first.marks.brackets[0].handle == "b1"
    assert text.sources.keys() == SMALL.keys()
    for path, data in SMALL.items():
        assert text.sources[path].encode() == data
    chapter = next(text.chapters())
    assert [str(p.address.number) for p in chapter.before] == ["1"]
    assert [str(p.address.number) for p in chapter.after] == ["annex"]
    assert chapter.addresses == tuple(p.address for p in chapter.paragraphs)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_bytes_in_each_kind_of_file(kind: str) -> None:
    for path in SMALL:
        files = SMALL | {path: HOSTILE[kind]}
        findings = sound(text_of(files), files)
        there = [f for f in findings if f.place is not None and f.place.path == path]
        wrong = any(finding.gravity is Gravity.ERROR for finding in there)
        assert wrong is not path.endswith(LAWFUL.get(kind, (" ",))), path


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_bytes_everywhere_at_once(kind: str) -> None:
    files = dict.fromkeys(SMALL, HOSTILE[kind])
    sound(text_of(files), files)


@pytest.mark.parametrize("path", SMALL)
@pytest.mark.parametrize("kind", OddityKind)
def test_what_is_no_file_of_text_in_the_place_of_each_file(path: str, kind: OddityKind) -> None:
    files = {other: data for other, data in SMALL.items() if other != path}
    text = text_of(files, {path: Oddity(kind, "as the system says")})
    findings = sound(text, files)
    told = [f for f in findings if f.place is not None and f.place.path == path]
    assert [f.gravity for f in told] == [Gravity.ERROR]
    assert "as the system says" in told[0].message
    assert path not in text.sources


@pytest.mark.parametrize("kind", OddityKind)
def test_every_oddity_is_told_with_a_remedy(kind: OddityKind) -> None:
    for detail in ("", "over a million bytes"):
        finding = odd("drafts/x.md", Oddity(kind, detail))
        assert finding.message.endswith(".")
        assert detail in finding.message
        assert finding.remedy.endswith(".")


def test_a_directory_with_files_in_it_where_a_paragraph_should_be() -> None:
    files = SMALL | {"drafts/vision/B/2.md/1.md": FRONT}
    text = text_of(files, {"drafts/vision/B/2.md": Oddity(OddityKind.DIRECTORY)})
    told = [(str(f.place), f.rule) for f in sound(text, files)]
    assert ("drafts/vision/B/2.md:1:1", "file-format") in told


def test_line_ends_are_made_one_and_told_once() -> None:
    text, findings = decode("drafts/vision/B/1.md", b"a\r\nb\rc\n")
    assert text == "a\nb\nc\n"
    assert [(str(f.place), f.rule) for f in findings] == [
        ("drafts/vision/B/1.md:1:2", "file-format")
    ]


def test_a_file_that_cannot_be_told_is_not_guessed() -> None:
    text, findings = decode("drafts/vision/B/1.md", "a\nbé".encode() + b"\xe9")
    assert text is None
    assert [str(f.place) for f in findings] == ["drafts/vision/B/1.md:2:3"]
    assert "0xE9" in findings[0].message


@pytest.mark.parametrize(
    ("path", "most"), [("drafts/a/b/1.md", MOST_BYTES_MD), ("drafts/a/b.yaml", MOST_BYTES_YAML)]
)
def test_the_limit_of_a_file(path: str, most: int) -> None:
    assert decode(path, b"a" * most) == ("a" * most, ())
    text, findings = decode(path, b"a" * (most + 1))
    assert text is None
    assert [(str(f.place), f.rule) for f in findings] == [(f"{path}:1:1", "too-large")]
    assert f"{most + 1:,} bytes" in findings[0].message
    assert f"{most:,} bytes" in findings[0].message


def test_only_the_chapters_whose_files_there_are() -> None:
    files = {p: d for p, d in SMALL.items() if not p.startswith("drafts/vision/C")}
    text = read(Snapshot(files), Layout.of(SMALL))
    assert [str(c.address) for c in text.chapters()] == ["vision/B"]
    assert text.layout.documents == Layout.of(SMALL).documents
    assert read(Snapshot({}), Layout.of(SMALL)).documents == ()


def test_sections_are_in_the_order_of_their_numbers_or_of_what_they_say() -> None:
    files = dict(SMALL)
    for name, order in (("Youth", "2"), ("Access", ""), ("Media", "1"), ("C10", "9")):
        folder = f"drafts/vision/C/{name}"
        files[f"{folder}/1.md"] = b"---\nstatus: zero-draft\n---\nText.\n"
        files[f"{folder}/section.yaml"] = (f"order: {order}\n" if order else "title: T\n").encode()
    chapter = list(text_of(files).chapters())[1]
    names = [section.address.parts[-1] for section in chapter.sections]
    assert [name for name in names if name[-1].isdigit()] == ["C5", "C10"]
    assert [name for name in names if not name[-1].isdigit()] == ["Media", "Youth", "Access"]
    assert set(chapter.addresses) == {p.address for p in chapter.paragraphs}


SYNTAX = st.one_of(
    st.sampled_from("-:#[]{}()^\\*'\"&!,|\n\r\x00\u202e é1"),
    st.sampled_from(["---\n", "[^1]", "]{#b1}", "status: ", "brackets:\n", "  b1:\n", "    by: "]),
    st.sampled_from(["besides: ", "over: ", "all", "1-9", "agreed", "under-review", "order: "]),
)
DATA = st.one_of(
    st.binary(max_size=80),
    st.lists(SYNTAX, max_size=40).map(lambda pieces: "".join(pieces).encode()),
    st.lists(SYNTAX, max_size=40).map(lambda pieces: FRONT + " ".join(pieces).encode()),
    st.sampled_from(sorted(HOSTILE)).map(HOSTILE.__getitem__),
)


@given(st.dictionaries(st.sampled_from(sorted(SMALL)), DATA, max_size=6))
def test_any_bytes_in_any_files(changed: dict[str, bytes]) -> None:
    files = SMALL | changed
    sound(text_of(files), files)


@given(st.sampled_from(sorted(SMALL)), st.data())
def test_any_byte_of_a_file_changed(path: str, data: st.DataObject) -> None:
    old = SMALL[path]
    at = data.draw(st.integers(0, len(old) - 1))
    length = data.draw(st.integers(0, 3))
    files = SMALL | {path: old[:at] + data.draw(st.binary(max_size=3)) + old[at + length :]}
    sound(text_of(files), files)


DRAFTS = Path(__file__).parents[1] / "drafts"


def projects_own() -> Text:
    """The drafts of this project, from disk."""
    files = {
        path.relative_to(DRAFTS.parent).as_posix(): path.read_bytes()
        for path in sorted(DRAFTS.rglob("*"))
        if path.is_file()
    }
    return text_of(files)


def test_the_projects_own_drafts_break_no_rule() -> None:
    findings = check(projects_own(), Context(TODAY))
    assert [(f.rule, f.ref) for f in findings] == [
        ("exception-without-mandate", "vision/A.11"),
        ("exception-without-mandate", "vision/B.2"),
    ]
    assert all(finding.gravity is Gravity.WARNING for finding in findings)


def test_the_projects_own_drafts_are_pre_agreed_but_for_the_exceptions() -> None:
    text = projects_own()
    chapter = next(c for c in text.chapters() if str(c.address) == "vision/B")
    assert (chapter.status, chapter.besides) == ("pre-agreed", ("2", "21", "27-30"))
    open_ones = [str(p.address.number) for p in chapter.paragraphs if p.status != "pre-agreed"]
    assert open_ones == ["2", "21", "27", "28", "29", "30"]
    assert {str(a.number) for a in chapter.exceptions.addresses} == set(open_ones)
    assert chapter.symbol == "WSIS+10/4/26/Pre-agreed"
    assert len(chapter.paragraphs) == 33
