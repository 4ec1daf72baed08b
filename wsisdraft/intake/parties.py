"""Names that a text from outside gives to parties, as they are on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wsisdraft.text.parties import is_office, meant
from wsisdraft.text.process import Stakeholder


class Parties:
    """Who takes part; while nobody is listed, every name is taken as it stands."""

    def __init__(self, stakeholders: Sequence[Stakeholder]) -> None:
        self.stakeholders = stakeholders
        self.found: dict[str, str] = {}

    def known(self, names: Iterable[str], *, offices: bool = False) -> tuple[str, ...]:
        """The names on record of those meant, each once; whom nobody knows is left out."""
        found = (self._name(name, offices=offices) for name in names)
        return tuple(dict.fromkeys(name for name in found if name))

    def unknown(self, names: Iterable[str], *, offices: bool = False) -> tuple[str, ...]:
        """Those whom nobody knows, or who may be any of several."""
        return tuple(dict.fromkeys(name for name in names if not self._name(name, offices=offices)))

    def _name(self, who: str, *, offices: bool) -> str:
        if not self.stakeholders or (offices and is_office(who)):
            return who
        if who not in self.found:
            parties = meant(self.stakeholders, who)
            self.found[who] = parties[0].name if len(parties) == 1 else ""
        return self.found[who]
