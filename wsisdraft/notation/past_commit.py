"""A commit of the past as it concerns some files: the words of its record, and what it did."""

from __future__ import annotations

from dataclasses import dataclass

from wsisdraft.notation.record import Record


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after a commit; None where it is not there."""

    path: str
    old: bytes | None
    new: bytes | None


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who wrote a commit, and when."""

    who: str
    when: str
    """ISO 8601 with offset."""


@dataclass(frozen=True, slots=True)
class PastCommit:
    id: str
    committer_email: str
    record: Record
    changes: tuple[FileChange, ...]
    """Of the files asked for only."""

    def change(self, path: str) -> FileChange | None:
        """What it did to one file, if anything."""
        return next((each for each in self.changes if each.path == path), None)
