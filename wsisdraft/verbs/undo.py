"""undo: take a verb back by a new commit, field by field and span by span."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import BranchClosed, BranchMade, Change, Edit, Record
from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.settling import exceptions_back
from wsisdraft.notation.taking_back import Touched, taken_back
from wsisdraft.reports.history import claims
from wsisdraft.text.address import Address, branch
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.ref import Selection, resolve
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.alt.add import as_base
from wsisdraft.verbs.log import concerned
from wsisdraft.verbs.options import DryRun, Format, Repo, complete_refs, options
from wsisdraft.verbs.trailers import trailers
from wsisdraft.view import Options, View, occasion_of

KEPT = ("meeting open", "meeting close")
"""What others rely on by its tag and symbols is not taken back by undo."""
UNDOES = "Undoes"


@dataclass(frozen=True, slots=True)
class _Restored:
    """The files and branches as they were before a commit."""

    edits: tuple[Edit, ...]
    new_files: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]


def to_undo(past: Sequence[PastCommit], email: str, scope: Address | None) -> PastCommit | Refusal:
    """The last verb that stands: mine, or where a REF is given the last about it.

    `past` is oldest first. What was undone already, and undoing itself, is passed over.
    """
    undone = {commit.record.value(UNDOES) for commit in past}
    for commit in reversed(past):
        verb = commit.record.value("Verb")
        if not verb or verb == "undo" or commit.id in undone:
            continue
        if scope is None and commit.committer_email != email:
            continue
        return commit
    about = f" about {scope}" if scope else " of yours"
    return refuse(
        "nothing-to-undo",
        f"There is no verb{about} that could be taken back.",
        f"wsisdraft log {scope or 'REF'} shows what happened.",
    )


def undo(
    scene: Scene, commit: PastCommit, past: Sequence[PastCommit], why: str
) -> Change | Refusal:
    """Take back what one commit did, where nothing later touched the same.

    The record says that it was recorded in error. A tag is never deleted.
    """
    refusal = _not_this_way(scene, commit)
    if refusal is not None:
        return refusal
    restored = _restored(scene.text, commit, past)
    if isinstance(restored, Refusal):
        return restored
    subject = f"Recorded in error: {commit.record.subject}"
    rows = [
        (key, value)
        for claim in claims(commit.record)
        for key, value in _reversed(claim.ref, claim.said)
    ]
    rows += [(UNDOES, commit.id), *([("Why", why)] if why else [])]
    return Change(
        restored.edits,
        restored.new_files,
        restored.removed,
        tuple(_branches(scene, restored)),
        record=Record(subject, trailers("undo", scene.occasion, rows)),
    )


def _not_this_way(scene: Scene, commit: PastCommit) -> Refusal | None:
    verb, about = commit.record.value("Verb"), [claim.ref for claim in claims(commit.record)]
    told = f"“{commit.record.subject}” ({commit.id[:10]})"
    if verb in KEPT:
        return refuse(
            "not-undone",
            f"{told} is what the record of the meeting rests on; undo leaves it.",
            "Take back what was recorded in the meeting, verb by verb, with wsisdraft undo REF.",
        )
    first = Address.of(about[0]) if about else None
    scope = scene.selection.scope
    if first is not None and not first.within(scope) and len(about) > 1:
        return refuse(
            "part-of-more",
            f"{told} was the last verb about {scope}, but is about {len(about)} places.",
            f"wsisdraft undo {about[0]} takes all of it back; "
            f"wsisdraft reopen {scope} --why TEXT only this.",
        )
    return None


def _reversed(ref: str, said: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield "Ref", ref
    for key, value in said:
        old, arrow, new = value.partition(" -> ")
        if key == "Status" and arrow:
            yield key, f"{new} -> {old}"


def _restored(text: Text, commit: PastCommit, past: Sequence[PastCommit]) -> _Restored | Refusal:
    edits: list[Edit] = []
    new_files: list[tuple[str, str]] = []
    removed: list[str] = []
    for each in commit.changes:
        now = text.sources.get(each.path)
        made = _file_back(each, now)
        if isinstance(made, Touched):
            return _touched(each.path, made.what, commit, past)
        chapter = next((c for c in text.chapters() if c.path == each.path), None)
        if chapter is not None and each.old and each.new and made != each.old.decode():
            made = exceptions_back(chapter, each.old.decode(), each.new.decode(), made or "")
        if made is None and now is not None:
            removed.append(each.path)
        elif made is not None and now is None:
            new_files.append((each.path, made))
        elif made is not None and now is not None:
            edits += rewritten(each.path, now, made)
    return _Restored(tuple(edits), tuple(new_files), tuple(removed))


def _file_back(each: FileChange, now: str | None) -> str | Touched | None:
    """The file's text before the commit, as far as it can be had; None where there is none."""
    before, after = (None if data is None else data.decode() for data in (each.old, each.new))
    if before is not None and after is not None and now is not None:
        return taken_back(each.path, before, after, now)
    return before if now == after else Touched("the file")


def _touched(path: str, what: str, commit: PastCommit, past: Sequence[PastCommit]) -> Refusal:
    later = past[past.index(commit) + 1 :]
    by = next((c for c in reversed(later) if c.change(path) is not None), None)
    told = f"“{by.record.subject}” ({by.id[:10]})" if by else "a later change"
    return refuse(
        "touched-since",
        f"{told} touched {what} of {path} after “{commit.record.subject}”.",
        f"Take that back first, or correct {path} and commit it.",
    )


def _branches(scene: Scene, restored: _Restored) -> Iterator[BranchMade | BranchClosed]:
    """Branches of alternatives that come back, and of those that go."""
    for paragraph in scene.text.paragraphs():
        stem = f"{paragraph.path.removesuffix('.md')}.alt-"
        for path, source in restored.new_files:
            if path.startswith(stem):
                ordinal = int(path.removeprefix(stem).removesuffix(".md"))
                name = branch(paragraph.address, ordinal)
                if name not in scene.branches:
                    told = f"{paragraph.address}: alternative {ordinal} as it was"
                    yield BranchMade(name, ((paragraph.path, as_base(paragraph, source)),), told)
        for alternative in paragraph.alternatives:
            name = branch(paragraph.address, alternative.ordinal)
            state = scene.branches.get(name)
            if alternative.path in restored.removed and state is not None and state.spare:
                yield BranchClosed(name, state.tip)


def setting(
    view: View, ref: str, given: Options, why: str
) -> tuple[Scene, Callable[[], Change | Refusal]] | Refusal:
    """What is taken back, and the text as far as that touched it."""
    from wsisdraft.repository.history import history
    from wsisdraft.repository.identity import identities

    asked = view.select([ref] if ref else [])
    if isinstance(asked, Refusal):
        return asked
    everything = concerned(asked) if asked else lambda _: True
    named = history(view.clone, view.base, ("drafts",), everything, contents=False)
    email = identities(view.clone)["GIT_COMMITTER_EMAIL"]
    last = to_undo(named, email, asked.scope if asked else None)
    if isinstance(last, Refusal):
        return last
    touched = _touched_by(view, last)
    past = history(view.clone, view.base, ("drafts",), lambda path: path in touched)
    commit = next(each for each in past if each.id == last.id)
    scene = _scene(view, asked, commit, given)
    return scene if isinstance(scene, Refusal) else (scene, lambda: undo(scene, commit, past, why))


def _touched_by(view: View, commit: PastCommit) -> frozenset[str]:
    from wsisdraft.repository.raw_log import raw_log

    rows = raw_log(view.clone, (commit.id, f"^{commit.id}^@"), ("drafts",))
    return frozenset(row.path for row in rows if row.commit == commit.id)


def _scene(
    view: View, asked: Selection | None, commit: PastCommit, given: Options
) -> Scene | Refusal:
    """The chapters that the commit touched, seen from what was asked, or from what it was about."""
    about = [claim.ref for claim in claims(commit.record)]
    selection = asked or resolve(about[0] if about else "", view.layout)
    if isinstance(selection, Refusal):
        return selection
    reading = view.select(sorted(_chapters_of(view, commit)) or [selection.spoken])
    if isinstance(reading, Refusal):
        return reading
    text = view.read(reading)
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    paths = {change.path for change in commit.changes}
    with_files = [p for p in text.paragraphs() if paths & {a.path for a in p.alternatives}]
    return Scene(text, selection, occasion, view.branches(with_files))


def _chapters_of(view: View, commit: PastCommit) -> set[str]:
    """REFs of the chapters in whose folders the commit changed something."""
    chapters = (c for document in view.layout.documents for c in view.layout.chapters(document))
    return {
        str(chapter)
        for chapter in chapters
        if any(change.path.startswith(f"{chapter.folder}/") for change in commit.changes)
    }


def command(
    ref: Annotated[
        str,
        typer.Argument(
            help="Take back the last verb about this; my last verb if left out.",
            metavar="[REF]",
            autocompletion=complete_refs,
            show_default=False,
        ),
    ] = "",
    why: Annotated[str, typer.Option(help="The reason, for the record.", metavar="TEXT")] = "",
    dry_run: DryRun = False,
    format: Format = "text",
    repo: Repo = ".",
) -> None:
    """Take a verb back by a new commit; it reads as recorded in error.

    Refused where a later verb touched the same words or fields. Deletes no tag.

    Examples: wsisdraft undo
              wsisdraft undo B.21 --why "agreed in error"
    """
    given = options(repo=repo, format=format, dry_run=dry_run)
    change_as_set(lambda view: setting(view, ref, given, why), given)
