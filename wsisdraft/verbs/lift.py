"""lift: take brackets away, keeping their words, dropping them, or choosing one member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Decision
from wsisdraft.notation.clean import opening_words
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.lifted import lifted
from wsisdraft.notation.lifting import lift as lift_brackets
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.splicing import spliced
from wsisdraft.rules.rule import told
from wsisdraft.text.bracket import Bracket, Role
from wsisdraft.text.finding import Finding, Refusal, misused
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.completion import complete_brackets
from wsisdraft.verbs.shared.lift_over import lift_over
from wsisdraft.verbs.shared.named_bracket import named_bracket
from wsisdraft.verbs.shared.options import Alt, Options, Ref, changing
from wsisdraft.verbs.shared.target import Target, target
from wsisdraft.verbs.shared.trailers import lifted_rows
from wsisdraft.view import Needs

MOST_NAMED = 6


@frozen
class Lifting:
    """How brackets are to be lifted."""

    handles: tuple[str, ...]
    """`b1`, or an index as `brackets` prints it, `2.1`."""
    all: bool = False
    drop: bool = False
    choose: int = 0
    """Which member of a choice is kept, from 1; 0 where nothing is chosen."""
    alternative: str = ""


@frozen
class _Fate:
    """What becomes of brackets, by their positions."""

    kept: tuple[int, ...]
    dropped: tuple[int, ...]


def lift(scene: Scene, how: Lifting) -> Decision:
    """Lift brackets of one paragraph, mending spaces and commas where they stood.

    A member of a choice is lifted with its siblings: one is chosen, or this one is dropped. What
    was on record about a lifted bracket goes to the record of the commit.
    """
    misuse = _misuse(how)
    if misuse is not None:
        return misuse
    chapter = scene.text.chapter(scene.selection.scope)
    if scene.selection.whole and scene.selection.scope.number is None and chapter is not None:
        if how.drop or how.choose:
            return misused(
                "malformed-lift",
                "A bracket over whole paragraphs is lifted; its paragraphs stay.",
                f"wsisdraft lift {chapter.address} HANDLE.",
            )
        return lift_over(scene, chapter, how.handles)
    on = target(scene, how.alternative, "Brackets are lifted")
    if isinstance(on, Refusal):
        return on
    positions = _positions(on, how)
    if isinstance(positions, Refusal):
        return positions
    fate = _fate(on, positions, how)
    return fate if isinstance(fate, Refusal) else _lifted(on, positions, fate, how)


def _misuse(how: Lifting) -> Refusal | None:
    if how.drop and how.choose:
        return misused("malformed-lift", "--drop and --choose exclude each other.", "Give one.")
    if bool(how.handles) == how.all:
        return misused(
            "malformed-lift",
            "It is not said which brackets to lift.",
            "Name them, b1 or 2.1, or give --all.",
        )
    return None


def _positions(on: Target, how: Lifting) -> tuple[int, ...] | Refusal:
    """Positions of the brackets meant; those of a group come together."""
    brackets = on.worded.marks.brackets
    found = {i for i, b in enumerate(brackets) if b.role.unresolved} if how.all else set()
    if not any(pair.role is not Role.FOOTNOTE for pair in brackets) or (how.all and not found):
        rest = _others_said(on, ())
        return on.refuse(
            None,
            "no-bracket",
            f"{on.name} has no bracket that is open." if rest else f"{on.name} has no bracket.",
            f"{rest} {on.shows} shows its words.".strip(),
        )
    for name in how.handles:
        position = named_bracket(on, name)
        if isinstance(position, Refusal):
            return position
        found.add(position)
    return tuple(sorted(_with_groups(on, found)))


def _with_groups(on: Target, positions: set[int]) -> set[int]:
    """The brackets, and all that are kept or dropped together with one of them."""
    brackets = on.worded.marks.brackets
    groups = {_entry(on, brackets[i]).group for i in positions} - {""}
    return positions | {i for i, b in enumerate(brackets) if _entry(on, b).group in groups}


def _entry(on: Target, pair: Bracket) -> BracketEntry:
    return on.worded.brackets.get(pair.handle or "", BracketEntry())


def _fate(on: Target, positions: tuple[int, ...], how: Lifting) -> _Fate | Refusal:
    """What is kept and what is dropped, once every choice among them is decided."""
    if how.drop:
        return _Fate((), positions)
    if how.choose:
        return _chosen(on, positions, how.choose)
    undecided = [
        choice for choice in on.worded.marks.choices if not set(choice).isdisjoint(positions)
    ]
    if undecided:
        findings = told(undecided, lambda choice: _open_choice(on, choice, all=how.all))
        return Refusal(tuple(findings))
    return _Fate(positions, ())


def _open_choice(on: Target, choice: tuple[int, ...], *, all: bool) -> Finding:
    """A choice of which nobody said which member stays."""
    brackets = on.worded.marks.brackets
    first = brackets[choice[0]]
    members = ", ".join(
        f"{k} [{opening_words(brackets[i].inside.of(on.worded.body), 4)}]"
        for k, i in enumerate(choice, 1)
    )
    name = first.handle or first.index
    command = f"wsisdraft lift {on.ref} {name}{on.option}"
    then = f" Then wsisdraft lift {on.ref}{on.option} --all for the others." if all else ""
    return on.finding(
        first.start,
        "open-choice",
        f"{name} is one of a choice: {members}.",
        f"{command} --choose K keeps member K of it; --drop drops {name} alone.{then}",
    )


def _chosen(on: Target, positions: Sequence[int], k: int) -> _Fate | Refusal:
    """One member of the choice kept, the others dropped, each with its group."""
    choices = [c for c in on.worded.marks.choices if any(i in c for i in positions)]
    if len(choices) != 1:
        said = "these are not of one" if not choices else "these belong to several"
        return misused(
            "malformed-lift",
            f"--choose takes the members of one choice; {said}.",
            f"wsisdraft brackets {on.ref} shows the choices.",
        )
    choice = choices[0]
    if not 1 <= k <= len(choice):
        return misused(
            "malformed-lift",
            f"The choice has {len(choice)} members; there is no member {k}.",
            f"--choose takes 1 to {len(choice)}.",
        )
    kept = _with_groups(on, {choice[k - 1]})
    dropped = _with_groups(on, {*choice} - kept) - kept
    stranger = next((i for i in positions if i not in kept | dropped), None)
    if stranger is not None:
        pair = on.worded.marks.brackets[stranger]
        return misused(
            "malformed-lift",
            f"{pair.handle or pair.index} is no member of the choice.",
            f"Lift it in a command of its own: wsisdraft lift {on.ref} "
            f"{pair.handle or pair.index}{on.option}.",
        )
    return _Fate(tuple(sorted(kept)), tuple(sorted(dropped)))


def _lifted(on: Target, positions: Sequence[int], fate: _Fate, how: Lifting) -> Decision:
    worded = on.worded
    splices = lift_brackets(worded.body, worded.marks, kept=fate.kept, dropped=fate.dropped)
    if not spliced(worded.body, splices).strip():
        return on.refuse(
            None,
            "nothing-left",
            f"Nothing would be left of {on.name}.",
            f"Keep some words; or wsisdraft delete {on.ref}."
            if not on.option
            else "Keep some words; wsisdraft alt withdraw takes the alternative off the table.",
        )
    brackets = worded.marks.brackets
    names = [brackets[i].handle or brackets[i].index for i in positions]
    done = f"member {how.choose} chosen" if how.choose else "dropped" if how.drop else "kept"
    rows = list(lifted_rows(worded, fate.kept, fate.dropped))
    rows.append(("Words", done))
    subject = f"brackets lifted, {', '.join(names)}, words {done}"
    source = lifted(worded, splices)
    rest = _others_said(on, positions) if how.all else _left_said(on, source)
    return on.change(source, "lift", subject, rows, (rest,) if rest else ())


def _left_said(on: Target, source: str) -> str:
    """What is still in brackets, in a sentence, or that nothing is."""
    body = source[read_front_matter(source, "").body_start :]
    marks = scan(body, entries=on.worded.brackets)
    left = [pair.handle or pair.index for pair in marks.unresolved]
    if not left:
        more_open = on.option or on.paragraph.alternatives
        return "" if more_open else f"No bracket is left; wsisdraft agree {on.ref} settles it."
    more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
    return f"Still in brackets: {', '.join(left[:MOST_NAMED])}{more}."


def _others_said(on: Target, positions: Sequence[int]) -> str:
    """Brackets that are no words under negotiation and stay, in a sentence."""
    others = [
        f"{pair.handle or pair.index} ({pair.role})"
        for position, pair in enumerate(on.worded.marks.brackets)
        if position not in positions and pair.role is not Role.FOOTNOTE
    ]
    if not others:
        return ""
    more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
    stay = "stays" if len(others) == 1 else "stay"
    return f"{', '.join(others[:MOST_NAMED])}{more} {stay}; name it to lift it."


@changing
def command(
    given: Options,
    ref: Ref,
    brackets: Annotated[
        list[str] | None,
        typer.Argument(
            help="Handles (b1) or indexes (2.1), as `wsisdraft brackets` prints them.",
            metavar="BRACKET...",
            autocompletion=complete_brackets,
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every bracket of the paragraph.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Take the words away too.")] = False,
    choose: Annotated[
        int, typer.Option(help="Keep member K of a choice, drop the others.", metavar="K")
    ] = 0,
    alt: Alt = "",
) -> None:
    """Lift brackets: keep their words, drop them, or choose one member.

    Spaces and commas are mended where the brackets stood.

    Examples: wsisdraft lift B.27 b1 --drop
              wsisdraft lift B.4 b2 --choose 1
    """
    how = Lifting(tuple(brackets or ()), every, drop, choose, alt.strip())
    change(
        lambda scene: lift(scene, how),
        [ref],
        given,
        needs=Needs.BRANCHES if how.alternative else Needs.NOTHING,
    )
