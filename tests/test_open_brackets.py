"""Every unresolved bracket, choice and alternative: where it is and who wants it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.draft_cases import case_of
from tests.test_reading import SMALL, projects_own, text_of
from wsisdraft.reports.open_brackets import OpenBracket, of_paragraph, open_brackets
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text

DRAFT = """## a draft

`vision/document.yaml`
```
title: Vision
brackets:
  d1:
    over: B
    since: 2
```

`vision/A/chapter.yaml`
```
title: Preamble
brackets:
  # the capital of Norland
  w1:
    over: 2-3
    by: [Norland]
    against: [Estovia]
    since: 4
  w2:
    over: 1
    role: note
```

`vision/A/1.md`
```
---
status: under-review
brackets:
  b1:
    by: [Norland, Estovia]
    against: [Qasrin]
    since: 3
---

We [reaffirm]{#b1}[recall] the
[outcomes [of [both]{#b1} phases]]. [Note: a] [X] [^1]
```

`vision/A/1.alt-2.md`
```
---
name: Chair's
by: [Norland]
since: 4
---
We [note]{#b9} them,
all.
```

`vision/A/1.alt-3.md`
```
---
since: 4
---
```

`vision/A/2.md`
```
---
status: under-review
---
Text.
```

`vision/A/3.md`
```
---
status: under-review
---
[all of it]
```

`vision/B/S1/1.md`
```
---
status: under-review
---
Text.
```
"""


def draft() -> Text:
    return case_of(DRAFT).text()


def line(row: OpenBracket) -> str:
    return f"{row.place} {row.ref} {row.index} {row.handle} {row.depth} {row.role} {row.text!r}"


def test_all_of_them_in_reading_order() -> None:
    first = "drafts/vision/A/1"
    assert [line(row) for row in open_brackets(draft())] == [
        f"{first}.md:10:4 vision/A.1 1 b1 0 text 'reaffirm'",
        f"{first}.md:10:19 vision/A.1 2 None 0 text 'recall'",
        f"{first}.md:11:1 vision/A.1 3 None 0 text 'outcomes [of [both] phases]'",
        f"{first}.md:11:11 vision/A.1 3.1 None 1 text 'of [both] phases'",
        f"{first}.md:11:15 vision/A.1 3.1.1 b1 2 text 'both'",
        f"{first}.md:11:47 vision/A.1 5 None 0 placeholder 'X'",
        f"{first}.alt-2.md:6:1 vision/A.1 Chair's None 0 alternative 'We [note] them,\\nall.'",
        f"{first}.alt-3.md:4:1 vision/A.1 ALT 3 None 0 alternative ''",
        "drafts/vision/A/chapter.yaml:4:3 vision/A over 2-3 w1 0 text ''",
        "drafts/vision/A/3.md:4:1 vision/A.3 1 None 0 text 'all of it'",
        "drafts/vision/document.yaml:3:3 vision/ over B d1 0 text ''",
    ]


def test_who_wants_it_since_when_and_what_it_is_an_alternative_to() -> None:
    rows = {(row.ref, row.index): row for row in open_brackets(draft())}
    tied = rows["vision/A.1", "1"]
    assert (tied.by, tied.against, tied.since) == (("Norland", "Estovia"), ("Qasrin",), "3")
    bare = rows["vision/A.1", "2"]
    assert (bare.by, bare.against, bare.since) == ((), (), "")
    assert (tied.choice, bare.choice, rows["vision/A.1", "3"].choice) == ("1", "1", None)
    alternative = rows["vision/A.1", "Chair's"]
    assert (alternative.by, alternative.since, alternative.choice) == (("Norland",), "4", None)
    wide = rows["vision/A", "over 2-3"]
    assert (wide.by, wide.against, wide.since) == (("Norland",), ("Estovia",), "4")


def test_only_those_of_the_paragraphs_named() -> None:
    text = draft()

    def refs(*addresses: str) -> list[tuple[str, str]]:
        wanted = [found for each in addresses if (found := Address.of(each)) is not None]
        return [(row.ref, row.index) for row in open_brackets(text, wanted)]

    assert refs() == []
    assert refs("vision/A.2") == [("vision/A", "over 2-3")]
    assert refs("vision/A.3") == [("vision/A", "over 2-3"), ("vision/A.3", "1")]
    assert refs("vision/A.2", "vision/A.3") == refs("vision/A.3")
    assert refs("vision/B.S1.1") == [("vision/", "over B")]
    assert [ref for ref, _ in refs("vision/A.1")] == ["vision/A.1"] * 8


def test_a_bracket_over_paragraphs_that_cannot_be_read_is_told_with_those_that_can() -> None:
    files = SMALL | {
        "drafts/vision/document.yaml": b"title: Vision\n",
        "drafts/vision/B/1.md": b"\xff",
    }
    assert [(row.ref, row.handle) for row in open_brackets(text_of(files))] == [("vision/B", "b1")]


def test_brackets_nested_beyond_measure_do_not_make_the_list_grow_as_the_square() -> None:
    files = SMALL | {"drafts/vision/B/1.md": b"---\nstatus: a\n---\n" + b"[" * 9_000 + b"]" * 9_000}
    rows = open_brackets(text_of(files))
    assert sum(len(row.text) for row in rows) < 3_000_000


def test_the_words_of_a_row_stand_at_its_place() -> None:
    text = projects_own()
    rows = [row for row in open_brackets(text) if row.place.path.endswith(".md")]
    assert len(rows) == 29 + 2
    for row in rows:
        rest = text.sources[row.place.path].split("\n")[row.place.line - 1 :]
        there = "\n".join([rest[0][row.place.column - 1 :], *rest[1:]])
        words = there if row.role == "alternative" else there.removeprefix("[")
        assert words != there or row.role == "alternative"
        assert words.startswith(row.text.split("[")[0])


@given(st.text("[]{#b1} \\^a\n", max_size=60))
def test_every_unresolved_bracket_has_a_row_at_its_mark(words: str) -> None:
    source = f"---\nstatus: under-review\n---\n{words}"
    text = text_of(SMALL | {"drafts/vision/B/1.md": source.encode()})
    paragraph = next(text.paragraphs())
    rows = list(of_paragraph(paragraph))
    assert len(rows) == len(paragraph.marks.unresolved) + 1
    lines = source.split("\n")
    for row, bracket in zip(rows, paragraph.marks.unresolved, strict=False):
        assert lines[row.place.line - 1][row.place.column - 1] == "["
        assert (row.index, row.handle, row.depth) == (bracket.index, bracket.handle, bracket.depth)
