"""The concordance of two states in Markdown: a table for each chapter."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.markdown_words import as_words
from wsisdraft.pages.terminal.concordance import became, counted
from wsisdraft.reports.concordance import Concordance, ConcordanceRow


def concordance_markdown(made: Concordance) -> str:
    """A heading, then a table for each chapter; unchanged numbers are counted."""
    return "\n\n".join(_parts(made)) + "\n"


def _parts(made: Concordance) -> Iterator[str]:
    scope = f", {as_words(made.scope)}" if made.scope else ""
    labels = f"{as_words(made.before.label)} to {as_words(made.after.label)}"
    name = as_words(made.process or "Draft")
    yield f"## Concordance: {name}, {labels}{scope}"
    yield from (f"**{as_words(note)}**" for note in made.notes)
    yield counted(made)
    for chapter in made.chapters:
        if chapter.rows:
            yield f"### {as_words(chapter.ref)}: {as_words(chapter.title)}".removesuffix(": ")
            yield "\n".join(_table(chapter.rows))
        if chapter.unchanged:
            yield f"{as_words(chapter.ref)}: {chapter.unchanged} unchanged."


def _table(rows: tuple[ConcordanceRow, ...]) -> Iterator[str]:
    yield "| New | Old | What became of it | It begins |"
    yield "| :-- | :-- | :-- | :-- |"
    for row in rows:
        cells = (row.after or "-", row.before or "-", became(row), row.opening)
        yield f"| {' | '.join(as_words(cell) if cell != '-' else cell for cell in cells)} |"
