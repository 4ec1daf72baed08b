"""What a change does to the participants of a meeting, each in a phrase."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.text.participation import Participant
from wsisdraft.text.process import Meeting


def participants_changed(was: Meeting, now: Meeting) -> Iterator[str]:
    """Who is on record that was not, of whom something else is, and who no longer is."""
    before = {each.name: each for each in was.participants}
    for each in now.participants:
        old = before.pop(each.name, None)
        if old is None:
            yield f"took part: {told(each)}"
        elif old != each:
            yield f"took part: {told(each)}; before: {told(old).partition(': ')[2] or 'no figures'}"
    for gone in before.values():
        yield f"no longer on record as taking part: {gone.name}"


def told(each: Participant) -> str:
    """`Norland: 2 physical, 1 remote`, with the country and the thanks that are on record."""
    ways = ("physical", each.physical), ("remote", each.remote), ("in either way", each.either)
    said = [f"{heads} {way}" for way, heads in ways if heads]
    said += [f"from {each.country}"] if each.country else []
    said += [f"thanked for {each.thanks}"] if each.thanks else []
    return f"{each.name}: {', '.join(said)}" if said else each.name
