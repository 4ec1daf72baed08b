"""The lines of a text from outside, and which of them are no part of it.

A form feed, a Markdown header, marks of kramdown, page numbers and headers that every page
repeats are left out only where nothing else can be meant; each is listed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import is_normalized, normalize

from wsisdraft.text.characters import LOOK_ALIKE, UNSEEN
from wsisdraft.text.frozen import computed, frozen
from wsisdraft.text.pattern import later

GONE = "\0"
"""Stands in the place of a character that nobody sees, so that columns stay those of the source."""

TAB = 4
"""Columns of an indent that a tab goes on to."""

_SHAPING = "(?<![\u0620-\u08ff\u0900-\u0dff])"
"""Not after a letter of the scripts whose letters a joiner shapes."""
_NOT_SEEN = re.compile(f"{_SHAPING}[\u200c\u200d]|(?![\u200c\u200d\t\n\f])[{UNSEEN}]")
_PARTING = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b]")
"""Controls, and the space without width: they part words, and are read as a space."""
_BRACKETS_ALIKE = re.compile(f"[{LOOK_ALIKE}]")
_OPENING_ALIKE = frozenset("\uff3b\u2045\u27e6\u3014\u301a\u2772\u3010\ufe47\u298b\u298d\u298f")
_OPENING_ALIKE |= frozenset("\u23a1\u23a2\u23a3\u2e22\u2e24\u2e55\u2e57\ufe5d")
_BLANKS = " \t\u00a0\u202f\u3000" + GONE


@frozen
class Line:
    """A line that is not blank."""

    number: int
    """Counted from 1."""
    start: int
    """Offset of its first character that is no blank."""
    end: int
    """Offset after its last."""
    indent: int
    """Columns before its first character."""
    after_blank: bool
    """Whether a blank line, or what was left out, stands before it."""
    after_page: bool = False
    """Whether a page ends before it."""


@frozen
class Source:
    """A text from outside as it is read: LF alone ends a line, NFC, nothing unseen."""

    text: str
    starts: tuple[int, ...] = computed(
        lambda source: (0, *(match.end() for match in re.finditer("\n", source.text)))
    )
    """Offsets of the beginnings of lines."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both counted from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The words of a line, counted from 1."""
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end]


def readable(text: str) -> str:
    """The characters of a source as they are read, one for each that it has.

    Line ends are LF, the form is NFC, a bracket that only looks like a square one is square, and
    what nobody sees is `GONE`, or a space where it parts words.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if text.isascii() and not _NOT_SEEN.search(text):
        return text
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    text = text.replace("\u2028", " ").replace("\u2029", " ")
    text = _BRACKETS_ALIKE.sub(lambda match: "[" if match[0] in _OPENING_ALIKE else "]", text)
    return _NOT_SEEN.sub(GONE, _PARTING.sub(" ", text))


def plainly(text: str) -> str:
    """The same without the characters that nobody sees."""
    return readable(text).replace(GONE, "")


def unseen() -> re.Pattern[str]:
    """Characters that nobody sees, but line ends, tabs and the mark at the head of a file."""
    return re.compile(f"(?!\\A\ufeff)(?!\r)(?:{_NOT_SEEN.pattern})")


def bracket_alike() -> re.Pattern[str]:
    """Signs that only look like square brackets."""
    return _BRACKETS_ALIKE


def lines_of(source: Source) -> Iterator[Line]:
    """The lines with words, in order."""
    blank = True
    for number, start in enumerate(source.starts, 1):
        words = source.line(number)
        stripped = words.strip(_BLANKS + "\f")
        if stripped:
            first = len(words) - len(words.lstrip(_BLANKS + "\f"))
            indent = _columns(words[:first])
            paged = "\f" in words[:first]
            yield Line(number, start + first, start + first + len(stripped), indent, blank, paged)
        blank = not stripped


def _columns(blanks: str) -> int:
    columns = 0
    for blank in blanks:
        columns += TAB - columns % TAB if blank == "\t" else blank not in "\f\0"
    return columns


_FENCE = later(r"---[ \t]*")
_TITLE = later(r"title:[ \t]*(.*)")
_KRAMDOWN = later(r"\{:[^{}]*\}|\{::[^{}]*\}|<!--.*-->")
_CONTENTS = later(r"[*+-] TOC|\[TOC\]|\[\[_TOC_\]\]", re.IGNORECASE)
_RULE = later(r"(?:[-*_=~] ?){3,}")
_PAGE = later(
    r"(?:page|seite|p\.)\s*\d{1,4}(?:\s*(?:of|von|/)\s*\d{1,4})?|-\s*\d{1,4}\s*-|\d{1,4}\s*/\s*\d{1,4}",
    re.IGNORECASE,
)
PAGES = 3
"""Times that a line must stand at the head or foot of a page to be no part of the text."""
HEAD = 4
"""Lines at the head of a page that may be its header."""


@frozen
class Sifted:
    """The lines of the text itself, and those that are no part of it."""

    title: str
    """From the header of a Markdown file; empty without one."""
    header: int
    """How many lines that header has."""
    lines: tuple[Line, ...]
    left_out: tuple[Line, ...]


def sifted(source: Source) -> Sifted:
    """Parts the text from what surrounds it."""
    lines = list(lines_of(source))
    title, header = _header(source, lines)
    body = lines[header:]
    out = {line.number for line in lines[:header]}
    furniture = _furniture(source, body)
    out |= furniture
    for at, line in enumerate(body):
        words = source.text[line.start : line.end]
        following = body[at + 1] if at + 1 < len(body) else None
        marks = following is not None and _KRAMDOWN.fullmatch(
            source.text, following.start, following.end
        )
        if (
            _KRAMDOWN.fullmatch(words)
            or (_CONTENTS.fullmatch(words) and (marks or "[" in words))
            or (line.after_blank and _RULE.fullmatch(words))
        ):
            out.add(line.number)
    return Sifted(
        title,
        header,
        tuple(_closed_up(body, out, furniture)),
        tuple(line for line in lines if line.number in out),
    )


def _header(source: Source, lines: Sequence[Line]) -> tuple[str, int]:
    """The title and the number of lines of a YAML header, where the text begins with one."""
    if not lines or lines[0].number != 1 or not _is(source, lines[0], _FENCE):
        return "", 0
    title = ""
    for at, line in enumerate(lines[1:], 1):
        if _is(source, line, _FENCE):
            return title, at + 1
        words = _TITLE.match(source.text, line.start, line.end)
        if words and not line.indent:
            title = words[1].strip(" \t\"'")
        if ":" not in source.line(line.number) and not source.line(line.number).startswith(" "):
            break
    return "", 0


def _is(source: Source, line: Line, pattern: re.Pattern[str]) -> bool:
    return pattern.fullmatch(source.text, line.start, line.end) is not None


def _furniture(source: Source, lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines that are page numbers, or the header that each page repeats."""
    pages = [at for at, line in enumerate(lines) if _is(source, line, _PAGE)]
    begun = [at + 1 for at in pages] + [at for at, line in enumerate(lines) if line.after_page]
    if len(pages) < 2 and len(begun) < PAGES:
        return set()
    heads: Counter[str] = Counter()
    for first in begun:
        heads.update({_words(source, line) for line in lines[first : first + HEAD]})
    repeated = {words for words, times in heads.items() if times >= PAGES}
    found = {lines[at].number for at in pages} if len(pages) > 1 else set()
    for first in (0, *begun):
        for line in lines[first : first + HEAD]:
            if _words(source, line) not in repeated:
                break
            found.add(line.number)
    return found


def _words(source: Source, line: Line) -> str:
    return " ".join(source.text[line.start : line.end].split())


def _closed_up(lines: Sequence[Line], out: set[int], furniture: set[int]) -> Iterator[Line]:
    """The lines that stay, each told what stands before it now."""
    blank = paged = False
    for line in lines:
        if line.number in out:
            blank = True
            paged = paged or line.number in furniture
            continue
        if blank or paged or line.after_page:
            yield Line(
                line.number, line.start, line.end, line.indent, True, paged or line.after_page
            )
        else:
            yield line
        blank = paged = False
