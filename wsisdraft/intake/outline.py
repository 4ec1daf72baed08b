"""A text from outside by its headings: what stands under each, chapters and sections alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wsisdraft.intake.headings import SHORT, Heading, depths, lettered, of_signs, of_words
from wsisdraft.intake.heads import Kind, printed
from wsisdraft.intake.lines import Source
from wsisdraft.intake.pieces import Apart, Piece, Style
from wsisdraft.text.frozen import altered
from wsisdraft.text.number import Number
from wsisdraft.text.pattern import later

Item = Piece | Apart


class Part:
    """A chapter or section while it is read."""

    def __init__(self, title: Piece | None, name: str = "") -> None:
        self.title = title
        """None for what stands before any heading."""
        self.name = name
        """From what its heading prints; empty without."""
        self.items: list[Item] = []
        self.parts: list[Part] = []
        self.announced: Announced | None = None


class Announced:
    """A line that gives paragraphs to somebody: `Chapter B, Paras No 27, 28 (Norland)`."""

    def __init__(self, piece: Piece, match: re.Match[str], numbers: list[Number]) -> None:
        self.piece = piece
        self.chapter = match["chapter"] or ""
        self.numbers = numbers
        self.span = match.span("said")
        self.who = match["who"] or ""


_ANNOUNCED = later(
    r"""(?P<said>(?:Chapter[ ](?P<chapter>[A-Z]\d{0,2}),?[ ])?Para(?:graph)?s?\.?[ ](?:Nos?\.?[ ]?)?
    (?P<numbers>\d{1,3}[A-Za-z]{0,8}(?:[ ]?(?:,|;|-|–|and)[ ]?\d{1,3}[A-Za-z]{0,8}){0,40}))
    [ ]?(?:\((?P<who>[^()\n]{1,80})\))?[ ]?:?""",
    re.VERBOSE,
)


def outline(source: Source, items: Sequence[Item], style: Style) -> list[Part]:
    """The parts of a text; the first has no title where words stand before any heading."""
    found, marks = _headings(source, items, style)
    bare = {
        at
        for at, ((one, _), (following, _)) in enumerate(pairwise(found))
        if not any(isinstance(each, Piece) for each in items[one + 1 : following])
    }
    deep = depths([heading for _, heading in found], bare)
    root = Part(None)
    top: list[Part] = [root]
    path: list[Part] = []
    begins = {at: (heading, depth) for (at, heading), depth in zip(found, deep, strict=True)}
    here = root
    for at, item in enumerate(items):
        if at in begins and isinstance(item, Piece):
            heading, depth = begins[at]
            before = items[at - 1] if at - 1 in marks else None
            if isinstance(before, Apart):
                mark = (before.start, before.start + len(before.words))
                item = altered(item, spans=(mark, *item.spans))  # noqa: PLW2901
            here = Part(item, heading.name)
            del path[depth:]
            (path[-1].parts if path else top).append(here)
            path.append(here)
        elif at not in marks:
            here.items.append(item)
    if not root.items:
        top.remove(root)
    for part in top:
        _announce(source, part, top)
    return top


_MARK = later(r"[A-Z]\.?|[IVX]{1,7}\.")


def _headings(
    source: Source, items: Sequence[Item], style: Style
) -> tuple[list[tuple[int, Heading]], set[int]]:
    """Positions of headings, and of letters or numerals that stand in a line before one."""
    found: list[tuple[int, Heading]] = []
    marks: set[int] = set()
    for at, item in enumerate(items):
        if isinstance(item, Apart):
            continue
        if item.kind is Kind.HEADING:
            found.append((at, of_signs(source.text[item.start : item.end], item.head.level)))
            continue
        if style.markdown or _announced(source, item):
            continue
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        heading = of_words(
            source.text,
            item,
            before if isinstance(before, Piece) else None,
            after if isinstance(after, Piece) else None,
            wrapped=style.width > 0,
        )
        if heading is None:
            continue
        if isinstance(before, Apart) and _MARK.fullmatch(before.words):
            name = before.words.rstrip(".")
            roman = len(name) > 1 or name in "IVX"
            heading = lettered(name, roman=roman)
            marks.add(at - 1)
        found.append((at, heading))
    return found, marks


def _announce(source: Source, part: Part, top: list[Part]) -> None:
    """Takes out what lines such as `Chapter B, Para 21 (Norland)` announce, as parts of their own.

    It ends at the next line with the same bullet, or where as many paragraphs were read as the
    line names and the numbers of the outer text go on.
    """
    kept: list[Item] = []
    inner: Part | None = None
    waiting = 0

    def close() -> None:
        if inner is not None and not any(isinstance(each, Piece) for each in inner.items):
            # Nothing follows the line: it is a line like others.
            top.remove(inner)
            kept.extend([*([inner.announced.piece] if inner.announced else []), *inner.items])

    for item in part.items:
        announced = _announced(source, item)
        if announced is not None:
            close()
            inner = Part(None, announced.chapter)
            inner.announced = announced
            top.append(inner)
            waiting = len(announced.numbers)
            continue
        if inner is not None and isinstance(item, Piece) and inner.announced is not None:
            bullet = inner.announced.piece.head.mark
            same = source.text[slice(*bullet)] == source.text[slice(*item.head.mark)] != ""
            numbered = item.kind is Kind.NUMBER
            if (same and item.kind is Kind.ITEM) or (numbered and not waiting):
                close()
                inner = None
            elif numbered:
                waiting -= 1
        (kept if inner is None else inner.items).append(item)
    close()
    part.items = kept


def _announced(source: Source, item: Item) -> Announced | None:
    if isinstance(item, Apart) or item.kind not in (Kind.ITEM, Kind.WORDS) or item.label:
        return None
    if len(item.spans) > 1 or item.end - item.start > 2 * SHORT:
        return None
    begin = item.head.after if item.kind is Kind.ITEM else item.start
    match = _ANNOUNCED.fullmatch(source.text, begin, item.end)
    if match is None:
        return None
    numbers = list(_listed(match["numbers"]))
    return Announced(item, match, numbers) if numbers else None


_EACH = later(r"(\d{1,3}[A-Za-z]{0,8})(?:[ ]?[-–][ ]?(\d{1,3}))?")


def _listed(words: str) -> Iterator[Number]:
    for match in _EACH.finditer(words):
        first = printed(match[1])
        if first is None:
            continue
        yield first.number
        if match[2] and first.number.plain >= 0:
            for value in range(
                first.number.plain + 1, min(int(match[2]), first.number.plain + 99) + 1
            ):
                following = Number.of(str(value))
                if following is not None:
                    yield following
