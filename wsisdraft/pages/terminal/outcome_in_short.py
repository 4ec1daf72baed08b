"""What a change of very many paragraphs comes to, on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.pages.terminal.doubts import counted, doubt_rows
from wsisdraft.pages.terminal.page import Row, Style, flow, line
from wsisdraft.reports.outcome_in_short import ChapterTally
from wsisdraft.text.waiting import WaitingDoubt

MOST_DOUBTS = 20
"""Doubts told one by one; the others are counted."""
MOST_SETTLED = 20


def tally_rows(tallies: Sequence[ChapterTally]) -> Iterator[Row]:
    """A chapter a row, with what came, changed and went in it."""
    for each in tallies:
        gone = each.what == "removed"
        yield flow((each.ref, Style.REF), f"  {each.title}{'  removed' if gone else ''}", hanging=4)
        told = ", ".join(_counts(each))
        if told:
            yield flow(told, indent=2, hanging=4)
        for ref, status in each.settled[:MOST_SETTLED]:
            yield line(f"  {ref} → ", (status, Style.SETTLED))
        for said in each.beside:
            yield flow(said, indent=2, hanging=4)
        if len(each.settled) > MOST_SETTLED:
            yield line(f"  ... and {len(each.settled) - MOST_SETTLED} more settled")


def _counts(each: ChapterTally) -> Iterator[str]:
    if each.paragraphs or each.what != "removed":
        yield _count(each.paragraphs, "paragraph")
    if each.what == "changed":
        for number, what in (
            (each.new, "new"),
            (each.changed, "changed"),
            (each.moved, "moved"),
            (each.gone, "gone"),
            (each.same, "as before"),
        ):
            if number:
                yield f"{number:,} {what}"
    if each.bracket_pairs:
        yield _count(each.bracket_pairs, "pair") + " of brackets"
    if each.alternatives:
        yield _count(each.alternatives, "alternative")


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def new_doubt_rows(doubts: Sequence[WaitingDoubt], spoken: str) -> Iterator[Row]:
    """The first doubts, and where the others are listed."""
    if not doubts:
        return
    yield flow(f"{counted(doubts)}.", hanging=2)
    for each in doubts[:MOST_DOUBTS]:
        yield from doubt_rows(each)
    more = len(doubts) - MOST_DOUBTS
    if more > 0:
        yield line(f"... and {more:,} more: ", (f"wsisdraft doubt list {spoken}", Style.HELP))
