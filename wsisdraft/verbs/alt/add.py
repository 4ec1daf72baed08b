"""alt add: put an alternative wording on the table."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change, words_given
from wsisdraft.notation.change import BranchMade, Change, Record
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.rewriting import with_field, without_field
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.spelling import scalar
from wsisdraft.text.address import branch
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.paragraph import Paragraph, fingerprint, wording
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.options import By, DryRun, Format, MeetingNumber, On, OneRef, Repo, options
from wsisdraft.verbs.trailers import trailers
from wsisdraft.view import Needs

EMPTY_FRONT_MATTER = "---\n---\n"


def alt_add(scene: Scene, text: str, *, name: str = "") -> Change | Refusal:
    """Put an alternative on record, in a file beside the paragraph and on a branch of its own.

    An empty text is the alternative that the paragraph is not there at all.
    """
    paragraph = scene.one()
    if paragraph is None:
        return misused("several", "An alternative belongs to one paragraph.", "Name one.")
    refusal = _refusal(scene, paragraph, text, name)
    if refusal is not None:
        return refusal
    ordinal = scene.next_ordinal
    called = name or f"ALT {ordinal}"
    body = wording(text)
    source = _file(scene, body, name)
    path = f"{paragraph.path.removesuffix('.md')}.alt-{ordinal}.md"
    branch_name = branch(paragraph.address, ordinal)
    ref = str(paragraph.address)
    rows = [
        ("Ref", ref),
        ("Alternative", called),
        ("Wording", fingerprint(body)),
        ("Branch", branch_name),
    ]
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    return Change(
        new_files=((path, source),),
        branches=(
            BranchMade(
                branch_name,
                ((paragraph.path, as_base(paragraph, source)),),
                f"{ref}: the paragraph as {called} would have it",
            ),
        ),
        record=Record(f"{ref}: {called} added{by}", trailers("alt add", scene.occasion, rows)),
    )


def _refusal(scene: Scene, paragraph: Paragraph, text: str, name: str) -> Refusal | None:
    ref = str(paragraph.address)
    if scene.text.process.ladder.settled(paragraph.status):
        return refuse(
            "settled",
            f"{ref} is {paragraph.status}; nothing is put beside settled text.",
            f"wsisdraft reopen {ref} --why TEXT, if the room goes back to it.",
            ref=ref,
        )
    if scan(text).strays:
        return refuse(
            "unbalanced-bracket",
            "The brackets of this text do not balance.",
            "Correct the text, or write \\[ for the sign itself.",
            ref=ref,
        )
    if name and scalar(name) is None:
        return misused(
            "malformed-name",
            f"{quoted(name)} cannot be a name: it holds characters that are not seen.",
            "Give a name in ordinary characters.",
        )
    taken = [a for a in paragraph.alternatives if a.name.casefold() == name.casefold()]
    if name.casefold() == "base" or taken:
        return refuse(
            "name-taken",
            f"{ref} has an alternative called {quoted(name)} already.",
            "Give another name.",
        )
    same = [a for a in paragraph.alternatives if wording(a.body) == wording(text)]
    if same:
        return refuse(
            "same-wording",
            f"{same[0].name} of {ref} has exactly these words.",
            f"wsisdraft alt list {ref} shows the alternatives.",
            ref=ref,
        )
    return None


def _file(scene: Scene, body: str, name: str) -> str:
    source = EMPTY_FRONT_MATTER
    if name:
        source = with_field(source, ("name",), name)
    if scene.occasion.parties:
        source = with_field(source, ("by",), list(scene.occasion.parties))
    if scene.occasion.meeting:
        source = with_field(source, ("since",), scene.occasion.meeting)
    return f"{source}{body}\n" if body else source


def as_base(paragraph: Paragraph, alternative: str) -> str:
    """The paragraph's own file as it reads on the alternative's branch."""
    read = read_front_matter(alternative, paragraph.path)
    source = without_field(paragraph.source, ("brackets",))
    entries = read.fields.get("brackets")
    if isinstance(entries, dict):
        source = with_field(source, ("brackets",), entries)
    head = read_front_matter(source, paragraph.path).body_start
    return source[:head] + alternative[read.body_start :]


def command(
    ref: OneRef,
    text: Annotated[
        str | None, typer.Option(help="The words of the alternative.", metavar="T")
    ] = None,
    file: Annotated[
        str | None, typer.Option(help="A file with the words, - for standard input.", metavar="F")
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="The alternative is to have no such paragraph.")
    ] = False,
    name: Annotated[str, typer.Option(help='What it is called, if not "ALT n".', metavar="N")] = "",
    by: By = None,
    meeting: MeetingNumber = "",
    on: On = "",
    dry_run: DryRun = False,
    format: Format = "text",
    repo: Repo = ".",
) -> None:
    """Put an alternative wording on the table, with a branch of its own.

    Example: wsisdraft alt add B.21 --by Egypt --text "Keeping standards open,"
    """
    given = options(repo=repo, format=format, by=by, meeting=meeting, on=on, dry_run=dry_run)
    words = words_given(text=text, file=file, none=no_text, options=given)
    change(
        lambda scene: alt_add(scene, words, name=name.strip()), [ref], given, needs=Needs.ORDINAL
    )
