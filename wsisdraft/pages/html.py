"""Paragraphs as one HTML page that needs nothing from outside: for a second screen or a printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from wsisdraft.notation.negotiated_markdown import render_html
from wsisdraft.pages.html_frame import framed
from wsisdraft.reports.markers import Marker
from wsisdraft.reports.paragraph_view import AlternativeView, ParagraphView
from wsisdraft.text.characters import seen
from wsisdraft.text.statement import Statement
from wsisdraft.text.status import DELETED

_STYLE = """\
body{font:1.1rem/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h2{font:600 .9rem/1.4 system-ui,sans-serif;margin:2rem 0 .3rem}
h3{font:600 .8rem/1.4 system-ui,sans-serif;margin:1rem 0 .2rem}
.bracket{background:#fff3c4}
.bracket .bracket{background:#ffe28a}
.alternative,.statement{border-left:.25rem solid #8aa;padding-left:1rem}
.statement{border-left-style:dotted}
.statement p{white-space:pre-line}
.deleted>:not(h2,.statement){text-decoration:line-through;opacity:.6}
@media (prefers-color-scheme:dark){body{background:#161616;color:#eee}.bracket{background:#4a3d00}
.bracket .bracket{background:#6b5800}}
"""


def paragraphs_html(
    views: Sequence[ParagraphView],
    above: Sequence[Statement] = (),
    markers: Sequence[Marker] = (),
) -> str:
    """A whole page; every character of the text is escaped, and no script or link is in it.

    Statements `above` are about what the paragraphs lie in; they are told once, before them.
    """
    title = seen(views[0].ref if len(views) == 1 else _span(views, markers))
    inside = (
        f"<h1>{escape(title)}</h1>",
        *(piece for each in above for piece in _statement(each)),
        *(piece for view in views for piece in _paragraph(view, above)),
        *map(_marker, markers),
    )
    return framed(title, _STYLE, inside)


def _span(views: Sequence[ParagraphView], markers: Sequence[Marker]) -> str:
    if not views:
        return markers[0].ref if markers else "No paragraph"
    return f"{views[0].ref} to {views[-1].ref}"


def _marker(marker: Marker) -> str:
    """What is left of a chapter or section where it was."""
    said = f"{marker.ref}{f', {marker.title}' if marker.title else ''}"
    return (
        f'<section id="p-{escape(marker.ref)}"><h2>{escape(seen(said))}</h2>'
        f"<p>Moved to {escape(seen(marker.moved_to))}.</p></section>"
    )


def _paragraph(view: ParagraphView, above: Sequence[Statement]) -> Iterator[str]:
    status = f"{view.ref}, {view.status}" + (f", printed as {view.printed}" if view.printed else "")
    struck = ' class="deleted"' if view.status == DELETED else ""
    yield f'<section id="p-{escape(view.ref)}"{struck}><h2>{escape(seen(status))}</h2>'
    yield (
        render_html(seen(view.body), entries=view.entries)
        if view.text.strip()
        else ("<p>(no base text)</p>")
    )
    for alternative in view.alternatives:
        yield from _alternative(alternative)
    for statement in view.statements:
        if statement not in above:
            yield from _statement(statement)
    yield "</section>"


def _statement(view: Statement) -> Iterator[str]:
    head = f"{view.head}; about {', '.join(view.about)}"
    yield f'<div class="statement"><h3>{escape(seen(head))}</h3>'
    for block in view.words.split("\n\n"):
        if block.strip():
            yield f"<p>{escape(seen(block.strip()))}</p>"
    yield "</div>"


def _alternative(view: AlternativeView) -> Iterator[str]:
    by = f", by {', '.join(view.by)}" if view.by else ""
    yield f'<div class="alternative"><h3>{escape(seen(view.name + by))}</h3>'
    words = render_html(seen(view.body), entries=view.entries)
    yield words if view.text.strip() else "<p>(no text)</p>"
    yield "</div>"
