"""What came in, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.came_in import ProposalOutcome
    from wsisdraft.reports.receipt_check import ReceiptCheck
    from wsisdraft.reports.submissions import Listed, Listing, Placed, Receipt, WindowState
    from wsisdraft.text.submission import Disposition, Window


def receipt_value(made: Receipt) -> dict[str, Json]:
    """The receipt of a submission."""
    return {
        "symbol": made.symbol,
        "path": made.path,
        "window": made.window,
        "from": list(made.by),
        "received": made.received,
        "late": bool(made.late),
        "fingerprint": made.fingerprint or None,
        "base": made.base or None,
        "about": list(made.about),
        "proposals": made.proposals,
        "kinds": dict(made.kinds),
    }


def receipt_check_value(made: ReceiptCheck) -> Json:
    """`receipt`."""
    file: Json = None
    if made.name:
        file = {"name": made.name, "fingerprint": made.fingerprint, "same": made.same}
    return {**receipt_value(made.receipt), "file": file}


def window_value(window: Window) -> dict[str, Json]:
    """A window as its file says."""
    return {
        "name": window.name,
        "path": window.path,
        "title": window.title or None,
        "opens": window.opens or None,
        "closes": window.closes or None,
        "about": list(window.about),
        "base": window.base or None,
    }


def windows_value(states: Sequence[WindowState]) -> Json:
    """`window list`."""
    return [
        {
            **window_value(each.window),
            "state": each.state,
            "submissions": each.submissions,
            "late": each.late,
            "proposals": each.proposals,
            "open": each.open,
        }
        for each in states
    ]


def listing_value(made: Listing, *, matrix: bool) -> Json:
    """`submissions`."""
    return {
        "at": made.at,
        "windows": windows_value(made.windows),
        "submissions": [_listed(each) for each in made.submissions],
        "kinds": dict(made.kinds),
        "matrix": [_proposal(each) for each in made.proposals] if matrix else None,
    }


def _listed(each: Listed) -> Json:
    return {
        **receipt_value(each.receipt),
        "about": list(each.about),
        "stakeholders": list(each.kinds),
        "open": each.open,
        "opening": each.opening,
    }


def disposed_value(each: ProposalOutcome) -> Json:
    """A proposal of which something else has become."""
    return {
        "name": each.name,
        "from": list(each.submission.by),
        "ref": each.proposal.ref,
        "kind": str(each.proposal.kind),
        "quote": each.proposal.quote or None,
        "text": each.words,
        "before": str(each.before.outcome) if each.before else None,
        **decided_value(each.proposal.disposition),
    }


def decided_value(decided: Disposition | None) -> dict[str, Json]:
    """What became of a proposal; null while nothing did."""
    return {
        "outcome": str(decided.outcome) if decided else None,
        "date": (decided.date or None) if decided else None,
        "meeting": (decided.meeting or None) if decided else None,
        "why": (decided.why or None) if decided else None,
        "into": (decided.into or None) if decided else None,
        "to": list(decided.to) if decided else [],
        "went": (decided.ref or None) if decided else None,
    }


def _proposal(each: Placed) -> Json:
    return {
        "ref": each.ref,
        "there": each.address is not None,
        "name": each.name,
        "symbol": each.submission.symbol,
        "number": each.proposal.number,
        "from": list(each.by),
        "kind": str(each.proposal.kind),
        "quote": each.proposal.quote or None,
        "text": each.words,
        "late": each.late,
        **decided_value(each.disposition),
    }
