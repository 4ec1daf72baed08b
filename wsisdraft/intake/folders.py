"""Chapters, sections and paragraphs of a text from outside, while they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.intake.names import names_of
from wsisdraft.intake.numbering import Numbered, next_to
from wsisdraft.intake.units import Unit
from wsisdraft.text.doubt import Doubt
from wsisdraft.text.frozen import altered
from wsisdraft.text.number import Number, Segment

TITLE = Number("", (Segment("title"),))
"""The number of a paragraph that is a negotiated title."""


class Place:
    """A paragraph with everything that becomes of it."""

    def __init__(self, number: Number, printed: str, line: int, order: int) -> None:
        self.number = number
        self.printed = printed
        self.line = line
        self.order = order
        self.unit: Unit | None = None
        """Its own body; None where only alternatives stand."""
        self.alternatives: list[tuple[str, Unit | None, int]] = []
        """Names and bodies, None for no text, with lines."""
        self.doubts: list[Doubt] = []
        self.origin = ""
        """The words of a heading that gives it to somebody."""
        self.lead = ""
        """Whom that gives it to."""

    @property
    def units(self) -> Iterator[Unit]:
        if self.unit is not None:
            yield self.unit
        yield from (unit for _, unit, _ in self.alternatives if unit is not None)


class Folder:
    """A chapter or section with everything that becomes of it."""

    def __init__(self, name: str, title: Unit | None, words: str, line: int) -> None:
        self.name = name
        """From what is printed, until all are named."""
        self.title = title
        self.words = words
        """The title where no unit has it."""
        self.line = line
        self.places: list[Place] = []
        self.folders: list[Folder] = []
        self.doubts: list[Doubt] = []
        self.title_order = 0
        self.last_order = 0


def unique(folder: Folder, given: Sequence[Numbered]) -> Iterator[Numbered]:
    """The paragraphs with numbers that none has which is in the folder already."""
    used = {place.number for place in folder.places}
    before = set(used)
    for each in given:
        if each.number in before:
            number = next_to(each.number, used | {other.number for other in given})
            doubt = f"Number {each.number} stands twice; here it is {number}."
            printed = each.printed or str(each.number)
            each = altered(each, number=number, printed=printed, doubt=doubt)  # noqa: PLW2901
        used.add(each.number)
        yield each


def place_units(folder: Folder, above: tuple[Folder, ...]) -> int:
    """Tells each unit the folders it lies in; the place of the last paragraph of this one."""
    path = (*above, folder)
    last = folder.title_order
    if folder.title is not None:
        folder.title.path = path
    for place in folder.places:
        last = max(last, place.order)
        for unit in place.units:
            unit.path = path
    for inner in folder.folders:
        last = max(last, place_units(inner, path))
    folder.last_order = last
    return last


def give_names(folders: Sequence[Folder]) -> None:
    """Names the chapters, or the sections of one, in the order of the text."""
    for folder, name in zip(folders, names_of([each.name for each in folders]), strict=True):
        folder.name = name
