"""What a person did to the files of a draft in the work tree, against what is on record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from wsisdraft.notation.decoding import odd
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.repository.snapshot import Revision, WorkTree
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Finding, Refusal
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.misplaced import misplaced
from wsisdraft.text.number import Number
from wsisdraft.text.ref import Selection
from wsisdraft.text.shelf import passes_anywhere
from wsisdraft.text.span import Place
from wsisdraft.view import View

__all__ = ["HandEdit", "HandEdits", "Subject", "hand_edits", "subject_of"]

_ASIDE = ("drafts/templates/",)
"""What lies there is no part of the text."""


@frozen
class HandEdit:
    """One file that reads otherwise in the work tree than on record."""

    path: str
    old: bytes | None
    """On record; None where it is new."""
    new: bytes | None
    """In the work tree; None where it was removed."""


@frozen
class HandEdits:
    """Every such file among those asked for."""

    files: tuple[HandEdit, ...]
    selection: Selection | None
    """What was asked for by a REF; None for the whole draft and for a file alone."""
    spoken: str
    """What was asked for, in words."""
    layout: Layout
    """Of the names on record and in the work tree together."""


def hand_edits(view: View, ref: str) -> HandEdits | Refusal:
    """The edited, new and removed files of what a REF names, of the whole draft where it is empty.

    The path of a file, as git prints it, means that file alone. Refused where something
    there is no file that can be read, or no file of a draft.
    """
    from wsisdraft.repository.focus import read_focus
    from wsisdraft.text.ref import resolve_all

    tree = WorkTree(view.clone.top)
    here, there = tree.names(), view.source.names()
    layout = Layout.of({*here, *there})
    selection, meant = None, _meant(None)
    if ref in {*here, *there}:
        meant = ref.__eq__
    elif ref:
        asked = resolve_all([ref], layout, read_focus(view.clone))
        if isinstance(asked, Refusal):
            return asked
        selection, meant = asked, _meant(asked)
    lost = {path: (said, do) for path, said, do in misplaced(Layout.of(here))}
    wanted = {path for path in {*here, *there} if _of_a_draft(path) and meant(path)}
    snapshot = tree.read(wanted)
    refused = (*_odd(view, snapshot), *_misplaced(wanted - {*there}, lost))
    if refused:
        return Refusal(refused)
    files = _differing(view, snapshot, wanted - lost.keys())
    spoken = selection.spoken if selection else ref or "the draft"
    return HandEdits(files, selection, spoken, layout)


def _of_a_draft(path: str) -> bool:
    name = path.rpartition("/")[2]
    return not (passes_anywhere(name) or path.startswith(_ASIDE))


def _meant(selection: Selection | None) -> Callable[[str], bool]:
    """Whether a path belongs to what was named."""
    if selection is None:
        return lambda _: True
    folders: list[str] = []
    stems: set[str] = set()
    for mention in selection.mentions or (selection,):
        if mention.whole and mention.scope.number is None:
            folders.append(f"{mention.scope.folder}/")
        else:
            stems.update(address.path.removesuffix(".md") for address in mention.addresses)

    def meant(path: str) -> bool:
        stem = path.removesuffix(".md")
        return path.startswith(tuple(folders)) or stem in stems or _beside(stem) in stems

    return meant


def _beside(stem: str) -> str:
    """The paragraph's stem of an alternative's, `21.alt-1`."""
    return stem.rpartition(".alt-")[0]


def _odd(view: View, snapshot: Snapshot) -> Iterator[Finding]:
    """What is no plain file in the work tree and was one on record, or was not there."""
    if snapshot.oddities:
        known = view.source.read(snapshot.oddities.keys()).oddities
        for path, oddity in sorted(snapshot.oddities.items()):
            if path not in known:
                yield odd(path, oddity)


def _misplaced(new: Collection[str], lost: dict[str, tuple[str, str]]) -> Iterator[Finding]:
    """New files that no reader of the draft would find."""
    for path in sorted(new & lost.keys()):
        said, remedy = lost[path]
        yield Finding(Place(path), "file-format", said, remedy)


def _differing(view: View, snapshot: Snapshot, wanted: Collection[str]) -> tuple[HandEdit, ...]:
    """Files whose bytes differ; compared by their ids, so that only these are read from git.

    Raises CannotProceed for a file that differs in nothing but its line ends: git made them so.
    """
    from wsisdraft.repository.objects import blob_id
    from wsisdraft.repository.plan import other_line_ends

    assert isinstance(view.source, Revision)
    ids, form = view.source.blobs(), view.clone.object_format
    edited = [
        path
        for path in sorted(wanted)
        if path in snapshot.files and ids.get(path) != blob_id(snapshot.files[path], form)
    ]
    # What is no plain file of a lawful size on record either is left as it is.
    there = snapshot.files.keys() | snapshot.oddities.keys()
    missing = [path for path in sorted(wanted) if path in ids and path not in there]
    removed = _not_left_out(view, missing)
    old = view.source.read([path for path in (*edited, *removed) if path in ids]).files
    found = [HandEdit(path, old.get(path), snapshot.files[path]) for path in edited]
    for each in found:
        if each.new and each.new.replace(b"\r\n", b"\n") == each.old:
            raise other_line_ends(each.path)
    return (*found, *(HandEdit(path, old.get(path), None) for path in removed))


def _not_left_out(view: View, missing: list[str]) -> list[str]:
    """Those that a sparse checkout did not leave out of the work tree."""
    if not missing:
        return []
    from wsisdraft.repository.index import index_entries

    apart = {e.path for e in index_entries(view.clone, missing) if e.tag.upper() == "S"}
    return [path for path in missing if path not in apart]


@frozen
class Subject:
    """What a file is about."""

    address: Address | None
    """The paragraph, chapter, section or document; None for a file beside the text."""
    ordinal: int = 0
    """Of an alternative; 0 for any other file."""


def subject_of(path: str, layout: Layout) -> Subject:
    """What a path of the draft is about."""
    for document in layout.documents:
        if not path.startswith(f"{document.folder}/"):
            continue
        *parts, name = path.removeprefix(f"{document.folder}/").split("/")
        place = Address(document.document, tuple(parts))
        if name.endswith(".yaml"):
            return Subject(place)
        stem, _, ordinal = name.removesuffix(".md").rpartition(".alt-")
        number = Number.of(stem or ordinal)
        address = Address(document.document, tuple(parts), number)
        return Subject(address, int(ordinal) if stem else 0)
    return Subject(None)
