"""What the benchmarks send in is what it claims to be: proposals on words that are there."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from benchmarks.submissions import PROPOSALS, SHARE, WINDOW, sent_in
from benchmarks.wordings import plain
from wsisdraft.notation.proposed_wording import Misfit, proposed_wording
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.submission_files import read_submission, read_window
from wsisdraft.text.submission import Submission

PLACES = [(f"vision/B.{n}", plain(Random(n)).text) for n in range(1, 41)]


@pytest.fixture(scope="module")
def submissions() -> list[Submission]:
    (_, window), *files = sent_in(PLACES, seed=3)
    assert read_window(WINDOW, "window.yaml", window)[1] == ()
    read = [read_submission(WINDOW, path, text) for path, text in files]
    assert [findings for _, findings in read if findings] == []
    return [submission for submission, _ in read]


def test_half_as_many_as_paragraphs_with_ten_proposals_each(submissions: list[Submission]) -> None:
    assert len(submissions) == len(PLACES) // SHARE
    assert {len(each.proposals) for each in submissions} == {PROPOSALS}
    assert len({each.symbol for each in submissions}) == len(submissions)


def test_every_quote_is_in_the_words_it_speaks_of(submissions: list[Submission]) -> None:
    words = dict(PLACES)
    for each in (p for submission in submissions for p in submission.proposals):
        body = words[each.ref]
        made = proposed_wording(body, scan(body), each.kind, each.quote, each.text)
        assert made is not Misfit.NOWHERE


def test_some_say_the_same_and_some_are_disposed_of(submissions: list[Submission]) -> None:
    every = [p for submission in submissions for p in submission.proposals]
    times = Counter((p.ref, p.kind, p.quote, p.text) for p in every)
    assert 0.1 * len(every) < sum(n for n in times.values() if n > 1) < 0.5 * len(every)
    assert 0.3 * len(every) < sum(p.disposition is not None for p in every) < 0.7 * len(every)


def test_the_same_seed_sends_the_same() -> None:
    assert list(sent_in(PLACES, seed=3)) == list(sent_in(PLACES, seed=3))
    assert list(sent_in(PLACES, seed=3)) != list(sent_in(PLACES, seed=4))
