"""What happened to a text, in the words of the negotiation."""

from __future__ import annotations

from dataclasses import dataclass

OUTSIDE = "changed outside the verbs"


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit, as it concerns the paragraphs asked about."""

    commit: str
    when: str
    """ISO 8601 with offset, the author's."""
    who: str
    """The committer's name: whose hand it was."""
    verb: str
    """Empty for a commit made outside the verbs, or whose record does not fit its content."""
    ref: str
    by: str
    meeting: str
    summary: str
    details: tuple[str, ...] = ()
    """Further lines: status steps, reasons, what closed."""
