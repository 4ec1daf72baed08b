"""The compilation of what came in, as values: places, proposals in groups, the base text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wsisdraft.notation.proposed_wording import Misfit
from wsisdraft.reports.redline import Redline
from wsisdraft.reports.submissions import WindowState
from wsisdraft.text.frozen import frozen
from wsisdraft.text.submission import Disposition, ProposalKind

__all__ = ["Base", "BaseAlternative", "Compilation", "Compiled", "CompiledPlace", "Group"]


@frozen
class Compiled:
    """One proposal as it stands in the compilation."""

    name: str
    """`V1/B/5/2`."""
    by: tuple[str, ...]
    """Whose it is; nobody's where names are left out."""
    stakeholders: tuple[str, ...]
    """What kinds of stakeholders these are."""
    kind: ProposalKind
    quote: str
    words: str
    """The words proposed, or the comment."""
    received: str
    late: bool
    disposition: Disposition | None
    differs: Redline = ()
    """How its words differ from those of the first in its group; empty where they are the same."""


@frozen
class Group:
    """Proposals that come to the same words, or nearly; the first stands for all."""

    words: Redline
    """Against the base text, or the title; of a comment, and where nobody knows the place, empty.
    """
    alternative: str
    """The name of the alternative whose words it speaks of; empty for the base text."""
    misfit: Misfit | None
    """Why there is no redline, where words were quoted."""
    proposals: tuple[Compiled, ...]
    sponsors: int
    """How many stakeholders made one of these proposals."""

    @property
    def first(self) -> Compiled:
        return self.proposals[0]

    @property
    def comment(self) -> bool:
        return self.first.kind.comment

    @property
    def own_paragraph(self) -> bool:
        """Whether it is to follow its place as a whole of its own."""
        return self.first.kind is ProposalKind.INSERT and not self.first.quote


@frozen
class BaseAlternative:
    """An alternative that was on the table in the base text."""

    name: str
    by: tuple[str, ...]
    text: str


@frozen
class CompiledPlace:
    """A paragraph of the base text, or what holds some, with the proposals on it."""

    ref: str
    """As it is called in the base text; of what is not in it, as today, or as it was written."""
    kind: str
    """`document`, `chapter`, `section`, `paragraph`, or `nowhere` for what is in no text."""
    in_base: bool
    groups: tuple[Group, ...]
    now: str = ""
    """As it is called today, where that is not the same."""
    title: str = ""
    """Of anything larger than a paragraph."""
    status: str = ""
    """Of a paragraph, in the base text."""
    text: str = ""
    """The words of a paragraph, with brackets and without ties."""
    alternatives: tuple[BaseAlternative, ...] = ()
    facilitators: tuple[str, ...] = ()
    language: str = ""

    @property
    def proposals(self) -> Iterator[Compiled]:
        return (each for group in self.groups for each in group.proposals)


@frozen
class Base:
    """Which state of the text the proposals are held against."""

    when: str
    """WHEN; `now` for the text in front of us."""
    label: str
    """`meeting 3`, `the work tree`."""
    day: str
    commit: str
    """Empty for the work tree."""
    why: str
    """Why it is that one, where it is not the one that the window sent out."""


@frozen
class Compilation:
    process: str
    scope: str
    """The REF in full; empty for everything."""
    window: WindowState
    base: Base
    sender: str
    """Whose proposals alone these are, if one stakeholder was asked for."""
    anonymous: bool
    places: tuple[CompiledPlace, ...]
    submissions: int
    sponsors: int
    unread: int
    """Files of the window that could not be read as they stand; what is in them may be missing."""

    @property
    def proposals(self) -> tuple[Compiled, ...]:
        return tuple(each for place in self.places for each in place.proposals)

    @property
    def late(self) -> int:
        return sum(1 for each in self.proposals if each.late)

    @property
    def groups(self) -> int:
        """Groups of more than one proposal."""
        return sum(1 for place in self.places for g in place.groups if len(g.proposals) > 1)

    @property
    def outcomes(self) -> tuple[tuple[str, int], ...]:
        """What became of them, counted; `open` for nothing yet."""
        said = (str(e.disposition.outcome) if e.disposition else "open" for e in self.proposals)
        return tuple(Counter(said).items())
