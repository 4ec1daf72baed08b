"""The concordance of two states as a table: new numbers, old ones, what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.pages.terminal.page import (
    BLANK,
    Fitted,
    Line,
    Page,
    Row,
    Style,
    cut,
    flow,
    line,
    padded,
    width_of,
)
from wsisdraft.reports.concordance import (
    Action,
    Concordance,
    ConcordanceChapter,
    ConcordanceRow,
)

_HEADINGS = ("New", "Old", "What became of it")
_LEAST = 16
"""Columns left for the opening words, or they are not shown."""
_GAP = "  "


def concordance_page(made: Concordance) -> Page:
    """A summary, then a table for each chapter; unchanged numbers are counted."""
    return tuple(_page(made))


def _page(made: Concordance) -> Iterator[Row]:
    name = f"{made.process}  " if made.process else ""
    scope = f", {made.scope}" if made.scope else ""
    yield flow((name, Style.TITLE), f"{made.before.label} to {made.after.label}{scope}", hanging=2)
    for note in made.notes:
        yield flow((note, Style.WARNING), hanging=2)
    yield flow(counted(made), hanging=2)
    shown = [chapter for chapter in made.chapters if chapter.rows]
    if not shown:
        yield line("Every paragraph has the number it had.")
        return
    table = tuple(row for chapter in shown for row in chapter.rows)
    for chapter in shown:
        yield BLANK
        yield from _chapter(chapter, table)
    quiet = [chapter for chapter in made.chapters if not chapter.rows and chapter.unchanged]
    if quiet:
        yield BLANK
        told = ", ".join(f"{c.ref} ({c.unchanged})" for c in quiet)
        yield flow((f"Unchanged throughout: {told}", Style.DIM), hanging=2)


def counted(made: Concordance) -> str:
    """How many paragraphs of each kind there are, in a line."""
    names = {Action.SPLIT: "split off", Action.MERGED: "merged into others"}
    said = [f"{n} {names.get(action, action)}" for action, n in made.counts.items() if n]
    return "; ".join(said) or "no paragraph"


def became(row: ConcordanceRow) -> str:
    """What became of a paragraph's place, in a few words."""
    said = str(row.action)
    if row.action in (Action.SPLIT, Action.MERGED):
        said = f"{said} {row.other[0]}"
    elif row.said:
        said = row.said if row.action is Action.UNCHANGED else f"{said}; {row.said}"
    return said if row.likeness is None else f"{said} ({row.likeness:.0%} alike)"


def _chapter(chapter: ConcordanceChapter, table: Sequence[ConcordanceRow]) -> Iterator[Row]:
    yield flow((chapter.ref, Style.REF), "  ", (chapter.title, Style.TITLE), hanging=2)
    yield Fitted(lambda width: _table(chapter.rows, table, width))
    if chapter.unchanged:
        number = "paragraph" if chapter.unchanged == 1 else "paragraphs"
        yield line((f"  {chapter.unchanged} {number} unchanged", Style.DIM))


def _table(
    rows: Sequence[ConcordanceRow], table: Sequence[ConcordanceRow], width: int
) -> Iterator[Line]:
    """The rows in columns that all tables of the page have in common."""
    cells = [_cells(row) for row in table]
    wide = [max(width_of(each) for each in (*column, _HEADINGS[n])) for n, column in enumerate(
        zip(*cells, strict=True)
    )]  # fmt: skip
    wide[2] = min(wide[2], max(width // 3, 20))
    yield line((_GAP + _GAP.join(map(padded, _HEADINGS, wide)).rstrip(), Style.DIM))
    left = width - sum(wide) - len(_GAP) * 4
    for row in rows:
        new, old, said = _cells(row)
        style = Style.PLAIN if row.action is Action.UNCHANGED else Style.REF
        first = (_GAP, (padded(new, wide[0]), style), _GAP, padded(old, wide[1]), _GAP)
        if width_of(said) > wide[2]:
            yield line(*first, said)
            indent = " " * (wide[0] + wide[1] + len(_GAP) * 3)
            yield line(indent, (cut(_opening(row), width - len(indent)), Style.DIM))
        elif left >= _LEAST:
            yield line(*first, padded(said, wide[2]), _GAP, (cut(_opening(row), left), Style.DIM))
        else:
            yield line(*first, said)


def _opening(row: ConcordanceRow) -> str:
    return row.opening or "(no base text)"


def _cells(row: ConcordanceRow) -> tuple[str, str, str]:
    """New REF, old REF, and what became of it."""
    return row.after or "-", row.before or "-", became(row)
