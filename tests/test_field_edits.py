"""Splices of fields: what they change is what was asked, and nothing else moves."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_front_matter import mappings
from wsisdraft.notation.field_edits import Splice, apply, remove_field, revise, scalar, set_field
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.front_matter import read_front_matter, read_yaml
from wsisdraft.notation.meeting_shapes import MEETING
from wsisdraft.notation.shapes import PARAGRAPH
from wsisdraft.text.span import Span

CASES = Path(__file__).parent / "cases"
steady = settings(deadline=None, derandomize=True, max_examples=120)


def cases() -> list[Any]:
    text = (CASES / "front-matter-edits.txt").read_text(encoding="utf-8")
    made = []
    for block in ("\n" + text).split("\n== ")[1:]:
        name, _, rest = (block.rstrip("\n") + "\n").partition("\n")
        before, _, after = rest.replace("␠", " ").partition("\n-- ")
        change, _, after = after.partition("\n")
        keys, _, value = change.partition(" = ")
        made.append(pytest.param(f"{before}\n", tuple(keys.split(" ")), value, after, id=name))
    return made


@pytest.mark.parametrize(("before", "keys", "value", "after"), cases())
def test_a_field_is_changed_and_all_else_stays(
    before: str, keys: tuple[str, ...], value: str, after: str
) -> None:
    yaml = not before.startswith("---")
    if value:
        splices = set_field(before, keys, json.loads(value), yaml=yaml)
    else:
        splices = remove_field(before, keys, yaml=yaml)
    assert apply(before, splices) == after


def test_a_field_that_says_so_already_is_not_touched() -> None:
    source = "---\nby: [ 'a' , b ]\nsettled: {date: 2014-04-17,   text: x}\n---\n"
    assert set_field(source, ("by",), ["a", "b"]) == ()
    assert set_field(source, ("settled",), {"text": "x", "date": "2014-04-17"}) == ()
    assert remove_field(source, ("status",)) == ()
    assert remove_field(source, ("by", "x")) == ()
    assert revise(source, {}) == ()


def test_a_file_without_front_matter_gets_one() -> None:
    for body in ("", "Words.\n", "\nWords: they are.\n"):
        after = apply(body, set_field(body, ("id",), "k7q2vd"))
        assert after == f"---\nid: k7q2vd\n---\n{body}"
        assert read_front_matter(after, "p").findings == ()
    assert remove_field("Words.\n", ("id",)) == ()


def test_a_whole_file_is_written_in_the_order_of_its_shape() -> None:
    changes: dict[tuple[str, ...], Value | None] = {
        ("closed",): "2014-04-17",
        ("issued", "vision/B", "besides"): ["2", "21"],
        ("issued", "vision/B", "symbol"): "WSIS+10/4/26",
        ("from",): "2014-04-14",
        ("what: ever",): "x",
        ("title",): "Fourth meeting",
    }
    after = apply("", revise("", changes, yaml=True, shape=MEETING))
    assert after == (
        "title: Fourth meeting\nfrom: 2014-04-14\nclosed: 2014-04-17\nissued:\n  vision/B:\n"
        '    symbol: WSIS+10/4/26\n    besides: [2, 21]\n"what: ever": x\n'
    )


def test_several_fields_change_at_once() -> None:
    source = "---\nid: k7q2vd\nstatus: open\nmandate:\n  lead: Norland\n  task: x\n---\n"
    changes: dict[tuple[str, ...], Value | None] = {
        ("mandate", "lead"): None,
        ("mandate", "task"): None,
        ("status",): "agreed",
        ("settled", "text"): "sha256:00",
        ("settled", "date"): "2014-04-17",
        ("pending",): {"for": "capital"},
    }
    assert apply(source, revise(source, changes)) == (
        "---\nid: k7q2vd\nstatus: agreed\nsettled:\n  date: 2014-04-17\n  text: sha256:00\n"
        "pending:\n  for: capital\n---\n"
    )


def test_the_values_given_are_not_changed() -> None:
    given: Fields = {"b": "c"}
    changes: dict[tuple[str, ...], Value | None] = {("a",): given, ("a", "d"): "e"}
    assert apply("", revise("", changes, yaml=True)) == "a:\n  b: c\n  d: e\n"
    assert given == {"b": "c"}


def test_splices_of_separate_fields_compose() -> None:
    source = "---\nid: k7q2vd\nstatus: open\n---\nWords.\n"
    splices = (
        *set_field(source, ("status",), "agreed"),
        *set_field(source, ("settled",), {"date": "2014-04-17"}),
        *set_field(source, ("pending",), {"for": "capital"}),
        Splice(Span(len(source) - 7, len(source)), "Other words.\n"),
    )
    assert apply(source, splices) == (
        "---\nid: k7q2vd\nstatus: agreed\nsettled:\n  date: 2014-04-17\npending:\n"
        "  for: capital\n---\nOther words.\n"
    )


@pytest.mark.parametrize("spans", [[(0, 2), (1, 3)], [(0, 9)], [(-1, 1)], [(2, 1)]])
def test_splices_that_contradict_each_other_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlap or lie outside"):
        apply("four", [Splice(Span(*span), "x") for span in spans])


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "\x1b", "\u202e", "\ufeff", "\ud800"])
def test_text_that_no_file_can_hold_has_no_spelling_and_is_refused(text: str) -> None:
    assert scalar(text) is None
    values: list[Value] = [text, ["a", text], {"b": {"c": text}}]
    for value in values:
        for source in ("---\n---\n", "---\na: b\n---\n", "---\na: {d: e}\n---\n"):
            with pytest.raises(ValueError, match=r"no file can hold|inside braces"):
                set_field(source, ("a",), value)
    with pytest.raises(ValueError, match="key"):
        set_field("---\n---\n", (text,), "x")


@pytest.mark.parametrize("name", ["", "a" * 65])
def test_keys_that_cannot_be_written_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="key"):
        set_field("---\na: b\n---\n", (name,), "x")


@pytest.mark.parametrize("value", [{}, {"x": "y"}])
def test_a_fourth_level_is_refused(value: Value) -> None:
    for source in ("---\n---\n", "---\na: {b: c}\n---\n", "---\na:\n  b:\n    c: d\n---\n"):
        with pytest.raises(ValueError, match=r"three levels|cannot stand"):
            set_field(source, ("a", "b", "c"), value)


def test_lines_without_an_end_are_completed() -> None:
    def after(source: str, *keys: str, value: Value) -> str:
        return apply(source, set_field(source, keys, value, yaml=True))

    assert after("title: a", "status", value="x") == "title: a\nstatus: x"
    assert after("besides:\n  - 2", "besides", value=["2", "3"]) == "besides:\n  - 2\n  - 3"
    assert after("a:\n  b: c", "a", "d", value="e") == "a:\n  b: c\n  d: e"
    source = "title: a\nstatus: x"
    assert apply(source, remove_field(source, ("status",), yaml=True)) == "title: a\n"


def test_fields_of_a_file_with_faults_can_still_be_changed() -> None:
    source = "---\nstatus: open\nbad line\nmandate:\n    lead: Norland\n---\nWords.\n"
    after = apply(source, set_field(source, ("mandate", "task"), "x"))
    assert after == source.replace("Norland\n", "Norland\n    task: x\n")
    after = apply(after, set_field(after, ("status",), "agreed"))
    assert "status: agreed\nbad line\n" in after


# Properties.


def paths(fields: Fields) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, value in fields.items():
        found.append((name,))
        if isinstance(value, dict):
            found += [(name, *path) for path in paths(value)]
    return found


def updated(fields: Fields, keys: tuple[str, ...], value: Value | None) -> Fields:
    """The fields with one changed, by the plainest means."""
    fields = deepcopy(fields)
    name, *rest = keys
    old = fields.get(name)
    if not rest:
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value
    elif value is not None:
        fields[name] = updated(old if isinstance(old, dict) else {}, tuple(rest), value)
    elif isinstance(old, dict) and old:
        inner = updated(old, tuple(rest), None)
        fields[name] = inner
        if not inner:
            del fields[name]
    return fields


TEXTS = st.text(st.sampled_from("ab 0:#,[]{}'\"\\-?é"), max_size=6)
NAMES = st.sampled_from(["a", "b", "id", "status", "brackets", "settled", "no", "x: y", "b1"])


def new_values(level: int) -> st.SearchStrategy[Any]:
    made: st.SearchStrategy[Any] = TEXTS | st.lists(TEXTS, max_size=3)
    if level < 3:
        made |= st.dictionaries(NAMES, new_values(level + 1), max_size=2)
    return made


@st.composite
def changes(draw: Any, fields: Fields) -> tuple[tuple[str, ...], Value | None]:
    known = paths(fields)
    keys: tuple[str, ...] = ()
    if known and draw(st.booleans()):
        keys = draw(st.sampled_from(known))
    if not keys or draw(st.booleans()):
        keys = (*keys, draw(NAMES))[:3]
    value = draw(st.none() | new_values(len(keys)))
    return keys, value


@steady
@given(st.data(), mappings(), st.booleans())
def test_a_splice_then_read_is_the_fields_updated(
    data: Any, made: tuple[list[str], Fields], fenced: bool
) -> None:
    lines, fields = made
    source = "".join(f"{line}\n" for line in lines)
    if fenced:
        source = f"---\n{source}---\nWords.\n---\n"
    elif data.draw(st.booleans()):
        source = source.removesuffix("\n")
    keys, value = data.draw(changes(fields))
    splices = revise(source, {keys: value}, yaml=not fenced)
    after = apply(source, splices)
    read = read_front_matter(after, "p") if fenced else read_yaml(after, "p")
    assert read.findings == ()
    assert read.fields == updated(fields, keys, value)
    if fenced:
        assert after.endswith("---\nWords.\n---\n")
    assert (after == source) == (read.fields == fields)
    # Every line of the other fields is there, in its order.
    untouched = iter(after.splitlines())
    assert all(line in untouched for line in others(source, fields, keys[0]))


def others(source: str, fields: Fields, name: str) -> list[str]:
    """The lines outside a field, comments above and below it included."""
    if name not in fields:
        return source.splitlines()
    kept: list[str] = []
    inside = False
    for line in source.splitlines():
        if line[:1] not in (" ", "", "#"):
            inside = read_yaml(f"{line.partition(': ')[0].removesuffix(':')}: x\n", "p").fields == {
                name: "x"
            }
        if not inside:
            kept.append(line)
    return kept


@steady
@given(st.data(), mappings())
def test_several_changes_at_once_are_one_after_the_other(
    data: Any, made: tuple[list[str], Fields]
) -> None:
    lines, fields = made
    source = "".join(f"{line}\n" for line in lines)
    several = dict(data.draw(st.lists(changes(fields), max_size=4)))
    after = apply(source, revise(source, several, yaml=True))
    expected = fields
    for keys, value in several.items():
        expected = updated(expected, keys, value)
    read = read_yaml(after, "p")
    assert (read.fields, read.findings) == (expected, ())


@steady
@given(st.dictionaries(st.sampled_from(list(PARAGRAPH.fields)), TEXTS, min_size=1))
def test_keys_put_in_one_by_one_stand_in_the_order_of_the_shape(fields: dict[str, str]) -> None:
    source = "---\n---\n"
    for name, value in fields.items():
        source = apply(source, set_field(source, (name,), value))
    read = read_front_matter(source, "p").fields
    assert list(read.items()) == [
        (name, fields[name]) for name in PARAGRAPH.fields if name in fields
    ]
