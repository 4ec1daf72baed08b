"""move: paragraphs, a section or a chapter go to another place, with their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.record import MOVED
from wsisdraft.notation.relocating import every_move, layout_after, relocated
from wsisdraft.notation.settling import declared_settled
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Refusal, Unchanged, misused, refuse
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.ref import Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Place
from wsisdraft.text.status import DELETED
from wsisdraft.text.wide_bracket import EVERYTHING, wide_brackets
from wsisdraft.verbs.shared.gaps_made import gaps_made
from wsisdraft.verbs.shared.going import Going, going
from wsisdraft.verbs.shared.options import Options, Ref, changing
from wsisdraft.verbs.shared.reference_changes import ReferenceChanges, reference_changes
from wsisdraft.verbs.shared.references_left import references_left
from wsisdraft.verbs.shared.trailers import about, trailers
from wsisdraft.view import View, occasion_of


def move(scene: Scene, made: Going, before: str) -> Decision:
    """Put paragraphs, a section or a chapter elsewhere; ids, words and agreements stay.

    What names them follows, references in the words too; branches keep their names. `before` is
    the REF under which they stand now. The scene has to hold the whole text, and the branches of
    its alternatives.
    """
    text, moves = scene.text, made.moves
    every = every_move(text.layout, moves)
    refusal = _cut_brackets(text, every) or _below(text, every)
    if refusal is not None:
        return refusal
    after = layout_after(text, moves)
    paragraphs = {old: new for old, new in every.items() if old.number is not None}
    words = reference_changes(scene, paragraphs, after)
    if isinstance(words, Refusal):
        return words
    markers = tuple(moves) if made.marker else ()
    parts = relocated(text, moves, words.sources, markers)
    record = Record(
        f"{before}: moved to {made.spoken}",
        trailers("move", scene.occasion, _rows(made, every, words)),
    )
    return Change(
        parts.edits,
        parts.new_files,
        parts.removed,
        tuple(words.branches),
        record=record,
        notes=(
            *_notes(text, made, every, after),
            *references_left(words.left, paragraphs, text, parts),
        ),
    )


def _rows(
    made: Going, every: Mapping[Address, Address], words: ReferenceChanges
) -> Iterator[tuple[str, str]]:
    """What was named with where it went, then paragraphs of which the words name another place."""
    for old, new in made.moves.items():
        yield "Ref", str(new)
        yield MOVED, f"{old} -> {new}"
        yield from words.rows.get(old, ())
    for address, told in words.rows.items():
        if address not in made.moves and told:
            yield "Ref", str(every.get(address, address))
            yield from told


def _cut_brackets(text: Text, every: Mapping[Address, Address]) -> Refusal | None:
    """The refusal where a bracket over whole paragraphs would hold some here and some there."""
    for wide in wide_brackets(text):
        if EVERYTHING in (span.strip() for span in wide.entry.over.split(",")):
            continue
        owner = every.get(wide.owner, wide.owner)
        depth = len(owner.parts)
        homes = {
            (new.document, new.parts[:depth])
            for new in (every.get(held, held) for held in wide.held)
        }
        if len(homes) > 1 and any(held in every for held in wide.held):
            going_ones = [str(held) for held in wide.held if held in every]
            return refuse(
                "bracket-cut",
                f"{wide.handle} of {wide.owner} is over {wide.entry.over}, of which only "
                f"{', '.join(going_ones)} would go.",
                f"wsisdraft lift {wide.owner} {wide.handle} first, or move all of it together.",
                place=Place(wide.path),
                ref=str(wide.owner),
            )
    return None


def _below(text: Text, every: Mapping[Address, Address]) -> Refusal | None:
    """The refusal of settled paragraphs in a chapter that is declared at a later step.

    Open ones are among its exceptions then; settled ones cannot be.
    """
    ladder = text.process.ladder
    findings: list[Finding] = []
    for paragraph in text.paragraphs():
        new = every.get(paragraph.address)
        chapter = text.chapter(new) if new is not None else None
        if new is None or chapter is None or chapter.address in every:
            continue
        if (
            declared_settled(chapter, ladder)
            and ladder.settled(paragraph.status)
            and not ladder.reaches(paragraph.status, chapter.status)
        ):
            findings.append(_lower(paragraph, chapter.address, chapter.status))
    return Refusal(tuple(findings)) if findings else None


def _lower(paragraph: Paragraph, chapter: Address, status: str) -> Finding:
    ref = str(paragraph.address)
    return about(
        paragraph,
        0,
        "chapter-declaration",
        f"{chapter} is declared {status}, and {ref} is only {paragraph.status}.",
        f"wsisdraft agree {ref} --as {status} first, if the room agreed to that.",
    )


def _notes(
    text: Text, made: Going, every: Mapping[Address, Address], after: Layout
) -> Iterator[str]:
    if made.parts:
        parts = ", ".join(map(str, made.parts))
        yield f"What is a part of it went along: {parts}."
    if made.marker:
        [old] = made.moves
        yield f"{old} keeps a marker that says where it went: {old.path}."
    branches = [p.address for p in text.paragraphs() if p.alternatives and p.address in every]
    if branches:
        yield "The branches of alternatives keep their names."
    deleted = sum(p.status == DELETED and p.address in every for p in text.paragraphs())
    if deleted and len(every) > 1:
        yield f"Deleted paragraphs went along: {deleted}."
    chapters = dict.fromkeys(
        chapter for pair in made.moves.items() for a in pair if (chapter := a.chapter) is not None
    )
    there = [chapter for chapter in chapters if after.has(chapter)]
    yield from gaps_made(text.layout, after, there)


def setting(
    view: View, ref: str, to: str, given: Options
) -> tuple[Scene, Callable[[], Decision]] | Refusal:
    """The whole text, with the branches of its alternatives: anything may name what goes."""
    selection = view.select([ref])
    if selection is None or isinstance(selection, Refusal):
        return selection or misused("no-ref", "Nothing is named.", "Name a paragraph: B.21.")
    text = view.read()
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    made = going(text, selection, to)
    if isinstance(made, Refusal):
        return made
    if isinstance(made, Unchanged):
        same = made
        return Scene(text, selection, occasion), lambda: same
    went = made
    # It is taken back under the REF that it has then.
    there = Selection(selection.scope, selection.addresses, went.spoken)
    scene = Scene(text, there, occasion)
    with_alternatives = [p for p in text.paragraphs() if p.alternatives]
    if with_alternatives:
        scene = view.with_branches(scene, with_alternatives)
    return scene, lambda: move(scene, went, selection.spoken)


@changing
def command(
    given: Options,
    ref: Ref,
    to: Annotated[
        str,
        typer.Argument(
            help="Where it is to go: 31, D.1-4, vision/D, C.C7, report/C, report/.",
            metavar="TO",
            show_default=False,
        ),
    ],
) -> None:
    """Move paragraphs, a section or a chapter; ids, words and agreements go along.

    TO is a number in the same chapter, a place in another, or a chapter, in which numbers stay.
    Of a range, the first number is enough. Parts (24.a) go with their paragraph. What names it
    follows, and the old REF stays known. A chapter that leaves its document leaves a marker
    behind; what is declared of it goes along.

    Examples: wsisdraft move B.27 31
              wsisdraft move B.27-30 D.1
              wsisdraft move vision/C.C5 report/A
              wsisdraft move vision/C report/C
    """
    change_as_set(lambda view: setting(view, ref, to, given), given)
