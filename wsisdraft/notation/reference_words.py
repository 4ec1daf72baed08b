"""How the words of a text name its paragraphs: `paragraphs 21 and 22`, `paras. 3-5`, `B.21`, `OP5`.

Read are the words alone. Marks of brackets, ties, footnote marks and emphasis are blanks between
words; where they cut a number in two, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wsisdraft.notation.scanner import ESCAPE, FOOTNOTE_MARK, TIE
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.number import LATIN, Segment
from wsisdraft.text.pattern import later
from wsisdraft.text.span import Span

__all__ = ["GAP", "MARK", "Mention", "Named", "masked", "mentions"]

MARK, STAR = "\x00", "\x01"
"""What stands for a mark of a bracket or footnote, and for one of emphasis, in a masked body."""
GAP = r"[\s\x00\x01]"
"""What may stand between two words."""

_SIGNS = later(rf"({ESCAPE})|{FOOTNOTE_MARK}|\[|\](?:{TIE})?|\*+")
_NO_BRACKET = later(rf"{TIE}|{FOOTNOTE_MARK}")
_NAME = r"(?!(?:PP|OP)[0-9])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
_LATIN = f"(?:{'|'.join(sorted(LATIN, key=len, reverse=True))})(?![a-z])"
_LABEL = r"(?:[ivx]{1,6}|[a-z]{1,2})"
_ORDINAL = r"(?!(?:st|nd|rd|th)(?![a-z]))"
_NUMBER = (
    r"(?P<digits>[0-9]{1,4}(?![0-9]))"
    rf"(?:{_ORDINAL}(?P<letters>(?!{_LATIN})[a-z]{{1,2}}(?=$|[^a-z0-9_]|{_LATIN})))?"
    rf"(?:\s{{0,3}}(?:\x01+(?P<slanted>{_LATIN})\x01+|(?P<latin>{_LATIN})))?"
)
_PART = (
    rf"(?:{GAP}{{0,4}}\((?P<inner>{_LABEL}|[0-9]{{1,3}})\)(?:\s?(?P<second>{_LATIN}))?"
    rf"|\.(?P<dotted>(?:{_LABEL}|[0-9]{{1,3}})(?![a-z0-9]))(?:\s?(?P<third>{_LATIN}))?)"
)
_ITEM = later(
    rf"(?P<place>(?:{_NAME}/)*(?:{_NAME}\.)+)?(?P<series>(?:PP|OP)\s?)?{_NUMBER}", re.IGNORECASE
)
_PARTS = later(_PART, re.IGNORECASE)
_KEYWORD = later(
    rf"(?<![\w/@.-])(?:(?P<kind>operative|preambular){GAP}{{1,40}})?"
    rf"(?:sub-?)?(?:(?P<one>paragraph|para|par|¶)|(?P<many>paragraphs|paras|pars|¶¶))"
    rf"(?![a-z])\.?{GAP}{{0,40}}(?:nos?\.{GAP}?)?",
    re.IGNORECASE,
)
_PLACED = later(
    rf"(?<![\w/@.#-])(?=(?:{_NAME}/)*(?:{_NAME}\.)+(?:(?:PP|OP)\s?)?[0-9]"
    r"|(?:PP|OP)[0-9]|(?-i:PP|OP)\s[0-9])",
    re.IGNORECASE,
)
_JOINED = later(
    rf"{GAP}*(?P<dash>[-\u2010-\u2015\u2212]|(?<={GAP})(?:to|through|until){GAP}){GAP}*"
    rf"|{GAP}*(?P<last>(?:[,;]{GAP}*)?(?<![a-z])(?:and/or|and|or|as well as|nor|&){GAP}+)"
    rf"|{GAP}*(?P<comma>[,;/]){GAP}*"
    rf"|\s*(?P<mark>\x00)[\x00\s]*",
    re.IGNORECASE,
)
_MEASURE = later(
    rf"{GAP}*(?:%|per{GAP}?cent|percent|million|billion|years?|days?|months?|countries|times)",
    re.IGNORECASE,
)
# After the last of `paragraph 5 and 22`: what may follow where 22 is a paragraph too.
_GOES_ON = later(
    rf"{GAP}*(?:$|[.,;:)\]\-\u2010-\u2015]|(?:above|below|supra|infra|of|in|to|on|for|as|is|are|"
    r"and|or|shall|should|will|would|may|must|have|has|do|does|which|that|with|by|from|under|"
    r"apply|applies|were|was|not)(?![a-z]))",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[0-9]")


@frozen
class Named:
    """One paragraph as the words name it."""

    span: Span
    """All of it in the body, the chapter's name and a closing parenthesis included."""
    place: Span | None
    """Where the chapter or section is named: `vision/B`, `C.C5`, without the last point."""
    series: str
    """`PP`, `OP` or empty, as written."""
    segments: tuple[Segment, ...]
    """Letters as capitals, labels small."""
    spans: tuple[Span, ...]
    """Where each segment stands, with its letters and Latin word, without parentheses."""
    ends: tuple[int, ...]
    """Where the number ends that goes as far as each segment, closing parentheses included."""
    dotted: bool = False
    """Whether it has a part in digits behind a point, `5.2`."""
    ranged: bool = False
    """Whether it is the end of a range that the one before it begins."""
    doubt: str = ""
    """Why it may be no paragraph at all, in a sentence without its full stop."""


@frozen
class Mention:
    """Paragraphs named together, as `paragraphs 21, 22 and 24-26`."""

    span: Span
    """From the word `paragraph` to the last number."""
    kind: str
    """`OP` and `PP` where it is said in words, as in `operative paragraph 5`."""
    named: tuple[Named, ...]
    spoken: bool
    """Whether the word `paragraph` goes before, and not a chapter's name or a series alone."""


def masked(body: str) -> str:
    """The body with every mark of brackets, footnotes and emphasis as blanks, offsets as before."""
    if not any(sign in body for sign in "[]*\\"):
        return body
    return _SIGNS.sub(_blank, body)


def _blank(match: re.Match[str]) -> str:
    if match[1]:
        return MARK + match[1][1]
    return (STAR if match[0][0] == "*" else MARK) * len(match[0])


def mentions(body: str, words: str) -> Iterator[Mention]:
    """Every mention of paragraphs by number in a body, in its order; `words` are the body masked.

    Those that begin with the word `paragraph`, then those that need none.
    """
    if _FIRST.search(words) is None:
        return
    done = 0
    for match in _KEYWORD.finditer(words):
        if match.start() < done:
            continue
        found = _listed(body, words, match.end(), many=match["many"] is not None)
        if found:
            kind = (match["kind"] or "").lower()
            series = {"operative": "OP", "preambular": "PP"}.get(kind, "")
            yield from _placed(body, words, done, match.start())
            done = found[-1].span.end
            yield Mention(Span(match.start(), done), series, found, spoken=True)
    yield from _placed(body, words, done, len(words))


def _placed(body: str, words: str, start: int, end: int) -> Iterator[Mention]:
    """Numbers with a chapter's name or a series before them, in a stretch of the body."""
    at = start
    while (match := _PLACED.search(words, at, end)) is not None:
        at = match.start() + 1
        found = _listed(body, words, match.start(), many=False, spoken=False)
        if found and found[-1].span.end <= end:
            at = found[-1].span.end
            yield Mention(Span(match.start(), at), "", found, spoken=False)


def _listed(
    body: str, words: str, start: int, *, many: bool, spoken: bool = True
) -> tuple[Named, ...]:
    """The numbers that stand one after another from here on; none where none begins here."""
    first = _one(body, words, start)
    if first is None:
        return ()
    found = [first]
    closed = False
    """Whether an `and` has been said, after which a comma begins something else."""
    while True:
        joint = _JOINED.match(words, found[-1].span.end)
        if joint is None:
            return tuple(found)
        following = _following(body, words, joint.end(), found[-1])
        if following is None or not _continues(body, words, joint, following, many, spoken):
            return tuple(found)
        doubt = following.doubt
        bare = not following.series and following.place is None
        if bare and joint["last"] and not many and not _GOES_ON.match(words, following.span.end):
            doubt = "It may count something else than paragraphs"
        if joint["comma"] and closed and not doubt:
            doubt = "It may be no part of the list before it"
        found.append(altered(following, ranged=bool(joint["dash"]), doubt=doubt))
        closed = closed or bool(joint["last"])


def _continues(
    body: str, words: str, joint: re.Match[str], following: Named, many: bool, spoken: bool
) -> bool:
    """Whether a number behind a joint belongs to the list."""
    if _MEASURE.match(words, following.span.end):
        return False
    if following.place is not None or joint["dash"]:
        return following.place is None or spoken
    if not spoken:
        return bool(following.series)
    if joint["mark"]:
        # Members of a choice, as [21][22]; one mark alone parts nothing.
        marks = _NO_BRACKET.sub("", body[joint.start() : joint.end()])
        return "]" in marks and "[" in marks
    return many or joint["comma"] == "/" or bool(joint["last"])


def _following(body: str, words: str, at: int, before: Named) -> Named | None:
    """A further number, or a further part of the number before: `(c)` after `24 (a)`."""
    named = _one(body, words, at)
    if named is not None or len(before.segments) < 2:
        return named
    part = _PARTS.match(words, at)
    if part is None or not part["inner"] or words[at] != "(":
        return None
    segment = _segment(part["inner"], "", part["second"])
    return Named(
        Span(at, part.end()),
        None,
        before.series,
        (*before.segments[:-1], segment),
        (*before.spans[:-1], Span(*_label(part))),
        (*before.ends[:-1], part.end()),
    )


def _one(body: str, words: str, at: int) -> Named | None:
    """The number that begins here, with its parts."""
    match = _ITEM.match(words, at)
    if match is None:
        return None
    latin = match["latin"] or match["slanted"]
    segments = [_segment(match["digits"], match["letters"], latin)]
    spans = [Span(match.start("digits"), match.end())]
    end = match.end()
    ends = [end]
    dotted = False
    while len(segments) < 5 and (part := _PARTS.match(words, end)) is not None:
        label = part["inner"] or part["dotted"]
        segments.append(_segment(label, "", part["second"] or part["third"]))
        spans.append(Span(*_label(part)))
        dotted = dotted or (part["dotted"] or "").isdecimal()
        end = part.end()
        ends.append(end)
    if words[end : end + 1].isalnum() or words[end : end + 1] == "_":
        return None
    place = Span(match.start("place"), match.end("place") - 1) if match["place"] else None
    doubt = "A bracket goes through the number" if _cut(body, words, end) else ""
    return Named(
        Span(match.start(), end),
        place,
        (match["series"] or "").strip().upper(),
        tuple(segments),
        tuple(spans),
        tuple(ends),
        dotted,
        doubt=doubt,
    )


def _label(part: re.Match[str]) -> tuple[int, int]:
    """Where a part's label stands, with its Latin word where it has one, without parentheses."""
    which = "inner" if part["inner"] else "dotted"
    latin = "third" if part["third"] else ""
    return part.start(which), part.end(latin or which)


def _segment(label: str, letters: str | None, latin: str | None) -> Segment:
    kept = label if label[0].isdecimal() else label.lower()
    return Segment(kept.lstrip("0") or "0" if kept.isdecimal() else kept,
                   (letters or "").upper(), (latin or "").lower())  # fmt: skip


def _cut(body: str, words: str, end: int) -> bool:
    """Whether a number goes on behind a bracket's mark, as in `2[1]` or `21[bis]`."""
    after = end
    while words[after : after + 1] == MARK:
        after += 1
    if after == end or not words[after : after + 1].isalnum():
        return False
    return _NO_BRACKET.sub("", body[end:after]) not in ("", "][")
