"""The trend as Markdown: a table, and how everything in it is counted."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.markdown_words import as_words
from wsisdraft.reports.trend import (
    BESIDES,
    FIGURES,
    NO_MEETING,
    PARAGRAPHS,
    Row,
    Trend,
    headline,
    not_there,
    state,
)


def trend_markdown(made: Trend) -> str:
    """A heading, the table, what cannot be shown, and the definitions."""
    heading = f"## Trend: {as_words(made.process or 'Draft')}"
    if made.ref:
        heading += f", {as_words(made.ref)}" + (f": {as_words(made.title)}" if made.title else "")
    parts = [heading, headline(made), "\n".join(_table(made))]
    parts += [NO_MEETING] if len(made.rows) == 1 and not made.missing else []
    parts += [said] if (said := not_there(made)) else []
    parts += [f"**{as_words(each.message)}** {as_words(each.remedy)}" for each in made.missing]
    parts.append("\n".join(f"- **{each.name}**: {each.definition}" for each in FIGURES))
    return "\n\n".join([*parts, BESIDES]) + "\n"


def _table(made: Trend) -> Iterator[str]:
    names = [*(figure.name for figure in FIGURES), "Paragraphs"]
    yield f"| Meeting | Closed on | {' | '.join(names)} |"
    yield f"| :-- | :-- |{' --: |' * len(names)}"
    for row in made.rows:
        name = "**now**" if row.meeting is None else state(row)
        yield f"| {name} | {_day(row.date)} | {' | '.join(_numbers(row))} |"


def _day(date: str) -> str:
    """As the record has it, which need not be a day."""
    return date if date.replace("-", "").isdecimal() else as_words(date)


def _numbers(row: Row) -> Iterator[str]:
    for key in (*(figure.key for figure in FIGURES), PARAGRAPHS):
        yield f"{row.counts[key]:,}" if row.there else "-"
