"""Who is meant by a name, and the groups that parties speak in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.text.parties import affiliations, is_office, meant, near, plain_name
from wsisdraft.text.process import Stakeholder

LINES = [
    line
    for line in (Path(__file__).parent / "cases" / "parties.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def stakeholder(line: str) -> Stakeholder:
    name, _, aliases = line.removeprefix("= ").partition(": ")
    return Stakeholder(name, aliases=tuple(filter(None, aliases.split(", "))))


THERE = tuple(stakeholder(line) for line in LINES if line.startswith("="))
CASES = [line.rpartition("|")[::2] for line in LINES if not line.startswith("=")]


@pytest.mark.parametrize(("said", "who"), CASES)
def test_who_is_meant(said: str, who: str) -> None:
    expected = [name for name in who.strip().split(", ") if name]
    assert [each.name for each in meant(THERE, said)] == expected


def test_a_name_comes_before_an_alias_and_one_as_written_before_any_other() -> None:
    there = (
        Stakeholder("ICC", aliases=("icc-1",)),
        Stakeholder("Chamber", aliases=("ICC",)),
        Stakeholder("icc"),
        Stakeholder("I.C.C."),
    )
    assert meant(there, "ICC") == there[:1]
    assert meant(there, "icc") == there[2:3]
    assert meant(there, "Icc") == (there[0], there[2])
    assert meant(there, "I.C.C") == (there[0], there[1], there[2], there[3])


@given(st.sampled_from(THERE), st.booleans(), st.booleans())
def test_every_name_is_understood_however_it_is_written(
    party: Stakeholder, upper: bool, article: bool
) -> None:
    name = party.name.removeprefix("The ") if article else party.name
    said = name.upper() if upper else name
    assert meant(THERE, f"the {said}" if article else f" {said} ") == (party,)


@given(st.text(max_size=30))
def test_any_text_is_a_name_that_somebody_or_nobody_has(said: str) -> None:
    plain = plain_name(said)
    assert not any(char.isspace() for char in plain)
    found = meant(THERE, said)
    assert set(found) <= set(THERE)
    if found:
        spoken = " ".join(said.split()).casefold()
        names = [name for each in found for name in (each.name, *each.aliases)]
        assert plain in map(plain_name, names) or spoken in map(str.casefold, names)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Norlund", ("Norland", "norland union")),
        ("Estova", ("Estovia",)),
        ("Kingdom", ("Norland",)),
        ("xyzzy", ()),
        ("", ()),
        ("Kingdom of Norlnd", ("Norland",)),
    ],
)
def test_names_near_a_slip(said: str, names: tuple[str, ...]) -> None:
    assert near(THERE, said) == names


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Chairman", True),
        ("the Chair", True),
        ("co-facilitators", True),
        ("Focal points", True),
        ("Norland", False),
        ("Chairs of Norland", False),
        ("", False),
    ],
)
def test_offices_of_the_meeting(name: str, office: bool) -> None:
    assert is_office(name) is office


def test_groups_and_members_are_one_relation_read_from_either_side() -> None:
    there = (
        Stakeholder("Norland", aliases=("NOR",), groups=("Coast",)),
        Stakeholder("Estovia", groups=("Hills", "the coast group")),
        Stakeholder("Coast", aliases=("Coast Group",), members=("Sudoria", "Norland")),
        Stakeholder("Sudoria"),
        Stakeholder("Hills", members=("NOR", "Nobody")),
    )
    relation = affiliations(there)
    assert relation.groups == {
        "Norland": ("Coast", "Hills"),
        "Estovia": ("Coast", "Hills"),
        "Sudoria": ("Coast",),
    }
    assert relation.members == {
        "Coast": ("Norland", "Estovia", "Sudoria"),
        "Hills": ("Norland", "Estovia"),
    }


NAMES = st.sampled_from(["Norland", "Estovia", "Coast", "Hills", "Nobody"])


@given(
    st.lists(
        st.builds(
            Stakeholder,
            NAMES,
            groups=st.lists(NAMES, max_size=3).map(tuple),
            members=st.lists(NAMES, max_size=3).map(tuple),
        ),
        unique_by=lambda each: each.name,
    )
)
def test_both_sides_always_say_the_same(there: list[Stakeholder]) -> None:
    relation = affiliations(there)
    one = {(member, group) for member, groups in relation.groups.items() for group in groups}
    other = {(member, group) for group, members in relation.members.items() for member in members}
    assert one == other
    known = {each.name for each in there}
    assert all(member in known and group in known for member, group in one)
