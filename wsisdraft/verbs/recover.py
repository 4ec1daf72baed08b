"""recover: finish or take back what an interrupted verb left."""

from __future__ import annotations

from wsisdraft.carry_out import DONE, leave, put_out, telling
from wsisdraft.pages.terminal.page import flow, line
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.recovery import recover
from wsisdraft.verbs.options import Format, Repo, options


def command(format: Format = "text", repo: Repo = ".") -> None:
    """Finish or take back what an interrupted verb left behind.

    Every verb that changes the text does this first by itself.

    Example: wsisdraft recover
    """
    given = options(repo=repo, format=format)
    with telling(given):
        found = recover(open_clone(repo))
        said = "An interrupted verb was settled." if found.found else "Nothing was left unfinished."
        put_out(
            given,
            lambda: (line(said), *(flow(note, hanging=2) for note in found.notes)),
            lambda: {
                "found": found.found,
                "commit": found.commit or None,
                "notes": list(found.notes),
            },
        )
        leave(DONE)
