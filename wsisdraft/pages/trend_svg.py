"""The trend as a picture: a panel of bars a figure, every bar with its number, and in words.

It holds no script and asks for nothing from outside; it is readable in light and dark, and whoever
cannot see it hears the same from its title and description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from wsisdraft.reports.trend import (
    BESIDES,
    FIGURES,
    NO_MEETING,
    OPEN,
    PARAGRAPHS,
    Figure,
    Row,
    Trend,
    headline,
    not_there,
    state,
)
from wsisdraft.text.characters import seen_in_line

WIDTH, MARGIN, GAP = 900, 36, 36
"""Of the picture, in its own units, which are pixels where nobody scales it."""
COLUMNS = 3
TOP, PANEL_HEIGHT, BASELINE, TALLEST = 96, 206, 172, 118
"""Where panels begin; how high one is, where its bars stand and how far they reach."""
WIDEST_BAR = 44
SPELT_OUT = 70
"""Of a bar's place: from there on it says `meeting` under it."""
LINE = 15
"""Height of a line of small print."""
SMALL, NUMBER = 6.3, 7.4
"""Widths of a character of small print and of a number, on the wide side."""
MOST_HEADED, MOST_TITLED = 62, 104
"""Characters of the heading, and of the line below it."""
MOST_DAYS = 8
"""Meetings that are told with their days."""

_STYLE = """\
.trend{color-scheme:light dark;font:12px system-ui,sans-serif;fill:#1b1f24}
.trend .ground{fill:#fdfdfb}.trend .head{font-size:20px;font-weight:600}
.trend .name{font-size:14px;font-weight:600}.trend .lead{font-size:14px}
.trend .small{font-size:11.5px;fill:#4c535b}.trend .mid{text-anchor:middle}
.trend .number{font-weight:600;paint-order:stroke;stroke:#fdfdfb;stroke-width:3}
.trend .base{stroke:#8b929a}.trend .bar{fill:#24598f}
.trend .now{fill:#24598f33;stroke:#24598f;stroke-dasharray:5 3;stroke-width:1.5}
@media(prefers-color-scheme:dark){.trend{fill:#eceff2}.trend .ground{fill:#15181c}
.trend .small{fill:#b3bac2}.trend .number{stroke:#15181c}.trend .base{stroke:#6c747d}
.trend .bar{fill:#79b4f2}.trend .now{fill:#79b4f233;stroke:#79b4f2}}
"""


def trend_svg(made: Trend) -> str:
    """An SVG document of one picture; every character of the text is escaped."""
    heads = [_cut(made.process or "Draft", MOST_HEADED)]
    if made.ref:
        heads.append(_cut(made.ref + (f": {made.title}" if made.title else ""), MOST_TITLED))
    slug = re.sub("[^A-Za-z0-9]+", "-", f"trend-{made.ref}").strip("-")
    notes = [part for said in _notes(made) for part in wrap(said, _room(WIDTH - 2 * MARGIN))]
    lower = 24 * (len(heads) - 1)
    below = TOP + 2 * PANEL_HEIGHT + GAP
    height = lower + below + LINE * len(notes) + MARGIN
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" class="trend" lang="en" role="img"',
        f' aria-labelledby="{slug}-title {slug}-desc" viewBox="0 0 {WIDTH} {height}"',
        f' width="{WIDTH}" height="{height}">',
        f'<title id="{slug}-title">{_words("Trend of " + ", ".join(heads))}</title>',
        f'<desc id="{slug}-desc">{_words(" ".join(_described(made)))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}" rx="8"/>',
        _text(MARGIN, 42, heads[0], "head"),
        *(_text(MARGIN, 66, said, "lead") for said in heads[1:]),
        f'<g transform="translate(0 {lower})">',
        _text(MARGIN, 66, headline(made), "lead"),
        *(piece for number, f in enumerate(FIGURES) for piece in _panel(made.rows, f, number)),
        *_definitions(),
        *(_text(MARGIN, below + LINE * (n + 1), said, "small") for n, said in enumerate(notes)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _words(text: str) -> str:
    """Text as XML, in one line; what no XML may hold is shown by its number."""
    return escape(seen_in_line(text))


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.0f}" y="{y:.0f}">{_words(text)}</text>'


def _room(width: float) -> int:
    """Characters of small print that a width takes."""
    return int(width / SMALL)


def _place(number: int) -> tuple[float, float, float]:
    """Left, top and width of one of the panels, in rows of three."""
    width = (WIDTH - 2 * MARGIN - GAP * (COLUMNS - 1)) / COLUMNS
    row, column = divmod(number, COLUMNS)
    return MARGIN + column * (width + GAP), TOP + row * (PANEL_HEIGHT + GAP), width


def _panel(rows: Sequence[Row], figure: Figure, number: int) -> Iterator[str]:
    """A figure: its name, a bar for each state with its number, and what the states are called."""
    left, top, width = _place(number)
    of = f", of {rows[-1].counts[PARAGRAPHS]:,} now" if figure.key == OPEN else ""
    yield _text(left, top + 14, figure.name + of, "name")
    slot = width / len(rows)
    base, broad = top + BASELINE, min(slot * 0.68, WIDEST_BAR)
    middles = [left + slot * (position + 0.5) for position in range(len(rows))]
    tall = _heights([row.counts[figure.key] for row in rows])
    for row, middle, height in zip(rows, middles, tall, strict=True):
        if height:
            yield (
                f'<rect class="{"bar" if row.meeting else "now"}" x="{middle - broad / 2:.1f}" '
                f'y="{base - height:.1f}" width="{broad:.1f}" height="{height:.1f}"/>'
            )
    yield f'<path class="base" d="M{left:.0f} {base}h{width:.0f}"/>'
    numbers = [f"{row.counts[figure.key]:,}" if row.there else "–" for row in rows]
    for position in _free(numbers, middles, tall, broad):
        at = base - tall[position] - 6
        yield _text(middles[position], at, numbers[position], "number mid")
    spelt = slot > SPELT_OUT
    names = [f"meeting {row.meeting}" if row.meeting and spelt else state(row) for row in rows]
    for position in _free(names, middles, [0.0] * len(rows), 0):
        kind = "small mid" if rows[position].meeting else "number mid"
        yield _text(middles[position], base + 18, names[position], kind)


def _heights(counts: Sequence[int]) -> list[float]:
    """Of the bars; whatever is not nought is seen."""
    highest = max(counts)
    return [max(TALLEST * count / highest, 1.5) if count else 0.0 for count in counts]


def _free(
    labels: Sequence[str], middles: Sequence[float], tall: Sequence[float], broad: float
) -> list[int]:
    """Labels over bars that touch neither each other nor a higher bar; with few bars that is all.

    The last, the first and the highest always are among them, unless they touch each other.
    """
    first = (len(labels) - 1, max(range(len(tall)), key=tall.__getitem__), 0)
    halves = [len(label) * NUMBER / 2 for label in labels]
    kept: list[int] = []

    def beside(one: int, other: int, room: float) -> bool:
        return abs(middles[one] - middles[other]) < halves[one] + room + 2

    for each in dict.fromkeys((*first, *range(len(labels)))):
        covered = each not in first and any(
            tall[other] > tall[each] + 4 and beside(each, other, broad / 2)
            for other in range(len(labels))
        )
        touched = any(
            abs(tall[each] - tall[other]) < LINE and beside(each, other, halves[other])
            for other in kept
        )
        if not covered and not touched:
            kept.append(each)
    return sorted(kept)


def _definitions() -> Iterator[str]:
    """In the last of the panels' places: how everything is counted."""
    left, top, width = _place(len(FIGURES))
    yield _text(left, top + 14, "How it is counted", "name")
    at = top + 33
    for said in (f"{figure.name}: {figure.definition}" for figure in FIGURES):
        for part in wrap(said, _room(width)):
            yield _text(left, at, part, "small")
            at += LINE
        at += 3


def _notes(made: Trend) -> Iterator[str]:
    """What is said below the panels."""
    yield BESIDES
    closed = [row for row in made.rows if row.meeting]
    days = [f"{row.meeting} on {row.date}" for row in closed if row.date]
    if days:
        few = len(days) <= MOST_DAYS
        yield f"Meetings closed: {', '.join(days) if few else f'{days[0]} to {days[-1]}'}."
    if not closed and not made.missing:
        yield NO_MEETING
    if said := not_there(made):
        yield said
    for each in made.missing:
        yield f"{each.message} Remedy: {each.remedy}"


def _described(made: Trend) -> Iterator[str]:
    """Everything in the picture, in sentences."""
    yield headline(made)
    for row in made.rows:
        when = f"Meeting {row.meeting}" if row.meeting else "Now"
        told = [f"{figure.name.lower()} {row.counts[figure.key]:,}" for figure in FIGURES]
        of = f"of {row.counts[PARAGRAPHS]:,} paragraphs"
        yield f"{when}: {', '.join(told)}, {of}." if row.there else f"{when}: not there."
    yield "How it is counted."
    yield from (f"{figure.name}: {figure.definition}" for figure in FIGURES)
    yield from _notes(made)
