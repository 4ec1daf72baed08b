"""support: names added to those who want a bracket's words or an alternative, or are against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.bracketing import tie
from wsisdraft.notation.change import Change, Decision, Edit, Record
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.handles import next_handle
from wsisdraft.notation.lifted import entries_of, shape_of
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.finding import Refusal, Unchanged, misused
from wsisdraft.text.paragraph import Alternative
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Span
from wsisdraft.verbs.shared.completion import complete_contested
from wsisdraft.verbs.shared.named_bracket import called, named_on_the_table
from wsisdraft.verbs.shared.options import Alt, OneRef, Options, changing
from wsisdraft.verbs.shared.sponsors import with_sponsors
from wsisdraft.verbs.shared.target import Target, target
from wsisdraft.verbs.shared.trailers import bracket_said, trailers
from wsisdraft.view import Needs

Rows = list[tuple[str, str]]


def support(
    scene: Scene, names: Sequence[str], *, against: bool = False, alternative: str = ""
) -> Decision:
    """Add the parties to the sponsors of brackets and alternatives, or to those against a bracket.

    A bracket without a tie gets one, and an entry. Whoever was on the other side changes sides.
    """
    if not scene.occasion.parties:
        return misused("no-party", "It is not said who.", "Add --by WHO.")
    words = target(scene, alternative, "Names are added")
    if isinstance(words, Refusal):
        return words
    positions: list[int] = []
    alternatives: list[Alternative] = []
    for name in dict.fromkeys(names):
        found = named_on_the_table(words, name)
        if isinstance(found, Refusal):
            return found
        if isinstance(found, Alternative):
            alternatives.append(found)
        else:
            positions.append(found)
    if against and alternatives:
        return misused(
            "malformed-support",
            "--against is about words in brackets; an alternative has none who are against it.",
            f"wsisdraft reserve {words.ref} puts an objection beside the text.",
        )
    return _supported(words, dict.fromkeys(positions), alternatives, against=against)


def _supported(
    words: Target, positions: Collection[int], alternatives: Sequence[Alternative], *, against: bool
) -> Decision:
    source, rows, named = _in_brackets(words, positions, against=against)
    edits: list[Edit] = []
    for alternative in alternatives:
        by = _joined(alternative.by, words.scene.occasion.parties)
        if by != alternative.by:
            source_of = with_sponsors(alternative, by)
            edits += rewritten(alternative.path, alternative.source, source_of)
            rows.append(("Supported", f"{alternative.name}; by {', '.join(by)}"))
            named.append(alternative.name)
    who = words.scene.occasion.by
    side = "against" if against else "among the sponsors of"
    if not named:
        every = [called(words, position) for position in positions]
        every += [alternative.name for alternative in alternatives]
        return Unchanged(words.ref, f"{words.name}: {who} is {side} {', '.join(every)} already.")
    told = f"{who} {'against' if against else 'supports'} {', '.join(named)}"
    if source == words.worded.source:
        rows.insert(0, ("Ref", words.ref))
        record = Record(f"{words.ref}: {told}", trailers("support", words.scene.occasion, rows))
        return Change(tuple(edits), record=record)
    made = words.change(source, "support", told, rows)
    return _with_edits(made, edits) if isinstance(made, Change) else made


def _with_edits(made: Change, edits: Sequence[Edit]) -> Change:
    """A change with edits of other files."""
    return Change(
        (*made.edits, *edits), branches=made.branches, record=made.record, notes=made.notes
    )


def _in_brackets(
    words: Target, positions: Iterable[int], *, against: bool
) -> tuple[str, Rows, list[str]]:
    """The source with the names in the entries, what is put on record, and the brackets' names."""
    worded = words.worded
    said = entries_of(worded)
    changes: dict[tuple[str, ...], Value | None] = {}
    ties: list[tuple[Span, str]] = []
    rows: Rows = []
    named: list[str] = []
    taken: list[str] = []
    for position in positions:
        pair = worded.marks.brackets[position]
        handle = pair.handle
        if handle is None:
            handle = next_handle(worded, taken=taken)
            taken.append(handle)
            ties.append(tie(pair, handle))
        old = said.get(handle, {})
        entry = _with_names(old, words.scene.occasion.parties, against=against)
        if entry == old:
            continue
        changes["brackets", handle] = entry
        inside = without_ties(pair.inside.of(worded.body))
        on_record = brackets_of({"brackets": {handle: entry}})[handle]
        row = bracket_said(handle, inside, on_record)
        rows.append(("Opposed" if against else "Supported", row))
        named.append(handle)
    source = worded.source[: worded.body_start] + spliced(worded.body, ties)
    return apply(source, revise(source, changes, shape=shape_of(worded))), rows, named


def _with_names(entry: Fields, parties: Sequence[str], *, against: bool) -> Fields:
    """An entry with these parties on one side and on no other."""
    side, other = ("against", "by") if against else ("by", "against")
    there, others = (_listed(entry.get(key)) for key in (side, other))
    new: Fields = {**entry, side: list(_joined(there, parties))}
    left = [party for party in others if party not in parties]
    if left != list(others):
        new.pop(other, None)
        new |= {other: left} if left else {}
    return new if list(there) != new[side] or left != list(others) else entry


def _listed(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else ()


def _joined(there: Sequence[str], parties: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*there, *parties)))


@changing
def command(
    given: Options,
    ref: OneRef,
    names: Annotated[
        list[str],
        typer.Argument(
            help='Brackets (b1, or an index 2.1) and alternatives ("ALT 1").',
            metavar="BRACKET|ALT...",
            autocompletion=complete_contested,
            show_default=False,
        ),
    ],
    against: Annotated[
        bool, typer.Option("--against", help="Join those who are against the words.")
    ] = False,
    alt: Alt = "",
) -> None:
    """Add names to those who want the words of a bracket, or an alternative.

    Examples: wsisdraft support B.27 b2 --by Egypt --by Ghana
              wsisdraft support B.27 b4 --against --by Sweden
              wsisdraft support B.21 "ALT 1" --by Brazil
    """
    alternative = alt.strip()
    change(
        lambda scene: support(scene, names, against=against, alternative=alternative),
        [ref],
        given,
        needs=Needs.BRANCHES if alternative else Needs.NOTHING,
    )
