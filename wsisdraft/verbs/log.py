"""log: what happened to a paragraph, chapter or document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from wsisdraft.carry_out import look
from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.process_files import read_statement
from wsisdraft.pages.json_reports import history_value
from wsisdraft.pages.terminal.records import history_page
from wsisdraft.reports.history import Entry, entries
from wsisdraft.text.ref import Selection
from wsisdraft.text.statement import STATEMENTS
from wsisdraft.verbs.options import Options, Ref, reading
from wsisdraft.view import View

_OF_ALTERNATIVE = re.compile(r"\.alt-[0-9]+\.md$")


def happened(view: View, selection: Selection | None) -> tuple[Entry, ...]:
    """The commits that concern what was named, oldest first."""
    if selection is None:
        return ()
    from wsisdraft.repository.history import history

    scope = selection.scope
    folders = (scope.place.folder, STATEMENTS)
    files = concerned(selection)
    start = view.base or view.clone.tip
    commits = history(view.clone, start, folders, lambda path: files(path) or is_statement(path))
    return entries(concerning(commits, selection), scope)


def concerning(commits: Sequence[PastCommit], selection: Selection) -> tuple[PastCommit, ...]:
    """The commits that changed files of what was named, or statements about it.

    The contents of statements have to be read, those of other files need not be.
    """
    files = concerned(selection)
    return tuple(
        commit
        for commit in commits
        if any(
            _is_about(each, selection) if is_statement(each.path) else files(each.path)
            for each in commit.changes
        )
    )


def is_statement(path: str) -> bool:
    """Whether the file holds a statement beside the text."""
    return path.startswith(f"{STATEMENTS}/") and path.endswith(".md")


def _is_about(change: FileChange, selection: Selection) -> bool:
    """Whether a statement is or was about a paragraph named, or about something in the place."""
    for data in (change.old, change.new):
        if data is not None:
            statement, _ = read_statement(change.path, data.decode("utf-8", "replace"))
            if any(statement.names_in(each.scope) for each in _whole(selection)):
                return True
            if any(place in selection.addresses for place in statement.places):
                return True
    return False


def _whole(selection: Selection) -> tuple[Selection, ...]:
    return tuple(each for each in selection.mentions or (selection,) if each.whole)


def concerned(selection: Selection) -> Callable[[str], bool]:
    """Whether a file is of the paragraphs named, alternatives included, or of a folder named."""
    paths = {address.path for address in selection.addresses}
    folders = tuple(
        f"{each.scope.folder}/" for each in _whole(selection) if each.scope.number is None
    )
    return lambda path: path.startswith(folders) or _OF_ALTERNATIVE.sub(".md", path) in paths


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
