"""What has a name in a draft besides its places: parties, meetings, windows, what came in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from wsisdraft.completion.draft_names import beside, folders, read, with_chapter
from wsisdraft.text.address import DRAFTS, Address
from wsisdraft.text.layout import Layout
from wsisdraft.text.ref import resolve

_SYMBOL = re.compile(r"^symbol: *(\S+) *$", re.MULTILINE)
_NAME = re.compile(r"^name: *(.+?) *$", re.MULTILINE)
_TIE = re.compile(r"\]\{#([a-z][a-z0-9-]{0,31})\}")
_LONGEST_FILE_OF_REFS = 1 << 22

Told = Iterator[tuple[str, str]]
"""What may be typed, with what it is."""


def stakeholders(top: str) -> Told:
    """The names on record, then the other names that are understood."""
    from wsisdraft.notation.process_files import read_stakeholders

    path = f"{DRAFTS}/stakeholders.yaml"
    known, _ = read_stakeholders(path, read(top, path))
    for each in known:
        yield each.name, each.kind
    for each in known:
        yield from ((alias, each.name) for alias in each.aliases)


def statuses(top: str) -> Told:
    """The steps of the ladder."""
    from wsisdraft.notation.process_files import read_process

    path = f"{DRAFTS}/process.yaml"
    ladder = read_process(path, read(top, path))[0].ladder
    for name in ladder.names:
        yield name, "settled" if ladder.settled(name) else "open"


def meetings(top: str) -> Told:
    """Numbers of meetings, by the names of their files."""
    for number, _ in Layout.of(beside(top, "meetings")).meetings:
        yield number, f"meeting {number}"


def decisions(top: str) -> Told:
    """What meetings decided, by name."""
    from wsisdraft.notation.process_files import read_meeting

    for number, path in reversed(Layout.of(beside(top, "meetings")).meetings):
        for each in read_meeting(number, path, read(top, path))[0].decisions:
            yield each.name, each.text


def windows(top: str) -> Told:
    """Windows, by the names of their folders."""
    for name in folders(top, f"{DRAFTS}/submissions"):
        yield name, "window"


def symbols(top: str) -> Told:
    """The symbols of what came in; of each file the one line is looked at that has it."""
    for window, path in Layout.of(beside(top, "submissions", 2)).submissions:
        found = _SYMBOL.search(read(top, path))
        if found is not None:
            yield found[1].strip("\"'"), window


def alternatives(top: str, ref: str, focus: str) -> Told:
    """Those of a paragraph, by name; by number too."""
    for number, path in _alternatives(top, ref, focus):
        header = read(top, path).partition("\n---\n")[0]
        named = _NAME.search(header)
        name = named[1].strip("\"'") if named else f"ALT {number}"
        yield name, f"alternative {number}"
        yield str(number), name


def _alternatives(top: str, ref: str, focus: str) -> tuple[tuple[int, str], ...]:
    found = _paragraph(top, ref, focus)
    return () if found is None else found[1].alternatives(found[0])


def brackets(top: str, ref: str, focus: str) -> Told:
    """Handles of the brackets of a paragraph."""
    found = _paragraph(top, ref, focus)
    if found is not None:
        for handle in _TIE.findall(read(top, found[0].path)):
            yield handle, "bracket"


def _paragraph(top: str, ref: str, focus: str) -> tuple[Address, Layout] | None:
    """The one paragraph a REF means, with the layout of its chapter."""
    from wsisdraft.completion.draft_names import outline
    from wsisdraft.text.finding import Refusal

    chapters = outline(top)
    for chapter in (c for d in chapters.documents for c in chapters.chapters(d)):
        name = chapter.parts[0].lower()
        if name in ref.lower() or (focus and Address.of(focus) == chapter):
            layout = with_chapter(top, chapter.folder)
            meant = resolve(ref, layout, focus)
            if not isinstance(meant, Refusal) and len(meant.addresses) == 1:
                return meant.addresses[0], layout
    return None


def moments(top: str) -> Told:
    """Meetings that have their tag, tags, and branches that are none of an alternative.

    Where this clone has no tag of a meeting, all meetings on record.
    """
    names = _refs(git_folders(top)[1])
    known = list(meetings(top))
    tagged = [each for each in known if f"refs/tags/meeting/{each[0]}" in names]
    yield from tagged or known
    yield "HEAD", "what is on record"
    for name in sorted(names):
        kind, _, short = name.removeprefix("refs/").partition("/")
        if kind in ("tags", "heads") and not short.startswith("alt/"):
            yield short, kind[:-1] if kind == "tags" else "branch"


def git_folders(top: str) -> tuple[str, str]:
    """Git's own folder of a work tree, and the one that all its work trees share."""
    here = f"{top}/.git"
    try:
        with open(here, encoding="utf-8") as file:
            here = os.path.join(top, file.read(4096).removeprefix("gitdir: ").strip())
        with open(f"{here}/commondir", encoding="utf-8") as file:
            return here, os.path.join(here, file.read(4096).strip())
    except (OSError, UnicodeDecodeError):
        return here, here


def _refs(common: str) -> set[str]:
    found: set[str] = set()
    try:
        with open(f"{common}/packed-refs", encoding="utf-8", errors="replace") as file:
            for row in file.read(_LONGEST_FILE_OF_REFS).splitlines():
                found.add(row.partition(" ")[2])
    except OSError:
        pass
    for kind in ("tags", "heads"):
        for folder, inner, names in os.walk(f"{common}/refs/{kind}"):
            if kind == "heads" and folder == f"{common}/refs/heads":
                inner[:] = [name for name in inner if name != "alt"]
            found.update(f"{folder[len(common) + 1 :]}/{name}" for name in names)
    return found
