"""What stands under a heading: paragraphs, and options that are paragraphs of their own.

A line of an option at the level of paragraphs begins one that holds what comes until the next
option of the same series. The end of the last is not marked: it goes to the end of the part where
options hold numbered paragraphs, else it is one paragraph, with its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from wsisdraft.intake.heads import Kind, Printed, printed
from wsisdraft.intake.labels import Place, place_of, without_text
from wsisdraft.intake.lines import Source
from wsisdraft.intake.outline import Item
from wsisdraft.intake.pieces import Apart, Piece, Style, is_letter
from wsisdraft.text.frozen import altered
from wsisdraft.text.pattern import later


class Draft:
    """A paragraph while it is read."""

    def __init__(self, printed: Printed | None, numbered: Piece | None) -> None:
        self.printed = printed
        self.numbered = numbered
        """The piece with the number at its head."""
        self.pieces: list[Piece] = []
        self.alternatives: list[tuple[Piece, Draft]] = []
        """Options that are the whole paragraph, each with the piece that has its label."""

    @property
    def start(self) -> int:
        return self.pieces[0].start if self.pieces else self.alternatives[0][0].start

    @property
    def end(self) -> int:
        """Offset after its last word."""
        return self.alternatives[-1][1].end if self.alternatives else self.pieces[-1].end


class Option:
    """An option that holds paragraphs."""

    def __init__(self, label: Piece, contents: list[Content]) -> None:
        self.label = label
        self.contents = contents
        self.guessed = False
        """Whether where it ends is a guess."""


class Series:
    """Options to choose one of."""

    def __init__(self, options: list[Option]) -> None:
        self.options = options


Content: TypeAlias = Draft | Series | Apart


CAPTIONS = 3
"""Lines that may stand between an option and the first one inside it."""
DEEPEST = 3
"""Levels of options that hold options."""


def contents(source: Source, items: Sequence[Item], style: Style, depth: int = 0) -> list[Content]:
    """The paragraphs, options and numbers apart under one heading, in order."""
    return _Reader(source, items, style, depth).read()


_CAPTION = later(r"(?:\*\*[^*\n]{1,120}\*\*|__[^_\n]{1,120}__)[.:]?")


class _Reader:
    def __init__(self, source: Source, items: Sequence[Item], style: Style, depth: int) -> None:
        self.depth = depth
        self.source = source
        self.items = items
        self.style = style
        self.found: list[Content] = []
        self.current: Draft | None = None
        self.inner = 0
        """The number that the next item of a numbered list inside a paragraph has."""
        self.captions: list[Piece] = []
        self.apart = False
        """Whether numbers apart from their paragraphs wait for these."""
        self.letters = 0
        """Items' letters apart from their words that came since the last paragraph."""

    def read(self) -> list[Content]:
        at = 0
        while at < len(self.items):
            item = self.items[at]
            if isinstance(item, Apart):
                self.found.append(item)
                if is_letter(item.words):
                    self.letters += 1
                else:
                    self.apart = True
                at += 1
            elif self._begins_option(at, item):
                at = self._series(at)
            else:
                self._take(at, item)
                at += 1
        self._leave_captions()
        return self.found

    def _take(self, at: int, item: Piece) -> None:
        if item.kind is Kind.NUMBER:
            number = printed(self.source.text[slice(*item.head.mark)])
            if number is not None and self._is_paragraph(item, number):
                self._begin(number, item)
                return
        elif item.kind is Kind.WORDS and self._is_caption(at, item):
            self.captions.append(item)
            return
        elif item.kind is Kind.WORDS and self._is_lettered(at):
            self.letters = max(0, self.letters - 1)
            if self.current is not None:
                self.current.pieces.append(item)
            return
        goes_on = item.kind is not Kind.WORDS or self._goes_on(item) or self._follows(item)
        if self.current is None or not goes_on:
            self._begin(None, item)
        else:
            self.current.pieces.append(item)

    def _begin(self, number: Printed | None, item: Piece) -> None:
        self.inner = 0
        if number is not None and number.alternative:
            self._alternative(number, item)
            return
        self.current = Draft(number, item if number else None)
        self.current.pieces += [*self.captions, item]
        self.captions = []
        self.found.append(self.current)
        self.apart = False
        self.letters = 0

    def _is_lettered(self, at: int) -> bool:
        """Whether it is an item whose letter stands apart, before it or behind it."""
        if self.current is None or not self.current.pieces or not self._ends_in_colon(self.current):
            return False
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        return self.letters > 0 or (isinstance(following, Apart) and is_letter(following.words))

    def _ends_in_colon(self, draft: Draft) -> bool:
        first = draft.pieces[0]
        return self.source.text[max(0, first.end - 3) : first.end].rstrip("*_ ")[-1:] == ":"

    def _alternative(self, number: Printed, item: Piece) -> None:
        """`41 alt 1`: an alternative of 41, wherever that stands in this part."""
        base = next(
            (
                each
                for each in self.found
                if isinstance(each, Draft) and each.printed and each.printed.number == number.number
            ),
            None,
        )
        if base is None:
            base = Draft(Printed(str(number.number), number.number), item)
            self.found.append(base)
        inner = Draft(None, None)
        inner.pieces.append(item)
        base.alternatives.append((item, inner))
        self.current = inner

    def _is_paragraph(self, item: Piece, number: Printed) -> bool:
        """Whether a number is a paragraph's, not that of an item inside one."""
        current = self.current
        if current is None or current.printed is None or current.numbered is None:
            deeper = current is not None and item.indent > current.pieces[0].indent + 2
            return not (deeper and self.style.markdown)
        value, last = number.number.plain, current.printed.number.plain
        deeper_by = item.indent - current.numbered.indent
        if deeper_by > 0:
            return deeper_by < 3 and value >= 0 and value == last + 1 and not self.inner
        if value >= 0 and value == (self.inner or 1) and value != last + 1:
            end = current.pieces[-1].end
            if self.inner or self.source.text[max(0, end - 3) : end].rstrip("*_ ")[-1:] == ":":
                self.inner = value + 1
                return False
        return True

    def _goes_on(self, item: Piece) -> bool:
        current = self.current
        if current is None:
            return False
        if self.style.markdown:
            return item.indent > current.pieces[0].indent + 1 and item.indent >= 2
        if item.label is not None:
            return True
        return not item.after_blank and current.printed is not None and not self.apart

    def _is_caption(self, at: int, item: Piece) -> bool:
        """Whether it stands above a numbered paragraph as its caption."""
        if len(item.spans) > 1 or not _CAPTION.fullmatch(self.source.text, item.start, item.end):
            return False
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        if not isinstance(following, Piece) or following.kind is not Kind.NUMBER:
            return False
        if self.current is None or self.current.numbered is None:
            return True
        return following.indent <= self.current.numbered.indent

    def _leave_captions(self) -> None:
        for caption in self.captions:
            draft = Draft(None, None)
            draft.pieces.append(caption)
            self.found.append(draft)
        self.captions = []

    def _begins_option(self, at: int, item: Piece) -> bool:
        """Whether an option begins that is not a part of the paragraph above it."""
        if item.label is None or item.kind is not Kind.WORDS or self.depth >= DEEPEST:
            return False
        if self._follows(item):
            return False
        if self.style.markdown:
            return item.indent <= 2
        if self.current is None:
            return True
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        numbered = isinstance(following, Piece) and following.kind is Kind.NUMBER
        if item.alone and numbered:
            return True
        end = self.current.end
        return self.source.text[max(0, end - 3) : end].rstrip("*_ ")[-1:] != ":"

    def _follows(self, item: Piece) -> bool:
        """Whether an option goes on with those that begin right behind a paragraph's number."""
        current = self.current
        first = current.numbered.label if current and current.numbered else None
        if item.label is None or first is None:
            return False
        place, begun = place_of(item.label), place_of(first)
        return place.style == begun.style and place.ordinal > begun.ordinal

    def _series(self, at: int) -> int:
        """Reads the options that begin there; the position after them."""
        self._leave_captions()
        starts = self._siblings(at)
        options = []
        end = at
        many = False
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            guessed = False
            if following is None:
                end = self._end(start, many=many)
                guessed = end < len(self.items) or many
            else:
                end = following
            label = self.items[start]
            if not isinstance(label, Piece):
                continue
            inside = list(self.items[start + 1 if label.alone else start : end])
            if not label.alone:
                inside[0] = _without_label(label)
            option = Option(label, contents(self.source, inside, self.style, self.depth + 1))
            option.guessed = guessed
            many = many or any(_is_numbered(each) for each in option.contents)
            options.append(option)
        self.found.append(_as_draft(options) or Series(options))
        last = self.found[-1]
        self.current = None
        if isinstance(last, Draft):
            self.apart = False
        return end

    def _siblings(self, at: int) -> list[int]:
        """Positions of the options of one series, the first given."""
        found = [at]
        places = [self._place(at)]
        for later_at in range(at + 1, len(self.items)):
            item = self.items[later_at]
            if not isinstance(item, Piece) or item.label is None or item.kind is not Kind.WORDS:
                continue
            if self.style.markdown and item.indent > 2:
                continue
            place = self._place(later_at)
            if place.style == places[-1].style and place.ordinal > places[-1].ordinal:
                found.append(later_at)
                places.append(place)
            elif (
                place.style == places[-1].style
                and item.indent <= self._indent(at)
                and not self._nested(found[-1], later_at)
            ):
                # The count begins anew beside this series.
                break
        return found

    def _indent(self, at: int) -> int:
        item = self.items[at]
        return item.indent if isinstance(item, Piece) else 0

    def _place(self, at: int) -> Place:
        item = self.items[at]
        return place_of(item.label) if isinstance(item, Piece) and item.label else Place("", 0)

    def _nested(self, outer: int, inner: int) -> bool:
        """Whether an option begins inside another that has no words yet but a caption."""
        if self._indent(inner) > self._indent(outer):
            return True
        label = self.items[outer]
        if not isinstance(label, Piece) or not label.alone or inner - outer > CAPTIONS:
            return False
        between = [each for each in self.items[outer + 1 : inner] if isinstance(each, Piece)]
        return all(self.source.text[each.start] in "({*" and each.label is None for each in between)

    def _end(self, start: int, *, many: bool) -> int:
        """Where the last option of a series ends."""
        label = self.items[start]
        first = start + 1 if isinstance(label, Piece) and label.alone else start
        if first >= len(self.items):
            return len(self.items)
        words = self.items[first]
        if isinstance(words, Piece):
            begin = words.label_span[1] if first == start else words.start
            if without_text(self.source.text[begin : words.end]):
                return first + 1
        following = self.items[first + 1] if first + 1 < len(self.items) else None
        numbered = isinstance(words, Piece) and words.kind is Kind.NUMBER
        nested = isinstance(following, Piece) and following.label is not None
        nested = nested and self._nested(start, first + 1)
        if many or numbered or nested or _is_number(following):
            return self._restart(start)
        at = first + 1
        while at < len(self.items):
            item = self.items[at]
            if not isinstance(item, Piece) or item.label is not None:
                break
            deeper = item.indent > self._indent(start) + 1
            if item.kind not in (Kind.ITEM, Kind.ROW) and not deeper:
                break
            at += 1
        return at

    def _restart(self, start: int) -> int:
        """The next option that begins a series of its own beside this one, or the end."""
        numbered = labelled = False
        for at in range(start + 1, len(self.items)):
            item = self.items[at]
            if not isinstance(item, Piece):
                continue
            if item.label is not None and item.kind is Kind.WORDS:
                beside = item.indent <= self._indent(start) and numbered and not labelled
                if beside and not self._nested(start, at):
                    return at
                labelled = True
            numbered = numbered or item.kind is Kind.NUMBER
        return len(self.items)


def _is_number(item: Item | None) -> bool:
    return isinstance(item, Piece) and item.kind is Kind.NUMBER


def _is_numbered(content: Content) -> bool:
    return isinstance(content, Series) or (
        isinstance(content, Draft) and content.printed is not None
    )


def _without_label(piece: Piece) -> Piece:
    """The same piece as the words of an option: its label is cut, and not read again."""
    return altered(piece, label=None, alone=False)


def _as_draft(options: list[Option]) -> Draft | None:
    """One paragraph with alternatives, where each option is a single paragraph without number."""
    draft = Draft(None, None)
    for option in options:
        only = option.contents[0] if len(option.contents) == 1 else None
        if option.contents and not isinstance(only, Draft):
            return None
        if only is None:
            only = Draft(None, None)
        elif not isinstance(only, Draft) or only.printed is not None or only.alternatives:
            return None
        if option.label.alone and only.pieces:
            # What stands around the label, as a bracket that opens there, goes with the words.
            only.pieces.insert(0, option.label)
        draft.alternatives.append((option.label, only))
    return draft
