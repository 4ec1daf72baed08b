"""What keeps a verb from being carried out although the text allows it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.text.finding import Refusal


class CannotProceed(Exception):  # noqa: N818  it is told as a finding is, and is no error of ours
    """The ground is wrong: no repository, no identity, a rebase under way, a full disk."""

    def __init__(self, rule: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        """A full sentence, safe to show."""
        self.remedy = remedy
        """What to do next, most often a command."""


class UnknownMoment(Exception):  # noqa: N818  told as a refusal, no error of ours
    """WHEN names no state of the text in this clone."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.findings[0].message)
        self.refusal = refusal


class TextMoved(Exception):  # noqa: N818  a race lost, to be decided again
    """Somebody changed the text between reading it and recording; decide again on what is there."""


def held_up(error: OSError, doing: str) -> CannotProceed:
    """The system's refusal of a file operation, in words."""
    reason = (error.strerror or type(error).__name__).lower()
    rule, remedy = _REASONS.get(error.errno or 0, ("system", "mend that, then give the verb again"))
    return CannotProceed(rule, f"{doing} failed: {reason}.", remedy)


_DISK = ("disk-full", "free some space, then give the verb again")
_CLOSED = ("no-access", "make the clone writable for you, then give the verb again")
_APART = (
    "two-file-systems",
    "keep git's folder and drafts/ on one file system: files are replaced by renaming",
)
_REASONS = {
    errno.EXDEV: _APART,
    errno.ENOSPC: _DISK,
    errno.EDQUOT: _DISK,
    errno.EFBIG: _DISK,
    errno.EROFS: _CLOSED,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
}
