"""Passages found again by quoting them: tables of cases, and what holds of every find."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.floor import draft, paragraph_of
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.handles import free_handle, next_handle
from wsisdraft.notation.passages import as_spoken, find, nearest, with_marks, word_spans
from wsisdraft.notation.quotes import MOST_LISTED, passage
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.words import tokens
from wsisdraft.text.finding import Answer, Refusal
from wsisdraft.text.span import Span

CASES = Path(__file__).parent / "cases" / "passages.txt"


def unwritten(line: str) -> str:
    line = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), line)
    return re.sub(r"\\([n\\])", lambda match: "\n" if match[1] == "n" else "\\", line)


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" => ") for line in lines if line.strip() and not line.startswith("#"))
    return [(unwritten(quote), unwritten(body)) for quote, body in pairs]


@pytest.mark.parametrize(("quote", "marked"), cases())
def test_the_passages_a_quote_may_mean(quote: str, marked: str) -> None:
    body = re.sub("[⟦⟧]", "", marked)
    found = find(body, scan(body), quote)
    told, done = "", 0
    for span in found:
        told += f"{body[done : span.start]}⟦{span.of(body)}⟧"
        done = span.end
    assert told + body[done:] == marked


PIECES = ("fair ", "[fair", "] ", "]", "]{#b1}", "]{#b2} ", "Net", "work", " ", "\n", "\n\n")
MORE = ("and ", "... ", "…", "\\[", "[^1]", "’", "'", "{#b3}", "é", "e\u0301", "网", "(a) ", "\\")
BODIES = st.lists(st.sampled_from((*PIECES, *MORE)), max_size=16).map("".join)


def spoken(text: str) -> str:
    """Words as they are compared: without ties, in single blanks, in small letters."""
    return as_spoken(without_ties(text)).casefold().replace("’", "'").replace("…", "...")


@settings(max_examples=400)
@given(BODIES, BODIES)
def test_what_is_found_reads_as_the_quote(body: str, quote: str) -> None:
    parts = [part.strip() for part in spoken(quote).split("...")]
    for span in find(body, scan(body), quote):
        words = spoken(span.of(body))
        assert words.startswith(parts[0])
        assert words.endswith(parts[-1])
        assert re.search(".*".join(map(re.escape, parts)), words)


@settings(max_examples=400)
@given(BODIES, BODIES)
def test_no_passage_ends_inside_a_tie(body: str, quote: str) -> None:
    marks = scan(body)
    found = find(body, marks, quote)
    assert list(found) == sorted(set(found))
    for span in found:
        assert 0 <= span.start < span.end <= len(body)
        for pair in marks.brackets:
            assert not any(pair.end < edge < pair.after for edge in (span.start, span.end))
            assert span.end != pair.end or pair.end == pair.after


@settings(max_examples=300)
@given(BODIES, st.data())
def test_words_that_stand_there_are_found(body: str, data: st.DataObject) -> None:
    body = normalize("NFC", body)
    edges = sorted(set(accumulate(map(len, tokens(body)), initial=0)))
    start = data.draw(st.sampled_from(edges))
    end = data.draw(st.sampled_from([edge for edge in edges if edge >= start]))
    marks = scan(body)
    quote = body[start:end].strip()
    ties = [match.span() for match in re.finditer(r"(?<=\]){#b[0-9]}", body)]
    if not quote or any(begin < end and start < after for begin, after in ties):
        return
    begin = start + len(body[start:end]) - len(body[start:end].lstrip())
    assert begin in [span.start for span in find(body, marks, quote)] or "…" in quote


def test_thousands_of_places_are_found_and_a_few_told() -> None:
    body = "[a]{#b1} b " * 1_800
    paragraph = paragraph_of(draft(body))
    assert len(find(body, scan(body), "b [a]")) == 1_799
    assert len(find(body, scan(body), "a ... b")) == 1_800
    refusal = passage(paragraph, "vision/B.1", "[a] b")
    assert isinstance(refusal, Refusal)
    assert refusal.answer is Answer.USAGE
    assert len(refusal.findings) == MOST_LISTED + 1
    assert refusal.findings[0].message.startswith('"[a] b" stands here, match 1 of 1800: [a] b')
    assert refusal.findings[-1].message == "From here on it stands 1788 times more."
    assert passage(paragraph, "vision/B.1", "[a] b", match=1_800) == Span(
        1_799 * 11, 1_800 * 11 - 1
    )
    assert find("a" * 20_000, scan(""), "a" * 9_000)
    assert find("a " * 10_000, scan(""), "a ... " * 400 + "a") == ()


def test_nowhere_names_the_nearest_words() -> None:
    body = "Keeping [fair and]{#b1} open networks for all,\nin every region."
    marks = scan(body)
    assert nearest(body, marks, "fair and open") == "[fair and] open"
    assert nearest(body, marks, "networks for us in every") == "networks for all, in every"
    assert nearest(body, marks, "netwerks") == "networks"
    assert nearest(body, marks, "xyzzy") == ""
    assert nearest(body, marks, "...") == ""
    assert nearest("", marks, "fair") == ""
    refusal = passage(paragraph_of(draft(body)), "vision/B.1", "fair and open")
    assert isinstance(refusal, Refusal)
    assert refusal.findings[0].message == '"fair and open" does not stand in vision/B.1.'
    assert refusal.findings[0].remedy.startswith('Nearest is "[fair and] open"; wsisdraft show')


def test_words_are_counted_as_a_delegate_counts_them() -> None:
    body = "(a) Multi-stakeholder [and]{#b1} *open* – net[^1]work: 2.5 \\[x\\] 网络"
    words = [span.of(body) for span in word_spans(body, [Span(0, 3)])]
    counted = ["Multi-stakeholder", "and", "open", "net", "work", "2.5", "x", "网", "络"]
    assert words == counted


def test_a_span_takes_in_the_marks_of_what_it_holds_the_words_of() -> None:
    body = "A [[fair] and [open]{#b1}]{#b2} price"
    marks = scan(body)
    start, end = body.index("fair"), body.index("open") + 4
    assert with_marks(body, marks, Span(start, end)).of(body) == "[fair] and [open]{#b1}"
    assert with_marks(body, marks, Span(0, end)).of(body) == "A [[fair] and [open]{#b1}]{#b2}"
    assert with_marks(body, marks, Span(start, start + 9)).of(body) == "[fair] and"


def test_a_new_handle_is_one_above_the_highest() -> None:
    assert free_handle([]) == "b1"
    assert free_handle(["b9", "b10", "order", "b2x"]) == "b11"
    assert free_handle(["b" + "9" * 31, "b999999999", "b1000000000"]) == "b1000000001"
    paragraph = paragraph_of(draft("A [fair]{#b4} [x] price", "brackets:\n  b6:\n    since: 3\n"))
    assert next_handle(paragraph) == "b7"
    assert next_handle(paragraph, taken=["b7", "b12"]) == "b13"
