"""Statements beside the text on the screen, and who is registered with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.pages.terminal.page import Row, Style, cut, flow, line
from wsisdraft.reports.statements import Registered, StatementOutcome
from wsisdraft.text.statement import Statement

OPENING = 100
"""Columns of a statement's first words, to know it by."""
MOST = 12
"""Places told one by one; the record names them all."""


def statement_rows(views: Sequence[Statement], *, ref: str = "", indent: int = 2) -> Iterator[Row]:
    """Statements in full; `ref` is what they stand under and need not name again."""
    for view in views:
        others = ", ".join(each for each in view.about if each != ref)
        about = f"; about {others}" if others and view.about != (ref,) else ""
        yield flow(
            (view.head, Style.TITLE),
            about,
            (f"  {view.path}", Style.DIM),
            indent=indent,
            hanging=indent + 2,
        )
        for text in view.words.split("\n"):
            if text.strip():
                yield flow(text, indent=indent + 2)


def statement_outcome_rows(each: StatementOutcome) -> Iterator[Row]:
    """What became of a statement: its place, what it is about, its first words."""
    view = each.statement
    if each.follows:
        now = ", ".join(view.about)
        yield flow((view.head, Style.TITLE), f"  now about {now}", hanging=2)
        yield line((f"  {view.path}", Style.DIM))
        return
    for ref, opening in each.places[:MOST]:
        yield line((ref, Style.REF))
        if opening:
            yield flow(opening, indent=2)
    if len(each.places) > MOST:
        yield line(f"... and {len(each.places) - MOST} more")
    yield flow(f"{view.head}, {each.what}:", indent=2, hanging=4)
    yield flow(cut(" ".join(view.words.split()), OPENING), indent=4)
    yield line((f"  {view.path}", Style.DIM))


def registered_row(each: Registered) -> Row:
    """Who is a stakeholder now, and whom that name is like; or who is none any more."""
    if each.gone:
        return flow((each.name, Style.TITLE), " is out of drafts/stakeholders.yaml again.")
    near = f" Not meant for {' or '.join(each.near)}?" if each.near else ""
    return flow(
        (each.name, Style.TITLE),
        f" is registered in drafts/stakeholders.yaml, {each.kind or 'kind not given yet'}.{near}",
        hanging=2,
    )
