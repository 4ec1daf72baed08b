"""add: a paragraph, section, chapter or document that was not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change_as_set, leave, refused, telling
from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.rewriting import with_field
from wsisdraft.notation.spelling import scalar
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.new_place import NewPlace, new_folder, new_paragraph
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.adding import Added, add_paragraph, place_notes
from wsisdraft.verbs.shared.completion import complete_statuses
from wsisdraft.verbs.shared.options import Options, changing
from wsisdraft.verbs.shared.paragraph_ids import paragraph_ids
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.verbs.shared.words_given import words_given
from wsisdraft.view import View, occasion_of

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting


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
        notes=place_notes(scene, place),
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
        str,
        typer.Option(
            help="An open step, if not the first one.",
            metavar="STATUS",
            autocompletion=complete_statuses,
        ),
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
