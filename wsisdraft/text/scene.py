"""What a verb sees when it decides: the text, what is meant, and the occasion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import EMPTY, frozen
from wsisdraft.text.paragraph import Alternative, Paragraph
from wsisdraft.text.ref import Selection


@frozen
class Occasion:
    """When, in which meeting and on whose behalf something is recorded."""

    date: str
    """ISO 8601, a day: today unless it happened earlier."""
    meeting: str = ""
    """Number of the meeting, empty between meetings."""
    parties: tuple[str, ...] = ()
    """Stakeholders' names; none where the verb is the secretariat's own."""
    newcomers: tuple[str, ...] = ()
    """Those of the parties who are registered by this."""

    @property
    def by(self) -> str:
        """On whose behalf, in one line; empty where the verb is the secretariat's own."""
        return ", ".join(self.parties)


@frozen
class BranchState:
    """An alternative's branch as it stands in this clone."""

    tip: str
    """Commit id."""
    spare: bool
    """Whether it holds nothing but wordings that are on record."""
    alternative: str = ""
    """Path of the alternative's file in the text of record."""
    own: tuple[str, str] = ("", "")
    """The paragraph's own file on the branch, which reads as the alternative: path and text."""
    beside: tuple[str, str] = ("", "")
    """The alternative's file on the branch: path and text, empty where there is none."""
    words: str = ""
    """The wording of the paragraph there."""


def _of(
    alternative: Alternative, branches: Mapping[str, BranchState]
) -> Iterator[tuple[str, BranchState]]:
    return (each for each in branches.items() if each[1].alternative == alternative.path)


@frozen
class Scene:
    text: Text
    """The branch's text, not the work tree's: a verb decides on what is recorded."""
    selection: Selection
    occasion: Occasion
    branches: Mapping[str, BranchState] = EMPTY
    """Branches of the alternatives concerned, for the verbs that ask for them."""
    next_ordinal: int = 1
    """For a new alternative: one above the highest ever given."""
    fetched: Mapping[str, BranchState] = EMPTY
    """The same for branches that this clone has only as they were fetched from another."""
    branch_names: frozenset[str] = frozenset()
    """All alternatives' branches of this clone, for the verbs that ask for them."""

    def branch_of(self, alternative: Alternative) -> tuple[str, BranchState] | None:
        """The branch of an alternative in this clone, by name."""
        return next(_of(alternative, self.branches), None)

    def fetched_branch_of(self, alternative: Alternative) -> tuple[str, BranchState] | None:
        """The branch of an alternative as it was fetched from another clone, by name."""
        return next(_of(alternative, self.fetched), None)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs meant, in reading order."""
        found = {p.address: p for p in self.text.paragraphs()}
        return tuple(found[a] for a in self.selection.addresses if a in found)

    def one(self) -> Paragraph | None:
        """The single paragraph meant, or None where it is several or a chapter."""
        if self.selection.scope.number is None or len(self.selection.addresses) != 1:
            return None
        return self.text.paragraph(self.selection.addresses[0])

    @property
    def chapters(self) -> tuple[Address, ...]:
        """The chapters named as a whole."""
        named = self.selection.mentions or (self.selection,)
        found: list[Address] = []
        for mention in named:
            scope = mention.scope
            if not mention.whole or scope.number is not None:
                continue
            if len(scope.parts) == 1:
                found.append(scope)
            elif not scope.parts:
                found += self.text.layout.chapters(scope)
        return tuple(dict.fromkeys(found))
