"""add: a paragraph, section, chapter or document that was not there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change_as_set, leave, refused, telling, words_given
from wsisdraft.notation.change import Change, Edit, Record
from wsisdraft.notation.new_id import new_id
from wsisdraft.notation.rewriting import with_field
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.settling import declared_settled, exceptions_of, with_exceptions
from wsisdraft.notation.spelling import scalar
from wsisdraft.notation.tidying import tidy_characters
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.new_place import NewPlace, new_folder, new_paragraph
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import place_of
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.gaps_made import gaps_made
from wsisdraft.verbs.shared.options import Options, changing
from wsisdraft.verbs.shared.paragraph_ids import paragraph_ids
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.view import View, occasion_of

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting

EMPTY_FRONT_MATTER = "---\n---\n"


@dataclass(frozen=True, slots=True)
class Added:
    """What a paragraph is to say when it comes on record."""

    words: str
    """Empty for a paragraph that has no words yet."""
    source: str = ""
    """Whose text it is."""
    status: str = ""
    """An open step; the first one where it is empty."""
    empty: bool = False
    """Whether it is meant to have no words."""


def add_paragraph(
    scene: Scene, place: NewPlace, said: Added, taken: Collection[str]
) -> Change | Refusal:
    """Put a new paragraph on record; `taken` are the ids that other paragraphs have.

    A chapter declared settled takes it up among its exceptions in the same commit.
    """
    ladder = scene.text.process.ladder
    status = said.status or ladder.names[0]
    refusal = _refusal(scene, said, status)
    if refusal is not None:
        return refusal
    body = tidy_characters(said.words)
    address = place.address
    origin = said.source or scene.occasion.by
    fields = {"id": new_id(address, body, taken), "status": status, "source": origin}
    source = EMPTY_FRONT_MATTER
    for key, value in ((key, value) for key, value in fields.items() if value):
        source = with_field(source, (key,), value)
    ref = str(address)
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    rows = [("Ref", ref), ("Status", status), ("Wording", fingerprint(body))]
    return Change(
        _declaration(scene, place),
        new_files=((address.path, source + body),),
        record=Record(f"{ref}: added{by}", trailers("add", scene.occasion, rows)),
        notes=_notes(scene, place),
    )


def _refusal(scene: Scene, said: Added, status: str) -> Refusal | None:
    ladder = scene.text.process.ladder
    open_steps = [name for name in ladder.names if not ladder.settled(name)]
    if status not in open_steps:
        known = "is a settled step" if ladder.settled(status) else "is no open step of this process"
        return misused(
            "unknown-status",
            f"{quoted(status)} {known}, and new text is open.",
            f"Open steps: {', '.join(open_steps)}; wsisdraft agree settles it afterwards.",
        )
    if said.source and scalar(said.source) is None:
        return misused(
            "malformed-source",
            "The source holds characters that are not seen.",
            "Give it in ordinary characters, on one line.",
        )
    return _unfit_words(said)


def _unfit_words(said: Added) -> Refusal | None:
    """Words that are none, or whose brackets do not balance."""
    if not said.words.strip() and not said.empty:
        return misused(
            "malformed-words",
            "There are no words in it.",
            "Give the words, or --no-text for a number without words.",
        )
    strays = scan(said.words).strays
    if not strays:
        return None
    at = place_of("", said.words, strays[0].offset)
    return refuse(
        "unbalanced-bracket",
        f"The {strays[0].char} at {at.line}:{at.column} of these words has no partner.",
        "Correct the words, or write \\[ for the sign itself.",
    )


def _declaration(scene: Scene, place: NewPlace) -> tuple[Edit, ...]:
    """The chapter's exceptions with the new paragraph among them, where it is declared settled."""
    chapter = scene.text.chapter(place.address)
    if chapter is None or not declared_settled(chapter, scene.text.process.ladder):
        return ()
    excepted = exceptions_of(chapter) | {place.address}
    grown = altered(chapter, addresses=place.after.paragraphs(chapter.address))
    return with_exceptions(grown, excepted)


def _notes(scene: Scene, place: NewPlace) -> tuple[str, ...]:
    """What it comes after, and a gap in the numbers that was not there before."""
    neighbour = place.neighbour
    first = f"It comes first in {place.owner}." if place.address.parts else "It comes first."
    notes = [f"It comes after {neighbour}{_opening(scene, place)}" if neighbour else first]
    chapter = place.address.chapter
    if place.address.number is not None and chapter is not None:
        notes += gaps_made(place.before, place.after, [chapter])
    return tuple(notes)


def _opening(scene: Scene, place: NewPlace) -> str:
    """The first words of the neighbour."""
    from wsisdraft.notation.lifting import opening_words

    found = scene.text.paragraph(place.neighbour) if place.neighbour else None
    if found is None:
        return "."
    words = opening_words(found.body) or "no words"
    return f", deleted: “{words}”" if found.status == DELETED else f": “{words}”"


def add_folder(scene: Scene, place: NewPlace, title: str) -> Change | Refusal:
    """Put a new document, chapter or section on record, with its title."""
    if not title.strip() or scalar(title.strip()) is None:
        return misused(
            "malformed-title",
            f"{quoted(title)} cannot be a title." if title.strip() else "The title is empty.",
            "Give it in ordinary characters, on one line.",
        )
    ref, said = str(place.address), title.strip()
    rows = [("Ref", ref), ("Title", said)]
    return Change(
        new_files=((place.address.path, with_field("", ("title",), said, yaml=True)),),
        record=Record(f"{ref}: added, {said}", trailers("add", scene.occasion, rows)),
        notes=_notes(scene, place),
    )


def paragraph_setting(view: View, ref: str, given: Options, said: Added) -> Setting | Refusal:
    """The number a REF would name, in its chapter."""
    from wsisdraft.repository.focus import read_focus

    place = new_paragraph(ref, view.layout, read_focus(view.clone))
    if isinstance(place, Refusal):
        return _deleted_there(view, place) or place
    scene = _scene(view, place, given)
    if isinstance(scene, Refusal):
        return scene
    taken = paragraph_ids(view)
    return scene, lambda: add_paragraph(scene, place, said, taken)


def _deleted_there(view: View, refusal: Refusal) -> Refusal | None:
    """A paragraph that is there and deleted may be brought back."""
    ref = refusal.findings[0].ref
    selection = view.select([ref]) if ref else None
    if not isinstance(selection, Selection):
        return None
    found = view.read(selection).paragraph(selection.scope)
    if found is None or found.status != DELETED:
        return None
    return refuse(
        "already-there",
        f"{ref} is there already, but deleted.",
        f"wsisdraft reopen {ref} --why TEXT brings it back.",
        ref=ref,
    )


def folder_setting(view: View, ref: str, given: Options, title: str) -> Setting | Refusal:
    """The document, chapter or section a REF would name, in what it would lie in."""
    from wsisdraft.repository.focus import read_focus

    place = new_folder(ref, view.layout, read_focus(view.clone))
    if isinstance(place, Refusal):
        return place
    scene = _scene(view, place, given)
    return scene if isinstance(scene, Refusal) else (scene, lambda: add_folder(scene, place, title))


def _scene(view: View, place: NewPlace, given: Options) -> Scene | Refusal:
    selection = Selection(place.owner, (), str(place.address))
    text = view.read(selection)
    occasion = occasion_of(text, given)
    return occasion if isinstance(occasion, Refusal) else Scene(text, selection, occasion)


@changing
def command(
    given: Options,
    ref: Annotated[
        str,
        typer.Argument(
            help="What is to be there: B.21bis, B.annex, vision/F, vision/C.C12, vision/.",
            metavar="REF",
            show_default=False,
        ),
    ],
    text: Annotated[
        str | None, typer.Option(help="The words of the paragraph.", metavar="T")
    ] = None,
    file: Annotated[
        str | None, typer.Option(help="A file with the words, - for standard input.", metavar="F")
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="A number without words for now.")
    ] = False,
    title: Annotated[
        str | None,
        typer.Option(help="The title of a document, chapter or section.", metavar="T"),
    ] = None,
    source: Annotated[
        str, typer.Option(help="Whose text it is: a proposal of the chair, ...", metavar="TEXT")
    ] = "",
    status: Annotated[
        str, typer.Option(help="An open step, if not the first one.", metavar="STATUS")
    ] = "",
) -> None:
    """Add a paragraph with its words, or a document, chapter or section with its title.

    A new paragraph is open and gets its id; a chapter that is declared settled takes it up among
    its exceptions.

    Examples: wsisdraft add B.21bis --text "Keeping standards open,"
              wsisdraft add vision/F --title "Follow-up"
    """
    if title is not None:
        with telling(given):
            if text is not None or file is not None or no_text or source or status:
                leave(refused(_two_things(), given, {}))
        heading = title
        change_as_set(
            lambda view: folder_setting(view, ref, given, heading),
            given,
        )
        return
    words = words_given(text=text, file=file, none=no_text, options=given)
    said = Added(words, source.strip(), status.strip(), empty=no_text)
    change_as_set(lambda view: paragraph_setting(view, ref, given, said), given)


def _two_things() -> Refusal:
    return misused(
        "malformed-words",
        "A title belongs to a document, chapter or section; words, source and status to a "
        "paragraph.",
        "Add one after the other: first with --title T, then its paragraphs with --text T.",
    )
