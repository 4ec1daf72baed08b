"""The JSON schemas: those of the repository are those of the shapes, and both judge alike."""

from __future__ import annotations

import json
import re
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.front_matter import read_yaml
from wsisdraft.notation.json_schema import KINDS, schema, schema_text
from wsisdraft.notation.shape import Choice, Many, Record, Shape, Word, enforce
from wsisdraft.notation.spelling import key, scalar

jsonschema_rs: Any = pytest.importorskip("jsonschema_rs")
FOLDER = Path(__file__).parents[1] / "schema"
steady = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
VALIDATORS = {kind: jsonschema_rs.validator_for(schema(kind)) for kind in KINDS}
META = jsonschema_rs.meta


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_of_the_repository_are_those_of_the_shapes(kind: str) -> None:
    said = (FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8")
    remedy = "run python -m wsisdraft.notation.json_schema schema/"
    assert said == schema_text(kind), remedy
    META.validate(json.loads(said))


def test_the_module_writes_the_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["json_schema", str(tmp_path / "new")])
    monkeypatch.delitem(sys.modules, "wsisdraft.notation.json_schema")
    runpy.run_module("wsisdraft.notation.json_schema", run_name="__main__")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "new").iterdir()}
    assert written == {f"{kind}.schema.json": schema_text(kind) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described(kind: str) -> None:
    def undescribed(part: Any, path: str) -> list[str]:
        if not isinstance(part, dict):
            return []
        bare = [
            f"{path}/{name}"
            for name, each in part.get("properties", {}).items()
            if not each.get("description")
        ]
        inner = [*part.get("properties", {}).items(), ("*", part.get("additionalProperties"))]
        return bare + [
            found for name, each in inner for found in undescribed(each, f"{path}/{name}")
        ]

    said = schema(kind)
    assert said["title"]
    assert said["description"]
    assert undescribed(said, "") == []


# Fields made from the shapes.

LINE = st.text(st.sampled_from("abZ 09.-/:#'\"[],é中"), max_size=8).filter(
    lambda text: scalar(text) is not None
)


def words(shape: Word | Choice) -> st.SearchStrategy[str]:
    if isinstance(shape, Choice):
        return st.sampled_from([str(word) for word in shape.words])
    made = st.from_regex(re.compile(shape.pattern, re.ASCII), fullmatch=True)
    return made.filter(lambda text: scalar(text) is not None and len(text) < 100)


def values(shape: Shape) -> st.SearchStrategy[Any]:
    if isinstance(shape, Word | Choice):
        return words(shape)
    if isinstance(shape, Many):
        each = words(shape.each)
        return each | st.lists(each, min_size=shape.least, max_size=3)
    if isinstance(shape, Record):
        inner = {name: values(field.shape) for name, field in shape.fields.items()}
        needed = {name: inner[name] for name, field in shape.fields.items() if field.required}
        optional = {name: each for name, each in inner.items() if name not in needed}
        return st.fixed_dictionaries(needed, optional=optional)
    names = words(shape.key).filter(lambda text: key(text) is not None)
    table = st.dictionaries(names, values(shape.each), max_size=3)
    return table.filter(lambda made: all(word in made.values() for word in shape.among))


def judged(kind: str, fields: Fields) -> tuple[bool, bool]:
    """Whether the reader takes a file with these fields, and whether the schema does."""
    shape = KINDS[kind][0]
    source = apply("", revise("", {(name,): value for name, value in fields.items()}, yaml=True))
    read = read_yaml(source, "x.yaml")
    assert (read.fields, read.findings) == (fields, ())
    findings = enforce(read.fields, shape, source, "x.yaml")
    assert bool(findings) != shape.accepts(fields)
    return not findings, VALIDATORS[kind].is_valid(fields)


STRATEGIES: dict[str, st.SearchStrategy[Fields]] = {
    kind: values(shape) for kind, (shape, _) in KINDS.items()
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_its_shape_is_taken_by_reader_and_schema(kind: str) -> None:
    @steady
    @given(STRATEGIES[kind])
    def holds(fields: Fields) -> None:
        assert judged(kind, fields) == (True, True)

    holds()


def places(value: Value, level: int = 0) -> list[tuple[Any, ...]]:
    """Paths to everything inside the fields."""
    if not isinstance(value, dict):
        return [()]
    return [(), *((name, *rest) for name, each in value.items() for rest in places(each))]


def replaced(value: Value, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    assert isinstance(value, dict)
    name, *rest = path
    return {**value, name: replaced(value[name], tuple(rest), new)}


def damaged(draw: Any, fields: Fields) -> Fields:
    """The fields with one thing otherwise: a value, a key, something less or more."""
    path = draw(st.sampled_from([place for place in places(fields) if place] or [()]))
    kind = draw(st.sampled_from(["value", "list", "mapping", "twist", "key", "less", "more"]))
    *above, last = path or ("x",)
    around: Any = fields
    for name in above:
        around = around[name]
    if kind == "value" or not path:
        new = {**around, last: draw(LINE)}
    elif kind == "list":
        new = {**around, last: draw(st.lists(LINE, max_size=2))}
    elif kind == "mapping":
        new = {**around, last: {} if len(path) < 3 else "x"}
    elif kind == "twist":
        old = around[last]
        new = {**around, last: draw(st.sampled_from(twists(old)))}
    elif kind == "key":
        new = {draw(LINE.filter(key)) if name == last else name: v for name, v in around.items()}
    elif kind == "less":
        new = {name: value for name, value in around.items() if name != last}
    else:
        new = {**around, draw(LINE.filter(key)): draw(LINE)}
    made = replaced(fields, tuple(above), new)
    assert isinstance(made, dict)
    return made


def twists(old: Value) -> list[Value]:
    """Values that are nearly the same."""
    if isinstance(old, str):
        return [old + "x", old[1:], old.upper(), f" {old}", f"{old} ", [old], old.replace("1", "3")]
    if isinstance(old, list):
        return [[*old, ""], old[1:], [*old, "x y"], "".join(old)]
    return [{}, "x", list(old)] if all(isinstance(v, str) for v in old.values()) else ["x"]


@pytest.mark.parametrize("kind", KINDS)
def test_reader_and_schema_judge_damaged_fields_alike(kind: str) -> None:
    @steady
    @given(st.data(), STRATEGIES[kind])
    def holds(data: Any, fields: Fields) -> None:
        changed = damaged(data.draw, fields)
        if all(len(path) <= 3 for path in places(changed)):
            by_reader, by_schema = judged(kind, changed)
            assert by_reader == by_schema

    holds()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("chapter", {"title": "Vision", "besides": [2, 21, "27-30"]}),
        ("chapter", {"title": 2014, "besides": 21}),
        ("paragraph", {"status": "open", "brackets": {"b1": {"since": 4}}, "printed": 28}),
        ("meeting", {"participation": {"participants": 140}, "next": {"meeting": 5.1}}),
    ],
)
def test_numbers_of_other_readers_are_taken_where_they_can_be_text(kind: str, fields: Any) -> None:
    assert VALIDATORS[kind].is_valid(fields)


def test_a_number_is_not_taken_for_a_word() -> None:
    assert not VALIDATORS["paragraph"].is_valid({"status": "open", "id": 123456})
    assert not VALIDATORS["paragraph"].is_valid({"status": "open", "settled": 3})
