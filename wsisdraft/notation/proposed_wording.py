"""What a wording would read as if a proposal that came in were taken as it stands."""

from __future__ import annotations

from enum import StrEnum

from wsisdraft.notation.inserting import gap
from wsisdraft.notation.passages import find
from wsisdraft.notation.rewording import taking_out
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.bracket import Marks
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span
from wsisdraft.text.submission import ProposalKind

__all__ = ["Misfit", "ProposedWording", "proposed_wording"]


class Misfit(StrEnum):
    """Why the words a proposal speaks of do not say where it belongs."""

    NOWHERE = "nowhere"
    """They are not in the wording."""
    SEVERAL = "several"
    """They stand in it more than once."""


@frozen
class ProposedWording:
    """A body, and what a proposal makes of it."""

    body: str
    splices: tuple[tuple[Span, str], ...]
    """Passages in their order, none of which overlap, each with the words that come in its place;
    of one that quotes nothing the whole."""

    @property
    def after(self) -> str:
        return spliced(self.body, list(self.splices))


def proposed_wording(
    body: str, marks: Marks, kind: ProposalKind, quote: str, text: str
) -> ProposedWording | Misfit:
    """The words replaced, others put in behind the quote, or the quote taken out.

    Without a quote all words are meant; what is to follow the whole as a paragraph of its own
    leaves it as it is, and so does a comment. Blanks and commas are mended as verbs mend them.
    """
    if kind.comment or (kind is ProposalKind.INSERT and not quote):
        return ProposedWording(body, ())
    words = "" if kind is ProposalKind.DELETE else text
    if not quote:
        return ProposedWording(body, ((Span(0, len(body)), words),))
    found = find(body, marks, quote)
    if len(found) != 1:
        return Misfit.SEVERAL if found else Misfit.NOWHERE
    if kind is not ProposalKind.INSERT:
        splices = [(found[0], words)] if words.strip() else taking_out(body, found[0])
        return ProposedWording(body, tuple(sorted(splices)))
    place = gap(body, found[0].end, words)
    at = Span(place.offset, place.offset)
    return ProposedWording(body, ((at, f"{place.before}{words}{place.after}"),))
