"""Which proposals on one place are the same, or nearly: by what they do, not by how they say it."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.reports.redline import redline
from wsisdraft.reports.same_proposals import Edit, edit_of, same_proposals, saying

BASE = (
    "Member States should build networks that [all] people can afford by 20xx, and X per cent of "
    "schools should be connected to them in every region of the world."
)


def change(old: str, new: str) -> Edit:
    """A proposal that puts some words of the base text in place of others."""
    assert BASE.count(old) == 1
    words = BASE.replace(old, new)
    return edit_of("wording", words, redline(BASE, words))


SAME = [
    (("20xx", "2020"), ("20xx", "2020")),
    (("by 20xx", "by 2020"), ("20xx,", "2020,")),
    (("build networks", "build open and affordable networks"),
     ("build networks", "build open, affordable networks")),
    (("that [all] people can afford", "within the reach of anybody who needs them"),
     ("that [all] people can afford", "within the reach of everybody who needs them")),
    (("in every region", "everywhere, without delay, and in every region"),
     ("in every region", "everywhere without delay and in every region")),
]  # fmt: skip
OTHERS = [
    (("20xx", "2020"), ("20xx", "2025")),
    (("X per cent", "5 per cent"), ("X per cent", "10 per cent")),
    (("20xx", "2020"), ("20xx", "the year after the next meeting")),
    (("20xx", "2020"), ("X", "2020")),
    (("Member States should build", "Member States shall build"),
     ("Member States should build", "Member States must build")),
    (("can afford", "can afford at all times and in all places"),
     ("can afford", "can not afford at all times and in all places")),
    (("networks that", "good networks that"), ("schools should", "good schools should")),
    ((" [all]", ""), (", and X per cent of schools", "")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_or_nearly(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert same_proposals([change(*one), change(*other)]) == ((0, 1),)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_that_are_not(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert same_proposals([change(*one), change(*other)]) == ((0,), (1,))


def test_the_whole_paragraph_rewritten_by_two() -> None:
    text = "Networks that {} can afford reach each school, hospital and library of every country."
    one, other, third = (
        text.format(who) for who in ("anybody", "everybody", "cities and ports and islands")
    )
    edits = [edit_of("wording", w, redline(BASE, w)) for w in (one, BASE[:40], other, third)]
    assert same_proposals(edits) == ((0, 2), (1,), (3,))


def test_comments_are_the_same_by_their_words_and_kind() -> None:
    said = "A village in the mountains is as far from a network as an island in the sea."
    edits = [
        saying("substantive", said),
        saying("editorial", said),
        saying("substantive", f"  {said.replace(' ', chr(10), 1)} "),
        saying("substantive", said.replace("a network", "any network")),
        saying("substantive", ""),
        saying("substantive", ""),
    ]
    assert same_proposals(edits) == ((0, 2, 3), (1,), (4, 5))


def test_no_chain_of_small_differences_makes_one_group() -> None:
    words = [f"word{'abcdefghijklmnop'[n]}" for n in range(12)]
    edits = []
    for n in range(10):
        words[n] = f"other{'abcdefghijklmnop'[n]}"
        edits.append(saying("general", " ".join(words)))
    groups = same_proposals(edits)
    assert len(groups) > 2
    assert sorted(chain.from_iterable(groups)) == list(range(10))


def test_what_thousands_share_hides_nobody() -> None:
    """Words that all proposals have in common do not keep those that are the same apart."""
    stock = "the same words at the beginning of everything that anybody says here and then"
    tails = [f"{a}{b} {b}{c} {c}{a}" for a in "klmnop" for b in "qrstuv" for c in "abcdefgh"]
    said = [f"{stock} {tail} {tail[::-1]} {tail.upper()}x" for tail in tails]
    groups = same_proposals([saying("general", each) for each in (*said, *reversed(said))])
    count = len(said)
    assert all({at, 2 * count - 1 - at} <= set(group) for group in groups for at in group[:1])


WORDS = st.lists(st.sampled_from(["we", "build", "open", "networks", "not", "2020"]), max_size=9)


@given(st.lists(WORDS.map(" ".join), max_size=12))
def test_every_proposal_is_in_one_group_and_equal_ones_are_in_the_same(said: list[str]) -> None:
    edits = [edit_of("wording", words, redline(BASE, words)) for words in said]
    groups = same_proposals(edits)
    assert sorted(chain.from_iterable(groups)) == list(range(len(said)))
    of = {at: number for number, group in enumerate(groups) for at in group}
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    for at, words in enumerate(said):
        assert of[at] == of[said.index(words)]
