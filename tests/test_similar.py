"""similar: the paragraphs most like one of them."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from tests.draft_cases import case_of
from wsisdraft.notation.likeness import likeness
from wsisdraft.reports.similar import LEAST, Similar, similar
from wsisdraft.text.address import Address

TEXT = (
    "Lighthouse keepers should publish the lists of their signals every spring, so that small "
    "boats find their way home in fog."
)


@pytest.fixture
def alike(desk: Desk) -> Desk:
    """Four wordings of one thought, in two documents, one an alternative and one deleted."""
    desk.done("add", "vision/E.7", "--text", TEXT)
    desk.done("add", "vision/C.C1.2", "--text", TEXT.replace("every spring", "each year"))
    desk.done("bracket", "vision/C.C1.2", "in fog", "--by", "Norland")
    other = TEXT.replace("Lighthouse keepers should", "Harbours may").replace("every spring, ", "")
    desk.done("alt", "add", "vision/C.C2.1", "--text", other, "--by", "Norland")
    desk.done("add", "vision/C.C3.2", "--text", TEXT)
    desk.done("delete", "vision/C.C3.2", "--why", "said twice")
    return desk


def test_the_likest_come_first_with_what_they_share(alike: Desk) -> None:
    made = alike.done("similar", "vision/E.7", "--format", "json").json
    assert (made["ref"], made["status"]) == ("vision/E.7", "zero-draft")
    assert made["opening"].startswith("Lighthouse keepers should publish")
    first, second = made["alike"][:2]
    assert (first["ref"], first["name"], first["of"]) == ("vision/C.C1.2", None, None)
    assert (second["ref"], second["name"]) == ("vision/C.C2.1", "ALT 1")
    assert first["likeness"] > second["likeness"] > 75
    assert first["common"] == [
        "so that small boats find their way home in fog",
        "Lighthouse keepers should publish the lists of their signals",
    ]
    likenesses = [each["likeness"] for each in made["alike"]]
    assert likenesses == sorted(likenesses, reverse=True)
    assert len(likenesses) <= 5
    assert "vision/C.C3.2" not in {each["ref"] for each in made["alike"]}


def test_the_page_names_ref_likeness_opening_and_words(alike: Desk) -> None:
    answer = alike.done("similar", "E.7", "--most", "2", COLUMNS="80")
    lines = answer.out.splitlines()
    assert lines[0] == "vision/E.7  zero-draft"
    assert " %  vision/C.C1.2  zero-draft" in answer.out
    assert " %  vision/C.C2.1 ALT 1  first-draft" in answer.out
    assert "both: “Lighthouse keepers should publish the lists of their signals" in answer.out
    assert answer.out.count(" %  ") == 2
    assert max(map(len, lines)) <= 80


def test_an_alternative_is_what_is_alike(alike: Desk) -> None:
    made = alike.done("similar", "vision/C.C2.1", "--most", "1", "--format", "json").json
    assert [(each["ref"], each["of"]) for each in made["alike"]] == [("vision/C.C1.2", "ALT 1")]
    told = alike.done("similar", "vision/C.C2.1", "--most", "1").out
    assert "vision/C.C1.2  zero-draft, like its ALT 1" in told


def test_an_earlier_state(alike: Desk) -> None:
    before = alike.done("similar", "vision/E.1", "--at", "4", "--most", "100").out
    assert "vision/E.7" not in before
    missing = alike.run("similar", "vision/E.7", "--at", "4")
    assert missing.code == 1
    assert "unknown-ref" in missing.err


def test_reading_writes_nothing(alike: Desk) -> None:
    alike.replace("drafts/vision/E/7.md", "Lighthouse", "Lightship")
    before = alike.git("status", "--porcelain")
    assert "Lightship keepers" in alike.done("similar", "vision/E.7").out
    assert alike.git("status", "--porcelain") == before


@pytest.mark.parametrize(
    ("words", "code", "rule", "told"),
    [
        (("vision/E",), 2, "not-one-paragraph", "Name one: wsisdraft similar B.21."),
        (("vision/E.1-2",), 2, "not-one-paragraph", "vision/E.1-2 is not one paragraph"),
        (("vision/E.1", "--most", "0"), 2, "malformed-most", "--most 5"),
        (("vision/E.99",), 1, "unknown-ref", "vision/E"),
        (("vision/E.1", "--at", "yesterday"), 1, "unknown-moment", "help:"),
    ],
)
def test_what_cannot_be(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, told: str
) -> None:
    answer = desk.run("similar", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert told in answer.err
    assert desk.clean


def test_a_paragraph_that_cannot_be_read(desk: Desk) -> None:
    desk.write("drafts/vision/E/1.md", b"---\nstatus: first-draft\n---\n\xff\n")
    answer = desk.run("similar", "vision/E.1")
    assert answer.code == 1
    assert "file-format: vision/E.1 cannot be read." in answer.err
    assert "wsisdraft check vision/E.1" in answer.err


DRAFT = """## a draft

`vision/B/1.md`
```
---
status: under-review
---
a b c d e f
```

`vision/B/2.md`
```
---
status: under-review
---
f e d c b a
```

`vision/B/3.md`
```
---
status: under-review
---
[a]{#b1} b, C d
x y
```

`vision/B/4.md`
```
---
status: under-review
---
```

`vision/B/5.md`
```
---
status: under-review
---
p q r s t u
```
"""


def of(number: str, most: int = 9) -> Similar:
    text = case_of(DRAFT).text()
    address = Address.of(f"vision/B.{number}")
    assert address is not None
    paragraph = text.paragraph(address)
    assert paragraph is not None
    return similar(text, paragraph, most)


def test_order_counts_and_brackets_do_not() -> None:
    found = [(each.ref, round(each.likeness, 2)) for each in of("1").alike]
    assert found == [("vision/B.3", 0.67)]
    assert likeness("a b c d e f", "f e d c b a") < LEAST
    assert of("1", most=1).alike == of("1").alike
    assert of("1").alike[0].common == ()


def test_without_words_nothing_is_alike() -> None:
    assert of("4") == Similar("vision/B.4", "under-review", "", ())
    assert of("5").alike == ()
