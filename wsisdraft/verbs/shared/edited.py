"""A text with other words as a change: the tidied source, and what goes on record about it."""

from __future__ import annotations

from wsisdraft.notation.change import Decision
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.verbs.shared.new_words import gone, tidy_source
from wsisdraft.verbs.shared.target import Target

__all__ = ["edited"]


def edited(meant: Target, source: str) -> Decision:
    """The change to a drafted source."""
    tidy = tidy_source(meant, source)
    if not isinstance(tidy, str):
        return tidy
    worded = meant.worded
    body = source[worded.body_start :]
    wordings = f"{fingerprint(worded.body)} -> {fingerprint(body)}"
    rows = [("Wording", wordings), *gone(worded, source, worded.body_start)]
    by = f", by {meant.scene.occasion.by}" if meant.scene.occasion.by else ""
    return meant.change(tidy, "edit", f"edited{by}", rows)
