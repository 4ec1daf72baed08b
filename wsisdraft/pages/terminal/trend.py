"""How the open work fell from meeting to meeting: a panel of bars a figure, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from wsisdraft.pages.terminal.page import (
    BLANK,
    Fitted,
    Line,
    Page,
    Piece,
    Row,
    Style,
    flow,
    line,
    padded,
    plain,
    width_of,
)
from wsisdraft.reports.trend import (
    BESIDES,
    FIGURES,
    NO_MEETING,
    OPEN,
    PARAGRAPHS,
    Figure,
    Trend,
    headline,
    not_there,
    state,
)
from wsisdraft.reports.trend import Row as State

PANEL, WIDEST_PANEL, GAP = 36, 60, 4
"""Columns of a panel, at least and at most, and those between two."""
MOST_PANELS = 3
"""Side by side."""
LEAST_BAR = 5
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_FULL = "█"


def trend_page(made: Trend) -> Page:
    """The panels, what cannot be shown, and how everything is counted."""
    about = f", {made.ref}" if made.ref else ""
    title = f": {made.title}" if made.title else ""
    rows: list[Row] = [
        flow((made.process or "Draft", Style.TITLE), f"{about}{title}"),
        flow(headline(made)),
        BLANK,
        Fitted(lambda width: _panels(made, width)),
    ]
    rows += [flow(NO_MEETING), BLANK] if len(made.rows) == 1 and not made.missing else []
    notes = [*([flow(said)] if (said := not_there(made)) else []), *missing_page(made)]
    rows += [*notes, BLANK] if notes else []
    rows += [flow((f"{each.name}: ", Style.TITLE), each.definition, hanging=2) for each in FIGURES]
    rows.append(flow(BESIDES))
    return tuple(rows)


def missing_page(made: Trend) -> Page:
    """Which meetings have no row, and what brings them."""
    return tuple(
        said
        for each in made.missing
        for said in (
            flow((each.message, Style.WARNING)),
            flow(("help: ", Style.HELP), each.remedy, hanging=6),
        )
    )


def _panels(made: Trend, width: int) -> Iterator[Line]:
    """The panels in as many columns as the window takes, a blank line below each row of them."""
    beside = max(1, min(MOST_PANELS, (width + GAP) // (PANEL + GAP)))
    room = min((width - GAP * (beside - 1)) // beside, WIDEST_PANEL)
    panels = [list(_panel(figure, made.rows, room)) for figure in FIGURES]
    panels.append(list(_meetings(made.rows)))
    for first in range(0, len(panels), beside):
        for lines in zip_longest(*panels[first : first + beside], fillvalue=BLANK):
            yield _side_by_side(lines, room)
        yield BLANK


def _side_by_side(lines: Sequence[Line], room: int) -> Line:
    pieces: list[Piece] = []
    for number, each in enumerate(lines):
        if number and each:
            used = sum(width_of(piece.text) for piece in pieces)
            pieces.append(Piece(" " * (number * (room + GAP) - used)))
        pieces += each
    return tuple(pieces)


def _panel(figure: Figure, states: Sequence[State], room: int) -> Iterator[Line]:
    """A figure: at each state its number, then a bar of so many blocks of the highest."""
    yield line((figure.name, Style.TITLE))
    names, numbers = [state(each) for each in states], [_number(figure, s) for s in states]
    before = max(map(width_of, names)), max(map(len, numbers))
    cells = max(room - sum(before) - 4, LEAST_BAR)
    highest = max(each.counts[figure.key] for each in states)
    for name, number, each in zip(names, numbers, states, strict=True):
        count = each.counts[figure.key]
        done = each.there and not count
        yield _trimmed(
            line(
                f"{padded(name, before[0], right=True)}  ",
                (padded(number, before[1], right=True), Style.SETTLED if done else Style.PLAIN),
                " ",
                (bar(count, highest, cells), Style.OPEN),
            )
        )


def _trimmed(row: Line) -> Line:
    """Without the blank before a bar that is empty."""
    return row if plain(row)[-1:] != " " else row[:2]


def _number(figure: Figure, each: State) -> str:
    if not each.there:
        return "-"
    number = f"{each.counts[figure.key]:,}"
    return f"{number} of {each.counts[PARAGRAPHS]:,}" if figure.key == OPEN else number


def bar(count: int, highest: int, cells: int) -> str:
    """Blocks in eighths of a cell; whatever is not nought is seen."""
    eighths = max(round(8 * cells * count / highest), 1) if count else 0
    return _FULL * (eighths // 8) + _EIGHTHS[eighths % 8]


def _meetings(states: Sequence[State]) -> Iterator[Line]:
    """When each meeting was closed; nothing before there was one."""
    if len(states) == 1:
        return
    yield line(("Closed on", Style.TITLE))
    widest = max(width_of(state(each)) for each in states)
    for each in states:
        if each.meeting is not None:
            yield line(f"{padded(state(each), widest, right=True)}  {each.date or '-'}")
