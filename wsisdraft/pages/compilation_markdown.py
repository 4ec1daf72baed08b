"""A compilation as Markdown, for a page of a forge or a wiki."""

from __future__ import annotations

from collections.abc import Iterator

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
from wsisdraft.pages.markdown_words import as_redline, as_words
from wsisdraft.pages.shortened import shortened
from wsisdraft.reports.compiled import Compilation, Compiled, CompiledPlace, Group
from wsisdraft.reports.redline import Sign


def compilation_markdown(made: Compilation) -> str:
    """Every place with its base text in full, and the proposals on it as a list."""
    parts = [f"# {as_words(title(made))}", "\n".join(f"- {as_words(s)}" for s in counted(made))]
    for place in made.places:
        parts += _place(place)
    return "\n\n".join(parts) + "\n"


def _place(place: CompiledPlace) -> Iterator[str]:
    paragraph = place.kind in ("paragraph", "nowhere")
    said = heading(place)
    behind = f" ({as_words(said)})" if said and paragraph else f" {as_words(said)}" if said else ""
    yield f"{'###' if paragraph else '##'} {as_words(place.ref)}{behind}"
    notes = "; ".join(place_notes(place))
    if notes:
        yield f"*{as_words(notes)}*"
    if place.kind == "paragraph":
        yield f"> {_text(place.text) or as_words('(no base text)')}"
    for each in place.alternatives:
        by = f", by {', '.join(each.by)}" if each.by else ""
        yield f"**{as_words(each.name)}**{as_words(by)}"
        yield f"> {_text(each.text) or as_words('(no text)')}"
    for group in place.groups:
        yield from _group(group, place)


def _text(text: str) -> str:
    return as_redline(((Sign.SAME, text.strip("\n")),)) if text.strip() else ""


def _group(group: Group, place: CompiledPlace) -> Iterator[str]:
    several = together(group)
    more = f" ({as_words(several)})" if several else ""
    why = misfit_words(group)
    quote, words = own_words(group)
    parts = [as_words(why)] if why else []
    if not why and group.words:
        parts.append(as_redline(shortened(group.words)).strip())
    if quote:
        parts.append(f"on “{as_words(quote)}”")
    parts += map(as_words, blocks_of(words))
    yield f"**{as_words(what(group, place))}**{more}: {'<br>'.join(parts)}".rstrip(": ")
    yield "\n".join(map(_proposal, group.proposals))


def _proposal(each: Compiled) -> str:
    late = ", **late**" if each.late else ""
    differs = ""
    if each.differs:
        shown = as_redline(shortened(each.differs, CONTEXT_OF_DIFFERENCE)).strip()
        differs = f"; here: {shown}"
    who = f"**{as_words(each.name)}** {as_words(made_by(each))}{late}{differs}"
    return f"- {who} → {as_words(settled_as(each))}"
