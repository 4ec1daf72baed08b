"""log: what happened to a paragraph, chapter or document."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import history_value
from wsisdraft.pages.terminal.records import history_page
from wsisdraft.reports.history import Entry, entries
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.concerning import BESIDE, concerned, is_beside
from wsisdraft.verbs.shared.following import followed, trail
from wsisdraft.verbs.shared.options import Options, Ref, reading
from wsisdraft.view import View


def happened(view: View, selection: Selection | None) -> tuple[Entry, ...]:
    """The commits that concern what was named, oldest first."""
    if selection is None:
        return ()
    from wsisdraft.repository.authorship import authorship
    from wsisdraft.repository.history import history

    scope = selection.scope
    past = trail(view.read(selection), selection)
    folders = dict.fromkeys((scope.place.folder, *BESIDE, *past.folders))
    files = concerned(selection)
    start = view.base or view.clone.tip
    commits = history(
        view.clone,
        start,
        tuple(folders),
        lambda path: files(path) or is_beside(path) or past.may_be(path),
    )
    told = followed(commits, selection, past)
    written = authorship(view.clone, [commit.id for commit, _ in told])
    return tuple(entry for commit, then in told for entry in entries([commit], written, then))


@reading
def command(given: Options, ref: Ref) -> None:
    """Tell what happened to a paragraph, chapter or document, the newest last.

    Example: wsisdraft log B.21
    """
    look(
        [ref],
        given,
        happened,
        page=history_page,
        value=history_value,
    )
