"""A compilation as one page for a browser: for a screen, a printer, a reader aloud.

It works offline and without a script. What a proposal puts in and takes out is marked up as such,
and said in hidden words for who does not see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from wsisdraft.pages.comparison_style import STYLE
from wsisdraft.pages.compilation_words import (
    CONTEXT_OF_DIFFERENCE,
    blocks_of,
    counted,
    heading,
    made_by,
    misfit_words,
    own_words,
    place_notes,
    settled_as,
    title,
    together,
    what,
)
from wsisdraft.pages.html_frame import framed
from wsisdraft.pages.html_words import redline_markup, words_markup
from wsisdraft.pages.shortened import shortened
from wsisdraft.reports.compiled import Compilation, Compiled, CompiledPlace, Group
from wsisdraft.text.characters import seen

_STYLE = """\
.base{background:var(--mark);padding:.4rem .75rem}
.group{border-inline-start:.2rem solid var(--line);padding-inline-start:1rem;margin:1rem 0}
.group h4{margin:.2rem 0}
.made{font-family:system-ui,sans-serif;font-size:.9rem;margin:.3rem 0;padding-inline-start:1.2rem}
.made .words{font-family:Georgia,serif}
.late{font-weight:700;border:1px solid currentcolor;border-radius:.2rem;padding:0 .3rem}
.open{font-weight:700}
"""


def compilation_html(made: Compilation) -> str:
    """A whole page; every character of the text is escaped, and no script is in it."""
    skip = '<a class="skip" href="#main">Skip to the text</a>'
    return framed(seen(title(made)), STYLE + _STYLE, _inside(made), (skip,))


def _inside(made: Compilation) -> Iterator[str]:
    yield f"<header><h1>{_text(title(made))}</h1>"
    for said in counted(made):
        yield f"<p>{_text(said)}</p>"
    yield "</header>"
    yield from _contents(made)
    for number, place in enumerate(made.places):
        yield from _place(place, number)


def _contents(made: Compilation) -> Iterator[str]:
    """Links to every place on which something was proposed, with how much."""
    with_some = [(number, each) for number, each in enumerate(made.places) if each.groups]
    if not with_some:
        return
    yield '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ul class="row">'
    for number, place in with_some:
        count = sum(1 for _ in place.proposals)
        said = f"{place.ref}, {count} proposal{'' if count == 1 else 's'}"
        link = f'<a href="#p-{number}" aria-label="{_text(said)}">{_text(place.ref)}</a>'
        yield f"<li>{link} <small>{count}</small></li>"
    yield "</ul></nav>"


def _place(place: CompiledPlace, number: int) -> Iterator[str]:
    """A place by its number on the page: of what is gone, another may have the REF."""
    paragraph = place.kind in ("paragraph", "nowhere")
    level = "h3" if paragraph else "h2"
    said = heading(place)
    behind = f" <small>{_text(said)}</small>" if paragraph else f" <bdi>{_text(said)}</bdi>"
    yield f'<article aria-labelledby="p-{number}">' if paragraph else "<section>"
    yield f'<{level} id="p-{number}">{_text(place.ref)}{behind if said else ""}</{level}>'
    notes = "; ".join(place_notes(place))
    if notes:
        yield f'<p class="folded">{_text(notes)}</p>'
    if place.kind == "paragraph":
        words = words_markup(place.text) or "<i>no words</i>"
        yield _words(
            f'<span class="hidden" lang="en">Base text: </span>{words}', place, "base words"
        )
    for each in place.alternatives:
        by = f", by {', '.join(each.by)}" if each.by else ""
        yield f'<div class="alternative"><h4>{_text(each.name + by)}</h4>'
        yield _words(words_markup(each.text) or "<i>no text</i>", place)
        yield "</div>"
    for group in place.groups:
        yield from _group(group, place)
    yield "</article>" if paragraph else "</section>"


def _group(group: Group, place: CompiledPlace) -> Iterator[str]:
    level = "h4" if place.kind in ("paragraph", "nowhere") else "h3"
    several = together(group)
    more = f" <small>({_text(several)})</small>" if several else ""
    yield f'<div class="group"><{level}>{_text(what(group, place))}{more}</{level}>'
    why = misfit_words(group)
    if why:
        yield f'<p class="folded">{_text(why)}</p>'
    elif group.words:
        yield _words(redline_markup(shortened(group.words)), place)
    quote, words = own_words(group)
    if quote:
        yield f'<p class="folded">on <q dir="auto">{_text(quote)}</q></p>'
    for block in blocks_of(words):
        yield f'<p class="words" dir="auto">{_text(block)}</p>'
    yield '<ul class="made">'
    for each in group.proposals:
        yield _proposal(each)
    yield "</ul></div>"


def _proposal(each: Compiled) -> str:
    late = ' <span class="late">late</span>' if each.late else ""
    decided = each.disposition
    still = ' class="open"' if decided is None or not decided.outcome.final else ""
    differs = ""
    if each.differs:
        shown = redline_markup(shortened(each.differs, CONTEXT_OF_DIFFERENCE))
        differs = f'<br><span class="words" dir="auto">{shown}</span>'
    who = f"<strong>{_text(each.name)}</strong> <bdi>{_text(made_by(each))}</bdi>{late}"
    return f"<li>{who}{differs}<br><span{still}>{_text(settled_as(each))}</span></li>"


def _words(markup: str, place: CompiledPlace, kind: str = "words") -> str:
    spoken = f' lang="{_text(place.language)}"' if place.language else ""
    return f'<p class="{kind}" dir="auto"{spoken}>{markup}</p>'


def _text(text: str) -> str:
    return escape(seen(text))
