"""log: what happened to a paragraph, chapter or document."""

from __future__ import annotations

import re
from collections.abc import Callable

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import history_value
from wsisdraft.pages.terminal.records import history_page
from wsisdraft.reports.history import Entry, entries
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.options import At, Format, Ref, Repo, options
from wsisdraft.view import View

_OF_ALTERNATIVE = re.compile(r"\.alt-[0-9]+\.md$")


def happened(view: View, selection: Selection | None) -> tuple[Entry, ...]:
    """The commits that concern what was named, oldest first."""
    if selection is None:
        return ()
    from wsisdraft.repository.history import history

    scope = selection.scope
    folder = scope.place.folder if scope.number is not None else scope.folder
    commits = history(view.clone, view.base or view.clone.tip, (folder,), concerned(selection))
    return entries(commits, scope)


def concerned(selection: Selection) -> Callable[[str], bool]:
    """Whether a file is of the paragraphs named, alternatives included, or of the folder."""
    paths = {address.path for address in selection.addresses}
    if selection.whole and selection.scope.number is None:
        folder = f"{selection.scope.folder}/"
        return lambda path: path.startswith(folder)
    return lambda path: _OF_ALTERNATIVE.sub(".md", path) in paths


def command(ref: Ref, at: At = "", format: Format = "text", repo: Repo = ".") -> None:
    """Tell what happened to a paragraph, chapter or document, the newest last.

    Example: wsisdraft log B.21
    """
    look(
        [ref],
        options(repo=repo, format=format, at=at),
        happened,
        page=history_page,
        value=history_value,
    )
