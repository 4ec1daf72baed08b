"""lift: take brackets away, keeping their words, dropping them, or choosing one member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.lifting import choose as choose_member
from wsisdraft.notation.lifting import drop as drop_words
from wsisdraft.notation.lifting import keep as keep_words
from wsisdraft.notation.lifting import opening_words
from wsisdraft.notation.rewriting import rewritten, without_field
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.bracket import Bracket
from wsisdraft.text.draft import Chapter
from wsisdraft.text.finding import Finding, Refusal, Unchanged, misused, refuse
from wsisdraft.text.paragraph import BracketEntry, Paragraph
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Span
from wsisdraft.verbs.options import By, DryRun, Format, MeetingNumber, On, Ref, Repo, options
from wsisdraft.verbs.trailers import about, trailers


@dataclass(frozen=True, slots=True)
class Lifting:
    """How brackets are to be lifted."""

    handles: tuple[str, ...]
    """`b1`, or an index as `brackets` prints it, `2.1`."""
    all: bool = False
    drop: bool = False
    choose: int = 0
    """Which member of a choice is kept, from 1; 0 where nothing is chosen."""


def lift(scene: Scene, how: Lifting) -> Change | Refusal | Unchanged:
    """Lift brackets of one paragraph, mending spaces and commas where they stood.

    A member of a choice is lifted with its siblings: one is chosen, or this one is dropped. What
    was on record about a lifted bracket goes to the record of the commit.
    """
    misuse = _misuse(how)
    if misuse is not None:
        return misuse
    chapter = scene.text.chapter(scene.selection.scope)
    if scene.selection.whole and scene.selection.scope.number is None and chapter is not None:
        return _over(scene, chapter, how)
    paragraph = scene.one()
    if paragraph is None:
        return misused("several", "Brackets are lifted in one paragraph at a time.", "Name one.")
    if not paragraph.marks.brackets:
        ref = str(paragraph.address)
        return refuse("no-bracket", f"{ref} has no bracket.", f"wsisdraft show {ref}", ref=ref)
    positions = _positions(paragraph, how)
    if isinstance(positions, Refusal):
        return positions
    return _lifted(scene, paragraph, positions, how)


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


def _positions(paragraph: Paragraph, how: Lifting) -> tuple[int, ...] | Refusal:
    """Positions of the brackets meant; those of a group come together."""
    brackets = paragraph.marks.brackets
    if how.all:
        return tuple(i for i, b in enumerate(brackets) if b.role.unresolved)
    found: set[int] = set()
    for handle in how.handles:
        wanted = handle.strip().lower()
        named = [i for i, b in enumerate(brackets) if wanted in (b.handle, b.index)]
        if not named:
            return _no_such(paragraph, handle)
        if len(named) > 1:
            return misused(
                "ambiguous-handle",
                f"{handle} is tied to {len(named)} brackets of {paragraph.address}.",
                "Name one by its index: " + ", ".join(brackets[i].index for i in named) + ".",
            )
        found.update(named)
    groups = {_entry(paragraph, brackets[i]).group for i in found} - {""}
    found |= {i for i, b in enumerate(brackets) if _entry(paragraph, b).group in groups}
    return tuple(sorted(found))


def _entry(paragraph: Paragraph, bracket: Bracket) -> BracketEntry:
    return paragraph.brackets.get(bracket.handle or "", BracketEntry())


def _no_such(paragraph: Paragraph, handle: str) -> Refusal:
    ref = str(paragraph.address)
    named = [b.handle or b.index for b in paragraph.marks.brackets]
    return refuse(
        "unknown-bracket",
        f"{ref} has no bracket {quoted(handle)}.",
        f"It has {', '.join(named[:12])}; wsisdraft brackets {ref} shows them.",
        ref=ref,
    )


def _lifted(
    scene: Scene, paragraph: Paragraph, positions: tuple[int, ...], how: Lifting
) -> Change | Refusal | Unchanged:
    marks = paragraph.marks
    undecided = tuple(_undecided(paragraph, positions, how))
    if undecided:
        return Refusal(undecided)
    body = paragraph.body
    if how.choose:
        splices = _chosen(paragraph, positions, how.choose)
        if isinstance(splices, Refusal):
            return splices
    else:
        splices = (drop_words if how.drop else keep_words)(body, marks, positions)
    words = spliced(body, splices)
    if not words.strip():
        return Refusal((_nothing_left(paragraph),))
    gone = _handles_gone(paragraph, words)
    source = paragraph.source[: paragraph.body_start] + words
    for handle in gone:
        source = without_field(source, ("brackets", handle))
    record = _record(scene, paragraph, positions, how, gone)
    return Change(rewritten(paragraph.path, paragraph.source, source), record=record)


def _undecided(paragraph: Paragraph, positions: Sequence[int], how: Lifting) -> Iterator[Finding]:
    """Choices of which nobody said which member stays."""
    if how.drop or how.choose:
        return
    for choice in paragraph.marks.choices:
        if any(position in positions for position in choice):
            first = paragraph.marks.brackets[choice[0]]
            members = ", ".join(
                f"{k} [{opening_words(paragraph.marks.brackets[i].inside.of(paragraph.body), 4)}]"
                for k, i in enumerate(choice, 1)
            )
            name = first.handle or first.index
            yield about(
                paragraph,
                first.start,
                "open-choice",
                f"{name} is one of a choice: {members}.",
                f"wsisdraft lift {paragraph.address} {name} --choose K; --drop drops this one.",
            )


def _chosen(
    paragraph: Paragraph, positions: Sequence[int], k: int
) -> tuple[tuple[Span, str], ...] | Refusal:
    choices = [c for c in paragraph.marks.choices if any(i in c for i in positions)]
    ref = str(paragraph.address)
    if len(choices) != 1:
        told = "these are not of one" if not choices else "these belong to several"
        return misused(
            "malformed-lift",
            f"--choose takes the members of one choice; {told}.",
            f"wsisdraft brackets {ref} shows the choices.",
        )
    if not 1 <= k <= len(choices[0]):
        return misused(
            "malformed-lift",
            f"The choice has {len(choices[0])} members; there is no member {k}.",
            f"--choose takes 1 to {len(choices[0])}.",
        )
    return choose_member(paragraph.body, paragraph.marks, choices[0], choices[0][k - 1])


def _handles_gone(paragraph: Paragraph, words: str) -> tuple[str, ...]:
    """Entries whose bracket is no longer there."""
    left = {bracket.handle for bracket in scan(words, entries=paragraph.brackets).brackets}
    return tuple(handle for handle in paragraph.brackets if handle not in left)


def _nothing_left(paragraph: Paragraph) -> Finding:
    return about(
        paragraph,
        0,
        "nothing-left",
        "Nothing would be left of the paragraph.",
        "Keep some words, or add an alternative without text and choose it.",
    )


def _record(
    scene: Scene,
    paragraph: Paragraph,
    positions: Sequence[int],
    how: Lifting,
    gone: Sequence[str],
) -> Record:
    ref = str(paragraph.address)
    rows = [("Ref", ref)]
    brackets = paragraph.marks.brackets
    names = [brackets[i].handle or brackets[i].index for i in positions]
    done = f"member {how.choose} chosen" if how.choose else "dropped" if how.drop else "kept"
    told = {*names, *gone}
    for bracket in brackets:
        name = bracket.handle or bracket.index
        if name in told:
            rows.append(("Lifted", _said_of(paragraph, bracket, name)))
    rows.append(("Words", done))
    subject = f"{ref}: brackets lifted, {', '.join(names)}, words {done}"
    return Record(subject, trailers("lift", scene.occasion, rows))


def _said_of(paragraph: Paragraph, bracket: Bracket, name: str) -> str:
    """A lifted bracket with what was on record about it, in one line."""
    entry = _entry(paragraph, bracket)
    said = [f"{name} [{bracket.inside.of(paragraph.body)}]"]
    said += [f"by {', '.join(entry.by)}"] if entry.by else []
    said += [f"against {', '.join(entry.against)}"] if entry.against else []
    said += [f"since {entry.since}"] if entry.since else []
    said += [entry.note] if entry.note else []
    return "; ".join(said)


def _over(scene: Scene, chapter: Chapter, how: Lifting) -> Change | Refusal:
    """Brackets over whole paragraphs are entries of the chapter's file."""
    ref = str(chapter.address)
    if how.drop or how.choose:
        return misused(
            "malformed-lift",
            "A bracket over whole paragraphs is lifted; its paragraphs stay.",
            f"wsisdraft lift {ref} HANDLE.",
        )
    handles = tuple(chapter.brackets) if how.all else how.handles
    unknown = [handle for handle in handles if handle not in chapter.brackets]
    told = quoted(", ".join(unknown)) if unknown else "anything"
    if unknown or not handles:
        has = ", ".join(chapter.brackets) or "none"
        return refuse(
            "unknown-bracket",
            f"{ref} has no bracket over whole paragraphs called {told}.",
            f"It has {has}. Brackets inside a paragraph are lifted there.",
            ref=ref,
        )
    source = chapter.source
    rows = [("Ref", ref)]
    for handle in handles:
        source = without_field(source, ("brackets", handle), yaml=True)
        entry = chapter.brackets[handle]
        by = f"; by {', '.join(entry.by)}" if entry.by else ""
        rows.append(("Lifted", f"{handle} over {entry.over}{by}"))
    return Change(
        rewritten(chapter.path, chapter.source, source),
        record=Record(
            f"{ref}: brackets lifted, {', '.join(handles)}", trailers("lift", scene.occasion, rows)
        ),
    )


def command(
    ref: Ref,
    brackets: Annotated[
        list[str] | None,
        typer.Argument(
            help="Handles (b1) or indexes (2.1), as `wsisdraft brackets` prints them.",
            metavar="BRACKET...",
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every bracket of the paragraph.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Take the words away too.")] = False,
    choose: Annotated[
        int, typer.Option(help="Keep member K of a choice, drop the others.", metavar="K")
    ] = 0,
    by: By = None,
    meeting: MeetingNumber = "",
    on: On = "",
    dry_run: DryRun = False,
    format: Format = "text",
    repo: Repo = ".",
) -> None:
    """Lift brackets: keep their words, drop them, or choose one member.

    Spaces and commas are mended where the brackets stood.

    Examples: wsisdraft lift B.27 b1 --drop
              wsisdraft lift B.4 b2 --choose 1
    """
    how = Lifting(tuple(brackets or ()), every, drop, choose)
    change(
        lambda scene: lift(scene, how),
        [ref],
        options(repo=repo, format=format, by=by, meeting=meeting, on=on, dry_run=dry_run),
    )
