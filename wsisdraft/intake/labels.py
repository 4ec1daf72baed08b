"""What labels of options say about their place among others, and words for no text at all."""

from __future__ import annotations

import re

from wsisdraft.text.address import is_name
from wsisdraft.text.bracket import Label
from wsisdraft.text.frozen import frozen
from wsisdraft.text.number import LATIN, roman_value
from wsisdraft.text.pattern import later


@frozen
class Place:
    """Where an option stands in its series."""

    style: str
    """What its name is made of: digits, `i`, `a`, in parentheses or not."""
    ordinal: float
    """Its bis and ter come between it and the next."""


_LATIN = "|".join((*sorted(LATIN, key=len, reverse=True), "quarter"))
_NAME = later(
    rf"""(?P<word>Option|OPTION|ALT|Alt|alt|Alternative|ALTERNATIVE)\.?[ \u00a0]?
    (?P<open>\()? [ ]? (?P<name>[A-Za-z]{{1,6}}?|\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[A-Za-z]?) [ ]? \)?
    (?:[ ]?(?P<latin>{_LATIN}))?""",
    re.VERBOSE,
)
_WITHOUT = later(
    r"[\s\[({*_]*no (?:(?:additional |further )?text"
    r"|text (?:required|needed|necessary|additional|on|in)\b"
    r"|provisions?\b|article\b|reference to\b).{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_WITHOUT_ALL = later(
    r"[\s\[({*_]*no (?:additional |further )?text(?: (?:required|needed|necessary))?[\s\])}*_.;]*",
    re.IGNORECASE,
)


def place_of(label: Label) -> Place:
    """The style and ordinal of a label; 0 where it has no name."""
    match = _NAME.fullmatch(label.name)
    if match is None:
        return Place(label.kind, 0)
    name = match["name"]
    brackets = "()" if match["open"] else ""
    latin = LATIN.index(match["latin"].replace("quarter", "quater")) + 1 if match["latin"] else 0
    roman = roman_value(name)
    if name[0].isdigit():
        digits = name.split(".")[0].rstrip("ABCDEFGHabcdefgh")
        letter = name[-1].lower() if name[-1].isalpha() else ""
        sub = (ord(letter) - 96) / 100 if letter else 0
        return Place(f"{label.kind}1{brackets}", int(digits) + sub + latin / 2000)
    if roman is not None and (len(name) > 1 or name in "IiVvXx"):
        return Place(f"{label.kind}i{brackets}", roman + latin / 100)
    return Place(f"{label.kind}a{brackets}", ord(name[0].lower()) - 96 + latin / 100)


def without_text(words: str) -> bool:
    """Whether an option says that there shall be no text, and nothing else."""
    return _WITHOUT_ALL.fullmatch(words) is not None


def without_provision(words: str) -> bool:
    """The same, also for words such as `No provision on accounting`."""
    return len(words) < 160 and _WITHOUT.match(words) is not None


def option_name(label: str) -> str:
    """The name of a folder for an option that is a section: `Option-1`; empty where none is lawful.

    Roman numerals become digits, so that the folders stand in order.
    """
    match = _NAME.fullmatch(label)
    if match is None:
        return ""
    word = "Alt" if match["word"].lower().startswith("alt") else "Option"
    name = match["name"]
    roman = roman_value(name)
    if roman is not None and (len(name) > 1 or name in "IiVvXx"):
        name = str(roman)
    found = f"{word}-{name}{(match['latin'] or '').replace('quarter', 'quater')}".replace(".", "-")
    return found if is_name(found) else ""
