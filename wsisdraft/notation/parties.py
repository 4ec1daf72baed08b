"""Who is meant by a name that the room uses."""

from __future__ import annotations

from collections.abc import Iterable

from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Answer, Refusal, misused, refuse
from wsisdraft.text.parties import is_office, meant, near, plain_name
from wsisdraft.text.quoting import quoted


def parties(
    text: Text,
    names: Iterable[str],
    *,
    new: bool = False,
    offices: bool = False,
    option: str = "--by",
) -> tuple[tuple[str, ...], tuple[str, ...]] | Refusal:
    """The names on record of those meant, each once; and those of them who are newcomers.

    Whoever nobody knows is a newcomer where `new` allows it, else refused with near misses.
    With `offices`, who holds an office of the meeting may be meant too: `Chairman`. `option` is the
    one by which they were named.
    """
    found: list[str] = []
    newcomers: dict[str, str] = {}
    for who in names:
        party = stakeholder(text, who, option)
        if isinstance(party, Refusal) and offices and is_office(who):
            party = " ".join(who.split())
        elif isinstance(party, Refusal) and new and party.answer is Answer.REFUSED:
            party = registrable(who)
            if isinstance(party, str):
                party = newcomers.setdefault(plain_name(party) or party, party)
        if isinstance(party, Refusal):
            return party
        if party:
            found.append(party)
    return tuple(dict.fromkeys(found)), tuple(newcomers.values())


def registrable(who: str) -> str | Refusal:
    """A name as it can stand among the stakeholders."""
    from wsisdraft.notation.shapes import PARTY
    from wsisdraft.notation.spelling import key
    from wsisdraft.text.characters import seen

    name = " ".join(who.split())
    if PARTY.accepts(name) and key(name) is not None and seen(name) == name:
        return name
    return misused(
        "malformed-name",
        f"{quoted(who)} cannot be the name of a stakeholder.",
        "Give a name of at most 64 ordinary characters.",
    )


def stakeholder(text: Text, who: str, option: str = "--by") -> str | Refusal:
    """The name on record of whoever is meant, by name or alias in any case.

    An unknown name is refused with what is near it, one of several as ambiguous.
    """
    if not who:
        return ""
    return _found(text, who, option, "--new registers it.")


def known_stakeholder(text: Text, who: str, option: str) -> str | Refusal:
    """The same where nobody can be registered: for a verb that reads, by an option of its own."""
    return _found(text, who, option, "wsisdraft stakeholders lists who takes part.")


def _found(text: Text, who: str, option: str, otherwise: str) -> str | Refusal:
    found = meant(text.stakeholders, who)
    if len(found) == 1:
        return found[0].name
    if found:
        names = ", ".join(each.name for each in found)
        return misused(
            "ambiguous-stakeholder",
            f"{quoted(who)} may be any of {len(found)} stakeholders: {names}.",
            f"Give the name in full, as {option} {quoted(found[0].name)}.",
        )
    names = " or ".join(near(text.stakeholders, who))
    remedy = f"Did you mean {names}? If not, {otherwise}" if names else otherwise
    return refuse("unknown-stakeholder", f"No stakeholder is called {quoted(who)}.", remedy)
