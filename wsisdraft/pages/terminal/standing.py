"""Where the text stands: a line a chapter, what is open, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.pages.terminal.page import (
    BLANK,
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


def standing_page(standing: Standing) -> Page:
    """The standing of every chapter, its exceptions and mandates, and the sums."""
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
    for document in standing.documents:
        rows += [BLANK, flow((document.title or document.key, Style.TITLE))]
        for chapter in document.chapters:
            rows += _chapter(chapter, widest)
    rows += [BLANK, *_sums(standing)]
    return tuple(rows)


def _chapter(chapter: ChapterStanding, widest: int) -> Iterator[Row]:
    if chapter.moved_to and not chapter.paragraphs:
        yield flow(
            (padded(chapter.ref, widest), Style.REF),
            ("  moved to ", Style.DIM),
            (chapter.moved_to, Style.REF),
            indent=2,
            hanging=widest + 4,
        )
        if chapter.title:
            yield flow((chapter.title, Style.DIM), indent=widest + 4)
        return
    settled = chapter.paragraphs and chapter.settled == chapter.paragraphs
    style = Style.SETTLED if settled else Style.OPEN
    status = chapter.status or "undeclared"
    besides = f" besides {', '.join(chapter.besides)}" if chapter.besides else ""
    yield flow(
        (padded(chapter.ref, widest), Style.REF),
        "  ",
        (_bar(chapter), style),
        f" {chapter.settled}/{chapter.paragraphs}  ",
        (status + besides, style),
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


def _sums(standing: Standing) -> Iterator[Row]:
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
    yield flow(("Next: ", Style.HELP), _next(standing), hanging=6)


def _next(standing: Standing) -> str:
    chapters = [chapter for document in standing.documents for chapter in document.chapters]
    if not chapters:
        first = standing.documents[0].key + "A" if standing.documents else "vision/"
        return f"wsisdraft add {first} --title TEXT"
    with_alternatives = next((c for c in chapters if c.alternatives), None)
    with_brackets = next((c for c in chapters if c.bracket_pairs), None)
    if with_alternatives:
        return f"wsisdraft alt list {with_alternatives.ref}, then wsisdraft choose REF NAME"
    if with_brackets:
        return f"wsisdraft brackets {with_brackets.ref}, then wsisdraft lift REF HANDLE"
    open_chapter = next((c for c in chapters if c.settled < c.paragraphs), None)
    if open_chapter:
        return f"wsisdraft agree {open_chapter.ref}"
    return "wsisdraft check"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
