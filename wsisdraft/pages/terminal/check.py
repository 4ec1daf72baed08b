"""What a check came to, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wsisdraft.pages.terminal.findings import findings_page, summary_line
from wsisdraft.pages.terminal.page import BLANK, Page, Row, Style, flow, line
from wsisdraft.text.finding import Gravity

if TYPE_CHECKING:
    from wsisdraft.reports.checked import Checked
    from wsisdraft.reports.since import SettledMove, Since


def checked_page(made: Checked) -> Page:
    """Settled text that moved, the findings, then what they come to."""
    rows: list[Row] = [] if made.since is None else list(_since(made.since))
    summary = summary_line(made.paragraphs, made.count(Gravity.ERROR), made.count(Gravity.WARNING))
    return (*rows, *findings_page(made.findings, made.sources), summary)


def _since(since: Since) -> Iterator[Row]:
    files = f"{len(since.files)} file{'' if len(since.files) == 1 else 's'} changed"
    yield line((f"Since {since.asked}", Style.TITLE), f" ({since.base[:10]}): {files}.")
    for move in since.settled:
        yield from _moved(move)
    if since.settled:
        yield BLANK


def _moved(move: SettledMove) -> Iterator[Row]:
    from wsisdraft.pages.terminal.words import redline_rows

    old, new = move.status
    status = f"  {old}" if old == new else f"  {old} → {new or 'gone'}"
    style = Style.SETTLED if move.on_record else Style.ERROR
    yield line((move.ref, Style.REF), status, "  ", (verdict(move), style))
    if move.words:
        yield from redline_rows(move.words)
    else:
        yield flow(move.opening, indent=2)


def verdict(move: SettledMove) -> str:
    """Whether verbs account for it, and which; else where it was changed by hand."""
    if move.on_record:
        return "on record: " + ", ".join(f"{s.verb} ({s.commit[:10]})" for s in move.steps)
    places = ", ".join(step.commit[:10] or "the work tree" for step in move.steps)
    return "changed by hand" + (f" in {places}" if places else "")
