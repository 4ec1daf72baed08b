"""The strict reader: what it takes, what it tells of the rest, and that other readers agree."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from wsisdraft.notation.exact_fields import MOST_FINDINGS
from wsisdraft.notation.fast_fields import fast_front_matter, fast_yaml
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.front_matter import (
    FrontMatter,
    locate,
    locate_key,
    read_exactly,
    read_front_matter,
    read_yaml,
)
from wsisdraft.notation.spelling import MISREAD, UNFIT, key, scalar
from wsisdraft.text.span import Span

CASES = Path(__file__).parent / "cases"
yaml: Any = pytest.importorskip("yaml")  # it has no types of its own
steady = settings(deadline=None, derandomize=True, max_examples=150)
RUAMEL = YAML(typ="base", pure=True)
HEADER = """\
---
id: k7q2vd
status: under-review
mandate:
  lead: Norland
  task: redraft with 28 to 30
brackets:
  b1:
    by: [Norland, "Isle, the"]
    since: 4
former:
  - vision/B.20
---
Trust matters. [It does.]{#b1}
"""


def other_readings(source: str) -> Iterator[Any]:
    """What three other readers make of a YAML text, every scalar taken as text."""
    yield yaml.load(source, Loader=yaml.BaseLoader)
    yield RUAMEL.load(source)
    if hasattr(yaml, "CBaseLoader"):
        yield yaml.load(source, Loader=yaml.CBaseLoader)


def agrees(source: str, fields: Fields) -> bool:
    return all((reading or {}) == fields for reading in other_readings(source))


def lines_of(name: str) -> list[tuple[str, str]]:
    text = (CASES / name).read_text(encoding="utf-8")
    rows = (line.split(" => ", 1) for line in text.splitlines() if not line.startswith("# "))
    return [(left, right) for left, right in rows]


@pytest.mark.parametrize(("line", "told"), lines_of("front-matter-values.txt"))
def test_a_value_is_what_every_reader_takes_it_for(line: str, told: str) -> None:
    source = f"{line}\n"
    read = read_yaml(source, "x.yaml")
    assert read.findings == ()
    assert read.fields == {"k": json.loads(told)}
    assert read == read_exactly(source, "x.yaml", yaml=True)
    assert agrees(source, read.fields)


@pytest.mark.parametrize(("written", "meant"), lines_of("front-matter-keys.txt"))
def test_a_key_is_what_every_reader_takes_it_for(written: str, meant: str) -> None:
    source = f"{written}: x\n"
    read = read_yaml(source, "x.yaml")
    assert read == FrontMatter({meant: "x"}, len(source))
    assert read == read_exactly(source, "x.yaml", yaml=True)
    assert agrees(source, read.fields)


def refused() -> list[tuple[str, str, str]]:
    text = (CASES / "front-matter-refused.txt").read_text(encoding="utf-8")
    signs = {"\\n": "\n", "\\t": "\t", "\\\\": "\\", "␅": "\x85"}
    made = []
    for line in text.splitlines()[1:]:
        source, place, message = line.split(" => ")
        source = re.sub(r"\\[nt\\]|␅", lambda found: signs[found[0]], source)
        made.append((source, place, message))
    return made


@pytest.mark.parametrize(("source", "place", "message"), refused())
def test_a_single_fault_is_one_finding_for_either_reader(
    source: str, place: str, message: str
) -> None:
    assert fast_yaml(source) is None
    read = read_yaml(source, "x.yaml")
    assert [str(finding.place) for finding in read.findings] == [f"x.yaml:{place}"], read
    assert message in read.findings[0].message
    if source.startswith("---"):
        return
    front = read_front_matter(f"---\n{source}---\nWords.\n", "x.md")
    line, _, column = place.partition(":")
    assert [str(f.place) for f in front.findings] == [f"x.md:{int(line) + 1}:{column}"]


def faults() -> list[Any]:
    text = (CASES / "front-matter-faults.txt").read_text(encoding="utf-8")
    cases = []
    for block in ("\n" + text).split("\n== ")[1:]:
        name, _, rest = block.partition("\n")
        source, _, expected = rest.rpartition("--\n")
        source = source.replace("→", "\t").replace("␍", "\r").replace("␠", " ")
        cases.append(pytest.param(source, expected.strip("\n").split("\n"), id=name))
    return cases


@pytest.mark.parametrize(("source", "expected"), faults())
def test_every_fault_is_told_with_its_place_and_remedy(source: str, expected: list[str]) -> None:
    read = read_front_matter(source, "p.md")
    if source.startswith("a: b"):
        read = read_yaml(source, "p.md")
    told = [f"{f.place} {f.message} => {f.remedy}" for f in read.findings]
    *rows, fields = expected
    assert len(told) == len(rows), "\n".join(told)
    for finding, row in zip(read.findings, rows, strict=True):
        place, _, words = row.partition(" ")
        message, _, remedy = words.partition(" => ")
        assert str(finding.place) == f"p.md:{place}", "\n".join(told)
        assert message in finding.message
        assert remedy in finding.remedy
        assert finding.rule == "file-format"
    assert read.fields == json.loads(fields)


def test_the_body_begins_after_the_closing_fence() -> None:
    read = read_front_matter(HEADER, "p.md")
    assert HEADER[read.body_start :] == "Trust matters. [It does.]{#b1}\n"
    assert read.fields == {
        "id": "k7q2vd",
        "status": "under-review",
        "mandate": {"lead": "Norland", "task": "redraft with 28 to 30"},
        "brackets": {"b1": {"by": ["Norland", "Isle, the"], "since": "4"}},
        "former": ["vision/B.20"],
    }


@pytest.mark.parametrize(
    ("source", "body", "fields"),
    [
        ("---\n---\n", "", {}),
        ("---\n---\nwords\n", "words\n", {}),
        ("---\n# a comment\n\n---\n---\n", "---\n", {}),
        ("---\na: b\n---\n\n---\nwords", "\n---\nwords", {"a": "b"}),
    ],
)
def test_front_matter_may_be_empty_and_the_body_may_have_rules(
    source: str, body: str, fields: Fields
) -> None:
    read = read_front_matter(source, "p.md")
    assert read.findings == ()
    assert (source[read.body_start :], read.fields) == (body, fields)


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("words\n", "words\n"),
        ("a: b\n---\nwords\n", "words\n"),
        ("---\na: b\nc:\n  - d\n\nwords: they are\nand words\n", "and words\n"),
        ("---\na: b\n\nSome words.\n", "\nSome words.\n"),
        ("---\na: b\n", ""),
        ("---\na: b\n---", ""),
        ("---", ""),
        ("", ""),
        ("\ufeff---\na: b\n---\nwords\n", "words\n"),
        ("---\r\na: b\r\n---\r\nwords\r\n", "words\r\n"),
    ],
)
def test_a_body_is_found_where_fences_are_wrong(source: str, body: str) -> None:
    read = read_front_matter(source, "p.md")
    assert read.findings
    assert source[read.body_start :] == body


def test_a_byte_order_mark_is_told() -> None:
    for read in (read_front_matter("\ufeff---\n---\n", "p"), read_yaml("\ufeffa: b\n", "p")):
        assert [str(finding.place) for finding in read.findings] == ["p:1:1"]
        assert "byte order mark" in read.findings[0].message


def test_a_yaml_file_may_lack_its_last_line_end() -> None:
    assert read_yaml("a: b", "x.yaml") == FrontMatter({"a": "b"}, 4)
    assert read_exactly("a:\n  - b", "x.yaml", yaml=True) == FrontMatter({"a": ["b"]}, 8)


@pytest.mark.parametrize(
    "sign", "\x00\x07\x1b\x7f\x85\x9f\u2028\u2029\ufeff\u202e\u2067\ufdd0\U0001ffff\ud800"
)
def test_signs_that_may_stand_nowhere_are_told_with_their_place(sign: str) -> None:
    source = f"a: b\nc: x{sign}y\n# {sign}\n{sign}: z\nd: e\n"
    read = read_yaml(source, "p")
    assert [str(finding.place) for finding in read.findings] == ["p:2:5", "p:3:3", "p:4:1"]
    assert all(f"U+{ord(sign):04X}" in finding.message for finding in read.findings)
    assert read.fields == {"a": "b", "d": "e"}


def test_findings_of_a_hostile_file_are_bounded_and_counted() -> None:
    read = read_yaml("x\n" * 30_000, "p")
    assert len(read.findings) == MOST_FINDINGS
    assert read.findings[-1].place is not None
    assert read.findings[-1].place.line == MOST_FINDINGS
    assert f"{30_000 - MOST_FINDINGS + 1} more" in read.findings[-1].message
    assert len(read_yaml("x\n" * MOST_FINDINGS, "p").findings) == MOST_FINDINGS


HOSTILE = [
    *("[", "{", "a: [", "- ", "  ", "'", '"\\', "a:\n ", "a: 'b'\n", "#", ": ", "\\", ",", "?"),
    *("- a\nb\n", "a:\n- b\nc\n", "x: x\n  z\n", f"k: {'a' * 100}\n", f"{'a' * 70}: b\n"),
]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_files_take_a_time_in_proportion(part: str) -> None:
    for front in ("", "k: ", "k:\n  - ", "k: [", "k: {a: "):
        source = front + part * (20_000 // len(part))
        read = read_yaml(source, "p")
        assert len(read.findings) <= MOST_FINDINGS
        assert len(read_front_matter(f"---\n{source}", "p").findings) <= MOST_FINDINGS


# Every short line over signs that mean something.

NASTY = "a:-#[]{},'\"&*! ?\\"
FRAMES = (
    "k: {}\n",
    "{}\n",
    "k: [{}]\n",
    "k: {{a: {}}}\n",
    "k: {{{}}}\n",
    "k:\n  - {}\n",
    "k:\n  {}\n",
)


@pytest.mark.parametrize("frame", FRAMES)
def test_short_lines_are_refused_or_read_as_others_do(frame: str) -> None:
    for length in range(4):
        for signs in itertools.product(NASTY, repeat=length):
            source = frame.format("".join(signs))
            read = read_exactly(source, "p", yaml=True)
            fast = fast_yaml(source)
            assert fast is None or (fast == read.fields and not read.findings), source
            if not read.findings:
                assert agrees(source, read.fields), source


# Generated files: grammar first, then damaged.

WORDS = st.text(
    st.one_of(st.sampled_from("aZ09 .-/+:#'\"[]{},&*!?|>%@`\\éß中م\u00a0\u200d𝔸"), st.characters()),
    max_size=12,
)
FIT = WORDS.filter(lambda text: scalar(text) is not None)
KEYS = FIT.filter(lambda text: key(text) is not None)


def spelled(text: str, draw: Any, *, flow: bool = False) -> str:
    """One of the ways to write a text."""
    plain = scalar(text, flow=flow)
    assert plain is not None
    double = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    single = "'" + text.replace("'", "''") + "'"
    return str(draw(st.sampled_from([plain, plain, double, single])))


@st.composite
def flow_lists(draw: Any) -> tuple[str, list[str]]:
    items = draw(st.lists(FIT, max_size=3))
    gap = draw(st.sampled_from([", ", ",", " , "]))
    return f"[{gap.join(spelled(item, draw, flow=True) for item in items)}]", items


@st.composite
def mappings(draw: Any, level: int = 0) -> tuple[list[str], Fields]:
    """Lines and what they say, with comments and blank lines between."""
    lines: list[str] = []
    fields: Fields = {}
    margin = "  " * level
    for name in draw(st.lists(KEYS, unique=True, min_size=min(level, 1), max_size=3)):
        lines += draw(
            st.sampled_from([[], [], ["# a note: x"], [f"{margin}  # deeper"], ["", "  "]])
        )
        head = f"{margin}{draw(st.sampled_from([key(name), spelled_key(name)]))}:"
        kind = draw(st.sampled_from(["word", "word", "flow", "items", "inner", "braces"]))
        if kind == "inner" and level < 2:
            inner, value = draw(mappings(level + 1))
            lines += [head, *inner]
        elif kind == "items":
            texts = draw(st.lists(FIT, min_size=1, max_size=3))
            lines += [head, *(f"{margin}  - {spelled(item, draw)}" for item in texts)]
            value = texts
        elif kind == "braces" and level < 2:
            written, value = draw(braces())
            lines.append(f"{head} {written}")
        elif kind == "flow":
            written, value = draw(flow_lists())
            lines.append(f"{head}  {written}")
        else:
            text = draw(FIT)
            lines.append(f"{head} {spelled(text, draw)}{draw(st.sampled_from(['', ' ']))}")
            value = text
        fields[name] = value
    return lines, fields


def spelled_key(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


@st.composite
def braces(draw: Any) -> tuple[str, Fields]:
    fields: Fields = {}
    pairs = []
    for name in draw(st.lists(KEYS, unique=True, max_size=3)):
        written: str
        value: Value
        if draw(st.booleans()):
            written, value = draw(flow_lists())
        else:
            text = draw(FIT)
            written, value = spelled(text, draw, flow=True), text
        fields[name] = value
        pairs.append(f"{key(name)}: {written}")
    return "{" + ", ".join(pairs) + "}", fields


@steady
@given(mappings())
def test_what_the_grammar_makes_is_read_as_meant_and_as_others_read_it(
    made: tuple[list[str], Fields],
) -> None:
    lines, fields = made
    source = "".join(f"{line}\n" for line in lines)
    read = read_yaml(source, "p")
    assert read.findings == ()
    assert read.fields == fields
    assert read == read_exactly(source, "p", yaml=True)
    assert agrees(source, fields)
    fenced = f"---\n{source}---\nbody\n"
    assert read_front_matter(fenced, "p") == FrontMatter(fields, len(fenced) - 5)


DAMAGE = st.sampled_from(
    [*"a:-#[]{},'\"&*!?|>%@` \n\t\r\\\x00é", "  ", "- ", ": ", " #", "\n  ", "---\n"]
)


@steady
@given(mappings(), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 2), DAMAGE), max_size=3))
def test_what_is_accepted_after_damage_is_read_as_others_read_it(
    made: tuple[list[str], Fields], damage: list[tuple[int, int, str]]
) -> None:
    source = "".join(f"{line}\n" for line in made[0])
    for at, length, new in damage:
        source = source[:at] + new + source[at + length :]
    exact = read_exactly(source, "p", yaml=True)
    assert read_yaml(source, "p") == exact
    if not exact.findings:
        assert agrees(source, exact.fields)
    for finding in exact.findings:
        assert finding.place is not None
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")
        assert 1 <= finding.place.line <= source.count("\n") + 1


@steady
@given(st.text(st.sampled_from("ab: \n-[],中\x85\u2028\u00a0\"'#{}\\0é"), max_size=40))
@example("a:\n  b:\n    c: d\n  e:\n    - f\ng: h\n")
@example("a:\n      - b\n")
@example("a:\n    b: c\n")
@example("a:\n- b\n")
@example("a:\n  b:\n    c: {}\n")
@example("a: {}\n  b: c\n")
@example("_a: b\n")
@example("é ü: {}\nb:\n  é:\n    - {}\n")
@example("a: b\n\n\n# c\n")
def test_the_two_readers_agree(text: str) -> None:
    exact = read_exactly(text, "p", yaml=True)
    fast = fast_yaml(text)
    assert fast is None or (fast, exact.findings) == (exact.fields, ())
    for source in (f"---\n{text}---\nwords", f"---\n{text}", text):
        exact = read_exactly(source, "p")
        quick = fast_front_matter(source)
        if quick is not None:
            assert FrontMatter(*quick) == exact


def test_the_fast_reader_takes_the_ordinary_files() -> None:
    ordinary = HEADER.replace("former:", "# a comment\n\nformer:").replace('"Isle, the"', "Isle")
    assert fast_front_matter(ordinary) is not None
    settled = f"---\nsettled:\n  date: 2014-04-17\n  text: sha256:{'0f' * 32}\n---\nWords.\n"
    assert fast_front_matter(settled) is not None
    assert fast_yaml("Côte d'Ivoire:\n  kind: government\n中国: {}\n") is not None
    assert fast_yaml("besides: [2, 21, 27-30]\nsymbol: WSIS+10/4/26/Pre-agreed\n") is not None


@steady
@given(st.text(max_size=60))
def test_any_text_at_all_gives_fields_and_findings(text: str) -> None:
    for read in (read_yaml(text, "p"), read_front_matter(text, "p")):
        assert 0 <= read.body_start <= len(text)
        assert all(finding.place is not None for finding in read.findings)


# Places.


def test_fields_are_located_exactly() -> None:
    def words(*keys: str) -> str | None:
        span = locate(HEADER, keys)
        return None if span is None else span.of(HEADER)

    assert words("status") == "under-review"
    assert words("mandate") == "lead: Norland\n  task: redraft with 28 to 30"
    assert words("mandate", "task") == "redraft with 28 to 30"
    assert words("brackets", "b1", "by") == '[Norland, "Isle, the"]'
    assert words("brackets", "b1", "since") == "4"
    assert words("former") == "- vision/B.20"
    assert words("brackets", "b2") is None
    assert words("status", "x") is None
    assert words() is None
    span = locate_key(HEADER, ("brackets", "b1"))
    assert span is not None
    assert span.of(HEADER) == "b1"
    assert locate_key(HEADER, ("nothing",)) is None


def test_fields_of_yaml_files_are_located() -> None:
    source = "a: b\nc: {d: 'e', f: [g]}\n"
    assert locate(source, ("c", "d"), yaml=True) == Span(12, 15)
    assert locate(source, ("c", "f"), yaml=True) == Span(20, 23)
    assert locate_key(source, ("c", "f"), yaml=True) == Span(17, 18)


@steady
@given(mappings())
def test_every_value_stands_where_it_is_located(made: tuple[list[str], Fields]) -> None:
    lines, fields = made
    source = "".join(f"{line}\n" for line in lines)
    for name, value in fields.items():
        span = locate(source, (name,), yaml=True)
        at = locate_key(source, (name,), yaml=True)
        assert span is not None
        assert at is not None
        assert read_yaml(f"{at.of(source)}: x\n", "p").fields == {name: "x"}
        if isinstance(value, str):
            assert read_yaml(f"k: {span.of(source)}\n", "p").fields == {"k": value}


# Spelling.


@steady
@given(st.text(max_size=20))
def test_a_spelled_text_is_read_back(text: str) -> None:
    written, inside, name = scalar(text), scalar(text, flow=True), key(text)
    assert (written is None) == (UNFIT.search(text) is not None)
    if written is not None:
        assert read_yaml(f"k: {written}\nl:\n  - {written}\n", "p") == FrontMatter(
            {"k": text, "l": [text]}, len(written) * 2 + 12
        )
        assert read_yaml(f"k: [{inside}, {inside}]\n", "p").fields == {"k": [text, text]}
    if name is not None:
        assert read_yaml(f"{name}: x\n", "p").fields == {text: "x"}
        assert text not in MISREAD or name[0] == '"'
