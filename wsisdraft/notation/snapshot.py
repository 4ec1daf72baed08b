"""The files of a draft at one moment, as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from wsisdraft.text.frozen import EMPTY, frozen


class OddityKind(StrEnum):
    """Why something under `drafts/` is not a file that can be read."""

    SYMLINK = "symlink"
    DIRECTORY = "directory"
    """A directory where a file should be."""
    SPECIAL = "special"
    """A pipe, socket or device."""
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    SUBMODULE = "submodule"
    """A repository inside the repository."""
    NAME = "name"
    """A file's name that is not UTF-8."""


@frozen
class Oddity:
    kind: OddityKind
    detail: str = ""
    """What is known besides: a size in bytes, the system's own words; may be empty."""


@frozen
class Snapshot:
    """Files by path in the repository (`drafts/vision/B/21.md`), and what is no readable file."""

    files: Mapping[str, bytes]
    oddities: Mapping[str, Oddity] = EMPTY
