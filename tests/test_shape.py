"""What each kind of file may say, and what is told where it says otherwise."""

from __future__ import annotations

import calendar
from pathlib import Path
from typing import Any

import pytest

from wsisdraft.notation.exact_fields import MOST_FINDINGS
from wsisdraft.notation.front_matter import read_front_matter, read_yaml
from wsisdraft.notation.json_schema import KINDS
from wsisdraft.notation.shape import Many, Record, Shape, Table, Word, enforce
from wsisdraft.notation.shapes import CHAPTER, COUNT, DAY, ID, PARAGRAPH, STAKEHOLDERS
from wsisdraft.notation.spelling import MISREAD

CASES = Path(__file__).parent / "cases"
FENCED = ("paragraph", "alternative", "statement")


def cases() -> list[Any]:
    text = (CASES / "front-matter-shapes.txt").read_text(encoding="utf-8")
    made = []
    for block in ("\n" + text).split("\n== ")[1:]:
        name, _, rest = block.partition("\n")
        source, _, expected = f"{rest}\n".rpartition("--\n")
        kind = name.partition(":")[0]
        made.append(pytest.param(kind, source, expected.strip("\n").splitlines(), id=name))
    return made


@pytest.mark.parametrize(("kind", "source", "expected"), cases())
def test_flaws_are_told_with_their_place_and_remedy(
    kind: str, source: str, expected: list[str]
) -> None:
    read = read_yaml(source, "x.yaml")
    assert read.findings == ()
    findings = enforce(read.fields, KINDS[kind][0], source, "x.yaml")
    told = "\n".join(f"{f.place} {f.message} => {f.remedy}" for f in findings)
    assert len(findings) == len(expected), told
    for finding, row in zip(findings, expected, strict=True):
        place, _, words = row.partition(" ")
        message, _, remedy = words.partition(" => ")
        assert str(finding.place) == f"x.yaml:{place}", told
        assert message in finding.message, told
        assert remedy in finding.remedy, told
        assert finding.rule == "file-format"


@pytest.mark.parametrize(
    ("kind", "source"),
    [(case.values[0], case.values[1]) for case in cases() if case.values[0] in FENCED],
)
def test_places_count_from_the_first_line_of_the_file(kind: str, source: str) -> None:
    whole = enforce(read_yaml(source, "x.yaml").fields, KINDS[kind][0], source, "x.yaml")
    fenced = f"---\n{source}---\nWords.\n"
    front = read_front_matter(fenced, "x.md")
    findings = enforce(front.fields, KINDS[kind][0], fenced, "x.md")
    assert [finding.message for finding in findings] == [finding.message for finding in whole]
    for inside, alone in zip(findings, whole, strict=True):
        assert inside.place is not None
        assert alone.place is not None
        missing_here = "is missing" in alone.message and alone.place.line == 1
        assert inside.place.line == alone.place.line + (0 if missing_here else 1)


def test_every_day_is_taken_that_exists_and_no_other() -> None:
    for year in (1000, 1900, 2000, 2013, 2014, 2016, 2100, 2400, 2999):
        for month in range(14):
            last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
            for day in range(33):
                assert DAY.accepts(f"{year}-{month:02}-{day:02}") == (1 <= day <= last)
    for odd in ("2014-4-17", "20140417", "2014-04-17 ", "0999-01-01", "3000-01-01", "२०१४-०४-१७"):
        assert not DAY.accepts(odd)


def test_digits_are_those_of_ascii() -> None:
    assert not COUNT.accepts("१४")
    assert not COUNT.accepts("1\n")
    assert not ID.accepts("k7q2vd\n")


def inner_shapes(shape: Shape) -> list[Shape]:
    if isinstance(shape, Record):
        return [shape, *(s for f in shape.fields.values() for s in inner_shapes(f.shape))]
    if isinstance(shape, Table):
        return [shape, *inner_shapes(shape.each)]
    return [shape, shape.each] if isinstance(shape, Many) else [shape]


@pytest.mark.parametrize("kind", KINDS)
def test_shapes_keep_to_what_files_can_hold(kind: str) -> None:
    for shape in inner_shapes(KINDS[kind][0]):
        if isinstance(shape, Word):
            assert shape.accepts(shape.example)
        if isinstance(shape, Record):
            assert not MISREAD & shape.fields.keys()
            assert all(field.about.endswith(".") for field in shape.fields.values())


def test_correct_fields_are_never_looked_for_in_the_file() -> None:
    fields = read_front_matter("---\nstatus: open\n---\n", "p.md").fields
    assert enforce(fields, PARAGRAPH, "not looked at", "p.md") == ()


def test_fields_that_are_not_in_the_file_are_told_at_its_beginning() -> None:
    findings = enforce({"status": "Open"}, PARAGRAPH, "", "p.md")
    assert [str(finding.place) for finding in findings] == ["p.md:1:1"]


def test_findings_of_a_hostile_file_are_bounded() -> None:
    source = "".join(f"k{number}: v\n" for number in range(3000))
    for shape in (CHAPTER, STAKEHOLDERS):
        findings = enforce(read_yaml(source, "x.yaml").fields, shape, source, "x.yaml")
        assert len(findings) == MOST_FINDINGS + 1
        assert any("More fields" in finding.message for finding in findings)
