"""Proposals made on an earlier wording, held against the one of today."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.rebasing import (
    Reading,
    Rebased,
    Said,
    Several,
    Stale,
    Stands,
    Wish,
    rebased,
)
from wsisdraft.notation.scanner import scan
from wsisdraft.text.span import Span
from wsisdraft.text.submission import ProposalKind

CASES = Path(__file__).parent / "cases" / "rebasing.txt"
KINDS = {"~": ProposalKind.REPLACE, "+": ProposalKind.INSERT, "-": ProposalKind.DELETE}


@dataclass(frozen=True, slots=True)
class Case:
    base: str | None
    now: str
    wish: Wish
    expected: str


def _cases() -> list[Case]:
    found: list[Case] = []
    base: str | None = None
    now = ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            base = None if line == "|?" else line[1:].strip()
        elif line.startswith(">"):
            now = line[1:].strip()
        elif line[:1] in KINDS:
            said, expected = line[1:].rsplit("=>", 1)
            quote, colon, text = said.strip().partition(":")
            wish = Wish(KINDS[line[0]], quote.strip() if colon else said.strip(), text.strip())
            found.append(Case(base, now, wish, expected.strip()))
    return found


def _reading(body: str) -> Reading:
    return Reading(body, scan(body))


def _told(made: Rebased) -> str:
    if isinstance(made, Stands):
        return f"stands at {made.span.start}"
    if isinstance(made, Stale):
        return f"stale: {made.now}" if made.now else "stale"
    return "said" if isinstance(made, Said) else "several"


@pytest.mark.parametrize(
    "case", _cases(), ids=lambda case: f"{case.now}|{case.wish.kind} {case.wish.quote}"
)
def test_what_becomes_of_it(case: Case) -> None:
    base = None if case.base is None else _reading(case.base)
    made = rebased(_reading(case.now), case.wish, base)
    told = _told(made)
    assert told == case.expected or (case.expected == "stale" and isinstance(made, Stale)), made


WORD = st.text("abcdefgh", min_size=2, max_size=5)
WORDS = st.lists(WORD, min_size=1, max_size=8)
MARK = "zzquotedzz yywordsyy"
"""Words that stand nowhere else."""
NEW = "xxnewxx vvwordsvv"
KIND = st.sampled_from([ProposalKind.REPLACE, ProposalKind.INSERT, ProposalKind.DELETE])


def _line(*parts: list[str] | str) -> str:
    pieces = [part if isinstance(part, str) else " ".join(part) for part in parts]
    return " ".join(piece for piece in pieces if piece)


@given(WORDS, WORDS, WORDS, WORDS, KIND)
def test_changes_elsewhere_never_touch_it(
    before: list[str],
    behind: list[str],
    new_before: list[str],
    new_behind: list[str],
    kind: ProposalKind,
) -> None:
    now = _line(new_before, MARK, new_behind)
    made = rebased(_reading(now), Wish(kind, MARK, NEW), _reading(_line(before, MARK, behind)))
    assert isinstance(made, Stands), made
    assert made.span.of(now) == MARK


@given(WORDS, WORDS, WORD, KIND, st.sampled_from(["zzquotedzz", "yywordsyy", ""]))
def test_a_change_of_the_quoted_words_is_never_passed_over(
    before: list[str], behind: list[str], other: str, kind: ProposalKind, left: str
) -> None:
    now = _line(before, f"{left} {other}".strip(), behind)
    made = rebased(_reading(now), Wish(kind, MARK, NEW), _reading(_line(before, MARK, behind)))
    assert isinstance(made, Stale), made


@given(WORDS, WORDS, WORDS, WORDS)
def test_what_was_carried_out_is_known_again(
    before: list[str], behind: list[str], new_before: list[str], new_behind: list[str]
) -> None:
    base = _reading(_line(before, MARK, behind))
    replaced = _reading(_line(new_before, NEW, new_behind))
    assert isinstance(rebased(replaced, Wish(ProposalKind.REPLACE, MARK, NEW), base), Said)
    inserted = _reading(_line(before, MARK, NEW, behind))
    assert isinstance(rebased(inserted, Wish(ProposalKind.INSERT, MARK, NEW), base), Said)


@given(WORDS, WORDS, KIND)
def test_a_wording_is_never_stale_against_itself(
    before: list[str], behind: list[str], kind: ProposalKind
) -> None:
    words = _reading(_line(before, MARK, behind))
    assert isinstance(rebased(words, Wish(kind, MARK, NEW), words), Stands)


@given(st.text("ab [].,", max_size=40), st.text("ab [].,", max_size=40), st.text("ab ", max_size=6))
def test_whatever_is_written_one_of_four_things_becomes_of_it(
    base: str, now: str, quote: str
) -> None:
    for kind in KINDS.values():
        made = rebased(_reading(now), Wish(kind, quote, "b a"), _reading(base))
        spans: list[Span | None] = list(made.spans) if isinstance(made, Several) else []
        spans += [made.span] if isinstance(made, Stands | Said) else []
        for span in spans:
            assert span is None or 0 <= span.start <= span.end <= len(now)
