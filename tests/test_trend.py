"""trend: what is open at each closed meeting and now, in numbers, bars and a picture."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.desk import Desk
from tests.draft_cases import case_of
from tests.test_standing import DRAFT
from wsisdraft.notation.paragraph_file import read_paragraph
from wsisdraft.notation.scanner import scan
from wsisdraft.pages.output_schema import output_schema
from wsisdraft.pages.terminal.page import laid_out, plain, width_of
from wsisdraft.pages.terminal.trend import bar, trend_page
from wsisdraft.pages.trend_markdown import trend_markdown
from wsisdraft.pages.trend_svg import trend_svg
from wsisdraft.reports.bracketed_words import bracketed_words, words_in
from wsisdraft.reports.trend import FIGURES, PARAGRAPHS, Missing, Row, Trend, absent, counts
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Refusal
from wsisdraft.verbs.trend import trend
from wsisdraft.view import View

SVG = "{http://www.w3.org/2000/svg}"
COUNTS = ("bracket_pairs", "contested_slots", "alternatives", "open_paragraphs", "paragraphs")


def rows(desk: Desk, *words: str) -> list[dict[str, Any]]:
    answer = desk.done("trend", *words, "--format", "json")
    found: list[dict[str, Any]] = answer.json
    return found


def of(desk: Desk, *words: str) -> dict[str | None, tuple[int, ...]]:
    """The fixed counts of each row, by its meeting."""
    return {row["meeting"]: tuple(row[key] for key in COUNTS) for row in rows(desk, *words)}


@pytest.fixture(scope="module")
def first_draft(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A draft of three paragraphs, committed, before its first meeting."""
    room = tmp_path_factory.mktemp("young")
    desk = Desk(room / "draft", room)
    Desk(room, room).done("init", str(desk.top))
    for path, text in {
        "text/document.yaml": "title: Text\n",
        "text/A/chapter.yaml": "title: Preamble\n",
        "text/A/1.md": "---\nid: aaaaa1\nstatus: under-review\n---\nSafe [and [open]] nets.\n",
        "text/A/2.md": "---\nid: aaaaa2\nstatus: under-review\n---\nFor all [people][persons].\n",
        "text/B/chapter.yaml": "title: Action\n",
        "text/B/1.md": "---\nid: bbbbb1\nstatus: under-review\n---\nTo do [this] [20xx].\n",
    }.items():
        desk.write(f"drafts/{path}", text)
    desk.commit("The first draft")
    return desk


def copied(desk: Desk, room: Path) -> Desk:
    shutil.copytree(desk.top, room / "draft", symlinks=True)
    return Desk(room / "draft", room)


@pytest.fixture
def young(first_draft: Desk, tmp_path: Path) -> Desk:
    return copied(first_draft, tmp_path)


@pytest.fixture(scope="module")
def negotiated(first_draft: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same after two meetings, the second closed twice."""
    desk = copied(first_draft, tmp_path_factory.mktemp("negotiated"))
    desk.done("meeting", "open", "1", "--on", "2014-01-06")
    desk.done("alt", "add", "A.2", "--text", "For everyone.", "--by", "Norland", "--new")
    desk.done("meeting", "close", "--on", "2014-01-08")
    desk.done("meeting", "open", "2", "--on", "2014-02-03")
    desk.done("lift", "A.1", "--all")
    desk.done("agree", "A.1", "--on", "2014-02-04")
    desk.done("meeting", "close", "--on", "2014-02-05")
    desk.done("meeting", "open", "2", "--again", "--on", "2014-02-10")
    desk.done("lift", "B.1", "--all")
    desk.done("meeting", "close", "--on", "2014-02-11")
    desk.done("choose", "A.2", "1")
    return desk


@pytest.fixture
def told(negotiated: Desk, tmp_path: Path) -> Desk:
    return copied(negotiated, tmp_path)


# The figures.


@pytest.mark.parametrize(
    ("body", "words", "all_held"),
    [
        ("One two three.", 0, 3),
        ("[one two] three", 2, 3),
        ("[one [two] three] four", 3, 4),
        ("[one]{#b1}[two three]{#b2} four", 3, 4),
        ("[one.[^1] two] three", 2, 3),
        ("[20xx] [ ] [—]", 1, 1),
        ("[中文 one]", 3, 3),
        ("[كِتَاب] [don't co-op 70/125 2.5]", 5, 5),
        ("[one [Note: two three] four] five", 2, 3),
        ("one] two [three", 0, 3),
        (r"\[one\] two", 0, 2),
        ("", 0, 0),
    ],
)
def test_words_in_brackets(body: str, words: int, all_held: int) -> None:
    assert words_in(body, scan(body)) == words
    assert words_in(body, scan(body), held=True) == all_held


def test_words_in_brackets_over_whole_paragraphs_and_of_parts() -> None:
    text = case_of(DRAFT).text()
    inside = {"A": None, "A.2": 5, "A.3": 1, "A.5": 2, "A.6": 0, "A.7": 0}
    for ref, words in inside.items():
        address = Address.of(f"vision/{ref}")
        if words is not None:
            assert bracketed_words(text, address) == words, ref
    # The document's bracket d1 is over all of chapter A: each word counts, and counts once.
    assert bracketed_words(text) == bracketed_words(text, Address("vision", ("A",)))
    assert bracketed_words(text, Address("vision", ("B",))) == 0


def test_the_counts_are_those_of_the_standing() -> None:
    made = counts(case_of(DRAFT).text())
    assert dict(made) == {
        "bracket_pairs": 8,
        "contested_slots": 6,
        "alternatives": 1,
        "open_paragraphs": 11,
        "words_in_brackets": bracketed_words(case_of(DRAFT).text()),
        "paragraphs": 13,
    }
    assert {figure.key for figure in FIGURES} | {PARAGRAPHS} == set(made)


# The demonstration.


@pytest.mark.parametrize("ref", ["", "vision/", "vision/B", "vision/C.C5", "vision/B.21"])
def test_status_and_trend_agree_on_every_meeting(template: Desk, ref: str) -> None:
    named = [ref] if ref else []
    found = rows(template, *named)
    assert [row["meeting"] for row in found] == ["3", "4", None]
    assert [row["date"] for row in found] == ["2014-02-18", "2014-04-17", None]
    for row in found:
        at = ["--at", row["meeting"]] if row["meeting"] else []
        status = template.done("status", *named, *at, "--format", "json").json
        totals = status["totals"]
        for key in ("bracket_pairs", "contested_slots", "alternatives", "paragraphs"):
            assert row[key] == totals[key], (row["meeting"], key)
        assert row["open_paragraphs"] == totals["paragraphs"] - totals["settled"]


def test_words_of_the_demonstration_counted_with_bare_eyes(template: Desk) -> None:
    """No bracket there has another role than text, but for footnotes and placeholders."""
    words = 0
    for path in (template.top / "drafts").rglob("*.md"):
        parts = path.read_text(encoding="utf-8").split("---\n", 2)
        if ".alt-" in path.name or "statements" in path.parts or len(parts) < 3:
            continue
        body = re.sub(r"\[\^[^\]]*\]|(?<=\])\{#[a-z0-9-]+\}", " ", parts[2])
        depth = 0
        for piece in re.findall(r"[\[\]]|[^\W_]+(?:[-'’./,:](?=[^\W_])[^\W_]+)*", body):
            depth += (piece == "[") - (piece == "]")
            words += depth > 0 and piece not in "[]"
    assert rows(template)[-1]["words_in_brackets"] == words


def test_the_symbol_is_that_of_the_chapter_asked_about(template: Desk) -> None:
    symbols = [row["symbol"] for row in rows(template, "vision/B")]
    for row, symbol in zip(rows(template), symbols, strict=True):
        at = ["--at", row["meeting"]] if row["meeting"] else []
        status = template.done("status", "vision/B", *at, "--format", "json").json
        assert symbol == status["documents"][0]["chapters"][0]["symbol"]
        assert row["symbol"] is None


def test_the_json_is_as_its_schema_says(template: Desk, told: Desk) -> None:
    validators: Any = pytest.importorskip("jsonschema_rs")
    schema = validators.validator_for(output_schema("trend"))
    for desk in (template, told):
        schema.validate(rows(desk))


# Meetings.


def test_each_closing_has_a_row_in_its_order(told: Desk) -> None:
    assert of(told) == {
        "1": (6, 4, 1, 3, 3),
        "2": (4, 3, 1, 2, 3),
        "2.1": (2, 1, 1, 2, 3),
        None: (0, 0, 0, 2, 3),
    }
    found = rows(told)
    assert [row["date"] for row in found] == ["2014-01-08", "2014-02-05", "2014-02-11", None]
    assert [row["words_in_brackets"] for row in found] == [6, 4, 2, 0]
    for row in found[:-1]:
        at = told.done("status", "--at", row["meeting"], "--format", "json").json["totals"]
        assert at["bracket_pairs"] == row["bracket_pairs"]


def test_a_meeting_that_is_open_again_keeps_the_row_of_its_closing(told: Desk) -> None:
    told.done("meeting", "open", "2", "--again", "--on", "2014-02-12")
    assert list(of(told)) == ["1", "2", "2.1", None]
    told.done("meeting", "close", "--on", "2014-02-13")
    told.done("meeting", "open", "1", "--again", "--on", "2014-02-14")
    told.done("meeting", "close", "--on", "2014-02-15")
    # What was closed again stands where that happened, whatever its number.
    assert list(of(told)) == ["1", "2", "2.1", "2.2", "1.1", None]


def test_now_is_the_work_tree(told: Desk) -> None:
    told.replace("drafts/text/B/1.md", "To do", "[To do]")
    assert of(told)[None][:2] == (1, 1)
    assert of(told)["2.1"][:2] == (2, 1)


def test_a_planned_or_open_meeting_has_no_row(told: Desk) -> None:
    told.done("meeting", "open", "3")
    assert list(of(told)) == ["1", "2", "2.1", None]


def test_a_missing_tag_is_made_up_for_by_the_commit_that_closed(told: Desk) -> None:
    before = of(told)
    told.git("tag", "-d", "meeting/1", "meeting/2.1")
    assert of(told) == before
    assert told.run("trend").err == ""


def test_a_meeting_closed_by_hand_is_named_and_the_others_shown(told: Desk) -> None:
    told.write("drafts/meetings/7.yaml", "title: By hand\nclosed: 2014-03-01\n")
    answer = told.done("trend", "--format", "json")
    assert [row["meeting"] for row in answer.json] == ["1", "2", "2.1", None]
    assert answer.err.splitlines() == [
        "This clone has neither the tag nor the commit that closed meeting 7.",
        "help: git fetch --tags; if nobody has it, git tag -a meeting/7 COMMIT names its text.",
    ]
    told.git("tag", "-a", "-m", "Seven", "meeting/7", "HEAD")
    assert list(of(told)) == ["1", "2", "2.1", "7", None]


def test_a_shallow_clone_says_what_it_lacks(told: Desk) -> None:
    told.git("clone", "-q", "--depth", "1", f"file://{told.top}", str(told.home / "shallow"))
    shallow = Desk(told.home / "shallow", told.home)
    answer = shallow.done("trend")
    lines = answer.out.splitlines()
    at = lines.index("This clone is shallow and does not reach back to meetings 1, 2 and 2.1.")
    assert lines[at + 1] == "help: git fetch --unshallow --tags"
    assert of(shallow)[None] == of(told)[None]
    shallow.git("fetch", "-q", "--unshallow", "--tags")
    assert of(shallow) == of(told)


def test_a_tag_on_a_state_without_a_draft(told: Desk) -> None:
    told.git("tag", "-d", "meeting/1")
    empty = told.git("hash-object", "-t", "tree", "-w", "/dev/null").strip()
    commit = told.git("commit-tree", "-m", "Nothing", empty).strip()
    told.git("tag", "meeting/1", commit)
    answer = told.done("trend")
    assert "Meeting 1 cannot be counted: what its tag names holds no draft." in answer.out
    assert "help: git show meeting/1 tells what that is." in answer.out


def test_text_that_is_missing_from_the_clone(told: Desk) -> None:
    blob = told.git("rev-parse", "meeting/1:drafts/text/B/1.md").strip()
    (told.top / ".git/objects" / blob[:2] / blob[2:]).unlink()
    answer = told.done("trend", "--format", "json")
    # Meeting 2 closed with the same words; what is known without them is shown.
    assert [row["meeting"] for row in answer.json] == ["2.1", None]
    assert "Meetings 1 and 2 cannot be counted: The text of drafts/text/B/1.md" in answer.err
    assert "help: git fsck" in answer.err


def test_before_the_first_meeting_there_is_only_now(young: Desk) -> None:
    assert of(young) == {None: (6, 4, 0, 3, 3)}
    said = "No meeting is closed yet: the trend grows by a row with each wsisdraft meeting close."
    for words in ((), ("--format", "markdown"), ("--format", "svg")):
        assert said in young.done("trend", *words).out
    assert "Closed on" not in young.done("trend").out


# REF.


def test_a_ref_restricts_the_trend(told: Desk) -> None:
    assert of(told, "text/B") == {
        "1": (2, 2, 0, 1, 1),
        "2": (2, 2, 0, 1, 1),
        "2.1": (0, 0, 0, 1, 1),
        None: (0, 0, 0, 1, 1),
    }
    whole, a, b = of(told, "text/"), of(told, "A"), of(told, "B")
    for meeting, sums in whole.items():
        assert sums == tuple(x + y for x, y in zip(a[meeting], b[meeting], strict=True))
    assert of(told, "A.1")["1"] == (2, 1, 0, 1, 1)
    assert of(told, "A.1")[None] == (0, 0, 0, 0, 1)


def test_a_chapter_that_was_not_there_yet(told: Desk) -> None:
    told.write("drafts/text/C/chapter.yaml", "title: Later\n")
    told.write("drafts/text/C/1.md", "---\nid: ccccc1\nstatus: under-review\n---\nNew [words].\n")
    assert of(told, "C") == {
        "1": (0, 0, 0, 0, 0),
        "2": (0, 0, 0, 0, 0),
        "2.1": (0, 0, 0, 0, 0),
        None: (1, 1, 0, 1, 1),
    }
    out = told.done("trend", "C").out
    assert "text/C was not there at meetings 1, 2 and 2.1." in out
    assert re.search(r"(?m)^  1  - ", out)
    assert "1 bracket pair now." in out


def test_a_paragraph_is_followed_by_its_id(told: Desk) -> None:
    told.git("mv", "drafts/text/A/1.md", "drafts/text/B/9.md")
    told.write("drafts/text/A/1.md", "---\nid: ddddd1\nstatus: under-review\n---\nOther [one].\n")
    assert of(told, "B.9")["1"] == (2, 1, 0, 1, 1)
    assert "text/A.1 was not there at meetings 1, 2 and 2.1." in told.done("trend", "A.1").out


REFUSED = [
    (("Z",), 1, 'unknown-ref: There is no "Z" in this draft.', "wsisdraft status"),
    (
        ("A.1-2",),
        2,
        "not-one-place: The trend is that of one place, and text/A.1-2 is a part of text/A.",
        "wsisdraft trend text/A",
    ),
    (
        ("--format", "png"),
        2,
        'unknown-format: There is no format "png".',
        "Formats: text, json, svg, markdown.",
    ),
]


@pytest.mark.parametrize(("words", "code", "said", "remedy"), REFUSED)
def test_refusals(told: Desk, words: tuple[str, ...], code: int, said: str, remedy: str) -> None:
    answer = told.run("trend", *words)
    assert (answer.code, answer.out) == (code, "")
    first, *rest = answer.err.splitlines()
    assert first == f"wsisdraft: {said}"
    assert rest[0].startswith("help: ")
    assert remedy in rest[0]
    assert told.clean


def test_without_a_draft(told: Desk) -> None:
    shutil.rmtree(told.top / "drafts")
    answer = told.run("trend")
    assert answer.code == 3
    assert "no-draft" in answer.err


# The ground.


def test_the_number_of_git_processes_does_not_grow_with_the_meetings(told: Desk) -> None:
    def processes() -> int:
        view = View.open(str(told.top), "")
        made = trend(view, None)
        assert not isinstance(made, Refusal)
        return view.clone.git.processes

    few = processes()
    for number in range(3, 9):
        told.done("meeting", "open", str(number))
        told.done("meeting", "close")
    assert processes() == few
    assert len(rows(told)) == 10


def test_what_meetings_have_in_common_is_read_once(
    told: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Counter[str] = Counter()

    def counting(address: Address, path: str, source: str, *more: Any) -> Any:
        read[source] += 1
        return read_paragraph(address, path, source, *more)

    monkeypatch.setattr("wsisdraft.notation.reading.read_paragraph", counting)
    assert not isinstance(trend(View.open(str(told.top), ""), None), Refusal)
    # Over three closings and now, each of the three paragraphs had two wordings.
    assert len(read) == 6
    assert set(read.values()) == {1}


def test_reading_leaves_everything_as_it_was(told: Desk) -> None:
    def files() -> set[tuple[str, int]]:
        return {(str(p), p.stat().st_mtime_ns) for p in told.top.rglob("*") if p.is_file()}

    before = files()
    for kind in ("text", "json", "svg", "markdown"):
        told.done("trend", "--format", kind)
    assert files() == before


# The pages.


def row(name: str | None, *numbers: int, date: str = "") -> Row:
    keys = [*(figure.key for figure in FIGURES), PARAGRAPHS]
    return Row(name, date, "", True, dict(zip(keys, numbers, strict=True)))


FALLING = Trend(
    'A <text> & "more"\x07',
    "draft/A",
    "A title with ]]> in it \u202e",
    (
        row("1", 1007, 640, 58, 212, 14210, 214, date="2015-10-23"),
        row("2", 361, 240, 12, 190, 3922, 210, date="2015-12-09"),
        row("2.1", 1, 1, 0, 1, 1, 210, date="2015-12-10"),
        row(None, 0, 0, 0, 0, 0, 210),
    ),
    (Missing("Meeting 0 <is> missing.", "git fetch & more"),),
)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_bars_fit_every_window_and_carry_their_numbers(width: int) -> None:
    lines = [plain(each) for each in laid_out(trend_page(FALLING), width)]
    assert max(map(width_of, lines)) <= width
    for name, number in (("1", "1,007"), ("2", "361"), ("2.1", "1")):
        assert any(re.search(rf"(?:^|\s){name} +{number} [█▏▎▍▌▋▊▉]", each) for each in lines)
    told = " ".join(" ".join(lines).split())
    for figure in FIGURES:
        assert f"{figure.name}: {figure.definition}" in told
    assert "1,007 bracket pairs at meeting 1, 0 now." in told


def test_a_pipe_gets_no_colour_and_the_usual_width(told: Desk) -> None:
    out = told.done("trend").out
    assert "\x1b" not in out
    panels = out.split("Bracket pairs:")[0].splitlines()
    assert max(map(width_of, panels)) <= 80
    assert "Bracket pairs                             Contested slots" in panels


@pytest.mark.parametrize(
    ("count", "cells"), [(0, ""), (1, "▏"), (50, "██▌"), (100, "█████"), (99, "█████")]
)
def test_a_bar(count: int, cells: str) -> None:
    assert bar(count, 100, 5) == cells


def picture(made: Trend) -> ET.Element:
    return ET.fromstring(trend_svg(made))


def test_the_picture_is_xml_with_title_and_description() -> None:
    root = picture(FALLING)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == (
        'Trend of A <text> & "more"<U+0007>, draft/A: A title with ]]> in it <U+202E>'
    )
    told = desc.text or ""
    assert "Meeting 1: bracket pairs 1,007, contested slots 640, alternatives 58, " in told
    assert "Now: bracket pairs 0," in told
    for figure in FIGURES:
        assert f"{figure.name}: {figure.definition}" in told
    assert "Meeting 0 <is> missing. Remedy: git fetch & more" in told


def test_the_picture_runs_nothing_and_fetches_nothing() -> None:
    source = trend_svg(FALLING)
    kinds = {element.tag.removeprefix(SVG) for element in ET.fromstring(source).iter()}
    assert kinds == {"svg", "title", "desc", "style", "g", "rect", "path", "text"}
    assert not re.search(r"(?i)href|url\(|@import|<script|\son[a-z]+=", source)
    assert source.count("http") == 1
    assert "prefers-color-scheme:dark" in source
    assert len(source.encode()) < 12_000


def test_every_bar_of_the_picture_has_its_number() -> None:
    texts = [each.text for each in picture(FALLING).iter(f"{SVG}text")]
    for each in FALLING.rows:
        for figure in FIGURES:
            assert f"{each.counts[figure.key]:,}" in texts
    assert texts.count("now") == len(FIGURES)
    assert texts.count("2.1") == len(FIGURES)


@pytest.mark.parametrize("meetings", [0, 1, 5, 40])
def test_a_picture_of_few_or_many_meetings(meetings: int) -> None:
    past = [row(str(n), 900 - n, 800 - n, n, 40, 9000 - n, 50) for n in range(1, meetings + 1)]
    if past:
        past[-1] = absent("9", "")
    root = picture(Trend("", "", "", (*past, row(None, 3, 2, 0, 1, 5, 50))))
    bars = [each for each in root.iter(f"{SVG}rect") if each.get("class") in ("bar", "now")]
    assert len(bars) == len(FIGURES) * max(meetings - 1, 0) + len(FIGURES) - 1
    numbers = [each.text for each in root.iter(f"{SVG}text")]
    assert numbers.count("now") == len(FIGURES)
    assert "3" in numbers


def test_markdown_is_a_table_with_definitions() -> None:
    lines = trend_markdown(FALLING).splitlines()
    assert lines[0].startswith(r'## Trend: A &#60;text&#62; &#38; "more"&#60;U\+0007&#62;, ')
    table = [each for each in lines if each.startswith("|")]
    assert table[0].split(" | ")[:3] == ["| Meeting", "Closed on", "Bracket pairs"]
    assert table[2] == "| 1 | 2015-10-23 | 1,007 | 640 | 58 | 212 | 14,210 | 214 |"
    assert table[-1] == "| **now** |  | 0 | 0 | 0 | 0 | 0 | 210 |"
    assert [each.count("|") for each in table] == [9] * 6
    for figure in FIGURES:
        assert f"- **{figure.name}**: {figure.definition}" in lines


def test_the_commands_of_every_format(template: Desk) -> None:
    assert "189 bracket pairs at meeting 3, 29 now." in template.done("trend").out
    ET.fromstring(template.done("trend", "vision/B", "--format", "svg").out)
    assert "| 4 | 2014-04-17 | 29 |" in template.done("trend", "--format", "markdown").out
    assert json.loads(template.done("trend", "--format", "json").out)[-1]["meeting"] is None
