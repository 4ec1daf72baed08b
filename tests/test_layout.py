"""Layouts: what path names alone say about a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.text.address import BESIDE_DOCUMENTS, Address
from wsisdraft.text.layout import Layout, in_natural_order
from wsisdraft.text.misplaced import misplaced

CASES = Path(__file__).parent / "cases"

TIDY = (
    "drafts/process.yaml",
    "drafts/vision/document.yaml",
    "drafts/vision/A/chapter.yaml",
    "drafts/vision/B/2.md",
    "drafts/vision/B/10.md",
    "drafts/vision/B/3.md",
    "drafts/vision/C/chapter.yaml",
    "drafts/vision/C/chapeau.md",
    "drafts/vision/C/annex.md",
    "drafts/vision/C/end.md",
    "drafts/vision/C/C10/1.md",
    "drafts/vision/C/C5/1.md",
    "drafts/vision/C/C5/annex.md",
    "drafts/vision/C/C5/C5-1/7.md",
)


def lines(name: str) -> list[str]:
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("# ")]


def address(text: str) -> Address:
    found = Address.of(text)
    assert found is not None, text
    return found


def said(addresses: tuple[Address, ...]) -> str:
    return " ".join(map(str, addresses))


@pytest.fixture
def tidy() -> Layout:
    return Layout.of(TIDY)


def test_documents_chapters_and_sections(tidy: Layout) -> None:
    assert said(tidy.documents) == "vision/"
    assert said(tidy.chapters(address("vision/"))) == "vision/A vision/B vision/C"
    assert said(tidy.sections(address("vision/C"))) == "vision/C.C5 vision/C.C10"
    assert said(tidy.sections(address("vision/C.C5"))) == "vision/C.C5.C5-1"
    assert said(tidy.sections(address("vision/B"))) == ""
    assert misplaced(tidy) == ()


def test_paragraphs_in_reading_order(tidy: Layout) -> None:
    assert said(tidy.own(address("vision/B"))) == "vision/B.2 vision/B.3 vision/B.10"
    assert said(tidy.own(address("vision/C"))) == "vision/C.chapeau vision/C.end vision/C.annex"
    assert said(tidy.paragraphs(address("vision/C"))) == (
        "vision/C.chapeau vision/C.C5.1 vision/C.C5.C5-1.7 vision/C.C5.annex vision/C.C10.1 "
        "vision/C.end vision/C.annex"
    )
    assert tidy.paragraphs(address("vision/")) == (
        *tidy.paragraphs(address("vision/B")),
        *tidy.paragraphs(address("vision/C")),
    )
    assert said(tidy.paragraphs(address("vision/B.3"))) == "vision/B.3"
    assert tidy.paragraphs(address("vision/B.4")) == ()


@pytest.mark.parametrize(
    "text",
    ["vision/", "vision/A", "vision/B", "vision/B.3", "vision/C.C5", "vision/C.C5.C5-1.7"],
)
def test_has_what_is_there(tidy: Layout, text: str) -> None:
    assert tidy.has(address(text))


@pytest.mark.parametrize(
    "text",
    [
        "statement/",
        "vision/D",
        "vision/B.4",
        "vision/A.1",
        "vision/C.C6",
        "Vision/B",
        "texts/vision/B",
    ],
)
def test_has_not_what_is_not_there(tidy: Layout, text: str) -> None:
    absent = address(text)
    assert not tidy.has(absent)
    assert (tidy.own(absent), tidy.paragraphs(absent)) == ((), ())
    assert (tidy.sections(absent), tidy.chapters(absent)) == ((), ())


def test_alternatives_by_ordinal() -> None:
    folder = "drafts/vision/B"
    names = ("3.alt-10.md", "3.alt-2.md", "3.alt-1.md", "2.alt-1.md")
    layout = Layout.of((*TIDY, *(f"{folder}/{name}" for name in names)))
    assert layout.alternatives(address("vision/B.3")) == (
        (1, f"{folder}/3.alt-1.md"),
        (2, f"{folder}/3.alt-2.md"),
        (10, f"{folder}/3.alt-10.md"),
    )
    assert layout.alternatives(address("vision/B.10")) == ()
    assert layout.alternatives(address("vision/B")) == ()
    assert said(layout.own(address("vision/B"))) == "vision/B.2 vision/B.3 vision/B.10"


def test_files_of_a_chapter(tidy: Layout) -> None:
    chapter = address("vision/C")
    assert tidy.files_of(chapter) == tuple(
        sorted(path for path in TIDY if path.startswith("drafts/vision/C/"))
    )
    assert tidy.files_of(address("vision/Q")) == ()


def test_meetings_in_order_of_their_numbers() -> None:
    names = ("10.yaml", "4.yaml", "3.yaml", "notes.txt", "extra-1.yaml")
    layout = Layout.of(f"drafts/meetings/{name}" for name in names)
    assert [number for number, _ in layout.meetings] == ["3", "4", "10", "extra-1"]
    assert layout.meetings[0][1] == "drafts/meetings/3.yaml"


def test_documents_in_folders_and_documents_in_documents() -> None:
    layout = Layout.of(
        [
            "drafts/texts/plan/document.yaml",
            "drafts/texts/plan/A/1.md",
            "drafts/texts/outlook/document.yaml",
            "drafts/vision/document.yaml",
            "drafts/vision/B/document.yaml",
            "drafts/vision/B/1.md",
            "drafts/statements/document.yaml",
        ]
    )
    assert said(layout.documents) == "texts/outlook/ texts/plan/ vision/"
    assert said(layout.paragraphs(address("texts/plan/"))) == "texts/plan/A.1"
    assert said(layout.paragraphs(address("vision/"))) == "vision/B.1"
    assert [path for path, _, _ in misplaced(layout)] == [
        "drafts/statements/document.yaml",
        "drafts/vision/B/document.yaml",
    ]


def test_chapter_only_of_sections_needs_no_file_of_its_own() -> None:
    layout = Layout.of(["drafts/vision/document.yaml", "drafts/vision/C/C5/C5-1/3.md"])
    assert said(layout.chapters(address("vision/"))) == "vision/C"
    assert said(layout.paragraphs(address("vision/"))) == "vision/C.C5.C5-1.3"


def test_folder_without_text_is_no_chapter() -> None:
    layout = Layout.of(["drafts/vision/document.yaml", "drafts/vision/pictures/map.png"])
    assert layout.chapters(address("vision/")) == ()
    assert [path for path, _, _ in misplaced(layout)] == ["drafts/vision/pictures/map.png"]


def test_paths_elsewhere_are_passed_over() -> None:
    layout = Layout.of(["README.md", "src/drafts/vision/document.yaml", "draftsman/x", "drafts"])
    assert layout.documents == ()
    assert misplaced(layout) == ()


def test_the_same_paths_make_the_same_layout(tidy: Layout) -> None:
    tidy.paragraphs(address("vision/"))
    assert Layout.of(reversed(TIDY)) == tidy


@pytest.mark.parametrize("line", lines("layout-misplaced.txt"))
def test_misplaced(line: str) -> None:
    path, reason, *rest = (part.strip() for part in line.split("=>"))
    told = misplaced(Layout.of((*TIDY, path)))
    if reason == "-":
        assert told == ()
        return
    assert len(told) == 1, told
    assert reason in told[0][1]
    assert rest[0] in told[0][2]
    assert told[0][1].endswith(".")
    assert told[0][2].endswith(".")


def test_a_folder_at_fault_is_told_once() -> None:
    paths = [f"drafts/vision/part two/{n}.md" for n in range(50)]
    paths += [f"drafts/vision/part two/x/{n}.md" for n in range(50)]
    told = misplaced(Layout.of((*TIDY, *paths)))
    assert [path for path, _, _ in told] == ["drafts/vision/part two/0.md"]


@pytest.mark.parametrize(
    ("name", "reason", "shown"),
    [
        ("drafts/vision/B/\udcff.md", "is not UTF-8", "<U+DCFF>"),
        ("drafts/vision/\udce9t\udce9/1.md", "is not UTF-8", "<U+DCE9>"),
        ("drafts/submissions/\udcff/1.md", "is not UTF-8", "<U+DCFF>"),
        ("drafts/submissions/1/a\x1b[31m.md", "cannot be shown", "<U+001B>"),
        ("drafts/statements/a\u202eb.md", "cannot be shown", "<U+202E>"),
        ("drafts/vision/B/3\n.md", "cannot be shown", "<U+000A>"),
    ],
)
def test_names_that_cannot_be_shown(name: str, reason: str, shown: str) -> None:
    told = misplaced(Layout.of((*TIDY, name)))
    assert [path for path, _, _ in told] == [name]
    assert reason in told[0][1]
    assert shown in told[0][1]
    assert told[0][1].isprintable()


@pytest.mark.parametrize(
    "order",
    [
        "A B C E",
        "C1 C2 C10",
        "C C1 C2",
        "A AA B",
        "C5 c5 C6",
        "C7-e-health C7-e-learning C8",
        "I II III IV V VI IX X",
        "C I V X",
        "B C I",
        "2014-2 2014-10 2015-1",
        "S001 S01 S1 S2",
    ],
)
def test_natural_order(order: str) -> None:
    names = order.split()
    assert list(in_natural_order(reversed(names))) == names


pieces = st.one_of(
    st.sampled_from(["vision", "A", "B", "C5", "b", "x y", "", "..", "meetings", "submissions"]),
    st.sampled_from(["1.md", "2bis.md", "2.alt-1.md", "document.yaml", "chapter.yaml", "\udcff"]),
    st.text(max_size=4),
)
paths = st.lists(pieces, min_size=1, max_size=6).map(lambda p: "/".join(["drafts", *p]))


@given(st.lists(paths, max_size=20))
def test_no_path_is_lost_and_none_is_invented(names: list[str]) -> None:
    layout = Layout.of(names)
    paragraphs = [p for document in layout.documents for p in layout.paragraphs(document)]
    text = {p.path for p in paragraphs}
    text |= {path for p in paragraphs for _, path in layout.alternatives(p)}
    assert text <= set(names)
    assert len(paragraphs) == len(set(paragraphs))
    assert all(layout.has(paragraph) for paragraph in paragraphs)
    told = {path for path, _, _ in misplaced(layout)}
    assert told <= set(names)
    for path in set(names) - text - told:
        _, top, *inside = path.split("/")
        if path.endswith(".md") and inside and top not in BESIDE_DOCUMENTS:
            # Silent only because its folder, or one above it, is told of.
            assert inside[-1] == "README.md" or any(t.startswith(f"drafts/{top}/") for t in told)


@given(st.lists(paths, max_size=20), st.randoms(use_true_random=False))
def test_layout_does_not_depend_on_the_order_of_paths(names: list[str], random: object) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Layout.of(shuffled) == Layout.of(names)
    assert misplaced(Layout.of(shuffled)) == misplaced(Layout.of(names))
