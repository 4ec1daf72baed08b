"""Doubts that wait, on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wsisdraft.pages.terminal.page import Page, Row, Style, flow, line
from wsisdraft.text.waiting import WaitingDoubt


def doubts_page(doubts: Sequence[WaitingDoubt], spoken: str) -> Page:
    """Every doubt, a row each; then how many there are of each kind."""
    if not doubts:
        return (line("No doubt waits here." if spoken else "No doubt waits."),)
    first = doubts[0]
    settle = f"wsisdraft doubt settle {first.address} {first.handle}"
    return (
        *(row for each in doubts for row in doubt_rows(each)),
        flow(f"{counted(doubts)}.", hanging=2),
        line(("One that was looked at: ", Style.HELP), settle),
    )


def counted(doubts: Sequence[WaitingDoubt]) -> str:
    """How many wait, and of what kinds; the most frequent first."""
    kinds = Counter(str(each.doubt.kind) for each in doubts)
    told = ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common())
    return f"{len(doubts):,} {'doubt waits' if len(doubts) == 1 else 'doubts wait'}: {told}"


def doubt_rows(each: WaitingDoubt) -> Iterator[Row]:
    """A doubt: its handle, its kind and its place in the text that was imported; what it says."""
    doubt = each.doubt
    where = f"  line {doubt.line}, column {doubt.column}" if doubt.line else ""
    yield line(
        (str(each.address), Style.REF), f"  {each.handle}  ", (doubt.kind, Style.WARNING), where
    )
    if doubt.said:
        yield flow(doubt.said, indent=2, hanging=2)
