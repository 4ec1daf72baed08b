"""Labels of options and alternatives, and who says what, as printed texts have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_scanner import CORPUS, cases, without_corpus
from wsisdraft.notation.labels import attributions, labels
from wsisdraft.notation.scanner import scan


@pytest.mark.parametrize(("text", "expected"), cases("labels.txt"))
def test_labels_are_found_where_a_line_or_bracket_begins(text: str, expected: list[str]) -> None:
    found = labels(text)
    assert [f"{label.kind} {label.name}" for label in found] == expected
    for label in found:
        assert " ".join(text[label.start : label.end].split()) == label.name


@pytest.mark.parametrize(("text", "expected"), cases("attributions.txt"))
def test_names_are_taken_with_what_they_want(text: str, expected: list[str]) -> None:
    marks = scan(text, foreign=True)
    told = [
        f"{each.who} {each.role} "
        + ("-" if each.bracket is None else marks.brackets[each.bracket].index)
        for each in attributions(text, marks)
    ]
    assert told == expected


def test_a_line_of_names_inside_a_bracket_is_told_with_it() -> None:
    text = "[Words.\nNorland, Government: We note]"
    (attribution,) = attributions(text, scan(text, foreign=True))
    assert (attribution.who, attribution.bracket) == ("Norland", 0)


@given(st.text(alphabet="Option ALT1bis:.\n[](){}*-–;,/ G9 Norland delete against by", max_size=80))
def test_any_text_is_looked_through(text: str) -> None:
    marks = scan(text, foreign=True)
    ends = 0
    for label in labels(text):
        assert ends <= label.start < label.end <= len(text)
        ends = label.end
    for attribution in attributions(text, marks):
        assert attribution.who
        assert attribution.bracket is None or attribution.bracket < len(marks.brackets)


@pytest.mark.parametrize(
    "text",
    [
        "Option " * 20_000,
        "[" * 20_000 + "Option 1:",
        "A " * 50_000,
        "A" + " " * 100_000,
        "A, " * 30_000 + "delete",
        "[a - " + "A B " * 20_000 + "]",
        "[- A" * 20_000,
        "Para (" * 20_000,
        "41 alt " * 20_000,
        " " * 100_000,
    ],
)
def test_hostile_texts_are_looked_through_to_the_end(text: str) -> None:
    marks = scan(text, foreign=True)
    assert len(labels(text)) + len(attributions(text, marks)) <= len(text)


# The lines with such a word that are left out were read: they speak of an option.
@without_corpus
@pytest.mark.parametrize(
    ("name", "options", "alternatives"),
    [
        ("paris-23-oct-2015.md", 153, 2),
        ("paris-4-dec-2015.md", 117, 0),
        ("paris-9-dec-2015.md", 28, 0),
        ("paris-12-dec-2015.md", 0, 0),
        ("paris-nonpaper-5-oct-2015.txt", 8, 0),
        ("response-measures-2014.txt", 4, 0),
    ],
)
def test_real_texts_have_as_many_labels(name: str, options: int, alternatives: int) -> None:
    text = (CORPUS / name).read_bytes().decode("utf-8")
    kinds = [label.kind for label in labels(text)]
    assert (kinds.count("option"), kinds.count("alternative")) == (options, alternatives)
    assert all(each.bracket is None for each in attributions(text, scan(text, foreign=True)))
