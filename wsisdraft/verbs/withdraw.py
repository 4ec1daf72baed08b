"""withdraw: a name taken off a bracket or an alternative, and what nobody proposes any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.lifted import entries_of, lifted
from wsisdraft.notation.lifting import lift as lift_brackets
from wsisdraft.notation.splicing import spliced
from wsisdraft.rules.rule import argument, at_words
from wsisdraft.text.bracket import Bracket
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, BracketEntry
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.completion import complete_contested
from wsisdraft.verbs.shared.named_bracket import named_on_the_table
from wsisdraft.verbs.shared.options import Alt, OneRef, Options, changing
from wsisdraft.verbs.shared.proposals import BASE, DELETION, INSERTION, REPLACEMENT
from wsisdraft.verbs.shared.sponsors import fewer_sponsors, left_of, sponsored
from wsisdraft.verbs.shared.target import Target, target
from wsisdraft.verbs.shared.trailers import lifted_rows
from wsisdraft.view import Needs

NO_ENTRY = BracketEntry()
KEEP, DROP = "keep", "drop"


@frozen
class _Left:
    """What is left of a bracket once names are taken off."""

    kept: tuple[int, ...] = ()
    """Positions of brackets that are lifted, their words kept."""
    dropped: tuple[int, ...] = ()
    """Positions of brackets that go with their words."""
    said: str = "stay in brackets"
    """What becomes of the words, for the record."""
    note: str = ""
    """The same as a sentence, where it is more than a name taken off."""


def withdraw(scene: Scene, name: str, *, words: str = "", alternative: str = "") -> Decision:
    """Take the parties' names off a bracket or an alternative.

    With its last sponsor a proposal goes: words put in or put instead go, words to be deleted
    stay and their brackets go. `words` may be `keep`, for brackets that stay without a name, or
    `drop`. Where nothing on record says whether the words were proposed, nothing is guessed.
    """
    if not scene.occasion.parties:
        return misused("no-party", "It is not said who withdraws.", "Add --by WHO.")
    on = target(scene, alternative, "Names are taken off")
    if isinstance(on, Refusal):
        return on
    found = named_on_the_table(on, name)
    if isinstance(found, Refusal):
        return found
    if isinstance(found, Alternative):
        return _off_alternative(on, found)
    return _off_bracket(on, found, words)


def _off_alternative(on: Target, alternative: Alternative) -> Change | Refusal:
    left = left_of(on.scene, on.paragraph, alternative)
    if isinstance(left, Refusal):
        return left
    if left:
        return fewer_sponsors(on.scene, on.paragraph, alternative, left, verb="withdraw")
    name = argument(alternative.name)
    return refuse(
        "last-sponsor",
        f"{alternative.name} of {on.ref} would have no sponsor."
        if alternative.by
        else f"{alternative.name} of {on.ref} has no sponsor on record.",
        f"wsisdraft alt withdraw {on.ref} {name}{on.by} takes it off the table; "
        f"wsisdraft support {on.ref} {name} --by WHO adds a sponsor first.",
        place=at_words(alternative),
        ref=on.ref,
    )


def _off_bracket(on: Target, position: int, words: str) -> Decision:
    worded, parties = on.worded, on.scene.occasion.parties
    pair = worded.marks.brackets[position]
    entry = _entry(on, pair)
    name = pair.handle or pair.index
    stranger = next((p for p in parties if p not in (*entry.by, *entry.against)), "")
    if stranger:
        against = f" Against it: {', '.join(entry.against)}." if entry.against else ""
        return on.refuse(
            pair.start,
            "not-a-sponsor",
            f"{stranger} is not on record about {name}.",
            sponsored(entry.by) + against,
        )
    by, against_it = (
        [party for party in there if party not in parties] for there in (entry.by, entry.against)
    )
    left = _left(on, position, words, sides=(bool(by), bool(against_it)))
    if isinstance(left, Refusal):
        return left
    splices = lift_brackets(worded.body, worded.marks, kept=left.kept, dropped=left.dropped)
    if not spliced(worded.body, splices).strip():
        return on.refuse(
            pair.start,
            "nothing-left",
            "Nothing would be left of the words.",
            f"Give --keep, or wsisdraft lift {on.ref} {name}{on.option} keeps them.",
        )
    fields = entries_of(worded).get(pair.handle or "", {})
    for key in ("by", "against"):
        fields.pop(key, None)
    if entry.proposal == DELETION and not against_it:
        # Nobody wants them gone any more; where others compete with them they are the base.
        fields.pop("proposal")
        fields |= {} if words == KEEP else {"proposal": BASE}
    new: Fields = {**({"by": by} if by else {}), **({"against": against_it} if against_it else {})}
    source = lifted(worded, splices, {pair.handle or "": new | fields})
    rows = [("Withdrawn", f"{name}; by {', '.join(parties)}")]
    rows += lifted_rows(worded, left.kept, left.dropped)
    rows.append(("Words", left.said))
    told = f"{name} withdrawn by {', '.join(parties)}"
    told += f", words {left.said}" if left.note else ""
    notes = (left.note,) if left.note else ()
    return on.change(source, "withdraw", told, rows, notes)


def _entry(on: Target, pair: Bracket) -> BracketEntry:
    return on.worded.brackets.get(pair.handle or "", NO_ENTRY)


def _left(on: Target, position: int, words: str, *, sides: tuple[bool, bool]) -> _Left | Refusal:
    """What is left; `sides` are whether anybody is still for it, and anybody still against."""
    marks = on.worded.marks
    pair = marks.brackets[position]
    entry = _entry(on, pair)
    name = pair.handle or pair.index
    still_by, still_against = sides
    deletion = not entry.by and bool(entry.against)
    choice = marks.choice_of(position)
    if (
        still_by
        or words == KEEP
        or entry.proposal == BASE
        or (deletion and (still_against or choice))
    ):
        return _Left()
    if deletion and not entry.group:
        said = f"Nobody is against the words of {name} any more: they stay, without brackets."
        return _Left(kept=(position,), said="kept", note=said)
    if not entry.by or entry.group:
        return _Left() if still_against else _unsaid(on, pair)
    proposed = entry.proposal in (INSERTION, REPLACEMENT) or choice is not None
    if not proposed and words != DROP:
        return _Left() if still_against else _unsaid(on, pair)
    note = f"{name} has no sponsor any more: its words go."
    base = _base_alone(on, choice, position)
    if base is not None:
        note += " Nothing competes with the words that were there: their brackets go."
    inner = [p for p in _inside(marks.brackets, position) if _entry(on, p).by]
    others = sorted({who for p in inner for who in _entry(on, p).by} - set(entry.by))
    if others:
        note += f" With them goes what {', '.join(others)} proposed inside."
    return _Left(() if base is None else (base,), (position,), "dropped", note)


def _unsaid(on: Target, pair: Bracket) -> Refusal:
    """Words that may have been proposed, or may have stood there before the brackets."""
    name = pair.handle or pair.index
    return on.refuse(
        pair.start,
        "no-sponsor-left",
        f"{name} would have no sponsor, and nothing on record says that its words were proposed.",
        f"Give --drop to take the words away, or --keep for brackets without a name; wsisdraft "
        f"lift {on.ref} {name}{on.option} keeps the words without brackets.",
    )


def _base_alone(on: Target, choice: tuple[int, ...] | None, position: int) -> int | None:
    """The words that proposals compete with, where no other is left and nobody is against them."""
    others = [each for each in choice or () if each != position]
    if len(others) != 1:
        return None
    entry = _entry(on, on.worded.marks.brackets[others[0]])
    return others[0] if entry.proposal == BASE and not entry.against else None


def _inside(brackets: Sequence[Bracket], position: int) -> list[Bracket]:
    outer = brackets[position]
    return [p for p in brackets[position + 1 :] if p.end < outer.end]


@changing
def command(
    given: Options,
    ref: OneRef,
    name: Annotated[
        str,
        typer.Argument(
            help='A bracket (b1, or an index 2.1) or an alternative ("ALT 1").',
            metavar="BRACKET|ALT",
            autocompletion=complete_contested,
        ),
    ],
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the words in brackets, without a name.")
    ] = False,
    drop: Annotated[
        bool, typer.Option("--drop", help="Take the words away with the last name.")
    ] = False,
    alt: Alt = "",
) -> None:
    """Take a name off a bracket or alternative; a proposal goes with its last sponsor.

    Examples: wsisdraft withdraw B.27 b2 --by Egypt
              wsisdraft withdraw B.21 "ALT 1" --by Brazil
    """
    alternative = alt.strip()

    def decide(scene: Scene) -> Decision:
        if keep and drop:
            said = "--keep and --drop exclude each other."
            return misused("malformed-withdrawal", said, "Give one of them.")
        words = KEEP if keep else DROP if drop else ""
        return withdraw(scene, name, words=words, alternative=alternative)

    change(
        decide,
        [ref],
        given,
        needs=Needs.BRANCHES if alternative else Needs.NOTHING,
    )
