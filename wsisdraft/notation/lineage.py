"""The commits between two states of a text, as they concern some files."""

from __future__ import annotations

from collections.abc import Mapping

from wsisdraft.notation.past_commit import FileChange
from wsisdraft.notation.record import Record
from wsisdraft.text.frozen import frozen


@frozen
class Lineage:
    """What leads from an earlier state to a later one, branches and merges included."""

    tip: str
    """The commit of the later state."""
    parents: Mapping[str, tuple[str, ...]]
    """Of every commit between; the earlier state and what came before it is only a parent here."""
    changes: Mapping[tuple[str, str], tuple[FileChange, ...]]
    """By commit and parent: what the one has otherwise than the other, of the files asked for."""
    records: Mapping[str, Record]
    """Of the commits that changed these files, and of those which they undid."""
    at_tip: Mapping[str, bytes]
    """The files asked for as the later state holds them."""
