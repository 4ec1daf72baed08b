"""Paragraphs as delegates read them on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.pages.terminal.page import BLANK, Line, Page, Row, Style, flow, line
from wsisdraft.pages.terminal.statements import statement_rows
from wsisdraft.pages.terminal.words import body_rows, redline_rows
from wsisdraft.reports.beside import agreed_words, mandate_words
from wsisdraft.reports.facilitating import facilitators_words
from wsisdraft.reports.markers import Marker
from wsisdraft.reports.open_brackets import OpenBracket
from wsisdraft.reports.paragraph_view import AlternativeView, ParagraphView
from wsisdraft.reports.redline import Sign, redline
from wsisdraft.reports.words_from import CameFrom
from wsisdraft.text.statement import Statement
from wsisdraft.text.status import DELETED


def paragraphs_page(
    views: Sequence[ParagraphView],
    *,
    clean: bool = False,
    above: Sequence[Statement] = (),
    markers: Sequence[Marker] = (),
    facilitators: tuple[str, ...] = (),
    single: bool = False,
) -> Page:
    """The paragraphs with what stands beside them, or in clean only their words.

    Statements `above` are about what the paragraphs lie in; they are told once, before them, and so
    are those who facilitate it. A `single` paragraph that was asked for comes first, and they after
    it.
    """
    rows: list[Row] = [] if clean else list(statement_rows(above, indent=0))
    told = (facilitators_words(facilitators), Style.DIM) if facilitators and not clean else None
    if told and not single:
        rows.insert(0, flow(told, hanging=2))
    for view in views:
        rows += [BLANK] if rows else []
        rows += _clean(view) if clean else _paragraph(view, above)
    if told and single:
        rows.append(flow(told, indent=2))
    for marker in markers:
        rows += [BLANK] if rows else []
        rows += marker_rows(marker)
    return tuple(rows)


def marker_rows(marker: Marker) -> Iterator[Row]:
    """What is left of a chapter or section where it was."""
    yield line((marker.ref, Style.REF), "  moved to ", (marker.moved_to, Style.REF))
    if marker.title:
        yield flow((marker.title, Style.DIM), indent=2)


def _clean(view: ParagraphView) -> Iterator[Row]:
    if view.status == DELETED:
        yield flow(f"{view.number}. ", ("(deleted)", Style.DIM))
        return
    for position, text in enumerate(view.clean.split("\n")):
        number = f"{view.number}. " if position == 0 else ""
        yield flow(number + text, hanging=0)


def _paragraph(view: ParagraphView, above: Sequence[Statement]) -> Iterator[Row]:
    yield head(view)
    if not view.text.strip():
        yield line(("  (no base text)", Style.DIM))
    elif view.status == DELETED:
        yield from redline_rows(((Sign.TAKEN_OUT, view.text),))
    else:
        yield from body_rows(view.body)
    for row in view.brackets:
        yield bracket_row(row)
    for alternative in view.alternatives:
        yield from alternative_rows(alternative)
    if view.settled:
        agreed = agreed_words(view.settled)
        if view.words_hold:
            yield line((f"  {agreed}", Style.DIM))
        else:
            said = f"not in the words {agreed}"
            yield flow((said, Style.ERROR), f"; wsisdraft check {view.ref}", indent=2)
    if view.pending:
        until = f" until {view.pending.until}" if view.pending.until else ""
        yield flow((f"pending {view.pending.reason}{until}", Style.OPEN), indent=2)
    if view.mandate:
        yield flow(mandate_words(view.mandate), indent=2)
    yield from map(_came_from, view.came_from)
    yield from _numbers(view)
    yield from statement_rows([s for s in view.statements if s not in above], ref=view.ref)


def _came_from(each: CameFrom) -> Row:
    """`came in as V1/B/2/1 of Norland, insert, bracketed: b1`."""
    where = f": {', '.join(each.where)}" if each.where else ""
    meeting = f" in meeting {each.meeting}" if each.meeting else ""
    said = f" of {', '.join(each.by)}, {each.kind}, {each.outcome}{meeting}{where}"
    merged = f"; with {', '.join(each.merged)}" if each.merged else ""
    return flow(
        ("came in as ", Style.DIM), (each.name, Style.REF), f"{said}{merged}", indent=2, hanging=4
    )


def _numbers(view: ParagraphView) -> Iterator[Row]:
    """The numbers it had, and whose its number was."""
    if view.former:
        yield flow((f"formerly {', '.join(view.former)}", Style.DIM), indent=2)
    if view.formerly_here:
        now = " and ".join(view.formerly_here)
        yield flow((f"what was {view.ref} before is {now} now", Style.DIM), indent=2)


def head(view: ParagraphView) -> Line:
    """REF, status, and how the number was printed where that differs."""
    printed = f", printed as {view.printed}" if view.printed else ""
    style = Style.SETTLED if view.settled else Style.OPEN
    return line((view.ref, Style.REF), "  ", (view.status, style), printed)


def bracket_row(row: OpenBracket) -> Row:
    """One bracket with its handle, who asked for it and since when."""
    name = f"{row.index}" + (f" ({row.handle})" if row.handle else "")
    return flow((name, Style.BRACKET), who_and_when(row), indent=4, hanging=6)


def who_and_when(row: OpenBracket) -> str:
    """`insertion by Egypt, against Canada, since meeting 3`, as far as it is on record."""
    kind = "the words as they were" if row.proposal == "base" else row.proposal
    by = f"by {', '.join(row.by)}" if row.by else ""
    said = [words] if (words := f"{kind} {by}".strip()) else []
    said += [f"against {', '.join(row.against)}"] if row.against else []
    said += [f"since meeting {row.since}"] if row.since else []
    said += [f"one of choice {row.choice}"] if row.choice else []
    said += [row.role] if row.role not in ("text", "alternative") else []
    return "  " + ", ".join(said) if said else "  nothing on record"


def alternative_rows(view: AlternativeView) -> Iterator[Row]:
    """An alternative with its words."""
    by = f", by {', '.join(view.by)}" if view.by else ""
    yield line("  ", (view.name, Style.TITLE), by)
    if view.text.strip():
        yield from body_rows(view.body, indent=4)
    else:
        yield line("    (no text: the paragraph is to go)")


def alternatives_page(groups: Sequence[tuple[str, Sequence[AlternativeView]]]) -> Page:
    """The alternatives of each paragraph under its REF."""
    rows: list[Row] = []
    for ref, alternatives in groups:
        rows += [BLANK] if rows else []
        rows.append(line((ref, Style.REF)))
        for view in alternatives:
            rows += alternative_rows(view)
    return tuple(rows) if rows else (line("No alternative is open."),)


def alternative_page(ref: str, base: str, view: AlternativeView) -> Page:
    """One alternative as a redline against the paragraph's own words."""
    by = f", by {', '.join(view.by)}" if view.by else ""
    where = f"branch {view.branch}" + (
        f" at {view.tip[:10]}" if view.tip else ", not in this clone"
    )
    rows: list[Row] = [line((ref, Style.REF), "  ", (view.name, Style.TITLE), by)]
    if base.strip():
        rows += redline_rows(redline(base.strip("\n"), view.text.strip("\n")))
    else:
        rows += body_rows(view.body)
    rows += [
        line((f"  {where}", Style.DIM)),
        line(("Take it: ", Style.HELP), f'wsisdraft choose {ref} "{view.name}"'),
    ]
    return tuple(rows)


def brackets_page(rows: Sequence[OpenBracket]) -> Page:
    """Every open bracket and alternative, under its paragraph."""
    if not rows:
        return (line("No bracket, choice or alternative is open."),)
    page: list[Row] = []
    ref = ""
    for row in rows:
        if row.ref != ref:
            page += [BLANK] if page else []
            page.append(line((row.ref, Style.REF), f"  {row.place.path}"))
            ref = row.ref
        name = row.index + (f" ({row.handle})" if row.handle else "")
        indent = 2 + 2 * row.depth
        words = row.text.replace("\n", " ")
        shown = f"[{words}]" if row.role != "alternative" and words else words or "(no text)"
        page.append(
            flow(
                (name, Style.BRACKET),
                f"  {row.place.line}:{row.place.column}  ",
                shown,
                (who_and_when(row), Style.DIM),
                indent=indent,
                hanging=indent + 2,
            )
        )
    return tuple(page)
