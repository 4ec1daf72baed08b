"""A body without its marks, for reading: without ties, without brackets, or its first words."""

from __future__ import annotations

import re
from itertools import pairwise

from wsisdraft.notation.blocks import ITEM
from wsisdraft.notation.scanner import ESCAPE, FOOTNOTE_MARK, TIE, scan
from wsisdraft.text.bracket import Marks, Role
from wsisdraft.text.pattern import later

__all__ = ["clean", "opening_words", "without_ties"]

BETWEEN_MEMBERS = " / "
ELLIPSIS = "…"
LONGEST = 80
"""Characters of opening words, where a language writes no spaces."""
PREFIX = 4000
"""Characters of a body that its opening words are looked for in."""

_TIE = later(TIE)
_TIED = later(rf"{ESCAPE}|{FOOTNOTE_MARK}|(\])({TIE})")
_SIGNS = later(rf"({ESCAPE})|{FOOTNOTE_MARK}|\*+|[\[\]]")


_ITEM = later(f"^{ITEM.pattern}", re.MULTILINE)
LONGEST_MARKER = 40
"""Characters of an item's marker, and more."""


def _may_have_items(body: str) -> bool:
    """Whether a line may begin with the marker of an item: most bodies do without, at a glance."""
    for line in body.split("\n"):
        head = line.lstrip(" [")[:LONGEST_MARKER]
        if head.startswith(("（", "(", "-", "*")) or "." in head or ")" in head:
            return True
    return False


def without_ties(body: str) -> str:
    """The body with its brackets and without the `{#b1}` behind them."""
    if "]{#" not in body:
        return body
    return _TIED.sub(lambda match: match[1] or match[0], body)


def clean(body: str, marks: Marks) -> str:
    """The words alone: bracket marks taken away, members of a choice joined by ` / `.

    Footnote marks stay, and so do strays, which nobody knows the meaning of, without their ties.
    """
    if not marks.brackets:
        return without_ties(body)
    gone: list[tuple[int, int, str]] = []
    for pair in marks.brackets:
        if pair.role is not Role.FOOTNOTE:
            gone.append((pair.start, pair.start + 1, ""))
            gone.append((pair.end - 1, pair.after, ""))
    for stray in marks.strays:
        tie = _TIE.match(body, stray.offset + 1) if stray.char == "]" else None
        if tie:
            gone.append((*tie.span(), ""))
    for choice in marks.choices:
        for left, right in pairwise(choice):
            start, end = marks.brackets[left].after, marks.brackets[right].start
            if not body[start:end].strip():
                gone.append((start, end, BETWEEN_MEMBERS))
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(gone, key=lambda each: (each[0], each[1])):
        pieces += (body[done:start], new)
        done = end
    return "".join([*pieces, body[done:]])


def opening_words(body: str, n: int = 8) -> str:
    """The first words, to know a paragraph by; without marks, ties and markers of items.

    Cut with an ellipsis where the body goes on.
    """
    prefix = body[:PREFIX]
    plain = clean(prefix, scan(prefix))
    if _may_have_items(plain):
        plain = _ITEM.sub("", plain)
    plain = _SIGNS.sub(lambda match: match[1][1:] if match[1] else "", plain)
    words = plain.replace(BETWEEN_MEMBERS, BETWEEN_MEMBERS.strip()).split()
    short = " ".join(words[:n])
    if len(short) > LONGEST:
        short = short[: LONGEST - 1].rstrip() + ELLIPSIS
    elif len(words) > n or len(body) > PREFIX:
        short += ELLIPSIS
    return short
