"""REFs: what people call a place, and the place."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wsisdraft.text.address import Address
from wsisdraft.text.finding import Answer, Refusal
from wsisdraft.text.layout import Layout
from wsisdraft.text.misplaced import misplaced
from wsisdraft.text.ref import Selection, resolve, resolve_all

CASES = Path(__file__).parent / "cases"
RULES = {"malformed-ref", "ambiguous-ref", "unknown-ref"}


def lines(name: str) -> list[str]:
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def draft() -> Layout:
    paths = []
    for line in lines("ref-draft.txt"):
        several = re.fullmatch(r"(.*?)(\d+)\.\.(\d+)(\.md)", line)
        if several:
            numbers = range(int(several[2]), int(several[3]) + 1)
            paths += [f"{several[1]}{number}{several[4]}" for number in numbers]
        else:
            paths.append(line)
    layout = Layout.of(paths)
    assert misplaced(layout) == ()
    return layout


@cache
def places() -> tuple[Address, ...]:
    """Every document, chapter, section and paragraph of the draft."""
    layout = draft()
    found: list[Address] = []
    waiting = list(layout.documents)
    while waiting:
        place = waiting.pop(0)
        found += [place, *layout.own(place)]
        waiting += layout.sections(place) if place.parts else layout.chapters(place)
    return tuple(found)


def selected(text: str, focus: str = "") -> Selection:
    answer = resolve(text, draft(), focus)
    assert isinstance(answer, Selection), answer
    return answer


@pytest.mark.parametrize("line", lines("ref-resolve.txt"))
def test_resolve(line: str) -> None:
    focus, text, expected, *remedy = (part.strip() for part in line.split("|"))
    answer = resolve(text, draft(), focus)
    if expected in RULES:
        assert isinstance(answer, Refusal), answer
        assert [finding.rule for finding in answer.findings] == [expected]
        assert remedy[0] in answer.findings[0].remedy
        usage = expected != "unknown-ref"
        assert answer.answer is (Answer.USAGE if usage else Answer.REFUSED)
    else:
        assert isinstance(answer, Selection), answer
        assert f"{answer.spoken} {len(answer.addresses)}" == expected


def test_scope_is_what_was_named() -> None:
    assert str(selected("vision/").scope) == "vision/"
    assert str(selected("vision/B").scope) == "vision/B"
    assert str(selected("vision/C.C5").scope) == "vision/C.C5"
    assert str(selected("B.21").scope) == "vision/B.21"
    assert str(selected("B.27-30").scope) == "vision/B"
    assert str(selected("C.C5.2-4").scope) == "vision/C.C5"
    assert str(selected("vision/B.5-5").scope) == "vision/B.5"


def test_range_or_list_is_not_the_whole_of_its_scope() -> None:
    assert all(selected(text).whole for text in ("vision/", "vision/A", "C5", "B.21", "B.title"))
    everything = selected("vision/C.C5.1-5")
    assert everything.addresses == selected("vision/C.C5").addresses
    assert not everything.whole
    several = resolve_all(["vision/A", "vision/B"], draft())
    assert isinstance(several, Selection)
    assert str(several.scope) == "vision/"
    assert not several.whole


def test_range_covers_what_lies_between_in_order() -> None:
    covered = [str(address) for address in selected("B.27-30").addresses]
    assert covered == ["vision/B.27", "vision/B.27bis", "vision/B.28", "vision/B.29", "vision/B.30"]


def test_every_place_is_found_by_its_canonical_ref_and_its_path() -> None:
    for place in places():
        assert selected(str(place)).scope == place
        assert selected(place.path).scope == place
        assert selected(str(place), "vision/B").scope == place
        assert selected(str(place).upper()).scope == place
        assert selected(str(place)).addresses == draft().paragraphs(place)
        assert selected(str(place)).spoken == str(place)


def test_case_decides_only_between_names_that_differ_by_case_alone() -> None:
    layout = Layout.of(
        [
            "drafts/plan/document.yaml",
            "drafts/plan/C5x/1.md",
            "drafts/plan/c5X/1.md",
            "drafts/plan/E/a.md",
            "drafts/plan/E/A/1.md",
        ]
    )
    assert str(_scope(resolve("C5x.1", layout))) == "plan/C5x.1"
    assert str(_scope(resolve("c5X.1", layout))) == "plan/c5X.1"
    assert isinstance(resolve("c5x.1", layout), Refusal)
    assert str(_scope(resolve("E.a", layout))) == "plan/E.a"
    assert str(_scope(resolve("E.A", layout))) == "plan/E.A"


def test_exact_spelling_comes_before_nearness() -> None:
    paths = ["one/document.yaml", "one/Ab/1.md", "two/document.yaml", "two/aB/1.md"]
    layout = Layout.of(f"drafts/{path}" for path in paths)
    assert str(_scope(resolve("aB.1", layout, "one/Ab"))) == "two/aB.1"
    assert str(_scope(resolve("ab.1", layout, "one/Ab"))) == "one/Ab.1"


def test_section_named_like_a_range_comes_first() -> None:
    paths = ["document.yaml", "V/1.md", "V/2.md", "V/1-2/7.md"]
    layout = Layout.of(f"drafts/plan/{path}" for path in paths)
    assert str(_scope(resolve("V.1-2", layout))) == "plan/V.1-2"
    assert str(_scope(resolve("V.1-2.7", layout))) == "plan/V.1-2.7"


def _scope(answer: Selection | Refusal) -> Address:
    assert isinstance(answer, Selection), answer
    return answer.scope


def test_number_alone_is_enough_where_there_is_one_chapter() -> None:
    layout = Layout.of(["drafts/plan/document.yaml", "drafts/plan/A/1.md", "drafts/plan/A/2.md"])
    assert str(_scope(resolve("2", layout))) == "plan/A.2"
    refused = resolve("3", layout)
    assert isinstance(refused, Refusal)
    assert refused.findings[0].message == "plan/A has no paragraph 3."


def test_document_called_drafts() -> None:
    layout = Layout.of(["drafts/drafts/document.yaml", "drafts/drafts/B/1.md"])
    for text in ("drafts/B.1", "drafts/drafts/B/1.md", "B.1", "drafts/B/1.md"):
        assert str(_scope(resolve(text, layout))) == "drafts/B.1"


def test_nothing_is_found_in_an_empty_draft() -> None:
    for text in ("B.21", "vision/", "21", "annex", "27-30"):
        assert isinstance(resolve(text, Layout.of([])), Refusal)


def test_many_candidates_are_counted() -> None:
    paths = [f"drafts/plan-{n}/{name}" for n in range(40) for name in ("document.yaml", "B/1.md")]
    answer = resolve("B.1", Layout.of(paths))
    assert isinstance(answer, Refusal)
    assert "plan-9/B.1 or 30 more" in answer.findings[0].message


NAMES = ("vision", "statement", "B", "C", "C5", "21", "24", "a", "bis", "annex", "PP", "drafts")
SIGNS = ("/", ".", "-", " ", "(", ")", ".md", "New ", "[", "]", "\x1b[2J", "..", ",")
PIECES = (*NAMES, *SIGNS)
refs = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="vB2/.-() abisPC5\u2013", max_size=16),
    st.lists(
        st.sampled_from(PIECES),
        max_size=8,
    ).map("".join),
)
focuses = st.one_of(st.sampled_from(["", "vision/B", "vision/C.C5", "statement/"]), refs)


@settings(max_examples=400)
@given(refs, focuses)
def test_any_string_gives_an_answer_about_what_is_there(text: str, focus: str) -> None:
    answer = resolve(text, draft(), focus)
    if isinstance(answer, Selection):
        assert answer.scope in places()
        assert set(answer.addresses) <= set(places())
        assert resolve(answer.spoken, draft()) == answer
    else:
        assert answer.findings
        for finding in answer.findings:
            assert finding.rule in RULES
            assert f"{finding.message}{finding.remedy}".isprintable()
            assert len(finding.message) < 1000


@given(st.sampled_from(["vision/B", "vision/C", "vision/C.C5", "statement/D"]), st.data())
def test_range_is_the_slice_between_two_numbers(place: str, data: st.DataObject) -> None:
    own = draft().own(selected(place).scope)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(own) - 1)] * 2)))
    start, end = own[first].number, own[last].number
    assert start
    assert end
    answer = resolve(f"{place}.{start}-{end}", draft())
    if start.series and not end.series:
        # `PP2-1` reads as PP2 to PP1: what has no series takes that of the left side.
        assert isinstance(answer, Refusal) or answer.addresses[-1].number != end
        return
    assert isinstance(answer, Selection)
    assert answer.addresses == own[first : last + 1]
    assert resolve(answer.spoken, draft()) == answer


@pytest.mark.parametrize(
    ("texts", "focus", "spoken", "scope", "count"),
    [
        (["B.21"], "", "vision/B.21", "vision/B.21", 1),
        (["B.21", "B.22"], "", "vision/B.21, vision/B.22", "vision/B", 2),
        (["B.21,22"], "", "vision/B.21, vision/B.22", "vision/B", 2),
        (["3-9,11"], "vision/B", "vision/B.3-9, vision/B.11", "vision/B", 8),
        (["3-9, 11"], "vision/B", "vision/B.3-9, vision/B.11", "vision/B", 8),
        (["B.27-30,28,21"], "", "vision/B.27-30, vision/B.28, vision/B.21", "vision/B", 6),
        (["B.21", "B.21"], "", "vision/B.21", "vision/B.21", 1),
        (["C.C5.1", "C.C10.1"], "", "vision/C.C5.1, vision/C.C10.1", "vision/C", 2),
        (["C5.1,2,C10"], "", "vision/C.C5.1, vision/C.C5.2, vision/C.C10", "vision/C", 5),
        (["statement/A", "B"], "", None, None, 0),
        (["statement/A,B"], "", "statement/A, statement/B", "statement/", 28),
        (["B.21", "statement/B.1"], "", "vision/B.21, statement/B.1", "vision/B.21", 2),
        (["vision/B.21,"], "", "vision/B.21", "vision/B.21", 1),
        (["B.21", "99"], "vision/B", None, None, 0),
        ([], "", None, None, 0),
        ([","], "", None, None, 0),
        ([""], "", None, None, 0),
    ],
)
def test_several_refs(
    texts: list[str], focus: str, spoken: str | None, scope: str | None, count: int
) -> None:
    answer = resolve_all(texts, draft(), focus)
    if spoken is None:
        assert isinstance(answer, Refusal)
        return
    assert isinstance(answer, Selection), answer
    assert (answer.spoken, str(answer.scope), len(answer.addresses)) == (spoken, scope, count)
    assert len(set(answer.addresses)) == count


def test_several_refs_keep_the_order_of_mention_and_each_mention() -> None:
    answer = resolve_all(["B.27-28,21", "A.11"], draft(), "vision/")
    assert isinstance(answer, Selection)
    assert [str(a) for a in answer.addresses] == [
        "vision/B.27",
        "vision/B.27bis",
        "vision/B.28",
        "vision/B.21",
        "vision/A.11",
    ]
    assert [mention.spoken for mention in answer.mentions] == [
        "vision/B.27-28",
        "vision/B.21",
        "vision/A.11",
    ]


def test_every_wrong_ref_of_several_is_told() -> None:
    answer = resolve_all(["B.99", "B.21", "B:1", "Q.1"], draft())
    assert isinstance(answer, Refusal)
    assert [finding.rule for finding in answer.findings] == [
        "unknown-ref",
        "malformed-ref",
        "unknown-ref",
    ]
    assert answer.answer is Answer.USAGE


@given(st.lists(refs, max_size=4), focuses)
def test_any_strings_together_give_an_answer(texts: list[str], focus: str) -> None:
    answer = resolve_all(texts, draft(), focus)
    if isinstance(answer, Selection):
        assert len(answer.addresses) == len(set(answer.addresses))
        assert set(answer.addresses) <= set(places())
