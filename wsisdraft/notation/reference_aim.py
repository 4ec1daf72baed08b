"""Of which text a mention of paragraphs speaks: its own, a chapter of it, or another instrument.

What stands before and behind it tells: `paragraph 21 of resolution 60/252`, `the Convention,
paragraph 3`, `chapter B, paragraph 21`, `paragraph 21 of the present text`. Where in doubt it is
another one's.
"""

from __future__ import annotations

import re

from wsisdraft.notation.reference_words import GAP
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later

__all__ = ["Aim", "aim"]

LOOKED_BACK, LOOKED_AHEAD = 120, 160
"""Characters before and behind a mention that may tell."""

_G = f"{GAP}{{1,40}}"
_INSTRUMENT = (
    r"(?:resolutions?|decisions?|conventions?|charter|agenda|declarations?|treaty|treaties|"
    r"agreements?|protocols?|covenants?|compact|accords?|pact|(?:plan|programme)s? of action|"
    r"frameworks?|commitments?|consensus|outcome documents?|recommendations?|principles|"
    r"guidelines|statute|constitution|law|regulations?|directives?|rules?|articles?|annex(?:es)?|"
    r"appendix|standards?|communiqu[eé]|memorandum|strategy|reports?|submissions?|"
    r"contributions?|letters?|ibid\.?|version|rev\.?)"
)
_SYMBOL = r"(?=[^\s\x00]*[0-9])[A-Za-z0-9.+-]+(?:/[A-Za-z0-9.()+-]+)+"
_OWN = r"(?:this|these|the present|the same|our(?: own)?)"
_IDENTIFIED = rf"(?:{_G}(?:nos?\.?{GAP}?)?[A-Za-z0-9/().+-]*[0-9IVX][A-Za-z0-9/().+-]*)?"

_CITED_BEFORE = later(
    rf"(?:(?P<own>\b{_OWN}{_G})?(?:[\w’'-]+{_G}){{0,3}}?\b{_INSTRUMENT}{_IDENTIFIED}"
    rf"|(?:^|[\s(\x00\x01]){_SYMBOL})"
    rf"(?:{GAP}*[(,:;]?{GAP}*(?:(?:in|at|see|under|of|its){_G})?)$",
    re.IGNORECASE,
)
_POSSESSED = later(rf"(?:\w[’']s|s[’']|\b(?:its|their|his|her|whose)){_G}$", re.IGNORECASE)
_CHAPTER = r"(?:chapters?|sections?|parts?)"
_NAME = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:\.[A-Za-z0-9]+)*"
_CHAPTER_BEFORE = later(
    rf"\b{_CHAPTER}{_G}(?P<name>{_NAME}){GAP}*[,:(]?{GAP}*(?:(?:in|at|see|under){_G})?$",
    re.IGNORECASE,
)
_WHERE = later(
    rf"{GAP}*,?{GAP}*(?:(?P<above>above|supra|hereinabove)|(?P<below>below|infra|hereinbelow))"
    r"(?![a-z-])",
    re.IGNORECASE,
)
_THE_ABOVE = later(rf"\b(?:(?P<above>above|preceding)|(?P<below>following)){_G}$", re.IGNORECASE)
_OF_OWN = later(rf"{GAP}*,?{GAP}*(?:of|in|to|from|under){_G}(?P<own>{_OWN}){_G}\w", re.IGNORECASE)
_OF_CHAPTER = later(
    rf"{GAP}*,?{GAP}*(?:of|in|under|from){_G}(?:(?:the{_G})?(?P<said>{_CHAPTER}){_G})?"
    rf"(?P<name>{_NAME})(?![\w/])",
    re.IGNORECASE,
)
_OF_OTHER = later(
    rf"{GAP}*,?{GAP}*(?:of(?!{_G}course)(?![a-z])"
    rf"|(?:in|to|from|under|contained in){_G}(?:(?:the|that|its|his|her|their|an?){_G})?"
    rf"(?:(?:[\w’'-]+{_G}){{0,3}}?{_INSTRUMENT}(?![a-z])|{_SYMBOL}|(?-i:[A-Z])\w+))"
    rf"|{GAP}*[(,]{GAP}*(?:see{_G})?(?:the{_G})?(?:(?:[\w’'-]+{_G}){{0,3}}?"
    rf"(?:resolutions?|decisions?|conventions?|treaty|agreement|covenant|ibid)(?![a-z])|{_SYMBOL})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?]\s+(?=[\"“(\[]*[A-Z])|\n\s*\n")


@frozen
class Aim:
    """What the words around a mention say of it."""

    other: bool
    """Whether it is of another text, as far as one can tell."""
    place: str
    """The chapter or section named beside it, `B`, as written; or empty."""
    called_so: bool
    """Whether it is called a chapter or section there, and not only named."""
    above: bool
    below: bool


def aim(words: str, start: int, end: int, *, spoken: bool) -> Aim:
    """What is said around a mention that stands from `start` to `end` in a masked body.

    `spoken` says that it begins with the word `paragraph`.
    """
    before = words[max(0, start - LOOKED_BACK) : start]
    breaks = list(_SENTENCE.finditer(before))
    before = before[breaks[-1].end() :] if breaks else before
    where = _WHERE.match(words, end)
    behind = words[where.end() if where else end : end + LOOKED_AHEAD]
    said = where or (_THE_ABOVE.search(before) if spoken else None)
    above = said is not None and said["above"] is not None
    below = said is not None and said["below"] is not None
    if _OF_OWN.match(behind):
        return Aim(False, "", False, above, below)
    other = _OF_OTHER.match(behind) is not None
    chapter = _CHAPTER_BEFORE.search(before)
    if chapter is not None:
        return Aim(other, chapter["name"], True, above, below)
    chapter = _OF_CHAPTER.match(behind)
    if chapter is not None and chapter["said"]:
        return Aim(False, chapter["name"], True, above, below)
    cited = _CITED_BEFORE.search(before)
    other = other or (cited is not None and not cited["own"])
    other = other or _POSSESSED.search(before) is not None
    return Aim(other, chapter["name"] if chapter else "", False, above, below)
