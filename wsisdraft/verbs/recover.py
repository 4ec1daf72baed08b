"""recover: finish or take back what an interrupted verb left."""

from __future__ import annotations

from wsisdraft.carry_out import DONE, leave, put_out, telling
from wsisdraft.pages.terminal.page import flow, line
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.recovery import recover
from wsisdraft.verbs.shared.options import Options, sharing


def _tags_again(repo: str) -> tuple[str, ...]:
    """Makes the tags that closed meetings should have; nothing where there is no draft."""
    from wsisdraft.repository.ground import CannotProceed
    from wsisdraft.repository.tags import make_missing
    from wsisdraft.view import View

    try:
        view = View.open(repo, "")
    except CannotProceed:
        return ()
    closed = [meeting for meeting in view.meetings() if meeting.closed]
    return make_missing(view.clone, view.clone.tip, closed) if closed else ()


@sharing("format", "repo")
def command(given: Options) -> None:
    """Finish or take back what an interrupted verb left behind.

    Every verb that changes the text does this first by itself. Tags of closed meetings that this
    clone has not are made again.

    Example: wsisdraft recover
    """
    with telling(given):
        found = recover(open_clone(given.repo))
        notes = (*found.notes, *_tags_again(given.repo))
        said = "Nothing was left unfinished."
        if found.found:
            became = (
                f"it is on record as {found.commit[:10]}" if found.commit else "it is taken back"
            )
            said = f"An interrupted verb was settled: {became}."
        put_out(
            given,
            lambda: (line(said), *(flow(note, hanging=2) for note in notes)),
            lambda: {
                "found": found.found,
                "commit": found.commit or None,
                "notes": list(notes),
            },
        )
        leave(DONE)
