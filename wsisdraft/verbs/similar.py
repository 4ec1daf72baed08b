"""similar: the paragraphs most like one of them."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.pages.json_similar import similar_value
from wsisdraft.pages.terminal.similar import similar_page
from wsisdraft.reports.similar import Similar
from wsisdraft.reports.similar import similar as most_like
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.options import OneRef, Options, reading
from wsisdraft.view import View

MOST = 5


def similar(view: View, selection: Selection | None, most: int = MOST) -> Similar | Refusal:
    """The wordings of the whole draft that are most like those of the paragraph meant."""
    if most < 1:
        return misused(
            "malformed-most", f"{most} paragraphs cannot be shown.", "Give 1 or more: --most 5."
        )
    if selection is None or selection.scope.number is None or len(selection.addresses) != 1:
        spoken = selection.spoken if selection else ""
        return misused(
            "not-one-paragraph",
            f"{spoken} is not one paragraph, and likeness is that of one to others.",
            "Name one: wsisdraft similar B.21.",
        )
    text = view.read()
    paragraph = text.paragraph(selection.addresses[0])
    if paragraph is None:
        ref = str(selection.addresses[0])
        return refuse(
            "file-format",
            f"{ref} cannot be read.",
            f"wsisdraft check {ref} tells what is wrong with its file.",
            ref=ref,
        )
    return most_like(text, paragraph, most)


@reading
def command(
    given: Options,
    ref: OneRef,
    most: Annotated[
        int, typer.Option(help="How many are shown.", metavar="N", show_default=False)
    ] = MOST,
) -> None:
    """Show the paragraphs of the whole draft that are most like one, with the words they share.

    Likeness is the share of the words of both that stand in both in the same order; brackets and
    case play no part. Alternatives are looked at too.

    Examples: wsisdraft similar B.24
              wsisdraft similar vision/C.C5.1 --most 10 --format json
    """
    look(
        [ref],
        given,
        lambda view, selection: similar(view, selection, most),
        page=similar_page,
        value=similar_value,
    )
