"""Likeness of wordings, and which of two lists belong together by it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.likeness import likeness, paired_by_likeness

QUAYS = "Coastal authorities shall restore the quays that small harbours depend on in winter."
BEACONS = "Island councils should maintain the beacons, with the support of the ferry companies."
ARCHIVES = "National archives are invited to publish the registers of all moorings every year."
TARIFFS = (
    "Tariffs for young apprentices remain modest, and are reviewed by the regional assemblies."
)
FORECASTS = "Weather services share their forecasts with fishing communities free of charge."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (QUAYS, QUAYS, 1.0),
        ("We recall.", "WE [recall]", 1.0),
        ("We [recall]{#b1} them.[^1]", "We recall them", 1.0),
        ("a b c d", "a b x y", 0.5),
        ("a b c d", "a b", 2 / 3),
        ("a b", "b a", 0.5),
        ("a b", "c d", 0.0),
        ("弥合数字鸿沟", "弥合鸿沟", 0.8),
        ("e\u0301t\u00e9", "\u00e9te\u0301", 1.0),
        ("", "", 1.0),
        ("", "a", 0.0),
        ("[ ]", "[ ]", 1.0),
        ("[ ]", "[...]", 0.0),
    ],
)
def test_the_share_of_words_that_both_have_in_order(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == pytest.approx(expected)


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "[d]", "e.", "字"]), max_size=12).map(" ".join)
LISTS = st.lists(TEXTS, max_size=8)


@given(TEXTS, TEXTS)
def test_it_is_a_share_and_the_same_either_way(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert likeness(one, one) == 1.0


@given(LISTS, LISTS, st.sampled_from([0.3, 0.5, 0.9]))
def test_each_stands_in_one_pair_that_is_alike_enough(
    old: list[str], new: list[str], least: float
) -> None:
    found = paired_by_likeness(old, new, least)
    assert len({i for i, _, _ in found}) == len({j for _, j, _ in found}) == len(found)
    assert all(a[1] < b[1] for a, b in pairwise(found))
    for i, j, alike in found:
        assert alike == pytest.approx(likeness(old[i], new[j]))
        assert alike >= least


@given(LISTS)
def test_what_did_not_change_is_paired_with_itself(texts: list[str]) -> None:
    assert paired_by_likeness(texts, texts) == [(at, at, 1.0) for at in range(len(texts))]


def pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    return [(i, j) for i, j, _ in paired_by_likeness(old, new)]


def test_paragraphs_that_were_redrafted() -> None:
    new = [
        "1. Coastal authorities [shall][should] restore all quays that harbours depend on.",
        "Norland proposes to speak of lighthouses instead.",
        "Island councils should maintain the beacons, supported by all ferry companies and ports.",
        "National archives publish the registers of all moorings, and of all landings, every year.",
    ]
    assert pairs([QUAYS, BEACONS, TARIFFS, ARCHIVES], new) == [(0, 0), (1, 2), (3, 3)]


def test_paragraphs_that_moved() -> None:
    assert pairs([QUAYS, BEACONS, ARCHIVES], [ARCHIVES, QUAYS, BEACONS]) == [
        (2, 0),
        (0, 1),
        (1, 2),
    ]


def test_a_paragraph_that_moved_and_changed() -> None:
    new = [FORECASTS, BEACONS.replace("should", "shall"), ARCHIVES, QUAYS.replace("small ", "")]
    assert pairs([QUAYS, BEACONS, ARCHIVES], new) == [(1, 1), (2, 2), (0, 3)]


def test_short_wordings_that_stand_in_many_places_keep_their_order() -> None:
    old = [QUAYS, "Option 1:", BEACONS, "Option 2: no text", ARCHIVES, "Option 1:", TARIFFS]
    new = ["Option 2: no text", QUAYS, BEACONS, "Option 1:", ARCHIVES, "Option 1:", TARIFFS]
    assert pairs(old, new) == [(3, 0), (0, 1), (2, 2), (4, 4), (5, 5), (6, 6)]


def test_of_several_that_would_do_the_one_in_order_is_taken() -> None:
    report = "Each party shall report on the state of its {} once every year to the secretariat."
    old = [report.format(thing) for thing in ("quays", "beacons", "registers", "tariffs")]
    new = [QUAYS, *(report.format(thing) for thing in ("piers", "lights", "books", "fees"))]
    assert pairs(old, new) == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_a_good_pair_is_not_given_up_for_two_poor_ones() -> None:
    old = ["a b c d e f g h i j", "a b c d e v w x y z"]
    new = ["a b c d e f g h i k", "l m n o p f g h i j"]
    assert paired_by_likeness(old, new, 0.4)[0] == (0, 0, 0.9)


def test_a_wording_left_out_takes_a_place_that_another_can_do_without() -> None:
    shared = "Ferry companies keep the timetables of all islands"
    old = [f"{shared} a b c d", f"{shared} a b e f"]
    new = [f"{shared} a b c e", "Timetables of ferry companies a b c d and k l m n o p q r"]
    assert {(0, 0), (1, 0)} & set(pairs(old, new))
    assert len(pairs(old, [new[0]])) == 1


@pytest.mark.parametrize("size", [1_000, 3_000])
def test_many_wordings_that_are_all_alike(size: int) -> None:
    old = [f"Parties shall report on item {n % 3} in the form of the annex." for n in range(size)]
    new = [f"Parties should report on item {n % 2} in the form of the annex." for n in range(size)]
    found = paired_by_likeness(old, new)
    assert len(found) >= size * 0.9


def test_nothing_is_paired_with_nothing() -> None:
    assert paired_by_likeness([], [QUAYS]) == paired_by_likeness([QUAYS], []) == []
    assert paired_by_likeness([QUAYS], [FORECASTS]) == []
