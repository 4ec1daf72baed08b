"""status: where the text stands."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import standing_value
from wsisdraft.pages.terminal.standing import standing_page
from wsisdraft.reports.standing import standing
from wsisdraft.verbs.options import At, Format, MaybeRef, Repo, options


def command(ref: MaybeRef = "", at: At = "", format: Format = "text", repo: Repo = ".") -> None:
    """Show where the text stands: statuses, brackets, alternatives, exceptions, what to do next.

    Examples: wsisdraft status
              wsisdraft status vision/B --at 3
    """
    look(
        [ref] if ref else [],
        options(repo=repo, format=format, at=at),
        lambda view, chosen: standing(view.read(chosen), view.at, chosen.scope if chosen else None),
        page=standing_page,
        value=standing_value,
    )
