"""The seams that lifting leaves in a text, and how they are mended.

A seam is where characters went, with every blank around them. What it becomes is decided by what
stands on both sides: one space, one line break, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import punctuation

from wsisdraft.notation.blocks import ITEM
from wsisdraft.notation.scanner import ESCAPE, TIE
from wsisdraft.text.frozen import frozen

__all__ = ["BLANKS", "Cut", "Draft", "Seam", "closed", "escaped_signs", "mended"]

ROUNDS = 4
"""Times that what the seams leave behind is looked at again."""

BLANKS = " \t\r\n"
HARD_SPACES = "\u00a0\u202f"
"""Never taken away; a space beside one would be a second one."""
COMMAS = ",،，、"
CLOSING = ",.;:!?)”»›،؛؟，、。；：！？）"
OPENING = "(（“«‹„"
EITHER = '"*'
"""Signs that open or close by what stands on their other side."""
DEEPEST = 100
"""Marks looked through: as deep as brackets may nest."""
LONGEST_HEAD = 120
"""Characters of a line that an indent, opening marks and a marker may take."""

_CLOSERS_AFTER = re.compile(rf"(?:\](?:{TIE})?){{1,{DEEPEST}}}")
_STARS_BEFORE = re.compile(r"(?<!\*)\*{1,3}\Z")
_STARS_AFTER = re.compile(r"\*{1,3}(?!\*)")
_HALF_A_MARK = re.compile(r"(?:\[\^[^ \[\]]{0,32}|\]\{#?[a-z0-9-]{0,32}|\[|\])\Z")


@frozen
class Cut:
    """Characters that go."""

    start: int
    end: int
    dropped: bool = False
    """Whether words go, not only marks."""
    spaced: bool = False
    """Whether a blank at their edge parted them from their neighbours."""
    comma: bool = False
    """Whether it is a comma that was left over."""


@frozen
class Seam:
    """Where text is joined: cuts, and every blank before, between and after them."""

    start: int
    end: int
    cuts: tuple[Cut, ...]

    @property
    def dropped(self) -> bool:
        return any(cut.dropped for cut in self.cuts)

    @property
    def mends_commas(self) -> bool:
        """Whether it may take another comma: one for each bracket that went, and no more."""
        return 2 * sum(cut.comma for cut in self.cuts) < len(self.cuts)


@frozen
class Draft:
    """The body, and what has to be known of it at every seam."""

    body: str
    escaped: frozenset[int]
    """Offsets of signs behind a backslash, which are words like others."""
    parting: frozenset[int]
    """Offsets between touching brackets whose words need a space once the marks are gone."""

    def sign(self, offset: int) -> str:
        """The character there; empty outside the body, and a letter's where it is escaped."""
        if not 0 <= offset < len(self.body):
            return ""
        return "x" if offset in self.escaped else self.body[offset]


def escaped_signs(body: str) -> frozenset[int]:
    if "\\" not in body:
        return frozenset()
    return frozenset(match.end() - 1 for match in re.finditer(ESCAPE, body))


def seams_of(body: str, cuts: Iterable[Cut]) -> list[Seam]:
    """Cuts with the blanks around them; cuts with nothing but blanks between are one seam."""
    seams: list[Seam] = []
    inside: list[Cut] = []
    start = end = 0
    for cut in sorted(cuts, key=lambda each: (each.start, -each.end)):
        if inside and cut.end <= inside[-1].end:
            continue
        if inside and cut.start <= end:
            inside.append(cut)
        else:
            if inside:
                seams.append(Seam(start, end, tuple(inside)))
            inside = [cut]
            start = len(body[end : cut.start].rstrip(BLANKS)) + end
        end = cut.end
        while end < len(body) and body[end] in BLANKS:
            end += 1
    if inside:
        seams.append(Seam(start, end, tuple(inside)))
    return seams


def closed(draft: Draft, cuts: Iterable[Cut]) -> list[Seam]:
    """The seams of cuts, and of what is left over at them and goes too.

    What a seam leaves behind can lie at the next one, as commas of a list do.
    """
    every = list(cuts)
    seams = seams_of(draft.body, every)
    for _ in range(ROUNDS):
        left_over = [cut for seam in seams for cut in remains(draft, seam)]
        if not left_over:
            break
        every += left_over
        seams = seams_of(draft.body, every)
    return seams


def remains(draft: Draft, seam: Seam) -> Iterator[Cut]:
    """What makes no sense once the words are gone: commas, an item's marker, empty emphasis."""
    before, *_, after = separators(draft.body, seam)
    left, right = draft.sign(seam.start - 1), draft.sign(seam.end)
    next_comma = Cut(seam.end, seam.end + 1, dropped=seam.dropped, comma=True)
    if left and left in COMMAS and right == left and seam.mends_commas:
        yield next_comma
    if not seam.dropped:
        return
    yield from _stars(draft, seam, before + after)
    marker = None if "\n" in before else _marker(draft.body, seam.start, before)
    if marker and ("\n" in after or not right):
        yield marker
    elif not seam.mends_commas:
        return
    elif right and right in COMMAS and (marker or _begins(draft, seam, before)):
        yield next_comma
    elif left and left in COMMAS and _ends(draft.body, seam.end, right):
        yield Cut(seam.start - 1, seam.start, dropped=True, comma=True)


def _stars(draft: Draft, seam: Seam, blanks: str) -> Iterator[Cut]:
    """The stars of an emphasis around words that are gone."""
    body = draft.body
    left = _STARS_BEFORE.search(body, max(0, seam.start - 4), seam.start)
    right = _STARS_AFTER.match(body, seam.end)
    if blanks or left is None or right is None or left[0] != right[0]:
        return
    if left.start() in draft.escaped:
        return
    yield Cut(*left.span(), dropped=True)
    yield Cut(*right.span(), dropped=True)


def _marker(body: str, offset: int, blanks: str) -> Cut | None:
    """The item's marker that ends there, with nothing before it in its line but opening marks."""
    line = body.rfind("\n", max(0, offset - LONGEST_HEAD), offset)
    if (line < 0 and offset > LONGEST_HEAD) or not (blanks or body[offset - 1 : offset] == "）"):
        return None
    head = ITEM.fullmatch(body, line + 1, offset)
    return Cut(*head.span(1), dropped=True) if head else None


def _begins(draft: Draft, seam: Seam, before: str) -> bool:
    """Whether a block or a parenthesis begins at the seam."""
    offset = seam.start
    while draft.sign(offset - 1) == "[" and seam.start - offset < DEEPEST:
        offset -= 1
    return not draft.sign(offset - 1) or draft.sign(offset - 1) in OPENING or before.count("\n") > 1


def _ends(body: str, offset: int, right: str) -> bool:
    """Whether a comma before the seam would meet a sign that ends what it went on."""
    return bool(right) and right in ".;:)。；：）" and body[offset : offset + 2] != ".."


def separators(body: str, seam: Seam) -> list[str]:
    """The blanks before, between and after the cuts of a seam."""
    edges = [seam.start, *(edge for cut in seam.cuts for edge in (cut.start, cut.end)), seam.end]
    return [body[edges[at] : edges[at + 1]] for at in range(0, len(edges), 2)]


def mended(draft: Draft, seam: Seam) -> str:
    """What stands in place of a seam."""
    parts = separators(draft.body, seam)
    if any("\n" in part for part in parts):
        new = _broken(draft, seam, parts)
    else:
        new = _joined(draft, seam, parts)
    return " " if not new and _makes_a_mark(draft, seam) else new


def _broken(draft: Draft, seam: Seam, parts: list[str]) -> str:
    """The strongest line break of a seam, and the indent of what follows."""
    before, after = parts[0], parts[-1]
    strongest = max(parts, key=lambda part: part.count("\n"))
    indent = next(part for part in reversed(parts) if "\n" in part).rpartition("\n")[2]
    if seam.end == len(draft.body):
        return after if "\n" in after else ""
    if seam.start == 0:
        return before[: before.rfind("\n") + 1] + indent
    if seam.dropped and (_after_opener(draft, seam.start) or _before_closer(draft, seam.end)):
        return ""
    return strongest[: strongest.rfind("\n") + 1] + indent


def _joined(draft: Draft, seam: Seam, parts: list[str]) -> str:
    """The space of a seam within a line."""
    before, after = parts[0], parts[-1]
    left, right = draft.sign(seam.start - 1), draft.sign(seam.end)
    if not left or _opens(draft, seam.start):
        return before
    if not right or left in HARD_SPACES or right in HARD_SPACES:
        return ""
    if _closes(draft, seam.end):
        return after[:1]
    if seam.dropped and (_after_opener(draft, seam.start) or _before_closer(draft, seam.end)):
        return before if left == "[" else ""
    gap = next(filter(None, parts), "")
    return gap or (" " if _apart(draft, seam, left, right) else "")


def _opens(draft: Draft, offset: int) -> bool:
    """Whether what stands before the seam opens a parenthesis, a quotation or an emphasis."""
    before = draft.sign(offset - 1)
    begin = offset
    while draft.sign(begin - 1) == before and before in EITHER and offset - begin < 4:
        begin -= 1
    return before in OPENING or (begin < offset and draft.sign(begin - 1) in BLANKS + OPENING)


def _closes(draft: Draft, offset: int) -> bool:
    """Whether what stands behind the seam closes a sentence, a quotation or an emphasis."""
    after = draft.sign(offset)
    end = offset
    while draft.sign(end) == after and after in EITHER and end - offset < 4:
        end += 1
    return after in CLOSING or (end > offset and draft.sign(end) in BLANKS + CLOSING)


def _apart(draft: Draft, seam: Seam, left: str, right: str) -> bool:
    """Whether words would be joined that never were one: parts of words gain no space."""
    if any(cut.spaced for cut in seam.cuts):
        return right != "]" and left != "["
    if any(edge in draft.parting for cut in seam.cuts for edge in (cut.start, cut.end)):
        return True
    if left in ",;:":
        return right.isalpha()
    ended = left in ".!?" and draft.sign(seam.start - 2).islower()
    return ended and right.isupper()


def _after_opener(draft: Draft, offset: int) -> bool:
    """Whether only opening marks part the seam from a blank or the beginning."""
    begin = offset
    while draft.sign(begin - 1) == "[" and offset - begin < DEEPEST:
        begin -= 1
    before = draft.sign(begin - 1)
    return begin < offset and (before in BLANKS or before in OPENING)


def _before_closer(draft: Draft, offset: int) -> bool:
    """Whether only closing marks and ties part the seam from a blank, an end or a full stop."""
    closers = _CLOSERS_AFTER.match(draft.body, offset)
    after = draft.sign(closers.end()) if closers else ""
    return closers is not None and (after in BLANKS or after in CLOSING)


def _makes_a_mark(draft: Draft, seam: Seam) -> bool:
    """Whether joined characters would read as an escape, a tie or a footnote mark."""
    body = draft.body
    if seam.start == 0 or seam.end == len(body):
        return False
    left, right = draft.sign(seam.start - 1), body[seam.end]
    if left == "\\":
        return right in punctuation
    half = _HALF_A_MARK.search(body, max(0, seam.start - 40), seam.start)
    if half is None or half.start() in draft.escaped:
        return False
    return {"[": right == "^", "]": right == "{"}.get(half[0], right not in "[]" + BLANKS)
