"""What a check came to, as Markdown for the summary page of a job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wsisdraft.notation.lifting import without_ties
from wsisdraft.pages.markdown_words import as_redline, as_words
from wsisdraft.pages.terminal.check import verdict
from wsisdraft.pages.terminal.findings import summary_line
from wsisdraft.pages.terminal.page import plain
from wsisdraft.reports.checked import Checked, Reworded
from wsisdraft.reports.redline import redline
from wsisdraft.reports.since import SettledMove, Since
from wsisdraft.text.finding import Finding, Gravity

MOST_ROWS = 200
"""Findings in the table; the rest are counted."""
MOST_BYTES = 400_000
"""Of settled text told with its redline; GitHub takes a mebibyte for a whole step."""


def check_markdown(made: Checked) -> str:
    """Counts, settled text that moved with its redline, and a table of the findings."""
    errors, warnings = made.count(Gravity.ERROR), made.count(Gravity.WARNING)
    summary = as_words(plain(summary_line(made.paragraphs, errors, warnings)))
    parts = [f"## {'❌' if errors else '✅'} wsisdraft check", summary]
    if made.since is not None:
        parts += _since(made.since)
    if made.reworded:
        parts.append("### Agreed text that reads otherwise")
        more = "which `wsisdraft check` tells."
        parts += _within_bounds([_reworded(each) for each in made.reworded], more)
    if made.findings:
        ordered = sorted(made.findings, key=lambda each: each.gravity is not Gravity.ERROR)
        parts += ["### Findings", "\n".join(_table(ordered))]
    return "\n\n".join(parts) + "\n"


def _since(since: Since) -> Iterator[str]:
    count = len(since.files)
    files = f"{count} file{'' if count == 1 else 's'} changed since"
    yield f"{files} {as_words(since.asked)} (`{since.base[:10]}`)."
    if since.settled:
        yield "### Settled text that moved"
        by_hand_first = sorted(since.settled, key=lambda move: move.on_record)
        more = "which `wsisdraft check --since` shows."
        yield from _within_bounds([_moved(move) for move in by_hand_first], more)


def _within_bounds(parts: Sequence[str], more: str) -> Iterable[str]:
    room = MOST_BYTES
    for told, part in enumerate(parts):
        room -= len(part.encode())
        if room < 0:
            yield f"And {len(parts) - told} more, {more}"
            return
        yield part


def _moved(move: SettledMove) -> str:
    old, new = move.status
    status = old if old == new else f"{old} → {new or 'gone'}"
    mark = "✅" if move.on_record else "❌"
    head = f"{mark} **{as_words(move.ref)}** {as_words(status)}, {as_words(verdict(move))}"
    words = as_redline(move.words) if move.words else as_words(move.opening)
    return f"{head}\n\n> {words.strip() or as_words('(no words)')}"


def _reworded(each: Reworded) -> str:
    words = redline(without_ties(each.agreed).rstrip(), without_ties(each.now).rstrip())
    return f"❌ **{as_words(str(each.address))}**\n\n> {as_redline(words).strip()}"


def _table(findings: Sequence[Finding]) -> Iterator[str]:
    yield "| | place | rule | finding | what to do |"
    yield "|---|---|---|---|---|"
    for finding in findings[:MOST_ROWS]:
        place = as_words(str(finding.place)) if finding.place else ""
        cells = (as_words(each) for each in (finding.rule, finding.message, finding.remedy))
        yield f"| {finding.gravity} | {place} | {' | '.join(cells)} |"
    if len(findings) > MOST_ROWS:
        yield f"| | | | and {len(findings) - MOST_ROWS} more | |"
