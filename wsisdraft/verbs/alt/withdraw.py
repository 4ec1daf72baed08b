"""alt withdraw: take an alternative off the table, or one of its sponsors off it."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Record
from wsisdraft.rules.rule import argument, at_words
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.alternatives import meant
from wsisdraft.verbs.shared.closing import branch_closing
from wsisdraft.verbs.shared.completion import complete_alternatives
from wsisdraft.verbs.shared.options import OneRef, Options, changing
from wsisdraft.verbs.shared.sponsors import fewer_sponsors, left_of
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.view import Needs

VERB = "alt withdraw"


def alt_withdraw(scene: Scene, name: str, *, why: str = "") -> Change | Refusal:
    """Take an alternative off the table; its branch goes with it unless it holds more.

    Of several sponsors, those on whose behalf it is withdrawn are taken off while others stay.
    """
    found = meant(scene, name)
    if isinstance(found, Refusal):
        return found
    paragraph, alternative = found
    staying = left_of(scene, paragraph, alternative)
    if isinstance(staying, Refusal):
        return staying
    if staying:
        return fewer_sponsors(scene, paragraph, alternative, staying, verb=VERB, why=why)
    if len(paragraph.alternatives) == 1 and not paragraph.body.strip():
        return _nothing_left(paragraph, alternative)
    ref = str(paragraph.address)
    rows, closed = branch_closing(scene, paragraph, alternative)
    said = [
        ("Ref", ref),
        ("Alternative", alternative.name),
        ("Wording", fingerprint(alternative.body)),
        *rows,
        *([("Why", why)] if why else []),
    ]
    by = f" by {scene.occasion.by}" if scene.occasion.by else ""
    return Change(
        removed=(alternative.path,),
        branches=closed,
        record=Record(
            f"{ref}: {alternative.name} withdrawn{by}", trailers(VERB, scene.occasion, said)
        ),
    )


def _nothing_left(paragraph: Paragraph, alternative: Alternative) -> Refusal:
    ref = str(paragraph.address)
    return refuse(
        "nothing-left",
        f"Without {alternative.name} nothing would be left of {ref}: it has no words of its own.",
        f"wsisdraft choose {ref} {argument(alternative.name)} takes its words; "
        f"wsisdraft edit {ref} --text T gives it others; wsisdraft delete {ref} takes it out.",
        place=at_words(alternative),
        ref=ref,
    )


@changing
def command(
    given: Options,
    ref: OneRef,
    name: Annotated[
        str,
        typer.Argument(
            help='The alternative, "ALT 2".', metavar="NAME", autocompletion=complete_alternatives
        ),
    ],
    why: Annotated[str, typer.Option(help="The reason, for the record.", metavar="TEXT")] = "",
) -> None:
    """Take an alternative off the table; its branch goes with it unless it holds other words.

    With --by one of several sponsors, that one is taken off and the alternative stays.

    Example: wsisdraft alt withdraw B.21 "ALT 2" --by Egypt
    """
    change(
        lambda scene: alt_withdraw(scene, name, why=why.strip()),
        [ref],
        given,
        needs=Needs.BRANCHES,
    )
