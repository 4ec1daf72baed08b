"""import: a text from outside as a document or chapter, or as a later state of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change_as_set, leave, refused, telling
from wsisdraft.intake.counting import Lost, counted
from wsisdraft.intake.known_names import with_known_names
from wsisdraft.intake.laying import Terms
from wsisdraft.intake.places import Placed, placed
from wsisdraft.intake.placing import Placing, placing_again, placing_new
from wsisdraft.intake.reading import taken
from wsisdraft.intake.taken import Taken
from wsisdraft.notation.change import Change, Decision
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.new_place import NewPlace, new_folder
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.completion import complete_statuses
from wsisdraft.verbs.shared.foreign_source import ForeignSource, foreign_source
from wsisdraft.verbs.shared.import_record import counted_words, imported, with_count
from wsisdraft.verbs.shared.import_refusals import (
    broken_rules,
    not_alike,
    settled_text,
    too_deep,
    too_large,
    words_differ,
)
from wsisdraft.verbs.shared.options import Options, changing, complete_refs
from wsisdraft.verbs.shared.ordinals import highest_given
from wsisdraft.verbs.shared.paragraph_ids import paragraph_ids
from wsisdraft.view import View, newly_broken, occasion_of

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting

STEPS = 100
"""Of the bar: reading, placing and deciding, then recording file by file."""
READ, PLACED = 20, 30
RECORDING = {"looked": 5, "written": 15, "objects": 25, "commits": 15}
LANDED = "ref"
"""What the recording tells once the branch has moved."""


@dataclass(frozen=True, slots=True)
class Importing:
    """What is to be taken in, and how."""

    source: ForeignSource
    status: str = ""
    """The step of what the source marks no status of; empty where none is given."""
    update: bool = False
    every_line: bool = False
    """Whether the lines left out are listed however many there are."""


def setting(
    view: View, ref: str, given: Options, how: Importing, came: Callable[[int], None]
) -> Setting | Refusal:
    """The place a text goes to, in the text on record."""
    scene = _later(view, ref, given) if how.update else _new(view, ref, given)
    if isinstance(scene, Refusal):
        return scene
    refusal = _open_step(scene.text, how.status)
    if refusal is not None:
        return refusal
    return scene, lambda: decided(view, scene, how, came)


def _new(view: View, ref: str, given: Options) -> Scene | Refusal:
    """A document or chapter that is not there."""
    from wsisdraft.repository.focus import read_focus

    there = view.select([ref])
    if isinstance(there, Selection) and there.scope.number is None:
        return _there_already(there.spoken)
    place = new_folder(ref, view.layout, read_focus(view.clone))
    if isinstance(place, Refusal):
        return _no_place(ref, place)
    if len(place.address.parts) > 1:
        return _section(str(place.address))
    return _scene(view, Selection(place.address, (), str(place.address)), place, given)


def _later(view: View, ref: str, given: Options) -> Scene | Refusal:
    """A document or chapter of which a later state comes in."""
    selection = view.select([ref])
    if selection is None or isinstance(selection, Refusal):
        answer = selection or misused("no-ref", "No place is named.", "Name one: vision/.")
        told = answer.findings[0]
        remedy = f"{told.remedy} Without --update it is imported as new."
        return replace_remedy(answer, remedy)
    scope = selection.scope
    if scope.number is not None or not selection.whole:
        return misused(
            "malformed-ref",
            f"{selection.spoken} is no document and no chapter.",
            f"Name what the text is of: {Address(scope.document)} or {scope.chapter}.",
        )
    if len(scope.parts) > 1:
        return _section(selection.spoken)
    scene = _scene(view, selection, None, given)
    if isinstance(scene, Refusal):
        return scene
    moved = scene.text.chapter(scope)
    if scope.parts and moved is not None and moved.moved_to:
        return refuse(
            "moved",
            f"All of {scope} went to {moved.moved_to}.",
            f"wsisdraft import FILE {moved.moved_to} --update.",
            ref=str(scope),
        )
    inside = [p for p in scene.text.paragraphs() if p.address.within(scope) and p.alternatives]
    return view.with_branches(scene, inside) if inside else scene


def replace_remedy(answer: Refusal, remedy: str) -> Refusal:
    """The same refusal with other words on what to do."""
    from wsisdraft.text.frozen import altered

    first = altered(answer.findings[0], remedy=remedy)
    return altered(answer, findings=(first, *answer.findings[1:]))


def _scene(
    view: View, selection: Selection, place: NewPlace | None, given: Options
) -> Scene | Refusal:
    """The whole text where anything may name what moves; else what the place lies in."""
    owner = None if place is None else Selection(place.owner, (), selection.spoken)
    text = view.read(owner)
    occasion = occasion_of(text, given)
    return occasion if isinstance(occasion, Refusal) else Scene(text, selection, occasion)


def _there_already(spoken: str) -> Refusal:
    return refuse(
        "already-there",
        f"{spoken} is there already.",
        f"wsisdraft import FILE {spoken} --update takes a later state of it; another text needs "
        "a REF of its own.",
        ref=spoken,
    )


def _no_place(ref: str, answer: Refusal) -> Refusal:
    """Why a text cannot go there; a single word is most often meant as a document."""
    told = answer.findings[0]
    word = ref.strip().rstrip("/")
    if told.rule == "ambiguous-ref" and word.replace("-", "").isalnum():
        remedy = f"A document's REF ends in a slash: wsisdraft import FILE {word}/."
        return replace_remedy(answer, remedy)
    return answer


def _section(spoken: str) -> Refusal:
    return misused(
        "malformed-ref",
        f"{spoken} is a section; a text comes in as a document or as a chapter.",
        "Import it as a chapter, vision/F, and move it, or add its paragraphs one by one.",
    )


def _open_step(text: Text, status: str) -> Refusal | None:
    """The refusal of a status that is no open step."""
    ladder = text.process.ladder
    steps = [name for name in ladder.names if not ladder.settled(name)]
    if not status or status in steps:
        return None
    known = "is a settled step" if ladder.settled(status) else "is no open step of this process"
    return misused(
        "unknown-status",
        f"{quoted(status)} {known}, and a text comes in open.",
        f"Open steps: {', '.join(steps)}; wsisdraft agree settles it afterwards.",
    )


def decided(view: View, scene: Scene, how: Importing, came: Callable[[int], None]) -> Decision:
    """The change that takes a text in; every word of it is counted before anything is recorded."""
    source = how.source
    view.sources[source.name] = source.text
    read = taken(source.text, stakeholders=scene.text.stakeholders)
    came(READ)
    if how.update:
        read = with_known_names(read, scene.text, scene.selection.scope)
    to = placed(read, scene.selection.scope)
    placing = _placing(view, scene, how, to)
    came(PLACED - READ)
    refusal = _refusal(scene, how, placing)
    if refusal is not None:
        return refusal
    if not (placing.edits or placing.new_files or placing.removed):
        spoken = scene.selection.spoken
        return Unchanged(spoken, f"{spoken} is on record as {source.name} has it.")
    change = imported(scene, source, placing)
    if isinstance(change, Refusal):
        return change
    return _counted(view, scene, how, (read, to, placing, change))


def _placing(view: View, scene: Scene, how: Importing, to: Placed) -> Placing:
    text, scope = scene.text, scene.selection.scope
    ladder = text.process.ladder
    status = how.status or _usual(text, scope) or ladder.names[0]
    day, meeting = scene.occasion.date, scene.occasion.meeting
    terms = Terms(ladder, status, day, meeting, rises=bool(how.status))
    ids, highest = paragraph_ids(view), highest_given(view)
    if how.update:
        return placing_again(text, scope, to, terms, ids, highest)
    return placing_new(to, terms, ids, highest)


def _usual(text: Text, scope: Address) -> str:
    """The open step at which most of a place stands; empty where nothing is there."""
    ladder = text.process.ladder
    there = Counter(
        p.status
        for p in text.paragraphs()
        if p.address.within(scope) and p.status in ladder.names and not ladder.settled(p.status)
    )
    return there.most_common(1)[0][0] if there else ""


def _refusal(scene: Scene, how: Importing, placing: Placing) -> Refusal | None:
    """What stands against it, told as it is met in the source."""
    name = how.source.name
    refusal = too_large(name, placing.laid) or too_deep(name, placing)
    if refusal is not None or not how.update:
        return refusal
    scope = scene.selection.scope
    there = sum(p.address.within(scope) and p.status != DELETED for p in scene.text.paragraphs())
    spoken = scene.selection.spoken
    return not_alike(name, spoken, placing, there) or settled_text(scene.text, name, placing)


def _counted(
    view: View, scene: Scene, how: Importing, made: tuple[Taken, Placed, Placing, Change]
) -> Decision:
    """The change with what its words come to; refused where one is lost, or a rule is broken."""
    read, to, placing, change = made
    name = how.source.name
    after = view.after(scene, change)
    broken = newly_broken(scene.text, after, change.paths)
    if broken:
        view.sources.update(after.sources)
        return broken_rules(name, broken, placing.laid)
    count = counted(how.source.text, read, to, after, scene.text.stakeholders)
    if isinstance(count, Lost):
        return words_differ(name, count)
    notes = [*_terms(how, placing)]
    notes += counted_words(count, read.left_out, every_line=how.every_line)
    return replace(change, record=with_count(change.record, count), notes=tuple(notes))


def _terms(how: Importing, placing: Placing) -> list[str]:
    """At which step new paragraphs stand, where nobody said so."""
    new = [each.status for each in placing.laid if each.was is None]
    if how.status or not new:
        return []
    status = Counter(new).most_common(1)[0][0]
    why = "as most of it" if how.update else "the first step"
    return [f"New paragraphs are {status}, {why}; --as STATUS says otherwise."]


@changing
def command(
    given: Options,
    file: Annotated[
        str,
        typer.Argument(
            help="A text in Markdown or plain, - for standard input.",
            metavar="FILE",
            show_default=False,
        ),
    ],
    ref: Annotated[
        str,
        typer.Argument(
            help="The document or chapter it becomes: vision/, vision/F.",
            metavar="REF",
            autocompletion=complete_refs,
            show_default=False,
        ),
    ],
    as_status: Annotated[
        str,
        typer.Option(
            "--as",
            help="The open step its paragraphs stand at.",
            metavar="STATUS",
            autocompletion=complete_statuses,
        ),
    ] = "",
    update: Annotated[
        bool, typer.Option("--update", help="It is a later state of what is there.")
    ] = False,
    left_out: Annotated[
        bool, typer.Option("--left-out", help="List every line that is no part of the text.")
    ] = False,
    encoding: Annotated[
        str,
        typer.Option(help="The encoding, if not UTF-8: latin-1, cp1252, ...", metavar="NAME"),
    ] = "",
) -> None:
    """Take a text from outside into the draft, every word of it, as one commit.

    Headings become chapters and sections; numbers, brackets, options and footnotes are read as
    they stand. What is not clear is kept as it came and waits as a doubt.

    Examples: wsisdraft import draft.md vision/ --as first-draft --dry-run
              wsisdraft import later.md vision/ --update
    """
    with telling(given):
        source = foreign_source(file, encoding.strip())
        if isinstance(source, Refusal):
            leave(refused(source, given, {}))
    how = Importing(source, as_status.strip(), update, left_out)
    with ExitStack() as bar:
        _carried_out(ref, given, how, bar)


def _carried_out(ref: str, given: Options, how: Importing, bar: ExitStack) -> None:
    """The bar goes before anything is told: when the text is recorded, or will not be."""
    from wsisdraft.pages.terminal.progress import progress

    advance = bar.enter_context(progress(f"Importing {how.source.name}", STEPS))

    def set_out(view: View) -> Setting | Refusal:
        made = setting(view, ref, given, how, advance)
        if isinstance(made, Refusal):
            bar.close()
            return made
        scene, decide = made

        def decision() -> Decision:
            answer = decide()
            if given.dry_run or not isinstance(answer, Change):
                bar.close()
            return answer

        return scene, decision

    def watch(mark: str) -> None:
        advance(RECORDING.get(mark, 0))
        if mark == LANDED:
            bar.close()

    change_as_set(set_out, given, watch=watch)
