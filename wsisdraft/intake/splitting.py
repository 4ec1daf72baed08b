"""Paragraphs that are longer than a file may hold, parted where no bracket is open.

What is cut off gets the next bis, ter of its number and a doubt. A bracket that leaves no place to
part within a file's length is stored as signs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wsisdraft.intake.numbering import NOTHING, next_to
from wsisdraft.intake.taken import TakenAlternative, TakenParagraph
from wsisdraft.notation.scanner import MARK, scan
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.frozen import altered
from wsisdraft.text.number import Number
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.pattern import later

MOST = 20_000
"""Bytes of a body, so that an edit of it has room within what a file may hold."""


def split(paragraphs: Sequence[TakenParagraph]) -> list[TakenParagraph]:
    """The paragraphs of one chapter or section with no body too long."""
    if all(
        not _long(p.body) and not any(_long(a.body) for a in p.alternatives) for p in paragraphs
    ):
        return list(paragraphs)
    used = {paragraph.number for paragraph in paragraphs}
    found: list[TakenParagraph] = []
    for paragraph in paragraphs:
        found += _split(paragraph, used) if _long(paragraph.body) else (paragraph,)
    return [altered(each, alternatives=tuple(_cut(each))) for each in found]


def _long(body: str) -> bool:
    return len(body) > MOST // 4 and len(body.encode()) > MOST


def _split(paragraph: TakenParagraph, used: set[Number]) -> list[TakenParagraph]:
    parts = _parts(paragraph.body)
    kept, said = _plain(paragraph), "is longer than a paragraph may be"
    found = []
    number = paragraph.number
    for at, part in enumerate(parts):
        if at:
            number = next_to(number, used)
            used.add(number)
        doubt = Doubt(
            DoubtKind.FORMATTING,
            paragraph.line,
            1,
            f"Paragraph {paragraph.number} {said}; part {at + 1} of {len(parts)} is {number}.",
        )
        found.append(
            altered(
                kept if at else paragraph,
                number=number,
                body=part,
                printed=NOTHING if at else paragraph.printed,
                brackets=_of(part, paragraph.brackets),
                doubts=(doubt,) if at else (*paragraph.doubts, doubt),
            )
        )
    return found


def _plain(paragraph: TakenParagraph) -> TakenParagraph:
    return altered(paragraph, alternatives=(), doubts=(), origin="", by=(), lead=())


def _cut(paragraph: TakenParagraph) -> list[TakenAlternative]:
    """The alternatives, each too long one as several with a doubt."""
    found: list[TakenAlternative] = []
    for each in paragraph.alternatives:
        if not _long(each.body):
            found.append(each)
            continue
        parts = _parts(each.body)
        for at, part in enumerate(parts, 1):
            name = f"{each.name}, part {at}"
            doubt = Doubt(
                DoubtKind.FORMATTING,
                each.line,
                1,
                f"{each.name} is longer than an alternative may be; part {at} of {len(parts)}.",
            )
            found.append(
                altered(
                    each,
                    name=name,
                    body=part,
                    brackets=_of(part, each.brackets),
                    doubts=(*(each.doubts if at == 1 else ()), doubt),
                )
            )
    return found


_TIE = later(r"\]\{#(b\d+)\}")
_BLANK = later(r"\n+|(?<=[.;:!?]) | ")


def _of(body: str, entries: Mapping[str, BracketEntry]) -> dict[str, BracketEntry]:
    """The entries of the brackets that are in a body."""
    return {name: entries[name] for name in _TIE.findall(body) if name in entries}


def _parts(body: str) -> list[str]:
    """A body in parts that are short enough, none of which cuts a bracket."""
    parts: list[str] = []
    rest = _without_long_brackets(body)
    at = 0
    while at < len(rest):
        end = _end(rest, at)
        words = rest[at:end].strip("\n ")
        if words:
            parts.append(f"{words}\n")
        at = end
    return parts


def _end(body: str, start: int) -> int:
    """Where a part ends that begins there: behind a block, a sentence, a word, or just there."""
    limit = start + _fitting(body, start)
    if limit >= len(body):
        return len(body)
    depth, outside = 0, start
    best = {"block": start, "sentence": start, "word": start}
    for match in _PLACE.finditer(body, start, limit):
        mark = match[0]
        if mark == "[":
            outside = match.start() if not depth else outside
            depth += 1
        elif mark[0] == "]":
            depth -= 1
        elif not depth and mark[0] not in "\\[":
            kind = "block" if mark[0] == "\n" else "sentence"
            if mark == " " and body[match.start() - 1] not in ".;:!?":
                kind = "word"
            best[kind] = match.end()
    for end in best.values():
        if end > start + (limit - start) // 4:
            return end
    return outside if depth and outside > start else _unbroken(body, limit)


def _unbroken(body: str, end: int) -> int:
    """A place at or right behind an offset that parts no escape and no tie."""
    tie = body.rfind("]{#", end - 40, end)
    if tie >= 0 and "}" not in body[tie:end]:
        return body.find("}", end) + 1 or end
    slashes = len(body[end - 40 : end]) - len(body[end - 40 : end].rstrip("\\"))
    return end + slashes % 2


_PLACE = later(rf"{MARK.pattern}|\n+| |[\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f\u060c\u061b]")


def _fitting(body: str, start: int) -> int:
    """How many characters from there are short enough."""
    taken = body[start : start + MOST].encode()[:MOST].decode(errors="ignore")
    return len(taken)


def _without_long_brackets(body: str) -> str:
    """The body with signs in the place of brackets that are longer than a quarter of a part."""
    marks = scan(body)
    edits: list[tuple[int, int, str]] = []
    for bracket in marks.brackets:
        if bracket.end - bracket.start > MOST // 8:
            edits.append((bracket.start, bracket.start + 1, "\\["))
            edits.append((bracket.end - 1, bracket.after, "\\]"))
    pieces: list[str] = []
    at = 0
    for start, end, words in sorted(edits):
        pieces += (body[at:start], words)
        at = end
    return "".join((*pieces, body[at:]))
