"""What a check came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wsisdraft.text.address import Address
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.frozen import frozen

if TYPE_CHECKING:
    # Only a comparison with an earlier state needs it, and most of notation with it.
    from wsisdraft.reports.since import Since


@frozen
class Reworded:
    """A settled paragraph that reads otherwise than it was agreed."""

    address: Address
    agreed: str
    """The body that was agreed."""
    now: str
    """The body as it reads."""


@frozen
class Checked:
    findings: tuple[Finding, ...]
    """In the order of files, lines and columns; settled text that moved before everything else."""
    addresses: tuple[Address, ...]
    """The paragraphs looked at; compared with an earlier state, those that are otherwise now."""
    sources: Mapping[str, str]
    """Decoded files by path, for the lines that findings show."""
    since: Since | None = None
    reworded: tuple[Reworded, ...] = ()
    """In reading order, as far as the clone's history holds what was agreed; told for the text as
    it stands, not where it is compared with an earlier state."""

    @property
    def paragraphs(self) -> int:
        return len(self.addresses)

    def count(self, gravity: Gravity) -> int:
        """How many findings of one gravity."""
        return sum(1 for finding in self.findings if finding.gravity is gravity)
