"""The body of a unit: its pieces as the blocks of our grammar, with its edits carried out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from wsisdraft.intake.heads import BULLETS, Kind
from wsisdraft.intake.lines import GONE, Source
from wsisdraft.intake.pieces import Piece
from wsisdraft.intake.units import Unit
from wsisdraft.text.pattern import later

LEVEL = "    "
"""Indent of an item for each level."""
DEEPEST = 8
"""Levels of items; what is indented further stands at the last."""

_BLANKS = later("[\t\f\u2028\u2029]")
_SPACES = later("  +")


def body_of(source: Source, unit: Unit, *, markdown: bool) -> str:
    """The body, lawful for a file."""
    edits = sorted([*unit.edits, *_signs(source, unit, markdown=markdown)], key=_first_widest)
    offsets = [edit[0] for edit in edits]
    blocks: list[str] = []
    indents: list[int] = []
    for piece in unit.pieces:
        words: list[str] = []
        for start, end in piece.spans:
            here = edits[bisect_left(offsets, start) : bisect_right(offsets, end)]
            words.append(_edited(source.text, start, end, here))
        joined = _BLANKS.sub(" ", " ".join(filter(None, words))).replace(GONE, "").strip(" ")
        if not joined:
            continue
        item = piece.kind in (Kind.ITEM, Kind.NUMBER) and piece.head.mark != unit.number
        indent = ""
        if item:
            while indents and indents[-1] > piece.indent:
                indents.pop()
            if not indents or indents[-1] < piece.indent:
                indents.append(piece.indent)
            indent = LEVEL * min(len(indents) - 1, DEEPEST)
        close = blocks and (item or piece.kind is Kind.ROW) and not piece.after_blank
        if blocks:
            blocks.append("\n" if close else "\n\n")
        blocks.append(indent + joined)
    body = "".join(blocks)
    return f"{body}\n" if body else ""


def _first_widest(edit: tuple[int, int, str]) -> tuple[int, bool, int]:
    """Order of edits: what is put in comes before what goes, a wider cut before those in it."""
    start, end, _ = edit
    return start, start != end, -end


def _edited(text: str, start: int, end: int, edits: list[tuple[int, int, str]]) -> str:
    """A span of the source with edits carried out; a cut between blanks leaves one of them."""
    if not edits:
        return text[start:end]
    parts: list[str] = []
    at = start
    for begin, until, words in edits:
        if begin < at:
            at = at if words else max(at, min(until, end))
            continue
        stop = until
        if begin > at:
            parts.append(text[at:begin])
        if words:
            parts.append(words)
        elif begin < stop and parts and parts[-1][-1:] == " ":
            while stop < end and text[stop] in " \t":
                stop += 1
        elif begin + 1 < stop and _joins(parts, text[stop : min(stop + 8, end)]):
            parts.append(" ")
        at = max(at, stop)
    if at < end:
        parts.append(text[at:end])
    return "".join(parts)


def _joins(parts: list[str], rest: str) -> bool:
    """Whether two words would be one without what is cut between them."""
    before = "".join(parts[-2:])[-8:].rstrip(GONE)
    return before[-1:].isalnum() and rest.lstrip(GONE)[:1].isalnum()


_MARKDOWN_SIGNS = later(
    r"""(?P<break>\\\Z) | (?P<slash>\\(?=\0)) | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?<![\w\\_]) (?P<open>_{1,2}) (?=[^\s_]) [^_\n]{1,400}? (?<=[^\s_\\])
      (?P<close>(?P=open)) (?![\w_])""",
    re.VERBOSE,
)
_PLAIN_SIGNS = later(
    r"""(?P<slash>\\(?=\0|\Z)) | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?<![\w*\\])\*{1,2}(?=[^\s*])[^*\\\n]{1,400}?(?<=[^\s*])\*{1,2}(?![\w*])
    | (?P<star>\*)""",
    re.VERBOSE,
)
_LITERAL_TIE = later(r"(?<=\])\0*\{(?=\0*\#)")


def _signs(source: Source, unit: Unit, *, markdown: bool) -> Iterator[tuple[int, int, str]]:
    """Edits for signs that the body reads in another way than the source."""
    pattern = _MARKDOWN_SIGNS if markdown else _PLAIN_SIGNS
    for piece in unit.pieces:
        if piece.kind is Kind.ITEM:
            start, end = piece.head.mark
            if source.text[start:end] in BULLETS:
                yield start, end, "-"
        for start, end in piece.spans:
            for match in pattern.finditer(source.text, start, end):
                yield from _sign(match, piece)
            for match in _LITERAL_TIE.finditer(source.text, start, end):
                yield match.end() - 1, match.end(), "\\{"


def _sign(match: re.Match[str], piece: Piece) -> Iterator[tuple[int, int, str]]:
    found = match.groupdict()
    if found.get("break"):
        yield match.start(), match.end(), ""
    elif found.get("open"):
        stars = "*" * len(match["open"])
        yield *match.span("open"), stars
        yield *match.span("close"), stars
    elif found.get("slash"):
        yield match.start(), match.end(), "\\\\"
    elif found.get("star") and match.span() != piece.head.mark:
        yield match.start(), match.end(), "\\*"
