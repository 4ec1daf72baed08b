"""Places that are not there yet: what a REF would name, and what it would come after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_ref import draft, lines
from wsisdraft.text.finding import Refusal
from wsisdraft.text.new_place import NewPlace, new_folder, new_paragraph
from wsisdraft.text.number import LATIN
from wsisdraft.text.ref import Selection, resolve

CASES = lines("new-places.txt")


@pytest.mark.parametrize("line", CASES)
def test_what_a_ref_would_name(line: str) -> None:
    focus, text, kind, expected, *remedy = (part.strip() for part in line.split("|"))
    answer = (new_paragraph if kind == "paragraph" else new_folder)(text, draft(), focus)
    if remedy:
        assert isinstance(answer, Refusal), answer
        assert [finding.rule for finding in answer.findings] == [expected]
        assert remedy[0] in answer.findings[0].remedy
    else:
        assert isinstance(answer, NewPlace), answer
        told = f"after {answer.neighbour}" if answer.neighbour else "first"
        assert f"{answer.address} {told}" == expected


NUMBERS = st.tuples(
    st.integers(0, 60), st.sampled_from(["", "A", "BC"]), st.sampled_from(["", *LATIN])
).map(lambda parts: "".join(map(str, parts)))
CHAPTERS = st.sampled_from(["vision/B", "vision/C.C5", "texts/outlook/F", "statement/D"])


@given(CHAPTERS, NUMBERS)
def test_a_number_is_there_or_could_be(chapter: str, number: str) -> None:
    ref = f"{chapter}.{number}"
    answer = new_paragraph(ref, draft())
    if isinstance(resolve(ref, draft()), Selection):
        assert isinstance(answer, Refusal)
        assert answer.findings[0].rule == "already-there"
        return
    assert isinstance(answer, NewPlace)
    assert str(answer.address) == ref
    found = resolve(ref, answer.after)
    assert isinstance(found, Selection)
    assert found.addresses == (answer.address,)
    others = [a for a in answer.after.paragraphs(answer.address.place) if a != answer.address]
    assert others == list(draft().paragraphs(answer.address.place))
