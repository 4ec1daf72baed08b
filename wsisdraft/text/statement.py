"""What a party says beside the text, which stays as it is."""

from __future__ import annotations

from wsisdraft.text.address import DRAFTS, Address
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import wording

STATEMENTS = f"{DRAFTS}/statements"
"""The folder of their files."""
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

    @property
    def words(self) -> str:
        """What is said, without outer blank lines."""
        return wording(self.body)

    @property
    def head(self) -> str:
        """`Reservation by Norland, 2014-04-17, meeting 4`, as far as it is on record."""
        by = f" by {', '.join(self.by)}" if self.by else ""
        said = [(self.kind.capitalize() or "Statement") + by]
        said += [self.date] if self.date else []
        said += [f"meeting {self.meeting}"] if self.meeting else []
        return ", ".join(said)

    @property
    def places(self) -> tuple[Address, ...]:
        """What it is about, without what is no full REF."""
        return tuple(place for ref in self.about if (place := Address.of(ref)) is not None)

    def concerns(self, address: Address) -> bool:
        """Whether it is about this place, or about what the place lies in."""
        return any(address.within(each) for each in self.places)

    def names_in(self, scope: Address) -> bool:
        """Whether it is about this place, or about something inside it."""
        return any(each.within(scope) for each in self.places)
