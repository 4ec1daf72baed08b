"""propose: a proposal from the floor, as attributed brackets with the base words kept."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Decision
from wsisdraft.notation.inserting import at_end, at_start
from wsisdraft.notation.quotes import passage
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.frozen import frozen
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.bracket_cuts import cutting
from wsisdraft.verbs.shared.entry_fields import unfit_entry
from wsisdraft.verbs.shared.options import Alt, Match, OneRef, Options, changing
from wsisdraft.verbs.shared.proposals import deleted, inserted, replaced
from wsisdraft.verbs.shared.target import Target, open_target
from wsisdraft.view import Needs


@frozen
class Proposal:
    """What somebody on the floor wants of the words; empty where not given."""

    replace: str = ""
    instead: str = ""
    """The words to stand instead: `--with`."""
    insert: str = ""
    after: str = ""
    before: str = ""
    at_start: bool = False
    at_end: bool = False
    delete: str = ""
    match: int = 0
    note: str = ""
    alternative: str = ""


def propose(scene: Scene, proposal: Proposal) -> Decision:
    """Put a proposal into the words as brackets tied to who makes it; nothing is taken out.

    A replacement becomes a choice between the words and the new ones, and a further one of the
    same words another member of it. Words to be deleted are put in brackets, with who is against.
    """
    wrong = _misuse(scene, proposal) or unfit_entry(proposal.note)
    if wrong is not None:
        return wrong
    target = open_target(scene, proposal.alternative, "Proposals are made")
    if isinstance(target, Refusal):
        return target
    return _put_in(target, proposal) if proposal.insert else _of_quoted(target, proposal)


def _put_in(target: Target, proposal: Proposal) -> Decision:
    offset = _offset(target, proposal)
    if isinstance(offset, Refusal):
        return offset
    return inserted(target, offset, proposal.insert, proposal.note)


def _of_quoted(target: Target, proposal: Proposal) -> Decision:
    """Words that are to be replaced or deleted."""
    quote = proposal.replace or proposal.delete
    span = passage(target.worded, target.ref, quote, match=proposal.match)
    if isinstance(span, Refusal):
        return span
    refusal = cutting(target, span)
    if refusal is not None:
        return refusal
    if proposal.replace:
        return replaced(target, span, proposal.instead, proposal.note)
    return deleted(target, span, proposal.note)


def _misuse(scene: Scene, proposal: Proposal) -> Refusal | None:
    kinds = sum(map(bool, (proposal.replace, proposal.insert, proposal.delete)))
    places = (proposal.after, proposal.before, proposal.at_start, proposal.at_end)
    said = ""
    if kinds != 1:
        said = "It is not said what is proposed." if not kinds else "Several things are proposed."
    elif bool(proposal.replace) != bool(proposal.instead):
        said = "A replacement needs both the words there and the new ones."
    elif proposal.insert and sum(map(bool, places)) != 1:
        said = "An insertion needs one place."
    elif not proposal.insert and any(places):
        said = "A place is named, and nothing to insert."
    elif proposal.match and (proposal.at_start or proposal.at_end):
        said = "--match says which place of a quote is meant, and there is no quote."
    if said:
        return misused(
            "malformed-proposal",
            said,
            "Give --replace Q --with T; or --insert T with --after Q, --before Q, --at-start or "
            "--at-end; or --delete Q.",
        )
    if not scene.occasion.parties:
        return misused("no-party", "A proposal is somebody's.", "Add --by WHO.")
    return None


def _offset(target: Target, proposal: Proposal) -> int | Refusal:
    body = target.worded.body
    if proposal.at_start or proposal.at_end:
        return at_start(body) if proposal.at_start else at_end(body)
    quote = proposal.after or proposal.before
    span = passage(target.worded, target.ref, quote, match=proposal.match)
    if isinstance(span, Refusal):
        return span
    return span.end if proposal.after else span.start


def _words_option(said: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(help=said, metavar="Q", show_default=False)
    return option


@changing
def command(
    given: Options,
    ref: OneRef,
    replace: Annotated[str, _words_option("Words to be replaced, quoted.")] = "",
    instead: Annotated[
        str, typer.Option("--with", help="The words instead.", metavar="T", show_default=False)
    ] = "",
    insert: Annotated[
        str, typer.Option(help="Words to be put in.", metavar="T", show_default=False)
    ] = "",
    after: Annotated[str, _words_option("Put them in behind these words.")] = "",
    before: Annotated[str, _words_option("Put them in before these words.")] = "",
    at_start: Annotated[bool, typer.Option("--at-start", help="Put them in first.")] = False,
    at_end: Annotated[bool, typer.Option("--at-end", help="Put them in last.")] = False,
    delete: Annotated[str, _words_option("Words to be deleted, quoted.")] = "",
    note: Annotated[
        str, typer.Option(help="Why, to go on record.", metavar="TEXT", show_default=False)
    ] = "",
    match: Match = 0,
    alt: Alt = "",
) -> None:
    """Put a proposal from the floor into brackets, with who makes it; the base words stay.

    Examples: wsisdraft propose B.27 --replace "trust" --with "confidence" --by Egypt
              wsisdraft propose B.27 --insert "affordable" --after "life, and" --by Brazil
              wsisdraft propose B.27 --delete "and attack" --by Sweden
    """
    proposal = Proposal(
        *(replace, instead, insert, after, before, at_start, at_end, delete, match, note),
        alternative=alt.strip(),
    )
    change(
        lambda scene: propose(scene, proposal),
        [ref],
        given,
        needs=Needs.BRANCHES if proposal.alternative else Needs.NOTHING,
    )
