"""The ids that new paragraphs get."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.new_id import new_id
from wsisdraft.notation.shapes import ID
from wsisdraft.text.address import Address

ADDRESSES = st.sampled_from(["vision/B.21", "vision/B.21bis", "vision/C.C5.3", "statement/A.annex"])


def place(ref: str) -> Address:
    address = Address.of(ref)
    assert address is not None
    return address


def test_an_id_is_fixed_by_the_place_and_the_words() -> None:
    made = new_id(place("vision/B.21"), "Trust in networks matters.\n", ())
    assert made == new_id(place("vision/B.21"), "Trust in networks matters.\n", ())
    others = {
        new_id(place("vision/B.22"), "Trust in networks matters.\n", ()),
        new_id(place("vision/B.21"), "Trust in networks matters!\n", ()),
    }
    assert made not in others
    assert len(others) == 2


@given(ADDRESSES, st.text(st.characters(codec=None), max_size=40), st.integers(0, 12))
def test_an_id_is_well_formed_and_free(ref: str, words: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times + 1):
        made = new_id(place(ref), words, taken)
        assert ID.accepts(made)
        assert made not in taken
        taken.add(made)


def test_ids_of_many_paragraphs_differ() -> None:
    made = {new_id(place(f"vision/B.{n}"), "The same words.", ()) for n in range(1, 2001)}
    assert len(made) > 1995
