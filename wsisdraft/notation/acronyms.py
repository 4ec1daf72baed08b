"""Acronyms in a body, and those of them that are written out there.

An acronym is a word of two to seven letters, at least two of them capitals: `ICT`, `ICTs`, `CO2`.
Roman numerals, `XX` that stands for a figure, document symbols such as `A/RES/70/125`, headings in
capitals and words that drafts are wont to shout are none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from wsisdraft.notation.clean import without_ties
from wsisdraft.text.pattern import later

__all__ = ["acronyms", "written_out"]

LONGEST = 7
HEADING = 3
"""Words in capitals one after the other that make a heading."""
FEWEST = 2
"""Words that an acronym stands for."""
_IN_CAPITALS = (
    "ADD ALT AND ANNEX BIS DEL END FROM MOD NEW NO NOC NOT NOTE OF OK OP OPTION OR PP SUP TBC TBD "
    "TER THE TO"
)
_SHOUTED = frozenset(_IN_CAPITALS.split())

_CAPITALS = later("[A-Z]+[0-9]*[A-Z][A-Z0-9]*")
_CAPITALS_OF_MORE_SCRIPTS = later(
    "[A-ZÀ-ÖØ-ÞΑ-ΡΣ-ΩА-ЯЁІЇЄҐ]+[0-9]*[A-ZÀ-ÖØ-ÞΑ-ΡΣ-ΩА-ЯЁІЇЄҐ][A-ZÀ-ÖØ-ÞΑ-ΡΣ-ΩА-ЯЁІЇЄҐ0-9]*"
)
_SHAPE = bytes(65 if 65 <= each <= 90 else 48 if 48 <= each <= 57 else 32 for each in range(256))
"""Every capital as `A`, every digit as `0`, and all else as a blank."""
_ROMAN = later("M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_SYMBOL = later(r"[\w.+-]*(?:/[\w.+-]*)+")
_JOINING = frozenset("/+.-")
_MARKS = later(r"[\[\]]")

_IN_BRACKETS = later(r"(\w+)[\"'”’»]*\s*[(（]([^()（）]{2,80})[)）]")
"""A word, and what stands in round brackets behind it."""
_QUOTED = later("[\"'“‘«„]([^\"'“”‘’«»„]{2,9})[\"'”’»“]")
_DEFINED = later("[\"'“‘«„](\\w{2,8})[\"'”’»“]\\s+(?:means|stands\\s+for|denotes|refers\\s+to)\\b")
_WORD = later(r"\w+")
_BEFORE = "also as called hereafter hereinafter in known or referred short so the to"
_INTRODUCING = frozenset(_BEFORE.split())
"""Words that may stand with an acronym in the round brackets behind what it stands for."""


def acronyms(body: str) -> Iterator[tuple[str, int]]:
    """The acronyms of a body with their offsets, as often as they stand there; `ICTs` is `ICT`."""
    if body.isascii():
        shape = body.encode().translate(_SHAPE)
        if b"AA" not in shape and b"A0" not in shape:
            # Most bodies have no capital but at the beginning of a word.
            return
    pattern = _CAPITALS if body.isascii() else _CAPITALS_OF_MORE_SCRIPTS
    run: list[re.Match[str]] = []
    for match in pattern.finditer(body):
        if run and body[run[-1].end() : match.start()].strip(" \n"):
            yield from _of_run(body, run)
            run = []
        run.append(match)
    yield from _of_run(body, run)


def _of_run(body: str, run: list[re.Match[str]]) -> Iterator[tuple[str, int]]:
    if len(run) < HEADING:
        for match in run:
            if _is_acronym(body, match):
                yield match[0], match.start()


def _is_acronym(body: str, match: re.Match[str]) -> bool:
    word, start, end = match[0], match.start(), match.end()
    if len(word) > LONGEST or word in _SHOUTED or word.endswith("ING") or len(set(word)) == 1:
        return False
    before, after = body[start - 1 : start], body[end : end + 2]
    plural = after[:1] == "s" and not after[1:].isalnum()
    if _of_word(before) or (_of_word(after[:1]) and not plural) or _ROMAN.fullmatch(word):
        return False
    joined = before in _JOINING or after[:1] in _JOINING
    return not joined or not _in_symbol(body, match)


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _in_symbol(body: str, match: re.Match[str]) -> bool:
    """Whether it is a part of what slashes join with figures, `A/RES/70/125`."""
    start = match.start()
    while start and (body[start - 1].isalnum() or body[start - 1] in "/.+-"):
        start -= 1
    symbol = _SYMBOL.match(body, start)
    return symbol is not None and any(char.isdecimal() for char in symbol[0])


def written_out(body: str, wanted: Container[str]) -> Iterator[str]:
    """Those of the wanted acronyms that a body writes out: `words (ABC)`, `ABC (words)`."""
    if "(" not in body and "（" not in body and " means" not in body and " stands" not in body:
        return
    plain = _MARKS.sub("", without_ties(body))
    for match in _IN_BRACKETS.finditer(plain):
        before, inside = match[1], match[2].strip()
        behind = _singular(before)
        if behind in wanted and _spells(behind, inside):
            yield behind
        if before != before.upper() or before.isdecimal() or not before.isascii():
            yield from (each for each in _named(inside) if each in wanted)
    for match in _DEFINED.finditer(plain):
        if _singular(match[1]) in wanted:
            yield _singular(match[1])


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1].upper() == word[:-1] else word


def _spells(acronym: str, words: str) -> bool:
    """Whether words in round brackets behind an acronym may be what it stands for."""
    each = _WORD.findall(words)
    if len(each) < FEWEST or words == words.upper():
        return False
    if acronym.isascii() and not words.isascii():
        # Another language may well have other letters.
        return True
    letters = iter(words[words.index(each[0]) :].casefold())
    in_order = all(letter in letters for letter in acronym.casefold())
    return in_order and each[0][0].casefold() == acronym[0].casefold()


def _named(inside: str) -> Iterator[str]:
    """The acronyms that round brackets introduce: `ICT`, `hereinafter "CMA"`, `LDC or LDCs`."""
    for match in _QUOTED.finditer(inside):
        yield _singular(match[1])
    words = _WORD.findall(inside)
    names = [word for word in words if word.casefold() not in _INTRODUCING]
    if len({_singular(name) for name in names}) == 1:
        yield _singular(names[0])
