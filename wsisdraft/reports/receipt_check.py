"""A receipt held against a file that is said to be what came in."""

from __future__ import annotations

from wsisdraft.reports.submissions import Receipt
from wsisdraft.text.frozen import frozen


@frozen
class ReceiptCheck:
    receipt: Receipt
    name: str = ""
    """Of the file, empty where none was given."""
    fingerprint: str = ""
    """`sha256:` of its bytes."""

    @property
    def same(self) -> bool:
        """Whether the file is, to the byte, the one that came in."""
        return bool(self.name) and self.fingerprint == self.receipt.fingerprint
