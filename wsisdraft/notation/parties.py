"""Who is meant by a name that the room uses."""

from __future__ import annotations

from collections.abc import Iterable

from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.quoting import quoted


def parties(
    text: Text, names: Iterable[str], *, new: bool = False
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]] | Refusal:
    """The names on record of those meant, each once; and of them the newcomers, with their kinds.

    Whoever nobody knows is a newcomer where `new` allows it, else refused with near misses.
    """
    found: list[str] = []
    newcomers: list[tuple[str, str]] = []
    for who in names:
        party = stakeholder(text, who)
        if isinstance(party, Refusal) and new:
            party = registrable(who)
            if isinstance(party, str):
                newcomers.append((party, ""))
        if isinstance(party, Refusal):
            return party
        if party:
            found.append(party)
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(newcomers))


def registrable(who: str) -> str | Refusal:
    """A name as it can stand among the stakeholders."""
    from wsisdraft.notation.shapes import PARTY
    from wsisdraft.notation.spelling import key

    name = " ".join(who.split())
    if PARTY.accepts(name) and key(name) is not None:
        return name
    return misused(
        "malformed-name",
        f"{quoted(who)} cannot be the name of a stakeholder.",
        "Give a name of at most 64 ordinary characters.",
    )


def stakeholder(text: Text, who: str) -> str | Refusal:
    """The name on record of whoever is meant, by name or alias in any case."""
    if not who:
        return ""
    names = {
        spoken.casefold(): each.name
        for each in text.stakeholders
        for spoken in (*each.aliases, each.name)
    }
    found = names.get(" ".join(who.split()).casefold())
    if found:
        return found
    from difflib import get_close_matches

    near = dict.fromkeys(names[n] for n in get_close_matches(who.casefold(), names, 3, 0.6))
    remedy = f"Did you mean {' or '.join(near)}?" if near else "--new registers it."
    return refuse("unknown-stakeholder", f"No stakeholder is called {quoted(who)}.", remedy)
