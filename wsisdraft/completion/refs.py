"""The REFs that begin as somebody has typed: documents and chapters, then what is in a chapter."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.completion.draft_names import outline, with_chapter
from wsisdraft.text.address import Address
from wsisdraft.text.layout import Layout


def refs(top: str, begun: str, focus: str = "") -> list[str]:
    """What begins so, any case, as it is to be typed: short where one document alone has it.

    Documents and chapters at first; the sections and paragraphs of a chapter once that is named,
    those of the focus by number alone. After a paragraph and a dash, where a range may end.
    """
    layout = outline(top)
    wanted = begun.lower()
    found = [*_places(layout, begun), *_within(top, layout, begun)]
    if focus and (not begun or begun[0].isdigit()):
        found = [*_of_focus(top, focus), *found]
    if "-" in begun:
        found += _ends(found, begun)
    return [ref for ref in dict.fromkeys(found) if ref.lower().startswith(wanted)]


def _places(layout: Layout, begun: str) -> Iterator[str]:
    chapters = [c for document in layout.documents for c in layout.chapters(document)]
    names = [chapter.parts[0].lower() for chapter in chapters]
    for chapter, name in zip(chapters, names, strict=True):
        if "/" not in begun and names.count(name) == 1:
            yield chapter.parts[0]
        else:
            yield str(chapter)
    yield from map(str, layout.documents)


def _within(top: str, layout: Layout, begun: str) -> Iterator[str]:
    """What is in the chapter that is named, by the same kind of REF as it was named with."""
    document, slash, rest = begun.lower().rpartition("/")
    name = rest.partition(".")[0]
    for chapter in (c for d in layout.documents for c in layout.chapters(d)):
        if chapter.parts[0].lower() != name or (slash and chapter.document.lower() != document):
            continue
        for address in _inside(with_chapter(top, chapter.folder), chapter):
            yield str(address) if slash else str(address).rpartition("/")[2]


def _inside(layout: Layout, place: Address) -> Iterator[Address]:
    """Sections and paragraphs of a chapter, in reading order."""
    waiting = list(layout.sections(place))
    while waiting:
        section = waiting.pop(0)
        yield section
        waiting += layout.sections(section)
    yield from layout.paragraphs(place)


def _of_focus(top: str, focus: str) -> Iterator[str]:
    place = Address.of(focus)
    chapter = place.chapter if place is not None else None
    if place is None or chapter is None or place.number is not None:
        return
    for address in _inside(with_chapter(top, chapter.folder), chapter):
        if address.number is not None and address.place == place:
            yield address.number.text


def _ends(found: list[str], begun: str) -> Iterator[str]:
    """`B.27-` may go on with any later paragraph beside it."""
    first = begun.rpartition("-")[0].lower()
    start = next((n for n, ref in enumerate(found) if ref.lower() == first), None)
    if start is None:
        return
    head = found[start].rpartition(".")[0]
    for ref in found[start + 1 :]:
        before, _, last = ref.rpartition(".")
        if before == head and not last.isalpha():
            yield f"{found[start]}-{last}"
