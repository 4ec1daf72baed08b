"""What is most like a paragraph, on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.terminal.page import BLANK, Page, Row, Style, cut, flow, line
from wsisdraft.reports.similar import Alike, Similar

LONGEST_RUN = 120
"""Columns of one run of common words."""


def similar_page(made: Similar) -> Page:
    """The paragraph asked about, then the others with their likeness, the likest first."""
    rows: list[Row] = [line((made.ref, Style.REF), f"  {made.status}")]
    rows.append(flow((made.opening or "(no words)", Style.DIM), indent=2))
    if not made.alike:
        return (*rows, BLANK, line("No other paragraph of the draft is much like it."))
    for each in made.alike:
        rows += [BLANK, *_alike(each)]
    return tuple(rows)


def _alike(each: Alike) -> Iterator[Row]:
    name = f" {each.name}" if each.name else ""
    like = f", like its {each.mine}" if each.mine else ""
    yield flow(
        f"{round(100 * each.likeness):>3} %  ",
        (each.ref + name, Style.REF),
        f"  {each.status}{like}",
        hanging=7,
    )
    yield flow(each.opening, indent=7)
    for run in each.common:
        yield flow(("both: ", Style.DIM), f"“{cut(run, LONGEST_RUN)}”", indent=7, hanging=13)
