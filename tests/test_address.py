"""Addresses: canonical REFs, and where in the repository they point."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.text.address import Address, branch, is_name
from wsisdraft.text.number import Number

names = st.sampled_from(["A", "B", "C", "C5", "c5", "vision", "e-health", "5a", "Annex", "IV"])
written = st.sampled_from(["1", "21", "21bis", "24.a", "annex", "PP3", "iv", "2A.i"])
addresses = st.one_of(
    st.builds(Address, st.sampled_from(["vision", "texts/vision"])),
    st.builds(
        Address,
        st.sampled_from(["vision", "texts/vision", "C"]),
        st.lists(names, min_size=1, max_size=3).map(tuple),
        st.one_of(st.none(), written.map(Number.of)),
    ),
)


def address(text: str) -> Address:
    found = Address.of(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "folder", "path", "chapter"),
    [
        ("vision/", "drafts/vision", "drafts/vision/document.yaml", None),
        ("vision/B", "drafts/vision/B", "drafts/vision/B/chapter.yaml", "vision/B"),
        ("vision/B.21", "drafts/vision/B", "drafts/vision/B/21.md", "vision/B"),
        ("vision/B.24.a", "drafts/vision/B", "drafts/vision/B/24.a.md", "vision/B"),
        ("vision/C.C5", "drafts/vision/C/C5", "drafts/vision/C/C5/section.yaml", "vision/C"),
        ("vision/C.C5.3", "drafts/vision/C/C5", "drafts/vision/C/C5/3.md", "vision/C"),
        (
            "old/vision/B.annex",
            "drafts/old/vision/B",
            "drafts/old/vision/B/annex.md",
            "old/vision/B",
        ),
    ],
)
def test_places(text: str, folder: str, path: str, chapter: str | None) -> None:
    found = address(text)
    assert str(found) == text
    assert (found.folder, found.path) == (folder, path)
    assert found.chapter == (address(chapter) if chapter else None)


@given(addresses)
def test_canonical_text_reads_back(place: Address) -> None:
    assert Address.of(str(place)) == place


@given(st.one_of(st.text(), st.text(alphabet="vB2a./-", max_size=12)))
def test_any_text_is_canonical_or_none(text: str) -> None:
    found = Address.of(text)
    assert found is None or str(found) == text


@given(addresses, addresses)
def test_addresses_differ_as_their_texts_do(one: Address, other: Address) -> None:
    assert (one == other) == (str(one) == str(other))
    assert hash(one) == hash(address(str(one)))


@given(addresses, addresses)
def test_what_lies_inside_has_its_file_in_the_folder(one: Address, other: Address) -> None:
    if other.number is None:
        assert one.within(other) == f"{one.folder}/".startswith(f"{other.folder}/") or (
            one.document != other.document
        )
    else:
        assert one.within(other) == (one == other)
    assert one.within(one)
    assert one.within(one.place)


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        ("vision/B.21", "vision/", True),
        ("vision/B.21", "vision/B", True),
        ("vision/C.C5.3", "vision/C.C5", True),
        ("vision/C.C5", "vision/C", True),
        ("vision/B", "vision/B.21", False),
        ("vision/C.C51.3", "vision/C.C5", False),
        ("vision/B.21", "statement/", False),
        ("vision/B.24.a", "vision/B.24", False),
    ],
)
def test_within(inner: str, outer: str, inside: bool) -> None:
    assert address(inner).within(address(outer)) is inside


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "vision",
        "B.21",
        "vision/B.",
        "vision/.21",
        "vision/B.21.",
        "vision/21",
        "vision//B",
        "/vision/B",
        "../vision/B",
        "vision/B.21.021",
        "vision/B.21 bis",
        "vision/B.C5.x.y.z.1.Q",
        "vision/con.3",
        "vision/B.\u0663",
    ],
)
def test_what_is_not_canonical_is_none(text: str) -> None:
    assert Address.of(text) is None


@pytest.mark.parametrize(
    "text",
    ["A", "C5", "C10", "e-health", "ALC7", "vision", "2014-03", "5a", "Annex", "IV", "A" * 32],
)
def test_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    ["b", "21", "2A", "annex", "iv", "zz", "PP1"],
)
def test_numbers_are_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "a-",
        "A--B",
        "A.B",
        "A B",
        "A_B",
        "con",
        "COM1",
        "Lpt9",
        "é",
        "A" * 33,
        "A\n",
        "..",
    ],
)
def test_no_names(text: str) -> None:
    assert not is_name(text)


def test_names_and_numbers_exclude_each_other() -> None:
    for length in range(1, 4):
        for chars in product("1aAix-P", repeat=length):
            text = "".join(chars)
            assert not (is_name(text) and Number.of(text))


def test_branch_of_an_alternative() -> None:
    assert branch(address("vision/B.21"), 1) == "alt/vision/B.21/1"
    assert branch(address("vision/C.C5.24.a"), 12) == "alt/vision/C.C5.24.a/12"
