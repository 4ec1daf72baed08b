"""Who is meant by a name, and who speaks in which group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.text.frozen import frozen
from wsisdraft.text.process import Stakeholder

ALIKE = 0.6
"""How like a name has to be, from 0 to 1, to be offered in place of one that nobody has."""
SHORTEST_BEGINNING = 3
"""Letters and digits of a name's beginning that is enough to offer the whole."""
_OFFICES = (
    "chair, chairman, chairwoman, chairperson, chairs, co-chair, co-chairs, vice-chair, "
    "vice-chairs, vice-chairman, vice-chairmen, bureau, secretariat, rapporteur, rapporteurs, "
    "facilitator, facilitators, co-facilitator, co-facilitators, moderator, moderators, "
    "focal point, focal points, drafting group, drafting committee"
)


def plain_name(name: str) -> str:
    """A name's letters and digits without case, accents, punctuation, blanks and a leading "the".

    Empty where there are none. `&` counts as "and".
    """
    if not name.isascii():
        from unicodedata import combining, normalize

        # What stands above or below a letter goes; the vowel signs of other scripts are letters.
        name = "".join(char for char in normalize("NFKD", name) if not combining(char))
    words = name.replace("&", " and ").casefold().split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return "".join(char for char in "".join(words) if _is_of_name(char))


def _is_of_name(char: str) -> bool:
    if char.isalnum():
        return True
    if char.isascii():
        return False
    from unicodedata import category

    return category(char) in ("Mn", "Mc")


_BY_OFFICE = frozenset(map(plain_name, _OFFICES.split(", ")))


def is_office(name: str) -> bool:
    """Whether it names an office of the meeting, `Chairman`, which leads and is no stakeholder."""
    return plain_name(name) in _BY_OFFICE


def meant(stakeholders: Sequence[Stakeholder], who: str) -> tuple[Stakeholder, ...]:
    """Whoever goes by this name: nobody, one, or several where it is ambiguous.

    A name as it stands on record comes first, then a name in another case, then an alias, then
    what differs from a name or an alias in punctuation, accents, blanks or "the" alone.
    """
    spoken = " ".join(who.split())
    exact = tuple(each for each in stakeholders if each.name == spoken)
    if exact:
        return exact
    folded = spoken.casefold()
    named = tuple(each for each in stakeholders if each.name.casefold() == folded)
    if named:
        return named
    aliased = tuple(
        each for each in stakeholders if any(a.casefold() == folded for a in each.aliases)
    )
    if aliased:
        return aliased
    wanted = plain_name(spoken)
    if not wanted:
        return ()
    return tuple(
        each
        for each in stakeholders
        if any(plain_name(name) == wanted for name in (each.name, *each.aliases))
    )


def near(stakeholders: Sequence[Stakeholder], who: str) -> tuple[str, ...]:
    """Names of up to three stakeholders that are like this name, the likest first."""
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for each in stakeholders:
        for spoken in (each.name, *each.aliases):
            names.setdefault(plain_name(spoken), each.name)
    wanted = plain_name(who)
    begun = [
        name
        for plain, name in names.items()
        if len(wanted) >= SHORTEST_BEGINNING and plain.startswith(wanted)
    ]
    like = [names[plain] for plain in get_close_matches(wanted, names, 3, ALIKE)]
    return tuple(dict.fromkeys((*begun, *like)))[:3]


def known_names(stakeholders: Sequence[Stakeholder]) -> frozenset[str]:
    """Every name and alias, as they stand on record."""
    return frozenset(name for each in stakeholders for name in (each.name, *each.aliases))


@frozen
class Affiliations:
    """Who speaks in which group, as both sides tell it together."""

    groups: Mapping[str, tuple[str, ...]]
    """By a stakeholder's name, the groups it speaks in, in the order of the file."""
    members: Mapping[str, tuple[str, ...]]
    """By a group's name, who belongs to it, in the order of the file."""


def affiliations(stakeholders: Sequence[Stakeholder]) -> Affiliations:
    """`groups:` of a member and `members:` of a group are one relation, told from either side.

    Names that no stakeholder has are left out; a rule tells of them.
    """
    place = {each.name: position for position, each in enumerate(stakeholders)}
    pairs = sorted(set(_pairs(stakeholders)), key=lambda pair: (place[pair[0]], place[pair[1]]))
    groups: dict[str, list[str]] = {}
    members: dict[str, list[str]] = {}
    for member, group in pairs:
        groups.setdefault(member, []).append(group)
        members.setdefault(group, []).append(member)
    return Affiliations(
        {name: tuple(found) for name, found in groups.items()},
        {name: tuple(found) for name, found in members.items()},
    )


def _pairs(stakeholders: Sequence[Stakeholder]) -> Iterator[tuple[str, str]]:
    """Member and group, by the names on record."""
    for each in stakeholders:
        for group in each.groups:
            for known in meant(stakeholders, group):
                yield each.name, known.name
        for member in each.members:
            for known in meant(stakeholders, member):
                yield known.name, each.name
