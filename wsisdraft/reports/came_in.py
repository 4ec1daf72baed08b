"""What a change does to the windows and to what came in."""

from __future__ import annotations

from wsisdraft.reports.submissions import Receipt, receipt
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.submission import Disposition, Proposal, Submission, Window


@frozen
class SubmissionOutcome:
    """A submission that a change files or takes out again."""

    what: str
    """`filed` or `gone`."""
    submission: Submission
    receipt: Receipt


@frozen
class ProposalOutcome:
    """A proposal of which something else has become."""

    submission: Submission
    proposal: Proposal
    """As it reads afterwards."""
    before: Disposition | None

    @property
    def name(self) -> str:
        """`V1/B/5/2`."""
        return self.submission.name_of(self.proposal)

    @property
    def words(self) -> str:
        return self.submission.words_of(self.proposal)


@frozen
class WindowOutcome:
    what: str
    """`added`, `changed` or `gone`."""
    window: Window
    """As it reads afterwards; one that is gone as it read before."""


def submissions_filed(before: Text, after: Text) -> tuple[SubmissionOutcome, ...]:
    """Submissions that are on record only before or only after a change."""
    if before.submissions == after.submissions:
        return ()
    old, new = ({each.path: each for each in text.submissions} for text in (before, after))
    gone = [each for path, each in old.items() if path not in new]
    came = [each for path, each in new.items() if path not in old]
    return (
        *(SubmissionOutcome("gone", each, receipt(before, each)) for each in gone),
        *(SubmissionOutcome("filed", each, receipt(after, each)) for each in came),
    )


def proposals_disposed(before: Text, after: Text) -> tuple[ProposalOutcome, ...]:
    """Proposals of submissions on record before and after of which something else has become."""
    if before.submissions == after.submissions:
        return ()
    old = {
        (each.path, p.number): p.disposition for each in before.submissions for p in each.proposals
    }
    return tuple(
        ProposalOutcome(each, p, old[each.path, p.number])
        for each in after.submissions
        for p in each.proposals
        if (each.path, p.number) in old and old[each.path, p.number] != p.disposition
    )


def windows_changed(before: Text, after: Text) -> tuple[WindowOutcome, ...]:
    """Windows that came, went or read otherwise now."""
    if before.windows == after.windows:
        return ()
    old, new = ({each.path: each for each in text.windows} for text in (before, after))
    return (
        *(WindowOutcome("gone", each) for path, each in old.items() if path not in new),
        *(
            WindowOutcome("changed" if path in old else "added", each)
            for path, each in new.items()
            if old.get(path) != each
        ),
    )
