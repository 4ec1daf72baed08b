"""Exceptions of a declaration: the paragraphs they name, and their shortest form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.text.address import Address
from wsisdraft.text.exceptions import Covered, expand, shortest
from wsisdraft.text.layout import Layout

CASES = Path(__file__).parent / "cases"


def lines(name: str) -> list[str]:
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if "=>" in line and not line.startswith("#")]


def paragraphs(folders: dict[str, str]) -> tuple[Address, ...]:
    """The paragraphs of chapter V of a document, from numbers by folder."""
    paths = [
        f"drafts/plan/V{folder}/{number}.md"
        for folder, numbers in folders.items()
        for number in numbers.split()
    ]
    found = Layout.of(["drafts/plan/document.yaml", *paths]).paragraphs(Address("plan", ("V",)))
    assert sorted(address.path for address in found) == sorted(paths)
    return found


@cache
def chapter() -> tuple[Address, ...]:
    numbers = " ".join(map(str, range(1, 31)))
    own = f"{numbers} 21bis 24.a 24.b 24.c 27bis PP1 PP2 annex"
    return paragraphs({"": own, "/C5": "1 2 3 4 5", "/C6": "1 2 3", "/C6/C6-1": "1"})


@pytest.mark.parametrize("line", lines("ref-exceptions.txt"))
def test_expand_then_shortest(line: str) -> None:
    written, _, expected = line.partition("=>")
    expected, _, unknown = expected.partition("?")
    spans = [span.replace("_", " ") for span in written.split()]
    covered = expand(spans, chapter())
    assert shortest(covered.addresses, chapter()) == tuple(expected.split())
    assert covered.unknown == tuple(unknown.split())


def test_no_exceptions_cover_nothing() -> None:
    assert expand((), chapter()) == Covered(frozenset(), ())
    assert shortest((), chapter()) == ()


def test_chapter_without_paragraphs_knows_no_exception() -> None:
    assert expand(["2", "annex", "C5"], ()) == Covered(frozenset(), ("2", "annex", "C5"))


def test_range_covers_inserted_numbers() -> None:
    covered = expand(["27-28"], chapter()).addresses
    assert {str(address) for address in covered} == {"plan/V.27", "plan/V.27bis", "plan/V.28"}


def test_section_covers_inner_sections() -> None:
    covered = expand(["C6"], chapter()).addresses
    assert {str(a) for a in covered} == {
        "plan/V.C6.1",
        "plan/V.C6.2",
        "plan/V.C6.3",
        "plan/V.C6.C6-1.1",
    }


def test_names_that_differ_by_case_alone_must_be_exact() -> None:
    addresses = paragraphs({"/C5x": "1", "/c5X": "1"})
    assert expand(["C5x"], addresses).unknown == ()
    assert expand(["C5X"], addresses).unknown == ("C5X",)


def test_section_named_like_a_range_comes_first() -> None:
    addresses = paragraphs({"": "1 2 3", "/1-2": "7"})
    assert {str(a) for a in expand(["1-2"], addresses).addresses} == {"plan/V.1-2.7"}
    own = [address for address in addresses if len(address.parts) == 1]
    assert shortest(own[:2], addresses) == ("1", "2")
    assert shortest(own, addresses) == ("1-3",)


def test_part_with_the_name_of_a_number_keeps_the_range_readable() -> None:
    # `24.1-25` would read as 24.1 to 24.25, which is there.
    addresses = paragraphs({"": "24 24.1 24.25 25"})
    for size in range(5):
        for some in combinations(addresses, size):
            spans = shortest(some, addresses)
            assert expand(spans, addresses) == Covered(frozenset(some), ())


def test_names_of_several_chapters_are_relative_to_the_document() -> None:
    layout = Layout.of(
        ["drafts/plan/document.yaml", *(f"drafts/plan/{c}/{n}.md" for c in "AB" for n in "123")]
    )
    addresses = layout.paragraphs(Address("plan"))
    covered = expand(["A.2-3", "B"], addresses)
    assert covered.unknown == ()
    assert shortest(covered.addresses, addresses) == ("A.2-3", "B")
    assert expand(["2"], addresses).unknown == ("2",)


SMALL = {"": "title 1 2 2bis 3 annex", "/C5": "1 2", "/C6": "1", "/C6/C6-1": "1"}


def test_shortest_is_shortest_for_every_subset() -> None:
    addresses = paragraphs(SMALL)
    least = _least_counts(addresses)
    for size in range(len(addresses) + 1):
        for some in combinations(addresses, size):
            spans = shortest(some, addresses)
            assert expand(spans, addresses) == Covered(frozenset(some), ())
            assert len(spans) == least[frozenset(some)], (spans, some)


def _least_counts(addresses: Sequence[Address]) -> dict[frozenset[Address], int]:
    """How few names and ranges each set takes, by trying all: breadth first from none."""
    plain = [a for a in addresses if a.number and not a.number.word]
    names = {frozenset([address]) for address in addresses}
    for parts in {address.parts for address in addresses}:
        inside = [a for a in plain if a.parts == parts]
        for start, end in combinations(range(len(inside)), 2):
            names.add(frozenset(inside[start : end + 1]))
    for section in (("V", "C5"), ("V", "C6"), ("V", "C6", "C6-1")):
        names.add(frozenset(a for a in addresses if a.parts[: len(section)] == section))
    least: dict[frozenset[Address], int] = {frozenset(): 0}
    newest = [frozenset[Address]()]
    while newest:
        reached = {one | name for one in newest for name in names} - least.keys()
        least |= dict.fromkeys(reached, least[newest[0]] + 1)
        newest = list(reached)
    return least


numbers = st.lists(
    st.sampled_from(
        ["title", "chapeau", "PP1", "PP2", "PP3", "OP1", "OP2", "annex", "annex.1", "end"]
        + [str(n) for n in range(1, 12)]
        + ["2bis", "2ter", "3A", "3B", "3.a", "3.b", "3.1", "3.2", "3.10", "a", "b", "i", "v"]
    ),
    unique=True,
    max_size=20,
).map(" ".join)
folders = st.dictionaries(
    st.sampled_from(["", "/C5", "/C6", "/C6/C6-1", "/IV", "/1-2", "/A"]), numbers, max_size=5
)


@given(folders, st.data())
def test_shortest_expands_to_the_same(by_folder: dict[str, str], data: st.DataObject) -> None:
    addresses = paragraphs(by_folder)
    some = frozenset(a for a in addresses if data.draw(st.booleans()))
    spans = shortest(some, addresses)
    assert expand(spans, addresses) == Covered(some, ())
    assert len(set(spans)) == len(spans)


@given(st.lists(st.one_of(st.text(max_size=12), st.text(alphabet="123-C56.abis ", max_size=8))))
def test_any_spans_are_covered_or_unknown(spans: list[str]) -> None:
    covered = expand(spans, chapter())
    assert covered.addresses <= set(chapter())
    assert set(covered.unknown) <= set(spans)
    known = [span for span in spans if span not in covered.unknown]
    assert expand(known, chapter()) == Covered(covered.addresses, ())
