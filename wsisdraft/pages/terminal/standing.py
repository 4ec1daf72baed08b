"""Where the text stands: a line a chapter, what is open, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.pages.terminal.page import (
    BLANK,
    Fitted,
    Line,
    Page,
    Row,
    Style,
    cut,
    flow,
    line,
    padded,
    width_of,
)
from wsisdraft.reports.beside import body_words, mandate_words
from wsisdraft.reports.facilitating import facilitators_words
from wsisdraft.reports.standing import ChapterStanding, Standing, Waiting

BAR = 10
"""Cells of the bar that shows how much of a chapter is settled."""
_TABLE = 72
"""Columns from which chapters stand in a table; in less, and in a pipe, they are told in words."""
_SETTLED, _FIGURES = 7, 5
"""Columns of `27/33`, and of a number of brackets or alternatives with the blanks before it."""


def standing_page(standing: Standing) -> Page:
    """The standing of every chapter in a line, and the sums.

    Of a chapter alone, and of what somebody facilitates, also exceptions, mandates and what waits.
    """
    at = "" if standing.at == "now" else f", at {standing.at}"
    meeting = f"meeting {standing.meeting} is open" if standing.meeting else "between meetings"
    rows: list[Row] = [line((standing.process or "Draft", Style.TITLE), f"{at}, {meeting}")]
    if standing.facilitator and not standing.documents:
        from wsisdraft.rules.rule import argument

        said = f"{standing.facilitator} facilitates nothing that was asked about."
        add = f"wsisdraft facilitators REF --add {argument(standing.facilitator)}"
        return (*rows, BLANK, line(said), flow(("Next: ", Style.HELP), add, hanging=6))
    if standing.facilitator:
        rows.append(line(f"What {standing.facilitator} facilitates:"))
    widest = max((width_of(c.ref) for d in standing.documents for c in d.chapters), default=0)
    alone = sum(len(d.chapters) for d in standing.documents) == 1
    inside = alone or bool(standing.facilitator)
    for place, document in enumerate(standing.documents):
        rows += [BLANK, flow((document.title or document.key, Style.TITLE))]
        if not inside and not place:
            rows.append(_heading(widest))
        for chapter in document.chapters:
            rows += _chapter(chapter, widest) if inside else [_in_a_line(chapter, widest)]
    rows += [BLANK, *_sums(standing, inside=inside)]
    return tuple(rows)


def _heading(widest: int) -> Row:
    """What the columns are, over the first of them."""

    def lines(width: int) -> Iterator[Line]:
        blank = " " * (2 + widest + 2 + BAR + 2)
        said = f"{blank} {'settled':>{_SETTLED}}{'[ ]':>{_FIGURES}}{'ALT':>{_FIGURES}}  status"
        yield line((cut(said, width), Style.DIM))

    return Fitted(lines, least=_TABLE)


def _in_a_line(chapter: ChapterStanding, widest: int) -> Row:
    """A chapter in a row of the table; in words where there is no room for one."""
    if chapter.moved_to and not chapter.paragraphs:
        return _moved(chapter, widest)
    brackets, alternatives = (str(n) if n else "" for n in _unresolved(chapter))
    settled = f"{chapter.settled}/{chapter.paragraphs}"
    figures = f" {settled:>{_SETTLED}}{brackets:>{_FIGURES}}{alternatives:>{_FIGURES}}  "
    before = 2 + widest + 2 + BAR + 2 + len(figures)

    def lines(width: int) -> Iterator[Line]:
        yield line(
            "  ",
            (padded(chapter.ref, widest), Style.REF),
            "  ",
            (_bar(chapter), _style(chapter)),
            figures,
            _words(chapter, max(width - before, 8)),
        )

    counts = [
        _count(number, thing)
        for number, thing in zip(_unresolved(chapter), ("bracket", "alternative"), strict=True)
        if number
    ]
    counts += [f"{chapter.pending} pending"] if chapter.pending else []
    words = flow(
        (padded(chapter.ref, widest), Style.REF),
        "  ",
        (_bar(chapter), _style(chapter)),
        f" {settled}  {_status(chapter) or 'undeclared'}",
        f"; {', '.join(counts)}" if counts else "",
        indent=2,
        hanging=6,
    )
    return Fitted(lines, least=_TABLE, otherwise=(words,))


def _words(chapter: ChapterStanding, room: int) -> str:
    """The status, and the title where there is room for some of it."""
    status = _status(chapter)
    if chapter.pending:
        status += f"; {chapter.pending} pending"
    if not status:
        return cut(chapter.title, room)
    left = room - width_of(status) - 2
    return f"{status}: {cut(chapter.title, left)}" if left >= 8 else cut(status, room)


def _unresolved(chapter: ChapterStanding) -> tuple[int, int]:
    return chapter.bracket_pairs, chapter.alternatives


def _moved(chapter: ChapterStanding, widest: int) -> Row:
    return flow(
        (padded(chapter.ref, widest), Style.REF),
        ("  moved to ", Style.DIM),
        (chapter.moved_to, Style.REF),
        indent=2,
        hanging=widest + 4,
    )


def _style(chapter: ChapterStanding) -> Style:
    settled = chapter.paragraphs and chapter.settled == chapter.paragraphs
    return Style.SETTLED if settled else Style.OPEN


def _status(chapter: ChapterStanding) -> str:
    """As declared, with its exceptions; empty where nothing is declared."""
    besides = f" besides {', '.join(chapter.besides)}" if chapter.besides else ""
    return chapter.status + besides


def _chapter(chapter: ChapterStanding, widest: int) -> Iterator[Row]:
    """All there is to say of a chapter, in the lines it takes."""
    if chapter.moved_to and not chapter.paragraphs:
        yield _moved(chapter, widest)
        if chapter.title:
            yield flow((chapter.title, Style.DIM), indent=widest + 4)
        return
    yield flow(
        (padded(chapter.ref, widest), Style.REF),
        "  ",
        (_bar(chapter), _style(chapter)),
        f" {chapter.settled}/{chapter.paragraphs}  ",
        (_status(chapter) or "undeclared", _style(chapter)),
        indent=2,
        hanging=widest + 4,
    )
    facts = _facts(chapter)
    title = f"{chapter.title}: " if chapter.title else ""
    yield flow(title + "; ".join(facts), indent=widest + 4)
    for each in chapter.waiting:
        yield flow(*_waiting(each), indent=widest + 4, hanging=widest + 6)


def _bar(chapter: ChapterStanding) -> str:
    full = BAR * chapter.settled // chapter.paragraphs if chapter.paragraphs else 0
    return "[" + "#" * full + "." * (BAR - full) + "]"


def _facts(chapter: ChapterStanding) -> list[str]:
    facts = [chapter.symbol] if chapter.symbol else []
    facts += [f"as of {chapter.as_of}"] if chapter.as_of else []
    facts += [f"{chapter.reading} reading"] if chapter.reading else []
    if chapter.bracket_pairs:
        slots = _count(chapter.contested_slots, "contested slot")
        inside = _count(chapter.paragraphs_with_brackets, "paragraph")
        facts.append(f"{_count(chapter.bracket_pairs, 'bracket')}, {slots} in {inside}")
    facts += [_count(chapter.alternatives, "alternative")] if chapter.alternatives else []
    facts += [f"{chapter.pending} pending"] if chapter.pending else []
    facts += [_count(number, kind) for kind, number in chapter.statements.items()]
    if chapter.mandate:
        facts.append(mandate_words(chapter.mandate))
    if chapter.facilitators:
        facts.append(facilitators_words(chapter.facilitators))
    if chapter.settled_by:
        facts.append(_bodies(chapter.settled_by, "agreed "))
    return facts or ["no bracket, no alternative"]


def _bodies(settled_by: Mapping[str, int], what: str = "") -> str:
    """`3 agreed by the working group, 1 by the plenary`."""
    told = [f"by {body_words(body)}" for body in settled_by]
    told[0] = what + told[0]
    return ", ".join(f"{n} {said}" for n, said in zip(settled_by.values(), told, strict=True))


def _waiting(each: Waiting) -> tuple[str | tuple[str, Style], ...]:
    who = f"; {mandate_words(each.mandate)}" if each.mandate else ""
    return ((each.ref, Style.REF), f": {cut(each.words, 60)}{who}")


def _sums(standing: Standing, *, inside: bool) -> Iterator[Row]:
    total = standing.totals
    by_whom = f" ({_bodies(standing.settled_by)})" if standing.settled_by else ""
    beside = "".join(f", {_count(number, kind)}" for kind, number in standing.statements.items())
    yield flow(
        f"In all {total['settled']} of {_count(total['paragraphs'], 'paragraph')} settled"
        f"{by_whom}; "
        f"{_count(total['bracket_pairs'], 'bracket')} in "
        f"{_count(total['contested_slots'], 'contested slot')}, "
        f"{_count(total['alternatives'], 'alternative')}{beside}."
    )
    place, command = _next(standing)
    yield flow(("Next: ", Style.HELP), command, hanging=6)
    if place and not inside:
        yield flow(f"wsisdraft status {place} shows what waits there, and for whom", indent=6)


def _next(standing: Standing) -> tuple[str, str]:
    """The chapter where something is to be done next, and how; no chapter where nothing is."""
    chapters = [chapter for document in standing.documents for chapter in document.chapters]
    if not chapters:
        first = standing.documents[0].key + "A" if standing.documents else "vision/"
        return "", f"wsisdraft add {first} --title TEXT"
    with_alternatives = next((c.ref for c in chapters if c.alternatives), "")
    if with_alternatives:
        command = f"wsisdraft alt list {with_alternatives}, then wsisdraft choose REF NAME"
        return with_alternatives, command
    with_brackets = next((c.ref for c in chapters if c.bracket_pairs), "")
    if with_brackets:
        return with_brackets, f"wsisdraft brackets {with_brackets}, then wsisdraft lift REF HANDLE"
    unsettled = next((c.ref for c in chapters if c.settled < c.paragraphs), "")
    return unsettled, f"wsisdraft agree {unsettled}" if unsettled else "wsisdraft check"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
