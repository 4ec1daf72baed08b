"""What a party says beside the text, which stays as it is."""

from __future__ import annotations

from wsisdraft.text.address import Address
from wsisdraft.text.frozen import frozen

KINDS = ("reservation", "interpretation", "objection", "note")


@frozen
class Statement:
    """A reservation, interpretation, objection or note, held in a file beside the text."""

    path: str
    """In the repository, `drafts/statements/norland-1.md`."""
    kind: str
    """One of `KINDS`."""
    by: tuple[str, ...]
    """Whose it is; nobody's where the secretariat notes something."""
    about: tuple[str, ...]
    """Full REFs of paragraphs, chapters or documents, as written."""
    date: str
    meeting: str
    body: str

    def concerns(self, address: Address) -> bool:
        """Whether it is about this paragraph, or about what the paragraph lies in."""
        named = (Address.of(ref) for ref in self.about)
        return any(each is not None and address.within(each) for each in named)
