"""Two states of a text as Markdown, for a page of a forge or a wiki."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.comparison_words import (
    beside_words,
    between,
    counted,
    folded_words,
    place_words,
    statement_words,
    status_words,
    title,
    unlisted_words,
    words_shown,
)
from wsisdraft.pages.markdown_words import as_redline, as_words
from wsisdraft.pages.shortened import CONTEXT, shortened
from wsisdraft.reports.compared_alternatives import AlternativeComparison
from wsisdraft.reports.compared_paragraph import DEFINITIONS, Change, ParagraphComparison
from wsisdraft.reports.compared_places import PlaceComparison
from wsisdraft.reports.comparison import ChapterComparison, Comparison
from wsisdraft.reports.folded import Folded
from wsisdraft.reports.redline import Redline
from wsisdraft.reports.statements import StatementOutcome


def comparison_markdown(
    made: Comparison, context: int | None = CONTEXT, *, words: bool = True
) -> str:
    """A summary, a table of the chapters, then every paragraph, unless no words are wanted.

    `context` is how many words that stay are shown beside a change; None for all.
    """
    parts = [f"# {as_words(title(made))}", *_head(made)]
    if words:
        for document in made.documents:
            if document.place is not None:
                parts += _place(document.place)
            parts += map(_statement, document.statements)
            for chapter in document.chapters:
                if not chapter.quiet:
                    parts += _chapter(chapter, context)
        parts += ["## What the classes mean", "\n".join(_definitions())]
    return "\n\n".join(parts) + "\n"


def _head(made: Comparison) -> Iterator[str]:
    yield f"{as_words(between(made))}."
    yield f"{as_words('; '.join(counted(made)))}."
    for note in made.notes:
        yield f"> {as_words(note)}"
    chapters = list(made.chapters)
    if chapters:
        yield "\n".join(_table(chapters))


def _table(chapters: list[ChapterComparison]) -> Iterator[str]:
    columns = list(Change)
    yield f"| chapter | title | {' | '.join(as_words(str(each)) for each in columns)} |"
    yield f"|---|---|{'---:|' * len(columns)}"
    for chapter in chapters:
        counts = (str(chapter.counts[each] or "") for each in columns)
        yield f"| {as_words(chapter.ref)} | {as_words(chapter.title)} | {' | '.join(counts)} |"


def _definitions() -> Iterator[str]:
    for change, said in DEFINITIONS.items():
        yield f"- **{as_words(str(change))}** {as_words(said)}"


def _chapter(chapter: ChapterComparison, context: int | None) -> Iterator[str]:
    yield f"## {as_words(f'{chapter.ref} {chapter.title}'.strip())}"
    for place in chapter.places:
        yield from _place(place, named=place.ref != chapter.ref)
    yield from map(_statement, chapter.statements)
    for told in chapter.told:
        if isinstance(told, Folded):
            yield _folded(told)
        else:
            yield from _paragraph(told, context)
    if chapter.unlisted:
        yield f"**NOC** {as_words(unlisted_words(chapter))}."


def _place(place: PlaceComparison, *, named: bool = True) -> Iterator[str]:
    said = [as_words(each) for each in place_words(place)]
    head = [f"**{as_words(f'{place.ref} {place.title[1] or place.title[0]}'.strip())}**"]
    yield "\n".join(f"- {each}" for each in ([*head, *said] if named else said))


def _folded(each: Folded) -> str:
    before = f", before {each.before}" if each.before else ""
    said = f"{status_words(each.status)}; {folded_words(each)}"
    return f"**{as_words(str(each.change))} {as_words(each.ref)}** {as_words(before + ' ' + said)}."


def _paragraph(each: ParagraphComparison, context: int | None) -> Iterator[str]:
    before = f" (before {each.before})" if each.moved else ""
    head = f"{each.change} {each.ref}{before}"
    yield f"### {as_words(head)}"
    status = status_words(each.status)
    if status:
        yield f"*{as_words(status)}*"
    yield _quote(words_shown(each), context)
    for alternative in each.alternatives:
        yield from _alternative(alternative, context)
    said = list(beside_words(each))
    if said:
        yield "\n".join(f"- {as_words(words)}" for words in said)
    yield from map(_statement, each.statements)


def _quote(words: Redline, context: int | None) -> str:
    shown = as_redline(shortened(words, context)).strip()
    return f"> {shown or as_words('(no words)')}"


def _alternative(each: AlternativeComparison, context: int | None) -> Iterator[str]:
    by = f", by {', '.join(each.by)}" if each.by else ""
    yield f"**{as_words(each.name)}** {as_words(each.what + by)}"
    yield _quote(each.words, context)
    if each.beside:
        yield "\n".join(f"- {as_words(said)}" for said in each.beside)


def _statement(each: StatementOutcome) -> str:
    words = as_words(" ".join(each.statement.words.split()))
    return f"**{as_words(statement_words(each))}:** {words}"
