"""undo: take a verb back by a new commit, field by field and span by span."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Edit, Record
from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.reading import STAKEHOLDERS_FILE
from wsisdraft.notation.record import MOVED, UNDOES
from wsisdraft.notation.registering import REGISTERED
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.settling import exceptions_back
from wsisdraft.notation.taking_back import Touched, taken_back
from wsisdraft.reports.history import claims
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.layout import Layout
from wsisdraft.text.ref import NOWHERE, Selection, resolve
from wsisdraft.text.scene import Scene
from wsisdraft.text.submission import SUBMISSIONS, WINDOW_FILE
from wsisdraft.verbs.shared.concerning import concerned, concerning, is_beside
from wsisdraft.verbs.shared.options import Options, changing_with, complete_refs
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.verbs.shared.undo_branches import (
    Earlier,
    Files,
    branches_back,
    earlier,
    touched_alternatives,
)
from wsisdraft.verbs.shared.undo_structure import STRUCTURE, Meddled, moved_by, structure_back
from wsisdraft.verbs.shared.unregistering import unregistered
from wsisdraft.view import View, occasion_of

if TYPE_CHECKING:
    from wsisdraft.repository.raw_log import RawRow

OPENING = "meeting open"
"""Taken back only while nothing else is on record of the meeting."""
KEPT = ("meeting close",)
"""What others rely on by its tag and symbols is not taken back by undo."""


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
    scene: Scene, commit: PastCommit, past: Sequence[PastCommit], why: str, before: Earlier
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
    held = _held_since(scene.text, commit, restored.removed)
    if held is not None:
        return held
    back = branches_back(scene, commit, restored, before)
    if isinstance(back, Refusal):
        return back
    subject = f"Recorded in error: {commit.record.subject}"
    rows = [
        (key, value)
        for claim in claims(commit.record)
        for key, value in _reversed(claim.ref, claim.said)
    ]
    rows += [*back.rows, (UNDOES, commit.id), *([("Why", why)] if why else [])]
    change = Change(
        restored.edits,
        restored.new_files,
        restored.removed,
        tuple(back.steps),
        record=Record(subject, trailers("undo", scene.occasion, rows)),
    )
    newcomers = commit.record.values(REGISTERED)
    return unregistered(scene.text, change, newcomers) if newcomers else change


def _not_this_way(scene: Scene, commit: PastCommit) -> Refusal | None:
    verb, about = commit.record.value("Verb"), [claim.ref for claim in claims(commit.record)]
    told = f"“{commit.record.subject}” ({commit.id[:10]})"
    if verb in KEPT:
        return refuse(
            "not-undone",
            f"{told} is what the record of the meeting rests on; undo leaves it.",
            f"wsisdraft meeting open {commit.record.value('Meeting')} --again, if it goes on.",
        )
    if verb == "init":
        return refuse(
            "not-undone",
            f"{told} started the draft; undo leaves it.",
            f"git revert {commit.id[:10]} takes the draft out of the repository.",
        )
    first = Address.of(about[0]) if about else None
    scope = scene.selection.scope
    if first is not None and not first.within(scope) and len(about) > 1:
        settled = any(claim.status for claim in claims(commit.record))
        only = f"; wsisdraft reopen {scope} --why TEXT only this" if settled else ""
        return refuse(
            "part-of-more",
            f"{told} was the last verb about {scope}, but is about {len(about)} places.",
            f"wsisdraft undo {about[0]} takes all of it back{only}.",
        )
    return None


def _held_since(text: Text, commit: PastCommit, removed: Sequence[str]) -> Refusal | None:
    """The refusal where a place would be taken away in which something stands by now."""
    for path in removed:
        folder, _, name = path.rpartition("/")
        if name not in ("document.yaml", "chapter.yaml", "section.yaml", WINDOW_FILE):
            continue
        inside = (each for paths in text.layout.under(folder) for each in paths)
        left = next((each for each in sorted(inside) if each not in removed), None)
        if left is not None:
            return refuse(
                "touched-since",
                f"{left} lies in what “{commit.record.subject}” added.",
                _first_back(commit, path),
            )
    return None


def _first_back(commit: PastCommit, path: str) -> str:
    """What has to go before a place goes."""
    if path.endswith(f"/{WINDOW_FILE}"):
        return "Take that back first, submission by submission: wsisdraft undo, or undo REF."
    return f"Take that back first: wsisdraft log {claims(commit.record)[0].ref} tells how."


def _reversed(ref: str, said: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    went = next((value for key, value in said if key == MOVED), "")
    yield "Ref", went.partition(" -> ")[0] or ref
    for key, value in said:
        old, arrow, new = value.partition(" -> ")
        if key in ("Status", MOVED) and arrow:
            yield key, f"{new} -> {old}"


def _restored(text: Text, commit: PastCommit, past: Sequence[PastCommit]) -> Files | Refusal:
    registered = commit.record.values(REGISTERED)
    if commit.record.value("Verb") in STRUCTURE:
        beside = (STAKEHOLDERS_FILE,) if registered else ()
        back = structure_back(text, commit, beside)
        if isinstance(back, Meddled):
            return _touched(back.path, back.what, commit, past)
        moved = frozenset(moved_by(commit, text.layout))
        return Files(back.edits, back.new_files, back.removed, moved)
    edits: list[Edit] = []
    new_files: list[tuple[str, str]] = []
    removed: list[str] = []
    for each in commit.changes:
        if registered and each.path == STAKEHOLDERS_FILE:
            continue
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
    return Files(tuple(edits), tuple(new_files), tuple(removed))


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
        f"Take that back first, or edit {path} and wsisdraft record {path}.",
    )


def setting(
    view: View, ref: str, given: Options, why: str
) -> tuple[Scene, Callable[[], Change | Refusal]] | Refusal:
    """What is taken back, and the text as far as that touched it."""
    from wsisdraft.repository.history import history
    from wsisdraft.repository.identity import identities

    asked = view.select([ref] if ref else [])
    if isinstance(asked, Refusal):
        return asked
    files = concerned(asked) if asked else lambda _: True
    named = history(
        view.clone,
        view.base,
        ("drafts",),
        lambda path: files(path) or is_beside(path),
        contents=is_beside,
    )
    if asked:
        named = concerning(named, asked)
    email = identities(view.clone)["GIT_COMMITTER_EMAIL"]
    last = to_undo(named, email, asked.scope if asked else None)
    if isinstance(last, Refusal):
        return last
    used = _used_since(last, named)
    if used is not None:
        return used
    rows = _touched_by(view, last)
    touched = {row.path for row in rows}
    past = history(view.clone, view.base, ("drafts",), lambda path: path in touched, since=last.id)
    commit = next(each for each in past if each.id == last.id)
    unknown = _not_all_known(view, commit, rows)
    if unknown is not None:
        return unknown
    scene = _scene(view, asked, commit, given)
    if isinstance(scene, Refusal):
        return scene
    before = earlier(view, scene, commit)
    return scene, lambda: undo(scene, commit, past, why, before)


def _used_since(opening: PastCommit, past: Sequence[PastCommit]) -> Refusal | None:
    """The refusal where something stands on record of the meeting that a commit opened."""
    if opening.record.value("Verb") != OPENING:
        return None
    number = opening.record.value("Meeting")
    undone = {commit.record.value(UNDOES) for commit in past}
    for commit in reversed(past[past.index(opening) + 1 :]):
        verb = commit.record.value("Verb")
        if commit.record.value("Meeting") == number and verb != "undo" and commit.id not in undone:
            return refuse(
                "not-undone",
                f"“{commit.record.subject}” ({commit.id[:10]}) was recorded in meeting {number}.",
                "Take back first what was recorded in it, verb by verb, or close the meeting: "
                f"wsisdraft meeting close {number}",
            )
    return None


def _touched_by(view: View, commit: PastCommit) -> tuple[RawRow, ...]:
    from wsisdraft.repository.raw_log import raw_log

    rows = raw_log(view.clone, (commit.id, f"^{commit.id}^@"), ("drafts",))
    return tuple(row for row in rows if row.commit == commit.id)


def _not_all_known(view: View, commit: PastCommit, rows: Sequence[RawRow]) -> Refusal | None:
    """The refusal where this clone cannot tell what a commit did.

    Where it is cut off, all files look new; what cannot be read looks as if it were not there.
    """
    from wsisdraft.repository.lineage import cut_off

    told = f"“{commit.record.subject}” ({commit.id[:10]})"
    if cut_off(view.clone, (commit.id,)):
        return refuse(
            "shallow-clone",
            f"This clone is shallow and does not hold the text before {told}.",
            "git fetch --unshallow, then undo it.",
        )
    for row in rows:
        change = commit.change(row.path)
        if change and ((row.old and change.old is None) or (row.new and change.new is None)):
            return refuse(
                "unreadable-file",
                f"{row.path} as it was around {told} cannot be read, or is too large to be.",
                f"Edit {row.path} and wsisdraft record {row.path}.",
            )
    return None


def _scene(
    view: View, asked: Selection | None, commit: PastCommit, given: Options
) -> Scene | Refusal:
    """The chapters that the commit touched, seen from what was asked, or from what it was about."""
    about = [claim.ref for claim in claims(commit.record)]
    selection = asked or (_place(about[0], view.layout) if about else NOWHERE)
    if isinstance(selection, Refusal):
        return selection
    touched = sorted(_chapters_of(view, commit)) or [selection.spoken] * bool(selection.spoken)
    reading = view.select(touched) or selection
    if isinstance(reading, Refusal):
        return reading
    # Whether somebody registered is named elsewhere only the whole text tells, and what names
    # a paragraph that moved.
    whole = commit.record.values(REGISTERED) or commit.record.value("Verb") in STRUCTURE
    text = view.read(None if whole else reading, _sent_in(view, commit))
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    scene = Scene(text, selection, occasion)
    return view.with_branches(scene, touched_alternatives(text, commit))


def _sent_in(view: View, commit: PastCommit) -> Collection[str]:
    """The windows and what came in, where the commit touched any of it."""
    if not any(change.path.startswith(f"{SUBMISSIONS}/") for change in commit.changes):
        return ()
    layout = view.layout
    return tuple(path for _, path in (*layout.windows, *layout.submissions))


def _place(ref: str, layout: Layout) -> Selection | Refusal:
    """What a record was about, also where that is no longer there."""
    found, address = resolve(ref, layout), Address.of(ref)
    return Selection(address, (), ref) if isinstance(found, Refusal) and address else found


def _chapters_of(view: View, commit: PastCommit) -> set[str]:
    """REFs of the chapters in whose folders the commit changed something."""
    chapters = (c for document in view.layout.documents for c in view.layout.chapters(document))
    return {
        str(chapter)
        for chapter in chapters
        if any(change.path.startswith(f"{chapter.folder}/") for change in commit.changes)
    }


@changing_with()
def command(
    given: Options,
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
) -> None:
    """Take a verb back by a new commit; it reads as recorded in error.

    Refused where a later verb touched the same words or fields. Deletes no tag.

    Examples: wsisdraft undo
              wsisdraft undo B.21 --why "agreed in error"
    """
    change_as_set(lambda view: setting(view, ref, given, why), given)
