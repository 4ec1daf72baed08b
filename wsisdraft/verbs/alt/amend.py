"""alt amend: a new text into an alternative's file and onto its branch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.rewriting import with_field, without_field
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.tidying import tidied
from wsisdraft.rules.rule import argument
from wsisdraft.text.branch_names import branch_names
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint, wording
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.alternatives import meant, refuse_name, refuse_words
from wsisdraft.verbs.shared.closed_text import closed_text
from wsisdraft.verbs.shared.completion import complete_alternatives
from wsisdraft.verbs.shared.in_step import InStep, in_step, other_words
from wsisdraft.verbs.shared.options import OneRef, Options, changing
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.verbs.shared.words_given import words_given
from wsisdraft.view import Needs

VERB = "alt amend"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an alternative is to have."""

    words: str | None = None
    """None where they come from the branch, or stay."""
    from_branch: bool = False
    name: str = ""
    """Empty where it keeps the one it has."""


def alt_amend(scene: Scene, name: str, how: Amendment) -> Decision:
    """Bring a wording into an alternative's file and onto its branch, and give it a name.

    Without words and name it is the branch's wording. Entries of brackets stay with their ties.
    """
    if how.words is not None and how.from_branch:
        return misused(
            "malformed-words",
            "The words are given in more than one way.",
            "Give one of --text T, --file F, --no-text and --from-branch.",
        )
    found = meant(scene, name)
    if isinstance(found, Refusal):
        return found
    paragraph, alternative = found
    source = _source(scene, paragraph, alternative, how)
    if isinstance(source, Refusal):
        return source
    step = in_step(scene, paragraph, alternative, source, over=how.words is not None)
    if isinstance(step, Refusal):
        return step
    if not step.edits:
        # Nothing of the record would change, and only the record can be taken back.
        ref = str(paragraph.address)
        so = Unchanged(ref, f"{alternative.name} of {ref} reads so already.")
        return other_words(scene, paragraph, alternative) or so
    return Change(
        step.edits,
        branches=step.branches,
        record=_record(scene, paragraph, alternative, (source, how, step)),
        notes=tuple(_notes(scene, alternative, step)),
    )


def _notes(scene: Scene, alternative: Alternative, step: InStep) -> Iterator[str]:
    """What becomes of the branch, and of a wording on it that was on no record."""
    for branch in step.branches:
        yield f"The branch {branch.name} reads the same."
    found = scene.branch_of(alternative) or scene.fetched_branch_of(alternative)
    if step.branches and found and found[1].words != wording(alternative.body):
        yield f"It read otherwise; that wording stays in its history, at {found[1].tip[:10]}."


def _source(
    scene: Scene, paragraph: Paragraph, alternative: Alternative, how: Amendment
) -> str | Refusal:
    """The alternative's whole file as it is to read."""
    closed = closed_text(scene, paragraph, beside=True)
    if closed is not None:
        return closed
    source: str | Refusal = alternative.source
    if how.words is not None:
        source = _with_words(paragraph, alternative, how.words, alternative.source)
    elif how.from_branch or not how.name:
        source = _from_branch(scene, paragraph, alternative)
    if isinstance(source, Refusal) or not how.name:
        return source
    refusal = refuse_name(paragraph, alternative.ordinal, how.name)
    if refusal is not None:
        return refusal
    if how.name == f"ALT {alternative.ordinal}":
        return without_field(source, ("name",))
    return with_field(source, ("name",), how.name)


def _with_words(
    paragraph: Paragraph, alternative: Alternative, words: str, source: str
) -> str | Refusal:
    """A file of the alternative with these words; entries go with the ties that go."""
    body = wording(words)
    if body == wording(alternative.body):
        return source
    refusal = refuse_words(paragraph, body, alternative)
    if refusal is not None:
        return refusal
    head = source[: read_front_matter(source, alternative.path).body_start]
    ref = str(paragraph.address)
    return tidied(
        alternative.path, alternative.source, f"{head}{body}\n" if body else head, ref=ref
    )


def _from_branch(scene: Scene, paragraph: Paragraph, alternative: Alternative) -> str | Refusal:
    """The file with the wording of the branch, and the entries that its brackets have there."""
    found = scene.branch_of(alternative) or scene.fetched_branch_of(alternative)
    if found is None:
        ref = str(paragraph.address)
        name = branch_names(paragraph, alternative.ordinal)[-1]
        return refuse(
            "no-branch",
            f"This clone has no branch of {alternative.name}, {name}.",
            f"wsisdraft alt amend {ref} {argument(alternative.name)} --text T; or git fetch first.",
            ref=ref,
        )
    path, there = found[1].own
    entries = read_front_matter(there, path).fields.get("brackets")
    source = alternative.source
    if isinstance(entries, dict):
        for bracket in scan(found[1].words).brackets:
            entry = entries.get(bracket.handle or "")
            if entry is not None:
                source = with_field(source, ("brackets", str(bracket.handle)), entry)
    return _with_words(paragraph, alternative, found[1].words, source)


def _record(
    scene: Scene,
    paragraph: Paragraph,
    alternative: Alternative,
    made: tuple[str, Amendment, InStep],
) -> Record:
    source, how, step = made
    ref = str(paragraph.address)
    renamed = how.name not in ("", alternative.name)
    called = f"{alternative.name} -> {how.name}" if renamed else alternative.name
    old = fingerprint(alternative.body)
    new = fingerprint(source[read_front_matter(source, alternative.path).body_start :])
    said = [f"called {how.name}"] if renamed else []
    if old != new or not said:
        said.insert(0, "amended" if how.words is not None else "amended as on its branch")
    rows = [
        ("Ref", ref),
        ("Alternative", called),
        ("Wording", f"{old} -> {new}" if old != new else new),
        *step.rows,
    ]
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    subject = f"{ref}: {alternative.name} {', '.join(said)}{by}"
    return Record(subject, trailers(VERB, scene.occasion, rows))


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
    text: Annotated[str | None, typer.Option(help="The new words.", metavar="T")] = None,
    file: Annotated[
        str | None, typer.Option(help="A file with the words, - for standard input.", metavar="F")
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="The alternative is to have no such paragraph.")
    ] = False,
    from_branch: Annotated[
        bool, typer.Option("--from-branch", help="The words of its branch; so if none are given.")
    ] = False,
    called: Annotated[
        str, typer.Option("--name", help="What it is called from now on.", metavar="N")
    ] = "",
) -> None:
    """Bring a wording into an alternative and onto its branch: a new text, or the branch's own.

    Examples: wsisdraft alt amend B.21 "ALT 1" --text "Keeping standards open to all,"
              wsisdraft alt amend B.21 "ALT 1" --from-branch
    """
    words = None
    if text is not None or file is not None or no_text:
        words = words_given(text=text, file=file, none=no_text, options=given)
    how = Amendment(words, from_branch, called.strip())
    change(lambda scene: alt_amend(scene, name, how), [ref], given, needs=Needs.BRANCHES)
