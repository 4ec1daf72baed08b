"""What a branch did to the text since an earlier state: files, and the settled text that moved."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.lifting import opening_words, without_ties
from wsisdraft.notation.lineage import Lineage
from wsisdraft.reports.accounting import State, Step, Tracked, derivation, state_of
from wsisdraft.reports.redline import Redline, redline
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph


@frozen
class Moved:
    """A paragraph that was settled and has other words, another status or settlement now."""

    before: Paragraph
    now: State | None
    """None where it is gone."""
    address: Address
    """Where it stands now, or stood before it went."""
    tracked: Tracked


@frozen
class SettledMove:
    """The same as it is told."""

    ref: str
    path: str
    before: str
    """The path of its file as it was."""
    opening: str
    """The first words, as they were agreed."""
    status: tuple[str, str]
    """Before and now; empty now where it is gone."""
    words: Redline
    """Ties left out; empty where the words stay."""
    agreed: str
    """The body that was agreed."""
    on_record: bool
    """Whether verbs account for it."""
    steps: tuple[Step, ...]
    """The verbs that account for it, oldest first; else the changes made by hand."""


@frozen
class Since:
    asked: str
    """WHEN, as asked for."""
    base: str
    """The commit at which the branch and WHEN part."""
    files: frozenset[str]
    """Paths of files that are new, gone or otherwise."""
    settled: tuple[SettledMove, ...]
    """In reading order."""


def changed_files(before: Text, now: Text) -> frozenset[str]:
    """Paths of the files that do not read as before; files that cannot be read are not told."""
    paths = before.sources.keys() | now.sources.keys()
    return frozenset(p for p in paths if before.sources.get(p) != now.sources.get(p))


def moved(before: Text, now: Text) -> tuple[Moved, ...]:
    """The settled paragraphs that moved, each with where it is to be looked for in the history."""
    by_id = {p.id: p for p in now.paragraphs() if p.id}
    by_path = {p.path: p for p in now.paragraphs()}
    return tuple(_moved(before, by_id, by_path))


def _moved(
    before: Text, by_id: dict[str, Paragraph], by_path: dict[str, Paragraph]
) -> Iterator[Moved]:
    ladder = before.process.ladder
    for paragraph in before.paragraphs():
        if not ladder.settled(paragraph.status):
            continue
        here = by_path.get(paragraph.path)
        if here is None or (paragraph.id and here.id != paragraph.id):
            here = by_id.get(paragraph.id, here if here is not None and not here.id else None)
        state = None if here is None else state_of(here.source)
        if state != state_of(paragraph.source):
            address = paragraph.address if here is None else here.address
            yield Moved(paragraph, state, address, _tracked(paragraph, here))


def _tracked(before: Paragraph, here: Paragraph | None) -> Tracked:
    former = [Address.of(ref) for ref in here.former] if here is not None else []
    places = [before.address, *([here.address] if here is not None else []), *former]
    known = dict.fromkeys(place for place in places if place is not None)
    return Tracked(before.id, tuple(p.path for p in known), tuple(str(p) for p in known))


def settled_moves(
    before: Text, all_moved: tuple[Moved, ...], lineage: Lineage
) -> tuple[SettledMove, ...]:
    """What became of each, and whether the record accounts for it."""
    return tuple(_told(before, each, lineage) for each in all_moved)


def _told(before: Text, each: Moved, lineage: Lineage) -> SettledMove:
    was = state_of(each.before.source)
    how = derivation(each.tracked, was, each.now, lineage, before.process.ladder)
    old, new = (without_ties(words) for words in (was.words, each.now.words if each.now else ""))
    return SettledMove(
        ref=str(each.address),
        path=each.address.path,
        before=each.before.path,
        opening=opening_words(each.before.body),
        status=(was.status, each.now.status if each.now else ""),
        words=redline(old, new) if old != new else (),
        agreed=each.before.body,
        on_record=how.accounted,
        steps=how.steps,
    )
