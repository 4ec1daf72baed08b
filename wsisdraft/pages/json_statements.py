"""Statements beside the text, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.text.statement import Statement


def statement_value(view: Statement) -> Mapping[str, Json]:
    """One statement, as `show` and changing verbs tell it."""
    return {
        "path": view.path,
        "kind": view.kind,
        "by": list(view.by),
        "about": list(view.about),
        "date": view.date or None,
        "meeting": view.meeting or None,
        "text": view.words,
    }
