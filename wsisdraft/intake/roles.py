"""What brackets say beside the text: who says it, where it stands, which number it had.

Their words leave the body for a field. A bracket that means something where it stands in the
sentence, as a note or a placeholder, stays there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wsisdraft.intake.lines import GONE, Source
from wsisdraft.intake.marks import Paired
from wsisdraft.intake.units import Unit
from wsisdraft.notation.attributions import attributions
from wsisdraft.notation.scanner import scan
from wsisdraft.text.bracket import NO_MARKS, Attribution, Bracket, Label, Role
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.frozen import altered
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.pattern import later

LONGEST = 400
"""Characters of a bracket that may end in names."""

_FRIENDS = frozenset({"proponent", "retain", "support", "submission"})
_FOES = frozenset({"delete", "against"})


def told(
    source: Source,
    paired: Paired,
    labels: Sequence[Label],
    options: Mapping[int, BracketEntry],
) -> None:
    """Takes what brackets tell into their units.

    `options` are what is known of brackets that are an option whole, by the offset of `[`.
    """
    _Telling(source, paired, labels, options).run()


class _Telling:
    def __init__(
        self,
        source: Source,
        paired: Paired,
        labels: Sequence[Label],
        options: Mapping[int, BracketEntry],
    ) -> None:
        self.options = options
        self.source = source
        self.paired = paired
        self.text = source.text
        self.labels = {_opener_before(source.text, label.start): label for label in labels}
        self.handles: dict[int, tuple[Unit, str]] = {}
        self.known_endings: dict[int, tuple[Bracket, Unit]] | None = None
        self.parents = {paired.marks.brackets[position].parent for position, _ in paired.inside}

    def run(self) -> None:
        for position, unit in self.paired.inside:
            bracket = self.paired.marks.brackets[position]
            if bracket.role is Role.TEXT:
                self._text(position, bracket, unit)
            elif bracket.start in self.options:
                self._tie(bracket, unit, self.options[bracket.start])
            elif bracket.role is Role.ATTRIBUTION:
                self._attribution(bracket, unit)
            elif bracket.role is Role.STATUS:
                self._status(bracket, unit)
            elif bracket.role is Role.NUMBER:
                self._number(bracket, unit)
            elif bracket.role is Role.ARTEFACT:
                if self.text[bracket.start - 1 : bracket.start].isalnum():
                    continue
                unit.cut(bracket.start, bracket.end)
                unit.artefacts.append((bracket.start, bracket.end))
            elif bracket.role is Role.FOOTNOTE:
                self._footnote(bracket, unit)

    def _tie(self, bracket: Bracket, unit: Unit, entry: BracketEntry) -> None:
        handle = unit.handle()
        unit.entries[handle] = entry
        unit.edits.append((bracket.end - 1, bracket.end, f"]{{#{handle}}}"))
        self.handles[bracket.end] = (unit, handle)

    def _text(self, position: int, bracket: Bracket, unit: Unit) -> None:
        entry = self.options.get(bracket.start, BracketEntry())
        label = self.labels.get(bracket.start)
        if label is not None and label.end < bracket.end:
            after = _COLON.match(self.text, label.end, bracket.end)
            unit.cut(label.start, after.end() if after else label.end)
            entry = altered(entry, label=label.name)
        inside = bracket.inside.of(self.text)
        leaf = position not in self.parents
        if leaf and len(inside) <= LONGEST and _DASH.search(inside):
            if " / " in inside and self._sides(bracket, unit):
                return
            tail = _DASH.search(inside)
            named = _said(inside)
            if tail and named:
                last = list(_DASH.finditer(inside))[-1]
                unit.cut(bracket.start + 1 + len(inside[: last.start()].rstrip()), bracket.end - 1)
                entry = altered(
                    _named(named),
                    label=entry.label,
                    choice=entry.choice,
                    note=inside[last.end() :].strip(),
                )
        if entry != BracketEntry():
            self._tie(bracket, unit, entry)
        elif inside.isdecimal() and self.text[bracket.start - 1 : bracket.start].isalpha():
            line, column = self.source.place(bracket.start)
            said = f"[{inside}] may be the mark of a note or a number; it is read as text."
            unit.doubts.append(Doubt(DoubtKind.UNSURE_ROLE, line, column, said))

    def _sides(self, bracket: Bracket, unit: Unit) -> bool:
        """`[old - G9 retain / new - Norland]`: a choice, each side with those who want it."""
        sides = bracket.inside.of(self.text).split(" / ")
        every = [_said(side) for side in sides]
        if not all(every):
            return False
        at = bracket.start + 1
        for number, (side, said) in enumerate(zip(sides, every, strict=True), 1):
            dash = list(_DASH.finditer(side))[-1]
            handle = unit.handle()
            unit.entries[handle] = altered(_named(said), note=side[dash.end() :].strip())
            words = at + len(side[: dash.start()].rstrip())
            end = at + len(side)
            if number < len(sides):
                unit.edits.append((words, end + 3, f"]{{#{handle}}}["))
            else:
                unit.edits.append((words, bracket.end, f"]{{#{handle}}}"))
            at = end + 3
        return True

    def _attribution(self, bracket: Bracket, unit: Unit) -> None:
        words = bracket.inside.of(self.text).strip(" *_")
        said = attributions(f"[{words}]", scan(f"[{words}]"))
        if not said:
            return
        unit.cut(bracket.start, bracket.end)
        leads = [each.who for each in said if each.role == "lead"]
        if leads:
            unit.lead += leads
            unit.origin = _with(unit.origin, words)
            return
        near = self.text[max(0, bracket.start - 8) : bracket.start]
        at = bracket.start - len(near) + len(near.rstrip(" \t\u00a0"))
        tied = self._before(at, unit)
        if tied is not None:
            handle, entry = tied
            named = _named(said)
            unit.entries[handle] = altered(
                entry,
                by=(*entry.by, *named.by),
                against=(*entry.against, *named.against),
                note=_with(entry.note, words),
            )
            return
        unit.by += [each.who for each in said if each.role in _FRIENDS]
        unit.origin = _with(unit.origin, words)

    def _before(self, end: int, unit: Unit) -> tuple[str, BracketEntry] | None:
        """The text bracket that ends there, tied now if it was not."""
        if end in self.handles and self.handles[end][0] is unit:
            handle = self.handles[end][1]
            return handle, unit.entries[handle]
        ending = self._endings().get(end)
        if ending is None or ending[1] is not unit:
            return None
        self._tie(ending[0], unit, BracketEntry())
        handle = self.handles[end][1]
        return handle, unit.entries[handle]

    def _endings(self) -> dict[int, tuple[Bracket, Unit]]:
        if self.known_endings is None:
            brackets = self.paired.marks.brackets
            self.known_endings = {
                brackets[position].end: (brackets[position], unit)
                for position, unit in self.paired.inside
                if brackets[position].role is Role.TEXT
            }
        return self.known_endings

    def _status(self, bracket: Bracket, unit: Unit) -> None:
        """A status behind the last word is the paragraph's; one inside it stays where it is."""
        rest = self.text[bracket.end : unit.end].strip(" \t\n\u00a0*_.;")
        if rest or unit.status or not unit.opens or not unit.closes or unit.is_title:
            return
        unit.status = bracket.inside.of(self.text).replace(GONE, "").strip(" *_")
        unit.cut(bracket.start, bracket.end)

    def _number(self, bracket: Bracket, unit: Unit) -> None:
        """Another number right behind the printed one; else a bracket that stays."""
        number = unit.number
        if number and not self.text[number[1] : bracket.start].strip(" .)*_\t\u00a0"):
            unit.former = self.text[bracket.start : bracket.end]
            unit.cut(bracket.start, bracket.end)
            return
        self._tie(bracket, unit, BracketEntry(role=Role.NUMBER.value))

    def _footnote(self, bracket: Bracket, unit: Unit) -> None:
        """A note by digits gets the sign of a note."""
        if self.text[bracket.start + 1] != "^":
            digits = bracket.inside.of(self.text)
            defines = any(piece.start == bracket.start for piece in unit.pieces)
            colon = ":" if defines and self.text[bracket.end : bracket.end + 1] != ":" else ""
            unit.edits.append((bracket.start, bracket.end, f"[^{digits}]{colon}"))


_COLON = later(r"\.?[*_]{0,3}[ \u00a0]?[:：]?[*_]{0,3}[ \t\u00a0]*")
_DASH = later(r"(?<=[\s.,;])(?:- ?|[–—] )(?=\S)")


def _opener_before(text: str, offset: int) -> int:
    """Offset of the `[` right before a label, or -1."""
    while offset > 0 and text[offset - 1] in " \t*_":
        offset -= 1
    return offset - 1 if offset and text[offset - 1] == "[" else -1


def _said(words: str) -> Sequence[Attribution]:
    """Who is named behind the dash of a bracket's words."""
    if "[" in words or "]" in words:
        return ()
    return attributions(f"[{words}]", scan(f"[{words}]"))


def _named(said: Sequence[Attribution]) -> BracketEntry:
    return BracketEntry(
        by=tuple(dict.fromkeys(each.who for each in said if each.role in _FRIENDS)),
        against=tuple(dict.fromkeys(each.who for each in said if each.role in _FOES)),
    )


def _with(said: str, words: str) -> str:
    return f"{said}; {words}" if said else words


_SPOKEN = later(r"[*_ \t]*(?P<said>[^:\n\[\]]{2,140}):[*_]*[ \t\u00a0]*(?=\S)")
_AGREED = later(
    r"[ \t]*\((?P<status>(?:(?:pre|preliminarily|provisionally)[ -])?agreed"
    r"(?: ad ref(?:\.|erendum)?)?|closed|adopted)\)[ \t.;*_]*\Z",
    re.IGNORECASE,
)


def spoken(text: str, unit: Unit, begin: int) -> None:
    """Whose text a whole paragraph is where it begins so: `Norland, Government: We note`."""
    piece = unit.pieces[0]
    match = _SPOKEN.match(text, begin, piece.spans[0][1])
    if match is None:
        return
    said = attributions(f"{match['said']}: x", NO_MARKS)
    if (
        "(" not in match["said"]
        and said
        and all(each.role in ("proponent", "submission") for each in said)
    ):
        unit.by += [each.who for each in said]
        unit.origin = _with(unit.origin, match["said"].strip())
        unit.cut(match.start("said"), match.end())


_INLINE = later(r"(?<=[\w,;.] )\((?P<who>[A-Z][\w/&-]+(?: [A-Z][\w/&-]*){0,3})\):(?=\s)")


def inserted(source: Source, unit: Unit) -> None:
    """Doubts where a name in the midst of a sentence may say whose words follow."""
    for piece in unit.pieces:
        for match in _INLINE.finditer(source.text, piece.start, piece.end):
            line, column = source.place(match.start())
            said = f"{match[0]} may say whose the words behind it are; their end is not marked."
            unit.doubts.append(Doubt(DoubtKind.UNSURE_ROLE, line, column, said))


def agreed(text: str, unit: Unit, begin: int) -> None:
    """A status in parentheses behind the last word: `We welcome it. (Agreed)`."""
    start, end = unit.pieces[-1].spans[-1]
    match = _AGREED.search(text, max(start, end - 60, begin), end)
    if match:
        unit.status = match["status"]
        unit.cut(match.start(), match.end())
