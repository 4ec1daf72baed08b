"""log: what happened to a paragraph, chapter or document."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import history_value
from wsisdraft.pages.terminal.records import history_page
from wsisdraft.reports.history import Entry, entries
from wsisdraft.text.ref import Selection
from wsisdraft.text.statement import STATEMENTS
from wsisdraft.verbs.shared.concerning import concerned, concerning, is_statement
from wsisdraft.verbs.shared.options import Options, Ref, reading
from wsisdraft.view import View


def happened(view: View, selection: Selection | None) -> tuple[Entry, ...]:
    """The commits that concern what was named, oldest first."""
    if selection is None:
        return ()
    from wsisdraft.repository.authorship import authorship
    from wsisdraft.repository.history import history

    scope = selection.scope
    folders = (scope.place.folder, STATEMENTS)
    files = concerned(selection)
    start = view.base or view.clone.tip
    commits = history(view.clone, start, folders, lambda path: files(path) or is_statement(path))
    told = concerning(commits, selection)
    return entries(told, authorship(view.clone, [commit.id for commit in told]), scope)


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
