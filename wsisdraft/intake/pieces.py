"""Lines that read as one: a heading, a paragraph's words, an item, a row, a note.

In Markdown a line goes on until a blank line or until one that begins something. Plain text has no
such rule: a line goes on where the next word would not have fitted into it, or where it ends within
a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from wsisdraft.intake.heads import Head, Kind, head_of, stands_apart
from wsisdraft.intake.lines import Line, Source
from wsisdraft.text.bracket import Label
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.pattern import later

LONGEST_WRAPPED = 160
"""Characters; where lines are longer, they are not wrapped."""


LONG = 0.6
"""Part of the width that a line takes at least that goes on in the next."""


@frozen
class Piece:
    """Lines of the source that read as one."""

    head: Head
    spans: tuple[tuple[int, int], ...]
    """Offsets of the words of each line, the number or marker with them, a heading's signs not."""
    indent: int
    line: int
    after_blank: bool
    label: Label | None = None
    """Of an option or alternative that begins here."""
    label_span: tuple[int, int] = (0, 0)
    """The label with its emphasis and colon."""
    label_tail: tuple[int, int] = (0, 0)
    """Its colon and emphasis where marks of footnotes stand before them: `Option 1[^2]:**`."""
    alone: bool = False
    """Whether nothing but the label stands in it."""

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def kind(self) -> Kind:
        return self.head.kind


@frozen
class Apart:
    """A number or marker alone in its line, as texts taken from pages have them."""

    words: str
    start: int
    line: int


def is_letter(words: str) -> bool:
    """Whether what stands apart is an item's letter rather than a paragraph's number."""
    return words.startswith("(") or (words[0].islower() and len(words.rstrip(".)")) < 5)


@frozen
class Style:
    """How lines of a text are to be read."""

    markdown: bool
    width: int
    """Of wrapped lines; 0 where lines are not wrapped."""


def style_of(source: Source, lines: Sequence[Line], *, header: bool) -> Style:
    """Markdown where a heading's signs or a header say so; the width where lines are wrapped."""
    markdown = header or any(
        (source.text[line.start] == "#" and _HEADING.match(source.text, line.start, line.end))
        or (source.text[line.start] == "=" and not line.after_blank and _is_line(source, line))
        for line in lines
    )
    widths = sorted(line.indent + line.end - line.start for line in lines)
    width = widths[int(len(widths) * 0.98)] if len(widths) > 1 else 0
    return Style(markdown, width if width <= LONGEST_WRAPPED else 0)


def _is_line(source: Source, line: Line) -> bool:
    return _SETEXT.fullmatch(source.text, line.start, line.end) is not None


_HEADING = later(r"#{1,6}[ \t]+\S")
_FIRST_WORD = later(r"[^ \t\n\u00a0]+")
_SETEXT = later(r"={3,}|-{3,}")


def pieces_of(
    source: Source,
    lines: Sequence[Line],
    style: Style,
    labels: Sequence[Label],
    notes: Collection[int] = (),
) -> Iterator[Piece | Apart]:
    """The pieces of a text in order; `notes` are offsets of lines that explain a note by digits."""
    at_label: dict[int, Label] = {}
    for label in labels:
        at_label.setdefault(source.place(label.start)[0], label)
    begun: Piece | None = None
    further: list[tuple[int, int]] = []
    last: Line | None = None
    waiting: list[Apart] = []
    for line in lines:
        head = head_of(source.text, line.start, line.end, markdown=style.markdown)
        if line.start in notes:
            head = Head(Kind.NOTE, (line.start, line.start), line.start)
        words = source.text[line.start : line.end]
        if not style.markdown and stands_apart(words):
            waiting.append(Apart(words, line.start, line.number))
            continue
        if waiting:
            # What a page has between two lines of a sentence does not part them.
            line = altered(line, after_blank=True, after_page=True)  # noqa: PLW2901
        if style.markdown and begun and not further and _underlines(source, begun, line):
            level = 1 if source.text[line.start] == "=" else 2
            begun = altered(begun, head=Head(Kind.HEADING, begun.head.mark, begun.start, level))
            continue
        begins = _label(source, line, head, at_label.get(line.number))
        if begun and last and begins is None and _joins(source, begun, last, line, head, style):
            further.append((line.start, line.end))
        else:
            yield from _whole(begun, further)
            yield from waiting
            waiting, further = [], []
            begun = _piece(source, line, head, begins)
        last = line
    yield from _whole(begun, further)
    yield from waiting


def _underlines(source: Source, begun: Piece, line: Line) -> bool:
    """Whether a line of signs makes the line above it a heading."""
    heading = begun.kind is Kind.WORDS and begun.label is None and not line.after_blank
    return heading and _is_line(source, line)


def _whole(begun: Piece | None, further: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """A piece with the lines that go on with it."""
    if begun is not None:
        spans = (*begun.spans, *further)
        yield altered(begun, spans=spans, alone=False) if further else begun


def _piece(
    source: Source,
    line: Line,
    head: Head,
    label: tuple[Label, int, int, tuple[int, int]] | None,
) -> Piece:
    start = min(head.after, line.end) if head.kind is Kind.HEADING else line.start
    span = (start, line.end)
    found, begin, end, tail = label or (None, 0, 0, (0, 0))
    return Piece(
        head,
        (span,),
        line.indent,
        line.number,
        line.after_blank,
        found,
        (begin, end),
        tail,
        found is not None and not source.text[end : line.end].strip(" \t*_:.\u00a0\0"),
    )


_AFTER_LABEL = later(r"\.?[*_]{0,3}[ \u00a0]?[:：]?[*_]{0,3}[:：]?[ \t\u00a0]*")
_LABEL_NOTES = later(r"[*_]{0,3}(?:\[\^[^ \[\]\0]{1,32}\]){1,9}")
_LABEL_TAIL = later(r"[*_]{0,3}[ \u00a0]?[:：]?[*_]{0,3}[:：]?[ \t\u00a0]*")


def _label(
    source: Source, line: Line, head: Head, label: Label | None
) -> tuple[Label, int, int, tuple[int, int]] | None:
    """The label at the head of a line, with the signs around it and those of notes behind it."""
    if label is None or head.kind in (Kind.HEADING, Kind.ROW, Kind.NOTE, Kind.LINK):
        return None
    text = source.text
    if head.kind is Kind.NUMBER and head.mark[0] <= label.start < head.mark[1]:
        return None
    begin = min(head.after, label.start)
    before = text[begin : label.start]
    if before.strip("*_[ \t\u00a0"):
        return None
    # A bracket that opens before the label stays; the emphasis around the label goes.
    start = begin + before.rfind("[") + 1
    notes = _LABEL_NOTES.match(text, label.end, line.end)
    if notes:
        marks = text.index("[", label.end)
        tail = _LABEL_TAIL.match(text, notes.end(), line.end)
        return label, start, marks, (notes.end(), tail.end() if tail else notes.end())
    after = _AFTER_LABEL.match(text, label.end, line.end)
    end = after.end() if after else label.end
    return label, start, end, (end, end)


def _joins(source: Source, begun: Piece, last: Line, line: Line, head: Head, style: Style) -> bool:
    """Whether a line only goes on with the piece before it."""
    if begun.kind in (Kind.HEADING, Kind.LINK, Kind.ROW) or head.kind is Kind.HEADING:
        return False
    surely = _goes_on(source, last, line, style)
    if head.kind is not Kind.WORDS:
        return head.kind is Kind.ITEM and not style.markdown and surely > 1
    if style.markdown:
        out = begun.label is not None and 0 < line.indent <= begun.indent - 3
        return (not line.after_blank and not out) or (line.after_page and surely > 1)
    return surely > (1 if line.after_blank else 0)


_ENDED = re.compile(r"[.;:!?,。；：！？，](?:[\]\)”\"’'*_]|\[\^?\w{1,4}\])*\Z|\]\Z")


def _goes_on(source: Source, last: Line, line: Line, style: Style) -> int:
    """How surely a line of plain text goes on with the one before: 0 not, 1 perhaps, 2 surely."""
    text = source.text
    words = _FIRST_WORD.match(text, line.start, line.end)
    first = words[0] if words else ""
    begins_low = first[:1].islower() or (first[:1] == "(" and first[1:2].islower())
    ended = _ENDED.search(text, max(last.start, last.end - 20), last.end) is not None
    full = last.indent + last.end - last.start + 1 + len(first) > style.width > 0
    comma = text[last.start : last.end].rstrip("*_ ")[-1:] == ","
    if begins_low and (comma or not ended):
        return 2 if full or line.after_page else 1
    if text[last.end - 1] == "-" and begins_low:
        return 2
    long = last.indent + last.end - last.start > style.width * LONG > 0
    if full or (long and not ended):
        return 2 if line.after_page and not ended else 1
    return 0
