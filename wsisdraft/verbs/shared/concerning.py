"""Which commits and files concern the places that were named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.process_files import read_statement
from wsisdraft.text.ref import Selection
from wsisdraft.text.statement import STATEMENTS

__all__ = ["concerned", "concerning", "is_statement"]

_OF_ALTERNATIVE = re.compile(r"\.alt-[0-9]+\.md$")


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
