"""Whoever is named takes part."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate_item, locate_key
from wsisdraft.rules.named_parties import Unknown, unknown_parties
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.parties import near
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Place, place_of

NAME = "unknown-stakeholder"

PAGE = """\
`drafts/stakeholders.yaml` lists who takes part, with the other names the room uses for them. A
bracket, an alternative, a mandate, a statement or a submission that names somebody else is
nobody's: no report counts it, and nobody can be asked about it. So it is with the `facilitators:`
of a chapter or section, and with the `participants:` of a meeting. Who leads a redrafting or
carries out a decision may also be an office of the meeting, as the Chairman or a facilitator.
`groups:` and `members:` are two sides of one relation, and what they name takes part as well.
Nothing is checked while no stakeholder is listed.

To mend it, write the name or an alias as it stands in `drafts/stakeholders.yaml`, or add the
newcomer there; verbs register one with `--new`.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for each in unknown_parties(text):
        for position in each.positions:
            yield _finding(text, each, position)


def _finding(text: Text, each: Unknown, position: int) -> Finding:
    name = each.names[position]
    like = near(text.stakeholders, name)
    instead = f"Write {' or '.join(like)}, or add it" if like else "Correct it, or add it"
    return Finding(
        _place(text, each, position),
        NAME,
        f"No stakeholder is called {quoted(name)}.",
        f"{instead} to drafts/stakeholders.yaml.",
        ref=each.ref,
    )


def _place(text: Text, each: Unknown, position: int) -> Place:
    source = text.sources.get(each.path, "")
    yaml = each.path.endswith(".yaml")
    if each.keys[-1] == each.names[position]:
        span = locate_key(source, each.keys, yaml=yaml)
    else:
        span = locate_item(source, each.keys, position, yaml=yaml)
    return place_of(each.path, source, span.start) if span else Place(each.path)


RULE = Rule(NAME, Gravity.ERROR, "Whoever a text names is one of the stakeholders.", PAGE, _check)
