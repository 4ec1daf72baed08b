"""Every proposal of a window that is closed was disposed of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule, told
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.submission import Proposal, Submission

NAME = "undisposed-proposal"

PAGE = """\
Whoever sent something in may ask what became of it. Once the last day of a window is over, each
proposal and comment in it should come to an end: accepted, bracketed, put as an alternative, merged
into another, referred to somebody or declined for a reason. A proposal that is stale waits for its
author and is not told here; neither is one that was referred: `wsisdraft status --due` lists both.
What came in late counts too.

It is a warning and no error: on the day after a window closes nothing is disposed of yet, and the
text that is checked is as sound as it was the day before. `wsisdraft check --strict` makes a gate
of it where a process wants one, as before a report is issued.

To mend it, decide. `wsisdraft dispose V1/B/5/2 --accept` carries a proposal into the text, and
`--bracket`, `--alternative`, `--merge-into SYMBOL`, `--refer WHO`, `--decline --why TEXT` are the
other ways it may end. `wsisdraft submissions --matrix` shows all of them in the order of the text.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    today = context.today.isoformat()
    closed = {each.name: each.closes for each in text.windows if each.closed(today)}
    for submission in text.submissions:
        last = closed.get(submission.window)
        if last is not None:
            waiting = [each for each in submission.proposals if each.disposition is None]
            yield from told(waiting, partial(_finding, text, submission, last))


def _finding(text: Text, submission: Submission, last: str, proposal: Proposal) -> Finding:
    name = submission.name_of(proposal)
    kind = f"{proposal.kind} comment" if proposal.kind.comment else str(proposal.kind)
    return Finding(
        _place(text.sources.get(submission.path, ""), submission.path, proposal.number),
        NAME,
        f"Nothing has become of {name}, {kind} on {proposal.ref}, of {', '.join(submission.by)}; "
        f"the window closed on {last}.",
        f"wsisdraft dispose {name} --accept, --bracket, --alternative, --merge-into SYMBOL, "
        "--refer WHO or --decline --why TEXT.",
        Gravity.WARNING,
        proposal.ref,
    )


def _place(source: str, path: str, number: str) -> Place:
    """The line of its number; looked for as verbs write it, since there may be thousands."""
    at = source.find(f"\n  {number}:\n", source.find("\nproposals:\n"))
    if at >= 0:
        return place_of(path, source, at + 3)
    span = locate(source, ("proposals", number))
    return place_of(path, source, span.start) if span else Place(path)


RULE = Rule(
    NAME,
    Gravity.WARNING,
    "A proposal is disposed of once its window is closed.",
    PAGE,
    _check,
)
