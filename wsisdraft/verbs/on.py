"""on: the part of the text this clone has in focus, so that numbers are enough."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.pages.terminal.page import Page, line
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.options import MaybeRef, Options, sharing
from wsisdraft.view import View


@frozen
class Focus:
    """What this clone has in focus, and what it had before."""

    ref: str
    """`vision/B`, or empty where nothing is in focus."""
    opening: str = ""
    """The title of what is in focus, where it has one."""


def focus(view: View, chosen: Selection | None, *, off: bool) -> Focus | Refusal:
    """The focus, set anew where a document, chapter or section is named, or taken away."""
    from wsisdraft.repository.focus import read_focus, write_focus

    if chosen is not None and off:
        return misused("malformed-focus", "A REF and --off exclude each other.", "Give one.")
    if chosen is None and not off:
        now = view.select([read_focus(view.clone)]) if read_focus(view.clone) else None
        return _of(view, now) if isinstance(now, Selection) else Focus("")
    scope = "" if chosen is None else str(chosen.scope.place)
    write_focus(view.clone, scope)
    if read_focus(view.clone) != scope:
        return refuse(
            "focus-not-kept",
            "The focus cannot be kept in this clone.",
            "See that its .git folder can be written; full REFs work all the same.",
        )
    return Focus("") if chosen is None else _of(view, chosen)


def _of(view: View, chosen: Selection) -> Focus:
    scope = chosen.scope.place
    text = view.read(chosen)
    chapter = text.chapter(scope)
    titles = {document.key: document.title for document in text.documents}
    return Focus(str(scope), chapter.title if chapter else titles.get(str(scope), ""))


def focus_page(made: Focus) -> Page:
    """The focus in a line, and what it spares."""
    if not made.ref:
        return (line("Nothing is in focus; REFs are given in full, as vision/B.21."),)
    title = f", {made.opening}" if made.opening else ""
    return (line(f"In focus: {made.ref}{title}. A number is enough, as in wsisdraft show 1."),)


@sharing("format", "repo")
def command(
    given: Options,
    ref: MaybeRef = "",
    off: Annotated[bool, typer.Option("--off", help="Nothing in focus any more.")] = False,
) -> None:
    """Set what is in focus in this clone, or show it; then a number is enough for a REF.

    Under a focus, a list such as 3-9,11 14 is understood wherever a REF is.

    Examples: wsisdraft on vision/B
              wsisdraft on --off
    """
    look(
        [ref] if ref else [],
        given,
        lambda view, chosen: focus(view, chosen, off=off),
        page=focus_page,
        value=lambda made: {"focus": made.ref or None, "title": made.opening or None},
    )
