"""note: a remark beside the text, of the secretariat or of a party."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change
from wsisdraft.text.finding import Refusal
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.verbs.shared.statements import Said, state


def note(scene: Scene, words: str) -> Change | Refusal:
    """Put a note on record beside the places named; the text stays as it is."""
    return state(scene, Said("note", "note", words, "TEXT"))


@changing
def command(
    given: Options,
    ref: Refs,
    text: Annotated[str, typer.Argument(help="The note.", metavar="TEXT", show_default=False)],
) -> None:
    """Put a note beside the text, which stays as it is; with --by it is a party's.

    Example: wsisdraft note B.30 "To be read again with 27 once that is settled."
    """
    change(
        lambda scene: note(scene, text),
        ref,
        given,
    )
