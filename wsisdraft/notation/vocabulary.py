"""What a bracket is for, read from its words; whatever is not known for sure is text.

A status, an attribution or a note is one only where it stands apart from the sentence: at the head
of a paragraph, or after a full stop, colon or bracket with nothing but brackets behind it. So
`We decide. [agreed]` is a status, and `on [agreed] terms` has a word in brackets.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wsisdraft.text.bracket import Role
from wsisdraft.text.number import LATIN
from wsisdraft.text.pattern import later

__all__ = ["role_of"]


def role_of(inside: str, before: str, after: str, *, foreign: bool) -> Role:
    """The role of a bracket without brackets inside, given some eighty characters around it.

    `foreign` texts also have numbers at a paragraph's head, as `12. [14]`.
    """
    words = inside.strip(" \t\n\r\u00a0*_")
    role, anywhere = _said(words)
    if role is Role.PLACEHOLDER and len(words) == 1 and _glued(before, after):
        return Role.TEXT
    if anywhere:
        return role
    if foreign and _number(words, before, after):
        return Role.NUMBER
    return role if role is not Role.TEXT and _apart(before, after) else Role.TEXT


@lru_cache(maxsize=1 << 12)
def _said(words: str) -> tuple[Role, bool]:
    """What words can mean, and whether they mean it wherever they stand."""
    anywhere = (
        (_VARIABLE, Role.PLACEHOLDER),
        (_ARTEFACT, Role.ARTEFACT),
        (_STATUS_ANYWHERE, Role.STATUS),
        (_NOTE_ANYWHERE, Role.NOTE),
    )
    apart = (
        (_STATUS_APART, Role.STATUS),
        (_NOTE_APART, Role.NOTE),
        (_ATTRIBUTION, Role.ATTRIBUTION),
    )
    for phrase, role in anywhere:
        if phrase.fullmatch(words):
            return role, True
    for phrase, role in apart:
        if phrase.fullmatch(words):
            return role, False
    return Role.TEXT, False


def _apart(before: str, after: str) -> bool:
    """Whether it stands outside any sentence, at a paragraph's head or after a closed one."""
    if _CLOSED.search(before) and _ENDED.match(after):
        return True
    return _HEAD.search(before) is not None and _BEGUN.match(after) is not None


def _glued(before: str, after: str) -> bool:
    """Whether it is a part of a word, as in `librar[y][ies]`."""
    return after[:1].isalpha() or _WORD_BEFORE.search(before) is not None


def _number(words: str, before: str, after: str) -> bool:
    if _SERIES.fullmatch(words) and _ENTITLED.search(before):
        return True
    if not (_NUMBER.fullmatch(words) and _HEAD.search(before) and _BEGUN.match(after)):
        return False
    # `12 [14] members` may be a line that goes on with twelve or fourteen of them.
    return not (words.isdigit() and _BARE_NUMBER.search(before))


_LATIN = "|".join(sorted(LATIN, key=len, reverse=True))

_MARKER = rf"""(?:
    (?:new\s+)?(?:para(?:graph)?s?\.?\s*)?(?:PP|OP)?\d{{1,3}}[a-z]?(?:\.\d{{1,3}})*
        (?:[ .]?(?:{_LATIN}))?[.)]?
    | \(?(?:[a-z]{{1,4}}|\d{{1,3}})[.)] (?:[ ]?(?:{_LATIN})\.?)?
    | [-·•►*]
)"""
# Line breaks count as spaces in a paragraph, so its head is after a blank line or a marker.
_HEAD = later(
    rf"(?:(?:\A|\n[ \t]*\n|\r\n[ \t]*\r\n)[\s*_]*\Z|(?:\A|\n)[ \t*_]*{_MARKER}[ \t*_]*\Z)",
    re.VERBOSE | re.IGNORECASE,
)
_CLOSED = later(r"(?:\A|\](?:\{#[a-z0-9-]+\})?|[.;:!?,)”\"’'。；：！？，）])[\s*_]*\Z")
_ENDED = later(
    r"(?:[ \t*_]*\[[^\[\]\r\n]*\](?:\{#[a-z0-9-]+\})?)*[ \t*_]*(?:\Z|[\r\n\]]|[.;,](?:\s|\Z))"
)
_BEGUN = later(r"[ \t*_]*(?:\Z|[\r\n]|[“\"(]?[^\W_a-zß-öø-ÿ])|[ \t]+\[")
_WORD_BEFORE = later(r"[^\W\d_](?:\[[^\[\]]*\](?:\{#[a-z0-9-]+\})?)*\Z")
_BARE_NUMBER = later(r"\d[ \t]*\Z")

_ARTEFACT = later(
    r"bookmark:.*|if !\w.*|if (?:gte|gt|lte|lt|mso|vml|IE)\b.*|endif|image:.*|cid:.*"
    r"|embedded (?:object|image)|page break|\ufffc",
    re.IGNORECASE | re.DOTALL,
)

_VARIABLE = later(
    r"""
    | (?:\.\s?){3,} | …+ | [?#●•] {1,4} | _{1,40} | -{2,40}
    | [XxYyZzNn] | (?:XX|xx|YY|yy|NN){1,2}X? | XXX
    | (?:19|20) (?: [XxYy_]{2} | \d[XxYy_] )
    | [Xx]\ (?:date|year|months?|days?|years|per\ cent|percent|%)
    | (?:year|date|day|month|time)\ [XxYyNn]
    | (?i: date|year|t\.?b\.?[dca]\.? )
    | (?i: \W*placeholder\b .* )
    | (?i: insert\s .* | text\s (?:to\s)? (?:be\s)? (?:come|follow|inserted) )
    | (?i: (?:\S{1,40}\s){0,5} to\sbe\s
        (?:determined|decided|confirmed|inserted|completed|added|specified|defined|announced|named)
        (?:\slater)? )
    """,
    re.VERBOSE | re.DOTALL,
)

_STATUS_ANYWHERE = later(
    r"agreed ad ref(?:\.|erendum)?|(?:suggested|proposed) for closure"
    r"|(?:preliminarily|provisionally|tentatively) agreed ad ref(?:\.|erendum)?",
    re.IGNORECASE,
)
_STATUS_APART = later(
    r"""(?:
    (?:(?:pre|preliminarily|provisionally|tentatively|not|not\ yet)[ -])? agreed
        (?:\ (?:in|by)\ [\w -]{2,40} | \ pending\ .{1,80} | \ text | \ as\ a\ whole)?
    | preagreed | adopted | concluded | closed | can\ be\ concluded | can\ be\ closed
    | pending (?:\ .{1,80})? | reserved | open
    | under\ (?:discussion|negotiation|review|consideration|consultation)
    | (?:zero|first|second)[ -]draft | to\ be\ (?:discussed|negotiated|agreed)
    | no\ (?:agreement|consensus)
    )[.;]?""",
    re.IGNORECASE | re.VERBOSE,
)

_NOTE_ANYWHERE = later(
    r"""
    (?: (?:(?:editor(?:ial)?|drafter|drafting|explanatory|secretariat|chair(?:man|person)?)
        (?:['’]?s|s['’])?\ )? notes? \s* (?: : | \ by\b ) .*
    | (?:comment|rationale|explanation|caption|placement|background|source)s? \s* : .*
    | proposed\ (?:new\ |alternative\ )? (?:text|language|wording)\ on\b .*
    | sic | emphasis\ (?:added|in\ (?:the\ )?original)
    | (?:arabic|chinese|english|french|russian|spanish)
        (?:(?:,|\ and|,\ and)\ (?:arabic|chinese|english|french|russian|spanish)){0,5} \ only
    | original:\ .*
    | end\ of\ options? | for\ (?:the\ )?(?:decision|agreement)\ text
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_NOTE_APART = later(
    r"(?:[A-Z].{0,120} (?:may|will|to) follow|(?:[Tt]o be )?[Cc]ontinued)\.?",
    re.DOTALL,
)

_NAME_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’&+/-]*|G-?\d\w*)"
_NAMES = (
    rf"(?:the\ )?{_NAME_WORD}(?:,?\ (?:and\ the|and|of\ the|of|on\ behalf\ of|for|the|&|de|du|del"
    rf"|{_NAME_WORD}))*"
)
_ATTRIBUTION = later(
    rf"""(?:
    (?i: (?:as\ )? (?:co-?)? (?:led|chaired|facilitated|coordinated|drafted|redrafted|prepared
        |proposed|tabled|suggested|introduced|added|inserted|amended|submitted|presented|requested
        |supported|championed|opposed|reserved|bracketed|retained|deleted)\ by ) :?\ {_NAMES}
    | (?i: (?:alternative\ |new\ )? (?:proposal|submission|language|text|wording|amendment|input
        |reservation|contribution)s?\ (?:by|from|of) ) :?\ (?!our\b|this\b|all\b){_NAMES}
    | {_NAMES} (?:['’]s|['’])?\ (?i:proposals?|submission|reservation)
    )[.:]?""",
    re.VERBOSE,
)

_NUMBER = later(
    rf"(?:paras?\.?\ ?|paragraph\ |PP|OP|art\.?\ |article\ )?(?:former(?:ly)?\ )?\d{{1,3}}[a-z]?"
    rf"(?:\.\d{{1,3}})*[ .]?(?:{_LATIN})?(?:[ .]?alt(?:\.? ?\d{{1,2}})?)?\.?"
    r"(?: of [\w.()/+-]{1,40})?",
    re.IGNORECASE,
)
_SERIES = later(r"[A-Z]{1,8}(?:[-/ ][A-Z0-9]{1,6}){0,3}[-/ ]?\d{1,4}")
_ENTITLED = later(r"(?:RESOLUTION|DECISION|RECOMMENDATION|Resolution|Decision|Recommendation)\s\Z")
