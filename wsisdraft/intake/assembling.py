"""Paragraphs, options and titles of a text from outside, put together to the values of `taken`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wsisdraft.intake.contents import Content, Draft, Option, Series, contents
from wsisdraft.intake.folders import Folder, Place, give_names, place_units, unique
from wsisdraft.intake.heads import Kind, printed
from wsisdraft.intake.labels import option_name, without_text
from wsisdraft.intake.lines import GONE, Source
from wsisdraft.intake.members import Member, members_of
from wsisdraft.intake.numbering import Apartness, Numbered, numbered
from wsisdraft.intake.outline import Part
from wsisdraft.intake.pieces import Apart, Piece, Style
from wsisdraft.intake.roles import agreed, inserted, spoken
from wsisdraft.intake.units import Unit
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.pattern import later

DEEPEST = 7
"""Levels of chapters and sections; what is deeper is read into the last."""


class Assembly:
    """Makes folders and places of what was read."""

    def __init__(self, source: Source, style: Style) -> None:
        self.source = source
        self.style = style
        self.apart = Apartness()
        self.order = 0
        self.titles: list[tuple[int, int]] = []
        """Stretches of the source that are titles without being units."""

    def folders(self, parts: Sequence[Part]) -> list[Folder]:
        """The chapters in reading order, named."""
        found: list[Folder] = []
        by_name: dict[str, Folder] = {}
        for part in parts:
            known = by_name.get(part.name) if part.announced else None
            if known is None:
                found.append(self._folder(part, 0))
                if part.name:
                    by_name.setdefault(part.name, found[-1])
            else:
                self._fill(known, part, 0)
        give_names(found)
        for folder in found:
            place_units(folder, ())
            self._cut_marks(folder)
        return found

    def _folder(self, part: Part, depth: int) -> Folder:
        title = Unit([part.title]) if part.title else None
        words = f"Chapter {part.name}" if part.announced and part.announced.chapter else ""
        line = part.title.line if part.title else 0
        if words and part.announced:
            start = part.announced.span[0]
            self.titles.append((start, start + len(words)))
        folder = Folder(part.name, title, words, line)
        self.order += 1
        folder.title_order = self.order
        if title is not None:
            title.is_title = True
            title.order = self.order
        self._fill(folder, part, depth)
        if not folder.line:
            folder.line = min((place.line for place in folder.places), default=1)
        return folder

    def _cut_marks(self, folder: Folder) -> None:
        """Takes the letter or numeral that is the name of a folder out of its title."""
        if folder.title is not None:
            self._cut_mark(folder.title, folder.name)
        for inner in folder.folders:
            self._cut_marks(inner)

    def _cut_mark(self, title: Unit, name: str) -> None:
        text = self.source.text
        start = title.start
        while start < title.end and text[start] in "[*_ \t":
            start += 1
        end = start + len(name)
        if name and text[start:end] == name and text[end : end + 1] in (".", ")"):
            end += 1
            first = title.pieces[0].spans[0][1]
            while end < first and text[end] in "*_ \t\u00a0":
                end += 1
            if end < title.end:
                title.cut(start, end)
                title.number = (start, end)

    def _fill(self, folder: Folder, part: Part, depth: int) -> None:
        read = contents(self.source, part.items, self.style)
        words = self.source.text[part.title.start : part.title.end] if part.title else ""
        self._read(folder, read, words, depth, part)
        for inner in part.parts:
            if depth + 1 < DEEPEST:
                folder.folders.append(self._folder(inner, depth + 1))
            else:
                self._fill(folder, inner, depth + 1)
        give_names(folder.folders)

    def _read(
        self,
        folder: Folder,
        read: Sequence[Content],
        title: str,
        depth: int,
        part: Part | None = None,
    ) -> None:
        """Adds paragraphs and the sections that options are, in the order of the text."""
        given = numbered(self.source, title, read, self.apart)
        if part is not None and part.announced is not None:
            given = self._announced(folder, given, part)
        of_draft = {id(each.draft): each for each in unique(folder, given)}
        for content in read:
            if isinstance(content, Draft):
                folder.places.append(self._place(of_draft[id(content)], part))
            elif isinstance(content, Series):
                longest = 0
                for option in content.options:
                    folder.folders.append(self._option(option, depth + 1))
                    count = sum(isinstance(each, Draft) for each in option.contents)
                    if option is content.options[-1] and option.guessed and count > longest > 0:
                        self._doubt_end(folder.folders[-1], option, count, longest)
                    longest = max(longest, count)

    def _option(self, option: Option, depth: int) -> Folder:
        label = option.label.label
        words = label.name if label else ""
        title = Unit([option.label]) if option.label.alone else None
        if title is None and label:
            self.titles.append((label.start, label.end))
        folder = Folder(option_name(words), title, words, option.label.line)
        self.order += 1
        folder.title_order = self.order
        if title is not None:
            title.is_title = True
            title.order = self.order
        self._read(folder, option.contents, "", depth)
        give_names(folder.folders)
        return folder

    def _doubt_end(self, folder: Folder, option: Option, count: int, longest: int) -> None:
        line, column = self.source.place(option.label.start)
        folder.doubts.append(
            Doubt(
                DoubtKind.UNSURE_OPTION,
                line,
                column,
                f"The end of {folder.words} is not marked; it is read with {count} paragraphs, the "
                f"options before it have at most {longest}.",
            )
        )

    def _announced(self, folder: Folder, given: Sequence[Numbered], part: Part) -> list[Numbered]:
        """The numbers that a heading gives, where they are as many as the paragraphs."""
        announced = part.announced
        if announced is None:
            return list(given)
        numbers = announced.numbers
        line, column = self.source.place(announced.span[0])
        words = self.source.text[slice(*announced.span)]
        if len(numbers) != len(given):
            folder.doubts.append(
                Doubt(
                    DoubtKind.NUMBER_PRINTED,
                    line,
                    column,
                    f'"{words}" names {len(numbers)} paragraphs, and {len(given)} follow.',
                )
            )
            return list(given)
        shown = [str(each.draft.printed.number) if each.draft.printed else "" for each in given]
        differs = [own for own, number in zip(shown, numbers, strict=True) if own != str(number)]
        doubt = ""
        if any(differs):
            doubt = f'"{words}" stands above paragraphs that print {", ".join(shown)}.'
        found = []
        for each, number, own in zip(given, numbers, shown, strict=True):
            printed = "" if own == str(number) else own
            found.append(Numbered(number, each.draft, printed, doubt))
            doubt = ""
        return found

    def _place(self, each: Numbered, part: Part | None) -> Place:
        draft = each.draft
        self.order += 1
        start = draft.start
        line, column = self.source.place(start)
        place = Place(each.number, each.printed, line, self.order)
        if each.doubt:
            kind = DoubtKind.NUMBER_ORDER
            if part is not None and part.announced is not None:
                kind = DoubtKind.NUMBER_PRINTED
                line, column = self.source.place(part.announced.span[0])
            elif each.number.after_sections:
                kind = DoubtKind.UNSURE_OPTION
            place.doubts.append(Doubt(kind, line, column, each.doubt))
        self._bodies(place, draft)
        if part is not None and part.announced is not None:
            place.origin = self.source.text[slice(*part.announced.span)]
            place.lead = part.announced.who
        units = list(place.units)
        for at, unit in enumerate(units):
            unit.order = self.order
            unit.opens = at == 0
            unit.closes = at == len(units) - 1
        return place

    def _bodies(self, place: Place, draft: Draft) -> None:
        members = members_of(self.source, draft.pieces)
        outer = [member for member in members if member.level == 0]
        whole = (
            len(outer) > 1
            and len({member.choice for member in outer}) == 1
            and outer[0].first == 0
            and outer[-1].last == len(draft.pieces) - 1
            and not draft.alternatives
        )
        if whole:
            for at, member in enumerate(outer):
                inner = [
                    _moved(m, -member.first)
                    for m in members
                    if m is not member and member.first <= m.first <= member.last and m.level
                ]
                pieces = draft.pieces[member.first : member.last + 1]
                unit = self._unit(pieces, inner, draft.numbered if not at else None)
                self._cut_label(unit, pieces[0])
                self._alternative(place, pieces[0], unit)
                if member.guessed:
                    place.doubts.append(self._unsure_end(pieces[0]))
        elif draft.pieces:
            place.unit = self._unit(draft.pieces, members, draft.numbered)
            place.doubts += [self._unsure_end(draft.pieces[m.first]) for m in members if m.guessed]
            counts = Counter(member.choice for member in members)
            place.doubts += [
                self._alone(draft.pieces[m.first]) for m in members if counts[m.choice] == 1
            ]
        if len(draft.alternatives) == 1 and not draft.pieces:
            place.doubts.append(self._alone(draft.alternatives[0][0]))
        for label, inner_draft in draft.alternatives:
            if not inner_draft.pieces:
                place.alternatives.append((self._named(label), None, label.line))
                continue
            pieces = inner_draft.pieces
            own = pieces[0] is label and label.label is not None
            inner = members_of(self.source, pieces[1:] if own else pieces)
            unit = self._unit(
                pieces, [_moved(m, own, 0) for m in inner], label if label in pieces else None
            )
            if own:
                self._cut_label(unit, pieces[0])
            self._alternative(place, label, unit)

    def _alternative(self, place: Place, label: Piece, unit: Unit) -> None:
        name = self._named(label)
        begin = label.label_span[1]
        words = self.source.text[max(begin, unit.start) : unit.end]
        if without_text(words) and len(unit.pieces) <= 2:
            said = " ".join(words.replace(GONE, "").split()).strip("{}[]()*_ .")
            place.alternatives.append((f"{name}: {said}" if name else said, None, label.line))
        else:
            place.alternatives.append((name, unit, label.line))

    def _named(self, label: Piece) -> str:
        """`Option 2`, or the `alt 1` of a number such as `41 alt 1`."""
        if label.label is not None:
            return label.label.name
        number = printed(self.source.text[slice(*label.head.mark)])
        return number.alternative if number else ""

    def _unit(
        self, pieces: Sequence[Piece], members: Sequence[Member], numbered_piece: Piece | None
    ) -> Unit:
        unit = Unit(pieces, members)
        begin = unit.start
        if numbered_piece is not None and numbered_piece.kind is Kind.NUMBER:
            head = numbered_piece.head
            unit.number = head.mark
            unit.cut(head.mark[0], head.after)
            begin = head.after
        for member in members:
            self._cut_label(unit, pieces[member.first])
        if pieces[0].label is None and pieces[0].label_span != (0, 0):
            self._cut_label(unit, pieces[0])
            begin = max(begin, pieces[0].label_span[1])
        spoken(self.source.text, unit, begin)
        agreed(self.source.text, unit, max(begin, pieces[-1].label_span[1]))
        inserted(self.source, unit)
        self._doubt_tags(unit)
        return unit

    def _doubt_tags(self, unit: Unit) -> None:
        """HTML, which a body holds as characters."""
        for piece in unit.pieces if self.style.markdown else ():
            tag = _TAG.search(self.source.text, piece.start, piece.end)
            if tag:
                line, column = self.source.place(tag.start())
                said = f"{tag[0][:40]} is kept as characters; a body has no HTML."
                unit.doubts.append(Doubt(DoubtKind.FORMATTING, line, column, said))
                return

    def _cut_label(self, unit: Unit, piece: Piece) -> None:
        start, end = piece.label_span
        unit.cut(max(start, unit.start), end)
        unit.cut(*piece.label_tail)

    def _unsure_end(self, piece: Piece) -> Doubt:
        line, column = self.source.place(piece.label_span[0])
        name = piece.label.name if piece.label else ""
        return Doubt(
            DoubtKind.UNSURE_OPTION,
            line,
            column,
            f"The end of {name} is not marked; words that follow may belong to it or not.",
        )

    def _alone(self, piece: Piece) -> Doubt:
        line, column = self.source.place(piece.start)
        name = self._named(piece)
        return Doubt(DoubtKind.UNSURE_OPTION, line, column, f"Nothing is an alternative to {name}.")

    def unused(self) -> list[Apart]:
        """Numbers and letters that stand apart from any paragraph."""
        return self.apart.rest()


def _moved(member: Member, by: int, up: int = 1) -> Member:
    moved = Member(member.first + by, member.place, member.choice)
    moved.last = member.last + by
    moved.level = member.level - up
    moved.guessed = member.guessed
    return moved


_TAG = later(r"<(?!https?:)/?[A-Za-z][^<>\n]{0,200}>|&(?:#\d{1,6}|[a-z]{2,10});")
