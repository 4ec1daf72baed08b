"""What came in, as it is listed: submissions, their proposals, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wsisdraft.notation.clean import opening_words
from wsisdraft.reports.statements import opening_of
from wsisdraft.text.address import Address
from wsisdraft.text.came_in import is_late, places_now
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.reading_order import reading_order
from wsisdraft.text.submission import Disposition, Proposal, Submission, Window

__all__ = [
    "UNKNOWN_KIND",
    "Asked",
    "Listed",
    "Listing",
    "Placed",
    "Receipt",
    "WindowState",
    "became",
    "listing",
    "outcomes_of",
    "placed",
    "receipt",
    "received_words",
    "windows",
]

UNKNOWN_KIND = "kind not given"
"""How those are counted of whom nobody has said what kind of stakeholder they are."""


@frozen
class Receipt:
    """What a stakeholder is told of a submission that is on record."""

    symbol: str
    path: str
    window: str
    by: tuple[str, ...]
    received: str
    late: str
    """The last day of the window where it came in after that, else empty."""
    fingerprint: str
    base: str
    about: tuple[str, ...]
    """Full REFs, each once, in the order of the proposals."""
    kinds: tuple[tuple[str, int], ...]
    """Kinds of proposals, each with how many there are."""

    @property
    def proposals(self) -> int:
        return sum(count for _, count in self.kinds)


def receipt(text: Text, submission: Submission) -> Receipt:
    """The receipt of a submission, computed from the record."""
    window = next((each for each in text.windows if each.name == submission.window), None)
    late = window is not None and window.late(submission.received)
    return Receipt(
        symbol=submission.symbol,
        path=submission.path,
        window=submission.window,
        by=submission.by,
        received=submission.received,
        late=window.closes if window is not None and late else "",
        fingerprint=submission.fingerprint,
        base=submission.base,
        about=tuple(dict.fromkeys(p.ref for p in submission.proposals)),
        kinds=tuple(Counter(str(p.kind) for p in submission.proposals).items()),
    )


@frozen
class Placed:
    """A proposal at its place in the text of today."""

    name: str
    """`V1/B/5/2`."""
    submission: Submission
    proposal: Proposal
    address: Address | None
    """None where what it is about is not in the text."""
    late: bool

    @property
    def ref(self) -> str:
        """In full as it is called today, or as it was written."""
        return str(self.address) if self.address is not None else self.proposal.ref

    @property
    def by(self) -> tuple[str, ...]:
        return self.submission.by

    @property
    def disposition(self) -> Disposition | None:
        return self.proposal.disposition

    @property
    def words(self) -> str:
        """The words proposed or the comment; those of the file where the proposal has none."""
        return self.submission.words_of(self.proposal)


def placed(text: Text, submissions: Sequence[Submission] | None = None) -> tuple[Placed, ...]:
    """Every proposal in the order of the text, then of symbols; what is nowhere comes last."""
    now, rank = places_now(text), reading_order(text)
    chosen = text.submissions if submissions is None else submissions
    found = [
        Placed(each.name_of(p), each, p, now.get(p.ref), is_late(text, each))
        for each in chosen
        for p in each.proposals
    ]
    # Sorting is stable: at one place they stay as they were filed.
    return tuple(sorted(found, key=lambda p: _rank(rank, p.address)))


def _rank(rank: Mapping[Address, int], address: Address | None) -> int:
    return len(rank) if address is None else rank.get(address, len(rank))


@frozen
class WindowState:
    """A window, and how much came in."""

    window: Window
    state: str
    """`planned`, `open` or `closed`."""
    submissions: int
    late: int
    proposals: int
    open: int
    """Proposals of which nothing has become yet."""


def windows(text: Text, today: str) -> tuple[WindowState, ...]:
    """The windows on record, as they stand on a day."""
    return tuple(_window(text, each, today) for each in text.windows)


def _window(text: Text, window: Window, today: str) -> WindowState:
    own = [each for each in text.submissions if each.window == window.name]
    proposals = [p for each in own for p in each.proposals]
    state = "planned" if window.opens > today else "open"
    return WindowState(
        window,
        "closed" if window.closed(today) else state,
        len(own),
        sum(1 for each in own if window.late(each.received)),
        len(proposals),
        sum(1 for p in proposals if p.disposition is None),
    )


@frozen
class Asked:
    """Which submissions are listed; what is empty leaves none out."""

    window: str = ""
    by: str = ""
    """A stakeholder's name on record."""
    scopes: tuple[Address, ...] = ()
    """Paragraphs, or places that hold them."""
    today: str = ""


@frozen
class Listed:
    """A submission in the list."""

    receipt: Receipt
    kinds: tuple[str, ...]
    """What kinds of stakeholders sent it in."""
    about: tuple[str, ...]
    """REFs as they are called today."""
    open: int
    opening: str
    """The first words of it."""


@frozen
class Listing:
    at: str
    windows: tuple[WindowState, ...]
    submissions: tuple[Listed, ...]
    kinds: tuple[tuple[str, int], ...]
    """Submissions by kind of stakeholder; one of several kinds counts with each."""
    proposals: tuple[Placed, ...]
    headings: Mapping[str, str]
    """Opening words or titles of the places of the proposals, by REF."""


def listing(text: Text, asked: Asked, at: str = "now") -> Listing:
    """The submissions asked for, by window and serial, and their proposals in reading order.

    Where places are asked for, only proposals about them or about what they hold are listed.
    """
    chosen = [each for each in text.submissions if _wanted(each, asked)]
    proposals = tuple(p for p in placed(text, chosen) if _about(p, asked.scopes))
    if asked.scopes:
        kept = {each.submission.path for each in proposals}
        chosen = [each for each in chosen if each.path in kept]
    now = {(p.submission.path, p.proposal.number): p.ref for p in proposals}
    kind_of = {each.name: each.kind or UNKNOWN_KIND for each in text.stakeholders}
    listed = tuple(_listed(text, each, now, kind_of) for each in chosen)
    counted = Counter(kind for each in listed for kind in each.kinds)
    return Listing(
        at=at,
        windows=tuple(
            each
            for each in windows(text, asked.today)
            if not asked.window or each.window.name == asked.window
        ),
        submissions=listed,
        kinds=tuple(sorted(counted.items())),
        proposals=proposals,
        headings=dict(_headings(text, (p.address for p in proposals if p.address is not None))),
    )


def _wanted(submission: Submission, asked: Asked) -> bool:
    if asked.window and submission.window != asked.window:
        return False
    return not asked.by or asked.by in submission.by


def _about(each: Placed, scopes: Sequence[Address]) -> bool:
    address = each.address
    return not scopes or (address is not None and any(address.within(s) for s in scopes))


def _listed(
    text: Text,
    submission: Submission,
    now: Mapping[tuple[str, str], str],
    kind_of: Mapping[str, str],
) -> Listed:
    refs = (now.get((submission.path, p.number)) for p in submission.proposals)
    words = submission.words or next((p.text for p in submission.proposals if p.text), "")
    return Listed(
        receipt(text, submission),
        tuple(dict.fromkeys(kind_of.get(name, UNKNOWN_KIND) for name in submission.by)),
        tuple(dict.fromkeys(ref for ref in refs if ref)),
        sum(1 for p in submission.proposals if p.disposition is None),
        opening_words(words, 12) if words else "",
    )


def _headings(text: Text, places: Iterable[Address]) -> Iterator[tuple[str, str]]:
    """Each place with the first words of a paragraph, or the title of anything larger."""
    wanted = set(places)
    for paragraph in text.paragraphs():
        if paragraph.address in wanted:
            yield paragraph.address.text, opening_words(paragraph.body)
    for place in wanted:
        if place.number is None:
            yield place.text, opening_of(place.text, text)


def received_words(received: str) -> str:
    """A moment as people read it: `2014-03-18 16:05 +01:00`."""
    day, _, time = received.partition("T")
    return day if not time else f"{day} {time[:5]} {_offset(time)}".rstrip()


def _offset(time: str) -> str:
    if time.endswith("Z"):
        return "UTC"
    return time[-6:] if time[-6:-5] in "+-" and len(time) > 6 else ""


def outcomes_of(proposals: Sequence[Placed]) -> Iterator[tuple[str, int]]:
    """What became of them, counted, in the order in which that is met; `open` for nothing yet."""
    yield from Counter(
        str(p.disposition.outcome) if p.disposition else "open" for p in proposals
    ).items()


def became(decided: Disposition | None) -> tuple[str, str]:
    """What became of a proposal, `open` for nothing yet; and the rest of the phrase."""
    if decided is None:
        return "open", ""
    told = f", {decided.ref}" if decided.ref else ""
    told += f" into {decided.into}" if decided.into else ""
    told += f" to {', '.join(decided.to)}" if decided.to else ""
    told += f" in meeting {decided.meeting}" if decided.meeting else ""
    return str(decided.outcome), f"{told}: {decided.why}" if decided.why else told
