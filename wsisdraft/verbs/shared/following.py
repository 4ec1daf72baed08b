"""Commits about places that stood elsewhere before: followed back by id, whatever the number."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.past_commit import PastCommit
from wsisdraft.notation.record import MOVED
from wsisdraft.text.address import Address
from wsisdraft.text.branch_names import addresses_of
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.ref import NOWHERE, Selection
from wsisdraft.verbs.shared.concerning import concerned, is_beside, says_of

__all__ = ["Trail", "followed", "trail"]

_OF_ALTERNATIVE = re.compile(r"\.alt-[0-9]+\.md$")


@frozen
class Trail:
    """What has to be looked at to follow paragraphs back to where they stood before."""

    paragraphs: Mapping[Address, str]
    """Those that stood elsewhere, came of others or took others up, with their ids."""
    sources: Mapping[str, tuple[str, ...]]
    """By id: the ids of those whose words came into it."""
    places: frozenset[Address]
    """Every address that one of them may have had."""

    @property
    def folders(self) -> tuple[str, ...]:
        return tuple(sorted({address.place.folder for address in self.places}))

    def may_be(self, path: str) -> bool:
        """Whether a file may be one of theirs."""
        return _OF_ALTERNATIVE.sub(".md", path) in {address.path for address in self.places}


def trail(text: Text, selection: Selection) -> Trail:
    """The paragraphs of a selection that have a past under other addresses; mostly none."""
    by_id = {paragraph.id: paragraph for paragraph in text.paragraphs() if paragraph.id}
    wanted = frozenset(selection.addresses)
    found: dict[Address, str] = {}
    sources: dict[str, tuple[str, ...]] = {}
    places: set[Address] = set()
    for paragraph in text.paragraphs():
        if paragraph.address in wanted and paragraph.id and _has_a_past(paragraph):
            found[paragraph.address] = paragraph.id
            for each in _behind(paragraph, by_id):
                places.update(addresses_of(each))
                sources[each.id] = (*each.merged_from, *([each.split_from] * bool(each.split_from)))
    return Trail(found, sources, frozenset(places))


def _has_a_past(paragraph: Paragraph) -> bool:
    return bool(paragraph.former or paragraph.split_from or paragraph.merged_from)


def _behind(paragraph: Paragraph, by_id: Mapping[str, Paragraph]) -> Iterator[Paragraph]:
    """The paragraph, and those that are still there of which it was split off."""
    seen: set[str] = set()
    here: Paragraph | None = paragraph
    while here is not None and here.id not in seen:
        seen.add(here.id)
        yield here
        here = by_id.get(here.split_from) if here.split_from else None


def followed(
    commits: Sequence[PastCommit], selection: Selection, made: Trail
) -> tuple[tuple[PastCommit, Address], ...]:
    """The commits about what was named, oldest first, each with the place as it was called then."""
    scope = selection.scope
    files = concerned(selection)
    known = dict(made.paragraphs)
    aside = frozenset(address.path for address in made.paragraphs)
    """Files of theirs that may have been another's before."""
    told: list[tuple[PastCommit, Address]] = []
    for commit in reversed(commits):
        about = _about(files, known, aside if _single(selection) else frozenset())
        if _concerns(commit, _then(selection, scope, known, made), about, known):
            then = next(iter(known)) if _single(selection) and len(known) == 1 else scope
            told.append((commit, then))
        known = dict(_before(commit, known, made))
        scope, files = _place_before(commit, scope, files)
    return tuple(reversed(told))


def _about(
    files: Callable[[str], bool], known: Mapping[Address, str], aside: Collection[str]
) -> Callable[[str], bool]:
    """Whether a file is theirs, or of what was named and not one of those that go by id."""
    there = {address.path for address in known}

    def about(path: str) -> bool:
        stem = _OF_ALTERNATIVE.sub(".md", path)
        return stem in there or (stem not in aside and files(path))

    return about


def _single(selection: Selection) -> bool:
    return selection.scope.number is not None and not selection.mentions


def _then(
    selection: Selection, scope: Address, known: Mapping[Address, str], made: Trail
) -> Selection:
    """What was named, as it was called at that time; nothing where it was not there yet."""
    if _single(selection) and made.paragraphs:
        return Selection(NOWHERE.scope, tuple(known), "")
    if scope != selection.scope:
        return Selection(scope, (), str(scope))
    return selection


def _concerns(
    commit: PastCommit,
    selection: Selection,
    about: Callable[[str], bool],
    known: Mapping[Address, str],
) -> bool:
    for each in commit.changes:
        if is_beside(each.path):
            if says_of(each, selection, known):
                return True
        elif about(each.path):
            return True
    return False


def _before(
    commit: PastCommit, known: Mapping[Address, str], made: Trail
) -> Iterator[tuple[Address, str]]:
    """Where the paragraphs stood before a commit, and those whose words they took up in it."""
    changes = {each.path: each for each in commit.changes}
    stood = {
        own: address
        for address in made.places
        if address.path in changes and (own := _id(changes[address.path].old))
    }
    for address, own in known.items():
        change = changes.get(address.path)
        if change is None or _id(change.old) == own:
            yield address, own
        elif own in stood:
            yield stood[own], own
        elif change.old is not None and not _id(change.old):
            yield address, own  # it had no id yet
        if change is not None:
            came = (each for each in made.sources.get(own, ()) if each in stood)
            yield from ((stood[each], each) for each in came)


def _place_before(
    commit: PastCommit, scope: Address, files: Callable[[str], bool]
) -> tuple[Address, Callable[[str], bool]]:
    """The chapter or section as it was called before a commit that moved it."""
    for value in commit.record.values(MOVED):
        was, _, now = value.partition(" -> ")
        old = Address.of(was)
        if old is not None and old.number is None and now == str(scope):
            return old, _lies_in(f"{old.folder}/")
    return scope, files


def _lies_in(folder: str) -> Callable[[str], bool]:
    return lambda path: path.startswith(folder)


def _id(data: bytes | None) -> str:
    if data is None:
        return ""
    said = read_front_matter(data.decode("utf-8", "replace"), "").fields.get("id", "")
    return said if isinstance(said, str) else ""
