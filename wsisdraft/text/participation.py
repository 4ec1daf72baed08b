"""Who took part in a meeting, and in which way."""

from __future__ import annotations

from wsisdraft.text.frozen import frozen

SOME = "some"
"""How many took part, where nobody counted."""
WAYS = ("physical", "remote", "either")
"""In the room, from elsewhere, and one of the two without a record of which."""


@frozen
class Participant:
    """A stakeholder that took part."""

    name: str
    """As it stands among the stakeholders."""
    physical: str = ""
    """How many people were in the room: digits, `some`, or empty for none."""
    remote: str = ""
    either: str = ""
    """How many of whom it is not on record whether they were in the room."""
    country: str = ""
    """Where they come from, as written; a government is of its own country."""
    thanks: str = ""
    """What the chair thanked it for."""

    def heads(self, way: str) -> str:
        """How many took part in one of the `WAYS`."""
        return {"physical": self.physical, "remote": self.remote, "either": self.either}[way]
