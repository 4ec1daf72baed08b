"""Headings: which lines are some, how deep they are, and what number or letter they print."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from wsisdraft.intake.heads import Kind
from wsisdraft.intake.pieces import Piece
from wsisdraft.text.address import is_name
from wsisdraft.text.frozen import frozen
from wsisdraft.text.number import LATIN, roman_value
from wsisdraft.text.pattern import later

LONGEST = 160
"""Characters of a heading; what is longer is text."""
SHORT = 80
"""Characters of a line that is a heading because numbered paragraphs follow it."""


@frozen
class Heading:
    """What a heading says by its form."""

    kind: str
    """`signs` of Markdown, `article`, `annex`, `letter`, `roman`, `capitals` or `words`."""
    name: str = ""
    """From its printed number or letter, lawful for a folder; empty without one."""
    level: int = 0
    """Of Markdown's signs."""
    ordinal: int = 0
    """What its number or letter counts; 0 without one."""


_LATIN = "|".join((*sorted(LATIN, key=len, reverse=True), "quarter"))
_OF_KIND = later(
    rf"""[\[*_ \t]*(?P<word>(?:Article|Art\.|ARTICLE|Chapter|CHAPTER|Section|SECTION
      |Part|PART|Title|TITLE|Annex|ANNEX|Annexe|Appendix|APPENDIX|Schedule|SCHEDULE|Attachment|ATTACHMENT))
    (?: [ \t\u00a0]+ (?P<number> \d{{1,3}} | [IVXLC]{{1,7}} | [A-Z]\d{{0,2}} )
        (?P<extra> [A-Z]{{0,2}}(?![A-Za-z]) | (?=[ ]?(?:{_LATIN})) )
        (?: [ \t\u00a0]? (?P<latin>{_LATIN}) (?![a-z]) )? )?
    [\]*_.]* (?P<rest> .* )""",
    re.VERBOSE | re.DOTALL,
)
_LETTER = later(
    r"[\[*_ \t]*(?P<mark>[A-Z]\d{0,2}|[IVX]{1,7})[.)][\]*_]*[ \t\u00a0]+"
    r"(?P<rest>[\[(*_“\"]*[A-Z].*)"
)
_SHORT_FORM = {"article": "Art", "art.": "Art", "section": "Sec", "annexe": "Annex", "chapter": ""}
_ENDED = later(r".*[.,;:!?](?:[\]\)”\"*_]*)\Z", re.DOTALL)
_PREAMBLE = later(r"[\[*_ \t]*(?:preamble|preambule|préambule)[\]*_ \t.:]*", re.IGNORECASE)


def is_preamble(words: str) -> bool:
    """Whether a heading is that of a preamble."""
    return _PREAMBLE.fullmatch(words) is not None


_BEGINNING = later(r"[ \t]*(?:\Z|[(\[{:.–—*_-]|[A-Z“\"])")


def of_signs(words: str, level: int) -> Heading:
    """A heading of Markdown, whose level its signs give."""
    form = _of_form(words, strict=False)
    return Heading("signs", form.name if form else "", level)


def of_words(
    text: str, piece: Piece, before: Piece | None, after: Piece | None, *, wrapped: bool
) -> Heading | None:
    """Whether a piece of plain text is a heading, by its form and by what follows."""
    words = " ".join(text[start:end] for start, end in piece.spans[:3])
    plain = words.strip("[]*_ \t\0")
    long = piece.end - piece.start > LONGEST or len(piece.spans) > 2
    if piece.kind is not Kind.WORDS or piece.label or long or not plain:
        return None
    if _PREAMBLE.fullmatch(words):
        return Heading("words")
    form = _of_form(words, strict=True)
    if form is not None or _ENDED.match(words) or not plain[0].isupper():
        return form
    apart = piece.after_blank or before is None
    letters = [char for char in plain if char.isalpha()]
    if len(letters) > 3 and all(char.isupper() for char in letters):
        return Heading("capitals") if apart or not wrapped else None
    numbered = after is not None and after.kind is Kind.NUMBER and after.label is None
    short = len(plain) <= SHORT and len(piece.spans) == 1
    return Heading("words") if numbered and apart and short else None


def _of_form(words: str, *, strict: bool) -> Heading | None:
    """`Article 3 (adaptation)`, `Annex II`, `B. Priority areas`; None where it has no such form."""
    match = _OF_KIND.fullmatch(words)
    if match and (match["number"] or match["rest"].strip("*_] .:") == ""):
        kept = not strict or (_BEGINNING.match(match["rest"]) and not _ENDED.match(words))
        ordinal = _ordinal(match["number"] or "")
        return Heading(_kind(match["word"]), _name(match), ordinal=ordinal) if kept else None
    match = _LETTER.fullmatch(words)
    if match and not (strict and _ENDED.match(match["rest"])):
        mark = match["mark"]
        roman = roman_value(mark) is not None and (len(mark) > 1 or mark in "IVX")
        return lettered(mark, roman=roman)
    return None


def lettered(mark: str, *, roman: bool) -> Heading:
    """A heading with a letter or numeral before it."""
    ordinal = (roman_value(mark) or 0) if roman else ord(mark[0]) - 64
    kind = "roman" if roman else "letter"
    return Heading(kind, mark if is_name(mark) else "", ordinal=ordinal)


def _kind(word: str) -> str:
    low = word.lower()
    return "annex" if low.startswith(("annex", "appendix", "schedule", "attach")) else low


def _ordinal(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return roman_value(number) or (ord(number[0]) - 64 if number else 0)


def _name(match: re.Match[str]) -> str:
    word, number = match["word"].lower(), match["number"]
    stem = _SHORT_FORM.get(word, word.capitalize())
    if number is None:
        return stem if is_name(stem) else ""
    value = roman_value(number) if len(number) > 1 or number in "IVX" else None
    if value is not None and word != "chapter":
        number = str(value)
    latin = (match["latin"] or "").replace("quarter", "quater")
    name = f"{stem}{number}{match['extra'] or ''}{latin}"
    return name if is_name(name) else ""


def depths(headings: Sequence[Heading], bare: Collection[int]) -> list[int]:
    """How deep each heading is below the document, 0 for a chapter.

    Signs of Markdown say so. In plain text a kind of heading that is met for the first time, or
    whose count begins anew, is deeper than what it is met under, where that has a number or letter
    too; one that goes on with a count is beside the one before it. Capitals without a number stand
    beside what is above them, or below it where that has no words: `bare` are the positions of such
    headings.
    """
    signs = [heading.level for heading in headings if heading.kind == "signs"]
    if signs:
        top = min(signs)
        return [heading.level - top if heading.kind == "signs" else 0 for heading in headings]
    stack: list[Heading] = []
    found = []
    for at, heading in enumerate(headings):
        if heading.kind in ("annex", "part"):
            stack.clear()
        elif heading.kind in ("capitals", "words"):
            del stack[_beside(stack, heading, below=at - 1 in bare) :]
        else:
            _close(stack, heading)
        found.append(len(stack))
        stack.append(heading)
    return found


def _beside(stack: Sequence[Heading], heading: Heading, *, below: bool) -> int:
    """The depth of a heading without number: beside one of its form, else as told above."""
    at = next((at for at, each in enumerate(stack) if each.kind == heading.kind), None)
    if at is not None:
        return at
    if heading.kind == "words" or (below and stack and stack[-1].ordinal):
        return len(stack)
    return max(len(stack) - 1, 0)


def _close(stack: list[Heading], heading: Heading) -> None:
    """Leaves what a numbered heading is under."""
    alike = [at for at, each in enumerate(stack) if each.kind == heading.kind]
    for at in reversed(alike):
        if heading.ordinal == stack[at].ordinal + 1:
            del stack[at:]
            return
    if alike and heading.ordinal != 1:
        del stack[alike[-1] :]
    elif not alike:
        while stack and not stack[-1].ordinal and stack[-1].kind not in ("annex", "part"):
            stack.pop()
    elif heading.ordinal == 1 and stack[-1].kind == heading.kind:
        # Two counts side by side with nothing between: the second is no part of the first.
        stack.pop()
