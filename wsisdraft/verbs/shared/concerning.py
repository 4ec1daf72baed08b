"""Which commits and files concern the places that were named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.process_files import read_statement
from wsisdraft.notation.submission_files import read_submission, read_window
from wsisdraft.text.address import Address
from wsisdraft.text.ref import Selection
from wsisdraft.text.statement import STATEMENTS
from wsisdraft.text.submission import SUBMISSIONS, WINDOW_FILE

__all__ = ["BESIDE", "concerned", "concerning", "is_beside", "says_of"]

BESIDE = (STATEMENTS, SUBMISSIONS)
"""Folders of files that say themselves which places they are about."""

_OF_ALTERNATIVE = re.compile(r"\.alt-[0-9]+\.md$")


def concerning(commits: Sequence[PastCommit], selection: Selection) -> tuple[PastCommit, ...]:
    """The commits that changed files of what was named, or of what stands beside it.

    The contents of the latter have to be read, those of other files need not be.
    """
    files = concerned(selection)
    return tuple(
        commit
        for commit in commits
        if any(
            says_of(each, selection) if is_beside(each.path) else files(each.path)
            for each in commit.changes
        )
    )


def is_beside(path: str) -> bool:
    """Whether the file is a statement, a submission or a window, beside the text."""
    if path.startswith(f"{STATEMENTS}/"):
        return path.endswith(".md")
    return path.startswith(f"{SUBMISSIONS}/") and path.endswith((".md", f"/{WINDOW_FILE}"))


def says_of(change: FileChange, selection: Selection, also: Collection[Address] = ()) -> bool:
    """Whether what stands beside the text is or was about a paragraph named, or what it is in.

    Of a submission only the proposals count that a commit made or altered. `also` are paragraphs
    under other addresses.
    """
    places = set(_about(change))
    if any(place in selection.addresses or place in also for place in places):
        return True
    scopes = [each.scope for each in _whole(selection)]
    return any(place.within(scope) for place in places for scope in scopes)


def _about(change: FileChange) -> Iterator[Address]:
    """The places that a file is about as a commit left it, or was about before."""
    old, new = (
        () if data is None else _said(change.path, data) for data in (change.old, change.new)
    )
    altered = [each for each in (*old, *new) if not (each in old and each in new)]
    of_proposals = change.path.startswith(f"{SUBMISSIONS}/") and change.path.endswith(".md")
    refs = {ref for ref, _ in (altered if of_proposals else (*old, *new))}
    for ref in refs:
        address = Address.of(ref)
        if address is not None:
            yield address


def _said(path: str, data: bytes) -> tuple[tuple[str, object], ...]:
    """REFs that a file names, each with what it says of it."""
    source = data.decode("utf-8", "replace")
    if path.startswith(f"{STATEMENTS}/"):
        return tuple((ref, None) for ref in read_statement(path, source)[0].about)
    if path.endswith(f"/{WINDOW_FILE}"):
        return tuple((ref, None) for ref in read_window("", path, source)[0].about)
    return tuple((each.ref, each) for each in read_submission("", path, source)[0].proposals)


def _whole(selection: Selection) -> tuple[Selection, ...]:
    return tuple(each for each in selection.mentions or (selection,) if each.whole)


def concerned(selection: Selection) -> Callable[[str], bool]:
    """Whether a file is of the paragraphs named, alternatives included, or of a folder named."""
    paths = {address.path for address in selection.addresses}
    folders = tuple(
        f"{each.scope.folder}/" for each in _whole(selection) if each.scope.number is None
    )
    return lambda path: path.startswith(folders) or _OF_ALTERNATIVE.sub(".md", path) in paths
