"""What came in, as Markdown: tables for a page of a forge or a wiki."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.markdown_words import as_words
from wsisdraft.reports.submissions import Listing, became, outcomes_of, received_words

MOST = 160
"""Characters of a proposal's words in a cell."""


def submissions_markdown(made: Listing) -> str:
    """The windows, a table of the submissions, and how many of which kind of stakeholder."""
    parts = ["# Submissions"]
    for state in made.windows:
        window = state.window
        title = f": {as_words(window.title)}" if window.title else ""
        days = f"{window.opens or '?'} to {window.closes or '?'}, {state.state}"
        parts.append(f"**{as_words(window.name)}**{title} ({as_words(days)})")
    rows = ["| Symbol | From | Kind | Received | Proposals | Open | About |"]
    rows.append("| :-- | :-- | :-- | :-- | --: | --: | :-- |")
    for each in made.submissions:
        receipt = each.receipt
        late = " **late**" if receipt.late else ""
        cells = (
            as_words(receipt.symbol),
            as_words(", ".join(receipt.by)),
            as_words(", ".join(each.kinds)),
            as_words(received_words(receipt.received)) + late,
            str(receipt.proposals),
            str(each.open),
            as_words(", ".join(each.about)),
        )
        rows.append(f"| {' | '.join(cells)} |")
    parts.append("\n".join(rows) if made.submissions else "No submission is on record here.")
    if made.kinds:
        counted = (f"- {as_words(kind)}: {count}" for kind, count in made.kinds)
        parts += ["By kind of stakeholder:", "\n".join(counted)]
    return "\n\n".join(parts) + "\n"


def matrix_markdown(made: Listing) -> str:
    """A table of every proposal, in the order of the text."""
    parts = ["# Matrix of proposals"]
    if made.proposals:
        parts.append("\n".join(_matrix(made)))
        counted = ", ".join(f"{count} {name}" for name, count in outcomes_of(made.proposals))
        parts.append(f"{len(made.proposals)} proposals: {counted}.")
    else:
        parts.append("No proposal is on record here.")
    return "\n\n".join(parts) + "\n"


def _matrix(made: Listing) -> Iterator[str]:
    yield "| On | Proposal | From | Kind | Words | Outcome |"
    yield "| :-- | :-- | :-- | :-- | :-- | :-- |"
    for each in made.proposals:
        quote = f"“{as_words(each.proposal.quote)}”: " if each.proposal.quote else ""
        cells = (
            as_words(each.ref),
            as_words(each.name) + (" **late**" if each.late else ""),
            as_words(", ".join(each.by)),
            str(each.proposal.kind),
            quote + as_words(_short(each.words)),
            as_words("".join(became(each.disposition))),
        )
        yield f"| {' | '.join(cells)} |"


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= MOST else f"{told[: MOST - 1].rstrip()}…"
