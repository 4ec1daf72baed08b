"""Edits made tidy for the record: entries follow ties, and what only verbs write stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draft_cases import sections
from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.tidying import tidied, tidy_characters
from wsisdraft.text.finding import Refusal
from wsisdraft.text.paragraph import wording

CASES = Path(__file__).parent / "cases" / "tidying.txt"
PATH = "drafts/vision/B/1.md"


def parts(section: str) -> tuple[str, dict[str, str]]:
    title, _, rest = section.partition("\n")
    named = re.split(r"^-- (old|new|record|refused)\n", rest, flags=re.MULTILINE)
    return title, {name: meant(text) for name, text in zip(named[1::2], named[2::2], strict=True)}


def meant(text: str) -> str:
    """Written out; the blank line that parts the cases belongs to none."""
    text = text.rstrip("\n") + "\n"
    text = text.replace(r"\0" + "\n", "").replace(r"\r", "\r")
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


def told(refusal: Refusal) -> str:
    return "".join(f"{f.place}: {f.rule}: {f.message}\n" for f in refusal.findings)


TABLE = [parts(section) for section in sections(CASES)]


@pytest.mark.parametrize(("title", "case"), TABLE, ids=[title for title, _ in TABLE])
def test_what_may_go_on_record(title: str, case: dict[str, str]) -> None:
    made = tidied(PATH, case.get("old", ""), case["new"], ref="vision/B.1")
    if isinstance(made, Refusal):
        assert told(made) == case.get("refused"), title
        assert all(f.remedy and f.ref == "vision/B.1" for f in made.findings)
    else:
        assert made == case.get("record"), title
        assert tidied(PATH, case.get("old", ""), made, ref="vision/B.1") == made


HANDLES = ("b1", "b2", "b3")
PIECES = st.lists(
    st.sampled_from(["words ", "[", "]", "\n", "\\[", "é", *(f"]{{#{h}}}" for h in HANDLES)]),
    max_size=12,
).map("".join)
OLD = (
    "---\nstatus: under-review\nbrackets:\n  b1:\n    by: [Norland]\n  b2:\n    since: 4\n---\n"
    "One [two]{#b1} three [four]{#b2}.\n"
)


@given(PIECES)
def test_entries_and_ties_agree_after_any_edit(words: str) -> None:
    body_start = read_front_matter(OLD, PATH).body_start
    made = tidied(PATH, OLD, OLD[:body_start] + words)
    ties = {b.handle for b in scan(words).brackets} - {None}
    if isinstance(made, Refusal):
        assert ties - {"b1", "b2"}
        return
    front = read_front_matter(made, PATH)
    assert set(brackets_of(front.fields)) == ties
    assert front.fields["status"] == "under-review"
    assert wording(made[front.body_start :]) == wording(words)
    assert tidied(PATH, OLD, made) == made


@given(st.text(alphabet="ab \n\r\u0301\u00e9", max_size=20))
def test_tidy_characters_are_tidy_once_and_for_all(text: str) -> None:
    once = tidy_characters(text)
    assert tidy_characters(once) == once
    assert "\r" not in once
    assert once == "" or (once.endswith("\n") and not once.endswith("\n\n"))
