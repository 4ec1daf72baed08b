"""The proposals of a submission as the verbs write them, each recognised at one look.

A window may hold thousands. Whatever else stands there, it is left to the readers of fields and to
the shapes, which say the same of these at three times the cost.
"""

from __future__ import annotations

from functools import lru_cache

from wsisdraft.notation.fast_fields import FLOW_ITEM, PLAIN, QUOTED, fast_fields
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.shapes import DAY, MEETING_NUMBER, REF
from wsisdraft.notation.spelling import UNFIT
from wsisdraft.notation.submission_shapes import SUBMISSION
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later
from wsisdraft.text.submission import Disposition, Outcome, Proposal, ProposalKind

__all__ = ["PlainSubmission", "plain_submission"]

_WORDS = rf'(?:({PLAIN})|"({QUOTED})")\n'
_NAMES = rf"(?:({PLAIN})|\[({FLOW_ITEM}(?:, {FLOW_ITEM})*)\])\n"
_ENTRY = later(
    rf"  ([0-9]{{1,9}}):\n    ref: ({REF.pattern})\n    kind: ({'|'.join(ProposalKind)})\n"
    rf"(?:    quote: {_WORDS})?(?:    text: {_WORDS})?"
    rf"(?:    outcome: ({'|'.join(Outcome)})\n)?(?:    date: ([0-9-]{{10}})\n)?"
    rf"(?:    meeting: ([0-9A-Za-z.-]+)\n)?(?:    why: {_WORDS})?(?:    into: {_WORDS})?"
    rf"(?:    to: {_NAMES})?(?:    went: ({REF.pattern})\n)?"
)
_KEY = "\nproposals:\n"
_END = "---\n"
_KINDS = {str(kind): kind for kind in ProposalKind}
_OUTCOMES = {str(outcome): outcome for outcome in Outcome}
_KNOWN = 1 << 12
"""Days and meetings kept in mind: most proposals share them."""


@frozen
class PlainSubmission:
    """What the front matter of a submission says that has nothing but the usual lines."""

    fields: Fields
    """All but the proposals."""
    proposals: tuple[Proposal, ...]
    body_start: int


def plain_submission(source: str) -> PlainSubmission | None:
    """The front matter of a submission's file; None for the readers of fields to decide."""
    start = source.find(_KEY, 3)
    fields = fast_fields(source[4 : start + 1]) if source.startswith(_END) and start > 0 else None
    if fields is None or "proposals" in fields or not SUBMISSION.accepts(fields):
        return None
    found: list[Proposal] = []
    at = start + len(_KEY)
    match = _ENTRY.match(source, at)
    while match is not None:
        proposal = _proposal(match.groups(""))
        if proposal is None:
            return None
        found.append(proposal)
        at = match.end()
        match = _ENTRY.match(source, at)
    once = len({each.number for each in found}) == len(found)
    if not found or not once or not source.startswith(_END, at):
        return None
    head = source[start:at]
    if not head.isascii() and UNFIT.search(head.replace("\n", "")):
        return None
    return PlainSubmission(fields, tuple(found), at + len(_END))


def _proposal(said: tuple[str, ...]) -> Proposal | None:
    """The proposal of an entry's groups; None where one of them is of no form that is known."""
    number, ref, kind, quote, quote_in, text, text_in, outcome, date, meeting, *more = said
    why, why_in, into, into_in, name, names, went = more
    if not (_then(date, meeting) if date or meeting else True):
        return None
    if _blank(quote_in) or _blank(text_in) or _blank(why_in) or _blank(into_in):
        return None
    disposition = None
    if outcome:
        to = (name,) if name else tuple(names.split(", ")) if names else ()
        disposition = Disposition(
            _OUTCOMES[outcome], date, meeting, why or why_in, into or into_in, to, went
        )
    return Proposal(number, ref, _KINDS[kind], quote or quote_in, text or text_in, disposition)


def _blank(words: str) -> bool:
    """Whether a text in quotes has no visible character."""
    return bool(words) and not words.strip(" ")


@lru_cache(_KNOWN)
def _then(date: str, meeting: str) -> bool:
    return (not date or DAY.accepts(date)) and (not meeting or MEETING_NUMBER.accepts(meeting))
