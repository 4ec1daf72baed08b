"""What the names of the files say: documents, chapters, sections, paragraphs, alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from wsisdraft.text.address import BESIDE_DOCUMENTS, DEEPEST, DRAFTS, Address, is_name
from wsisdraft.text.frozen import computed, frozen
from wsisdraft.text.number import roman_value
from wsisdraft.text.shelf import Shelf, is_meeting, shelf

_NOTHING: tuple[str, ...] = ()
_DIGITS = re.compile(r"([0-9]+)")


@frozen
class Layout:
    """The places of a draft, made of path names; a folder is looked into when it is asked for."""

    files: Mapping[str, tuple[str, ...]]
    """Names of the files directly in each folder, sorted."""
    inner: Mapping[str, tuple[str, ...]]
    """Names of the folders directly in each folder, in reading order."""
    documents: tuple[Address, ...]
    """In order of their names."""
    # What has been looked into already; the same names always give the same answer.
    _shelves: dict[Address, Shelf] = computed(lambda _: {})
    _places: dict[Address, bool] = computed(lambda layout: dict.fromkeys(layout.documents, True))

    @staticmethod
    def of(paths: Iterable[str]) -> Layout:
        """The layout of repository-relative paths; those outside drafts/ are passed over."""
        files = _by_folder(paths)
        inner = _inner(files)
        return Layout(
            {folder: tuple(sorted(set(names))) for folder, names in files.items()},
            {folder: in_natural_order(names) for folder, names in inner.items()},
            tuple(_documents(files, inner)),
        )

    def chapters(self, document: Address) -> tuple[Address, ...]:
        """The chapters of a document in reading order."""
        return self._inside(document) if not document.parts and self.has(document) else ()

    def sections(self, address: Address) -> tuple[Address, ...]:
        """The sections directly in a chapter or section, in reading order."""
        return self._inside(address) if address.parts and self.has(address) else ()

    def own(self, address: Address) -> tuple[Address, ...]:
        """The paragraphs directly in a chapter's or section's folder, in reading order."""
        return self._shelf(address).own

    def paragraphs(self, address: Address) -> tuple[Address, ...]:
        """Every paragraph of what is addressed, in reading order; `end` and `annex` close it."""
        if address.number is not None:
            return (address,) if self.has(address) else ()
        if not address.parts:
            return tuple(p for c in self.chapters(address) for p in self.paragraphs(c))
        here = self._shelf(address)
        sections = self.sections(address)
        if not sections:
            return here.own
        return (*here.before, *(p for s in sections for p in self.paragraphs(s)), *here.after)

    def alternatives(self, address: Address) -> tuple[tuple[int, str], ...]:
        """Ordinals and paths of a paragraph's alternatives, by ordinal."""
        if address.number is None:
            return ()
        return self._shelf(address.place).alternatives.get(address.number, ())

    def has(self, address: Address) -> bool:
        """Whether there is such a document, chapter, section or paragraph."""
        if address.number is not None:
            return address.number in self._shelf(address.place).numbers
        known = self._places.get(address)
        if known is None:
            known = self._holds(address)
            self._places[address] = known
        return known

    def files_of(self, address: Address) -> tuple[str, ...]:
        """Every path in the folder of a document, chapter or section, sorted."""
        return tuple(sorted(path for folder in self.under(address.folder) for path in folder))

    def under(self, folder: str) -> Iterator[list[str]]:
        """The paths in a folder and in each folder inside it, a folder at a time."""
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            yield [f"{here}/{name}" for name in self.files.get(here, _NOTHING)]
            waiting += [f"{here}/{name}" for name in self.inner.get(here, _NOTHING)]

    @property
    def meetings(self) -> tuple[tuple[str, str], ...]:
        """Numbers and paths of the meetings' files, in order of the numbers."""
        folder = f"{DRAFTS}/meetings"
        numbers = (name[:-5] for name in self.files.get(folder, _NOTHING) if is_meeting(name))
        return tuple((number, f"{folder}/{number}.yaml") for number in in_natural_order(numbers))

    @property
    def statements(self) -> tuple[str, ...]:
        """Paths of what parties said beside the text, in natural order."""
        folder = f"{DRAFTS}/statements"
        names = (name for name in self.files.get(folder, _NOTHING) if name.endswith(".md"))
        return tuple(f"{folder}/{name}" for name in in_natural_order(names))

    @property
    def windows(self) -> tuple[tuple[str, str], ...]:
        """Names and paths of the windows' files, in natural order."""
        names = in_natural_order(self.inner.get(f"{DRAFTS}/submissions", _NOTHING))
        folders = ((name, f"{DRAFTS}/submissions/{name}") for name in names)
        return tuple(
            (name, f"{folder}/window.yaml")
            for name, folder in folders
            if "window.yaml" in self.files.get(folder, _NOTHING)
        )

    @property
    def submissions(self) -> tuple[tuple[str, str], ...]:
        """Windows and paths of what came in, in natural order; `README.md` is none."""
        found: list[tuple[str, str]] = []
        for window in in_natural_order(self.inner.get(f"{DRAFTS}/submissions", _NOTHING)):
            folder = f"{DRAFTS}/submissions/{window}"
            names = self.files.get(folder, _NOTHING)
            kept = (name for name in names if name.endswith(".md") and name != "README.md")
            found += [(window, f"{folder}/{name}") for name in in_natural_order(kept)]
        return tuple(found)

    def shelf(self, address: Address) -> Shelf:
        """What lies directly in a folder of a document, whether or not it counts as a chapter."""
        known = self._shelves.get(address)
        if known is None:
            known = shelf(address, self.files.get(address.folder, _NOTHING))
            self._shelves[address] = known
        return known

    def _shelf(self, address: Address) -> Shelf:
        in_text = address.parts and address.number is None and self.has(address)
        return self.shelf(address) if in_text else _EMPTY

    def _inside(self, address: Address) -> tuple[Address, ...]:
        if len(address.parts) == DEEPEST:
            return ()
        names = self.inner.get(address.folder, _NOTHING)
        inside = (Address(address.document, (*address.parts, n)) for n in names if is_name(n))
        return tuple(found for found in inside if self.has(found))

    def _holds(self, address: Address) -> bool:
        """Whether a folder is described as chapter or section, or holds paragraphs at any depth."""
        folder = address.folder
        in_document = self._places.get(Address(address.document), False)
        deep = not 1 <= len(address.parts) <= DEEPEST
        if not in_document or deep or not all(map(is_name, address.parts)):
            return False
        described = "chapter.yaml" if len(address.parts) == 1 else "section.yaml"
        if described in self.files.get(folder, _NOTHING):
            return True
        if folder not in self.files and folder not in self.inner:
            return False
        return bool(self.shelf(address).numbers) or bool(self._inside(address))


_EMPTY = Shelf((), (), {}, {}, ())


def in_natural_order(names: Iterable[str]) -> tuple[str, ...]:
    """Names by their letters, then numbers: A, B, C1, C2, C10; Roman where all of a level are."""
    found = tuple(names)
    if len(found) < 2:
        return found
    romans = {name: roman_value(name) for name in found}
    if romans.get("I") and all(value and name.isupper() for name, value in romans.items()):
        return tuple(sorted(found, key=lambda name: romans[name] or 0))
    return tuple(sorted(found, key=_natural))


def _natural(name: str) -> tuple[list[tuple[str, int, str]], str]:
    pieces = _DIGITS.split(name.casefold())
    digits = [piece.lstrip("0") for piece in pieces[1::2]] + [""]
    return [(w, len(d), d) for w, d in zip(pieces[::2], digits, strict=True)], name


def _by_folder(paths: Iterable[str]) -> dict[str, list[str]]:
    """Names of files by folder; paths of one folder mostly come one after the other."""
    files: dict[str, list[str]] = {}
    here = ""
    names: list[str] = []
    for path in paths:
        folder, _, name = path.rpartition("/")
        if folder != here:
            here = folder
            known = folder == DRAFTS or folder.startswith(f"{DRAFTS}/")
            names = files.setdefault(folder, []) if known else []
        names.append(name)
    return files


def _inner(files: Iterable[str]) -> dict[str, set[str]]:
    """The names of the folders in each folder."""
    inner: dict[str, set[str]] = {}
    for folder in files:
        here, known = folder, False
        while here != DRAFTS and not known:
            here, _, name = here.rpartition("/")
            known = here in inner
            inner.setdefault(here, set()).add(name)
    return inner


def _documents(files: Mapping[str, list[str]], inner: Mapping[str, set[str]]) -> Iterator[Address]:
    """The outermost folders with a document.yaml."""
    waiting = [
        name for name in inner.get(DRAFTS, ()) if name not in BESIDE_DOCUMENTS and is_name(name)
    ]
    found: list[str] = []
    while waiting:
        key = waiting.pop()
        folder = f"{DRAFTS}/{key}"
        if "document.yaml" in files.get(folder, ()):
            found.append(key)
        else:
            waiting += [f"{key}/{name}" for name in inner.get(folder, ()) if is_name(name)]
    return map(Address, in_natural_order(found))
