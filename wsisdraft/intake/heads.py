"""What a line begins with: a paragraph's number, an item's marker, an option, a note, a heading."""

from __future__ import annotations

import re
from enum import Enum, auto

from wsisdraft.text.frozen import frozen
from wsisdraft.text.number import LATIN, Number
from wsisdraft.text.pattern import later


class Kind(Enum):
    HEADING = auto()
    NUMBER = auto()
    """A number as paragraphs have it; deeper down it is an item's."""
    ITEM = auto()
    ROW = auto()
    """Of a table, it begins with `|`."""
    NOTE = auto()
    """The text of a footnote."""
    LINK = auto()
    """What a label links to."""
    WORDS = auto()


@frozen
class Head:
    """The beginning of a line, read."""

    kind: Kind
    mark: tuple[int, int] = (0, 0)
    """Offsets of a number, marker or label in the source."""
    after: int = 0
    """Where the words begin behind it."""
    level: int = 0
    """Of a heading, as the signs of the format give it."""


_LATIN = "|".join((*sorted(LATIN, key=len, reverse=True), "quarter"))
_BLANK = "[ \t\u00a0]"
_BEFORE = rf"[*_]{{0,3}}(?:\[{_BLANK}*)*[*_]{{0,3}}"
"""Brackets and emphasis that may open before a number."""
_NUMBER = later(
    rf"""{_BEFORE}(?P<mark>
      (?: New[ ] )?
      (?: (?P<series>(?:PP|Pp|OP|Op)[ ]?) \d{{1,3}} | \d{{1,3}} )
      (?P<parts> (?:\.\d{{1,3}})* )
      (?P<extra> [A-Z]{{0,2}}(?![A-Za-z]) | (?=[ .]?(?:{_LATIN})) )
      (?P<latin> [ .]?(?:{_LATIN})(?![A-Za-z])(?:\.\d{{1,2}})? )?
      (?P<alt> [ .]?(?:alt|Alt|ALT)(?:\.?[ ]?\d{{1,2}})?(?![A-Za-z]) )?
      (?P<stop> [.)] )?
    )(?P<blank> {_BLANK}* )""",
    re.VERBOSE,
)
_MARKER = later(
    rf"""{_BEFORE}(?P<mark>
      \((?:[a-z]{{1,2}}|[ivx]{{1,6}}|\d{{1,3}}|[A-Z])(?:[ ]?(?:{_LATIN}))?\)(?:[ ]?(?:{_LATIN})\.?)?
      | (?:[a-z]{{1,2}}|[ivx]{{1,6}})(?:[ ]?(?:{_LATIN}))?[.)](?={_BLANK}|\[)
      | [\u2022\u00b7\u25ba\u25aa\u25cf\u25cb\u25a0\u2023\u2043\u27a2\uf0b7]
      | [-*+\u2013](?={_BLANK})
    )(?P<blank> {_BLANK}* )""",
    re.VERBOSE,
)
BULLETS = "-*+\u2022\u00b7\u25ba\u25aa\u25cf\u25cb\u25a0\u2023\u2043\u27a2\uf0b7\u2013"
_SIGNS = later(rf"(#{{1,6}}){_BLANK}+")
_NOTE = later(r"\[\^([^ \[\]\0]{1,32})\]:[ \t]*")
_LINK = later(r"\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*<?(?:https?://|ftp://|mailto:|[#/.])\S+")
_APART = later(
    rf"\(?(?:(?:PP|Pp|OP|Op)[ ]?\d{{1,3}}|\d{{1,3}}(?:[ ]?(?:{_LATIN}))?"
    r"|[a-z]|[ivx]{1,5}|[A-Z]|[IVX]{1,5})[.)]?"
)


def head_of(text: str, start: int, end: int, *, markdown: bool) -> Head:
    """Reads the beginning of a line, given from its first sign that is no blank."""
    found = _by_first_sign(text, start, end, markdown=markdown)
    if found is not None:
        return found
    number = _NUMBER.match(text, start, end)
    if number and _is_number(text, number, end):
        return Head(Kind.NUMBER, number.span("mark"), number.end())
    marker = _MARKER.match(text, start, end)
    if marker:
        return Head(Kind.ITEM, marker.span("mark"), marker.end())
    return Head(Kind.WORDS, (start, start), start)


def _by_first_sign(text: str, start: int, end: int, *, markdown: bool) -> Head | None:
    """A row, a heading with signs, a note or the target of a link."""
    sign = text[start]
    if sign == "|":
        return Head(Kind.ROW, (start, start), start)
    if sign == "#" and markdown:
        match = _SIGNS.match(text, start, end)
        return Head(Kind.HEADING, match.span(1), match.end(), len(match[1])) if match else None
    for kind, pattern in ((Kind.NOTE, _NOTE), (Kind.LINK, _LINK)) if sign == "[" else ():
        match = pattern.match(text, start, end)
        if match:
            return Head(kind, match.span(1), match.end() if kind is Kind.NOTE else start)
    return None


def _is_number(text: str, match: re.Match[str], end: int) -> bool:
    """Whether it is surely the number of what follows, not a year or the first words."""
    following = text[match.end() : match.end() + 1] if match.end() < end else ""
    sure = bool(match["series"] or match["latin"] or match["alt"] or match["extra"])
    if match["stop"] == ".":
        # `1.The` is a number; `1.5` was one with parts, `1.CP/21` is a symbol.
        return bool(
            match["blank"]
            or not following
            or following in '[*{("\u201c\\'
            or (following.isupper() and text[match.end() + 1 : match.end() + 2].islower())
        )
    if match["stop"]:
        return bool(match["blank"]) and not match["parts"]
    begins = following == "[" or following.isupper() or following in '*"\u201c{'
    parted = bool(match["blank"]) or not following
    return parted and (sure or bool(match["parts"])) and (begins or not following)


@frozen
class Printed:
    """A number as it is printed before a paragraph."""

    words: str
    number: Number
    alternative: str = ""
    """`alt 1` of `41 alt 1`."""


_ALT = later(r"[ .]?(alt(?:\.? ?\d{1,2})?)\.?\Z", re.IGNORECASE)


def printed(words: str) -> Printed | None:
    """What a printed number says, or None where it is not lawful as one."""
    plain = words.replace("\0", "").replace("\u00a0", " ").strip(" .)")
    alt = _ALT.search(plain)
    number = Number.read(plain[: alt.start()] if alt else plain)
    if number is None or number.word:
        return None
    return Printed(plain, number, alt[1] if alt else "")


def stands_apart(words: str) -> bool:
    """Whether a line is nothing but a number or marker whose paragraph is elsewhere."""
    return _APART.fullmatch(words) is not None
