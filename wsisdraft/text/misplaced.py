"""What lies under drafts/ and belongs nowhere there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from wsisdraft.text.address import (
    BESIDE_DOCUMENTS,
    DEEPEST,
    DRAFTS,
    LONGEST_NAME,
    Address,
    is_name,
)
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number
from wsisdraft.text.quoting import quoted
from wsisdraft.text.shelf import Misplaced, is_meeting, passes_anywhere

_AT_THE_TOP = frozenset({"process.yaml", "stakeholders.yaml", "roles.yaml"})
_MOVE_OUT = "Move it out of drafts/, or into templates/ or submissions/"


def misplaced(layout: Layout) -> tuple[Misplaced, ...]:
    """Path, reason and remedy, one for a folder whose name is at fault, sorted by path."""
    told: dict[str, Misplaced] = {}
    sound: list[str] = []
    bad: set[str] = set()
    documents = {document.folder: document.document for document in layout.documents}
    for folder in sorted(layout.files.keys() | layout.inner.keys()):
        outer = folder.rpartition("/")[0]
        if outer in bad:
            bad.add(folder)
            continue
        if outer in documents:
            documents.setdefault(folder, documents[outer])
        fault = _folder_at_fault(folder, documents.get(folder))
        if fault is None:
            sound.append(folder)
            found = _files(layout, folder, documents.get(folder))
        else:
            bad.add(folder)
            found = [(_first_file(layout, folder), *fault)]
        for path, reason, remedy in found:
            told.setdefault(path, (path, f"{reason}.", f"{remedy}."))
    for folder in sound:
        for path, reason, remedy in _same_but_for_case(layout, folder, told.keys()):
            told.setdefault(path, (path, f"{reason}.", f"{remedy}."))
    return tuple(sorted(told.values()))


def _first_file(layout: Layout, folder: str) -> str:
    while folder not in layout.files:
        folder = f"{folder}/{layout.inner[folder][0]}"
    return f"{folder}/{layout.files[folder][0]}"


def _unshowable(name: str) -> tuple[str, str] | None:
    if name.isprintable():
        return None
    try:
        name.encode()
    except UnicodeEncodeError:
        return (
            f"The name {quoted(name)} is not UTF-8",
            "Rename it, best in plain letters and digits",
        )
    return (
        f"The name {quoted(name)} holds characters that cannot be shown",
        "Rename it, best in plain letters and digits",
    )


def _folder_at_fault(folder: str, document: str | None) -> tuple[str, str] | None:
    """Why nothing in a folder can be addressed, if so."""
    if folder == DRAFTS:
        return None
    _, top, *deeper = folder.split("/")
    name = deeper[-1] if deeper else top
    fault = _unshowable(name)
    if fault is not None or (top in BESIDE_DOCUMENTS and top in {"submissions", "templates"}):
        return fault
    if top in BESIDE_DOCUMENTS:
        if not deeper:
            return None
        return (
            f"{DRAFTS}/{top}/ holds files only, no folders",
            f"Move its files into {DRAFTS}/{top}/",
        )
    return _unnameable(name) or _too_deep(folder, document)


def _too_deep(folder: str, document: str | None) -> tuple[str, str] | None:
    if document is not None and folder.count("/") - document.count("/") - 1 > DEEPEST:
        return f"Sections lie in one another more than {DEEPEST} folders deep", "Move it up"
    return None


def _unnameable(name: str) -> tuple[str, str] | None:
    if is_name(name):
        return None
    if Number.of(name) is not None:
        reason = f"A folder called {quoted(name)} would read as a paragraph's number"
        return (
            reason,
            "Give it another name, in capitals perhaps, or with a letter before the number",
        )
    if len(name) > LONGEST_NAME:
        return f"The folder's name is longer than {LONGEST_NAME} characters", "Shorten it"
    return (
        f"{quoted(name)} cannot name a document, chapter or section",
        "Rename the folder: letters and digits, joined by single hyphens, no name of a device",
    )


def _same_but_for_case(layout: Layout, folder: str, told: Collection[str]) -> Iterator[Misplaced]:
    """Names in one folder that differ in capitals alone, but for those at fault in another way."""
    files, inner = layout.files.get(folder, ()), layout.inner.get(folder, ())
    if len({name.casefold() for name in (*files, *inner)}) == len(files) + len(inner):
        return
    paths = {name: f"{folder}/{name}" for name in files}
    paths |= {name: _first_file(layout, f"{folder}/{name}") for name in inner}
    first: dict[str, str] = {}
    for name in sorted(name for name, path in paths.items() if path not in told):
        other = first.setdefault(name.casefold(), name)
        if other != name:
            yield (
                paths[name],
                f"{quoted(name)} and {quoted(other)} differ only in case; not every disk has both",
                f"Rename one of them in {quoted(folder)}",
            )


def _files(layout: Layout, folder: str, document: str | None) -> Iterable[Misplaced]:
    names = layout.files.get(folder, ())
    for name in names:
        fault = _unshowable(name)
        if fault is not None:
            yield f"{folder}/{name}", *fault
    if document is not None and folder != f"{DRAFTS}/{document}":
        parts = tuple(folder[len(f"{DRAFTS}/{document}/") :].split("/"))
        yield from layout.shelf(Address(document, parts)).misplaced
    if folder == DRAFTS:
        yield from _at_the_top(names)
    elif folder.split("/")[1] in BESIDE_DOCUMENTS:
        yield from _beside_documents(folder, names)
    elif document is None:
        yield from _outside(layout, folder, names)
    elif folder == f"{DRAFTS}/{document}":
        yield from _in_document(document, names)


def _at_the_top(names: Iterable[str]) -> Iterator[Misplaced]:
    for name in names:
        if name in _AT_THE_TOP or passes_anywhere(name):
            continue
        same = next((known for known in _AT_THE_TOP if known == name.casefold()), None)
        remedy = f"Rename it to {same}" if same else _MOVE_OUT
        yield f"{DRAFTS}/{name}", f"{quoted(name)} is no file of a draft", remedy


def _beside_documents(folder: str, names: Iterable[str]) -> Iterator[Misplaced]:
    for name in names:
        if passes_anywhere(name):
            continue
        if folder == f"{DRAFTS}/meetings" and not is_meeting(name):
            yield (
                f"{folder}/{name}",
                f"{quoted(name)} is not called as a meeting's file is",
                "Name it by the meeting's number, as 4.yaml",
            )
        if folder == f"{DRAFTS}/statements" and not name.endswith(".md"):
            yield (
                f"{folder}/{name}",
                f"{quoted(name)} is not called as a statement's file is",
                "Name it by who made it and a count, as norland-1.md",
            )


def _outside(layout: Layout, folder: str, names: Iterable[str]) -> Iterator[Misplaced]:
    """Files in a folder that neither is nor lies in a document."""
    rest = [name for name in names if not passes_anywhere(name)]
    if not rest:
        return
    holds = f"{folder}/"
    if any(document.folder.startswith(holds) for document in layout.documents):
        for name in rest:
            yield f"{folder}/{name}", f"{quoted(name)} lies outside any document", _MOVE_OUT
        return
    top = "/".join(folder.split("/")[:2])
    yield (
        f"{folder}/{rest[0]}",
        f"{folder}/ lies in no document: there is no document.yaml above it",
        f"Write {top}/document.yaml with the document's title, or move the folder out of drafts/",
    )


def _in_document(document: str, names: Iterable[str]) -> Iterator[Misplaced]:
    for name in names:
        if name == "document.yaml" or passes_anywhere(name):
            continue
        path = f"{DRAFTS}/{document}/{name}"
        if name.endswith(".md"):
            yield (
                path,
                "A paragraph lies in the document's own folder, outside any chapter",
                f"Move it into its chapter's folder, as {DRAFTS}/{document}/A/",
            )
        else:
            yield path, f"{quoted(name)} is no file of a negotiating text", _MOVE_OUT
