"""Where the text stands: figures held against a count by hand, and the words of what waits."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.draft_cases import case_of
from tests.test_reading import DRAFTS, projects_own
from wsisdraft.notation.scanner import scan
from wsisdraft.reports.standing import ChapterStanding, contested_slots, standing
from wsisdraft.text.address import Address

CHAPTERS = ("statement/A", "statement/B", "statement/C", "vision/A", "vision/B", "vision/C")
DRAFT = """## a draft

`vision/document.yaml`
```
title: Vision
brackets:
  d1:
    over: A
  d2:
    over: C
    role: note
```

`vision/A/chapter.yaml`
```
title: Preamble
status: pre-agreed
as-of: 2014-04-17
symbol: X/1
besides: [2-4, 6, C5]
mandate:
  lead: Chairman
brackets:
  w1:
    over: 3-4
  w2:
    over: "9"
```

`vision/A/1.md`
```
---
status: agreed
pending:
  for: capital
---
Text.[^1]
```

`vision/A/2.md`
```
---
status: under-review
mandate:
  lead: [Norland, Estovia]
---
[a [b]][c] [d] [X] [Note: e] [^2]
```

`vision/A/3.md`
```
---
status: under-review
---
Text.
```

`vision/A/4.md`
```
---
status: zero-draft
---
Text.
```

`vision/A/5.md`
```
---
status: pre-agreed
---
[still open]
```

`vision/A/6.md`
```
---
status: zero-draft
---
```

`vision/A/6.alt-1.md`
```
---
since: 4
---
[words] of an alternative
```

`vision/A/7.md`
```
---
status: deleted
---
[x]
```

`vision/A/C5/1.md`
```
---
status: invented
mandate:
  lead: Norland
---
```

`vision/A/C5/2.md`
```
---
status: under-review
---
Text.]
```

`vision/B/1.md`
```
---
status: under-review
mandate:
  lead: Norland
---
Text.
```

`vision/B/2.md`
```
---
status: under-review
mandate:
  lead: Norland
---
Text.
```

`vision/B/3.md`
```
---
status: under-review
---
Text.
```

`vision/B/4.md`
```
---
status: under-review
mandate:
  lead: Norland
---
Text.
```

`vision/C/1.md`
```
---
status: under-review
---
Text.
```

`meetings/4.yaml`
```
opened: 2014-04-14
```
"""


def of(ref: str, scope: str = "") -> ChapterStanding:
    address = Address.of(scope) if scope else None
    found = standing(case_of(DRAFT).text(), "now", address)
    return next(c for d in found.documents for c in d.chapters if c.ref == ref)


def test_a_chapter_with_everything_in_it() -> None:
    chapter = of("vision/A")
    assert chapter.paragraphs == 8
    assert dict(chapter.statuses) == {
        "zero-draft": 2,
        "under-review": 3,
        "pre-agreed": 1,
        "agreed": 1,
        "deleted": 1,
        "invented": 1,
    }
    assert list(chapter.statuses)[-2:] == ["deleted", "invented"]
    # a, b, c, d, X and the one that is still open; then d1 and w1, which are over paragraphs.
    assert chapter.bracket_pairs == 6 + 2
    assert chapter.contested_slots == 4 + 2
    assert chapter.paragraphs_with_brackets == 2
    assert (chapter.alternatives, chapter.pending, chapter.settled) == (1, 1, 2)
    assert chapter.besides == ("2-4", "6", "C5")
    assert (chapter.title, chapter.symbol, chapter.status) == ("Preamble", "X/1", "pre-agreed")
    assert chapter.as_of == "2014-04-17"
    assert chapter.mandate is not None
    assert chapter.mandate.lead == ("Chairman",)


def test_what_waits_and_for_what() -> None:
    over = "a bracket over whole paragraphs"
    assert [(each.ref, each.words) for each in of("vision/A").waiting] == [
        ("vision/A.1", "agreed, pending capital"),
        ("vision/A.2", f"6 brackets, {over}"),
        ("vision/A.3-4", over),
        ("vision/A.6", f"1 alternative, {over}"),
        ("vision/A.C5.1", f"{over}, no words yet"),
        ("vision/A.C5.2", f"{over}, unbalanced"),
    ]
    leads = [each.mandate.lead if each.mandate else () for each in of("vision/A").waiting]
    assert leads == [(), ("Norland", "Estovia"), (), (), ("Norland",), ()]


def test_what_waits_in_an_open_chapter_is_what_somebody_is_charged_with() -> None:
    assert [(each.ref, each.words) for each in of("vision/B").waiting] == [
        ("vision/B.1-2", "nothing but agreement"),
        ("vision/B.4", "nothing but agreement"),
    ]
    assert of("vision/C").waiting == ()
    assert of("vision/C").bracket_pairs == 0


@pytest.mark.parametrize(
    ("scope", "figures"),
    [
        ("vision/A", (8, 8, 6, 1)),
        ("vision/A.2", (1, 6, 4, 0)),
        ("vision/A.4", (1, 2, 2, 0)),
        ("vision/A.5", (1, 2, 2, 0)),
        ("vision/A.6", (1, 1, 1, 1)),
        ("vision/A.7", (0, 1, 1, 0)),
        ("vision/A.C5", (2, 1, 1, 0)),
    ],
)
def test_the_figures_of_a_part(scope: str, figures: tuple[int, int, int, int]) -> None:
    part = of("vision/A", scope)
    assert figures == (
        part.paragraphs,
        part.bracket_pairs,
        part.contested_slots,
        part.alternatives,
    )
    assert sum(part.statuses.values()) == part.paragraphs + part.statuses.get("deleted", 0)


def test_the_whole_and_its_parts() -> None:
    text = case_of(DRAFT).text()
    whole = standing(text, "meeting/4")
    assert (whole.process, whole.at, whole.meeting) == ("MPP", "meeting/4", "4")
    assert [d.key for d in whole.documents] == ["vision/"]
    assert [c.ref for d in whole.documents for c in d.chapters] == [
        "vision/A",
        "vision/B",
        "vision/C",
    ]
    assert whole.totals == {
        "paragraphs": 13,
        "settled": 2,
        "bracket_pairs": 8,
        "contested_slots": 6,
        "paragraphs_with_brackets": 2,
        "alternatives": 1,
        "pending": 1,
        "statements": 0,
    }
    chapter = standing(text, "now", Address("vision", ("B",)))
    assert [c.ref for d in chapter.documents for c in d.chapters] == ["vision/B"]
    assert standing(text, "now", Address("other")).documents == ()
    assert standing(text, "now", Address("vision")).documents == standing(text, "now").documents


@pytest.mark.parametrize(
    ("body", "slots"),
    [
        ("", 0),
        ("a", 0),
        ("[a]", 1),
        ("[a] [b]", 2),
        ("[a][b]", 1),
        ("[a][b][c] [d][e]", 2),
        ("[a [b] [c]]", 1),
        ("[a [b]][c]", 1),
        ("[^1]", 0),
        ("[^1][a]", 1),
        ("[Note: a] [b]", 1),
        ("[X] [20xx]", 2),
        ("[a", 0),
        ("[a [b]", 1),
        ("a] [b]", 1),
    ],
)
def test_contested_slots(body: str, slots: int) -> None:
    assert contested_slots(scan(body)) == slots


def by_hand(folder: Path) -> tuple[Counter[str], int, int, int, int, int]:
    """Statuses, pairs, slots, paragraphs with pairs, alternatives, settled: read with bare eyes."""
    statuses: Counter[str] = Counter()
    pairs = slots = with_pairs = alternatives = settled = 0
    for path in folder.rglob("*.md"):
        if ".alt-" in path.name:
            alternatives += 1
            continue
        _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
        statuses[header.split("status: ")[1].split("\n")[0]] += 1
        settled += "sha256:" in header
        words = re.sub(r"\[\^[^\]]*\]|(?<=\])\{#[a-z0-9-]+\}|\\[\[\]]", "", body)
        pairs += words.count("[")
        with_pairs += "[" in words
        # Members of a choice that its entries name stand apart here, and are one slot.
        named = Counter(re.findall("choice: ([a-z]+)", header))
        slots -= sum(members - 1 for members in named.values())
        depth = 0
        for at, sign in enumerate(words):
            slots += sign == "[" and depth == 0 and words[at - 1 : at] != "]"
            depth += (sign == "[") - (sign == "]")
        assert depth == 0, path
    return statuses, pairs, slots, with_pairs, alternatives, settled


@pytest.mark.parametrize("ref", [*CHAPTERS, "vision/E"])
def test_the_figures_of_the_projects_own_drafts(ref: str) -> None:
    found = standing(projects_own(), "now")
    chapter = next(c for d in found.documents for c in d.chapters if c.ref == ref)
    statuses, *figures = by_hand(DRAFTS / ref)
    assert dict(chapter.statuses) == dict(statuses)
    assert chapter.paragraphs == sum(statuses.values())
    assert figures == [
        chapter.bracket_pairs,
        chapter.contested_slots,
        chapter.paragraphs_with_brackets,
        chapter.alternatives,
        chapter.settled,
    ]
