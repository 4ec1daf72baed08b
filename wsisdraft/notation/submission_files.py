"""What came in, from its files: windows and submissions."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.entries import listing, nested, scalar
from wsisdraft.notation.front_matter import Fields, read_front_matter, read_yaml
from wsisdraft.notation.plain_proposals import plain_submission
from wsisdraft.notation.shape import enforce
from wsisdraft.notation.submission_shapes import SUBMISSION, WINDOW
from wsisdraft.text.finding import Finding
from wsisdraft.text.submission import (
    Disposition,
    Outcome,
    Proposal,
    ProposalKind,
    Submission,
    Window,
)

_KINDS = frozenset(ProposalKind)
_OUTCOMES = frozenset(Outcome)


def read_window(name: str, path: str, source: str) -> tuple[Window, tuple[Finding, ...]]:
    """`submissions/2014-03/window.yaml`: when it opens and closes, and for which texts."""
    read = read_yaml(source, path)
    fields = read.fields
    window = Window(
        name=name,
        path=path,
        title=scalar(fields, "title"),
        opens=scalar(fields, "opens"),
        closes=scalar(fields, "closes"),
        about=listing(fields, "about"),
        base=scalar(fields, "base"),
    )
    return window, read.findings + enforce(fields, WINDOW, source, path)


def read_submission(window: str, path: str, source: str) -> tuple[Submission, tuple[Finding, ...]]:
    """`submissions/2014-03/1.md`: who sent it in and when, and what is proposed in it."""
    plain = plain_submission(source)
    if plain is not None:
        return _submission(
            window, path, plain.fields, plain.proposals, source[plain.body_start :]
        ), ()
    return by_its_fields(window, path, source)


def by_its_fields(window: str, path: str, source: str) -> tuple[Submission, tuple[Finding, ...]]:
    """The same, whatever its front matter says."""
    read = read_front_matter(source, path)
    fields = read.fields
    proposals = tuple(proposals_of(nested(fields, "proposals") or {}))
    made = _submission(window, path, fields, proposals, source[read.body_start :])
    return made, read.findings + enforce(fields, SUBMISSION, source, path)


def _submission(
    window: str, path: str, fields: Fields, proposals: tuple[Proposal, ...], body: str
) -> Submission:
    return Submission(
        path=path,
        window=window,
        serial=path.rpartition("/")[2].removesuffix(".md"),
        symbol=scalar(fields, "symbol"),
        by=listing(fields, "from"),
        received=scalar(fields, "received"),
        fingerprint=scalar(fields, "fingerprint"),
        base=scalar(fields, "base"),
        proposals=proposals,
        body=body,
    )


def proposals_of(entries: Fields) -> Iterator[Proposal]:
    """Those whose kind can be read; what is wrong with the others the shape tells."""
    for number, entry in entries.items():
        if not isinstance(entry, dict) or scalar(entry, "kind") not in _KINDS:
            continue
        yield Proposal(
            number=number,
            ref=scalar(entry, "ref"),
            kind=ProposalKind(scalar(entry, "kind")),
            quote=scalar(entry, "quote"),
            text=scalar(entry, "text"),
            disposition=_disposition(entry),
        )


def _disposition(entry: Fields) -> Disposition | None:
    outcome = scalar(entry, "outcome")
    if outcome not in _OUTCOMES:
        return None
    return Disposition(
        outcome=Outcome(outcome),
        date=scalar(entry, "date"),
        meeting=scalar(entry, "meeting"),
        why=scalar(entry, "why"),
        into=scalar(entry, "into"),
        to=listing(entry, "to"),
        ref=scalar(entry, "went"),
    )
