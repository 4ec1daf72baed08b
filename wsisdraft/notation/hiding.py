"""Names left out of a text, wherever it has them: for what is told without saying whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from unicodedata import normalize

__all__ = ["HIDDEN", "Hide", "hiding", "nothing_hidden"]

Hide = Callable[[str], str]
HIDDEN = "(name)"
"""What stands in place of a name."""
LONGEST_ACRONYM = 8
"""Letters of a name in capitals that may be a word of the language in small ones."""
_PARTS = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]{1,3}"
"""Between the words of a name: blanks, a line break, a hyphen, a full stop and a blank."""
_AND = r"(?:[\W_]{1,3}and)?[\W_]{1,3}"
"""The same where the one writes `and`, the other `&`, or neither."""


def nothing_hidden(text: str) -> str:
    return text


def hiding(names: Iterable[str]) -> Hide:
    """A function that puts `(name)` in place of each of these names, as whole words.

    A name is found in any case, with other signs between its words, with or without accents and a
    leading "the"; one in capitals only in capitals, with or without full stops, since `WHO` is not
    `who`. Of two names the longer one is found first.
    """
    known = sorted({name for name in names if _PARTS.search(name)}, key=lambda name: -len(name))
    if not known:
        return nothing_hidden
    ways = "|".join(dict.fromkeys(_pattern(name) for name in known))
    found = re.compile(rf"(?<![^\W_])(?:{ways})(?![^\W_])")

    def hide(text: str) -> str:
        if text.isascii():
            return found.sub(HIDDEN, text)
        # Looked for in letters without accents, as many as before, and put into the text itself.
        shown = normalize("NFC", text)
        pieces: list[str] = []
        done = 0
        for match in found.finditer(_plain(shown)):
            pieces += (shown[done : match.start()], HIDDEN)
            done = match.end()
        return "".join([*pieces, shown[done:]]) if pieces else text

    return hide


def _pattern(name: str) -> str:
    words = _PARTS.findall(_plain(normalize("NFC", name)))
    words = words[1:] if len(words) > 1 and words[0].casefold() == "the" else words
    meant = [word for word in words if word.casefold() != "and"] or words
    between = _AND if len(meant) < len(words) or "&" in name else _BETWEEN
    said = between.join(r"\.?".join(word) if _is_acronym(word) else word for word in meant)
    return said if _is_acronym("".join(words)) else f"(?i:{said})"


def _is_acronym(letters: str) -> bool:
    return letters.isupper() and len(letters) <= LONGEST_ACRONYM


def _plain(text: str) -> str:
    """The text with each letter as it is without its accents: as many characters as before."""
    if text.isascii():
        return text
    return "".join(char if char < "\x80" else normalize("NFKD", char)[0] for char in text)
