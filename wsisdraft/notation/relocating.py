"""Everything that follows paragraphs, sections and chapters to other addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from wsisdraft.notation.change import Edit
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.front_matter import read_front_matter, read_yaml
from wsisdraft.notation.naming import Naming, renamed
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.text.address import Address
from wsisdraft.text.branch_names import path_beside
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import EMPTY, frozen
from wsisdraft.text.layout import Layout

__all__ = ["Relocation", "every_move", "layout_after", "rearranged", "relocated", "with_former"]


@frozen
class Relocation:
    """Files as they are to be; `edits`, `new_files` and `removed` are parts of a Change.

    A path that one file leaves and another takes is an edit, so that no path is both new and gone.
    """

    edits: tuple[Edit, ...]
    new_files: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    files: Mapping[str, str | None]
    """Every file of these by path, whole; None for one that goes."""
    layout: Layout
    """The draft afterwards."""


def relocated(
    text: Text,
    moves: Mapping[Address, Address],
    sources: Mapping[str, str] = EMPTY,
    markers: Collection[Address] = (),
) -> Relocation:
    """Paragraphs at other addresses, all at once, and whatever names them.

    `moves` may name sections and chapters, with which goes all that is in them; chains are lawful:
    27 to 28 and 28 to 29. Files go with `former` one longer, those of alternatives beside them;
    exceptions of declarations stay true and shortest, an open paragraph that comes into a chapter
    declared settled is one of them; brackets over whole paragraphs, statements, `same-as`, markers
    and what is tabled for a meeting that is not closed name the new addresses. What a meeting
    issued stays, and so do the names of branches. A marker gives way to what comes back to it.

    `sources` are files that the same change rewrites, by the paths they have now: paragraphs whose
    words name others, statements. `markers` are chapters and sections of `moves` that leave a
    marker where they were. `text` has to be read whole, for anything may name a paragraph.

    Raises ValueError where a file that is to go could not be read, or where two would lie at one
    path; that is for the caller to refuse before.
    """
    every = every_move(text.layout, moves)
    files = _files_of(text, every)
    after = _layout(text.layout, files, markers)
    # An address that something leaves and nothing takes is nowhere any more.
    naming = Naming({old: (new,) for old, new in every.items()}, every)
    changed = {**sources, **renamed(text, after, naming, sources)}
    whole: dict[str, str | None] = dict.fromkeys(files)
    taken = frozenset(files.values())
    whole |= {p: source for p, source in changed.items() if p not in files and p not in taken}
    former = {old.path: str(old) for old in every if old.number is not None}
    for old, new in files.items():
        source = changed.get(old, text.sources.get(old))
        if source is None:
            raise ValueError(f"could not be read, and cannot go to another place: {old}")
        if whole.get(new) is not None or (new not in files and _stays(text, new)):
            raise ValueError(f"two files for one path: {new}")
        whole[new] = with_former(source, former[old]) if old in former else source
    for place in markers:
        whole[place.path] = _marker(text.sources.get(place.path, ""), every[place])
    return rearranged(text, whole, after)


def rearranged(text: Text, files: Mapping[str, str | None], after: Layout) -> Relocation:
    """The parts of a change that makes these files so; those that are so already are left out."""
    edits: list[Edit] = []
    new_files: list[tuple[str, str]] = []
    removed: list[str] = []
    for path, source in files.items():
        now = text.sources.get(path)
        if source is None:
            if now is not None:
                removed.append(path)
        elif now is None:
            new_files.append((path, source))
        else:
            edits += rewritten(path, now, source)
    return Relocation(tuple(edits), tuple(new_files), tuple(removed), files, after)


def every_move(layout: Layout, moves: Mapping[Address, Address]) -> dict[Address, Address]:
    """Moves with those of everything in the chapters and sections that they name.

    A place inside another of `moves` goes where it is named to go itself.
    """
    every: dict[Address, Address] = {}
    for old in sorted(moves, key=lambda each: (each.number is not None, len(each.parts))):
        new = moves[old]
        every[old] = new
        if old.number is None:
            for inside in _inside(layout, old):
                parts = (*new.parts, *inside.parts[len(old.parts) :])
                every[inside] = Address(new.document, parts, inside.number)
    return {old: new for old, new in every.items() if old != new}


def layout_after(text: Text, moves: Mapping[Address, Address]) -> Layout:
    """The draft as it will be, of names alone."""
    return _layout(text.layout, _files_of(text, every_move(text.layout, moves)), ())


def _inside(layout: Layout, place: Address) -> Iterator[Address]:
    """The sections and paragraphs in a chapter or section."""
    yield from layout.paragraphs(place)
    waiting = list(layout.sections(place))
    while waiting:
        section = waiting.pop()
        yield section
        waiting += layout.sections(section)


def _files_of(text: Text, every: Mapping[Address, Address]) -> dict[str, str]:
    """Where each file goes, by where it lies."""
    files: dict[str, str] = {}
    for old, new in every.items():
        if old.number is not None or old.path in text.sources:
            files[old.path] = new.path
        for ordinal, path in text.layout.alternatives(old):
            files[path] = path_beside(new.path, ordinal)
    return files


def _layout(layout: Layout, files: Mapping[str, str], markers: Collection[Address]) -> Layout:
    there = {path for folder in layout.under("drafts") for path in folder}
    return Layout.of((there - files.keys()) | {*files.values(), *(m.path for m in markers)})


def _stays(text: Text, path: str) -> bool:
    """Whether a file is there and is no marker, which gives way to what comes back to it."""
    source = text.sources.get(path)
    return source is not None and not (
        path.endswith(".yaml") and "moved-to" in read_yaml(source, "").fields
    )


def with_former(source: str, ref: str) -> str:
    """A paragraph's file with one more address that it had; each stands there once."""
    had = read_front_matter(source, "").fields.get("former", [])
    known = had if isinstance(had, list) else [str(had)]
    return source if ref in known else with_field(source, ("former",), [*known, ref])


def _marker(source: str, to: Address) -> str:
    """What a chapter's or section's file says once everything has gone elsewhere."""
    title = read_yaml(source, "").fields.get("title")
    said: Fields = {"title": title} if title else {}
    marker = ""
    for key, value in {**said, "moved-to": str(to)}.items():
        marker = with_field(marker, (key,), value, yaml=True)
    return marker
