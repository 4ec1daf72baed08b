"""alt add: put an alternative wording on the table."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.verbs.shared.adding_alternative import alt_add
from wsisdraft.verbs.shared.options import OneRef, Options, changing
from wsisdraft.verbs.shared.words_given import words_given
from wsisdraft.view import Needs


@changing
def command(
    given: Options,
    ref: OneRef,
    text: Annotated[
        str | None, typer.Option(help="The words of the alternative.", metavar="T")
    ] = None,
    file: Annotated[
        str | None, typer.Option(help="A file with the words, - for standard input.", metavar="F")
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="The alternative is to have no such paragraph.")
    ] = False,
    name: Annotated[str, typer.Option(help='What it is called, if not "ALT n".', metavar="N")] = "",
) -> None:
    """Put an alternative wording on the table, with a branch of its own.

    Example: wsisdraft alt add B.21 --by Egypt --text "Keeping standards open,"
    """
    words = words_given(text=text, file=file, none=no_text, options=given)
    change(
        lambda scene: alt_add(scene, words, name=name.strip()), [ref], given, needs=Needs.ORDINAL
    )
