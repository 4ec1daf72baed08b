"""Brackets and their entries agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wsisdraft.notation.front_matter import locate_key
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.bracket import Marks
from wsisdraft.text.draft import Text
from wsisdraft.text.exceptions import expand
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.span import Place, place_of

NAME = "bracket-record"

PAGE = """\
A bracket with a tie, `[words]{#b1}`, has an entry under `brackets:` in the same file: who asked
for it, since which meeting, whether it belongs to a choice or a group. A tie without an entry, an
entry without a tie, a handle tied twice or a choice of one leaves the record of who contests what
in doubt. A bracket over whole paragraphs is an entry in the chapter's file and says `over:`.

To mend it, correct the tie or the entry by hand in the file; a bracket without any tie is fine
and is one about which nothing is on record.
"""


@dataclass(frozen=True, slots=True)
class _File:
    """A file with a body and entries: a paragraph's or an alternative's."""

    path: str
    source: str
    body_start: int
    marks: Marks
    entries: Mapping[str, BracketEntry]
    ref: str

    def found(self, place: Place, message: str, remedy: str) -> Finding:
        return Finding(place, NAME, message, remedy, ref=self.ref)


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph in text.paragraphs():
        ref = str(paragraph.address) if paragraph.alternatives or paragraph.brackets else ""
        if paragraph.marks.brackets or paragraph.brackets:
            ref = str(paragraph.address)
            yield from _file(
                _File(
                    paragraph.path,
                    paragraph.source,
                    paragraph.body_start,
                    paragraph.marks,
                    paragraph.brackets,
                    ref,
                )
            )
        for each in paragraph.alternatives:
            yield from _file(
                _File(each.path, each.source, each.body_start, each.marks, each.brackets, ref)
            )
    yield from _chapters(text)


def _file(file: _File) -> Iterator[Finding]:
    ties = Counter(b.handle for b in file.marks.brackets if b.handle)
    for bracket in file.marks.brackets:
        place = place_of(file.path, file.source, file.body_start + bracket.end)
        if bracket.handle and bracket.handle not in file.entries:
            yield file.found(
                place,
                f"The bracket is tied to {bracket.handle}, which has no entry.",
                f"Add {bracket.handle} under `brackets:`, or take {{#{bracket.handle}}} away.",
            )
        elif bracket.handle and ties[bracket.handle] > 1:
            yield file.found(
                place,
                f"The handle {bracket.handle} is tied to {ties[bracket.handle]} brackets.",
                "Give each bracket a handle of its own.",
            )
    choices = Counter(e.choice for e in file.entries.values() if e.choice and e.choice != "none")
    for handle, entry in file.entries.items():
        place = _at_entry(file.path, file.source, handle, yaml=False)
        if handle not in ties:
            yield file.found(
                place,
                f"The entry {handle} belongs to no bracket of the text.",
                f"Tie a bracket to it, [words]{{#{handle}}}, or take the entry away.",
            )
        elif entry.choice and choices[entry.choice] == 1:
            yield file.found(
                place,
                f"The choice {entry.choice} has a single member.",
                "Name the choice in the entries of all its members, or take it away.",
            )


def _at_entry(path: str, source: str, handle: str, *, yaml: bool) -> Place:
    span = locate_key(source, ("brackets", handle), yaml=yaml)
    return place_of(path, source, span.start) if span else Place(path)


def _chapters(text: Text) -> Iterator[Finding]:
    for chapter in text.chapters():
        if not chapter.brackets:
            continue
        addresses = tuple(paragraph.address for paragraph in chapter.paragraphs)
        for handle, entry in chapter.brackets.items():
            place = _at_entry(chapter.path, chapter.source, handle, yaml=True)
            spans = tuple(part.strip() for part in entry.over.split(","))
            if not entry.over:
                said = f"The entry {handle} does not say which paragraphs it is over."
            elif entry.over != "all" and expand(spans, addresses).unknown:
                said = f"The entry {handle} is over {entry.over}, which names no paragraph here."
            else:
                continue
            yield Finding(
                place, NAME, said, "Write `over: 3-4` or `over: all`.", ref=str(chapter.address)
            )


RULE = Rule(NAME, Gravity.ERROR, "Each tie has its entry, and each entry its tie.", PAGE, _check)
