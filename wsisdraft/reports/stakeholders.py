"""Who takes part, who speaks for whom, and what each has on the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.parties import affiliations
from wsisdraft.text.status import DELETED
from wsisdraft.text.wide_bracket import wide_brackets


@frozen
class StakeholderView:
    """One of those who take part."""

    name: str
    kind: str
    """Empty where it is not given yet."""
    aliases: tuple[str, ...]
    groups: tuple[str, ...]
    """Those it speaks in, whichever side says so."""
    members: tuple[str, ...]
    """Of a group: who speaks in it."""
    brackets: int
    """Unresolved ones that it asked for, those over whole paragraphs included."""
    alternatives: int
    """Those on the table that it proposed."""
    statements: int
    """Those it made beside the text."""


def stakeholders(text: Text) -> tuple[StakeholderView, ...]:
    """Everybody who takes part, in the order of the file; names under an alias count as theirs."""
    names = {alias: each.name for each in text.stakeholders for alias in each.aliases}
    names |= {each.name: each.name for each in text.stakeholders}
    relation = affiliations(text.stakeholders)

    def counted(parties: Iterator[tuple[str, ...]]) -> Counter[str]:
        return Counter(
            name for of_one in parties for name in {names[who] for who in of_one if who in names}
        )

    brackets = counted(_of_brackets(text))
    alternatives = counted(_of_alternatives(text))
    statements = counted(each.by for each in text.statements)
    return tuple(
        StakeholderView(
            each.name,
            each.kind,
            each.aliases,
            relation.groups.get(each.name, ()),
            relation.members.get(each.name, ()),
            brackets[each.name],
            alternatives[each.name],
            statements[each.name],
        )
        for each in text.stakeholders
    )


def _of_brackets(text: Text) -> Iterator[tuple[str, ...]]:
    """Who asked for each unresolved bracket; the words of alternatives are not looked into."""
    for wide in wide_brackets(text):
        if wide.role.unresolved:
            yield wide.entry.by
    for paragraph in text.paragraphs():
        if paragraph.status != DELETED and paragraph.brackets:
            for bracket in paragraph.marks.brackets:
                entry = paragraph.brackets.get(bracket.handle or "")
                if entry is not None and bracket.role.unresolved:
                    yield entry.by


def _of_alternatives(text: Text) -> Iterator[tuple[str, ...]]:
    for paragraph in text.paragraphs():
        if paragraph.status != DELETED:
            yield from (each.by for each in paragraph.alternatives)
