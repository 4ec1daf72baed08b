"""Gaps in the numbers that a change makes."""

from __future__ import annotations

from collections.abc import Iterable

from wsisdraft.rules.number_gap import gap_findings
from wsisdraft.text.address import Address
from wsisdraft.text.layout import Layout

__all__ = ["gaps_made"]


def gaps_made(before: Layout, after: Layout, chapters: Iterable[Address]) -> tuple[str, ...]:
    """What the rule number-gap finds in these chapters, and did not find before."""
    told: dict[str, None] = {}
    wanted: dict[Address, set[Address]] = {}
    for chapter in chapters:
        wanted.setdefault(Address(chapter.document), set()).add(chapter)
    for document, inside in wanted.items():
        known = {finding.message for finding in gap_findings(before, document, inside)}
        for finding in gap_findings(after, document, inside):
            if finding.message not in known:
                told[f"number-gap: {finding.message}"] = None
    return tuple(told)
