"""reserve: a party's reservation, interpretation or objection, put beside the text."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.text.statement import KINDS
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.verbs.shared.statements import Said, state
from wsisdraft.verbs.shared.words_given import words_given

OF_PARTIES = tuple(kind for kind in KINDS if kind != "note")
KINDS_SPOKEN = f"{', '.join(OF_PARTIES[:-1])} or {OF_PARTIES[-1]}"


def reserve(scene: Scene, words: str, *, kind: str, origin: str) -> Change | Refusal:
    """Put what a party reserves on record beside the places named; the text stays as it is."""
    if kind not in OF_PARTIES:
        return misused(
            "unknown-kind",
            f"{quoted(kind)} is no kind of statement that a party makes here.",
            f"Kinds: {KINDS_SPOKEN}; wsisdraft note is for notes.",
        )
    if not scene.occasion.parties:
        return misused("no-party", f"It is not said whose {kind} it is.", "Add --by WHO.")
    return state(scene, Said("reserve", kind, words, origin))


@changing
def command(
    given: Options,
    ref: Refs,
    text: Annotated[
        str | None, typer.Option(help="The words of the statement.", metavar="T")
    ] = None,
    file: Annotated[
        str | None, typer.Option(help="A file with the words, - for standard input.", metavar="F")
    ] = None,
    kind: Annotated[str, typer.Option(help=f"{KINDS_SPOKEN}.", metavar="KIND")] = "reservation",
) -> None:
    """Put a party's reservation beside the text, which stays as it is.

    Paragraphs, settled ones too, chapters and documents may be named, several at once.

    Examples: wsisdraft reserve B.27 --by Norland --file statement.md
              wsisdraft reserve B.3 B.7 --by Estovia --kind interpretation --text "As in B.2."
    """
    words = words_given(text=text, file=file, options=given)
    origin = "--text" if file is None else file
    wanted = kind.strip().lower()
    change(lambda scene: reserve(scene, words, kind=wanted, origin=origin), ref, given)
