"""Who took part in a meeting: by kind of stakeholder, by country, in the room or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from wsisdraft.text.frozen import frozen
from wsisdraft.text.participation import SOME, WAYS, Participant
from wsisdraft.text.process import Meeting, Stakeholder

GOVERNMENT = "government"
WITHOUT_COUNTRY = frozenset(
    {GOVERNMENT, "international-organization", "regional-organization", "regional-group"}
)
"""Kinds of stakeholders that need not say where they come from."""


@frozen
class Share:
    """Those of the participants who have something in common."""

    name: str
    """A kind, a country, or one of the `WAYS`."""
    stakeholders: int
    people: int
    """Those of them who were counted."""
    uncounted: int
    """Stakeholders of which some took part whom nobody counted."""


@frozen
class TookPart:
    """The participation in a meeting: in figures as stated, and by name as far as on record."""

    participants: str
    """As stated, in digits; empty where nobody has."""
    countries: str
    modes: tuple[str, ...]
    remark: str
    named: Share
    """Everybody who is on record by name."""
    ways: tuple[Share, ...]
    kinds: tuple[Share, ...]
    """The largest first, those of one size by name."""
    lands: tuple[Share, ...]
    """Countries by name."""
    thanked: tuple[Participant, ...]
    without_kind: tuple[str, ...]
    """Participants of whom nobody has said what kind of stakeholder they are."""
    without_country: tuple[str, ...]
    """Participants that come from somewhere, and it is not on record where."""


def took_part(meeting: Meeting, stakeholders: Sequence[Stakeholder]) -> TookPart:
    """The participation in a meeting, every figure counted."""
    stated, everybody = meeting.participation, meeting.participants
    kinds = {each.name: each.kind for each in stakeholders}

    def kind(each: Participant) -> str:
        return kinds.get(each.name, "")

    def country(each: Participant) -> str:
        return each.country or (each.name if kind(each) == GOVERNMENT else "")

    ways = (_share(way, [p for p in everybody if p.heads(way)], (way,)) for way in WAYS)
    by_kind = sorted(_shares(everybody, kind), key=lambda each: (-each.stakeholders, each.name))
    return TookPart(
        participants=stated.participants if stated else "",
        countries=stated.countries if stated else "",
        modes=stated.modes if stated else (),
        remark=stated.remark if stated else "",
        named=_share("", everybody),
        ways=tuple(each for each in ways if each.stakeholders),
        kinds=tuple(by_kind),
        lands=tuple(sorted(_shares(everybody, country), key=lambda each: each.name)),
        thanked=tuple(each for each in everybody if each.thanks),
        without_kind=tuple(each.name for each in everybody if not kind(each)),
        without_country=tuple(
            each.name
            for each in everybody
            if kind(each) and not country(each) and kind(each) not in WITHOUT_COUNTRY
        ),
    )


def _shares(
    everybody: Iterable[Participant], trait: Callable[[Participant], str]
) -> tuple[Share, ...]:
    groups: dict[str, list[Participant]] = {}
    for each in everybody:
        if trait(each):
            groups.setdefault(trait(each), []).append(each)
    return tuple(_share(name, group) for name, group in groups.items())


def _share(name: str, group: Sequence[Participant], ways: Sequence[str] = WAYS) -> Share:
    heads = [[each.heads(way) for way in ways] for each in group]
    return Share(
        name,
        len(group),
        sum(int(said) for each in heads for said in each if _is_count(said)),
        sum(1 for each in heads if SOME in each or not any(each)),
    )


def _is_count(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 10
