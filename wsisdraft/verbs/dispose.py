"""dispose: what becomes of a proposal that came in, in the text and on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set, leave, refused, telling
from wsisdraft.notation.change import Decision
from wsisdraft.notation.spelling import scalar
from wsisdraft.reports.submissions import became
from wsisdraft.text.finding import Refusal, Unchanged, misused
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.new_place import NewPlace
from wsisdraft.text.submission import Disposition, Outcome, ProposalKind
from wsisdraft.verbs.shared.carrying import Fate, accepted, bracketed, not_a_paragraph, put_beside
from wsisdraft.verbs.shared.completion import complete_symbols
from wsisdraft.verbs.shared.disposing import setting
from wsisdraft.verbs.shared.disposition import Carried, Case, recorded
from wsisdraft.verbs.shared.handing_on import merged, referred
from wsisdraft.verbs.shared.options import (
    Match,
    Options,
    changing_with,
    complete_stakeholders,
)
from wsisdraft.verbs.shared.whole_places import added, entitled

INTO_WORDS = (Outcome.ACCEPTED, Outcome.BRACKETED, Outcome.ALTERNATIVE)


@frozen
class Asked:
    """What is decided on a proposal."""

    outcome: Outcome
    into: str = ""
    """The symbol of the proposal it goes into."""
    to: tuple[str, ...] = ()
    """Whom it is referred to, as named."""
    why: str = ""
    match: int = 0
    """Which of several places of its quote is meant, from 1."""
    as_it_stands: bool = False
    """Whether the text takes it up already, in whatever words."""
    again: bool = False
    """Whether it may have been disposed of before."""


@frozen
class Room:
    """Where a paragraph of its own would go, if it came to that."""

    place: NewPlace | Refusal | None = None
    taken: frozenset[str] = frozenset()
    """Ids that paragraphs have."""


def dispose(case: Case, asked: Asked, room: Room) -> Decision:
    """Decide on a proposal: its words go into the text or not, and its entry says what became.

    One whose words have changed since it was made goes on record as stale and waits for its author;
    one that was disposed of is refused, unless asked again.
    """
    refusal = _unfit(case, asked)
    if refusal is not None:
        return refusal
    before = case.proposal.disposition
    if before is not None and before.outcome.final and not asked.again:
        return _once_more(case, asked, before)
    fate = _fate(case, asked, room)
    if isinstance(fate, Refusal):
        return fate
    if before is not None and _same(before, fate, asked.why):
        return Unchanged(case.ref, f"{case.name} is {_told(before)} already.")
    return recorded(case, fate, asked.why)


def _once_more(case: Case, asked: Asked, before: Disposition) -> Decision:
    """What was decided on it stands, and may be said twice."""
    into = asked.into.strip("/ ").casefold()
    same = before.outcome is asked.outcome and into in ("", before.into.casefold())
    if same and asked.why in ("", before.why):
        return Unchanged(case.ref, f"{case.name} is {_told(before)} already.")
    where = f" {before.ref}" if before.ref else ""
    return case.refuse(
        "already-disposed",
        f"{case.name} was disposed of: {_told(before)}.",
        f"wsisdraft undo{where} takes that back, if nothing came after it; --again decides anew "
        "and leaves words in the text as they are.",
        key="outcome",
    )


def _unfit(case: Case, asked: Asked) -> Refusal | None:
    if asked.why and scalar(asked.why) is None:
        return misused(
            "malformed-reason",
            "The reason holds characters that are not seen.",
            "Write it in one line of ordinary characters.",
        )
    if asked.as_it_stands and asked.outcome is not Outcome.ACCEPTED:
        return misused(
            "malformed-disposition",
            "--as-it-stands says that the text has taken something up already.",
            "Give it with --accept.",
        )
    if asked.outcome is Outcome.DECLINED and not asked.why:
        return misused(
            "no-reason",
            f"Those who sent in {case.name} should know why it is declined.",
            "Add --why TEXT.",
        )
    comment = case.proposal.kind.comment
    if comment and asked.outcome in (Outcome.BRACKETED, Outcome.ALTERNATIVE):
        return case.refuse(
            "no-words-proposed",
            f"{case.name} is a {case.proposal.kind} comment and proposes no words.",
            f"--accept takes note of it; wsisdraft propose {case.ref} puts words for it in "
            "brackets.",
            key="kind",
        )
    if not comment and asked.outcome in INTO_WORDS and not asked.as_it_stands:
        return _without_words(case)
    return None


def _without_words(case: Case) -> Refusal | None:
    if case.proposal.kind is ProposalKind.DELETE or case.words.strip():
        return None
    return case.refuse(
        "no-words-proposed",
        f"{case.name} says that words are to go in, and not which.",
        "Ask its author, or give --decline --why TEXT.",
    )


def _fate(case: Case, asked: Asked, room: Room) -> Fate:
    if asked.outcome is Outcome.MERGED:
        return merged(case, asked.into)
    if asked.outcome is Outcome.REFERRED:
        return referred(case, asked.to)
    if asked.outcome is Outcome.DECLINED:
        return Carried(Outcome.DECLINED)
    if case.proposal.kind.comment or asked.as_it_stands:
        return Carried(Outcome.ACCEPTED, went="" if case.place is None else case.ref)
    return _into_words(case, asked, room)


def _into_words(case: Case, asked: Asked, room: Room) -> Fate:
    if case.place is not None and case.place.number is None:
        return entitled(case) if asked.outcome is Outcome.ACCEPTED else _only_accepted(case)
    if case.proposal.kind is ProposalKind.INSERT and not case.proposal.quote:
        return _as_paragraph(case, asked, room)
    if asked.outcome is Outcome.ACCEPTED:
        return accepted(case, asked.match)
    carry = bracketed if asked.outcome is Outcome.BRACKETED else put_beside
    return carry(case, asked.match)


def _as_paragraph(case: Case, asked: Asked, room: Room) -> Fate:
    if asked.outcome is Outcome.ALTERNATIVE:
        return case.refuse(
            "no-paragraph-yet",
            f"{case.name} is a paragraph of its own, and nothing is there to be an alternative to.",
            "--bracket puts it into the text in brackets.",
            key="kind",
        )
    if room.place is None:
        return not_a_paragraph(case)
    if isinstance(room.place, Refusal):
        return room.place
    return added(case, room.place, room.taken, asked.outcome)


def _only_accepted(case: Case) -> Refusal:
    return case.refuse(
        "title-not-negotiated",
        f"{case.name} is about the title of {case.ref}, which has no brackets or alternatives.",
        f"--accept gives it that title; wsisdraft add {case.ref}.title --text T makes the title a "
        "paragraph that is negotiated.",
        key="ref",
    )


def _same(before: Disposition, fate: Carried, why: str) -> bool:
    """Whether it was decided so before, for the same reason or without another one."""
    same = (before.outcome, before.into, before.to) == (fate.outcome, fate.into, fate.to)
    return same and fate.made is None and why in ("", before.why)


def _told(before: Disposition) -> str:
    return "".join(became(before))


Symbol = Annotated[
    str,
    typer.Argument(
        help="The proposal, V1/B/5/2; of a submission that makes only one, V1/B/5.",
        metavar="SYMBOL[/N]",
        autocompletion=complete_symbols,
        show_default=False,
    ),
]
Accept = Annotated[bool, typer.Option("--accept", help="Its words go into the text.")]
Bracket = Annotated[bool, typer.Option("--bracket", help="Its words go in, in brackets.")]
Beside = Annotated[bool, typer.Option("--alternative", help="It is an alternative wording.")]
MergeInto = Annotated[
    str,
    typer.Option(
        help="It goes into another proposal.",
        metavar="SYMBOL[/N]",
        autocompletion=complete_symbols,
        show_default=False,
    ),
]
Refer = Annotated[
    list[str] | None,
    typer.Option(
        help="Somebody is to deal with it; may be given several times.",
        metavar="WHO",
        autocompletion=complete_stakeholders,
        show_default=False,
    ),
]
Decline = Annotated[
    bool, typer.Option("--decline", help="It is not taken up; the reason goes with it.")
]
Why = Annotated[
    str, typer.Option(help="The reason, to go on record.", metavar="TEXT", show_default=False)
]
AsItStands = Annotated[
    bool,
    typer.Option("--as-it-stands", help="With --accept: the text has it already; no word changes."),
]
Again = Annotated[bool, typer.Option("--again", help="Although it was disposed of before.")]


@changing_with("meeting", "on")
def command(
    given: Options,
    symbol: Symbol,
    accept: Accept = False,
    bracket: Bracket = False,
    alternative: Beside = False,
    merge_into: MergeInto = "",
    refer: Refer = None,
    decline: Decline = False,
    why: Why = "",
    match: Match = 0,
    as_it_stands: AsItStands = False,
    again: Again = False,
) -> None:
    """Say what becomes of a proposal that came in, and carry it into the text in the same commit.

    The words go where they belong in the text of today. Where the words it speaks of have changed
    since it was made, it waits as stale for its author. A comment that is accepted is taken note
    of.

    Examples: wsisdraft dispose V1/B/5/2 --bracket --why "not agreed by all"
              wsisdraft dispose V1/B/5/3 --merge-into V1/B/2/1
              wsisdraft dispose V1/B/6 --decline --why "said in B.12 already"
    """
    asked = _asked(
        (accept, bracket, alternative, bool(merge_into), bool(refer), decline),
        Asked(
            Outcome.DECLINED,
            merge_into.strip(),
            tuple(refer or ()),
            why.strip(),
            match,
            as_it_stands,
            again,
        ),
    )
    if isinstance(asked, Refusal):
        with telling(given):
            leave(refused(asked, given, {}))
    meant: Asked = asked

    def decided(case: Case, place: NewPlace | Refusal | None, taken: frozenset[str]) -> Decision:
        return dispose(case, meant, Room(place, taken))

    change_as_set(lambda view: setting(view, symbol, given, meant.outcome, decided), given)


def _asked(chosen: Sequence[bool], said: Asked) -> Asked | Refusal:
    """What was asked with the outcome chosen; refused unless it is one."""
    outcomes = (*INTO_WORDS, Outcome.MERGED, Outcome.REFERRED, Outcome.DECLINED)
    found = [outcome for outcome, yes in zip(outcomes, chosen, strict=True) if yes]
    if len(found) == 1:
        return altered(said, outcome=found[0])
    return misused(
        "malformed-disposition",
        "It is not said what becomes of it." if not found else "It cannot become several things.",
        "Give one of --accept, --bracket, --alternative, --merge-into SYMBOL, --refer WHO, "
        "--decline.",
    )
