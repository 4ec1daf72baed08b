"""Two states of a text on the screen: what changed, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.comparison_words import (
    beside_words,
    between,
    classes,
    counted,
    folded_words,
    place_words,
    statement_words,
    status_words,
    unlisted_words,
    words_shown,
)
from wsisdraft.pages.shortened import CONTEXT, shortened
from wsisdraft.pages.terminal.page import BLANK, Page, Row, Style, cut, flow, line, padded, width_of
from wsisdraft.pages.terminal.sides import head, side_by_side
from wsisdraft.pages.terminal.statements import OPENING
from wsisdraft.pages.terminal.words import redline_rows
from wsisdraft.reports.compared_alternatives import AlternativeComparison
from wsisdraft.reports.compared_paragraph import Change, ParagraphComparison
from wsisdraft.reports.compared_places import PlaceComparison
from wsisdraft.reports.comparison import ChapterComparison, Comparison, DocumentComparison
from wsisdraft.reports.folded import Folded
from wsisdraft.reports.redline import Redline, Sign
from wsisdraft.reports.statements import StatementOutcome
from wsisdraft.text.frozen import frozen

_CLASS = 6
"""Columns of the longest class."""


@frozen
class Showing:
    """How the words are shown."""

    context: int | None = CONTEXT
    """Words that stay, shown on either side of a change; None for all of them."""
    sides: bool | None = None
    """Whether two wordings stand beside each other; None where the window decides."""


def comparison_page(made: Comparison, showing: Showing = Showing()) -> Page:  # noqa: B008  a value
    """A summary, then every chapter with its paragraphs; redlines in the width there is."""
    return tuple(_page(made, showing))


def _page(made: Comparison, showing: Showing) -> Iterator[Row]:
    yield from _head(made)
    first = True
    for document in made.documents:
        yield from _document(document)
        for chapter in document.chapters:
            if chapter.quiet:
                continue
            if first and showing.sides is not False:
                always = showing.sides is True
                yield head(made.before.label, made.after.label, always=always)
            first = False
            yield BLANK
            yield from _chapter(chapter, showing)
    yield from _quiet(made)


def _head(made: Comparison) -> Iterator[Row]:
    name = f"{made.process}  " if made.process else ""
    yield flow((name, Style.TITLE), between(made), hanging=2)
    yield flow("; ".join(counted(made)), hanging=2)
    for note in made.notes:
        yield flow((note, Style.WARNING), hanging=2)
    if not any(made.paragraphs) and not any(made.places) and not made.statements:
        yield line("Nothing changed.")


def _document(document: DocumentComparison) -> Iterator[Row]:
    if document.place is not None or document.statements:
        yield BLANK
        yield flow((document.key, Style.REF), "  ", (document.title, Style.TITLE))
        if document.place is not None:
            yield from _place_said(document.place)
        for said in document.statements:
            yield from _statement(said)


def _chapter(chapter: ChapterComparison, showing: Showing) -> Iterator[Row]:
    yield flow((chapter.ref, Style.REF), "  ", (chapter.title, Style.TITLE), hanging=2)
    for place in chapter.places:
        if place.ref != chapter.ref:
            title = place.title[1] or place.title[0]
            yield flow((place.ref, Style.REF), "  ", (title, Style.TITLE), indent=2, hanging=4)
        yield from _place_said(place, 2 if place.ref == chapter.ref else 4)
    for said in chapter.statements:
        yield from _statement(said)
    folded = False
    for told in chapter.told:
        if not (folded and isinstance(told, Folded)):
            yield BLANK
        folded = isinstance(told, Folded)
        yield from _folded(told) if isinstance(told, Folded) else _paragraph(told, showing)
    if chapter.unlisted:
        if not folded:
            yield BLANK
        yield _line(Change.NOC, "", unlisted_words(chapter))


def _place_said(place: PlaceComparison, indent: int = 2) -> Iterator[Row]:
    for said in place_words(place):
        yield flow(said, indent=indent, hanging=indent + 2)


def _line(change: Change, ref: str, said: str) -> Row:
    """One line of a paragraph or of several: class, REF, status."""
    pieces = [(padded(str(change), _CLASS + 1), Style.TITLE), (ref, Style.REF)]
    return flow(*pieces, f"  {said}" if ref else said, hanging=_CLASS + 1)


def _folded(each: Folded) -> Iterator[Row]:
    before = f"before {each.before}  " if each.before else ""
    yield _line(each.change, each.ref, f"{before}{status_words(each.status)}")
    if each.change is Change.MOVED:
        yield flow(folded_words(each), indent=_CLASS + 1)


def _paragraph(each: ParagraphComparison, showing: Showing) -> Iterator[Row]:
    before = f"before {each.before}  " if each.moved else ""
    yield _line(each.change, each.ref, f"{before}{status_words(each.status)}")
    words = words_shown(each)
    if any(sign is not Sign.SAME for sign, _ in words):
        yield from _words(words, showing, 2)
    else:
        yield flow((each.opening or "(no base text)", Style.DIM), indent=2)
    for alternative in each.alternatives:
        yield from _alternative(alternative, showing)
    for said in beside_words(each):
        yield flow(said, indent=2, hanging=4)
    for statement in each.statements:
        yield from _statement(statement)


def _words(words: Redline, showing: Showing, indent: int) -> Iterator[Row]:
    shown = shortened(words, showing.context)
    signs = {sign for sign, _ in words}
    if showing.sides is False or len(signs) == 1:
        yield from redline_rows(shown, indent=indent)
    else:
        yield from side_by_side(shown, indent=indent, always=showing.sides is True)


def _alternative(each: AlternativeComparison, showing: Showing) -> Iterator[Row]:
    by = f", by {', '.join(each.by)}" if each.by else ""
    yield flow((each.name, Style.OPEN), f" {each.what}{by}", indent=2, hanging=4)
    if each.what != "amended" or any(sign is not Sign.SAME for sign, _ in each.words):
        yield from _words(each.words, showing, 4)
    for said in each.beside:
        yield flow(said, indent=4, hanging=6)


def _statement(each: StatementOutcome) -> Iterator[Row]:
    yield flow(f"{statement_words(each)}:", indent=2, hanging=4)
    yield flow(cut(" ".join(each.statement.words.split()), OPENING), indent=4)


def _quiet(made: Comparison) -> Iterator[Row]:
    """One line for each chapter of which nothing is otherwise."""
    quiet = [chapter for chapter in made.chapters if chapter.quiet]
    if not quiet:
        return
    yield BLANK
    room = max(width_of(chapter.ref) for chapter in quiet)
    for chapter in quiet:
        yield line(
            (padded(str(Change.NOC), _CLASS + 1), Style.TITLE),
            (padded(chapter.ref, room), Style.REF),
            f"  {unlisted_words(chapter)}",
        )


def statistics_page(made: Comparison) -> Page:
    """A summary, then one line a chapter."""
    return tuple(_statistics(made))


def _statistics(made: Comparison) -> Iterator[Row]:
    yield from _head(made)
    chapters = list(made.chapters)
    if not chapters:
        return
    yield BLANK
    room = max(width_of(chapter.ref) for chapter in chapters)
    for chapter in chapters:
        said = [classes(chapter.counts)]
        said += [words for place in chapter.places for words in place_words(place)][:1]
        yield flow(
            (padded(chapter.ref, room), Style.REF), f"  {'; '.join(filter(None, said))}", hanging=4
        )
