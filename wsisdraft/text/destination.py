"""Where paragraphs, sections and chapters are to go: what the TO of a move means."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.text.address import Address
from wsisdraft.text.finding import Answer, Refusal, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.new_place import NewPlace, new_folder, place_of
from wsisdraft.text.number import DEEPEST, Number, Segment
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection, resolve
from wsisdraft.text.ref_spelling import readings
from wsisdraft.text.stretch import Stretch
from wsisdraft.text.unresolved import malformed

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@frozen
class Destination:
    """Where paragraphs are to stand."""

    place: Address
    """The chapter or section, which is there."""
    stretch: Stretch | None
    """The number of the first of them, or of all; None where they keep their numbers."""


def paragraphs_to(text: str, layout: Layout, near: Address) -> Destination | Refusal:
    """Where paragraphs are to go, seen from the place they stand in: `31`, `D.1-4`, `vision/D`.

    Refused where there is no such chapter or section.
    """
    focus = str(near)
    answer = resolve(text, layout, focus)
    if isinstance(answer, Selection) and answer.whole and answer.scope.number is None:
        if not answer.scope.parts:
            return misused(
                "malformed-move",
                f"{answer.scope} is a document, and paragraphs stand in its chapters.",
                f"Name the chapter too, as {answer.scope}{near.parts[0]}.",
            )
        return Destination(answer.scope, None)
    spelt = readings(text)
    if not spelt:
        return malformed(text)
    refusals: list[Refusal] = []
    for reading in spelt:
        if reading.stretch is None:
            continue
        place = place_of(reading.names, reading.stretch.first, layout, focus)
        if isinstance(place, Address):
            return Destination(place, reading.stretch)
        refusals.append(place)
    if refusals:
        return next((each for each in refusals if each.answer is Answer.USAGE), refusals[0])
    return _absent(text, layout, near) if isinstance(answer, Refusal) else malformed(text)


def _absent(text: str, layout: Layout, near: Address) -> Refusal:
    """The refusal of a chapter or section that is not there, and how it is made."""
    place = new_folder(text, layout, str(near))
    if isinstance(place, Refusal):
        return place
    return refuse(
        "unknown-ref",
        f"There is no {place.address} in this draft.",
        f"wsisdraft add {place.address} --title T makes it first.",
    )


def place_to(text: str, old: Address, layout: Layout) -> Address | Refusal:
    """The address that a chapter or section is to have: a new one, or its own name in what is
    there.

    Seen from where it is: a name alone is another name in the same document or chapter.
    """
    section = len(old.parts) > 1
    owner = Address(old.document, old.parts[:-1])
    answer = resolve(text, layout, str(owner))
    if isinstance(answer, Selection) and answer.whole and answer.scope.number is None:
        found = answer.scope
        holds = bool(found.parts) if section else not found.parts
        if not holds or found == old:
            return found
        return Address(found.document, (*found.parts, old.parts[-1]))
    if isinstance(answer, Selection):
        return _other_kind(text, section)
    names = [each.names for each in readings(text) if each.stretch is None]
    if section and any(len(each) == 1 for each in names) and "/" not in text:
        text = f"{owner}.{text.strip()}"
    place = new_folder(text, layout, str(Address(old.document)))
    if isinstance(place, Refusal):
        return place
    return _fitting(text, place, section)


def _fitting(text: str, place: NewPlace, section: bool) -> Address | Refusal:
    if not place.address.parts:
        return refuse(
            "unknown-ref",
            f"There is no document {place.address} in this draft.",
            f"wsisdraft add {place.address} --title T makes it first.",
        )
    if (len(place.address.parts) > 1) is not section:
        return _other_kind(text, section)
    return place.address


def _other_kind(text: str, section: bool) -> Refusal:
    kind, example = ("section", "vision/C.C5") if section else ("chapter", "report/C")
    return misused(
        "malformed-move",
        f"{quoted(text)} is no place for a {kind}.",
        f"A {kind} goes to where a {kind} may stand, as {example}.",
    )


def numbers_to(numbers: Sequence[Number], heads: int, first: Number) -> dict[Number, Number] | None:
    """The number each paragraph of one folder gets if the first one gets `first`.

    `numbers` in reading order, `heads` how many of them were named; the others are parts of
    those. Those after the first are counted on at the distance they had. None where they cannot
    be counted on: words as `annex`, other series, or labels that are not letters.
    """
    base = numbers[0]
    given: dict[Number, Number] = {}
    for number in numbers:
        if number.series == base.series and _under(number, base):
            rest = number.segments[len(base.segments) :]
            new: Number | None = Number(first.series, first.segments + rest)
        else:
            new = _counted_on(number, base, first) if heads > 1 else None
        if new is None or len(new.segments) > DEEPEST:
            return None
        given[number] = new
    return given


def _under(number: Number, head: Number) -> bool:
    return number.segments[: len(head.segments)] == head.segments


def _counted_on(number: Number, base: Number, first: Number) -> Number | None:
    """A number as far behind `first` as it is behind `base`."""
    depth = len(base.segments) - 1
    level = number.segments[depth] if len(number.segments) > depth else None
    if (
        level is None
        or number.series != base.series
        or number.segments[:depth] != base.segments[:depth]
        or len(first.segments) != depth + 1
    ):
        return None
    label = _label(level, base.segments[depth], first.segments[depth])
    if label is None:
        return None
    segment = Segment(label, level.letters, level.latin)
    rest = number.segments[depth + 1 :]
    return Number(first.series, (*first.segments[:-1], segment, *rest))


def _label(level: Segment, base: Segment, first: Segment) -> str | None:
    if level.counted and base.counted and first.counted:
        return str(int(level.label) + int(first.label) - int(base.label))
    labels = [each.label for each in (level, base, first)]
    if base.label == first.label:
        return level.label
    if all(label in _LETTERS and len(label) == 1 for label in labels):
        here, there, to = (_LETTERS.index(label) for label in labels)
        at = here + to - there
        return _LETTERS[at] if 0 <= at < len(_LETTERS) else None
    return None
