"""Who takes part, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.stakeholders import StakeholderView


def stakeholders_value(views: Sequence[StakeholderView]) -> Json:
    """`stakeholders`, in the order of the file."""
    return [
        {
            "name": view.name,
            "kind": view.kind or None,
            "aliases": list(view.aliases),
            "groups": list(view.groups),
            "members": list(view.members),
            "brackets": view.brackets,
            "alternatives": view.alternatives,
            "statements": view.statements,
        }
        for view in views
    ]
