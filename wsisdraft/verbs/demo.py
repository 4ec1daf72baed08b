"""demo: the demonstration negotiation as a repository of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import DONE, leave, put_out, telling
from wsisdraft.demonstration.history import Scripts, history
from wsisdraft.demonstration.texts import (
    after_fourth_meeting,
    after_third_meeting,
    fourth_meeting,
    march,
    outcomes,
    sent_in_march,
)
from wsisdraft.pages.terminal.page import Style, line
from wsisdraft.pages.terminal.progress import at_work
from wsisdraft.repository.founding import Founder, FoundingBranch, FoundingCommit, found
from wsisdraft.verbs.shared.options import Options, sharing

SECRETARIAT = Founder("WSIS+10 Secretariat", "secretariat@wsisdraft.invalid")


@sharing("format")
def command(
    given: Options,
    directory: Annotated[
        str, typer.Argument(help="A new directory, or an empty one.", metavar="DIR")
    ],
) -> None:
    """Write the demonstration negotiation as a repository, with branches and meetings 3 and 4.

    The same commit ids everywhere.

    Example: wsisdraft demo wsis
    """
    with telling(given):
        with at_work("wsisdraft demo"):
            scripts = Scripts(march(), fourth_meeting(), outcomes(), sent_in_march())
            steps = history(after_fourth_meeting(), after_third_meeting(), scripts)
            commits = [
                FoundingCommit(
                    step.files,
                    step.message,
                    step.time,
                    step.tag,
                    tuple(
                        FoundingBranch(b.name, dict(b.files), f"{b.subject}\n")
                        for b in step.branches
                    ),
                )
                for step in steps
            ]
            tip = found(directory, commits, SECRETARIAT)
        put_out(
            given,
            lambda: (
                line(f"The WSIS+10 texts after the fourth meeting are in {directory}."),
                line(f"{len(commits)} commits, meetings 3 and 4, last commit {tip[:10]}."),
                line(("Next: ", Style.HELP), f"cd {directory} ; wsisdraft status"),
            ),
            lambda: {"directory": directory, "commits": len(commits), "tip": tip},
        )
        leave(DONE)
