"""Doubts that wait, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.text.waiting import WaitingDoubt


def doubts_value(doubts: Sequence[WaitingDoubt]) -> Json:
    """A list of doubts in the order given."""
    return [doubt_value(each) for each in doubts]


def doubt_value(each: WaitingDoubt) -> Mapping[str, Json]:
    """One doubt; line and column are those of the text that was imported."""
    doubt = each.doubt
    return {
        "ref": str(each.address),
        "path": each.path,
        "id": each.handle,
        "kind": str(doubt.kind),
        "line": doubt.line or None,
        "column": doubt.column or None,
        "said": doubt.said,
    }
