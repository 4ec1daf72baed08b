"""What was said beside the text since an earlier state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.reports.pairing import Pair
from wsisdraft.reports.statements import StatementOutcome, statements_changed
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import altered


def compared_statements(
    before: Text, after: Text, pairs: Sequence[Pair]
) -> Iterator[StatementOutcome]:
    """Statements that are new, other or gone; not those that only follow a paragraph that moved."""
    changed = statements_changed(before, after)
    if not changed:
        return
    moved = {
        str(pair.was.address): str(pair.now.address)
        for pair in pairs
        if pair.was is not None and pair.now is not None and pair.was.address != pair.now.address
    }
    old = {each.path: each for each in before.statements}
    for each in changed:
        was = old.get(each.statement.path)
        if was is not None and moved and each.what == "changed":
            followed = tuple(moved.get(ref, ref) for ref in was.about)
            if altered(was, about=followed) == each.statement:
                continue
        yield each


def by_place(
    said: Sequence[StatementOutcome],
) -> Mapping[Address, tuple[StatementOutcome, ...]]:
    """Statements by each place that they are about."""
    found: dict[Address, tuple[StatementOutcome, ...]] = {}
    for each in said:
        for place in dict.fromkeys(each.statement.places):
            found[place] = (*found.get(place, ()), each)
    return found
