"""Paragraphs of a chapter of which the same is to be told, told together as one range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.reports.compared_paragraph import Change, ParagraphComparison
from wsisdraft.text.address import Address
from wsisdraft.text.exceptions import shortest
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout


@frozen
class Folded:
    """Paragraphs with the same words, of which class, place and status are all there is to tell."""

    change: Change
    """MOVED or NOC."""
    count: int
    """Two at least."""
    ref: str
    """`vision/B.7, 9, 23-26`."""
    before: str
    """The same in the earlier state, where they have moved; otherwise empty."""
    status: tuple[str, str]


Told = ParagraphComparison | Folded


def folded(
    paragraphs: Sequence[ParagraphComparison], layouts: tuple[Layout, Layout]
) -> tuple[Told, ...]:
    """A chapter's paragraphs in their order, neighbours that moved together as one range.

    Those of which only the status is another come last, one range a status. `layouts` are those of
    the earlier and the later state.
    """
    if sum(1 for each in paragraphs if _bare(each)) < 2:
        return tuple(paragraphs)
    order = _Order(layouts)
    told: list[Told] = []
    restated: dict[tuple[str, str], list[ParagraphComparison]] = {}
    for each in paragraphs:
        if _bare(each) and each.change is Change.NOC:
            restated.setdefault(each.status, []).append(each)
    run: list[ParagraphComparison] = []
    for each in paragraphs:
        if run and not (_bare(each) and order.goes_on(run[-1], each)):
            told += _one(run, order)
            run = []
        if _bare(each) and each.change is Change.MOVED:
            run.append(each)
        elif not _bare(each) or len(restated[each.status]) < 2:
            told.append(each)
    told += _one(run, order)
    for group in restated.values():
        told += _one(group, order) if len(group) > 1 else ()
    return tuple(told)


def _bare(each: ParagraphComparison) -> bool:
    return each.bare and each.change in (Change.MOVED, Change.NOC)


def _one(group: Sequence[ParagraphComparison], order: _Order) -> Iterator[Told]:
    """A group as a range, or the only one in it."""
    if len(group) < 2:
        yield from group
        return
    first = group[0]
    before = [each.before for each in group if each.before is not None]
    yield Folded(
        first.change,
        len(group),
        order.written([each.address for each in group], 1),
        order.written(before, 0) if first.change is Change.MOVED else "",
        first.status,
    )


class _Order:
    """The places of paragraphs among all of their chapters, in both states."""

    def __init__(self, layouts: tuple[Layout, Layout]) -> None:
        self.layouts = layouts
        self.places: tuple[dict[Address, int], dict[Address, int]] = ({}, {})

    def goes_on(self, one: ParagraphComparison, other: ParagraphComparison) -> bool:
        """Whether two that moved are neighbours, and were, and stand at the same status."""
        if other.change is not Change.MOVED or one.status != other.status:
            return False
        if one.before is None or other.before is None:
            return False
        return self._next(one.address, other.address, 1) and self._next(one.before, other.before, 0)

    def _next(self, one: Address, other: Address, side: int) -> bool:
        if one.chapter != other.chapter:
            return False
        return self._place(other, side) - self._place(one, side) == 1

    def _place(self, address: Address, side: int) -> int:
        known = self.places[side]
        if address not in known and address.chapter is not None:
            inside = self.layouts[side].paragraphs(address.chapter)
            known.update({each: position for position, each in enumerate(inside)})
        return known.get(address, -2)

    def written(self, addresses: Sequence[Address], side: int) -> str:
        """Paragraphs of one chapter, shortest: `vision/B.7, 9, 23-26`."""
        chapter = addresses[0].chapter
        if chapter is None:
            return ", ".join(map(str, addresses))
        spans = shortest(addresses, self.layouts[side].paragraphs(chapter))
        return f"{chapter}.{', '.join(spans)}"
