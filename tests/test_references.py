"""References in the words: a table of what names which paragraph, and what renumbering makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_passages import unwritten
from wsisdraft.notation.reference_edits import renamed
from wsisdraft.notation.references import Numbered, references
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.address import Address
from wsisdraft.text.layout import Layout
from wsisdraft.text.renumbering import consecutive

CASES = Path(__file__).parent / "cases" / "references.txt"
HERE = re.compile("⟦([^⟧]*)⟧")


_DRAFT: dict[str, dict[str, list[int | str]]] = {
    "vision": {
        "A": [*range(1, 15)],
        "B": [*range(1, 34), "24.a", "24.b", "27bis", "30A", "annex"],
        "C/C5": [*range(1, 5)],
        "C/C7": [*range(1, 4)],
        "C": [40],
    },
    "other": {
        "X": [*(f"PP{n}" for n in range(1, 5)), *(f"OP{n}" for n in range(1, 10))],
        "Y": [1, 2, 3],
        "Z": [1, 2, 3, 8],
    },
}


def _names() -> Iterator[str]:
    for document, chapters in _DRAFT.items():
        yield f"drafts/{document}/document.yaml"
        for chapter, numbers in chapters.items():
            yield f"drafts/{document}/{chapter.partition('/')[0]}/chapter.yaml"
            yield from (f"drafts/{document}/{chapter}/{number}.md" for number in numbers)


LAYOUT = Layout.of(_names())
NUMBERED = {d.document: Numbered.of(LAYOUT, d) for d in LAYOUT.documents}


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line.strip() and not line.startswith("#"))
    return [(ref, unwritten(words)) for ref, words in pairs]


@pytest.mark.parametrize(("ref", "marked"), cases())
def test_what_the_words_name(ref: str, marked: str) -> None:
    body = HERE.sub(lambda m: m[1].removeprefix("?").partition("|")[0], marked)
    own = Address.of(ref)
    assert own is not None
    assert LAYOUT.has(own)
    numbered = NUMBERED[own.document]
    found = references(body, own, numbered)
    marks = [
        (each.span.start, each.span.end, f"|{str(each.address).partition('/')[2]}")
        for each in found.sure
    ]
    marks += [(each.span.start, each.span.end, "?") for each in found.unsure]
    told, done = "", 0
    for start, end, said in sorted(marks):
        words = body[start:end]
        told += body[done:start] + (f"⟦?{words}⟧" if said == "?" else f"⟦{words}{said}⟧")
        done = end
    assert told + body[done:] == marked


RENUMBERED = [
    ("paragraph 21", "B.21", "B.20", "paragraph 20"),
    ("paragraphs 21 and 27 bis", "B.27bis", "B.28", "paragraphs 21 and 28"),
    ("paragraph 27 bis", "B.27bis", "B.26bis", "paragraph 26 bis"),
    ("paragraph 27 *bis* below", "B.27bis", "B.28", "paragraph 28 below"),
    ("PARAGRAPH 27 BIS", "B.27bis", "B.26ter", "PARAGRAPH 26 ter"),
    ("paragraph 21", "B.21", "B.21bis", "paragraph 21bis"),
    ("paragraph 30a or B.30A", "B.30A", "B.31A", "paragraph 31a or B.31A"),
    ("paragraphs 24 (a) and (c)", "B.24.a", "B.24.d", "paragraphs 24 (d) and (c)"),
    ("paragraph 24 (a)", "B.24.a", "B.24.c", "paragraph 24 (c)"),
    ("paragraph 24 (A)", "B.24.a", "B.24.c", "paragraph 24 (C)"),
    ("paragraph 24 (a)", "B.24.a", "B.34", "paragraph 34"),
    ("paragraph 21 (a)", "B.21", "B.22", "paragraph 22 (a)"),
    ("B.21 and vision/B.21", "B.21", "B.22", "B.22 and vision/B.22"),
    ("B.21", "B.21", "A.15", "A.15"),
    ("vision/B.21", "B.21", "C.C5.5", "vision/C.C5.5"),
    ("paragraph 21", "B.21", "C.C5.5", "paragraph C.C5.5"),
    ("paragraph [21]{#b1}[22]{#b2}", "B.22", "B.23", "paragraph [21]{#b1}[23]{#b2}"),
    ("paras. 21-22", "B.22", "B.40", "paras. 21-40"),
    ("21 paragraphs of 2021", "B.21", "B.22", "21 paragraphs of 2021"),
    ("paragraph 21 of resolution 60/252", "B.21", "B.22", "paragraph 21 of resolution 60/252"),
]


def _after(was: Address, now: Address) -> Numbered:
    """The document once a paragraph stands elsewhere."""
    paths = {path for folder in LAYOUT.under("drafts") for path in folder}
    return Numbered.of(Layout.of((paths - {was.path}) | {now.path}), Address("vision"))


@pytest.mark.parametrize(("body", "old", "new", "after"), RENUMBERED)
def test_the_spelling_stays(body: str, old: str, new: str, after: str) -> None:
    own, was, now = (Address.of(f"vision/{ref}") for ref in ("B.1", old, new))
    assert own is not None
    assert was is not None
    assert now is not None
    found = references(body, own, NUMBERED["vision"])
    made = renamed(body, found, {was: now}, own, _after(was, now))
    assert spliced(body, made.splices) == after


def test_two_that_share_a_number_and_part_are_looked_at_by_somebody() -> None:
    own, was, now = (Address.of(f"vision/B.{n}") for n in ("1", "24.a", "23.a"))
    assert own is not None
    assert was is not None
    assert now is not None
    body = "as in paragraphs 24 (a) and (b)"
    made = renamed(
        body, references(body, own, NUMBERED["vision"]), {was: now}, own, _after(was, now)
    )
    assert spliced(body, made.splices) == "as in paragraphs B.23 (a) and (b)"
    assert [(e.span.of(body), e.why) for e in made.unsure] == [
        ("(b)", "It names vision/B.24.b now")
    ]


def test_what_stands_elsewhere_afterwards_is_said() -> None:
    own, was, now = (Address.of(f"vision/B.{n}") for n in (10, 9, 34))
    assert own is not None
    assert was is not None
    assert now is not None
    body = "as in paragraph 9 above"
    made = renamed(
        body, references(body, own, NUMBERED["vision"]), {was: now}, own, _after(was, now)
    )
    assert spliced(body, made.splices) == "as in paragraph 34 above"
    assert [each.why for each in made.unsure] == ["vision/B.34 stands below now"]


NAMES = st.one_of(
    st.integers(1, 9).map(str),
    st.tuples(st.integers(1, 9), st.sampled_from(["bis", "A", ".a", ".b"])).map(
        lambda pair: f"{pair[0]}{pair[1]}"
    ),
)
CHAPTERS = st.dictionaries(
    st.sampled_from(["A", "B", "C"]), st.sets(NAMES, min_size=1, max_size=7), min_size=1
)
FRAMES = (
    "paragraph {}", "para. {} (a)", "paragraphs {} and {}", "paragraphs {}, {} and {}",
    "paras {}-{}", "[paragraph {}]{{#b1}}", "paragraph [{}]{{#b2}}[{}]{{#b3}}", "B.{}",
    "vision/A.{}", "paragraph {} of chapter C", "paragraph {} of this text", "in {} years",
)  # fmt: skip


def _spoken(number: str) -> str:
    head, point, part = number.partition(".")
    return f"{head} ({part})" if point else number


@settings(max_examples=300, deadline=None)
@given(CHAPTERS, st.data())
def test_references_name_the_same_paragraphs_before_and_after(
    chapters: dict[str, set[str]], data: st.DataObject
) -> None:
    document = Address("vision")
    names = [f"drafts/vision/{c}/{n}.md" for c, found in chapters.items() for n in found]
    names += [f"drafts/vision/{chapter}/chapter.yaml" for chapter in chapters]
    layout = Layout.of([*names, "drafts/vision/document.yaml"])
    before = Numbered.of(layout, document)
    scope = data.draw(st.sampled_from(layout.chapters(document)))
    numbers = [a.number for a in layout.own(scope) if a.number is not None]
    moves = {
        Address("vision", scope.parts, old): Address("vision", scope.parts, new)
        for old, new in consecutive(numbers, {}).items()
    }
    paths = {path for folder in layout.under("drafts") for path in folder}
    paths -= {old.path for old in moves}
    after = Numbered.of(Layout.of(paths | {new.path for new in moves.values()}), document)
    every = layout.paragraphs(document)
    own = data.draw(st.sampled_from(every))
    frames = data.draw(st.lists(st.sampled_from(FRAMES), min_size=1, max_size=4))
    said = [f.format(*(_spoken(str(data.draw(st.sampled_from(every)).number))
            for _ in range(f.replace("{{", "").count("{")))) for f in frames]  # fmt: skip
    body = ", as well as the words of ".join(said)
    found = references(body, own, before)
    made = renamed(body, found, moves, moves.get(own, own), after)
    new = spliced(body, made.splices)
    again = {e.span.end: e.address for e in references(new, moves.get(own, own), after).sure}
    doubtful = {each.span for each in made.unsure}
    for each in found.sure:
        if each.span not in doubtful:
            grown = [len(n) - (s.end - s.start) for s, n in made.splices if s.end <= each.span.end]
            assert again[each.span.end + sum(grown)] == moves.get(each.address, each.address)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ("paragraph ", "paras. ", "21", "22", " and ", "-", ", ", "(a)", " bis", "[", "]",
             "]{#b1}", "*", "\\[", "[^1]", "B.", "vision/", "OP", " of resolution 60/252", "above",
             "\n", " ", "the preceding ", "(21)", "no. ", "chapter B, ")
        ),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_whatever_the_words_are_spans_are_theirs_and_apart(body: str) -> None:
    own = Address.of("vision/B.10")
    assert own is not None
    found = references(body, own, NUMBERED["vision"])
    spans = [each.span for each in found.sure] + [each.span for each in found.unsure]
    assert all(0 <= span.start < span.end <= len(body) for span in spans)
    moves = {each.address: each.address for each in found.sure}
    target = Address.of("vision/B.77")
    assert target is not None
    moves = dict.fromkeys(moves, target)
    made = renamed(body, found, moves, own, NUMBERED["vision"])
    new = spliced(body, made.splices)
    assert scan(new).strays == scan(body).strays or len(new) != len(body)
    assert [b.handle for b in scan(new).brackets] == [b.handle for b in scan(body).brackets]


def test_a_body_of_nothing_but_numbers_is_read_in_no_time() -> None:
    own = Address.of("vision/B.10")
    assert own is not None
    for piece in (
        "paragraph 21 and ",
        "21, ",
        "of the ",
        "paragraphs ",
        "[21]",
        "B.",
        "(a)",
        "(( ",
    ):
        body = piece * (20_000 // len(piece))
        references(body, own, NUMBERED["vision"])
