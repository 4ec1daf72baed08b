"""Where in a text a bracket may have another role than text, found without reading any twice.

Most brackets hold words under negotiation and are passed over at their first word; what is found
here the vocabulary decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from wsisdraft.text.pattern import later

__all__ = ["LONGEST", "closings", "openings"]

LONGEST = 400
"""Characters of a bracket; what is longer is text, whatever its first word."""

# With what every role of the vocabulary begins; a test holds that none is missing.
_FIRST_WORDS = frozenset(
    (
        # Placeholders.
        *("x", "y", "z", "n", "xx", "yy", "nn", "xxx", "xxxx", "yyyy", "nnnn", "date", "year"),
        *("day", "month", "time", "tbd", "tba", "tbc", "t", "placeholder", "insert", "text"),
        # Statuses.
        *("agreed", "pre", "preagreed", "preliminarily", "provisionally", "tentatively"),
        *("suggested", "proposed", "adopted", "concluded", "closed", "pending", "reserved"),
        *("open", "zero"),
        # Notes.
        *("note", "notes", "editor", "editors", "editorial", "drafter", "drafters", "drafting"),
        *("explanatory", "secretariat", "secretariats", "chair", "chairs", "chairman"),
        *("chairmans", "chairperson", "chairpersons", "comment", "comments", "rationale"),
        *("rationales", "explanation", "explanations", "caption", "captions", "placement"),
        *("placements", "background", "backgrounds", "source", "sources", "sic", "emphasis"),
        *("arabic", "chinese", "english", "french", "russian", "spanish", "original", "continued"),
        # Attributions.
        *("led", "co", "coled", "chaired", "facilitated", "coordinated", "drafted", "redrafted"),
        *("prepared", "tabled", "introduced", "added", "inserted", "amended", "submitted"),
        *("presented", "requested", "supported", "championed", "opposed", "bracketed", "retained"),
        *("deleted", "alternative", "proposal", "proposals", "submission", "submissions"),
        *("language", "languages", "wording", "wordings", "amendment", "amendments", "input"),
        *("inputs", "reservation", "reservations", "contribution", "contributions"),
        # Numbers and artefacts.
        *("para", "paras", "paragraph", "pp", "op", "art", "article", "former", "formerly"),
        *("bookmark", "if", "endif", "image", "cid", "embedded"),
    )
)
_FIRST_OF_SEVERAL: Mapping[str, str] = {
    # Statuses.
    "not": " agreed| yet",
    "can": " be",
    "under": " discussion| negotiation| review| consideration| consultation",
    "to": " be",
    "first": ".draft",
    "second": ".draft",
    "no": " agreement| consensus",
    # Notes.
    "end": " of",
    "for": " (?:the )?(?:decision|agreement)",
    # Attributions.
    "as": " [a-z-]+ed| (?:co-?)?led",
    "new": " (?:text|proposal|submission|language|wording|input|contribution)s?",
    # Artefacts.
    "page": " break",
}
"""Common words that begin a role only where such words follow."""

_AT_FIRST_WORD = later(r"\[(?:[^\w\[\]^]|_)*+([^\W\d_]+|[0-9]{1,3}(?![0-9])|\])")
# What is the same letter where case does not count: long s, Kelvin, i with and without its dot.
_SAME_LETTER = {0x17F: "s", 0x212A: "k", 0x130: "i", 0x131: "i"}
_ENTITLED = ("tion ", "sion ", "TION ", "SION ")

_CLOSING = later(
    r"(?:[Ff](?i:ollow)|[Pp](?i:roposals?)|[Ss](?i:ubmission)|[Rr](?i:eservation)"
    r"|[Tt](?i:o be [a-z]{4,12}(?: later)?))\.?[*_]*\]"
)
"""The last word of a role that may begin with any word, up to the `]`."""
_CLOSING_PARTS = ("ollow", "roposal", "ubmission", "eservation", "to be ")


def openings(text: str) -> list[int]:
    """Offsets of each `[` before a word that a role other than text begins with."""
    found = []
    for match in _AT_FIRST_WORD.finditer(text):
        word = match[1]
        if not word.isascii():
            word = word[0] + word[1:].translate(_SAME_LETTER)
        lower = word.lower()
        known = lower in _FIRST_WORDS or word[0] in "]0123456789"
        if known or ((lower in _FIRST_OF_SEVERAL or word < "a") and _goes_on(text, match, lower)):
            found.append(match.start())
    return found


def _goes_on(text: str, match: re.Match[str], word: str) -> bool:
    """Whether a common word goes on as a role does, or is the symbol of a decision."""
    rest = _FIRST_OF_SEVERAL.get(word)
    if rest is not None and _compiled(rest).match(text, match.end()):
        return True
    start, at = match.start(), match.start(1)
    return (
        at == start + 1 and "A" <= text[at] <= "Z" and text[max(start - 5, 0) : start] in _ENTITLED
    )


@cache
def _compiled(rest: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{rest})(?![^\W\d_])", re.IGNORECASE)


def closings(text: str) -> list[int]:
    """Offsets after each `]` behind a word that a role may end with whatever it begins with."""
    folded = text.casefold()
    for part in _CLOSING_PARTS:
        if part in folded:
            return [match.end() for match in _CLOSING.finditer(text)]
    return []
