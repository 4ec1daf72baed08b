"""Two states of a text as one page for a browser: for a screen, a printer, a reader aloud.

It works offline and without a script. What was put in and taken out is marked up as such, and said
in hidden words for who does not see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from wsisdraft.pages.comparison_style import STYLE
from wsisdraft.pages.comparison_words import (
    beside_words,
    between,
    classes,
    counted,
    folded_words,
    place_words,
    statement_words,
    status_words,
    title,
    unlisted_words,
    words_shown,
)
from wsisdraft.pages.html_frame import framed
from wsisdraft.pages.html_words import MARKUP, redline_markup, run_markup
from wsisdraft.reports.compared_alternatives import AlternativeComparison
from wsisdraft.reports.compared_paragraph import DEFINITIONS, Change, ParagraphComparison
from wsisdraft.reports.compared_places import PlaceComparison
from wsisdraft.reports.comparison import ChapterComparison, Comparison, DocumentComparison
from wsisdraft.reports.folded import Folded
from wsisdraft.reports.redline import Redline
from wsisdraft.reports.statements import StatementOutcome
from wsisdraft.text.characters import seen

_CLASSES = {
    Change.ADD: "add",
    Change.MOD: "mod",
    Change.EDITORIAL: "editorial",
    Change.SUP: "sup",
    Change.MOVED: "moved",
    Change.NOC: "noc",
}


def comparison_html(made: Comparison) -> str:
    """A whole page; every character of the text is escaped, and no script is in it."""
    name = f"{title(made)}, {made.before.label} to {made.after.label}"
    skip = '<a class="skip" href="#main">Skip to the text</a>'
    return framed(seen(name), STYLE, _inside(made), (skip,))


def _inside(made: Comparison) -> Iterator[str]:
    yield f"<header><h1>{_text(title(made))}</h1>"
    yield f"<p>{_text(between(made))}.</p>"
    yield f"<p>{_text('; '.join(counted(made)))}.</p>"
    for note in made.notes:
        yield f'<p class="note"><strong>Note:</strong> {_text(note)}</p>'
    yield "</header>"
    yield from _contents(made)
    yield from _legend()
    for document in made.documents:
        yield from _document(document)


def _legend() -> Iterator[str]:
    yield '<section aria-labelledby="legend"><h2 id="legend">What the marks mean</h2>'
    signs = "".join(
        f"<li>{run_markup(sign, f'words {said}')}</li>" for sign, (_, said) in MARKUP.items()
    )
    yield f'<ul class="plain">{signs}</ul><dl>'
    for change, said in DEFINITIONS.items():
        yield f"<dt>{_badge(change)}</dt><dd>{_text(said)}</dd>"
    yield "</dl></section>"


def _contents(made: Comparison) -> Iterator[str]:
    chapters = list(made.chapters)
    if not chapters:
        yield "<p>Nothing changed.</p>"
        return
    yield '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol class="plain">'
    for chapter in chapters:
        counts = _text(classes(chapter.counts))
        name = f"{_text(chapter.ref)} <bdi>{_text(chapter.title)}</bdi>"
        if chapter.quiet:
            yield f"<li>{name} <small>{counts}</small></li>"
            continue
        yield f'<li><a href="#{_id(chapter.ref)}">{name}</a> <small>{counts}</small>'
        changed = [each for each in chapter.told if isinstance(each, ParagraphComparison)]
        if changed:
            links = (_link(each, chapter.ref) for each in changed)
            yield f'<ul class="row">{"".join(links)}</ul>'
        yield "</li>"
    yield "</ol></nav>"


def _link(each: ParagraphComparison, chapter: str) -> str:
    short = each.ref.removeprefix(f"{chapter}.")
    said = f"{each.ref}, {each.change}"
    return f'<li><a href="#{_id_of(each)}" aria-label="{_text(said)}">{_text(short)}</a></li>'


def _document(document: DocumentComparison) -> Iterator[str]:
    if document.place is not None or document.statements:
        yield f"<section><h2>{_text(document.key)} <bdi>{_text(document.title)}</bdi></h2>"
        if document.place is not None:
            yield from _said(place_words(document.place))
        yield from map(_statement, document.statements)
        yield "</section>"
    for chapter in document.chapters:
        if not chapter.quiet:
            yield from _chapter(chapter, document.language)


def _chapter(chapter: ChapterComparison, language: str) -> Iterator[str]:
    known = _id(chapter.ref)
    heading = f"{_text(chapter.ref)} <bdi>{_text(chapter.title)}</bdi>"
    yield f'<section aria-labelledby="{known}"><h2 id="{known}">{heading}</h2>'
    for place in chapter.places:
        yield from _place(place, named=place.ref != chapter.ref)
    yield from map(_statement, chapter.statements)
    for told in chapter.told:
        if isinstance(told, Folded):
            yield _folded(told)
        else:
            yield from _paragraph(told, language)
    if chapter.unlisted:
        yield f'<p class="folded">{_badge(Change.NOC)} {_text(unlisted_words(chapter))}</p>'
    yield "</section>"


def _place(place: PlaceComparison, *, named: bool) -> Iterator[str]:
    if named:
        name = place.title[1] or place.title[0]
        yield f"<h3>{_text(place.ref)} <bdi>{_text(name)}</bdi></h3>"
    yield from _said(place_words(place))


def _folded(each: Folded) -> str:
    before = f" before {each.before}," if each.before else ""
    said = f"{each.ref}{before} {status_words(each.status)}; {folded_words(each)}"
    return f'<p class="folded">{_badge(each.change)} {_text(said)}</p>'


def _paragraph(each: ParagraphComparison, language: str) -> Iterator[str]:
    known = _id_of(each)
    kind = _CLASSES[each.change]
    before = f" <small>before {_text(str(each.before))}</small>" if each.moved else ""
    status = status_words(each.status)
    yield f'<article class="{kind}" aria-labelledby="{known}">'
    yield f'<h3 id="{known}">{_badge(each.change)} {_text(each.ref)}{before}</h3>'
    if status:
        yield f'<p class="status">{_text(status)}</p>'
    yield _words(words_shown(each), language)
    for alternative in each.alternatives:
        yield from _alternative(alternative, language)
    yield from _said(beside_words(each))
    yield from map(_statement, each.statements)
    yield "</article>"


def _alternative(each: AlternativeComparison, language: str) -> Iterator[str]:
    by = f", by {', '.join(each.by)}" if each.by else ""
    yield f'<div class="alternative"><h4>{_text(f"{each.name} {each.what}{by}")}</h4>'
    yield _words(each.words, language)
    yield from _said(each.beside)
    yield "</div>"


def _statement(each: StatementOutcome) -> str:
    words = _text(each.statement.words)
    said = _text(statement_words(each))
    return f'<div class="statement"><h4>{said}</h4><p class="words" dir="auto">{words}</p></div>'


def _said(phrases: Iterator[str] | Sequence[str]) -> Iterator[str]:
    items = "".join(f"<li>{_text(said)}</li>" for said in phrases)
    if items:
        yield f'<ul class="said">{items}</ul>'


def _words(words: Redline, language: str) -> str:
    spoken = f' lang="{_text(language)}"' if language else ""
    return f'<p class="words" dir="auto"{spoken}>{redline_markup(words)}</p>'


def _badge(change: Change) -> str:
    return f'<abbr class="change {_CLASSES[change]}" title="{DEFINITIONS[change]}">{change}</abbr>'


def _id_of(each: ParagraphComparison) -> str:
    """Of what is gone, another paragraph may have the REF now."""
    return _id(f"{each.ref}-gone" if each.change is Change.SUP else each.ref)


def _id(ref: str) -> str:
    return escape(f"r-{ref}")


def _text(text: str) -> str:
    return escape(seen(text))
