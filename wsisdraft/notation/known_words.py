"""Where in a text a bracket may have another role than text, found without reading any twice.

Most brackets hold words under negotiation and are passed over at their first letter; what is found
here the vocabulary decides.
"""

from __future__ import annotations

import re

__all__ = ["KNOWN_CLOSING", "KNOWN_OPENING", "LONGEST", "may_close"]

LONGEST = 400
"""Characters of a bracket; what is longer is text, whatever its first word."""

# With what every role of the vocabulary begins; a test holds that none is missing.
_FIRST_WORDS = (
    # Placeholders.
    *("x", "y", "z", "n", "xx", "yy", "nn", "xxx", "xxxx", "yyyy", "nnnn", "date", "year", "day"),
    *("month", "time", "tbd", "tba", "tbc", "t", "placeholder", "insert", "text"),
    # Statuses.
    *("agreed", "pre", "preagreed", "preliminarily", "provisionally", "tentatively", "suggested"),
    *("not agreed", "not yet", "proposed", "adopted", "concluded", "closed", "can be", "pending"),
    *("reserved", "open", "under discussion", "under negotiation", "under review", "to be"),
    *("under consideration", "under consultation", "zero", "first.draft", "second.draft"),
    *("no agreement", "no consensus"),
    # Notes.
    *("notes?", "editor(?:s|ial)?", "draft(?:er|ers|ing)", "explanatory", "secretariats?"),
    *("chairs?", "chairmans?", "chairpersons?", "comments?", "rationales?", "explanations?"),
    *("captions?", "placements?", "backgrounds?", "sources?", "sic", "emphasis", "arabic"),
    *("chinese", "english", "french", "russian", "spanish", "original", "end of", "continued"),
    *("for decision", "for agreement", "for the decision", "for the agreement"),
    # Attributions.
    *(r"as [a-z-]+ed", r"as (?:co-?)?led", "led", "co", "coled", "chaired", "facilitated"),
    *("coordinated", "drafted", "redrafted", "prepared", "tabled", "introduced", "added"),
    *("inserted", "amended", "submitted", "presented", "requested", "supported", "championed"),
    *("opposed", "bracketed", "retained", "deleted"),
    *("alternative", "new (?:text|proposal|submission|language|wording|input|contribution)s?"),
    *("proposals?", "submissions?", "languages?", "wordings?", "amendments?", "inputs?"),
    *("reservations?", "contributions?"),
    # Numbers and artefacts.
    *("paras?", "paragraph", "pp", "op", "art", "article", "former", "formerly", "bookmark", "if"),
    *("endif", "image", "cid", "embedded", "page break"),
)


def _by_initial(words: tuple[str, ...]) -> str:
    """A pattern of words that most brackets leave at the first letter; either case."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    groups = (
        f"[{initial}{initial.upper()}](?i:{'|'.join(rest)})" for initial, rest in rests.items()
    )
    return f"(?:{'|'.join(groups)})"


KNOWN_OPENING = re.compile(
    rf"\[(?=(?:[^\w\[\]^]|_)*+(?:{_by_initial(_FIRST_WORDS)}(?![^\W\d_])"
    r"|[0-9]{1,3}(?![0-9])|\]|(?<=[st]ion \[)[A-Z]|(?<=[ST]ION \[)[A-Z]))"
)
"""A `[` before a word that a role other than text begins with."""

KNOWN_CLOSING = re.compile(
    r"(?:[Ff](?i:ollow)|[Pp](?i:roposals?)|[Ss](?i:ubmission)|[Rr](?i:eservation)"
    r"|[Tt](?i:o be [a-z]{4,12}(?: later)?))\.?[*_]*\]"
)
"""The last word of a role that may begin with any word, up to the `]`."""

_CLOSING_PARTS = ("ollow", "roposal", "ubmission", "eservation", "to be ")


def may_close(text: str) -> bool:
    """Whether the words of KNOWN_CLOSING stand anywhere; most texts are done with at this look."""
    folded = text.casefold()
    return any(part in folded for part in _CLOSING_PARTS)
