"""agree: settle paragraphs, or a whole chapter with its exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Edit, Record
from wsisdraft.notation.record import SETTLED_BY, UNDECLARED
from wsisdraft.notation.settling import (
    declare,
    declared_settled,
    exceptions_of,
    settle,
    wait,
    with_exceptions,
)
from wsisdraft.reports.beside import body_words
from wsisdraft.rules.agreed_text_changed import broken
from wsisdraft.rules.open_alternative import alternatives_finding
from wsisdraft.rules.open_placeholder import placeholder_findings
from wsisdraft.rules.settled_words import TO_BE_AGREED
from wsisdraft.rules.unbalanced_bracket import stray_findings
from wsisdraft.rules.unresolved_bracket import bracket_findings
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter
from wsisdraft.text.exceptions import expand, shortest
from wsisdraft.text.finding import Finding, Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph, Pending
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED, Ladder
from wsisdraft.text.wide_bracket import WideBracket, wide_brackets
from wsisdraft.verbs.shared.completion import complete_statuses
from wsisdraft.verbs.shared.conditions import (
    condition_given,
    condition_rows,
    conditional,
    without_condition,
)
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.verbs.shared.settling_bodies import SettledStep, settled_step
from wsisdraft.verbs.shared.trailers import about, trailers


@frozen
class _Aim:
    """What is to be settled, at which step, and what is left out."""

    status: str
    targets: tuple[Paragraph, ...]
    excepted: frozenset[Address]
    chapters: tuple[Chapter, ...]
    """Chapters that are declared by this."""
    pending: Pending | None = None
    """The condition on which it is settled."""
    body: str = ""
    """The body that settles it, where the process has several."""
    named: bool = False
    """Whether the body was named, and not only that of the step."""

    def settles(self, paragraph: Paragraph, ladder: Ladder) -> bool:
        """Whether a paragraph is settled anew: it stood lower, or by another body."""
        if not ladder.reaches(paragraph.status, self.status):
            return True
        by = paragraph.settled.by if paragraph.settled else ""
        by = by or ladder.bodies.get(paragraph.status, "")
        return self.named and paragraph.status == self.status and by != self.body


def agree(
    scene: Scene,
    *,
    besides: Sequence[str] = (),
    as_status: str = "",
    pending: Pending | None = None,
    body: str = "",
) -> Decision:
    """Settle the paragraphs meant, and declare the chapters named as a whole.

    Agreement is to exact words: nothing may be open in them, and their fingerprint goes on record.
    A conditional agreement settles them too, and counts apart until it is confirmed. The body that
    settles them is the one named, or the one whose step of the ladder it is.
    """
    aim = _aim(scene, besides, settled_step(scene.text.process.ladder, as_status, body), pending)
    if isinstance(aim, Refusal):
        return aim
    findings = tuple(_hindrances(scene, aim))
    if findings:
        told = (*findings, *_left_open(scene, aim, findings))
        return Refusal(tuple(sorted(told, key=lambda finding: finding.order)))
    ladder = scene.text.process.ladder
    newly = [p for p in aim.targets if aim.settles(p, ladder)]
    edits = [
        edit for p in newly for edit in settle(p, aim.status, scene.occasion, pending, aim.body)
    ]
    waiting = [p for p in aim.targets if pending and p not in newly and p.pending != pending]
    edits += [edit for p in waiting if pending for edit in wait(p, pending)]
    declared = list(_declarations(scene, aim, newly))
    if not edits and not declared:
        return _already(scene, aim)
    return Change((*edits, *declared), record=_record(scene, aim, newly, waiting))


def _aim(
    scene: Scene, besides: Sequence[str], step: SettledStep | Refusal, pending: Pending | None
) -> _Aim | Refusal:
    if isinstance(step, Refusal):
        return step
    chapters = tuple(c for a in scene.chapters if (c := scene.text.chapter(a)) is not None)
    excepted: frozenset[Address] = frozenset()
    if besides:
        if len(chapters) != 1:
            return misused(
                "malformed-besides",
                "--besides belongs to a single whole chapter.",
                "Name one chapter: wsisdraft agree vision/B --besides 2,21,27-30.",
            )
        covered = expand(besides, tuple(p.address for p in chapters[0].paragraphs))
        if covered.unknown:
            told = ", ".join(covered.unknown)
            ref = str(chapters[0].address)
            return refuse(
                "unknown-ref",
                f"{ref} has no paragraph {told}.",
                f"wsisdraft status {ref} shows its paragraphs.",
            )
        excepted = covered.addresses
    unreadable = [c for c in chapters if c.path not in scene.text.sources]
    if unreadable:
        return refuse(
            "file-format",
            f"{unreadable[0].path} is not there or cannot be read, so nothing can be declared.",
            f"Write it with its title, `title: TITLE`, then wsisdraft record {unreadable[0].path}.",
            ref=str(unreadable[0].address),
        )
    targets = tuple(
        p for p in scene.paragraphs() if p.status != DELETED and p.address not in excepted
    )
    deleted = _deleted(scene, bool(targets or chapters))
    if deleted is not None:
        return deleted
    return _Aim(step.status, targets, excepted, chapters, pending, step.body, step.named)


def _deleted(scene: Scene, others: bool) -> Refusal | None:
    """The refusal where what is deleted is named by itself, or nothing else is meant."""
    named = {each.scope for each in scene.selection.mentions or (scene.selection,)}
    for paragraph in scene.paragraphs():
        if paragraph.status == DELETED and (paragraph.address in named or not others):
            ref = str(paragraph.address)
            remedy = f"wsisdraft reopen {ref} --why TEXT brings it back."
            return Refusal((about(paragraph, 0, "deleted", f"{ref} is deleted.", remedy),))
    return None


def _hindrances(scene: Scene, aim: _Aim) -> Iterator[Finding]:
    """Everything that keeps the paragraphs from being settled, each with its place and remedy."""
    ladder = scene.text.process.ladder
    changed = frozenset(p.path for p in broken(scene.text))
    held = _held_whole(scene)
    for paragraph in aim.targets:
        if paragraph.path in changed:
            yield _changed(paragraph)
        if ladder.reaches(paragraph.status, aim.status):
            if aim.pending and paragraph.pending is None:
                yield without_condition(paragraph)
            continue
        if paragraph.pending is not None:
            yield conditional(paragraph, paragraph.pending)
        yield from (f for f in scene.text.unread if f.place and f.place.path == paragraph.path)
        yield from what_is_open(paragraph)
        if paragraph.address in held:
            yield _held(paragraph, held[paragraph.address])
    for chapter in aim.chapters:
        for paragraph in chapter.paragraphs:
            if paragraph.address in aim.excepted and ladder.settled(paragraph.status):
                yield _settled_exception(paragraph)
    yield from _too_low(scene, aim)


def what_is_open(paragraph: Paragraph) -> Iterator[Finding]:
    """Brackets, blanks, alternatives and strays of a paragraph that is to be settled."""
    why = TO_BE_AGREED
    yield from bracket_findings(paragraph, why)
    yield from placeholder_findings(paragraph, why)
    if paragraph.alternatives:
        yield alternatives_finding(paragraph, why)
    yield from stray_findings(paragraph, str(paragraph.address))
    if not paragraph.body.strip() and not paragraph.alternatives:
        yield about(
            paragraph,
            0,
            "no-wording",
            "The paragraph has no words that could be agreed.",
            f"wsisdraft edit {paragraph.address} gives it words.",
        )


def _left_open(scene: Scene, aim: _Aim, findings: Sequence[Finding]) -> Iterator[Finding]:
    """How a whole chapter can be settled besides what keeps it from being settled whole."""
    ladder = scene.text.process.ladder
    held = {finding.ref for finding in findings}
    for chapter in aim.chapters:
        left = [
            p for p in chapter.paragraphs if str(p.address) in held or p.address in aim.excepted
        ]
        if left and len(aim.chapters) == 1 and not any(ladder.settled(p.status) for p in left):
            spans = shortest([p.address for p in left], [p.address for p in chapter.paragraphs])
            ref = str(chapter.address)
            yield Finding(
                None,
                "open-paragraphs",
                f"{ref} cannot be settled whole; open are {', '.join(spans)}.",
                f"wsisdraft agree {ref} --besides {','.join(spans)} settles the others.",
                ref=ref,
            )


def _held_whole(scene: Scene) -> dict[Address, WideBracket]:
    """Paragraphs inside a bracket over whole paragraphs, a chapter's or a document's."""
    return {address: bracket for bracket in wide_brackets(scene.text) for address in bracket.held}


def _held(paragraph: Paragraph, by: WideBracket) -> Finding:
    remedy = f"wsisdraft lift {by.owner} {by.handle}."
    if not by.owner.parts:
        remedy = f"Take the entry {by.handle} out of {by.path}, then wsisdraft record {by.path}."
    return about(
        paragraph,
        0,
        "unresolved-bracket",
        f"The paragraph stands in bracket {by.handle} of {by.owner}.",
        remedy,
    )


def _changed(paragraph: Paragraph) -> Finding:
    return about(
        paragraph,
        0,
        "agreed-text-changed",
        f"The paragraph is {paragraph.status}, but not in the words that were agreed.",
        f"wsisdraft check {paragraph.address} shows the word that changed.",
    )


def _settled_exception(paragraph: Paragraph) -> Finding:
    number = paragraph.address.number
    return about(
        paragraph,
        0,
        "chapter-declaration",
        f"{paragraph.address} is {paragraph.status} already and would be no exception.",
        f"Leave {number} out of --besides, or wsisdraft reopen {paragraph.address} --why TEXT.",
    )


def _too_low(scene: Scene, aim: _Aim) -> Iterator[Finding]:
    """A paragraph settled below the step of its chapter makes the declaration untrue."""
    ladder = scene.text.process.ladder
    declared = {chapter.address for chapter in aim.chapters}
    for paragraph in aim.targets:
        chapter = scene.text.chapter(paragraph.address)
        if chapter is None or chapter.address in declared or not declared_settled(chapter, ladder):
            continue
        if not ladder.reaches(aim.status, chapter.status):
            yield about(
                paragraph,
                0,
                "chapter-declaration",
                f"{chapter.address} is declared {chapter.status}; {aim.status} is below that.",
                f"wsisdraft agree {paragraph.address} --as {chapter.status}.",
            )


def _declarations(scene: Scene, aim: _Aim, newly: Sequence[Paragraph]) -> Iterator[Edit]:
    ladder = scene.text.process.ladder
    settled = frozenset(p.address for p in newly)
    for chapter in scene.text.chapters():
        if chapter in aim.chapters:
            same = chapter.status == aim.status and exceptions_of(chapter) == aim.excepted
            if not same or newly:
                yield from declare(chapter, aim.status, scene.occasion.date, aim.excepted)
        elif declared_settled(chapter, ladder) and chapter.besides:
            yield from with_exceptions(chapter, exceptions_of(chapter) - settled)


def _already(scene: Scene, aim: _Aim) -> Unchanged:
    ref = scene.selection.spoken
    statuses = {p.status for p in aim.targets}
    status = statuses.pop() if len(statuses) == 1 else aim.status
    since = {f"since {p.settled.date}" for p in aim.targets if p.settled}
    told = since.pop() if len(since) == 1 else "already"
    are = "is" if len(aim.targets) == 1 or len(scene.chapters) == 1 else "are"
    waiting = [p for p in aim.targets if p.pending]
    on = f", {len(waiting)} of them on a condition" if len(aim.targets) > 1 else ""
    if len(aim.targets) == 1 and waiting and waiting[0].pending:
        on = f", on a condition: {waiting[0].pending.reason}"
    met = f" When it is met: wsisdraft confirm {ref}." if waiting else ""
    spans = shortest(aim.excepted, tuple(p.address for c in aim.chapters for p in c.paragraphs))
    left = f", besides {', '.join(spans)}" if spans else ""
    return Unchanged(ref, f"{ref} {are} {status} {told}{left}{on if waiting else ''}.{met}")


def _record(
    scene: Scene, aim: _Aim, newly: Sequence[Paragraph], waiting: Sequence[Paragraph]
) -> Record:
    rows: list[tuple[str, str]] = []
    for chapter in aim.chapters:
        rows += [
            ("Ref", str(chapter.address)),
            ("Status", f"{chapter.status or UNDECLARED} -> {aim.status}"),
        ]
        spans = shortest(aim.excepted, tuple(p.address for p in chapter.paragraphs))
        rows += [("Besides", ", ".join(spans))] if spans else []
    for paragraph in newly:
        rows += [("Ref", str(paragraph.address)), ("Status", f"{paragraph.status} -> {aim.status}")]
        rows += [(SETTLED_BY, aim.body)] if aim.body else []
        rows += condition_rows(aim.pending)
    for paragraph in waiting:
        rows += [("Ref", str(paragraph.address)), *condition_rows(aim.pending)]
    spoken = scene.selection.spoken
    many = f", {len(newly)} paragraphs" if len(newly) != 1 else ""
    left = f", besides {rows[2][1]}" if len(rows) > 2 and rows[2][0] == "Besides" else ""
    on = f", pending {aim.pending.reason}" if aim.pending else ""
    by = f" by {body_words(aim.body)}" if aim.body else ""
    return Record(
        f"{spoken}: {aim.status}{by}{many}{left}{on}", trailers("agree", scene.occasion, rows)
    )


@changing
def command(
    given: Options,
    ref: Refs,
    besides: Annotated[
        str, typer.Option(help="What a whole chapter leaves open: 2,21,27-30.", metavar="LIST")
    ] = "",
    as_status: Annotated[
        str,
        typer.Option(
            "--as",
            help="A later settled step, as agreed.",
            metavar="STATUS",
            autocompletion=complete_statuses,
        ),
    ] = "",
    pending: Annotated[
        str | None,
        typer.Option(help="Settle on a condition: what the agreement waits for.", metavar="TEXT"),
    ] = None,
    until: Annotated[
        str, typer.Option(help="The day by which it should be confirmed.", metavar="DATE")
    ] = "",
    body: Annotated[
        str,
        typer.Option(help="The body that settles it, where there are several.", metavar="BODY"),
    ] = "",
) -> None:
    """Settle paragraphs, or a whole chapter with its exceptions.

    Agreement is to exact words: while a bracket, an alternative or a placeholder is open, the verb
    is refused and names each. Where a working group and a plenary settle one after the other, the
    body stands for its step of the ladder.

    Examples: wsisdraft agree B.21
              wsisdraft agree vision/B --besides 2,21,27-30
              wsisdraft agree B.27 --pending "capital: Norland" --until 2014-05-15
              wsisdraft agree B.28 --body plenary
    """
    spans = tuple(part.strip() for part in besides.split(",") if part.strip())
    on_condition = condition_given(pending, until.strip())
    change(
        lambda scene: (
            on_condition
            if isinstance(on_condition, Refusal)
            else agree(scene, besides=spans, as_status=as_status, pending=on_condition, body=body)
        ),
        ref,
        given,
    )
