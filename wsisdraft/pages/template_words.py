"""How values are spelt on a page that a template makes, and words that every template needs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from html import escape

from wsisdraft.pages.markdown_words import as_prose
from wsisdraft.text.characters import seen
from wsisdraft.text.day import is_day

_MONTHS = "January February March April May June July August September October November December"


class Language(StrEnum):
    """What a template is written in; its value is how the file's name ends before `.j2`."""

    MARKDOWN = "md"
    HTML = "html"

    def spelt(self, text: str) -> str:
        """A stranger's words so that they read as they are and nothing in them is markup."""
        return as_prose(text) if self is Language.MARKDOWN else escape(seen(text))


def day(written: str) -> str:
    """`2014-04-17` as `17 April 2014`; what is no day stays as it is."""
    return f"{_of_year(written)} {written[:4]}" if is_day(written) else written


def days(first: str, last: str) -> str:
    """`14 to 17 April 2014`, `28 April to 2 May 2014`; a single day where they are one."""
    if not (is_day(first) and is_day(last)) or first == last:
        return " to ".join(day(each) for each in dict.fromkeys((first, last)) if each)
    if first[:4] != last[:4]:
        return f"{day(first)} to {day(last)}"
    begins = str(int(first[8:])) if first[:7] == last[:7] else _of_year(first)
    return f"{begins} to {day(last)}"


def _of_year(written: str) -> str:
    """`17 April`."""
    return f"{int(written[8:])} {_MONTHS.split()[int(written[5:7]) - 1]}"


def sentence(text: str) -> str:
    """The text with a capital at its beginning; everything else stays."""
    return f"{text[:1].upper()}{text[1:]}"


def counted(number: int, thing: str, things: str = "") -> str:
    """`1 bracket`, `1,200 brackets`, `no brackets`."""
    several = things or f"{thing}s"
    return f"{number:,} {thing if number == 1 else several}" if number else f"no {several}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
