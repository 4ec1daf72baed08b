"""What undo puts back where a verb changed which paragraphs there are, and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.naming import Naming, renamed
from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.record import MOVED
from wsisdraft.notation.relocating import Relocation, rearranged
from wsisdraft.notation.taking_back import Touched, taken_back
from wsisdraft.text.address import Address
from wsisdraft.text.branch_names import path_beside
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.verbs.shared.hand_edits import subject_of

__all__ = ["STRUCTURE", "Meddled", "moved_by", "structure_back"]

STRUCTURE = ("move", "split", "merge", "renumber")
"""Verbs after which paragraphs have other addresses, or others are there."""


@frozen
class Meddled:
    """What stands in the way of taking a verb back."""

    path: str
    what: str
    """`the words`, `the file`."""


@frozen
class _Parts:
    """What a commit did to paragraphs and places, told by ids."""

    moved: Mapping[Address, Address]
    """Where each is after the commit, and where it was before: paragraphs, sections, chapters."""
    came: frozenset[Address]
    """Paragraphs that were not there before."""
    went: frozenset[Address]
    """Paragraphs that are not there after it."""


def moved_by(commit: PastCommit, layout: Layout) -> dict[str, str]:
    """Files that a commit moved: where they lay after it, and where before."""
    moved = {new.path: old.path for new, old in _parts(commit, layout).moved.items()}
    files = dict(moved)
    for change in commit.changes:
        stem, beside, ordinal = change.path.removesuffix(".md").rpartition(".alt-")
        old = moved.get(f"{stem}.md") if beside and ordinal.isdecimal() else None
        if old is not None and change.new is not None:
            files[change.path] = path_beside(old, int(ordinal))
    before = {change.path for change in commit.changes if change.old is not None}
    after = {change.path for change in commit.changes if change.new is not None}
    return {new: old for new, old in files.items() if old in before and new in after}


def structure_back(
    text: Text, commit: PastCommit, besides: Collection[str] = ()
) -> Relocation | Meddled:
    """The files as they are without what the commit did; what came to name things since follows.

    The text has to be read whole. `besides` are paths that are taken back in another way.
    """
    changes = {each.path: each for each in commit.changes if each.path not in besides}
    moved = moved_by(commit, text.layout)
    made: dict[str, str | None] = {}
    """By where the files lie now."""
    for path, change in changes.items():
        was = moved.get(path)
        if was is None and path in moved.values():
            if text.sources.get(path) != _decoded(change.new):
                return Meddled(path, "the file")
            continue
        back = _back(text, path, change if was is None else changes[was], change)
        if isinstance(back, Meddled):
            return back
        made[path] = back
    return _with_names(text, commit, made, moved)


def _with_names(
    text: Text, commit: PastCommit, made: Mapping[str, str | None], moved: Mapping[str, str]
) -> Relocation:
    """The files at the places they had, and whatever names what is in them."""
    whole: dict[str, str | None] = dict.fromkeys(moved)
    changes = {change.path: change for change in commit.changes}
    for path in moved.values():
        # A marker, or whatever else lay there after the commit, makes room.
        whole.setdefault(path, None)
    for path in moved:
        if path not in moved.values():
            whole[path] = _decoded(changes[path].old)
    for path, source in made.items():
        whole[moved.get(path, path)] = source
    there = {path for folder in text.layout.under("drafts") for path in folder}
    there -= {path for path, source in whole.items() if source is None}
    after = Layout.of(there | {path for path, source in whole.items() if source is not None})
    sources = {path: source for path, source in made.items() if source is not None}
    for path, source in renamed(text, after, _naming(commit, text.layout), sources).items():
        if path in moved.values() and path not in moved:
            continue  # what the commit left there makes room
        was = changes.get(moved.get(path, path))
        if was is None or path not in sources or sources[path] != _decoded(was.old):
            whole[moved.get(path, path)] = source
    return rearranged(text, whole, after)


def _naming(commit: PastCommit, layout: Layout) -> Naming:
    """What becomes of addresses when a commit is taken back."""
    parts = _parts(commit, layout)
    held: dict[Address, tuple[Address, ...]] = {
        new: (old,) for new, old in parts.moved.items() if new.number is not None
    }
    held |= dict.fromkeys(parts.came, ())
    if parts.went:
        # Words that were taken up by another paragraph are held by whatever holds that one.
        ref = Address.of(commit.record.value("Ref"))
        if ref is not None:
            kept = parts.moved.get(ref, ref)
            held[ref] = (kept, *sorted(parts.went, key=str))
    return Naming(held, parts.moved)


def _back(text: Text, now: str, was: FileChange, is_: FileChange) -> str | Meddled | None:
    """A file's text before the commit, as far as it can be had; None where there is none."""
    stands = text.sources.get(now)
    before, after = _decoded(was.old), _decoded(is_.new)
    if stands == after:
        return before
    if before is None or after is None or stands is None:
        return Meddled(now, "the file")
    if not _is_paragraph(now):
        # What it says of places is worked out anew from what it says now.
        return stands
    if _id(stands) != _id(after):
        return Meddled(now, "the file")
    back = taken_back(now, before, after, stands)
    return Meddled(now, back.what) if isinstance(back, Touched) else back


def _decoded(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "replace")


def _is_paragraph(path: str) -> bool:
    """Whether it is a paragraph or an alternative, and no statement."""
    return path.endswith(".md") and not path.startswith("drafts/statements/")


def _parts(commit: PastCommit, layout: Layout) -> _Parts:
    changes = [(each, subject_of(each.path, layout)) for each in commit.changes]
    paragraphs = [
        (each, subject.address)
        for each, subject in changes
        if subject.address is not None and subject.address.number and not subject.ordinal
    ]
    old = {_id(_decoded(each.old) or ""): a for each, a in paragraphs if each.old is not None}
    new = {_id(_decoded(each.new) or ""): a for each, a in paragraphs if each.new is not None}
    moved = {
        address: old[each]
        for each, address in new.items()
        if each and old.get(each, address) != address
    }
    return _Parts(
        moved | dict(_places(commit)),
        frozenset(address for each, address in new.items() if each not in old),
        frozenset(address for each, address in old.items() if each not in new),
    )


def _id(source: str) -> str:
    said = read_front_matter(source, "").fields.get("id", "")
    return said if isinstance(said, str) else ""


def _places(commit: PastCommit) -> Iterator[tuple[Address, Address]]:
    """Chapters and sections that were moved, with the sections in them whose files went along."""
    paths = {change.path: change for change in commit.changes}
    for value in commit.record.values(MOVED):
        was, _, is_ = value.partition(" -> ")
        old, new = Address.of(was), Address.of(is_)
        if old is None or new is None or old.number is not None or new.number is not None:
            continue
        yield new, old
        for path in paths:
            inside, _, name = path.removeprefix(f"{new.folder}/").rpartition("/")
            if path.startswith(f"{new.folder}/") and name == "section.yaml" and inside:
                parts = inside.split("/")
                yield (
                    Address(new.document, (*new.parts, *parts)),
                    Address(old.document, (*old.parts, *parts)),
                )
