"""What was sent in: windows, submissions, the proposals in them, and what became of these."""

from __future__ import annotations

from enum import StrEnum

from wsisdraft.text.address import DRAFTS, Address
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import wording

SUBMISSIONS = f"{DRAFTS}/submissions"
"""The folder that holds one folder a window."""
WINDOW_FILE = "window.yaml"


class ProposalKind(StrEnum):
    REPLACE = "replace"
    """The quoted words by others; without a quote the whole paragraph or title."""
    INSERT = "insert"
    """Words after the quoted ones; without a quote after the paragraph, as one of its own."""
    DELETE = "delete"
    """The quoted words; without a quote the whole paragraph."""
    GENERAL = "general"
    """A comment on all of what it is about."""
    SUBSTANTIVE = "substantive"
    """A comment on what is said."""
    EDITORIAL = "editorial"
    """A comment on how it is said."""
    TRANSLATION = "translation"
    """A comment on a version in another language."""

    @property
    def comment(self) -> bool:
        """Whether it changes no words by itself."""
        return self not in _CHANGING


_CHANGING = (ProposalKind.REPLACE, ProposalKind.INSERT, ProposalKind.DELETE)


class Outcome(StrEnum):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    """Its words are in the text."""
    BRACKETED = "bracketed"
    """Its words are in the text in brackets."""
    ALTERNATIVE = "alternative"
    """Its words are an alternative wording."""
    MERGED = "merged"
    """It went into another proposal."""
    REFERRED = "referred"
    """Somebody was asked to deal with it."""
    DECLINED = "declined"
    STALE = "stale"
    """The words it speaks of have changed; it waits for its author."""

    @property
    def final(self) -> bool:
        """Whether nothing more is to be decided about it."""
        return self not in (Outcome.REFERRED, Outcome.STALE)


@frozen
class Disposition:
    """What was decided on a proposal."""

    outcome: Outcome
    date: str = ""
    meeting: str = ""
    why: str = ""
    into: str = ""
    """Symbol and number of the proposal it was merged into: `V1/B/5/2`."""
    to: tuple[str, ...] = ()
    """Whom it was referred to."""
    ref: str = ""
    """Full REF of where its words went."""


@frozen
class Proposal:
    """One proposal or comment of a submission."""

    number: str
    """`1`, `2`, ... in its submission."""
    ref: str
    """As written: a paragraph, title, chapter, section or document."""
    kind: ProposalKind
    quote: str = ""
    """The words of the text it speaks of; empty where it speaks of all of them."""
    text: str = ""
    """The words proposed, or the comment."""
    disposition: Disposition | None = None

    @property
    def address(self) -> Address | None:
        return Address.of(self.ref)


@frozen
class Submission:
    """A file of what one stakeholder, or several together, sent in."""

    path: str
    """`drafts/submissions/2014-03/1.md`."""
    window: str
    """Name of the folder, `2014-03`."""
    serial: str
    """Name of the file without its ending."""
    symbol: str
    by: tuple[str, ...]
    """Whose it is: `from:` in the file."""
    received: str
    """ISO 8601 day or time with offset."""
    fingerprint: str
    """`sha256:` of the bytes that came in."""
    base: str
    """The commit whose text it speaks of; empty where that is not known."""
    proposals: tuple[Proposal, ...]
    body: str
    """The words that came in beside the proposals."""

    @property
    def words(self) -> str:
        return wording(self.body)

    def words_of(self, proposal: Proposal) -> str:
        """The words of one of its proposals: its own, or those of the file.

        Those of the file are meant by a proposal that stands alone, and by a comment without words
        of its own, as the general comments of a file without front matter are.
        """
        if proposal.text or not (len(self.proposals) == 1 or proposal.kind.comment):
            return proposal.text
        return self.words

    def name_of(self, proposal: Proposal) -> str:
        """`V1/B/5/2`."""
        return f"{self.symbol}/{proposal.number}"


@frozen
class Window:
    """A time in which stakeholders are asked to send in."""

    name: str
    path: str
    title: str = ""
    opens: str = ""
    closes: str = ""
    """The last day, ISO 8601."""
    about: tuple[str, ...] = ()
    """Full REFs of the texts concerned; everything where none is named."""
    base: str = ""
    """WHEN of the text that was sent out for comments: a meeting, a date, a tag."""

    def late(self, received: str) -> bool:
        """Whether something came in after the last day."""
        return bool(self.closes) and received[:10] > self.closes

    def closed(self, day: str) -> bool:
        """Whether the last day is over."""
        return bool(self.closes) and day > self.closes
