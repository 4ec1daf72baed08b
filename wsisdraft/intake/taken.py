"""What a text from outside was read as, before it has a place in a draft.

Offsets do not outlive the reading; places are lines and columns of the source as it was given.

Every word of the source is in exactly one of these: a body (of a paragraph or an alternative), a
title (of a section that has no paragraph `title`, whose body holds the title's words otherwise),
`Taken.beside`, or `Taken.left_out`.
"""

from __future__ import annotations

from collections.abc import Mapping

from wsisdraft.text.doubt import Doubt
from wsisdraft.text.frozen import EMPTY, frozen
from wsisdraft.text.number import Number
from wsisdraft.text.paragraph import BracketEntry


@frozen
class TakenAlternative:
    name: str
    """As printed, `Option 2`; empty where it only is the next one."""
    body: str
    """Lawful for the body of a file: ties, escapes; empty for `no text`."""
    by: tuple[str, ...] = ()
    brackets: Mapping[str, BracketEntry] = EMPTY
    doubts: tuple[Doubt, ...] = ()
    line: int = 0


@frozen
class TakenParagraph:
    number: Number
    """Among the paragraphs of its section no other has it."""
    body: str
    """Lawful for the body of a file: ties, escapes; empty where only alternatives stand."""
    printed: str = ""
    """How the number is printed where that differs; `none` where nothing is printed."""
    status: str = ""
    """A status as the source marks it (`agreed`), in its words; empty where it marks none."""
    by: tuple[str, ...] = ()
    """Whose text the source says it is."""
    origin: str = ""
    """The words that say so, for `source:`: `Norland, Government`; the names of `by` are in it."""
    lead: tuple[str, ...] = ()
    """Who redrafts it, as the source says: `[led by Norland]`."""
    brackets: Mapping[str, BracketEntry] = EMPTY
    alternatives: tuple[TakenAlternative, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    line: int = 0


@frozen
class TakenSection:
    name: str
    """Lawful for a folder; among its siblings no other has it."""
    title: str
    """As printed, without marks of the format."""
    paragraphs: tuple[TakenParagraph, ...] = ()
    """Those that come before its sections, then `end` and `annex`, in order of their numbers."""
    sections: tuple[TakenSection, ...] = ()
    brackets: Mapping[str, BracketEntry] = EMPTY
    """Brackets over whole paragraphs, each with `over`; sections have none."""
    doubts: tuple[Doubt, ...] = ()
    line: int = 0


@frozen
class Taken:
    """A document from outside."""

    title: str
    chapters: tuple[TakenSection, ...]
    brackets: Mapping[str, BracketEntry] = EMPTY
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    """Lines of the source that are no part of the text, each with its words: the header of a
    Markdown file, page numbers, a table of contents. They are listed to whoever imports."""
    beside: tuple[tuple[int, str], ...] = ()
    """Words that stand beside the text now, with their lines: printed numbers, labels of options,
    names, statuses, the document's title. Each of them is in a field."""

    def every_doubt(self) -> tuple[Doubt, ...]:
        """All doubts in order of their places in the source."""
        found = list(self.doubts)
        waiting = list(self.chapters)
        while waiting:
            section = waiting.pop()
            waiting += section.sections
            found += section.doubts
            for paragraph in section.paragraphs:
                found += paragraph.doubts
                found += [doubt for each in paragraph.alternatives for doubt in each.doubts]
        return tuple(sorted(found, key=lambda doubt: (doubt.line, doubt.column)))
