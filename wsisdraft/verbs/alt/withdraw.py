"""alt withdraw: take an alternative off the table, or one of its sponsors off it."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.parties import stakeholder
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.rules.rule import argument, at_words
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.alt.closing import branch_closing
from wsisdraft.verbs.alt.refusals import meant
from wsisdraft.verbs.options import OneRef, Options, changing
from wsisdraft.verbs.trailers import trailers
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
    staying = _staying(scene, paragraph, alternative)
    if isinstance(staying, Refusal):
        return staying
    if staying:
        return _fewer(scene, paragraph, alternative, (staying, why))
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


def _staying(
    scene: Scene, paragraph: Paragraph, alternative: Alternative
) -> tuple[str, ...] | Refusal:
    """The sponsors that are left; none where all go, or nobody in particular withdraws it."""
    going = scene.occasion.parties
    if not going or not alternative.by:
        return ()
    sponsors = {who: _on_record(scene.text, who) for who in alternative.by}
    others = [who for who in going if who not in sponsors.values()]
    if not others:
        return tuple(who for who, party in sponsors.items() if party not in going)
    ref = str(paragraph.address)
    told = f"is of {', '.join(alternative.by)}; {', '.join(others)} cannot withdraw it"
    return refuse(
        "not-a-sponsor",
        f"{alternative.name} of {ref} {told}.",
        f"wsisdraft alt withdraw {ref} {argument(alternative.name)} --by "
        f"{argument(alternative.by[0])}; without --by it is the secretariat that withdraws it.",
        ref=ref,
    )


def _on_record(text: Text, who: str) -> str:
    """A sponsor's name on record; as the file has it where nobody is known by that name."""
    party = stakeholder(text, who)
    return who if isinstance(party, Refusal) else str(party)


def _fewer(
    scene: Scene, paragraph: Paragraph, alternative: Alternative, left: tuple[tuple[str, ...], str]
) -> Change:
    """The alternative stays on the table with fewer sponsors; its words and branch as they are."""
    staying, why = left
    ref = str(paragraph.address)
    source = with_field(alternative.source, ("by",), list(staying))
    rows = [
        ("Ref", ref),
        ("Alternative", alternative.name),
        ("Sponsors", f"{', '.join(alternative.by)} -> {', '.join(staying)}"),
        *([("Why", why)] if why else []),
    ]
    subject = f"{ref}: {alternative.name} no longer sponsored by {scene.occasion.by}"
    return Change(
        rewritten(alternative.path, alternative.source, source),
        record=Record(subject, trailers(VERB, scene.occasion, rows)),
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
    name: Annotated[str, typer.Argument(help='The alternative, "ALT 2".', metavar="NAME")],
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
