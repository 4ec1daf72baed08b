"""renumber: paragraphs get new numbers, and every reference follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.record import MOVED
from wsisdraft.notation.relocating import Relocation, layout_after, rearranged, relocated
from wsisdraft.notation.rewriting import without_field
from wsisdraft.rules.rule import argument
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Place
from wsisdraft.text.stretch import plain_dashes
from wsisdraft.verbs.shared.gaps_made import gaps_made
from wsisdraft.verbs.shared.new_numbers import NewNumbers, Wish, frozen_numbers, new_numbers
from wsisdraft.verbs.shared.options import Options, Ref, changing
from wsisdraft.verbs.shared.reference_changes import ReferenceChanges, reference_changes
from wsisdraft.verbs.shared.references_left import references_left
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.view import View, occasion_of


def renumber(scene: Scene, wish: Wish, command: str = "") -> Decision:
    """New numbers for the paragraphs of a chapter, section or document, all at once.

    Files go to their new names with their ids, references in the words follow, and whatever else
    names a paragraph. `command` is what writes it, for the notes of a plan. The scene has to hold
    the whole text, and the branches of its alternatives.
    """
    scope = scene.selection.scope
    if not scene.selection.whole or scope.number is not None or scene.selection.mentions:
        return _several(scene)
    numbers = new_numbers(scene.text, scope, wish)
    if isinstance(numbers, Refusal):
        return numbers
    refusal = (
        frozen_numbers(scene.text, scope, numbers)
        or _unreadable(scene.text, numbers.moves)
        or _named_elsewhere(scene.text, numbers)
    )
    if refusal is not None:
        return refusal
    if not numbers.moves and not numbers.gone:
        return _numbered_so(scope, wish, numbers)
    left = altered(scene, text=_without(scene.text, numbers))
    after = layout_after(left.text, numbers.moves)
    words = reference_changes(left, numbers.moves, after)
    if isinstance(words, Refusal):
        return words
    sources = _printed_so(left.text, numbers.moves, words.sources)
    parts = _in_place(scene.text, left.text, relocated(left.text, numbers.moves, sources))
    told = references_left(words.left, numbers.moves, scene.text, None if command else parts)
    gaps = gaps_made(scene.text.layout, parts.layout, _chapters(numbers))
    return Change(
        parts.edits,
        parts.new_files,
        parts.removed,
        tuple(words.branches),
        record=_record(scene, left.text, numbers, words),
        notes=(*numbers.notes, *gaps, *told, *([f"{command} writes it."] if command else [])),
    )


def _chapters(numbers: NewNumbers) -> set[Address]:
    """The chapters in which something gets another number, or leaves."""
    every = (*numbers.moves, *(paragraph.address for paragraph in numbers.gone))
    return {chapter for address in every if (chapter := address.chapter) is not None}


def _several(scene: Scene) -> Refusal:
    place = scene.selection.scope.place
    spoken = scene.selection.spoken.rpartition(".")[2]
    return misused(
        "several",
        "A chapter, a section or a document is renumbered as a whole.",
        f"For a part of it, wsisdraft renumber {place} --from {spoken} --to NUMBER.",
    )


def _unreadable(text: Text, moves: Mapping[Address, Address]) -> Refusal | None:
    for old in moves:
        if old.path not in text.sources:
            return refuse(
                "file-format",
                f"{old.path} cannot be read, and goes nowhere as it is.",
                f"wsisdraft check {old} tells what is wrong with it.",
                place=Place(old.path),
                ref=str(old),
            )
    return None


def _named_elsewhere(text: Text, numbers: NewNumbers) -> Refusal | None:
    """The refusal where something is said of a deleted paragraph that is to leave the text."""
    gone = {paragraph.address for paragraph in numbers.gone}
    named = [(s.path, place, "is about") for s in text.statements for place in s.places]
    named += [
        (p.path, place, "has the same words as")
        for p in text.paragraphs()
        if p.same_as and (place := Address.of(p.same_as)) is not None
    ]
    for path, place, what in named:
        if place in gone:
            return refuse(
                "named-elsewhere",
                f"This {what} {place}, which is deleted and would leave the text.",
                "Leave --without-deleted out: deleted paragraphs then keep their numbers.",
                place=Place(path),
                ref=str(place),
            )
    return None


def _numbered_so(scope: Address, wish: Wish, numbers: NewNumbers) -> Unchanged:
    given = wish.mapped or wish.first or wish.start is not None
    said = "has these numbers already" if given else "is numbered without a gap already"
    return Unchanged(str(scope), " ".join((f"{scope} {said}.", *numbers.notes)))


def _without(text: Text, numbers: NewNumbers) -> Text:
    """The text once deleted paragraphs have left it."""
    if not numbers.gone:
        return text
    from wsisdraft.notation.naming import Naming, renamed
    from wsisdraft.notation.reading import read
    from wsisdraft.notation.snapshot import Snapshot

    gone = {paragraph.path for paragraph in numbers.gone}
    paths = (path for folder in text.layout.under("drafts") for path in folder)
    layout = Layout.of(path for path in paths if path not in gone)
    naming = Naming({paragraph.address: () for paragraph in numbers.gone}, {})
    sources = {**text.sources, **renamed(text, layout, naming)}
    kept = {path: source.encode() for path, source in sources.items() if path not in gone}
    return read(Snapshot(kept), layout)


def _in_place(text: Text, left: Text, moved: Relocation) -> Relocation:
    """The parts of a change from the text as it is, where some of it leaves before all moves."""
    if left is text:
        return moved
    files: dict[str, str | None] = dict.fromkeys(text.sources)
    files |= left.sources
    files |= moved.files
    return rearranged(text, files, moved.layout)


def _printed_so(
    text: Text, moves: Mapping[Address, Address], sources: Mapping[str, str]
) -> dict[str, str]:
    """The files without `printed:` where that is the number they get."""
    changed = dict(sources)
    for paragraph in text.paragraphs():
        new = moves.get(paragraph.address)
        if new is not None and paragraph.printed and Number.read(paragraph.printed) == new.number:
            source = changed.get(paragraph.path, paragraph.source)
            changed[paragraph.path] = without_field(source, ("printed",))
    return changed


def _record(scene: Scene, left: Text, numbers: NewNumbers, words: ReferenceChanges) -> Record:
    spoken, moves = scene.selection.spoken, numbers.moves
    rows = [("Ref", spoken)]
    for paragraph in left.paragraphs():
        old = paragraph.address
        new = moves.get(old, old)
        told = words.rows.get(old, [])
        if new != old or told:
            rows.append(("Ref", str(new)))
            rows += [(MOVED, f"{old} -> {new}")] if new != old else []
            rows += told
    for paragraph in numbers.gone:
        rows += [
            ("Ref", str(paragraph.address)),
            ("Removed", "paragraph"),
            ("Wording", fingerprint(paragraph.body)),
        ]
    many = f"{len(moves)} paragraph{'' if len(moves) == 1 else 's'}"
    gone = f", {len(numbers.gone)} deleted taken out" if numbers.gone else ""
    return Record(f"{spoken}: renumbered, {many}{gone}", trailers("renumber", scene.occasion, rows))


def setting(
    view: View, ref: str, given: Options, wish: Wish, command: str
) -> tuple[Scene, Callable[[], Decision]] | Refusal:
    """The whole text, with the branches of its alternatives: anything may name a paragraph."""
    selection = view.select([ref])
    if selection is None or isinstance(selection, Refusal):
        return selection or misused("no-ref", "No chapter is named.", "Name one: vision/B.")
    text = view.read()
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    scene = Scene(text, selection, occasion)
    with_alternatives = [p for p in text.paragraphs() if p.alternatives]
    if with_alternatives:
        scene = view.with_branches(scene, with_alternatives)
    return scene, lambda: renumber(scene, wish, command)


def _command(ref: str, wish: Wish) -> str:
    """What writes a plan."""
    said = f"wsisdraft renumber {ref}"
    for option, value in (("--from", wish.first), ("--to", wish.to), ("--map", wish.mapped)):
        if value:
            said += f" {option} {value if ' ' not in value else argument(value)}"
    said += f" --start {wish.start}" if wish.start is not None else ""
    return f"{said}{' --without-deleted' if wish.without_deleted else ''} --write"


@changing
def command(
    given: Options,
    ref: Ref,
    write: Annotated[
        bool, typer.Option("--write", help="Write it; without this the plan is shown.")
    ] = False,
    start: Annotated[
        int | None,
        typer.Option(help="The first number, if not 1.", metavar="N", show_default=False),
    ] = None,
    first: Annotated[
        str,
        typer.Option(
            "--from",
            help="Only from this number on, or only a range: 27, 27-30.",
            metavar="NUMBER",
            show_default=False,
        ),
    ] = "",
    to: Annotated[
        str,
        typer.Option(
            "--to", help="The number that --from gets.", metavar="NUMBER", show_default=False
        ),
    ] = "",
    mapped: Annotated[
        str,
        typer.Option(
            "--map",
            help="Which number becomes which, and no other: 27=28,28=29.",
            metavar="LIST",
            show_default=False,
        ),
    ] = "",
    without_deleted: Annotated[
        bool,
        typer.Option("--without-deleted", help="Deleted paragraphs leave the text."),
    ] = False,
) -> None:
    """Renumber a chapter, section or document: the plan first, then with --write one commit.

    Gaps close, what was inserted as 21bis or 65A gets a number of its own, and parts stay with
    their paragraphs. References in the words follow; those that may mean another text are listed.

    Examples: wsisdraft renumber vision/B
              wsisdraft renumber vision/B --write
              wsisdraft renumber vision/B --from 27-30 --to 40
              wsisdraft renumber vision/B --map 27=28,28=27 --write
    """
    wish = Wish(start, first.strip(), to.strip(), plain_dashes(mapped).strip(), without_deleted)
    shown = altered(given, dry_run=given.dry_run or not write)
    told = "" if write else _command(ref, wish)
    change_as_set(lambda view: setting(view, ref, shown, wish, told), shown)
