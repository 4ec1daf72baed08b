"""The values of `taken` from what was put together: bodies, entries, doubts, wide brackets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from wsisdraft.intake.bodies import body_of
from wsisdraft.intake.folders import TITLE, Folder, Place
from wsisdraft.intake.lines import GONE, Source
from wsisdraft.intake.marks import Wide
from wsisdraft.intake.parties import Parties
from wsisdraft.intake.splitting import split
from wsisdraft.intake.taken import TakenAlternative, TakenParagraph, TakenSection
from wsisdraft.intake.units import Unit
from wsisdraft.notation.scanner import scan
from wsisdraft.text.address import Address
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.exceptions import shortest
from wsisdraft.text.frozen import EMPTY, altered
from wsisdraft.text.number import in_order
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.pattern import later
from wsisdraft.text.wide_bracket import EVERYTHING


class Writing:
    """Writes sections and remembers where each paragraph stands."""

    def __init__(self, source: Source, parties: Parties, *, markdown: bool) -> None:
        self.source = source
        self.parties = parties
        self.markdown = markdown
        self.addresses: dict[int, Address] = {}
        """By place in the reading order."""
        self.wordless: list[tuple[int, int]] = []
        """Stretches of the source that are numbers of paragraphs without a word."""

    def section(self, folder: Folder, parts: tuple[str, ...]) -> TakenSection:
        """One chapter or section with everything in it."""
        path = (*parts, folder.name)
        paragraphs: list[TakenParagraph] = []
        title = folder.words
        doubts = list(folder.doubts)
        if folder.title is not None:
            written, entries = self._body(folder.title)
            title = _plain(written).rstrip(":： ") or title
            if _MARK.search(written) and written.strip():
                paragraphs.append(self._title(folder.title, written, entries, folder.line))
                self.addresses[folder.title_order] = Address("text", path, TITLE)
            else:
                doubts += folder.title.doubts
                title = title or "".join(written.split("\n"))
        for place in folder.places:
            paragraph = self._paragraph(place)
            if paragraph.body or paragraph.alternatives:
                self.addresses[place.order] = Address("text", path, place.number)
                paragraphs.append(paragraph)
            elif place.unit is not None and place.unit.number:
                self.wordless.append(place.unit.number)
        paragraphs = split(paragraphs)
        order = {number: at for at, number in enumerate(in_order(p.number for p in paragraphs))}
        sections = tuple(self.section(inner, path) for inner in folder.folders)
        return TakenSection(
            folder.name,
            title,
            tuple(sorted(paragraphs, key=lambda each: order[each.number])),
            sections,
            doubts=tuple(doubts),
            line=folder.line,
        )

    def _title(
        self, unit: Unit, body: str, entries: Mapping[str, BracketEntry], line: int
    ) -> TakenParagraph:
        return TakenParagraph(
            TITLE, body, brackets=entries, doubts=_in_order(unit.doubts), line=line
        )

    def _body(self, unit: Unit) -> tuple[str, Mapping[str, BracketEntry]]:
        """The body and the entries of its brackets, with handles in the order of the text."""
        body = body_of(self.source, unit, markdown=self.markdown)
        if not unit.entries:
            return body, EMPTY
        handles = [each.handle for each in scan(body).brackets if each.handle in unit.entries]
        names = {old: f"b{at}" for at, old in enumerate(handles, 1) if old}
        body = _TIE.sub(lambda tie: f"]{{#{names.get(tie[1], tie[1])}}}", body)
        return body, {name: self._entry(unit, old) for old, name in names.items()}

    def _entry(self, unit: Unit, handle: str) -> BracketEntry:
        """What is known of a bracket, with the names that are on record."""
        entry = unit.entries[handle]
        if GONE in entry.note:
            entry = altered(entry, note=entry.note.replace(GONE, ""))
        if not entry.by and not entry.against:
            return entry
        self._doubt_names(unit, self.parties.unknown((*entry.by, *entry.against)))
        return altered(
            entry, by=self.parties.known(entry.by), against=self.parties.known(entry.against)
        )

    def _doubt_names(self, unit: Unit, names: Iterable[str]) -> None:
        line, column = self.source.place(unit.start)
        unit.doubts += self._unknown(line, column, names)

    def _unknown(self, line: int, column: int, names: Iterable[str]) -> list[Doubt]:
        return [
            Doubt(
                DoubtKind.UNKNOWN_PARTY,
                line,
                column,
                f'"{name}" may be a party, and nobody on record is called so.',
            )
            for name in names
        ]

    def _paragraph(self, place: Place) -> TakenParagraph:
        unit = place.unit
        units = list(place.units)
        body, entries = self._body(unit) if unit else ("", EMPTY)
        if unit is not None and not body:
            unit.with_all_words()
            body, entries = self._body(unit)
        by = [name for each in units[:1] for name in each.by]
        lead = [place.lead] if place.lead else []
        lead += [name for each in units for name in each.lead]
        unknown = (*self.parties.unknown(by), *self.parties.unknown(lead, offices=True))
        place.doubts += self._unknown(place.line, 1, unknown)
        former = next((each.former for each in units if each.former), "")
        printed = place.printed
        if former:
            printed = f"{str(place.number) if printed in ('', 'none') else printed}. {former}"
        alternatives = self._alternatives(place)
        return TakenParagraph(
            place.number,
            body,
            printed=printed,
            status=next((each.status for each in units if each.status), ""),
            by=self.parties.known(by),
            origin=_origin(place, units),
            lead=self.parties.known(lead, offices=True),
            brackets=entries,
            alternatives=alternatives,
            doubts=_in_order([*place.doubts, *(unit.doubts if unit else ())]),
            line=place.line,
        )

    def _alternatives(self, place: Place) -> tuple[TakenAlternative, ...]:
        """The alternatives, no two of one name."""
        times: Counter[str] = Counter()
        found = []
        for name, unit, line in place.alternatives:
            times[name.casefold()] += 1
            count = times[name.casefold()]
            if name and count > 1:
                said = f"{name} stands {count} times here; this one is {name} ({count})."
                place.doubts.append(Doubt(DoubtKind.UNSURE_OPTION, line, 1, said))
            found.append(self._alternative(f"{name} ({count})" if count > 1 else name, unit, line))
        return tuple(found)

    def _alternative(self, name: str, unit: Unit | None, line: int) -> TakenAlternative:
        if unit is None:
            return TakenAlternative(name, "", line=line)
        body, entries = self._body(unit)
        if not body:
            unit.with_all_words()
            unit.cut(unit.start, unit.pieces[0].label_span[1])
            body, entries = self._body(unit)
        if not body:
            at, column = self.source.place(unit.start)
            said = f"Nothing stands behind {name}; it is read as no text."
            unit.doubts.append(Doubt(DoubtKind.UNSURE_OPTION, at, column, said))
        self._doubt_names(unit, self.parties.unknown(unit.by))
        return TakenAlternative(
            name,
            body,
            by=self.parties.known(unit.by),
            brackets=entries,
            doubts=_in_order(unit.doubts),
            line=line,
        )


_TIE = later(r"\]\{#(b\d+)\}")
_MARK = later(r"(?<!\\)(?:\\\\)*[\[\]]")
_SIGNS = later(
    r"\\([!-/:-@\[-`{-~])|\[\^[^ \[\]]{1,32}\]|(?<=\])\{#[a-z][a-z0-9-]*\}"
    r"|[\[\]]|(?<=\w)(\*+)(?=\w)|\*|\n"
)


def _plain(body: str) -> str:
    """A title without brackets, ties, notes and emphasis."""
    shown = _SIGNS.sub(lambda match: match[1] or (" " if match[2] else ""), body)
    return " ".join(shown.split())


def _origin(place: Place, units: Sequence[Unit]) -> str:
    """The words that say whose text it is, or who is to redraft it."""
    said = [f"{place.origin} ({place.lead})" if place.lead else place.origin]
    said += [unit.origin for unit in units]
    return "; ".join(dict.fromkeys(filter(None, said))).replace(GONE, "")


def _in_order(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    return tuple(sorted(doubts, key=lambda doubt: (doubt.line, doubt.column)))


def _over(
    held: Sequence[Address],
    every: Sequence[Address],
    many: Mapping[tuple[str, ...], int],
    *,
    base: int,
) -> str:
    """What a bracket holds, named relative to its chapter (base 1) or to the document (0)."""
    parts = held[0].parts
    if len(held) == many[parts[:base]]:
        return EVERYTHING
    if parts != held[-1].parts:
        return ", ".join(shortest(held, [a for a in every if a.parts[:base] == parts[:base]]))
    name = ".".join(parts[base:])
    if len(held) == many[parts]:
        return name
    ends = dict.fromkeys(str(each.number) for each in (held[0], held[-1]))
    return f"{name}{'.' if name else ''}{'-'.join(ends)}"


def with_wide(
    chapters: Sequence[TakenSection],
    wide: Sequence[Wide],
    addresses: Mapping[int, Address],
) -> tuple[tuple[TakenSection, ...], dict[str, BracketEntry]]:
    """The chapters with the brackets over their paragraphs, and those over several chapters."""
    orders = sorted(addresses)
    every = [addresses[order] for order in orders]
    many = Counter(each.parts[:depth] for each in every for depth in range(len(each.parts) + 1))
    of_chapter: dict[str, dict[str, BracketEntry]] = {}
    of_document: dict[str, BracketEntry] = {}
    for each in wide:
        held = every[bisect_left(orders, each.first) : bisect_right(orders, each.last)]
        if not held:
            continue
        inside = held[0].parts[0] == held[-1].parts[0]
        entries = of_chapter.setdefault(held[0].parts[0], {}) if inside else of_document
        over = _over(held, every, many, base=int(inside))
        entries[f"b{len(entries) + 1}"] = BracketEntry(over=over)
    return (
        tuple(
            altered(chapter, brackets=of_chapter[chapter.name])
            if chapter.name in of_chapter
            else chapter
            for chapter in chapters
        ),
        of_document,
    )
