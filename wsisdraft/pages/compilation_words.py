"""What pages of every format say of a compilation, in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.blocks import blocks
from wsisdraft.notation.proposed_wording import Misfit
from wsisdraft.reports.compiled import Base, Compilation, Compiled, CompiledPlace, Group
from wsisdraft.reports.redline import Sign
from wsisdraft.reports.submissions import became
from wsisdraft.text.submission import ProposalKind

__all__ = [
    "CONTEXT_OF_DIFFERENCE",
    "blocks_of",
    "counted",
    "heading",
    "made_by",
    "misfit_words",
    "own_words",
    "place_notes",
    "settled_as",
    "title",
    "together",
    "what",
]

CONTEXT_OF_DIFFERENCE = 4
"""Words that stay, shown beside a difference inside a group."""


def title(made: Compilation) -> str:
    """`WSIS+10: compilation of proposals, vision/B`."""
    name = f"{made.process}: c" if made.process else "C"
    return f"{name}ompilation of proposals" + (f", {made.scope}" if made.scope else "")


def counted(made: Compilation) -> Iterator[str]:
    """The window, the base text, how much there is, what is not there: in sentences."""
    window = made.window.window
    name = f"{window.name}, {window.title}" if window.title else window.name
    yield f"Window {name}: {window.opens or '?'} to {window.closes or '?'}, {made.window.state}."
    yield base_words(made.base)
    proposals = made.proposals
    if not proposals:
        yield "No proposal on this came in."
    else:
        late = f" ({made.late} late)" if made.late else ""
        yield (
            f"{_number(len(proposals), 'proposal')}{late} in "
            f"{_number(made.submissions, 'submission')} of "
            f"{_number(made.sponsors, 'stakeholder')}: "
            f"{', '.join(f'{count} {name}' for name, count in made.outcomes)}."
        )
    if made.groups:
        yield f"{_number(made.groups, 'group')} of proposals that are the same or nearly so."
    if made.unread:
        files = _number(made.unread, "file")
        yield f"What is in {files} may be missing: wsisdraft check tells what cannot be read."
    if made.anonymous:
        yield 'Names of stakeholders are left out; where words held one, "(name)" stands.'
    elif made.sender:
        yield f"Only proposals of {made.sender}."


def base_words(base: Base) -> str:
    """Which state the redlines are against."""
    day = f" ({base.day})" if base.day and base.day != base.label else ""
    return f"Base text: {base.label}{day}{f'; {base.why}' if base.why else ''}."


def heading(place: CompiledPlace) -> str:
    """What stands behind the REF: a title, or the status in the base text."""
    return place.title if place.kind not in ("paragraph", "nowhere") else place.status


def place_notes(place: CompiledPlace) -> Iterator[str]:
    """What is to be known of a place."""
    if place.kind == "nowhere":
        yield "not in the text"
    elif not place.in_base:
        yield "not in the base text; these are the words of today"
    if place.now:
        yield f"today {place.now}"
    if place.facilitators:
        yield f"facilitated by {', '.join(place.facilitators)}"


def what(group: Group, place: CompiledPlace) -> str:
    """What the proposals of a group are: `replace`, `insert a paragraph`, `comment, editorial`."""
    kinds = list(dict.fromkeys(each.kind for each in group.proposals))
    if group.comment:
        return f"comment, {kinds[0]}"
    if group.own_paragraph:
        thing = "paragraph" if place.kind in ("paragraph", "nowhere") else place.kind
        return f"insert a {thing} after it"
    said = " or ".join(map(str, kinds))
    if kinds == [ProposalKind.DELETE] and not group.first.quote:
        said = "delete all of it"
    if place.kind not in ("paragraph", "nowhere"):
        said = f"title: {said}" if said != "delete all of it" else said
    return f"{said}, of {group.alternative}" if group.alternative else said


def misfit_words(group: Group) -> str:
    """Why no redline shows a change; empty where one does."""
    match group.misfit:
        case Misfit.NOWHERE:
            return "the words quoted are not in the base text" if group.first.quote else ""
        case Misfit.SEVERAL:
            return "the words quoted stand in the base text more than once"
        case _:
            unchanged = group.words and all(sign is Sign.SAME for sign, _ in group.words)
            return "these are the words of the base text" if unchanged else ""


def own_words(group: Group) -> tuple[str, str]:
    """Of what has no redline: the words quoted, and the words proposed or the comment."""
    first = group.first
    return (first.quote, first.words) if group.comment or group.misfit is not None else ("", "")


def together(group: Group) -> str:
    """Of a group of several: `3 of 2 stakeholders, nearly the same`."""
    count = len(group.proposals)
    if count == 1:
        return ""
    nearly = any(each.differs for each in group.proposals)
    who = _number(group.sponsors, "stakeholder")
    return f"{count} of {who}, {'nearly ' if nearly else ''}the same"


def blocks_of(words: str) -> Iterator[str]:
    """Words of several blocks, each in a line: a line break inside a block is a blank."""
    for block in blocks(words):
        yield " ".join(words[block.span.start : block.span.end].split())


def made_by(each: Compiled) -> str:
    """`Users Alliance (civil-society)`; kinds alone where names are left out."""
    kinds = ", ".join(each.stakeholders)
    return f"{', '.join(each.by)} ({kinds})" if each.by else kinds


def settled_as(each: Compiled) -> str:
    """What became of it: `declined in meeting 4: the words found agreement`."""
    return "".join(became(each.disposition))


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
